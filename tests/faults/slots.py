"""Slots changed by somebody with the vault's file in hand: refused before any work is put into a passphrase."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import process_time
from uuid import UUID

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.founding import begin_alone
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.papers.vaultfile import VaultFile, to_bytes, to_writing
from reintegration_desktop.vault.passphrases.passphrase import FLOOR, KdfParameters
from reintegration_desktop.vault.passphrases.slots import Slot, make_slot, open_slot
from reintegration_desktop.vault.roles import Role
from reintegration_desktop.vault.unlocking import unlock
from tests.faults.rows import Row
from tests.faults.scene import FIRST_WORDS, Scene

Change = Callable[[Slot, random.Random], Slot]
REFUSED = "kdf_parameters_refused"
HUGE = KdfParameters(1 << 40, 1 << 40, 1 << 20)


def _flipped(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _other_id(chance: random.Random) -> UUID:
    return UUID(bytes=chance.randbytes(16))


TRIES = 3
"""A machine that is busy with something else may take long once; who derives takes long each time."""

TAMPERED: dict[str, tuple[Change, str]] = {
    "sealed keys": (lambda slot, chance: replace(slot, sealed=_flipped(slot.sealed, chance)), "slot_damaged"),
    "salt": (lambda slot, chance: replace(slot, salt=_flipped(slot.salt, chance)), "slot_damaged"),
    "nonce": (lambda slot, chance: replace(slot, nonce=_flipped(slot.nonce, chance)), "slot_damaged"),
    "checksum": (lambda slot, chance: replace(slot, sum=_flipped(slot.sum, chance)), "slot_damaged"),
    "label": (lambda slot, chance: replace(slot, label=f"{slot.label} {chance.randrange(99)}"), "slot_damaged"),
    "person": (lambda slot, chance: replace(slot, person=_other_id(chance)), "slot_damaged"),
    "fewer passes": (lambda slot, chance: replace(slot, kdf=replace(slot.kdf, passes=2 + chance.randrange(2))),
                     "slot_damaged"),
    "huge memory": (lambda slot, chance: replace(slot, kdf=replace(HUGE, passes=1, lanes=1)), REFUSED),
    "huge passes": (lambda slot, chance: replace(slot, kdf=replace(HUGE, memory=64, lanes=1)), REFUSED),
    "huge lanes": (lambda slot, chance: replace(slot, kdf=replace(HUGE, memory=64, passes=1)), REFUSED),
    "foreign office": (lambda slot, chance: replace(slot, office=_other_id(chance)), "foreign_vault"),
    "foreign office, huge": (lambda slot, chance: replace(slot, office=_other_id(chance), kdf=HUGE), "foreign_vault"),
}  # fmt: skip


def _refusal(scene: Scene, cost: float) -> tuple[str, bool]:
    """What opening is refused by, and whether that came after deriving, which costs so many seconds of processor."""
    for _ in range(TRIES):
        began = process_time()
        found = _refused(lambda: unlock(scene.folder, None, FIRST_WORDS, scene.means))
        if process_time() - began <= cost / 2:
            return found, False
    return found, True


def run(times: int, chance: random.Random, place: Path) -> Row:
    """So many changed slots, in the vault's file as who may sign it could write it."""
    scene, row, told = Scene(place / "office"), Row(of="slots"), Counter[str]()
    with scene.open() as laptop:
        keyring = laptop.keyring
    whole = scene.folder.read().file
    dear = make_slot(whole.office, keyring.id, "Grace", _opened(whole.slots[0]), FIRST_WORDS, FLOOR, chance.randbytes)
    cost = _seconds(lambda: open_slot(dear, whole.office, FIRST_WORDS))
    for number in range(times):
        what = list(TAMPERED)[number % len(TAMPERED)]
        change, wanted = TAMPERED[what]
        changed = change(replace(dear) if number % 2 else whole.slots[0], chance)
        _write(scene, replace(whole, slots=(changed,), revision=whole.revision + 1 + number), keyring)
        found, derived = _refusal(scene, cost)
        row.expect(what, f"{found}{', after deriving' if derived else ''}", wanted)
        told[found] += 1
    row.note = ", ".join(f"{code} {number}" for code, number in sorted(told.items()))
    return row


def run_with_strangers(times: int, chance: random.Random, place: Path) -> Row:
    """So many times the slot, or the whole file, of a stranger's vault in place of ours."""
    scene, row = Scene(place / "office"), Row(of="foreign slots")
    with scene.open() as laptop:
        keyring = laptop.keyring
    whole = scene.folder.read().file
    for number in range(times):
        theirs = _strange(place / f"strangers{number}", scene.means)
        foreign = theirs.slots[0]
        if number % 2:
            foreign = replace(foreign, office=whole.office)
        _write(scene, replace(whole, slots=(foreign,), revision=whole.revision + 1 + number), keyring)
        found = _refused(lambda: unlock(scene.folder, None, FIRST_WORDS, scene.means))
        row.expect("a stranger's slot", found, "slot_damaged" if number % 2 else "foreign_vault")
    return row


def _strange(place: Path, means: Means) -> VaultFile:
    folder = VaultFolder(place / "Other.vault", place / "home")
    begin_alone(folder, Newcomer("Stranger", "stranger", Role.SUPERVISOR), FIRST_WORDS, means)
    return folder.read().file


def _opened(slot: Slot) -> object:
    return open_slot(slot, slot.office, FIRST_WORDS)


def _write(scene: Scene, file: VaultFile, keyring) -> None:
    content = to_bytes(to_writing(file, keyring.id, keyring.sign))
    for path in (scene.folder.json, scene.folder.spare):
        path.write_bytes(content)


def _seconds(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began


def _refused(work: Callable[[], object]) -> str:
    try:
        work()
    except Refusal as refusal:
        return refusal.code
    return "opened"
