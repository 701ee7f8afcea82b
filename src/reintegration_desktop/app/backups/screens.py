"""What the screens of backups call, and how old the last backup is."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from reintegration_desktop.app.backups.agreeing import ACT, ask, number_of, seconds_of, sign_asked, sign_here, who_asked
from reintegration_desktop.app.backups.drilling import Drilled, drill
from reintegration_desktop.app.backups.listing import Listed, chosen_of, listed
from reintegration_desktop.app.backups.making import back_up_to
from reintegration_desktop.app.backups.restoring import restore_over
from reintegration_desktop.app.office_pages import Over
from reintegration_desktop.app.program import Program
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.ui.answering import AnswerVerbs
from reintegration_desktop.ui.backups.agreeing import SignRestorePage
from reintegration_desktop.ui.backups.restoring import RestorePage
from reintegration_desktop.ui.backups.verbs import (
    BackupLine,
    BackupVerbs,
    DrillLine,
    RestoreVerbs,
    Standing,
)
from reintegration_desktop.ui.case.who_sees import ROLE_WORDS
from reintegration_desktop.ui.inputs.second_person import Agreed
from reintegration_desktop.vault.backups.backup import backups
from reintegration_desktop.vault.backups.chosen import choose, marked_folder
from reintegration_desktop.vault.files.disk import told, write_whole
from reintegration_desktop.vault.papers.acts import WHO_SIGNS, Approval

OLD_AFTER, DRILLED, MARK_BYTES = 7, 3, 8


def backup_verbs(program: Program, over: Over) -> BackupVerbs:
    """For everybody; trying backups out and bringing one back for custodians, who open them."""
    opens = program.keyring.person.is_custodian and program.database is not None
    return BackupVerbs(
        standing=partial(standing, program),
        lines=lambda: [_line(one) for one in listed(program)],
        back_up=partial(_back_up_to, program),
        choose=partial(_choose, program),
        drill=partial(_drill, program) if opens else None,
        restore=_way_back(program, over) if opens else None,
        sign=_way_to_sign(program, over),
    )


def standing(program: Program) -> Standing:
    """The last backup, the chosen folder, whether it is here now."""
    chosen = chosen_of(program)
    return Standing(last_backup(program), chosen.folder, chosen.is_here, _day(chosen.carried_at))


def last_backup(program: Program) -> date | None:
    """The day of the newest backup in the chosen folder, else of the newest one beside the vault."""
    chosen = chosen_of(program)
    if chosen.folder is not None:
        return _day(chosen.carried_at)
    made = backups(program.folder)
    return _day(made[0].made_at) if made else None


def backup_age(program: Program) -> tuple[str, str]:
    """How old the last backup is, in words and in a tone: a warning where there is none, or none for a week."""
    made = last_backup(program)
    if made is None:
        return say("No backup yet"), "warn"
    days = max(0, (program.means.clock.today() - made).days)
    tone = "warn" if days > OLD_AFTER else "muted"
    if days == 0:
        return say("Last backup today"), tone
    return say_many("Last backup {n} day ago", "Last backup {n} days ago", days), tone


def _day(moment: datetime | None) -> date | None:
    return None if moment is None else moment.astimezone().date()


def _back_up_to(program: Program, folder: Path, progress: Progress) -> str:
    target = back_up_to(program, folder, progress)
    return say("A sealed backup was written and read back: {name}.", name=target.name)


def _choose(program: Program, folder: Path | None) -> None:
    """Another folder has no backup of this vault yet, as far as anybody here knows."""
    chosen = chosen_of(program)
    if folder != chosen.folder or not chosen.is_here:
        mark = "" if folder is None else marked_folder(folder, program.means.random(MARK_BYTES).hex())
        other = replace(chosen, folder=folder, carried_at=None, due=None, due_state="", mark=mark)
        choose(program.folder.home, program.folder.path, other)


def _line(one: Listed) -> BackupLine:
    remarks = []
    if one.precedes_rotation:
        remarks.append(say("Older than the office's newest keys: whoever was removed since may still open it."))
    if one.erasures:
        remarks.append(
            say_many("{n} case was destroyed since, and still lies in it.",
                     "{n} cases were destroyed since, and still lie in it.", one.erasures)
        )  # fmt: skip
    backup = one.backup
    return BackupLine(backup.path, backup.made_at, backup.size, one.elsewhere, remarks, here=one.here)


def _drill(program: Program, progress: Progress) -> Sequence[DrillLine]:
    return [DrillLine(one.made_at, drilled_in_words(one), not one.trouble) for one in drill(program, DRILLED, progress)]


def drilled_in_words(one: Drilled) -> str:
    """How a backup came back, in a sentence."""
    if one.trouble or one.remark:
        return one.trouble or one.remark
    return say_many("came back whole, with {n} case.", "came back whole, with {n} cases.", one.counts.get("case_", 0))


def _way_back(program: Program, over: Over) -> Callable[[BackupLine], None]:
    def restore(line: BackupLine, agreed: Agreed | None, progress: Progress) -> str:
        done = restore_over(program, line.path, progress, _agreed(program, line, agreed))
        back = say_many("{n} case is back.", "{n} cases are back.", done.cases)
        again = say_many("{n} was destroyed again.", "{n} were destroyed again.", done.erased_again)
        aside = say("The vault as it was lies beside it: {name}.", name=done.aside.name)
        return " ".join((back, again, aside) if done.erased_again else (back, aside))

    def ask_in(line: BackupLine, file: Path) -> str:
        asked = ask(program, line.path)
        write_whole(file, asked.to_bytes())
        return number_of(asked)

    def opened(line: BackupLine) -> None:
        found = seconds_of(program)
        here = {str(one.id): one.name for one in found if one.signs_here}
        verbs = RestoreVerbs(restore, over.lock, ask_in, here, needs_second=bool(found))
        over.open(RestorePage(over.tasks, verbs, line), "backups")

    return opened


def _agreed(program: Program, line: BackupLine, agreed: Agreed | None) -> Approval | None:
    """What a second person signed, elsewhere or here and now."""
    if agreed is None:
        return None
    if agreed.file is not None:
        with told():
            return Approval.from_bytes(agreed.file.read_bytes())
    return sign_here(program, ask(program, line.path), agreed.person, agreed.passphrase)


def _way_to_sign(program: Program, over: Over) -> Callable[[], None] | None:
    """The way to agree to a colleague's request, for who decides in an office and isn't alone in it."""
    if program.me.role not in WHO_SIGNS[ACT][1] or not seconds_of(program):
        return None

    def content(file: Path) -> bytes:
        with told():
            return file.read_bytes()

    def who(file: Path) -> str:
        request = content(file)
        person, number = who_asked(program, request), number_of(Approval.from_bytes(request))
        name, role = program.keyring.names().get(person.id, ""), say(ROLE_WORDS[person.role])
        return say("{name}, {role}, for the backup with the number {number}", name=name, role=role, number=number)

    verbs = AnswerVerbs(who, lambda file, answer: write_whole(answer, sign_asked(program, content(file))))
    return lambda: over.open(SignRestorePage(over.tasks, verbs))
