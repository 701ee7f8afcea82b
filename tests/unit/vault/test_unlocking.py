"""From a label and a passphrase to a keyring; damage, forgery and guessing each told apart."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.vault.certificates import issue
from reintegration_desktop.vault.errors import (
    ForeignVault,
    FounderRefused,
    KdfParametersRefused,
    KeyForged,
    SlotDamaged,
    SlotUnknown,
    TooManyMisses,
    VaultFileForged,
    VaultFileOlder,
    WrongPassphrase,
)
from reintegration_desktop.vault.fields import Fields
from reintegration_desktop.vault.files.device import Device, device_file
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.founding import begin_alone, found_office
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.heads import accept_heads, known_heads, remember_heads, was_begun
from reintegration_desktop.vault.office.renewal import change_passphrase, renew_own_keys
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.papers.grants import grant
from reintegration_desktop.vault.papers.office_keys import check_of, read_statement, state
from reintegration_desktop.vault.papers.vaultfile import Head
from reintegration_desktop.vault.passphrases.passphrase import KdfParameters
from reintegration_desktop.vault.roles import Duty, KeyName, Role
from reintegration_desktop.vault.signed import signed
from reintegration_desktop.vault.unlocking import refreshed, unlock
from tests.unit.vault.made import NOW, PASSPHRASE, Office, an_office, means, with_file


def test_who_begins_alone_may_do_everything(own_office: Office):
    keyring = own_office.unlock("Supervisor")
    assert (keyring.role, keyring.duties) == (Role.SUPERVISOR, frozenset({Duty.CUSTODIAN}))
    assert keyring.name == "Amina Kabila"
    assert set(keyring.everything()) == set(KeyName)


@pytest.mark.parametrize("label", ["Supervisor", " supervisor ", "SUPERVISOR", None])
def test_a_slot_is_found_by_its_label(own_office: Office, label):
    assert own_office.unlock(label).id == own_office.founder.id


def test_a_slot_is_found_by_its_persons_id(own_office: Office):
    assert own_office.unlock(str(own_office.founder.id)).id == own_office.founder.id


@pytest.mark.parametrize("label", ["Caseworker", None])
def test_a_slot_that_is_not_clear_is_not_tried(office: Office, label):
    with pytest.raises(SlotUnknown) as refused:
        office.unlock("nobody" if label else None)
    assert refused.value.facts == {"count": 7}


def test_a_wrong_passphrase_is_called_so_and_then_waits(own_office: Office):
    clock = own_office.means.clock
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            own_office.unlock("Supervisor", "wrong")
    with pytest.raises(TooManyMisses) as refused:
        own_office.unlock("Supervisor")
    assert refused.value.facts == {"seconds": 2}
    clock.turn(hours=-5)
    with pytest.raises(TooManyMisses):
        own_office.unlock("Supervisor")
    clock.turn(hours=5, seconds=2)
    assert own_office.unlock("Supervisor")
    with pytest.raises(WrongPassphrase):
        own_office.unlock("Supervisor", "wrong")


def test_a_damaged_slot_is_not_a_wrong_passphrase(own_office: Office):
    slot = own_office.folder.read().file.slots[0]
    with_file(own_office, slots=(replace(slot, sealed=bytes(112)),))
    with pytest.raises(SlotDamaged):
        own_office.unlock("Supervisor")


def test_an_oversize_slot_is_refused_before_any_work(own_office: Office):
    slot = own_office.folder.read().file.slots[0]
    with_file(own_office, slots=(replace(slot, kdf=KdfParameters(1 << 40, 9, 1)),))
    with pytest.raises(KdfParametersRefused):
        own_office.unlock("Supervisor")


def test_a_slot_of_another_vault_is_foreign(own_office: Office, tmp_path: Path):
    other = an_office(tmp_path / "other").folder.read().file
    with_file(own_office, slots=other.slots)
    with pytest.raises(ForeignVault):
        own_office.unlock("Supervisor")


def test_a_whole_vault_of_another_root_is_forged(own_office: Office, tmp_path: Path):
    """The same person's slot, and around it a vault that somebody else made and signed."""
    other = an_office(tmp_path / "other")
    slot = own_office.folder.read().file.slots[0]
    file = replace(other.folder.read().file, slots=(slot,), office=own_office.founder.office)
    other.folder.write(file, other.founder.id, other.founder.sign)
    own_office.folder.json.write_bytes(other.folder.json.read_bytes())
    with pytest.raises(KeyForged):
        own_office.unlock("Supervisor")


