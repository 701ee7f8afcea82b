"""Questions, sections and forms, as they are once the dictionary was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from reintegration_desktop.forms.conditions import Comparable, Condition
from reintegration_desktop.forms.constraints import Constraint
from reintegration_desktop.forms.kinds import SORTS, Kind
from reintegration_desktop.forms.values import Absence
from reintegration_desktop.vault.roles import Role, Room

__all__ = ["Field", "Figure", "Form", "Kind", "Section", "Sensitivity"]


class Sensitivity(StrEnum):
    """How an answer finds or harms a child."""

    DIRECT_IDENTIFIER = "direct_identifier"
    RESTRICTED = "restricted"
    SENSITIVE = "sensitive"
    QUASI_IDENTIFIER = "quasi_identifier"
    OPERATIONAL = "operational"


class Figure(StrEnum):
    """The form in which figures may count an answer; ``monitoring``: only for those who document violations."""

    AS_IS = "as_is"
    QUARTER = "quarter"
    BAND = "band"
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"
    GROUP = "group"
    MONITORING = "monitoring"


SWITCHED_BY_PROGRAMME = frozenset({"restricted_answers", "off_until_switched_on"})
CHOSEN = frozenset({Kind.CHOICE, Kind.CHOICES})
NEVER_MISSING = "received_never_sought"


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that stand together; ``intake`` is the step of the quick intake it is, 1 to 5."""

    key: str
    title: str
    hint: str = ""
    intake: int | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One question.

    ``choices`` are the answers of the list it chooses from, code to label; of domain scores, the areas. ``off`` says
    that only a programme can switch it on, and that it hasn't. ``by_program`` says that verbs and transitions write
    it, and nobody's form, file or command.
    """

    key: str
    section: str
    kind: Kind
    label: str
    sensitivity: Sensitivity
    room: Room
    seen_by: frozenset[Role]
    gives: Kind | None = None
    hint: str = ""
    choices_from: str | None = None
    choices: Mapping[str, str] = field(default_factory=dict, hash=False, repr=False)
    required: bool = False
    only_if: Condition | None = None
    constraints: tuple[Constraint, ...] = ()
    rule: str | None = None
    figure: Figure | None = None
    same_as: tuple[str, ...] = ()
    retired_in: int | None = None
    off: bool = False
    by_program: bool = False
    widest: int = field(init=False, compare=False, repr=False, default=0)

    def __post_init__(self) -> None:
        """``widest``: the bytes of the longest of its choices; 0 where nothing is chosen."""
        if self.choices and self.kind in CHOSEN:
            object.__setattr__(self, "widest", max(len(code.encode()) for code in self.choices))

    @property
    def derived(self) -> bool:
        """Worked out, never typed."""
        return self.kind is Kind.DERIVED

    @property
    def typed(self) -> bool:
        """Whether a person answers it in a form: it is neither worked out nor written by a verb."""
        return not self.derived and not self.by_program

    @property
    def answered_as(self) -> Kind:
        """The kind of its value: of a derived question, the kind it gives."""
        return self.gives or self.kind

    @property
    def in_use(self) -> bool:
        """Whether anybody may be asked it: not retired, switched on, its list not empty."""
        return self.retired_in is None and not self.off and (self.choices_from is None or bool(self.choices))

    @property
    def absences(self) -> tuple[Absence, ...]:
        """The reasons for absence that a screen offers; *not known* not where its list has an answer for that."""
        if not self.typed or self.kind in (Kind.YES_NO_FLAG, Kind.STAMP):
            return ()
        return tuple(reason for reason in Absence if reason is not Absence.NOT_KNOWN or "unknown" not in self.choices)

    @property
    def comparable(self) -> Comparable | None:
        """What conditions and constraints can compare it as; None where they cannot."""
        sort = SORTS.get(self.answered_as)
        if sort is None:
            return None
        codes = ("yes", "no") if self.kind is Kind.YES_NO_FLAG else self.choices
        return Comparable(sort, frozenset(codes) or None)


@dataclass(frozen=True, slots=True)
class Form:
    """A form: rows of what it belongs to, or one for each case.

    ``belongs_to`` is ``case`` or the form whose rows it hangs on; None only of the case itself.
    """

    name: str
    title: str
    order: int
    repeats: bool
    belongs_to: str | None
    sections: Mapping[str, Section] = field(hash=False, repr=False)
    fields: Mapping[str, Field] = field(hash=False, repr=False)

    @property
    def rooms(self) -> frozenset[Room]:
        """The rooms that its answers lie in."""
        return frozenset(question.room for question in self.fields.values())

    @property
    def in_a_row(self) -> bool:
        """Whether it belongs to a row of another form, not to the case."""
        return self.belongs_to not in (None, "case")

    def of_section(self, section: str) -> tuple[Field, ...]:
        """The questions of a section, in the order of the screen."""
        return tuple(question for question in self.fields.values() if question.section == section)
