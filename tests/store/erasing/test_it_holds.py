"""An erasure holds: against late replays, restored backups, forged memories, kills, and people who avoid the screen."""

import io
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.app.backups.making import back_up_vault
from reintegration_desktop.app.erasing.due import carry_out_due, registry_of
from reintegration_desktop.app.keeping import check_vault
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.erasing.carrying_out import carry_out
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.history.arrivals import Batch, Reason, Waiting
from reintegration_desktop.history.change import Change
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.erasing.entries import record_about, signing_document
from reintegration_desktop.rules.erasing.standing import State
from reintegration_desktop.rules.facts import Draft
from reintegration_desktop.store.errors import CaseNotHere
from reintegration_desktop.sync.wire import ChangeLine, change_line, read_line
from reintegration_desktop.vault.backups.backup import backup_identity, restore_backup
from reintegration_desktop.vault.files.erasures import erasures_file, remember_erasures, remembered
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.papers.acts import Approval
from reintegration_desktop.vault.roles import Room
from tests.store.erasing.signers import Signers, a_young_person, begun, codes
from tests.store.office import an_edit


@pytest.fixture
def signers(tmp_path: Path) -> Signers:
    return Signers(tmp_path).begin()


def ordered(signers: Signers):
    """A case, and the number of an order that Esther signed."""
    with signers.opened() as program:
        case = a_young_person(program)
        return case, begun(registry_of(program), case)


def restored(signers: Signers, backup: Path, name: str = "Restored.vault") -> Path:
    folder = signers.place / name
    with signers.opened() as program:
        identity = backup_identity(program.keyring.own.seal_secret)
    restore_backup(backup, [identity], VaultFolder(folder))
    return folder


def test_two_who_let_each_other_in_hide_nothing_wherever_it_is_read(signers):
    _, number = ordered(signers)
    with signers.desk("Ruth") as registry:
        erasure = registry.find(number)
        approval = Approval(erasure.approval.body, {}).signed_by(registry.desk.me.id, registry.keyring.sign)
        with registry.desk.begin() as work:
            work.about_erasing(signing_document(erasure.order, approval), record_about(erasure.digest))
            work.commit()
        assert (len(registry.find(number).signatures), registry.find(number).state) == (2, State.SIGNING)
    assert signers.due() == 0


def test_a_backup_that_brings_it_back_is_emptied_again_as_it_is_opened(signers):
    with signers.opened() as program:
        case, stays = a_young_person(program), a_young_person(program, 1)
        backup = back_up_vault(program).path
        number = begun(registry_of(program), case)
    signers.sign("Jonas", number)
    signers.due()
    folder = restored(signers, backup)
    with signers.opened("Esther", folder) as program:
        assert len(codes(program)) == 2
        assert carry_out_due(program).destroyed == 1
        with program.desk.read() as cases:
            with pytest.raises(CaseNotHere):
                cases.open(case)
            assert cases.open(stays)
        assert check_vault(program, NoProgress()).sound


def test_a_backup_from_between_order_and_destruction_is_carried_out_anew(signers):
    case, number = ordered(signers)
    signers.sign("Jonas", number)
    with signers.opened("Grace") as program:
        backup = back_up_vault(program).path
        assert carry_out_due(program).destroyed == 1
        erasures_file(program.folder.home, program.me.office).unlink()
    folder = restored(signers, backup)
    assert signers.due("Esther", folder) == 1
    with signers.desk("Esther", folder) as registry:
        assert registry.orders.destroyed().keys() == {case}
        assert [one.device for one in registry.find(number).receipts] == [registry.device]


def test_a_memory_that_two_people_did_not_sign_destroys_nothing(signers):
    with signers.opened() as program:
        case = a_young_person(program)
        backup = back_up_vault(program).path
        number = begun(registry_of(program), case)
    signers.sign("Jonas", number)
    signers.due()
    with signers.opened() as program:
        home, office = program.folder.home, program.me.office
        (true,) = remembered(home, office)
        me = program.me.id
    file = erasures_file(home, office)
    alone = replace(true, approval=replace(true.approval, signatures={me: true.approval.signatures[me]}))
    other = replace(true, order=replace(true.order, days=8))
    receipt = replace(true, receipt=replace(true.receipt, paper=replace(true.receipt.paper, signature=bytes(64))))
    for at, forged in enumerate((alone, other, receipt)):
        file.unlink()
        remember_erasures(home, office, [forged])
        assert signers.due("Esther", restored(signers, backup, f"Restored{at}.vault")) == 0
    for at, raw in enumerate(("{", '{"version":2}', '{"version":1,"erasures":[{}]}')):
        file.write_text(raw)
        assert signers.due("Esther", restored(signers, backup, f"Again{at}.vault")) == 0


