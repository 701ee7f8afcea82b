"""Two sheets with two holders bring a lost office back; one sheet is noise."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.vault.errors import (
    HalfUnreadable,
    HalvesDiffer,
    KeyForged,
    NotCustodian,
    PaperDamaged,
    PersonUnknown,
    RootNeeded,
    SlotOutdated,
    SlotUnknown,
    VaultExists,
    WrongPassphrase,
)
from reintegration_desktop.vault.identity import sign_key_of
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.office.programme_root import half_files, init_programme, open_programme, take_root_out
from reintegration_desktop.vault.office.recovery import (
    Recovered,
    Sheets,
    keep_recovery,
    new_sheets,
    recover,
    refuse_unrecoverable,
)
from reintegration_desktop.vault.office.removal import remove_person
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.office.rotation import TWICE_A_YEAR, WITH_A_REMOVAL
from reintegration_desktop.vault.passphrases.halves import HALF_WORDS, half_of, split, together, words_of
from reintegration_desktop.vault.passphrases.wordlists import words_in
from reintegration_desktop.vault.roles import Duty, KeyName, Role
from tests.unit.vault.made import Office, means, with_file

WORDS = words_in(resources() / "wordlists", "en")
HALF = st.binary(min_size=32, max_size=32)
NEW = "another passphrase altogether"


def with_sheets(office: Office) -> Sheets:
    sheets = new_sheets(office.means.random)
    office.people["Supervisor"] = keep_recovery(office.folder, office.founder, sheets.public, office.means)
    return sheets


def recovered(office: Office, first: bytes, second: bytes, person: UUID | None = None, root=None) -> Keyring:
    whom = Recovered(person or office.founder.id, "Supervisor", NEW)
    return recover(office.folder, (first, second), whom, office.means, root)


@given(HALF)
def test_a_half_comes_back_from_its_words(half):
    words = words_of(half, WORDS)
    assert len(words) == HALF_WORDS + 1
    assert half_of(" ".join(words).upper(), WORDS) == half


@given(HALF, HALF)
def test_two_halves_make_the_secret_and_one_does_not(secret, noise):
    first, second = split(secret, lambda count: noise)
    assert together(first, second) == secret
    assert first == noise


@given(HALF, st.integers(0, HALF_WORDS - 1))
def test_words_that_changed_places_are_noticed(half, at):
    words = list(words_of(half, WORDS))
    swapped = [*words[:at], words[at + 1], words[at], *words[at + 2 :]]
    if swapped != words:
        try:
            assert half_of(" ".join(swapped), WORDS) != half
        except HalfUnreadable as refused:
            assert refused.facts == {"place": 0}


def test_a_word_that_is_not_in_the_list_is_named_by_its_place():
    words = list(words_of(bytes(32), WORDS))
    words[4] = "kivara"
    with pytest.raises(HalfUnreadable) as refused:
        half_of(" ".join(words), WORDS)
    assert refused.value.facts == {"place": 5}


@pytest.mark.parametrize("typed", ["", "abacus", " ".join(["zoom"] * 21), " ".join(["abacus"] * 21)])
def test_other_words_are_no_half(typed):
    with pytest.raises(HalfUnreadable):
        half_of(typed, WORDS)


def test_both_sheets_bring_everything_back(own_office: Office):
    own_office.let_in(Role.CASEWORKER)
    sheets = with_sheets(own_office)
    before = own_office.founder
    keyring = recovered(own_office, sheets.first, sheets.second)
    for name, secrets in before.everything().items():
        assert secrets.items() <= keyring.everything()[name].items()
    assert keyring.person.serial == 2
    assert kept_root(keyring) == kept_root(before)
    assert own_office.unlock("Supervisor", NEW).name == "Amina Kabila"
    assert own_office.unlock("Caseworker").role is Role.CASEWORKER


def test_a_recovery_renews_the_offices_keys_and_the_sheets_open_nothing_any_more(own_office: Office):
    old = with_sheets(own_office)
    before = own_office.founder
    own_office.people["Supervisor"] = after = recovered(own_office, old.first, old.second)
    assert after.database_key() != before.database_key()
    for key in WITH_A_REMOVAL | TWICE_A_YEAR:
        assert after.keys.generation(key) == 2
    with pytest.raises(HalvesDiffer):
        recovered(own_office, old.first, old.second)
    new = with_sheets(own_office)
    assert len(recovered(own_office, new.first, new.second).database_keys()) == 3


def test_the_old_sheets_open_nothing_of_the_copy_either(own_office: Office):
    old = with_sheets(own_office)
    recovered(own_office, old.first, old.second)
    own_office.folder.json.unlink()
    with pytest.raises(HalvesDiffer):
        recovered(own_office, old.first, old.second)


def test_sheets_open_what_was_renewed_after_them(own_office: Office):
    sheets = with_sheets(own_office)
    worker = own_office.let_in(Role.CASEWORKER)
    remove_person(own_office.folder, own_office.founder, worker.id, own_office.means)
    assert recovered(own_office, sheets.first, sheets.second).keys.generation(KeyName.DATABASE) == 3


def test_what_would_stop_a_recovery_is_known_before_it(own_office: Office, tmp_path: Path):
    sheets = with_sheets(own_office)
    writing, halves = own_office.folder.read().writing, (sheets.first, sheets.second)
    refuse_unrecoverable(writing, halves, "Supervisor")
    with pytest.raises(SlotUnknown):
        refuse_unrecoverable(writing, halves, "Nobody")
    with pytest.raises(HalvesDiffer):
        refuse_unrecoverable(writing, (sheets.first, sheets.first), "Supervisor")
    taken_out(own_office, tmp_path / "root")
    with pytest.raises(RootNeeded):
        refuse_unrecoverable(own_office.folder.read().writing, halves, "Supervisor")


def test_one_sheet_and_a_guess_open_nothing(own_office: Office):
    sheets = with_sheets(own_office)
    for halves in ((sheets.first, bytes(32)), (sheets.first, sheets.first), (bytes(32), sheets.second)):
        with pytest.raises(HalvesDiffer):
            recovered(own_office, *halves)


def test_without_sheets_there_is_nothing_to_recover(own_office: Office):
    with pytest.raises(HalvesDiffer):
        recovered(own_office, bytes(32), b"x" * 32)


def test_sheets_are_a_custodians_to_make(own_office: Office):
    worker = own_office.let_in(Role.SUPERVISOR, label="Second")
    with pytest.raises(NotCustodian):
        keep_recovery(own_office.folder, worker, new_sheets(own_office.means.random).public, own_office.means)


def test_a_stranger_is_not_recovered(own_office: Office):
    sheets = with_sheets(own_office)
    with pytest.raises(PersonUnknown):
        recovered(own_office, sheets.first, sheets.second, UUID(int=5))


def test_what_was_granted_to_the_sheets_may_be_forged(own_office: Office):
    sheets = with_sheets(own_office)
    file = own_office.folder.read().file
    kept = {to: bytes(80) for to in file.root_kept}
    with_file(own_office, root_kept=kept)
    with pytest.raises(KeyForged):
        recovered(own_office, sheets.first, sheets.second)


def test_another_person_is_recovered_as_well(own_office: Office):
    worker = own_office.let_in(Role.CASEWORKER)
    sheets = with_sheets(own_office)
    recover(own_office.folder, (sheets.first, sheets.second), Recovered(worker.id, "Caseworker", NEW), own_office.means)
    assert own_office.unlock("Caseworker", NEW).role is Role.CASEWORKER
    with pytest.raises(HalvesDiffer):
        recovered(own_office, sheets.first, sheets.second)


def taken_out(office: Office, place: Path) -> None:
    office.people["Supervisor"] = take_root_out(office.folder, office.founder, place, ("first", "second"), office.means)


def test_a_root_is_taken_out_by_two_people(own_office: Office, tmp_path: Path):
    root = kept_root(own_office.founder)
    taken_out(own_office, tmp_path / "root")
    with pytest.raises(RootNeeded):
        own_office.let_in(Role.SUPERVISOR, Duty.CUSTODIAN)
    assert open_programme(half_files(tmp_path / "root"), ("first", "second")) == root


def test_where_the_root_is_away_both_of_its_holders_come_to_a_recovery(own_office: Office, tmp_path: Path):
    taken_out(own_office, tmp_path / "root")
    sheets = with_sheets(own_office)
    with pytest.raises(RootNeeded):
        recovered(own_office, sheets.first, sheets.second)
    root = open_programme(half_files(tmp_path / "root"), ("first", "second"))
    assert recovered(own_office, sheets.first, sheets.second, root=root).file.root_kept == {}


def test_who_was_recovered_elsewhere_has_an_outdated_slot(own_office: Office):
    sheets = with_sheets(own_office)
    slots = own_office.folder.read().file.slots
    after = recovered(own_office, sheets.first, sheets.second)
    own_office.folder.write(replace(after.file, slots=slots), after.id, after.sign)
    with pytest.raises(SlotOutdated):
        own_office.unlock("Supervisor")


def test_a_programme_begins_with_a_root_in_two_files(tmp_path: Path):
    public = init_programme(tmp_path, ("first", "second"), means())
    assert sign_key_of(open_programme(half_files(tmp_path), ("first", "second"))) == public
    with pytest.raises(VaultExists):
        init_programme(tmp_path, ("first", "second"), means())


def test_one_holder_alone_opens_nothing(tmp_path: Path):
    init_programme(tmp_path, ("first", "second"), means())
    first, _ = half_files(tmp_path)
    with pytest.raises(WrongPassphrase):
        open_programme(half_files(tmp_path), ("first", "first"))
    with pytest.raises(HalvesDiffer):
        open_programme((first, first), ("first", "first"))
    first.write_bytes(b"{}")
    with pytest.raises(PaperDamaged):
        open_programme(half_files(tmp_path), ("first", "second"))
