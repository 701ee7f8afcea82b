"""Refusals of reports."""

from reintegration_desktop.kernel.errors import Refusal


class NotForFigures(Refusal):
    """A template counts a question more finely than the dictionary lets figures do."""

    code = "not_for_figures"


class PeriodUnknown(Refusal):
    """A period that is not a calendar quarter."""

    code = "period_unknown"


class TemplateUnknown(Refusal):
    """No template has this name."""

    code = "template_unknown"


class FiguresClosed(Refusal):
    """Who is signed in holds no key of the figures; names the role."""

    code = "figures_closed"


class FiguresUnreadable(Refusal):
    """Bytes that are not figures as this program writes them."""

    code = "figures_unreadable"


class FiguresDoNotFit(Refusal):
    """Figures of several offices that were not counted alike cannot be added up."""

    code = "figures_do_not_fit"


class ThresholdLowered(Refusal):
    """A threshold below the one that the template gives a recipient takes a second person."""

    code = "threshold_lowered"


class CannotBeProtected(Refusal):
    """However much is hidden, something small could still be worked out."""

    code = "cannot_be_protected"


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


class SpecProblem(Refusal):
    """A specification for ``protect`` or ``audit`` cannot be followed."""

    code = "spec_problem"


class LedgerBroken(Refusal):
    """The chain of earlier releases does not hold together."""

    code = "ledger_broken"
