"""A child whose name is hidden: a ring of its own, tried by everybody else with raw keys and raw SQL."""

from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import Engine, event

from reintegration_desktop.casework.people import FOUND_BY
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.document import decode
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.facts import Contribution
from reintegration_desktop.store.checking.folding import fold_anew, folded, lying
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.log.technical import keys_in, keys_record
from reintegration_desktop.vault.children import CHILD_ROOMS
from reintegration_desktop.vault.errors import NoKey, SealBroken
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.recovery import Recovered, keep_recovery, new_sheets, recover
from reintegration_desktop.vault.office.removal import remove_person
from reintegration_desktop.vault.office.renewal import renew_own_keys
from reintegration_desktop.vault.office.rings import ring_of
from reintegration_desktop.vault.roles import Role, Room
from reintegration_desktop.vault.seal import VERSION_KEY, Where, bound, open_once
from reintegration_desktop.vault.unlocking import refreshed
from tests.store.office import Laptop, a_person, a_visit, an_edit, case_facts, open_a_case, save

PASSPHRASE = "a passphrase of somebody"
OUTSIDE = (Role.TRACING_OFFICER, Role.CLINICIAN, Role.COORDINATOR, Role.AUDITOR)


def somebody(laptop: Laptop, role: Role, label: str = "") -> Laptop:
    """The same laptop, opened by one more person of the office."""
    label = label or role.value
    keyring = add_person(laptop.folder, laptop.keyring, Newcomer(label, label, role), PASSPHRASE, laptop.means)
    laptop.keyring = refreshed(laptop.folder, laptop.keyring)
    return replace(laptop, keyring=keyring)


def as_it_is_now(laptop: Laptop) -> Laptop:
    """The same person with the vault's file as it has become."""
    return replace(laptop, keyring=refreshed(laptop.folder, laptop.keyring))


def hide(laptop: Laptop, case: UUID, *, hidden: bool = True) -> None:
    change_facts(laptop, case, name_is_hidden=hidden)


def change_facts(laptop: Laptop, case: UUID, **facts) -> None:
    with laptop.store.read() as cases:
        before = cases.open(case).file.record(case).answers
    edit = an_edit(case, "case", case, **facts)
    save(laptop, case, replace(edit, answers=before.merged(facts)))


def opened_raw(laptop: Laptop, case: UUID) -> dict[Room, int]:
    """How many sealed rows of a case, read by raw SQL, any key opens that raw SQL and this keyring bring together.

    Every wrapped key of every version of the keys' record is tried, also of those that nothing points to any more.
    """
    found: dict[Room, int] = {}
    with laptop.database.read() as connection:
        changes = changes_where(connection, Register(connection), "WHERE c.case_id = ?", (case.bytes,))
    wrapped = [key for one in changes if one.record == keys_record(case) for key in keys_in((decode(one.document),))]
    for change in changes:
        if change.room in (Room.OPEN, Room.OVERSIGHT):
            continue
        where = Where(case, change.room, change.generation, change.record, bytes.fromhex(change.device), change.seq)
        for key in (key for key in wrapped if (key.room, key.generation) == (change.room, change.generation)):
            try:
                open_once(laptop.keyring.wrapper.unwrap(case, key), bound(VERSION_KEY, where), change.document)
            except (NoKey, SealBroken):
                continue
            found[change.room] = found.get(change.room, 0) + 1
            break
    return found


def name(laptop: Laptop, case: UUID) -> str | None:
    with laptop.store.read() as cases:
        return cases.open(case).file.one("identification").text("name_first")


@pytest.fixture
def worker(laptop):
    return somebody(laptop, Role.CASEWORKER, "Jonas")


@pytest.fixture
def case(worker):
    opened = open_a_case(worker)
    save(worker, opened, a_visit(opened), an_edit(opened, "association", commander="the tall one"))
    return opened


EVERYTHING = {Room.PERSON: 1, Room.ACCOUNT: 1, Room.RESTRICTED: 1}


@pytest.mark.parametrize("role", OUTSIDE)
def test_nobody_outside_of_the_ring_opens_a_row_with_raw_keys_and_raw_sql(laptop, worker, case, role):
    other = somebody(laptop, role)
    hide(worker, case)
    assert opened_raw(other, case) == {}
    assert set(opened_raw(worker, case)) == set(opened_raw(as_it_is_now(laptop), case)) == set(EVERYTHING)


