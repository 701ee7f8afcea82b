"""Answers as the JSON of the command line, and back."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from math import isfinite

from reintegration_desktop.forms.errors import BadAnswer
from reintegration_desktop.forms.questions import Field, Kind
from reintegration_desktop.forms.values import Absence, Absent, Score, Stamp, Value
from reintegration_desktop.kernel.dates import Precision, UncertainDate

_PLAIN = frozenset({str, int, float, bool, list})
"""What answers mostly are: asking whether they are mappings costs more than reading them."""
_SCORES = range(1, 6)


def value_to_json(field: Field, value: Value) -> object:
    """A value as CLI.md writes it: days as text, codes, ``{"absent": ...}``, scores with their reasons."""
    write = _WRITERS.get(type(value), _as_it_is if field.answered_as is not Kind.DOMAIN_SCORES else _scores_to_json)
    return write(value)


def value_from_json(field: Field, raw: object) -> Value:
    """The value of a question from its JSON; the short shapes of sealed documents are read too.

    Looks at the shape alone: a code that its list doesn't know stays a code. Raises BadAnswer.
    """
    try:
        if type(raw) not in _PLAIN and isinstance(raw, Mapping) and "absent" in raw:
            return Absent(Absence(raw["absent"]))
        return _READERS[field.answered_as](raw)
    except (ValueError, TypeError, KeyError, OverflowError):
        raise BadAnswer(field.key, _EXPECTED[field.answered_as]) from None


def _as_it_is(value: Value) -> object:
    return value


def _span_to_json(value: Value) -> object:
    assert isinstance(value, UncertainDate)
    for text, same in _short(value.earliest):
        if same == value:
            return text
    said = {} if value.stated_on is None else {"stated_on": value.stated_on.isoformat()}
    span = {"earliest": value.earliest.isoformat(), "latest": value.latest.isoformat()}
    return {**span, "precision": value.precision.value, **said}


def _short(first: date) -> tuple[tuple[str, UncertainDate], ...]:
    """What a text alone can say of a span that begins on this day."""
    day = first.isoformat()
    return (
        (day, UncertainDate.day(first)),
        (day[:7], UncertainDate.month(first.year, first.month)),
        (day[:4], UncertainDate.year(first.year)),
    )


def _scores_to_json(value: Value) -> object:
    assert isinstance(value, Mapping)
    return {
        area: {"score": score.score, "reason": score.reason} if score.reason else {"score": score.score}
        for area, score in value.items()
    }


def _stamp_to_json(value: Value) -> object:
    assert isinstance(value, Stamp)
    return {"by": value.by, "at": moment_to_json(value.at)}


def moment_to_json(moment: datetime) -> str:
    """A moment in UTC: ``2026-05-31T10:00:00Z``."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


_WRITERS: Mapping[type, Callable[..., object]] = {
    datetime: moment_to_json,
    date: date.isoformat,
    tuple: list,
    UncertainDate: _span_to_json,
    Stamp: _stamp_to_json,
    Absent: lambda value: {"absent": value.reason.value},
}


def _text(raw: object) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise TypeError
    return raw


def _texts(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list) or not raw:
        raise TypeError
    return tuple(dict.fromkeys(_text(word) for word in raw))


def _day(raw: object) -> date:
    return date.fromisoformat(_text(raw))


def _moment(raw: object) -> datetime:
    """A moment; without a zone it is one in UTC."""
    moment = datetime.fromisoformat(_text(raw))
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _span(raw: object) -> UncertainDate:
    if isinstance(raw, Mapping):
        said = raw.get("stated_on")
        return UncertainDate(_day(raw["earliest"]), _day(raw["latest"]), Precision(raw["precision"]),
                             None if said is None else _day(said))  # fmt: skip
    text = _text(raw)
    if len(text) == len("2009"):
        return UncertainDate.year(_day(f"{text}-01-01").year)
    if len(text) == len("2009-05"):
        first = _day(f"{text}-01")
        return UncertainDate.month(first.year, first.month)
    return UncertainDate.day(_day(text))


def _whole(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise TypeError
    return raw


def _number(raw: object) -> int | float:
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not isfinite(raw):
        raise TypeError
    return raw


def _scores(raw: object) -> Mapping[str, Score]:
    """Scores by area: ``{"score": 3, "reason": "..."}``, or 3, or ``[3, "..."]``."""
    if not isinstance(raw, Mapping) or not raw:
        raise TypeError
    return {_text(area): _score(score) for area, score in raw.items()}


def _score(raw: object) -> Score:
    if type(raw) is int and raw in _SCORES:
        return Score(raw, "")
    if isinstance(raw, Mapping):
        raw = [raw["score"], raw.get("reason", "")]
    score, reason = raw if isinstance(raw, list) else (raw, "")
    if not isinstance(reason, str) or _whole(score) not in _SCORES:
        raise ValueError
    return Score(_whole(score), reason)


def _stamp(raw: object) -> Stamp:
    if not isinstance(raw, Mapping):
        raise TypeError
    return Stamp(_text(raw["by"]), _moment(raw["at"]))


def _flag(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise TypeError
    return raw


_READERS: Mapping[Kind, Callable[[object], Value]] = {
    **dict.fromkeys(
        (Kind.TEXT, Kind.NARRATIVE, Kind.CHOICE, Kind.LOCATION, Kind.ATTACHMENT, Kind.REFERENCE, Kind.USER, Kind.CODE),
        _text,
    ),
    **dict.fromkeys((Kind.CHOICES, Kind.USERS, Kind.LIST), _texts),
    Kind.DATE: _day,
    Kind.UNCERTAIN_DATE: _span,
    Kind.TIMESTAMP: _moment,
    Kind.INTEGER: _whole,
    Kind.NUMBER: _number,
    Kind.DOMAIN_SCORES: _scores,
    Kind.STAMP: _stamp,
    Kind.YES_NO_FLAG: _flag,
}
_EXPECTED: Mapping[Kind, str] = {
    **dict.fromkeys(_READERS, "text"),
    **dict.fromkeys((Kind.CHOICE, Kind.LOCATION, Kind.REFERENCE, Kind.USER), "code"),
    **dict.fromkeys((Kind.CHOICES, Kind.USERS, Kind.LIST), "codes"),
    Kind.DATE: "day",
    Kind.UNCERTAIN_DATE: "span",
    Kind.TIMESTAMP: "moment",
    Kind.INTEGER: "whole",
    Kind.NUMBER: "number",
    Kind.DOMAIN_SCORES: "scores",
    Kind.STAMP: "stamp",
    Kind.YES_NO_FLAG: "flag",
}
