"""What a changed program wrote into its own vault counts for nobody there once the vault is opened again."""

from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from reintegration_desktop.app.program import Program, create_program, open_program
from reintegration_desktop.casework.invented.programme import invented_programme
from reintegration_desktop.forms.document import Document, encode
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.store.log.heads import newest_at, put_heads
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.writer import Entry
from reintegration_desktop.store.reading.folds import put_folds
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role, Room
from tests.e2e.offices import MEANS, PASSPHRASE
from tests.store.office import a_person, case_facts, consent


def a_vault(folder: Path) -> UUID:
    """Esther supervises, Jonas works on a case."""
    esther = Newcomer("Esther Mbeki", "Esther", Role.SUPERVISOR)
    program = create_program(folder, esther, PASSPHRASE, means=MEANS, office="Goma",
                             programme=invented_programme({}, {}))  # fmt: skip
    jonas = Newcomer("Jonas Bahati", "Jonas", Role.CASEWORKER)
    add_person(program.folder, program.keyring, jonas, PASSPHRASE, MEANS)
    program.close()
    with_jonas, case = opened(folder, "Jonas"), uuid4()
    with with_jonas.desk.begin() as work:
        work.open_case(case, "CODE01-X")
        work.save(case, case_facts(case, with_jonas.keyring, "CODE01-X"))
        work.save(case, a_person(case, registered_on=date(2026, 2, 1)))
        work.save(case, consent(case))
        work.commit()
    with_jonas.close()
    return case


def opened(folder: Path, person: str) -> Program:
    return open_program(folder, person, PASSPHRASE, means=MEANS)


def closes(program: Program, case: UUID) -> None:
    """Say in a case's own facts that it is closed, as no caseworker may alone: by a changed program."""
    store = program.opened
    with store.checker.database.write() as connection:
        register, place = Register(connection), (case, case, Room.OPEN)
        (newest,) = newest_at(connection, register, [place])[place]
        facts = case_facts(case, program.keyring, "CODE01-X", case_status="closed", case_stage="closed").answers
        said = encode(Document("case", None, {key: facts.get(key) for key in facts}, ("case_stage", "case_status")))
        entry = Entry(*place, Kind.SAVE, (newest.change.id,), said, newest.change.clock)
        put_heads(connection, register, store._writer.append(connection, register, [entry]))
        put_folds(connection, case, store.checker.lens.open_room(connection, register, case))


def status_of(program: Program, case: UUID) -> str | None:
    with program.desk.read() as cases:
        (row,) = cases.facts([case])
        return row.status


def test_a_supervisor_does_not_believe_what_a_caseworker_may_not_say(tmp_path: Path):
    folder = tmp_path / "Goma.vault"
    case = a_vault(folder)
    jonas = opened(folder, "Jonas")
    assert jonas.opened.incoming.quarantined() == []
    closes(jonas, case)
    assert status_of(jonas, case) == "closed"
    jonas.close()
    esther = opened(folder, "Esther")
    assert [reason for _, reason in esther.opened.incoming.quarantined()] == [Reason.NOT_PERMITTED]
    assert status_of(esther, case) == "open"
    assert esther.opened.own_work.new(10) == ()
    esther.close()
