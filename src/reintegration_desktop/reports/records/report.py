"""What was done to records, at what risk, and what else could be done: for whoever decides what leaves."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from reintegration_desktop.kernel.words import marked, say, say_many
from reintegration_desktop.reports.records.recheck import Rechecked
from reintegration_desktop.reports.records.risks import Risks
from reintegration_desktop.reports.records.rule import Rule

_NOTES = (
    marked(
        "k-anonymity does not compose: two extracts about the same people can be laid side by side. Put a person "
        "into one extract ever, or keep the groups as they are in all of them."
    ),
    marked("This report speaks of the records as they were, too. Give away data.csv, and nothing else."),
)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to coarsen: ``levels`` by attribute, ``loss`` in bits, ``detail`` as the share of information kept.

    ``risk`` is that of the record that is easiest to recognise, ``smallest_class`` as many as are alike at least.
    """

    levels: Mapping[str, int]
    loss: float
    detail: float
    smallest_class: int
    risk: float
    rows_withheld: int
    optimal: bool


@dataclass(frozen=True, slots=True)
class Extract:
    """The report beside ``data.csv``; ``ways`` are what was chosen, first, and up to four others with less risk.

    ``asked`` is what the specification says, in rows; ``optimal`` only where proved; ``class_sizes`` tells how many
    classes there are of each size; ``before`` are the risks of the records as they came; ``rechecked`` what the auditor
    measured in the written file. ``seconds`` took the search, ``seconds_of_all`` everything.
    """

    ways: tuple[Way, ...]
    asked: Rule
    rows: int
    nodes: int
    nodes_checked: int
    class_sizes: Mapping[int, int]
    risks: Risks
    before: Risks
    rechecked: Rechecked
    columns_left_out: tuple[str, ...]
    separator: str
    sha256: str
    loss_of_all: float
    seconds: float
    seconds_of_all: float

    def to_json(self) -> dict[str, object]:
        """As ``report.json`` holds it."""
        chosen = asdict(self.ways[0])
        rest = {name: value for name, value in asdict(self).items() if name not in ("ways", "class_sizes")}
        return {
            **chosen,
            **rest,
            "rows_written": self.rows - self.ways[0].rows_withheld,
            "classes": sum(self.class_sizes.values()),
            "class_sizes": {str(size): count for size, count in self.class_sizes.items()},
            "alternatives": [asdict(way) for way in self.ways],
            "notes": list(self.notes()),
        }

    def notes(self) -> tuple[str, ...]:
        """What whoever decides must know."""
        proved = (
            say("No way loses less and keeps the rule: that is proved.")
            if self.ways[0].optimal
            else say("Time was up before it was proved that no other way loses less.")
        )
        return (proved, *map(say, _NOTES))

    def words(self) -> str:
        """The report as a person reads it in a terminal."""
        chosen = self.ways[0]
        written, before = self.rows - chosen.rows_withheld, in_percent(self.before.prosecutor.highest)
        lines = (
            say_many("{n} record written.", "{n} records written.", written),
            say_many("{n} record withheld.", "{n} records withheld.", chosen.rows_withheld),
            say("At least {k} are alike; the risk of being recognised is at most {risk}, {before} before.",
                k=chosen.smallest_class, risk=in_percent(chosen.risk), before=before),
            say("Of the detail there was, {share} is kept.", share=in_percent(chosen.detail)),
            *(f"{name}: {say('level {level}', level=level)}" for name, level in chosen.levels.items()),
            *(say("Another way: {k} alike, detail {share}.", k=way.smallest_class, share=in_percent(way.detail))
              for way in self.ways[1:]),
            *self.notes(),
        )  # fmt: skip
        return "\n".join(lines)


def in_percent(share: float) -> str:
    """A share from 0 to 1 as people read it."""
    return f"{100 * share:.1f} %"
