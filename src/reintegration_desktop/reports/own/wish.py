"""A template of the programme's own as somebody wishes for it, and the template that comes of it, or a refusal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.kernel.words import marked
from reintegration_desktop.reports.errors import FiguresUnreadable, NotForFigures, TemplateIncomplete, TooAlike
from reintegration_desktop.reports.indicators.entry import Measure, Rule
from reintegration_desktop.reports.own.kindred import clashes
from reintegration_desktop.reports.periods import NOW, YEAR
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.templates import LEAST, MeasureCut, Template, template_of
from reintegration_desktop.vault.roles import Room

PREFIX = "own-"
TITLE = marked("A report of our own")
"""What stands on whatever leaves: nothing that somebody typed does."""

PERIODS = ("quarter", YEAR, NOW)
READERS = (Recipient.HEADQUARTERS, Recipient.DONOR, Recipient.PUBLIC)
MOST_LINES, LONGEST_LABEL, MOST_CUTS, MOST_OF_A_LINE = 12, 60, 3, 2
COUNTED_IN = frozenset({Room.OPEN, Room.PERSON, Room.ACCOUNT})
"""Whoever counts at all reads these rooms, so that each of an office's programs counts a template of its own."""

_ORDER, _BACK = 100, {"quarter": 5, YEAR: 2, NOW: 1}


class Lack(StrEnum):
    """What a wish still lacks."""

    LABEL = "label"
    PERIOD = "period"
    READERS = "readers"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Line:
    """A measure by one or two cuts; what a share, median or mean is told over is not named among them."""

    measure: str
    cuts: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it tells by what."""
        return 0 < len(self.cuts) <= MOST_OF_A_LINE


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be counted, by what, for whom.

    ``name`` is a code that says nothing; ``label`` what the template is called on screens of this vault. ``areas`` are
    the provinces told by themselves, the others together; empty: each by itself.
    """

    name: str
    label: str = ""
    period: str = "quarter"
    readers: tuple[Recipient, ...] = (Recipient.HEADQUARTERS,)
    lines: tuple[Line, ...] = ()
    areas: tuple[str, ...] = ()

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What is to be answered before it can be a template."""
        found = {
            Lack.LABEL: not 0 < len(self.label.strip()) <= LONGEST_LABEL or "\n" in self.label,
            Lack.PERIOD: self.period not in PERIODS,
            Lack.READERS: not self.readers or not set(self.readers) <= set(READERS),
            Lack.LINES: not 0 < len(self.lines) <= MOST_LINES or not all(line.is_whole for line in self.lines),
        }
        return tuple(lack for lack, lacking in found.items() if lacking)

    def to_json(self) -> dict[str, object]:
        """Plain JSON, as it is signed and sealed."""
        return {
            "name": self.name, "label": self.label, "period": self.period,
            "readers": [str(reader) for reader in self.readers], "areas": list(self.areas),
            "lines": [{"measure": line.measure, "cuts": list(line.cuts)} for line in self.lines],
        }  # fmt: skip

    @classmethod
    def from_json(cls, raw: object) -> "Wish":
        """Back from ``to_json``; raises FiguresUnreadable."""
        try:
            if not isinstance(raw, dict):
                raise FiguresUnreadable
            lines = tuple(Line(str(one["measure"]), tuple(map(str, one["cuts"]))) for one in raw["lines"])
            readers = tuple(Recipient(reader) for reader in raw["readers"])
            name, areas = str(raw["name"]), tuple(map(str, raw["areas"]))
            return cls(name, str(raw["label"]), str(raw["period"]), readers, lines, areas)
        except (ValueError, KeyError, TypeError):
            raise FiguresUnreadable from None


def template_from(
    wish: Wish, dictionary: Dictionary, measures: Mapping[str, Measure], others: Iterable[Template]
) -> Template:
    """The template of a wish, under the rules of the templates that come with the program, beside all the others.

    Raises TemplateIncomplete, NotForFigures, TooAlike.
    """
    if wish.lacks or not wish.name.startswith(PREFIX):
        raise TemplateIncomplete
    template = template_of(_written(wish, measures), dictionary, measures)
    template = replace(template, label=wish.label.strip(), areas=frozenset(wish.areas))
    for cut in template.measures:
        if not is_for_us(cut.measure, wish.period, dictionary) or _widest(cut) > MOST_CUTS:
            raise NotForFigures(measure=cut.measure.name)
    if next(clashes(template, others), None) is not None:
        raise TooAlike
    return template


def is_for_us(measure: Measure, period: str, dictionary: Dictionary) -> bool:
    """Whether a template of one's own may count a measure: what is as of now as of now alone, and nothing of our own
    doing.
    """
    now = (measure.period is Rule.NOW) == (period == NOW)
    return now and not measure.about_us and not measure.of_office and measure.rooms(dictionary) <= COUNTED_IN


def _widest(cut: MeasureCut) -> int:
    """By how many cuts a measure is counted, the one left aside that it is told over."""
    return len({*cut.dimensions} - {cut.measure.value})


def _written(wish: Wish, measures: Mapping[str, Measure]) -> dict[str, object]:
    """The wish as a template is written down: a measure once, with each of its tables."""
    tables: dict[str, list[list[str]]] = {}
    for line in wish.lines:
        value = measures[line.measure].value if line.measure in measures else None
        table = [*line.cuts, *([value] if value is not None else [])]
        if table not in tables.setdefault(line.measure, []):
            tables[line.measure].append(table)
    written = [
        {"name": name, "tables": own, "dimensions": list(dict.fromkeys(cut for table in own for cut in table))}
        for name, own in tables.items()
    ]
    return {
        "name": wish.name, "title": TITLE, "order": _ORDER, "period": wish.period, "back": _BACK[wish.period],
        "thresholds": {str(reader): LEAST[reader] for reader in wish.readers}, "measure": written,
    }  # fmt: skip
