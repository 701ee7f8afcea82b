"""What one took out and another changed meanwhile is asked about; what merges by itself hides nothing that waits."""

from dataclasses import replace
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.casework.differing import deciding, inbox
from reintegration_desktop.casework.differing.coming_back import KEY
from reintegration_desktop.casework.errors import ChoiceMissing, NothingToTakeBack
from reintegration_desktop.casework.saving import save
from reintegration_desktop.casework.today import Verb, look
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import record_of
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.clock import FixedClock
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.ui.case.head import CaseHead
from reintegration_desktop.ui.pages.conflict import ConflictPage
from reintegration_desktop.vault.roles import Role, Room
from tests.ui.whole import texts
from tests.ui.workplaces import NOW, Bench, an_edit, two_answers, wait_for

ONE, OTHER = "0a" * 16, "0b" * 16


@pytest.fixture
def came_back(bench: Bench) -> tuple[UUID, UUID]:
    """A visit that one computer took out while another one wrote on in it."""
    case = bench.add_people(1)[0]
    visit = an_edit(case, "follow_up", visited_on=bench.desk.today, risk_level="low")
    save(bench.desk, case, visit)
    with bench.desk.read() as cases:
        seen = cases.open(case).seen(visit.record)
    with bench.desk_of(ONE).begin() as work:
        work.delete(case, visit.record, seen)
        work.commit()
    answers = Answers({**visit.answers, "risk_level": "high"})
    save(bench.desk_of(OTHER), case, Edit("follow_up", visit.record, None, answers, frozenset({"risk_level"}), seen))
    return case, visit.record


def risk(bench: Bench, case: UUID, visit: UUID) -> str | None:
    """What is shown of the visit; None where it is taken out."""
    with bench.desk.read() as cases:
        row = cases.open(case).file.record(visit)
    return None if row is None else row.answers.choice("risk_level")


def asked(bench: Bench) -> tuple[inbox.Spot, dict[str, list[VersionId]]]:
    (one,) = inbox.waiting(bench.desk).mine
    return one.spot, {question.key: [answer.version for answer in question.answers] for question in one.questions}


def test_it_waits_for_a_person_and_is_shown_until_then(bench: Bench, came_back, qtbot: QtBot):
    case, visit = came_back
    assert risk(bench, case, visit) == "high"
    assert [one.verb for one in look(bench.desk).waiting] == [Verb.CHOOSE]
    page = ConflictPage(bench.workplace)
    qtbot.addWidget(page)
    page.show()
    wait_for(bench.tasks)
    words = texts(page)
    for told in ("Taken out by one, changed by another", "It stays, as it is now", "It goes to the bin"):
        assert told in words
    assert "Had no answer on the screen" not in words


def test_it_stays_where_that_is_chosen_and_that_is_taken_back(bench: Bench, came_back):
    case, visit = came_back
    spot, among = asked(bench)
    deciding.resolve(bench.desk, *spot, {KEY: among[KEY][0]}, among)
    assert (risk(bench, case, visit), inbox.waiting(bench.desk).mine) == ("high", ())
    deciding.take_back(bench.desk, *spot)
    assert risk(bench, case, visit) == "high"
    again, among = asked(bench)
    assert again == spot
    deciding.resolve(bench.desk, *spot, {KEY: among[KEY][1]}, among)
    assert (risk(bench, case, visit), inbox.waiting(bench.desk).mine) == (None, ())


def test_it_goes_where_that_is_chosen_and_that_is_taken_back(bench: Bench, came_back):
    case, visit = came_back
    spot, among = asked(bench)
    deciding.resolve(bench.desk, *spot, {KEY: among[KEY][1]}, among)
    assert (risk(bench, case, visit), inbox.waiting(bench.desk).mine) == (None, ())
    deciding.take_back(bench.desk, *spot)
    assert (risk(bench, case, visit), inbox.waiting(bench.desk).mine) == ("high", ())
    with pytest.raises(NothingToTakeBack):
        deciding.take_back(bench.desk, *spot)


