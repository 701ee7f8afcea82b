"""`reintegration case ask` and what belongs to it: other offices asked, answered, read, taken back."""

from typing import Annotated, Any

import typer

from reintegration_desktop.app.custody.verbs import destination, office_name
from reintegration_desktop.app.inquiries.verbs import everybody, told_words
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.errors import InquiryOver
from reintegration_desktop.casework.inquiries import answering, asking, listing, wanting
from reintegration_desktop.casework.inquiries.listing import InquiryLine
from reintegration_desktop.casework.reading import find
from reintegration_desktop.cli.case import Code
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Vault, signed_in
from reintegration_desktop.cli.sharing.aliasing import app
from reintegration_desktop.cli.talk import misused, tell
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.inquiries.standing import Inquiry

__all__ = ["app"]

Number = Annotated[str, typer.Argument(help="The number of the question, as `case questions` lists it.")]
WhyNot = Annotated[str, typer.Option("--reason", help="A code of the list `rejection_reason`, such as no_capacity.")]
Decided = Annotated[
    bool, typer.Option("--hidden-too", help="The name is hidden, and I who may open it decide that they are told.")
]


@app.command("ask")
def ask(
    vault: Vault, code: Code, to: Annotated[list[str], typer.Option("--to", help="Which office, by its name.")],
    hidden_too: Decided = False, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Ask other offices whether they know a young person. Example: case ask Goma.vault CODE --to Bukavu

    It goes with the next `bundle send`, sealed to that office; nobody on the way learns whom it is about.
    """
    with signed_in(vault, person, passphrase_file) as program:
        case = find(program.desk, code)
        for office in to:
            asking.ask(program.desk, case, destination(program, office), own_decision=hidden_too)
        told = [_told(program, line) for line in listing.lines(program.desk)[: len(to)]]
    tell({"asked": told}, as_json=as_json, words=lambda: "\n".join(map(_line, told)))


@app.command("questions")
def questions(vault: Vault, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False) -> None:
    """List who asked whom whether a young person is known. Example: reintegration case questions Bukavu.vault"""
    with signed_in(vault, person, passphrase_file) as program:
        told = [_told(program, line) for line in listing.lines(program.desk)]
    tell({"questions": told}, as_json=as_json, words=lambda: "\n".join(map(_line, told)))


@app.command("compare-question")
def compare(
    vault: Vault, number: Number, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """Open a question and compare it with the files here. Example: case compare-question Bukavu.vault 4F2A90C1

    What it says of the young person is told only where somebody here looks alike; that you looked stands in the log.
    """
    with signed_in(vault, person, passphrase_file) as program:
        heard = answering.hear(program.desk, everybody(program), _found(program, number))
        told = {
            "number": number,
            "from": office_name(program, heard.inquiry.ask.source),
            "told": dict(told_words(program, heard.told)),
            "candidates": [
                {"code": one.looks.code, "reasons": list(one.looks.reasons), "strong": one.looks.strong,
                 "may_be_told": one.telling.value, "hidden": one.is_hidden}
                for one in heard.candidates
            ],
        }  # fmt: skip
    tell(told, as_json=as_json)


@app.command("answer-question")
def answer(
    vault: Vault, number: Number,
    perhaps: Annotated[str, typer.Option("--perhaps", help="The code of the file here that it may be.")] = "",
    nobody: Annotated[bool, typer.Option("--nobody", help="There is nobody that you can tell of.")] = False,
    hidden_too: Decided = False, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Answer another office's question. Example: case answer-question Bukavu.vault 4F2A90C1 --perhaps CODE"""
    if nobody == bool(perhaps):
        misused(say("Say either --perhaps with a code, or --nobody."))
    with signed_in(vault, person, passphrase_file) as program:
        answering.answer(program.desk, _found(program, number), perhaps or None, own_decision=hidden_too)
    tell({"number": number, "perhaps": perhaps or None}, as_json=as_json)


@app.command("read-answer")
def read(
    vault: Vault, number: Number, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
    done: Annotated[bool, typer.Option("--done", help="It waits for nobody any more.")] = False,
) -> None:  # fmt: skip
    """Read what another office answered. Example: reintegration case read-answer Goma.vault 4F2A90C1 --done"""
    with signed_in(vault, person, passphrase_file) as program:
        wanted = _found(program, number)
        found = answering.read_answer(program.desk, wanted)
        if done:
            asking.done(program.desk, wanted)
        told = {
            "number": number,
            "about": found.case.code if found.case else None,
            "from": office_name(program, found.inquiry.ask.target),
            "perhaps": found.is_perhaps,
            "code": found.code or None,
            "call": found.worker or None,
            **_file_told(program, found.inquiry),
        }
    tell(told, as_json=as_json)


@app.command("ask-for-file")
def ask_for_file(
    vault: Vault, number: Number, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
    undo: Annotated[bool, typer.Option("--undo", help="Ask for it no longer.")] = False,
) -> None:  # fmt: skip
    """Ask for the file that another office's answer told of. Example: case ask-for-file Goma.vault 4F2A90C1

    They hear of it with the next `bundle send`, and hand it over with `case hand-over`, or say why not.
    """
    with signed_in(vault, person, passphrase_file) as program:
        wanted = _found(program, number)
        if undo:
            wanting.take_back(program.desk, wanted)
        else:
            wanting.want(program.desk, wanted)
        told = {"number": number, **_file_told(program, asking.find(program.desk, wanted))}
    tell(told, as_json=as_json)


@app.command("wanted-files")
def wanted_files(
    vault: Vault, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """List the files here that other offices ask for. Example: reintegration case wanted-files Bukavu.vault"""
    with signed_in(vault, person, passphrase_file) as program:
        told = [
            {"number": listing.number_of(asking.find(program.desk, one.id)), "code": one.row.code,
             "office": office_name(program, one.office), "at": one.at.isoformat(timespec="seconds")}
            for one in wanting.wanted_here(program.desk, names=False)
        ]  # fmt: skip
    tell({"files": told}, as_json=as_json,
         words=lambda: "\n".join(f"{one['number']}  {one['office']}  {one['code']}" for one in told))  # fmt: skip


@app.command("refuse-file")
def refuse_file(
    vault: Vault, number: Number, reason: WhyNot, person: As = None, passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Don't give a file that another office asks for. Example: case refuse-file DIR 4F2A90C1 --reason no_capacity"""
    with signed_in(vault, person, passphrase_file) as program:
        codes = program.dictionary.choices(wanting.REASONS)
        if reason not in codes:
            misused(say("No such reason. One of: {codes}", codes=", ".join(codes)))
        wanting.decline(program.desk, _found(program, number), reason)
    tell({"number": number, "given": False, "reason": reason}, as_json=as_json)


@app.command("take-back-question")
def take_back(
    vault: Vault, number: Number, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """Have a question and its answer forgotten wherever they lie. Example: case take-back-question DIR 4F2A90C1"""
    with signed_in(vault, person, passphrase_file) as program:
        asking.take_back(program.desk, _found(program, number))
    tell({"number": number, "taken_back": True}, as_json=as_json)


def _found(program: Program, number: str) -> VersionId:
    """The question of a number. Raises InquiryOver where none has it."""
    lines = (line for line in listing.lines(program.desk) if line.number == number.strip().upper())
    line = next(lines, None)
    if line is None:
        raise InquiryOver
    return line.id


def _file_told(program: Program, inquiry: Inquiry) -> dict[str, Any]:
    """How it stands with their file: a state, the code of a reason; nulls where nobody asked for it."""
    told = wanting.told(program.desk, inquiry)
    return {"file": told.state.value if told else None, "reason": (told.reason or None) if told else None}


def _told(program: Program, line: InquiryLine) -> dict[str, Any]:
    ours, theirs = program.me.office_name, office_name(program, line.other)
    return {
        "number": line.number,
        "from": ours if line.ours else theirs,
        "to": theirs if line.ours else ours,
        "at": line.at.isoformat(timespec="seconds"),
        "until": line.until.isoformat(timespec="seconds"),
        "state": line.state.value,
        "read": line.is_done,
        "about": line.case.code if line.case else None,
        "file": line.file.state.value if line.file else None,
    }


def _line(told: dict[str, Any]) -> str:
    """Number, who asked whom, how it stands."""
    file = f"  file {told['file']}" if told["file"] else ""
    return f"{told['number']}  {told['from']}  {told['to']}  {told['state']}  {told['about'] or ''}{file}".rstrip()
