"""What somebody forged, sent and signed in order, that the table of permissions gives them no right to."""

import random
from collections import Counter
from itertools import product
from pathlib import Path

from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.vault.roles import Room
from tests.faults.rows import Row
from tests.store.forging import FORMS, PROFILES, Scene, a_scene, allowed, may

AT_ONCE = 200
CELLS = list(product(Kind, Room, FORMS))


def run(times: int, chance: random.Random, place: Path) -> Row:
    """So many forgers, each of a role and duty drawn by chance: as many changes at once as a busy day's."""
    row, told = Row(of="forged changes"), Counter[str]()
    for number in range(times):
        folder = place / f"office{number}"
        folder.mkdir()
        with a_scene(folder) as scene:
            _forge(scene, chance, row, told)
    row.note = ", ".join(f"{what} {found:,}" for what, found in sorted(told.items()))
    return row


def _forge(scene: Scene, chance: random.Random, row: Row, told: Counter[str]) -> None:
    """One forger over every honest record; a change that is not kept aside, or that changes a view, is lost."""
    role, duty = chance.choice(PROFILES)
    cells, forger, before = allowed(role, duty), scene.somebody(role, duty), scene.views()
    refused = [cell for cell in CELLS if not may(cells, cell)]
    forged = scene.forged(forger, chance.sample(refused, min(AT_ONCE, len(refused))), over=True)
    aside, changed = scene.sent(), scene.views() != before
    for one, (kind, room, form) in forged.items():
        reason = aside.get(one)
        told[kind.value] += 1
        row.add(f"{role} {duty or ''} {kind} {room} {form}", 1, int(changed or reason is not Reason.NOT_PERMITTED))