def test_a_file_written_by_somebody_with_a_certificate_of_their_own_making_is_forged(own_office: Office):
    intruder = own_office.let_in(Role.MANAGER)
    claims = replace(intruder.person.claims, id=UUID(int=5), role=Role.SUPERVISOR)
    forged = issue(claims, own_office.founder.id, intruder.sign)
    file = own_office.folder.read().file
    own_office.folder.write(replace(file, certificates=(*file.certificates, forged)), UUID(int=5), intruder.sign)
    with pytest.raises(VaultFileForged):
        own_office.unlock("Supervisor")


def test_a_key_somebody_else_knows_is_not_taken_for_the_rooms(own_office: Office):
    worker = own_office.let_in(Role.CASEWORKER)
    tracer = own_office.let_in(Role.TRACING_OFFICER)
    forged = grant(worker.office, KeyName.ACCOUNT, 1, b"known to me".ljust(32), worker.id, worker.person.seal_key)
    file = own_office.folder.read().file
    grants = tuple(given for given in file.grants if (given.to, given.key) != (worker.id, KeyName.ACCOUNT))
    own_office.folder.write(replace(file, grants=(*grants, forged)), tracer.id, tracer.sign)
    with pytest.raises(KeyForged) as refused:
        own_office.unlock("Caseworker")
    assert refused.value.facts == {"key": "room:account"}


def test_a_statement_that_no_custodian_signed_is_not_believed(own_office: Office):
    worker = own_office.let_in(Role.CASEWORKER)
    check = check_of(worker.office, KeyName.OVERSIGHT, 2, b"known to me".ljust(32))
    forged = state(worker.office, KeyName.OVERSIGHT, 2, check, NOW, worker.id, worker.sign)
    file = own_office.folder.read().file
    own_office.folder.write(replace(file, statements=(*file.statements, forged)), worker.id, worker.sign)
    with pytest.raises(KeyForged):
        own_office.unlock("Supervisor")


@pytest.mark.parametrize("change", [{"version": 2}, {"kind": "act"}, {"name": "room:open"}, {"check": "AAAA"}])
def test_a_statement_of_another_kind_is_not_read(own_office: Office, change):
    founder = own_office.founder
    paper = state(founder.office, KeyName.CASE, 1, bytes(32), NOW, founder.id, founder.sign).signed
    with pytest.raises(ValueError, match=r"."):
        read_statement(signed("key", {**Fields.parse(paper.body)._raw, **change}, founder.sign))


def test_two_statements_of_one_key_contradict_each_other(own_office: Office):
    founder = own_office.founder
    forged = state(founder.office, KeyName.TRANSPORT, 1, b"x" * 32, NOW, founder.id, founder.sign)
    with_file(own_office, statements=(*founder.file.statements, forged))
    with pytest.raises(KeyForged):
        own_office.unlock("Supervisor")


def test_a_grant_that_was_damaged_is_not_passed_over(own_office: Office):
    first, *others = own_office.founder.file.grants
    with_file(own_office, grants=(replace(first, sealed=bytes(80)), *others))
    with pytest.raises(KeyForged):
        own_office.unlock("Supervisor")


def test_a_changed_passphrase_opens_and_the_old_one_does_not(own_office: Office):
    change_passphrase(own_office.folder, "Supervisor", PASSPHRASE, "a new one", own_office.means)
    assert own_office.unlock("Supervisor", "a new one").name == "Amina Kabila"
    with pytest.raises(WrongPassphrase):
        own_office.unlock("Supervisor")


