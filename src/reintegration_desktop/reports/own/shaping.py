"""What an editor of templates may offer: nothing that could not be released safely."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.cuts.dimensions import TITLES
from reintegration_desktop.reports.figures import Figures
from reintegration_desktop.reports.indicators.entry import Measure
from reintegration_desktop.reports.own.deriving import holds
from reintegration_desktop.reports.own.kindred import PLACES_CUT
from reintegration_desktop.reports.own.wish import Line, Wish, is_for_us, template_from
from reintegration_desktop.reports.periods import is_of
from reintegration_desktop.reports.rates import Kind
from reintegration_desktop.reports.templates import Template


@dataclass(frozen=True, slots=True)
class Offer:
    """What one line of a wish may choose among, by code, already said; ``held``: today's figures have what it asks.

    ``words`` name what it has chosen, whether that may still be chosen or not.
    """

    measures: Mapping[str, str]
    first: Mapping[str, str]
    second: Mapping[str, str]
    held: bool
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shaping:
    """What stands around a wish: all measures, all templates of the vault, the figures of today."""

    dictionary: Dictionary
    measures: Mapping[str, Measure]
    templates: Mapping[str, Template]
    figures: Sequence[Figures]

    def offers(self, wish: Wish) -> tuple[Offer, ...]:
        """For each line of a wish what it may choose among, the other lines being as they are."""
        measures = self.measures_for(wish.period)
        return tuple(self._offer(wish, at, measures) for at in range(len(wish.lines)))

    def _offer(self, wish: Wish, at: int, measures: Mapping[str, str]) -> Offer:
        line = wish.lines[at]
        words = {cut: say(TITLES.get(cut, cut)) for cut in line.cuts}
        if line.measure in self.measures:
            words[line.measure] = say(self.measures[line.measure].title)
        if line.measure not in measures:
            return Offer(measures, {}, {}, held=False, words=words)
        first = line.cuts[0] if line.cuts else ""
        second = self.cuts_for(wish, at, line.measure, first) if first else {}
        held = bool(line.cuts) and self.is_held(wish, line)
        return Offer(measures, self.cuts_for(wish, at, line.measure), second, held, words)

    def measures_for(self, period: str) -> dict[str, str]:
        """The measures that a period can be asked for, by name: their titles, said."""
        return {
            name: say(measure.title)
            for name, measure in self.measures.items()
            if is_for_us(measure, period, self.dictionary)
        }

    def cuts_for(self, wish: Wish, at: int, measure: str, first: str = "") -> dict[str, str]:
        """What a line of a wish can be cut by, beside a first cut where one is chosen: their titles, said.

        Offered is only what would be taken: each is tried with the lines before it.
        """
        own = self.measures[measure]
        if first and own.kind is not Kind.COUNT:
            return {}
        before = tuple(line for nth, line in enumerate(wish.lines) if nth != at and line.cuts)
        tried = replace(wish, label=wish.label.strip() or "-")
        return {
            name: say(words)
            for name, words in TITLES.items()
            if name in own.cuts - {own.value, first}
            and self._fits(replace(tried, lines=(*before, Line(measure, (*([first] if first else []), name)))))
        }

    def _fits(self, wish: Wish) -> bool:
        try:
            self.template(wish)
        except Refusal:
            return False
        return True

    def template(self, wish: Wish) -> Template:
        """The template of a wish; raises what ``template_from`` raises."""
        return template_from(wish, self.dictionary, self.measures, self.templates.values())

    def is_held(self, wish: Wish, line: Line) -> bool:
        """Whether today's figures hold a line, of some period that the wish asks for."""
        if line.measure not in self.measures:
            return False
        value = self.measures[line.measure].value
        wanted = (*line.cuts, *([value] if value is not None else []))
        return any(holds(one, line.measure, wanted) for one in self.figures if is_of(wish.period, one.period))

    def coming(self, wish: Wish) -> tuple[str, ...]:
        """The titles of what a wish asks for that comes with the next figures alone."""
        titles = (
            say(self.measures[line.measure].title)
            for line in wish.lines
            if line.measure in self.measures and not self.is_held(wish, line)
        )
        return tuple(dict.fromkeys(titles))

    def areas(self) -> dict[str, str]:
        """The provinces that today's figures know, by code."""
        return {
            code: label
            for figures in self.figures
            for cut in figures.cuts
            for one in cut.dimensions
            if one.name in PLACES_CUT
            for code, label in one.labels.items()
            if code != "unknown"
        }
