"""What each role reads and writes of one case, on one laptop."""

from dataclasses import replace

import pytest

from reintegration_desktop.casework.people import FOUND_BY
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.vault.errors import NoKey
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role, Room
from reintegration_desktop.vault.unlocking import refreshed
from tests.store.office import Laptop, a_person, a_visit, an_edit, consent, open_a_case, save


def somebody(laptop: Laptop, role: Role) -> Laptop:
    """The same laptop, opened by another person of the office."""
    newcomer = Newcomer(role.value, role.value, role)
    keyring = add_person(laptop.folder, laptop.keyring, newcomer, f"passphrase of {role}", laptop.means)
    laptop.keyring = refreshed(laptop.folder, laptop.keyring)
    return replace(laptop, keyring=keyring)


@pytest.fixture
def case(laptop):
    opened = open_a_case(laptop)
    episode = an_edit(opened, "association", commander="the tall one")
    save(laptop, opened, consent(opened), a_visit(opened), episode, a_feedback(opened))
    return opened


def a_feedback(case):
    return an_edit(case, "feedback", complaint="They shouted at me")


def forms(laptop: Laptop, case) -> set[str]:
    with laptop.store.read() as cases:
        return {record.form for record in cases.open(case).file.records if record.answers}


@pytest.mark.parametrize(
    ("role", "read", "closed"),
    [
        (Role.SUPERVISOR, {"case", "identification", "consent", "follow_up", "association", "feedback"}, set()),
        (Role.CASEWORKER, {"case", "identification", "consent", "follow_up", "association"}, {Room.OVERSIGHT}),
        (
            Role.TRACING_OFFICER,
            {"case", "identification", "consent"},
            {Room.ACCOUNT, Room.RESTRICTED, Room.OVERSIGHT},
        ),
        (
            Role.CLINICIAN,
            {"case", "identification", "consent", "follow_up"},
            {Room.RESTRICTED, Room.OVERSIGHT},
        ),
        (Role.COORDINATOR, {"case", "consent"}, set(Room) - {Room.OPEN}),
        (Role.AUDITOR, {"case", "consent", "feedback"}, {Room.PERSON, Room.ACCOUNT, Room.RESTRICTED}),
    ],
)
def test_a_role_reads_its_rooms_and_is_told_which_are_closed(laptop, case, role, read, closed):
    person = laptop if role is Role.SUPERVISOR else somebody(laptop, role)
    assert forms(person, case) == read
    with person.store.read() as cases:
        opened = cases.open(case)
        assert opened.closed == closed
        assert len(cases.people(None, 10, FOUND_BY)) == (Room.PERSON not in closed)
        assert {version.room for version in cases.history(case) if version.document is None} == closed
    assert person.store.checker.check((), NoProgress(), sealed_only=True).is_sound
    assert person.store.checker.check((), NoProgress()).is_sound


def test_a_caseworker_writes_into_oversight_blindly_and_hides_nothing(laptop, case):
    worker = somebody(laptop, Role.CASEWORKER)
    with laptop.store.read() as cases:
        talk = cases.open(case).file.rows("consent")[0]
    save(laptop, case, _oversight(case, talk, "the supervisor's words"))
    save(worker, case, _oversight(case, talk, "the caseworker's words"))
    with laptop.store.read() as cases:
        opened = cases.open(case)
        assert cases.conflicts() == [(case, talk.id, Room.OVERSIGHT)]
    (conflict,) = opened.conflicts[talk.id, Room.OVERSIGHT]
    assert {option.value for option in conflict.options} == {"the supervisor's words", "the caseworker's words"}
    with worker.store.read() as cases:
        assert cases.open(case).unknown_conflicts == 1


def _oversight(case, talk, words):
    return an_edit(case, "consent", talk.id, override_account=words)


def test_who_lacks_a_room_cannot_write_there_and_then_nothing_is_written(laptop, case):
    tracer = somebody(laptop, Role.TRACING_OFFICER)
    with laptop.database.read() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM change").scalar()
    with pytest.raises(NoKey):
        save(tracer, case, an_edit(case, "tracing", tracing_status="open"), a_visit(case))
    with laptop.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM change").scalar() == before


def test_answers_of_a_closed_room_stay_when_the_open_ones_are_changed(laptop, case):
    tracer = somebody(laptop, Role.TRACING_OFFICER)
    person = a_person(case)
    edit = replace(person, answers=person.answers.with_("nickname", "Mina"), edited=frozenset({"nickname"}))
    save(tracer, case, edit)
    assert forms(laptop, case) >= {"follow_up", "association"}
    with laptop.store.read() as cases:
        assert cases.open(case).file.one("identification").text("nickname") == "Mina"
    assert laptop.store.checker.check((), NoProgress()).is_sound


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.TRACING_OFFICER, Role.COORDINATOR, Role.AUDITOR])
def test_every_role_leaves_a_trace_of_its_look(laptop, case, role):
    person = somebody(laptop, role)
    with person.store.begin() as work:
        work.note(Kind.VIEW, case, {"form": "association", "reason": "because of Zawadi"})
        work.commit()
    with laptop.store.read() as cases:
        view = cases.history(case)[-1]
    assert (view.kind, view.author) == (Kind.VIEW, person.keyring.id)
    if view.room is Room.OPEN:
        assert view.document.answers == {}
    else:
        assert view.document.answers["reason"] == "because of Zawadi"
    with laptop.database.read() as connection:
        documents = connection.exec_driver_sql("SELECT document FROM change").scalars().all()
    assert not any(b"Zawadi" in document for document in documents)
