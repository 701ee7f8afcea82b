"""A file there and a file back, both codes typed: then somebody is in."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.vault.errors import (
    AnswerForeign,
    CodeDiffers,
    ForeignVault,
    LabelTaken,
    NoKey,
    NotCustodian,
    PaperDamaged,
    RequestUnknown,
    RootNeeded,
    SlotOutdated,
    VaultTooNew,
    WrongPassphrase,
)
from reintegration_desktop.vault.fields import Fields, compact
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.founding import found_office
from reintegration_desktop.vault.joining import certify, join
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.answers import read_answer, write_answer
from reintegration_desktop.vault.office.cards import read_card, write_card
from reintegration_desktop.vault.office.removal import remove_person
from reintegration_desktop.vault.office.renewal import renew_own_keys
from reintegration_desktop.vault.office.requests import Request, read_request, request
from reintegration_desktop.vault.office.rootkeeping import kept_root, root_signature
from reintegration_desktop.vault.papers.codes import check_code, code_of
from reintegration_desktop.vault.roles import Duty, KeyName, Role
from tests.unit.vault.made import PASSPHRASE, Office, an_office, flipped

OWN = "an own passphrase of the newcomer"
MUSA = Newcomer("Musa Diallo", "Musa", Role.CASEWORKER)


@pytest.fixture
def laptop(tmp_path: Path) -> VaultFolder:
    """The newcomer's own computer."""
    return VaultFolder(tmp_path / "laptop" / "Kivara.vault", tmp_path / "laptop" / "home")


def asked(office: Office, folder: VaultFolder) -> Request:
    return request(folder, "Musa", OWN, office.means)


def answered(office: Office, paper: Request, newcomer: Newcomer = MUSA) -> bytes:
    return certify(office.folder, office.founder, paper.content, code_of(paper.content), newcomer, office.means)


def joined(office: Office, folder: VaultFolder, paper: Request, answer: bytes) -> Keyring:
    return join(folder, paper, answer, code_of(answer), OWN, office.means)


def test_somebody_joins_on_a_laptop_of_their_own(own_office: Office, laptop: VaultFolder):
    paper = asked(own_office, laptop)
    keyring = joined(own_office, laptop, paper, answered(own_office, paper))
    assert (keyring.role, keyring.name) == (Role.CASEWORKER, "Musa Diallo")
    assert keyring.database_key() == own_office.founder.database_key()
    assert not list(laptop.path.glob("joining-*"))
    assert Office(laptop, own_office.means).unlock("Musa", OWN).id == paper.person


def test_somebody_joins_on_a_shared_computer(own_office: Office):
    paper = asked(own_office, own_office.folder)
    joined(own_office, own_office.folder, paper, answered(own_office, paper))
    assert own_office.unlock("Musa", OWN).name == "Musa Diallo"
    assert own_office.unlock("Supervisor").name == "Amina Kabila"


def test_what_is_carried_holds_no_name_and_no_secret(own_office: Office, laptop: VaultFolder):
    paper = asked(own_office, laptop)
    keyring = joined(own_office, laptop, paper, answer := answered(own_office, paper))
    for content in (paper.content, answer, own_office.folder.json.read_bytes()):
        assert b"Diallo" not in content
        assert all(secret not in content for secret in (keyring.own.sign_secret, keyring.own.seal_secret))


@pytest.mark.parametrize("typed", ["", "0000-0000-0000-0000-0000", "A"])
def test_no_answer_without_the_code_of_the_request(own_office: Office, laptop: VaultFolder, typed):
    paper = asked(own_office, laptop)
    with pytest.raises(CodeDiffers):
        certify(own_office.folder, own_office.founder, paper.content, typed, MUSA, own_office.means)
    assert own_office.folder.read().file == own_office.founder.file


def test_no_joining_without_the_code_of_the_answer(own_office: Office, laptop: VaultFolder):
    paper = asked(own_office, laptop)
    answer = answered(own_office, paper)
    with pytest.raises(CodeDiffers):
        join(laptop, paper, answer, code_of(paper.content), OWN, own_office.means)
    assert not laptop.exists


def test_an_answer_that_was_changed_on_the_way_has_another_code(own_office: Office, laptop: VaultFolder):
    paper = asked(own_office, laptop)
    answer = answered(own_office, paper)
    with pytest.raises(CodeDiffers):
        join(laptop, paper, flipped(answer, 500), code_of(answer), OWN, own_office.means)


