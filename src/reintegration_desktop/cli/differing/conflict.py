"""`reintegration conflict`: answers written without one having seen the other, side by side, and a decision."""

from collections.abc import Iterator
from typing import Annotated, Any
from uuid import UUID

import typer

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.differing import deciding
from reintegration_desktop.casework.differing.inbox import Inbox, Spot, ToDecide, waiting
from reintegration_desktop.casework.differing.questions import Answered, Question
from reintegration_desktop.casework.errors import ReasonNeeded
from reintegration_desktop.casework.reading import find, look_at, look_at_restricted
from reintegration_desktop.casework.value_words import moment_in_words
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Vault, signed_in
from reintegration_desktop.cli.talk import misused, tell
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.vault.roles import Room

app = typer.Typer(help="Answers that differ, and a decision between them.", no_args_is_help=True)

Place = Annotated[str, typer.Argument(help="What waits, as `conflict list` names it: CODE/RECORD/ROOM.")]
Reason = Annotated[
    str | None, typer.Option("--reason", help="Why you need to see restricted answers; it is written down.")
]


@app.command("list")
def list_waiting(
    vault: Vault, reason: Reason = None, person: As = None, passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Tell what waits for you, each look logged; no names. Example: reintegration conflict list Goma.vault"""
    with signed_in(vault, person, passphrase_file) as program:
        inbox = waiting(program.desk, names=False)
        restricted = [one.spot for one in inbox.mine if one.spot[2] is Room.RESTRICTED]
        for case in dict.fromkeys(spot[0] for spot in restricted if reason is not None):
            look_at_restricted(program.desk, case, reason or "")
        if restricted and reason is not None:
            inbox = waiting(program.desk, names=False, looked=restricted)
        for one in inbox.mine:
            look_at(program.desk, one.spot[0], form="conflict")
    told = {"conflicts": [_told(one) for one in inbox.mine], "others": inbox.others, "more": inbox.more}
    tell(told, as_json=as_json, words=lambda: "\n".join(_lines(inbox)))


@app.command("resolve")
def resolve(
    vault: Vault, place: Place,
    keep: Annotated[list[str], typer.Option("--keep", help="The version whose answer stays; one for each question.")],
    reason: Reason = None, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Keep one answer of each question; the others stay in the history. Example: conflict resolve DIR ID --keep V"""
    with signed_in(vault, person, passphrase_file) as program:
        case, record, room = _spot(program.desk, place)
        if room is Room.RESTRICTED and not (reason or "").strip():
            raise ReasonNeeded
        asked = deciding.questions(program.desk, case, record, room)
        among = {one.key: [answer.version for answer in one.answers] for one in asked}
        kept = {_version(word) for word in keep}
        beside = {key: [version for version in versions if version in kept] for key, versions in among.items()}
        chosen = {key: versions[0] for key, versions in beside.items() if len(versions) == 1}
        deciding.resolve(program.desk, case, record, room, chosen, among)
    tell({"id": place, "questions": len(asked)}, as_json=as_json)


@app.command("take-back")
def take_back(
    vault: Vault, place: Place, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """Take a decision back: its answers wait again. Example: conflict take-back Goma.vault CODE/RECORD/ROOM"""
    with signed_in(vault, person, passphrase_file) as program:
        deciding.take_back(program.desk, *_spot(program.desk, place))
    tell({"id": place}, as_json=as_json)


def _place(one: ToDecide) -> str:
    """A spot as it is typed: the case's code, its record (32 hex digits), the room."""
    _, record, room = one.spot
    return f"{one.line.row.code}/{record.hex}/{room.value}"


def _spot(desk: Desk, place: str) -> Spot:
    """A place as it was typed; ends the command where it is none. Raises CaseUnknown."""
    code, *rest = place.split("/")
    try:
        record, room = rest
        return find(desk, code), UUID(hex=record), Room(room)
    except ValueError:
        misused(say("There is no such place; `conflict list` names them."))


def _version(word: str) -> VersionId:
    """A version as it was typed, DEVICE:NUMBER; ends the command where it is none."""
    device, _, number = word.partition(":")
    if not number.isdecimal():
        misused(say("A version is a computer and a number, like 0a0a…:12; `conflict list` names them."))
    return VersionId(device, int(number))


def _told(one: ToDecide) -> dict[str, Any]:
    asked = [
        {
            "key": question.key, "label": question.label, "careful": question.careful, "entry": question.entry,
            "answers": [_answer(answer) for answer in question.answers],
        }
        for question in one.questions
    ]  # fmt: skip
    return {"id": _place(one), "code": one.line.row.code, "form": one.form, "questions": asked}


def _answer(answer: Answered) -> dict[str, Any]:
    return {
        "version": f"{answer.version.device}:{answer.version.seq}", "words": answer.words, "before": answer.before,
        "who": answer.who, "at": answer.at.isoformat(), "shown": answer.shown, "ahead": answer.ahead,
    }  # fmt: skip


def _lines(inbox: Inbox) -> Iterator[str]:
    """Case by case: each question, and under it its answers, the newest first."""
    for one in inbox.mine:
        yield f"{one.line.row.code}  {one.form}\n  {_place(one)}"
        if not one.questions:
            yield "  " + say("Restricted answers: say with --reason why you need to see them.")
        for question in one.questions:
            yield from _asked(question)
    if not inbox.mine:
        yield say("Nothing waits for you.")
    if inbox.others:
        yield say_many("{n} waits for others.", "{n} wait for others.", inbox.others)
    if inbox.more:
        yield say_many("{n} more follows.", "{n} more follow.", inbox.more)


def _asked(question: Question) -> Iterator[str]:
    careful = f"  [{say('the more careful one is shown meanwhile')}]" if question.careful else ""
    yield f"  {question.label}{careful}"
    for answer in question.answers:
        shown = f"  [{say('shown now')}]" if answer.shown else ""
        ahead = f"  [{say('by a clock that runs ahead')}]" if answer.ahead else ""
        words = f"{answer.words}  {answer.who}, {moment_in_words(answer.at)}{shown}{ahead}"
        yield f"    {answer.version.device}:{answer.version.seq}  {words}"
