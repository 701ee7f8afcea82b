"""What a person reads when reports refuses: what happened, what is safe, what to do."""

from reintegration_desktop.kernel.sentences.sentence import Sentence
from reintegration_desktop.kernel.words import marked

_NOTHING_LEFT = marked("Nothing was written and nothing has left.")

SENTENCES: dict[str, Sentence] = {
    "not_for_figures": Sentence(
        marked("This template asks for a cut that figures may not have."),
        marked("Nothing was counted."),
        marked("Take the cut out of the template, or ask the programme whether the question may be counted."),
    ),
    "period_unknown": Sentence(
        marked("This is not a period that reports know."),
        _NOTHING_LEFT,
        marked("Write a quarter as 2026-Q3, or a year as 2026."),
    ),
    "template_unknown": Sentence(
        marked("No report has this name."),
        _NOTHING_LEFT,
        marked("Look the names up with reintegration report list; they are like quarterly and caseload."),
    ),
    "template_incomplete": Sentence(
        marked("This template isn't complete: it needs a name, a period, readers and something to count."),
        marked("Nothing was saved, and what was chosen is still there."),
        marked("Fill in what is marked, then save again."),
    ),
    "too_alike": Sentence(
        marked("Another report tells nearly the same by the same cut: what one hides, the other could give back."),
        marked("Nothing was saved, and the other report is as it was."),
        marked("Take another cut for this count, or leave it out."),
    ),
    "template_released": Sentence(
        marked("A report was released by this template, so it stays as it is: the next ones are proved beside it."),
        marked("Template and release are unchanged."),
        marked("Copy it, and change the copy."),
    ),
    "figures_closed": Sentence(
        marked("Figures and reports cannot be opened with the keys of this role: {role}."),
        _NOTHING_LEFT,
        marked("Ask a manager, a supervisor or an auditor of your office: they hold the key of the figures."),
    ),
    "figures_unreadable": Sentence(
        marked("The figures could not be read: they come from a newer program, or were damaged."),
        marked("The cases they were counted from are untouched."),
        marked("Refresh the figures, or ask the office that sent them to send them again."),
    ),
    "figures_unread": Sentence(
        marked("The figures of {office} for {period} can't be read: their file is damaged, or isn't what it says."),
        marked("Nothing was written and nothing has left. The cases they were counted from are untouched."),
        marked("Have the figures counted anew at {office}; where they come from there, take in a new bundle."),
    ),
    "figures_do_not_fit": Sentence(
        marked("These figures were not counted alike and cannot be added up."),
        marked("Each office's own figures are still there."),
        marked("Ask every office to refresh its figures with the same version, then try again."),
    ),
    "threshold_lowered": Sentence(
        marked("This would show counts below {threshold}, which this recipient is not to see."),
        _NOTHING_LEFT,
        marked("Keep the threshold of this recipient, or choose a higher one: a lower one can not be asked for."),
    ),
    "not_for_them": Sentence(
        marked("This report is not made for these readers."),
        _NOTHING_LEFT,
        marked("Choose other readers, or the report that is theirs: reintegration report list tells who gets which."),
    ),
    "cannot_be_protected": Sentence(
        marked("However much is hidden, somebody could still work out a small count."),
        _NOTHING_LEFT,
        marked("Put bands or areas together, or leave a table out. What was released before may be the reason."),
    ),
    "cannot_be_rounded": Sentence(
        marked("These tables can't be rounded so that every row and column still adds up."),
        _NOTHING_LEFT,
        marked("Let small counts be hidden instead, or leave a table out."),
    ),
    "rounded_beside": Sentence(
        marked("Some of these counts left before. Rounded ones and others can't be proved together yet."),
        _NOTHING_LEFT,
        marked("Release them the way they left the first time."),
    ),
    "unproved": Sentence(
        marked("It could not be proved that every hidden count stays hidden ({count} open)."),
        _NOTHING_LEFT,
        marked("Try again with more time, or with fewer cuts. Nothing unproved is ever released."),
    ),
    "cuts_differ": Sentence(
        marked(
            "These counts left before with other categories put together; both beside each other could tell too much."
        ),
        _NOTHING_LEFT,
        marked("Draw it as it left before, or choose another period."),
    ),
    "leak_found": Sentence(
        marked("The check of the finished file found that something hidden could be worked out ({count})."),
        _NOTHING_LEFT,
        marked("Leave the file alone, choose a coarser cut, and tell whoever looks after the program: {kind}."),
    ),
    "format_unknown": Sentence(
        marked("A report can't be written in this form."),
        _NOTHING_LEFT,
        marked("Choose xlsx, csv, json or pdf."),
    ),
    "out_unwritable": Sentence(
        marked("The folder that was named can't be written to: it is a file, is somebody else's, or its disk is gone."),
        marked("Nothing left that was not proved."),
        marked("Name a folder of your own, new or empty, then try again."),
    ),
    "spec_problem": Sentence(
        marked("The specification can't be followed at {key}: {trouble}."),
        marked("Nothing was written."),
        marked("Put that entry right; docs/manual/commands.md shows an example under the command's name."),
    ),
    "published_unfit": Sentence(
        marked("The published tables can't be audited as they stand: {trouble}."),
        marked("Nothing was changed."),
        marked("Put the table right, one row for each cell and total, then audit it again. Don't give it away before."),
    ),
    "time_is_up": Sentence(
        marked("{seconds} seconds were not enough to prove that every hidden count stays hidden."),
        _NOTHING_LEFT,
        marked("Give it more time (seconds), or fewer or coarser dimensions. Nothing unproved is ever released."),
    ),
    "ledger_broken": Sentence(
        marked("The list of earlier releases does not hold together from number {number} on."),
        _NOTHING_LEFT,
        marked("Bring the list back from a backup. Without it nobody can tell what was published before."),
    ),
}