def test_an_answer_to_somebody_else_is_foreign(own_office: Office, laptop: VaultFolder):
    first, second = asked(own_office, laptop), asked(own_office, laptop)
    answer = answered(own_office, first)
    with pytest.raises(AnswerForeign):
        joined(own_office, laptop, second, answer)


def test_an_answer_with_keys_of_the_custodians_choice_is_foreign(own_office: Office, laptop: VaultFolder):
    """A custodian who certifies other keys under the newcomer's id."""
    mine, theirs = asked(own_office, laptop), asked(own_office, laptop)
    answer = read_answer(answered(own_office, replace(theirs, person=mine.person)))
    swapped = replace(read_request(theirs.content), person=mine.person)
    forged = write_answer(replace(answer, person=mine.person))
    with pytest.raises(AnswerForeign):
        joined(own_office, laptop, replace(swapped, content=theirs.content), forged)


def test_an_answer_to_keys_that_are_not_here_is_foreign(own_office: Office, laptop: VaultFolder):
    paper, other = asked(own_office, laptop), asked(own_office, laptop)
    answer = answered(own_office, paper)
    folder = laptop.path
    (folder / f"joining-{paper.person}.json").write_bytes((folder / f"joining-{other.person}.json").read_bytes())
    with pytest.raises(AnswerForeign):
        joined(own_office, laptop, paper, answer)


def test_the_newcomers_passphrase_opens_what_was_kept_aside(own_office: Office, laptop: VaultFolder):
    paper = asked(own_office, laptop)
    answer = answered(own_office, paper)
    with pytest.raises(WrongPassphrase):
        join(laptop, paper, answer, code_of(answer), PASSPHRASE, own_office.means)


def test_an_answer_is_of_no_use_elsewhere(own_office: Office, laptop: VaultFolder, tmp_path: Path):
    paper = asked(own_office, laptop)
    answer = answered(own_office, paper)
    with pytest.raises(RequestUnknown):
        joined(own_office, VaultFolder(tmp_path / "another", tmp_path), paper, answer)


def test_what_was_kept_aside_may_be_damaged(own_office: Office, laptop: VaultFolder):
    paper = asked(own_office, laptop)
    (laptop.path / f"joining-{paper.person}.json").write_bytes(b"{")
    with pytest.raises(PaperDamaged):
        joined(own_office, laptop, paper, answered(own_office, paper))


def test_nobody_joins_a_vault_of_another_office(own_office: Office, tmp_path: Path):
    there = an_office(tmp_path / "there")
    paper = asked(own_office, there.folder)
    with pytest.raises(ForeignVault):
        joined(own_office, there.folder, paper, answered(own_office, paper))


def test_two_people_of_a_vault_have_two_labels(own_office: Office):
    own_office.let_in(Role.CASEWORKER, label="Musa")
    with pytest.raises(LabelTaken):
        own_office.let_in(Role.AUDITOR, label="musa")
    paper = asked(own_office, own_office.folder)
    with pytest.raises(LabelTaken):
        joined(own_office, own_office.folder, paper, answered(own_office, paper))


@pytest.mark.parametrize("content", [b"", b"{}", b"null", b'{"body":"{}","signature":"AA=="}'])
def test_a_damaged_request_is_not_certified(own_office: Office, content):
    with pytest.raises(PaperDamaged):
        certify(own_office.folder, own_office.founder, content, code_of(content), MUSA, own_office.means)


def test_a_request_is_signed_with_its_own_keys(own_office: Office, laptop: VaultFolder):
    mine, theirs = asked(own_office, laptop), asked(own_office, laptop)
    swapped = {**Fields.parse(mine.content)._raw, "signature": Fields.parse(theirs.content).text("signature")}
    with pytest.raises(PaperDamaged):
        read_request(compact(swapped))
    other_kind = compact(own_office.founder.person.signed.to_json())
    with pytest.raises(PaperDamaged):
        read_request(other_kind)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"kind":"request"}', b'{"kind":"answer","version":1}'])
def test_a_damaged_answer_is_not_taken(content):
    with pytest.raises(PaperDamaged):
        read_answer(content)


def test_an_answer_of_a_newer_program_says_so():
    with pytest.raises(VaultTooNew):
        read_answer(b'{"kind":"answer","version":2}')


