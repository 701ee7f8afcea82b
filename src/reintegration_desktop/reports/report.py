"""A report as it may leave: what it is about, and its tables without a true count behind a hidden one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reintegration_desktop.kernel.words import marked, say, say_many
from reintegration_desktop.reports.indicators.counting import Base
from reintegration_desktop.reports.periods import NOW, day_words, in_words, period_of
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.recipients import Recipient

_FEW_LEFT_OUT = 10
_FOR: Mapping[Recipient, str] = {
    Recipient.HEADQUARTERS: marked("For headquarters"),
    Recipient.DONOR: marked("For a donor"),
    Recipient.PUBLIC: marked("For the public"),
    Recipient.MONITORING: marked("For those who document violations"),
}


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about: ``template`` and ``period`` are codes, ``scope`` the office's name or the programme's.

    ``left_out``: cases not counted for want of consent, ``few`` of them are never told exactly; ``base`` says consent
    to what. ``software`` and ``dictionary`` are versions. ``rounded_to``: every count is a multiple of it; 0 where
    small ones are hidden instead. ``offices`` are those whose figures were added up, ``without`` those that are not
    among them.
    """

    template: str
    title: str
    period: str
    scope: str
    recipient: Recipient
    threshold: int
    as_of: date
    released_on: date
    left_out: int
    software: str
    dictionary: str
    base: Base = Base.REPORTING
    rounded_to: int = 0
    offices: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def period_words(self) -> str:
        """The period as a person reads it."""
        return in_words(self.period)

    @property
    def as_of_words(self) -> str:
        """The day of the figures as a person reads it."""
        return day_words(self.as_of)

    @property
    def unfinished(self) -> bool:
        """Whether the period went on when its figures were counted."""
        return self.period != NOW and period_of(self.period, self.as_of).last >= self.as_of

    def source_words(self) -> tuple[str, ...]:
        """Of which day the figures are and whose, a sentence each, as the cover of every report says it."""
        told = [say("Figures as of {day}").format(day=self.as_of_words)]
        if self.unfinished:
            told.append(say("They were counted before the period ended: it is not complete."))
        if len(self.offices) > 1:
            told.append(say("Added up from the figures of {offices}.").format(offices=say(", ").join(self.offices)))
        if self.without:
            told.append(say("Nothing of {offices} is in it.").format(offices=say(", ").join(self.without)))
        return tuple(told)

    @property
    def recipient_words(self) -> str:
        """Whom it is for."""
        return say(_FOR[self.recipient])

    @property
    def left_out_words(self) -> str:
        """How many were left out, in words that give nobody away."""
        if self.base is Base.EVERYBODY:
            return say("This counts our own doing over all cases, and nothing of anybody's.")
        if self.left_out == 0:
            return say("None were left out.")
        if self.left_out < _FEW_LEFT_OUT:
            return say("Fewer than 10 were left out: they did not agree to be counted.")
        return say_many(
            "{n} was left out: they did not agree to be counted.",
            "{n} were left out: they did not agree to be counted.",
            self.left_out,
        )


@dataclass(frozen=True, slots=True)
class Report:
    """A report: each table with ``says``, one sentence on what is counted, by measure."""

    about: About
    tables: tuple[Published, ...]
    says: Mapping[str, str]

    @property
    def hidden(self) -> int:
        """How many cells are hidden, each table for itself."""
        return sum(len(table.hidden) for table in self.tables)

    @property
    def cells(self) -> int:
        """How many cells the tables have."""
        return sum(len(table.cells) for table in self.tables)

    def rule_words(self) -> tuple[str, ...]:
        """The rule in plain words, a sentence each, as the cover of every report says it."""
        if self.about.rounded_to:
            return (*self._rounded_words(), self.about.left_out_words)
        return (
            say(
                "Counts below {threshold} are hidden, so that nobody can be recognised.", threshold=self.about.threshold
            ),
            say("Other cells are hidden too where a small count could be worked out by taking the rest from a total."),
            say("Every hidden cell shows the same sign, “..”, whatever the reason."),
            say("This was proved on the file as written, together with what was released before."),
            say("What other organisations publish about the same young people is not part of that proof."),
            self.about.left_out_words,
        )

    def _rounded_words(self) -> tuple[str, ...]:
        return (
            say(
                "Every count is rounded up or down to a multiple of {base}, so that nobody can be recognised.",
                base=self.about.rounded_to,
            ),
            say("All tables were rounded together: every row and column adds up, and a nought may stand for a few."),
            say("This was proved on the file as written."),
            say("What other organisations publish about the same young people is not part of that proof."),
        )