def test_another_caseworker_opens_it_before_and_not_after(laptop, worker, case):
    other = somebody(laptop, Role.CASEWORKER, "Grace")
    assert set(opened_raw(other, case)) == set(EVERYTHING)
    hide(worker, case)
    assert opened_raw(other, case) == {}
    assert name(other, case) is None
    with other.store.read() as cases:
        assert cases.open(case).closed >= set(EVERYTHING)
        assert cases.people(None, 10, FOUND_BY) == []
    save(worker, case, a_person(case, name_first="Zawadi"))
    assert opened_raw(other, case) == {}
    assert name(as_it_is_now(laptop), case) == "Zawadi"


def test_what_another_caseworker_counted_of_it_is_gone(laptop, worker, case):
    other = somebody(laptop, Role.CASEWORKER, "Grace")
    assert name(other, case) == "Aminata"
    other.store.keep_contributions([(Contribution(case, bytes(16), b"what it counted for"), CHILD_ROOMS)])
    rows = "SELECT count(*) FROM contribution"
    with laptop.database.read() as connection:
        assert connection.exec_driver_sql(rows).scalar() == 1
    hide(worker, case)
    with laptop.database.read() as connection:
        assert connection.exec_driver_sql(rows).scalar() == 0


def test_a_case_that_is_hidden_from_the_first_day_was_never_wrapped_for_the_room(laptop, worker):
    other = somebody(laptop, Role.CASEWORKER, "Grace")
    hidden = open_a_case(worker, name_is_hidden=True)
    assert opened_raw(other, hidden) == {}
    assert name(worker, hidden) == name(as_it_is_now(laptop), hidden) == "Aminata"


def test_hidden_cases_that_come_by_the_thousand_have_rings_too(laptop, worker):
    other, hidden = somebody(laptop, Role.CASEWORKER, "Grace"), UUID(int=7)
    edits = (case_facts(hidden, worker.keyring, "BULK01-X", name_is_hidden=True), a_person(hidden))
    records = tuple(Record(edit.form, edit.record, None, edit.answers) for edit in edits)
    with worker.store.bulk() as bulk:
        bulk.add(CaseFile(hidden, records))
    assert opened_raw(other, hidden) == {}
    assert name(worker, hidden) == name(as_it_is_now(laptop), hidden) == "Aminata"


def test_nothing_is_wrapped_for_the_room_any_more_in_any_row(laptop, worker, case):
    hide(worker, case)
    with laptop.database.read() as connection:
        rows = changes_where(connection, Register(connection), "WHERE c.record_id = ?", (keys_record(case).bytes,))
        holes = connection.exec_driver_sql("SELECT count(*) FROM hole").scalar()
    assert [all(key.is_by_person for key in keys_in((decode(row.document),))) for row in rows] == [True]
    assert holes >= 1
    assert worker.store.checker.check((), NoProgress()).is_sound


def test_shown_again_everybody_reads_what_was_written_meanwhile(laptop, worker, case):
    other = somebody(laptop, Role.CASEWORKER, "Grace")
    hide(worker, case)
    save(worker, case, a_person(case, name_first="Zawadi"))
    hide(worker, case, hidden=False)
    assert name(other, case) == "Zawadi"
    assert set(opened_raw(other, case)) == set(EVERYTHING)
    assert worker.store.checker.check((), NoProgress()).is_sound


def test_whoever_takes_the_case_over_reads_it_and_whoever_had_it_does_not(laptop, worker, case):
    other = somebody(laptop, Role.CASEWORKER, "Grace")
    hide(worker, case)
    supervisor = as_it_is_now(laptop)
    change_facts(supervisor, case, caseworker=str(other.keyring.id))
    fresh = as_it_is_now(worker)
    save(other, case, a_person(case, name_first="Zawadi"))
    assert name(other, case) == "Zawadi"
    assert opened_raw(fresh, case) == {}
    assert name(fresh, case) is None


def test_a_supervisor_who_joins_reads_it_once_somebody_of_the_ring_opened_the_vault(laptop, worker, case):
    hide(worker, case)
    second = somebody(laptop, Role.SUPERVISOR, "Ana")
    assert opened_raw(second, case) == {}
    assert second.store.settle_rings() == 0
    assert as_it_is_now(laptop).store.settle_rings() == 1
    assert as_it_is_now(laptop).store.settle_rings() == 0
    assert name(second, case) == "Aminata"
    assert laptop.store.checker.check((), NoProgress()).is_sound