def test_nothing_is_decided_that_was_not_on_the_screen(bench: Bench, came_back):
    case, visit = came_back
    spot, among = asked(bench)
    for chosen, beside in (({}, among), ({KEY: among[KEY][0]}, {KEY: among[KEY][:1]}), ({KEY: among[KEY][0]}, {})):
        with pytest.raises(ChoiceMissing):
            deciding.resolve(bench.desk, *spot, chosen, beside)
    assert risk(bench, case, visit) == "high"


def apart(bench: Bench, case: UUID) -> None:
    """Two computers answer different questions of one form: both answers are shown, and nobody has to decide."""
    record = record_of(case, "identification")
    with bench.desk.read() as cases:
        opened = cases.open(case)
        before, seen = opened.file.one("identification"), opened.seen(record)
    for device, key in ((ONE, "nickname"), (OTHER, "safe_contact")):
        answers = Answers({**before, key: "Zuzu"})
        save(bench.desk_of(device), case, Edit("identification", record, None, answers, frozenset({key}), seen))


def test_what_merges_by_itself_hides_nothing_that_waits(bench: Bench):
    torn, *others = sorted(bench.add_people(6), reverse=True)
    for case in others:
        apart(bench, case)
    two_answers(bench, torn, "safe_contact", "Her grandmother", "Her uncle")
    with bench.desk.read() as cases:
        assert len(cases.conflicts()) == 6
        assert cases.waiting() == cases.waiting() == [(torn, record_of(torn, "identification"), Room.PERSON)]
    found = inbox.waiting(bench.desk, most=2)
    assert ([one.spot[0] for one in found.mine], found.others, found.more) == ([torn], 0, 0)
    two_answers(bench, others[0], "nickname", "Didi", "Mimi")
    assert {one.spot[0] for one in inbox.waiting(bench.desk, most=2).mine} == {torn, others[0]}


def test_what_others_decide_hides_nothing_and_is_counted(bench: Bench):
    people = bench.add_people(5)
    for case in people:
        two_answers(bench, case, "safe_contact", "Her grandmother", "Her uncle")
    found = inbox.waiting(bench.desk, most=2)
    assert (len(found.mine), found.others, found.more) == (2, 0, 3)
    clinician = bench.desk_of("0c" * 16, Role.CLINICIAN)
    assert inbox.waiting(clinician, most=2) == inbox.Inbox((), 5, 0)


def test_an_answer_by_a_date_that_runs_ahead_says_so_and_is_not_the_one_shown(bench: Bench, qtbot: QtBot):
    case = bench.add_people(1)[0]
    record = record_of(case, "identification")
    with bench.desk.read() as cases:
        opened = cases.open(case)
        before, seen = opened.file.one("identification"), opened.seen(record)
    right = bench.clock
    for device, clock, word in ((ONE, right, "Didi"), (OTHER, FixedClock(NOW.replace(year=NOW.year + 9)), "Mimi")):
        bench.clock = clock
        answers = Answers({**before, "nickname": word})
        save(bench.desk_of(device), case, Edit("identification", record, None, answers, frozenset({"nickname"}), seen))
    bench.clock = right
    (one,) = inbox.waiting(bench.desk).mine
    (question,) = one.questions
    assert {answer.words: (answer.shown, answer.ahead) for answer in question.answers} == {
        "Didi": (True, False), "Mimi": (False, True),
    }  # fmt: skip
    page = ConflictPage(bench.workplace)
    qtbot.addWidget(page)
    page.show()
    wait_for(bench.tasks)
    words = " ".join(texts(page))
    assert "A computer’s date runs ahead" in words or "A computer's date runs ahead" in words
    assert "by a date that runs ahead" in words


def test_answers_in_a_room_without_a_key_are_counted_on_the_case(bench: Bench, qtbot: QtBot):
    case = bench.add_people(1)[0]
    head = CaseHead(bench.workplace)
    qtbot.addWidget(head)
    with bench.desk.read() as cases:
        opened = cases.open(case)
    head.show_case(opened)
    assert not any("for others" in text for text in texts(head))
    head.show_case(replace(opened, unknown_conflicts=2))
    assert "2 answers wait for others" in texts(head)
