"""Refusals of reports."""

from collections.abc import Mapping

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.words import marked, say

SPEC_TROUBLES: Mapping[str, str] = {
    "missing": marked("it is missing"),
    "not_toml": marked("this is no TOML file in UTF-8"),
    "unknown_key": marked("there is no such entry"),
    "unknown_word": marked("this word is not known here"),
    "not_an_interval": marked("these are not bounds that fit together"),
    "not_a_list": marked("a list of different names belongs here"),
    "not_a_table": marked("a table of its own belongs here"),
    "not_a_number": marked("a number belongs here"),
    "not_whole": marked("a whole number belongs here"),
    "not_a_word": marked("words in quotation marks belong here"),
    "out_of_range": marked("this number is too small or too large"),
    "both": marked("a column is either a quasi-identifier or sensitive, not both"),
    "unreadable": marked("the file can't be read"),
    "two_parents": marked("something in it lies in two groups"),
    "in_a_circle": marked("something in it lies in itself"),
    "no_dimension": marked("no table is cut by this"),
    "counted": marked("a column either holds counts or is cut by, not both"),
    "leaf_is_group": marked("a value has the same name as a group"),
    "no_table": marked("this table was not published"),
    "other_columns": marked("this table was published with other columns"),
}


class NotForFigures(Refusal):
    """A template counts a question more finely than the dictionary lets figures do."""

    code = "not_for_figures"


class PeriodUnknown(Refusal):
    """A period that is not a calendar quarter."""

    code = "period_unknown"


class TemplateUnknown(Refusal):
    """No template has this name."""

    code = "template_unknown"


class TemplateIncomplete(Refusal):
    """A template of one's own lacks a name, a period, readers, or something to count."""

    code = "template_incomplete"


class TooAlike(Refusal):
    """A template of one's own would tell nearly the same counts as another by the same cut."""

    code = "too_alike"


class TemplateReleased(Refusal):
    """A template of one's own by which something left: it stays as it was."""

    code = "template_released"


class FiguresClosed(Refusal):
    """Who is signed in holds no key of the figures; names the role."""

    code = "figures_closed"


class FiguresUnreadable(Refusal):
    """Bytes that are not figures as this program writes them."""

    code = "figures_unreadable"


class FiguresUnread(Refusal):
    """A file of counts that a report needs is damaged, forged or sealed for others; names whose, and the period."""

    code = "figures_unread"


class FiguresDoNotFit(Refusal):
    """Figures of several offices that were not counted alike cannot be added up."""

    code = "figures_do_not_fit"


class ThresholdLowered(Refusal):
    """A threshold below the one that the template gives a recipient: nobody lowers it."""

    code = "threshold_lowered"


class NotForThem(Refusal):
    """A report that never goes to readers of this class."""

    code = "not_for_them"


class CannotBeProtected(Refusal):
    """However much is hidden, something small could still be worked out."""

    code = "cannot_be_protected"


class CannotBeRounded(Refusal):
    """No multiples next to the counts add up in every row and column of all tables."""

    code = "cannot_be_rounded"


class RoundedBeside(Refusal):
    """Rounded counts and other releases of the same counts can't be proved together."""

    code = "rounded_beside"


class Unproved(Refusal):
    """The auditor could not prove every hidden cell, so that nothing leaves."""

    code = "unproved"


class CutsDiffer(Refusal):
    """An earlier release of the same report put other categories together."""

    code = "cuts_differ"


class LeakFound(Refusal):
    """The auditor worked out of a written file what must not be known."""

    code = "leak_found"


class FormatUnknown(Refusal):
    """A report cannot be written in this form."""

    code = "format_unknown"


class OutUnwritable(Refusal):
    """The folder for what is to be written is a file, somebody else's, or gone."""

    code = "out_unwritable"


class SpecProblem(Refusal):
    """A specification for ``protect``, ``audit`` or ``anonymise`` cannot be followed."""

    code = "spec_problem"

    def __init__(self, *, trouble: str, key: str) -> None:
        super().__init__(trouble=say(SPEC_TROUBLES[trouble]), key=key)


PUBLISHED_TROUBLES: Mapping[str, str] = {
    "sign": marked("a cell holds neither a count nor .., the one sign for what is hidden"),
    "contradiction": marked("a total is not what its rows add up to, or a cell stands there twice"),
    "unnamed": marked("there is a table that the specification doesn't name, and it would not be audited"),
    "missing_cells": marked("it hasn't the rows that the input gives, with every total and group"),
    "rows": marked("it is empty, or a row has more or fewer cells than its first line has names"),
}


class PublishedUnfit(Refusal):
    """Published tables that cannot be audited, since they are no tables that fit together."""

    code = "published_unfit"

    def __init__(self, *, trouble: str) -> None:
        super().__init__(trouble=say(PUBLISHED_TROUBLES[trouble]))


class TimeIsUp(Refusal):
    """The time that was given for a proof is over."""

    code = "time_is_up"


class LedgerBroken(Refusal):
    """The chain of earlier releases does not hold together."""

    code = "ledger_broken"