def test_wherever_it_stops_the_next_time_finishes_it(signers):
    class Stopped(Exception):  # noqa: N818 - an event, not an error
        """The machine stopped."""

    def stop(_: object) -> None:
        raise Stopped

    case, number = ordered(signers)
    signers.sign("Jonas", number)
    with signers.desk() as registry:
        with pytest.raises(Stopped):
            carry_out(replace(registry, destroy=stop), NoProgress())
        assert not registry.orders.destroyed()
        with pytest.raises(Stopped):
            carry_out(replace(registry, forget=(stop,)), NoProgress())
        assert registry.orders.destroyed().keys() == {case}
        assert not registry.find(number).receipts
    with signers.desk("Grace") as registry:
        carry_out(registry, NoProgress())
        assert len(registry.find(number).receipts) == 1
        carry_out(registry, NoProgress())
        assert len(registry.find(number).receipts) == 1


def test_nobody_answers_for_it_while_a_reader_keeps_an_older_moment_of_it(signers):
    _, number = ordered(signers)
    signers.sign("Jonas", number)
    with signers.opened() as program:
        assert program.database is not None
        with program.database.read() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM change").fetchall()
            carry_out_due(program)
            assert not registry_of(program).find(number).receipts
        carry_out_due(program)
        assert registry_of(program).find(number).receipts


def test_nobody_answers_for_it_while_the_system_keeps_one_of_its_files(signers):
    with signers.opened() as program:
        case = a_young_person(program)
        record = program.means.new_id()
        sealed = program.opened.files.put(case, Room.PERSON, record, io.BytesIO(b"a letter"), 8)
        with program.desk.begin() as work:
            work.save(case, an_edit(case, "person_file", record, file_kind="letter", sealed_file=str(sealed)))
            work.commit()
        number = begun(registry_of(program), case)
        (file,) = (program.folder.path / "files").iterdir()
    file.unlink()
    file.mkdir()  # as a file that another program holds open: it can't be unlinked
    signers.sign("Jonas", number)
    assert signers.due() == 1
    with signers.opened() as program:
        assert not registry_of(program).find(number).receipts
    file.rmdir()
    signers.due()
    with signers.opened() as program:
        assert len(registry_of(program).find(number).receipts) == 1


@pytest.mark.parametrize("reason", [Reason.GAP, Reason.SIGNATURE, Reason.PARENT, Reason.FORK])
def test_what_waits_or_is_kept_aside_of_it_is_emptied_too(signers, reason):
    case, number = ordered(signers)
    with signers.opened() as program:
        store, away = program.opened, "0c" * 16
        upto = {device: mark.seq for device, mark in store.outgoing.vector().items()}
        change = next(one for one in store.outgoing.outgoing({}, upto) if isinstance(one, Change) and one.case == case)
        line = Waiting(away, 7, b"h" * 32, reason, change_line(replace(change, device=away, seq=7)))
        store.incoming.apply(Batch(waiting=(line,)))
    signers.sign("Jonas", number)
    signers.due()
    with signers.desk() as registry:
        left = [read_line(one.line) for one in registry.orders.aside()]
        assert not any(isinstance(one, ChangeLine) for one in left)
        assert len(left) == (reason in (Reason.GAP, Reason.SIGNATURE)), "a hole waits for the number before it"


def a_draft(program: Program, case: UUID) -> Draft:
    answers = Answers({"situation_change": "same"})
    return Draft(program.means.new_id(), case, "follow_up", None, program.means.now(), answers)


def test_what_anybody_typed_about_it_goes_with_it_before_it_is_answered_for(signers):
    case, number = ordered(signers)
    with signers.opened("Ruth") as program:
        other = a_young_person(program, 1)
        stays = a_draft(program, other)
        program.opened.drafts.keep(a_draft(program, case))
        program.opened.drafts.keep(stays)
    signers.sign("Jonas", number)
    signers.due()
    with signers.opened("Ruth") as program:
        assert [draft.id for draft in program.opened.drafts.all()] == [stays.id]


def test_what_is_typed_about_it_while_it_goes_is_forgotten_the_next_time(signers):
    case, number = ordered(signers)
    signers.sign("Jonas", number)
    signers.due()
    with signers.opened("Ruth") as program:
        program.opened.drafts.keep(a_draft(program, case))
    signers.due("Esther")
    with signers.opened("Ruth") as program:
        assert program.opened.drafts.all() == []


def test_a_backup_brought_back_on_another_computer_is_emptied_by_what_headquarters_sends(signers):
    hq = signers.headquarters()
    with signers.opened() as program:
        case = a_young_person(program)
        backup = back_up_vault(program).path
        number = begun(registry_of(program), case)
    signers.sign("Jonas", number)
    signers.due()
    signers.send()
    signers.receive("Hanna", hq)
    signers.send("Hanna", hq)
    signers.receive("Esther")
    with signers.opened() as program:
        erasures_file(program.folder.home, program.me.office).unlink()
    folder = restored(signers, backup)
    assert signers.due("Esther", folder) == 0
    signers.send("Esther", folder)
    signers.receive("Hanna", hq)
    signers.receive("Esther", folder)
    signers.send("Hanna", hq)
    signers.receive("Esther", folder)
    with signers.desk("Esther", folder) as registry:
        assert registry.orders.destroyed().keys() == {case}
