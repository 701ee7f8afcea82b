"""Two copies of one vault, both worked in, both sending and hearing: headquarters comes to hold everything of both."""

import random
import shutil
from collections import Counter
from pathlib import Path
from uuid import UUID, uuid4

from reintegration_desktop.casework.travel.travelling import receive, send
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.database import open_database
from reintegration_desktop.vault.folder import VaultFolder
from tests.faults.rows import Row
from tests.faults.scene import check
from tests.store.office import Laptop, a_visit, open_a_case, save
from tests.store.travel import Journey, a_journey, address_of, post_of

STEPS = 12


def run(times: int, chance: random.Random, place: Path) -> Row:
    """So many pairs of copies; each works, sends, hears in random turns."""
    row, told = Row(of="pairs of copies"), Counter[str]()
    for number in range(times):
        folder = place / f"pair{number}"
        folder.mkdir()
        journey = a_journey(folder)
        open_a_case(journey.field, code=uuid4().hex)
        journey.field.database.close()
        pair = [_copied(journey, folder / f"copy{at}", chance) for at in range(2)]
        saved = [_in_turns(journey, pair, chance, told) for _ in range(STEPS)]
        lost, stuck = _settled(journey, pair, [case for some in saved for case in some])
        row.add("two copies", sum(map(len, saved)), lost, stuck)
        for laptop in (*pair, journey.hq):
            laptop.database.close()
        shutil.rmtree(folder)
    row.note = ", ".join(f"{what} {number:,}" for what, number in sorted(told.items()))
    return row


def _copied(journey: Journey, to: Path, chance: random.Random) -> Laptop:
    """The vault's folder copied to another computer, which has a home of its own."""
    shutil.copytree(journey.field.folder.path, to / "Goma.vault")
    folder = VaultFolder(to / "Goma.vault", to / "home")
    keyring = journey.field.keyring
    device = folder.device(keyring.file, chance.randbytes).id
    database = open_database(folder.database, keyring.database_key())
    return Laptop(folder, keyring, database, journey.field.clock, device)


def _in_turns(journey: Journey, pair: list[Laptop], chance: random.Random, told: Counter[str]) -> list[UUID]:
    laptop, what = chance.choice(pair), chance.choice(("save", "save", "send", "take in", "hear"))
    told[what] += 1
    if what == "save":
        case = open_a_case(laptop, code=uuid4().hex)
        save(laptop, case, a_visit(case))
        return [case]
    if what == "send":
        send(post_of(laptop), address_of(journey.hq), journey.stick, NoProgress(), {})
    elif what == "take in":
        journey.take_in()
    else:
        receive(post_of(laptop), journey.stick, NoProgress())
    return []


def _settled(journey: Journey, pair: list[Laptop], saved: list[UUID]) -> tuple[int, str]:
    """After both have sent what was left: how many cases headquarters lacks, and what is stuck."""
    for laptop in pair:
        send(post_of(laptop), address_of(journey.hq), journey.stick, NoProgress(), {})
    journey.take_in()
    wrong = [f"{name} {sorted(found.refused)}" for name, laptop in zip("AB", pair, strict=True)
             if (found := receive(post_of(laptop), journey.stick, NoProgress())).refused]  # fmt: skip
    held = journey.hq.store.incoming
    for name, laptop in zip("AB", pair, strict=True):
        devices = sorted(laptop.store.outgoing.vector())
        if laptop.store.incoming.digests(devices) != held.digests(devices):
            wrong.append(f"{name} and headquarters differ")
    wrong += [f"{trouble} {number}" for trouble, number in check_of(journey.hq).items()]
    with journey.hq.store.read() as cases:
        return len(saved) - len(cases.facts(saved)), ", ".join(wrong)


def check_of(laptop: Laptop) -> dict[str, int]:
    return {str(trouble): number for trouble, number in check(laptop).counts.items()}
