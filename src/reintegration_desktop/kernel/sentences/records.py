"""What a person reads when records refuses: what happened, what is safe, what to do."""

from reintegration_desktop.kernel.sentences.sentence import Sentence
from reintegration_desktop.kernel.words import marked

_NOTHING_WRITTEN = marked("Nothing was written.")

SENTENCES: dict[str, Sentence] = {
    "column_unknown": Sentence(
        marked("The file under {file} has no column {column}, or has it twice."),
        _NOTHING_WRITTEN,
        marked("Write the name as it stands in the first line of the file, and look whether the separator is right."),
    ),
    "records_unreadable": Sentence(
        marked("The file under {file} is not there or is no text in columns."),
        _NOTHING_WRITTEN,
        marked("Look whether its name is right, and save it again as CSV in UTF-8."),
    ),
    "no_records": Sentence(
        marked("The file under {file} holds no record."),
        _NOTHING_WRITTEN,
        marked("Give a file with a line of names and a line for each record."),
    ),
    "row_ragged": Sentence(
        marked("Row {row} of {file} has more or fewer cells than the first line has names."),
        _NOTHING_WRITTEN,
        marked("Put that row right: a separator may be missing, or stand in a text without quotation marks."),
    ),
    "not_a_number": Sentence(
        marked("Row {row} has something else than a number in {column}, which is to be ordered."),
        _NOTHING_WRITTEN,
        marked('Put that row right, or take distance = "ordered" away, so that all values are equally far apart.'),
    ),
    "not_a_count": Sentence(
        marked("Row {row} has something else than a count in {column}: a whole number from nought to {most}."),
        _NOTHING_WRITTEN,
        marked("Put that row right. Leave count out of the specification where each row stands for one."),
    ),
    "cell_twice": Sentence(
        marked("Row {row} tells a cell that stood there before: nobody knows which of the two counts."),
        _NOTHING_WRITTEN,
        marked("Leave one row for each cell, or add the two up where they are parts of one."),
    ),
    "margin_differs": Sentence(
        marked("Row {row} is a total, and isn't what its rows add up to."),
        _NOTHING_WRITTEN,
        marked("Put the total or its rows right, or leave the rows of totals out: they are worked out anyway."),
    ),
    "word_taken": Sentence(
        marked("Row {row} has a value in {column} that means something else here: total is a sum, .. is hidden."),
        _NOTHING_WRITTEN,
        marked("Give that value another name. Rows of totals belong into a file of counts alone."),
    ),
    "hierarchy_misses": Sentence(
        marked("Row {row} of {file} has a value in {column} that its hierarchy has no line for."),
        _NOTHING_WRITTEN,
        marked("Add a line for that value to the hierarchy, or put the row right."),
    ),
    "hierarchy_ragged": Sentence(
        marked("Line {row} of the hierarchy of {column} has more or fewer levels than the first line."),
        _NOTHING_WRITTEN,
        marked("Give every line as many levels; the same group may stand on two levels."),
    ),
    "hierarchy_without_top": Sentence(
        marked("Line {row} of the hierarchy of {column} does not lead from a value to * at its end."),
        _NOTHING_WRITTEN,
        marked("Write each line as value;group;...;* with one * that stands at the end of all."),
    ),
    "hierarchy_not_a_tree": Sentence(
        marked("The hierarchy of {column} is no tree: what stands on level {level} of line {row} lies in two groups."),
        _NOTHING_WRITTEN,
        marked("Put it into one group on every line, or give the two groups below different names."),
    ),
    "lattice_too_large": Sentence(
        marked("There are more ways to coarsen these attributes than can be compared: {nodes}."),
        _NOTHING_WRITTEN,
        marked("Leave attributes out, or take levels out of their hierarchies, until there are at most {most}."),
    ),
    "cannot_be_anonymised": Sentence(
        marked("No way was found to make these records coarse enough: too many would be withheld."),
        _NOTHING_WRITTEN,
        marked("Ask for less (k, l, t), allow more to be withheld, or give more time or more records."),
    ),
    "records_not_safe": Sentence(
        marked("The check of the finished file found that it does not keep what was asked: {kind}."),
        marked("Nothing was written and nothing has left."),
        marked("Leave the file alone, and tell whoever looks after the program."),
    ),
}
