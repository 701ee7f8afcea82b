"""What was put aside on arrival: told by case and person, let in by a supervisor's signature, or refused."""

from uuid import UUID

from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.history_words import HistoryLine
from reintegration_desktop.casework.travel import aside
from reintegration_desktop.casework.travel.words import REASONS
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.clock import moment_of
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.travel.verbs import AsideLine, AsideSaid, AsideVerbs


def aside_verbs(program: Program) -> AsideVerbs:
    """What the page of what was put aside calls."""
    if not aside.decides(program.desk):
        return AsideVerbs(lambda: aside_lines(program), lambda line: content(program, line))
    return AsideVerbs(
        lambda: aside_lines(program),
        lambda line: content(program, line),
        lambda line: adopt(program, line),
        lambda line, reason: refuse(program, line, reason),
    )


def aside_lines(program: Program) -> list[AsideLine]:
    """Everything that was put aside, by case, person and reason, oldest first; what was refused comes last."""
    incoming = program.opened.incoming
    waits, refused = incoming.quarantined(), incoming.quarantined(refused=True)
    return [*_lines(program, waits), *_lines(program, refused, refused=True)]


def _lines(program: Program, found: list[tuple[Change, Reason]], *, refused: bool = False) -> list[AsideLine]:
    groups: dict[tuple[UUID, UUID, Reason], list[Change]] = {}
    for change, reason in found:
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
            refused,
        )
        for (case, author, reason), changes in groups.items()
    ]


def content(program: Program, line: AsideLine) -> list[AsideSaid]:
    """What a line's changes say, as far as this person may read it."""
    return [_said(one) for one in aside.content(program.desk, line.case, _versions(line))]


def _said(line: HistoryLine) -> AsideSaid:
    answers = tuple((one.label, one.before, one.after) for one in line.changes)
    return AsideSaid(line.sentence, line.at, answers, line.sealed)


def adopt(program: Program, line: AsideLine) -> None:
    """Let a line's changes in; raises NotPermitted, NotAdoptable."""
    aside.adopt(program.desk, line.case, _versions(line), line.who)


def refuse(program: Program, line: AsideLine, reason: str) -> None:
    """Refuse a line's changes; raises NotPermitted, ReasonNeeded."""
    aside.refuse(program.desk, line.case, _versions(line), line.who, reason)


def _versions(line: AsideLine) -> list[VersionId]:
    return [VersionId(*one) for one in line.versions]