@contextmanager
def statements():
    """What is asked of any database meanwhile."""
    asked = []

    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def test_rings_that_stand_are_not_opened_again_until_a_child_its_worker_or_the_people_change(laptop, worker, case):
    def keys_are_read() -> bool:
        with statements() as asked:
            as_it_is_now(laptop).store.settle_rings()
        return any("JOIN change" in one for one in asked)

    hide(worker, case)
    assert (keys_are_read(), keys_are_read()) == (True, False)
    save(worker, case, a_visit(case))
    assert not keys_are_read()
    other = somebody(laptop, Role.CASEWORKER, "Grace")
    assert (keys_are_read(), keys_are_read()) == (True, False)
    change_facts(as_it_is_now(laptop), case, caseworker=str(other.keyring.id))
    assert (keys_are_read(), keys_are_read()) == (True, False)
    hide(as_it_is_now(laptop), open_a_case(laptop))
    assert (keys_are_read(), keys_are_read()) == (True, False)


def test_whoever_was_removed_is_out_of_every_ring(laptop, worker, case):
    second = somebody(laptop, Role.SUPERVISOR, "Ana")
    hide(as_it_is_now(worker), case)
    assert name(second, case) == "Aminata"
    laptop.keyring = remove_person(laptop.folder, laptop.keyring, second.keyring.id, laptop.means)
    assert laptop.store.rewrap(NoProgress()) == 1
    save(laptop, case, a_person(case, name_first="Zawadi"))
    assert opened_raw(second, case) == {}
    assert name(laptop, case) == name(as_it_is_now(worker), case) == "Zawadi"


def test_renewed_keys_open_it_and_a_kill_before_they_counted_does_no_harm(laptop, worker, case):
    hide(worker, case)
    kept = []

    def first(before, after):
        kept.append(after)
        replace(worker, keyring=before).store.settle_rings((after,))

    renewed = renew_own_keys(laptop.folder, "Jonas", PASSPHRASE, laptop.means, first)
    assert kept[0].seal_key == renewed.person.seal_key != worker.keyring.person.seal_key
    assert name(replace(worker, keyring=renewed), case) == "Aminata"
    before_it_counted = replace(worker, keyring=worker.keyring)
    assert name(before_it_counted, case) == "Aminata"
    assert replace(worker, keyring=renewed).store.settle_rings() == 1
    assert opened_raw(worker, case) == {}


def test_two_sheets_bring_a_hidden_child_back_when_everybody_lost_their_passphrase(laptop):
    case = open_a_case(laptop, name_is_hidden=True)
    sheets = new_sheets(laptop.means.random)
    laptop.keyring = keep_recovery(laptop.folder, laptop.keyring, sheets.public, laptop.means)
    assert laptop.store.settle_rings() == 1
    whom = Recovered(laptop.keyring.id, "supervisor", "another passphrase")
    again = replace(laptop, keyring=recover(laptop.folder, (sheets.first, sheets.second), whom, laptop.means))
    assert again.store.settle_rings() == 1
    without_sheets = as_it_is_now(again)
    assert name(without_sheets, case) == "Aminata"


def test_whoever_is_outside_leaves_a_trace_of_a_look_and_changes_no_deadline(laptop, worker, case):
    clinician, other = somebody(laptop, Role.CLINICIAN), somebody(laptop, Role.CASEWORKER, "Grace")
    hide(worker, case)
    for person in (clinician, other):
        with person.store.begin() as work:
            assert work.closed(case) >= {Room.PERSON, Room.ACCOUNT}
            work.note(Kind.VIEW, case, {"reason": "because of Zawadi"})
            work.commit()
    with pytest.raises(NoKey):
        save(other, case, a_visit(case))


def test_the_folds_follow_from_the_log_where_earlier_keys_are_empty(laptop, worker, case):
    hide(worker, case)
    with laptop.database.write() as connection:
        register, lens = Register(connection), worker.store._lens
        assert lying(connection, case) == folded(connection, register, lens, case)
        assert fold_anew(connection, register, lens, case) is False


def test_the_ring_is_the_caseworker_the_supervisors_and_the_sheets(laptop, worker):
    somebody(laptop, Role.CASEWORKER, "Grace")
    second = somebody(laptop, Role.SUPERVISOR, "Ana")
    keyring = as_it_is_now(laptop).keyring
    assert {one.id for one in ring_of(keyring, worker.keyring.id)} == {keyring.id, second.keyring.id, worker.keyring.id}
    assert {one.id for one in ring_of(keyring, None)} == {keyring.id, second.keyring.id}
    sheets = new_sheets(laptop.means.random)
    kept = keep_recovery(laptop.folder, keyring, sheets.public, laptop.means)
    assert len(ring_of(kept, None)) == 3
