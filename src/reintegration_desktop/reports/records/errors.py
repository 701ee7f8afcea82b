"""Refusals of records. A row or a line is named by its number, never by what stands in it."""

from reintegration_desktop.kernel.errors import Refusal


class ColumnUnknown(Refusal):
    """A file of records lacks a column, or has it twice."""

    code = "column_unknown"


class RecordsUnreadable(Refusal):
    """A file of records, or a hierarchy, is not there or is no UTF-8 text in columns."""

    code = "records_unreadable"


class NoRecords(Refusal):
    """A file has a head and no record."""

    code = "no_records"


class RowRagged(Refusal):
    """A row has more or fewer cells than the head."""

    code = "row_ragged"


class NotANumber(Refusal):
    """A value that is to be ordered as a number is none."""

    code = "not_a_number"


class NotACount(Refusal):
    """A value in the column of counts is no whole number from nought on, or larger than can be solved exactly."""

    code = "not_a_count"


class CellTwice(Refusal):
    """A cell stands in a file of counts twice."""

    code = "cell_twice"


class MarginDiffers(Refusal):
    """A row of totals in a file of counts isn't what its rows add up to."""

    code = "margin_differs"


class WordTaken(Refusal):
    """A value is called as totals or hidden cells are written."""

    code = "word_taken"


class HierarchyMisses(Refusal):
    """A value of the records has no line in its hierarchy."""

    code = "hierarchy_misses"


class HierarchyRagged(Refusal):
    """A line of a hierarchy has more or fewer levels than the first one."""

    code = "hierarchy_ragged"


class HierarchyWithoutTop(Refusal):
    """A line of a hierarchy does not end in ``*``, or has nothing below it."""

    code = "hierarchy_without_top"


class HierarchyNotATree(Refusal):
    """A value or a group of a hierarchy lies in two groups."""

    code = "hierarchy_not_a_tree"


class LatticeTooLarge(Refusal):
    """There are more ways to coarsen than can be kept in mind."""

    code = "lattice_too_large"


class CannotBeAnonymised(Refusal):
    """No node that meets the rule was found."""

    code = "cannot_be_anonymised"


class RecordsNotSafe(Refusal):
    """The written file, read back, does not meet the rule."""

    code = "records_not_safe"
