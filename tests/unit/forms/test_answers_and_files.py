"""Answers of a record, records of a file."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record, record_of
from reintegration_desktop.forms.values import Absence, Absent, Score
from reintegration_desktop.kernel.dates import UncertainDate

NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)
CASE = UUID(int=1)


def test_each_kind_of_answer_has_its_reader():
    answers = Answers(
        {"c": "red", "cs": ("red",), "n": 3.5, "d": date(2026, 6, 15), "u": UncertainDate.year(2009), "m": NOON,
         "f": True, "s": {"safety": Score(3)}, "a": Absent(Absence.DECLINED)}
    )  # fmt: skip
    assert answers.choice("c") == answers.text("c") == "red"
    assert answers.choices("cs") == ("red",)
    assert answers.number("n") == 3.5
    assert answers.day("d") == answers.day("m") == date(2026, 6, 15)
    assert answers.moment("m") == NOON
    assert answers.span("u") == UncertainDate.year(2009)
    assert answers.span("d") == UncertainDate.day(date(2026, 6, 15))
    assert answers.flag("f")
    assert answers.scores("s") == {"safety": Score(3)}
    assert answers.absent("a") is Absence.DECLINED
    assert len(answers) == 9


def test_a_reader_of_another_kind_finds_nothing():
    answers = Answers({"a": Absent(Absence.DECLINED), "f": True, "t": "x"})
    assert answers.choice("a") is answers.day("a") is answers.span("a") is answers.moment("a") is None
    assert answers.number("f") is answers.absent("t") is None
    assert answers.choices("a") == ()
    assert answers.scores("a") == {}
    assert not answers.flag("t")


def test_answers_change_by_making_new_ones():
    one = Answers({"a": 1, "b": 2}, {"person:x": 1})
    assert one.with_("c", 3).given == {"a": 1, "b": 2, "c": 3}
    assert one.without("a", "z").given == {"b": 2}
    assert one.merged({"b": 5}).given == {"a": 1, "b": 5}
    assert one.given == {"a": 1, "b": 2}
    assert one.with_("c", 3).unknown == one.without("a").unknown == one.merged({}).unknown == one.unknown


def test_a_form_that_does_not_repeat_has_one_record_on_every_device():
    assert record_of(CASE, "case") == CASE
    assert record_of(CASE, "concerns") == uuid5(CASE, "concerns")


def test_a_file_finds_its_records():
    one = Record("concerns", record_of(CASE, "concerns"), None, Answers({"risk_level": "high"}))
    row = Record("association", UUID(int=2), None, Answers())
    below = Record("exit", UUID(int=3), row.id, Answers())
    file = CaseFile(CASE).with_record(one).with_record(row).with_record(below)
    assert file.one("concerns").choice("risk_level") == "high"
    assert file.one("identification") == Answers()
    assert file.rows("association") == (row,)
    assert file.children(row.id, "exit") == (below,)
    assert file.record(below.id) == below
    assert file.record(UUID(int=4)) is None


def test_a_record_takes_the_place_of_the_one_with_its_id():
    first = Record("exit", UUID(int=3), None, Answers())
    second = Record("exit", UUID(int=3), None, Answers({"exit_manner": "other"}))
    other = Record("exit", UUID(int=5), None, Answers())
    assert CaseFile(CASE).with_record(first).with_record(other).with_record(second).records == (second, other)