def test_a_passphrase_is_changed_by_who_knows_it(own_office: Office):
    with pytest.raises(WrongPassphrase):
        change_passphrase(own_office.folder, "Supervisor", "wrong", "a new one", own_office.means)


def test_renewed_keys_open_what_was_granted(own_office: Office):
    before = own_office.founder
    renew_own_keys(own_office.folder, "Supervisor", PASSPHRASE, own_office.means)
    after = own_office.unlock("Supervisor")
    assert after.person.serial == 2
    assert after.own.sign_key != before.own.sign_key
    assert after.everything() == before.everything()
    assert kept_root(after) == kept_root(before)


def test_somebody_without_the_root_renews_keys_too(own_office: Office):
    own_office.let_in(Role.CASEWORKER)
    renew_own_keys(own_office.folder, "Caseworker", PASSPHRASE, own_office.means)
    assert own_office.unlock("Caseworker").person.serial == 2


def test_a_person_goes_on_with_what_others_wrote_meanwhile(own_office: Office):
    own_office.let_in(Role.AUDITOR)
    assert len(refreshed(own_office.folder, own_office.founder).names()) == 2


@pytest.mark.parametrize(
    ("role", "duties"), [(Role.CASEWORKER, ()), (Role.MANAGER, ()), (Role.HEADQUARTERS, (Duty.FIGURES,))]
)
def test_a_vault_begins_with_who_holds_what_it_needs(tmp_path: Path, role, duties):
    newcomer = Newcomer("Sara", "Sara", role, frozenset(duties))
    with pytest.raises(FounderRefused):
        begin_alone(VaultFolder(tmp_path / "v", tmp_path), newcomer, PASSPHRASE, means())


def test_headquarters_is_founded_under_the_same_root(own_office: Office, tmp_path: Path):
    newcomer = Newcomer("Sara", "Headquarters", Role.HEADQUARTERS, frozenset({Duty.COURIER, Duty.FIGURES}))
    folder = VaultFolder(tmp_path / "hq.vault", tmp_path / "home")
    there = found_office(folder, kept_root(own_office.founder), newcomer, PASSPHRASE, own_office.means, "HQ")
    assert there.people.root == own_office.founder.people.root
    assert set(there.everything()) == {KeyName.DATABASE, KeyName.TRANSPORT, KeyName.FIGURES}


def test_nothing_weaker_than_the_floor_is_begun(tmp_path: Path):
    weak = Means(means().clock, kdf=KdfParameters(64, 1, 1))
    with pytest.raises(KdfParametersRefused):
        begin_alone(VaultFolder(tmp_path / "v", tmp_path), Newcomer("A", "A", Role.SUPERVISOR), PASSPHRASE, weak)
    assert not (tmp_path / "v").exists()


def test_an_older_vault_file_opens_nothing_until_somebody_says_that_it_is_meant(own_office: Office):
    older = own_office.folder.json.read_bytes()
    own_office.let_in(Role.AUDITOR)
    own_office.unlock("Supervisor")
    for file in (own_office.folder.json, own_office.folder.spare):
        file.write_bytes(older)
    with pytest.raises(VaultFileOlder):
        own_office.unlock("Supervisor")
    assert unlock(own_office.folder, "Supervisor", PASSPHRASE, own_office.means, older=True).name == "Amina Kabila"


def test_an_older_file_beside_a_newer_copy_is_noticed_on_a_computer_that_never_saw_it(own_office: Office, tmp_path):
    older = own_office.folder.json.read_bytes()
    own_office.let_in(Role.AUDITOR)
    own_office.folder.json.write_bytes(older)
    elsewhere = VaultFolder(own_office.folder.path, tmp_path / "another home")
    with pytest.raises(VaultFileOlder):
        unlock(elsewhere, "Supervisor", PASSPHRASE, own_office.means)


