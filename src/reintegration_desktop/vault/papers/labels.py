"""Slots by the labels that people pick at the unlock screen."""

import unicodedata
from dataclasses import replace

from reintegration_desktop.vault.errors import LabelTaken, SlotUnknown
from reintegration_desktop.vault.papers.vaultfile import VaultFile
from reintegration_desktop.vault.passphrases.slots import Slot


def slot_of(file: VaultFile, label: str | None) -> Slot:
    """The slot of a label or a person's id; None where there is one slot alone. Raises SlotUnknown."""
    if label is None:
        found = file.slots
    else:
        wanted = _folded(label)
        found = tuple(slot for slot in file.slots if wanted in (_folded(slot.label), str(slot.person)))
    if len(found) != 1:
        raise SlotUnknown(count=len(file.slots))
    return found[0]


def with_slot(file: VaultFile, slot: Slot) -> VaultFile:
    """The file with a person's slot, in place of an earlier one; raises LabelTaken for another person's label."""
    others = tuple(other for other in file.slots if other.person != slot.person)
    if _folded(slot.label) in {_folded(other.label) for other in others}:
        raise LabelTaken
    return replace(file, slots=(*others, slot))


def _folded(label: str) -> str:
    """A label as it is compared: NFC, without blanks around it and without case."""
    return unicodedata.normalize("NFC", label.strip()).casefold()
