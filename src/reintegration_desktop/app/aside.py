"""What was put aside on arrival: told by case and person, and let in by a supervisor's signature."""

from uuid import UUID

from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.travel.arrivals import may_adopt, note_adoption
from reintegration_desktop.casework.travel.words import REASONS
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.clock import moment_of
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.travel.verbs import AsideLine, AsideVerbs


def aside_verbs(program: Program) -> AsideVerbs:
    """What the page of what was put aside calls."""
    decides = may_adopt(program.desk)
    return AsideVerbs(lambda: aside_lines(program), (lambda line: adopt(program, line)) if decides else None)


def aside_lines(program: Program) -> list[AsideLine]:
    """Everything that was put aside, by case, person and reason, oldest first."""
    groups: dict[tuple[UUID, UUID, Reason], list[Change]] = {}
    for change, reason in program.opened.incoming.quarantined():
        groups.setdefault((change.case, change.author, reason), []).append(change)
    with program.desk.read() as cases:
        codes = {row.id: row.code for row in cases.facts(list({case for case, _, _ in groups}))}
    codes[program.me.office] = say("the office")
    people = program.programme.people
    return [
        AsideLine(
            case,
            codes.get(case, say("a case that is not here yet")),
            people.get(str(author), say("somebody of another office")),
            moment_of(max(change.clock for change in changes)).date(),
            len(changes),
            say(REASONS[reason]),
            tuple((change.device, change.seq) for change in changes),
        )
        for (case, author, reason), changes in groups.items()
    ]


def adopt(program: Program, line: AsideLine) -> None:
    """Let a line's changes in: first the signed entry in the log, then the case is folded anew with them.

    Raises NotPermitted for who does not decide about it.
    """
    note_adoption(program.desk, line.case, line.changes, line.who)
    program.opened.incoming.adopt(line.case, [VersionId(*one) for one in line.versions])