def test_only_a_custodian_lets_people_in(own_office: Office, laptop: VaultFolder):
    own_office.let_in(Role.SUPERVISOR, label="Second")
    with pytest.raises(NotCustodian):
        own_office.let_in(Role.CASEWORKER, by="Second")


def test_a_custodian_needs_the_root(own_office: Office):
    second = own_office.let_in(Role.SUPERVISOR, Duty.CUSTODIAN, label="Second")
    assert second.person.issuer is None
    own_office.let_in(Role.CASEWORKER, by="Second")
    with pytest.raises(RootNeeded):
        own_office.let_in(Role.SUPERVISOR, Duty.CUSTODIAN, label="Third", by="Second")


def test_another_programmes_root_certifies_nobody_here(own_office: Office):
    with pytest.raises(ForeignVault):
        root_signature(bytes(32), own_office.founder.people.root)


def test_nobody_gives_what_they_do_not_hold(own_office: Office, tmp_path: Path):
    sara = Newcomer("Sara", "Sara", Role.HEADQUARTERS, frozenset({Duty.COURIER}))
    folder = VaultFolder(tmp_path / "hq.vault", tmp_path / "home")
    there = found_office(folder, kept_root(own_office.founder), sara, PASSPHRASE, own_office.means)
    with pytest.raises(NoKey):
        Office(folder, own_office.means, {"Supervisor": there}).let_in(Role.CASEWORKER)


def test_a_slot_with_keys_that_were_renewed_elsewhere_says_so(own_office: Office):
    slots = own_office.folder.read().file.slots
    after = renew_own_keys(own_office.folder, "Supervisor", PASSPHRASE, own_office.means)
    own_office.folder.write(replace(after.file, slots=slots), after.id, after.sign)
    with pytest.raises(SlotOutdated):
        own_office.unlock("Supervisor")


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code}\n"])
def test_a_code_is_read_as_it_was_meant(typed):
    check_code(b"something", typed(code_of(b"something")))
    check_code(b"digits", code_of(b"digits").replace("0", "O").replace("1", "I"))


def test_a_code_has_twenty_signs_in_five_groups():
    code = code_of(b"something")
    assert [len(group) for group in code.split("-")] == [4] * 5
    assert code != code_of(b"something else")


def test_offices_exchange_cards(own_office: Office, tmp_path: Path):
    sara = Newcomer("Sara", "Sara", Role.HEADQUARTERS, frozenset({Duty.COURIER}))
    folder = VaultFolder(tmp_path / "hq.vault", tmp_path / "home")
    there = found_office(folder, kept_root(own_office.founder), sara, PASSPHRASE, own_office.means, "Headquarters")
    content = write_card(there)
    card = read_card(content, code_of(content), own_office.founder.people.root)
    assert (card.office, card.name, card.case_public) == (there.office, "Headquarters", None)
    assert card.transport == there.recipient(KeyName.TRANSPORT)
    assert [person.id for person in card.certificates] == [there.id]
    mine = read_card(write_card(own_office.founder), code_of(write_card(own_office.founder)), there.people.root)
    assert mine.case_public == own_office.founder.keys.public(KeyName.CASE)


def test_who_was_removed_is_not_on_the_card(own_office: Office):
    gone = own_office.let_in(Role.CASEWORKER)
    keyring = remove_person(own_office.folder, own_office.founder, gone.id, own_office.means)
    card = read_card(write_card(keyring), code_of(write_card(keyring)), keyring.people.root)
    assert [person.id for person in card.certificates] == [keyring.id]
    assert card.figures == keyring.recipient(KeyName.FIGURES)


def test_a_card_counts_with_its_code_and_under_the_own_root(own_office: Office, tmp_path: Path):
    content = write_card(own_office.founder)
    with pytest.raises(CodeDiffers):
        read_card(content, "0000", own_office.founder.people.root)
    with pytest.raises(ForeignVault):
        read_card(content, code_of(content), bytes(32))


@pytest.mark.parametrize("change", [{"version": 2}, {"kind": "answer"}, {"keys": []}, {"office": "x"}])
def test_a_damaged_card_is_not_read(own_office: Office, change):
    content = compact({**Fields.parse(write_card(own_office.founder))._raw, **change})
    with pytest.raises(PaperDamaged):
        read_card(content, code_of(content), own_office.founder.people.root)


def test_who_never_asked_is_not_known(own_office: Office):
    assert own_office.founder.people.get(UUID(int=4)) is None
