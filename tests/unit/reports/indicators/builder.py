"""Cases written down in a line: who, what happened when, and whether an indicator counts it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, partial
from uuid import UUID, uuid5

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record, record_of
from reintegration_desktop.forms.questions import Field, Kind
from reintegration_desktop.forms.values import Score, Stamp, Value
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.reports.indicators.counting import Base, Counting, Found, Office
from reintegration_desktop.reports.indicators.entry import Indicator, Rule, load_indicators, measures_of
from reintegration_desktop.reports.indicators.predicates import OF_OFFICES
from reintegration_desktop.reports.periods import NOW, period_of
from reintegration_desktop.reports.tally import Counted
from reintegration_desktop.rules.derived import derive
from reintegration_desktop.rules.findings.scores import AREAS
from reintegration_desktop.rules.policy import Margin, Policy
from tests.builders import a_programme, the_questions

TODAY, QUARTER = date(2026, 11, 27), "2026-Q3"
CASE, WORKER = UUID(int=0xC1), str(UUID(int=0xA1))
POLICY = Policy(wellbeing={"wb5": Margin(10)})


@dataclass(frozen=True, slots=True)
class Row:
    """A form filled in, and the rows inside it; words stand for days: ``2026-07-01``, ``2026-07``, ``2026``."""

    form: str
    answers: dict[str, object]
    inner: tuple["Row", ...]


def row(form: str, *inner: Row, **answers: object) -> Row:
    return Row(form, answers, inner)


@dataclass(frozen=True, slots=True)
class Case:
    """What somebody's file holds beside what every file does, and what a measure makes of it.

    ``part``: it counts; ``whole``: it is one of those that the share is of, and no more; neither: it is left out.
    """

    measure: str
    why: str
    rows: tuple[Row, ...]
    part: bool
    whole: bool
    times: int = 1
    office: Office | None = None


def _case(part: bool, whole: bool, measure: str, why: str, *rows: Row, times: int = 1, office: Office | None = None):
    return Case(measure, why, rows, part, whole, times, office)


counts: Callable[..., Case] = partial(_case, True, True)
rest: Callable[..., Case] = partial(_case, False, True)
out: Callable[..., Case] = partial(_case, False, False)


@cache
def the_indicators() -> dict[str, Indicator]:
    return load_indicators(resources() / "indicators", the_questions())


def found(case: Case, period: str | None = None) -> list[Found]:
    """What a measure counts of a case, by the way that figures go: derived, in the base, with consent."""
    measure = measures_of(the_indicators())[case.measure]
    usual = NOW if measure.period is Rule.NOW else QUARTER
    counting = Counting(period_of(period or usual, TODAY), TODAY, POLICY, a_programme().places)
    if measure.name in OF_OFFICES:
        return list(OF_OFFICES[measure.name](case.office or Office(), counting))
    counted = Counted(derive(a_file(*case.rows), POLICY, TODAY))
    base = (
        Base.EVERYBODY if measure.about_us else Base.MONITORING if "recruited" in case.measure[:9] else Base.REPORTING
    )
    if not (counted.in_base and counted.agrees(base)):
        return []
    return list(counted.found(measure, counting))


def a_file(*rows: Row) -> CaseFile:
    """A file: a boy of fourteen who agreed to everything, open since January 2025; of these forms, what is given."""
    given: dict[str, Row] = {one.form: one for one in rows if one.form in _USUAL and one.form != "consent"}
    usual = [Row(form, {**answers, **(given[form].answers if form in given else {})}, ()) for form, answers in
             _USUAL.items() if form != "consent" or not any(one.form == "consent" for one in rows)]  # fmt: skip
    others = [one for one in rows if one.form not in given]
    return CaseFile(CASE, tuple(_records([*usual, *others], None, "")))


_USUAL: dict[str, dict[str, object]] = {
    "case": {"case_status": "open", "case_stage": "implementing", "caseworker": WORKER},
    "identification": {
        "sex": "male", "date_of_birth": "2012-03-01", "current_place": "AV010101", "identified_on": "2025-01-08",
        "registered_on": "2025-01-10", "first_response_on": "2025-01-08",
    },
    "concerns": {"risk_level": "medium"},
    "consent": {
        "event_at": "2025-01-10", "event_kind": "given", "agrees_to_case_management": "yes",
        "agrees_to_reporting": "yes", "agrees_to_monitoring": "anonymous_only",
    },
}  # fmt: skip


def _records(rows: list[Row], parent: UUID | None, path: str) -> Iterator[Record]:
    for at, one in enumerate(rows):
        name = f"{path}/{one.form}{at}"
        id_ = uuid5(CASE, name) if the_questions()[one.form].repeats else record_of(CASE, one.form)
        fields = the_questions()[one.form].fields
        answers = {key: _value(fields[key], word) for key, word in one.answers.items()}
        yield Record(one.form, id_, parent, Answers(answers))
        yield from _records(list(one.inner), id_, name)


def _value(field: Field, word: object) -> Value:
    made = _MADE.get(field.answered_as)
    return made(word) if made and not isinstance(word, UncertainDate) else word  # type: ignore[return-value]


def _date(word: object) -> UncertainDate:
    year, *rest_of_it = (int(part) for part in str(word).split("-"))
    if not rest_of_it:
        return UncertainDate.year(year)
    return (
        UncertainDate.month(year, rest_of_it[0]) if len(rest_of_it) == 1 else UncertainDate.day(date(year, *rest_of_it))
    )


def _moment(word: object) -> datetime:
    text = str(word)
    return datetime.fromisoformat(text if "T" in text else f"{text}T12:00").replace(tzinfo=UTC)


def _scores(word: object) -> dict[str, Score]:
    given = word if isinstance(word, dict) else dict.fromkeys(AREAS, word)
    return {area: Score(int(str(score))) for area, score in given.items()}


_MADE: dict[Kind, Callable[[object], Value]] = {
    Kind.DATE: lambda word: date.fromisoformat(str(word)),
    Kind.UNCERTAIN_DATE: _date,
    Kind.TIMESTAMP: _moment,
    Kind.STAMP: lambda word: Stamp(WORKER, _moment(word)),
    Kind.CHOICES: lambda word: tuple(str(word).split()),
    Kind.DOMAIN_SCORES: _scores,
}

who = partial(row, "identification")
case = partial(row, "case")
consent = partial(row, "consent", event_at="2025-02-01", event_kind="changed", agrees_to_case_management="yes")
actor = partial(row, "association", actor_type="non_state_armed_group")
left = partial(row, "exit")
closing = partial(row, "closure", closure_reason="goals_met_safe")
service = partial(row, "service")
referral = partial(row, "referral")
visit = partial(row, "follow_up")
assessed = partial(row, "assessment")
stay = partial(row, "care_stay")

NO_TO_FIGURES = consent(agrees_to_reporting="no")
VOID = case(case_stage="void", case_status="closed")
DOUBLE = case(case_stage="duplicate", case_status="duplicate")
