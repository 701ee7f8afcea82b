"""A slot opens with its passphrase, and tells damage from a wrong one."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reintegration_desktop.vault.errors import ForeignVault, KdfParametersRefused, SlotDamaged, WrongPassphrase
from reintegration_desktop.vault.fields import Fields
from reintegration_desktop.vault.identity import PrivateKeys
from reintegration_desktop.vault.passphrases.passphrase import KdfParameters
from reintegration_desktop.vault.passphrases.slots import Opened, Slot, make_slot, open_slot
from tests.unit.vault.made import CHEAP, flipped

OFFICE, PERSON = UUID(int=1), UUID(int=2)
HELD = Opened(PrivateKeys(b"a" * 32, b"b" * 32), b"r" * 32)


def slot(passphrase: str = "hello") -> Slot:
    return make_slot(OFFICE, PERSON, "Caseworker 1", HELD, passphrase, CHEAP, lambda count: b"x" * count, CHEAP)


def test_a_slot_holds_a_persons_keys_and_the_root():
    assert open_slot(slot(), OFFICE, "hello") == HELD


def test_a_slot_comes_back_from_its_file():
    assert Slot.from_json(Fields(slot().to_json())) == slot()


@given(st.text(max_size=20).filter(lambda typed: typed.strip() != "hello"))
def test_any_other_passphrase_is_wrong(typed):
    with pytest.raises(WrongPassphrase):
        open_slot(slot(), OFFICE, typed)


def test_a_slot_of_another_vault_is_refused_before_anything_is_derived():
    with pytest.raises(ForeignVault):
        open_slot(replace(slot(), kdf=KdfParameters(1 << 40, 1 << 40, 1)), UUID(int=3), "hello")


def test_oversize_parameters_are_refused_before_anything_is_derived():
    with pytest.raises(KdfParametersRefused):
        open_slot(replace(slot(), kdf=KdfParameters(1 << 40, 1 << 40, 1)), OFFICE, "hello")


@pytest.mark.parametrize(
    "changed",
    [
        {"person": UUID(int=9)}, {"label": "Supervisor"}, {"kdf": replace(CHEAP, passes=2)}, {"salt": bytes(16)},
        {"nonce": bytes(12)}, {"sealed": flipped(slot().sealed, 5)}, {"sum": bytes(8)},
    ],
    ids=lambda changed: next(iter(changed)),
)  # fmt: skip
def test_a_damaged_slot_is_never_called_a_wrong_passphrase(changed):
    with pytest.raises(SlotDamaged):
        open_slot(replace(slot(), **changed), OFFICE, "hello")


def test_a_slot_moved_into_another_vault_with_a_new_sum_opens_nothing():
    moved = make_slot(UUID(int=3), PERSON, "x", HELD, "other", CHEAP, lambda count: b"x" * count, CHEAP)
    forged = replace(moved, sealed=slot().sealed)
    with pytest.raises(SlotDamaged):
        open_slot(forged, UUID(int=3), "hello")


def test_only_a_test_lowers_the_floor():
    with pytest.raises(KdfParametersRefused):
        make_slot(OFFICE, PERSON, "x", HELD, "hello", CHEAP, lambda count: b"x" * count)


@pytest.mark.parametrize("change", [{"version": 2}, {"kdf": "scrypt"}, {"salt": "AAAA"}, {"passes": -1}, {"label": 3}])
def test_a_slot_of_another_kind_is_not_read(change):
    with pytest.raises(ValueError, match=r"."):
        Slot.from_json(Fields({**slot().to_json(), **change}))