def test_a_passphrase_that_was_changed_opens_nothing_whatever_happens_to_the_file(own_office: Office):
    folder, new = own_office.folder, "quite another one for today"
    change_passphrase(folder, "Supervisor", PASSPHRASE, new, own_office.means)
    folder.json.unlink()
    with pytest.raises(WrongPassphrase):
        own_office.unlock("Supervisor")
    assert unlock(folder, "Supervisor", new, own_office.means).name == "Amina Kabila"


def test_heads_that_are_known_are_not_written_again(own_office: Office):
    mine = Head("ab" * 16, 4, b"t" * 32)
    keyring = remember_heads(own_office.folder, own_office.founder, {mine.device: mine})
    assert remember_heads(own_office.folder, keyring, {mine.device: mine}) is keyring
    assert own_office.folder.read().file.revision == keyring.file.revision


def test_whoever_accepts_an_older_database_goes_on_as_a_new_device(own_office: Office):
    folder, random = own_office.folder, own_office.means.random
    device = folder.device(own_office.founder.file, random)
    far, near = Head(device.id, 9, b"m" * 32), Head(device.id, 3, b"n" * 32)
    keyring = remember_heads(folder, own_office.founder, {device.id: far})
    keyring = accept_heads(folder, keyring, {device.id: near})
    fresh = folder.device(keyring.file, random)
    assert known_heads(keyring.file, fresh) == {device.id: near}
    assert fresh.id != device.id
    assert was_begun(keyring.file, fresh)


def test_the_head_is_kept_in_the_vault_and_beside_the_token(own_office: Office):
    folder, random = own_office.folder, own_office.means.random
    device = folder.device(own_office.founder.file, random)
    mine, theirs = Head(device.id, 9, b"m" * 32), Head("ab" * 16, 4, b"t" * 32)
    keyring = remember_heads(folder, own_office.founder, {mine.device: mine, theirs.device: theirs})
    assert known_heads(keyring.file, folder.device(keyring.file, random)) == {mine.device: mine, theirs.device: theirs}
    behind = replace(keyring.file, heads=(replace(mine, seq=3),))
    assert known_heads(behind, folder.device(behind, random)) == {mine.device: mine}
    assert known_heads(behind, Device(keyring.office, bytes(32))) == {mine.device: replace(mine, seq=3)}


def test_heads_of_others_leave_the_own_as_it_was(own_office: Office):
    theirs = Head("ab" * 16, 4, b"t" * 32)
    keyring = remember_heads(own_office.folder, own_office.founder, {theirs.device: theirs})
    assert own_office.folder.device(keyring.file, own_office.means.random).head is None


def test_a_copied_vault_is_a_new_device(own_office: Office, tmp_path: Path):
    file, random = own_office.founder.file, own_office.means.random
    here = own_office.folder.device(file, random)
    assert own_office.folder.device(file, random) == here
    copy = VaultFolder(tmp_path / "Copy.vault", own_office.folder.home)
    elsewhere = VaultFolder(own_office.folder.path, tmp_path / "another home")
    assert len({here.id, copy.device(file, random).id, elsewhere.device(file, random).id}) == 3


@pytest.mark.parametrize("content", [b"", b"{}", b'{"version":2}', b"\xff"])
def test_a_damaged_token_is_a_new_device(own_office: Office, content):
    file, random = own_office.founder.file, own_office.means.random
    before = own_office.folder.device(file, random)
    device_file(own_office.folder.home, own_office.folder.path).write_bytes(content)
    assert own_office.folder.device(file, random).id != before.id


def test_a_token_of_another_vault_at_the_same_place_is_a_new_device(own_office: Office):
    file, random = own_office.founder.file, own_office.means.random
    before = own_office.folder.device(file, random)
    other = own_office.folder.device(replace(file, office=UUID(int=3)), random)
    assert other.token != before.token


def test_a_person_may_decide_to_go_on_as_a_new_device(own_office: Office):
    file, random = own_office.founder.file, own_office.means.random
    before = own_office.folder.device(file, random)
    own_office.folder.forget_device()
    assert own_office.folder.device(file, random).id != before.id
