"""`reintegration case attach`, `files`, `save-file`: the files of a case without the window."""

from pathlib import Path
from typing import Annotated, Any

import typer

from reintegration_desktop.app.program import Program
from reintegration_desktop.casework import reading
from reintegration_desktop.casework.attachments.adding import Told, add_file
from reintegration_desktop.casework.attachments.looking import FileLine, files_of
from reintegration_desktop.casework.attachments.saving_out import note_copy, write_copy
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Vault, signed_in
from reintegration_desktop.cli.talk import misused, tell, watched
from reintegration_desktop.kernel.words import say
from reintegration_desktop.vault.roles import Room

KIND_LIST = "file_kind"
ROOMS = ("person", "account", "restricted")

Code = Annotated[str, typer.Argument(help="The case's code, like 7K4M2Q-A.")]


def attach(
    vault: Vault, code: Code, file: Annotated[Path, typer.Argument(help="The file; it stays where it is.")],
    kind: Annotated[str, typer.Option("--kind", help="What it is, as the list file_kind codes it.")] = "other",
    room: Annotated[str, typer.Option("--room", help="Who can open it: person, account or restricted.")] = "person",
    about: Annotated[bool, typer.Option("--about", help="Ask on the terminal what it shows or says.")] = False,
    person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Seal a file into a case. Example: reintegration case attach Goma.vault CODE scan.png --kind identity_paper"""
    if room not in ROOMS:
        misused(say("--room is person, account or restricted."))
    with signed_in(vault, person, passphrase_file) as program:
        if kind not in program.dictionary.choices(KIND_LIST):
            misused(say("--kind is one of: {kinds}.", kinds=", ".join(program.dictionary.choices(KIND_LIST))))
        words = typer.prompt(say("What does it show or say?"), err=True, default="") if about else ""
        case, record = reading.find(program.desk, code), program.means.new_id()
        with watched(say("Sealing")) as progress:
            add_file(program.desk, case, file, Told(kind, Room(room), words), progress, record)
        tell({"case": code, "file": str(record)}, as_json=as_json)


def files(
    vault: Vault, code: Code, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """List the files of a case; the look is logged. Example: reintegration case files Goma.vault CODE"""
    with signed_in(vault, person, passphrase_file) as program:
        lines = _lines(program, code)
        for form in dict.fromkeys(line.form for line in lines):
            reading.look_at(program.desk, lines[0].case, form=form)
        told = {"files": [_told(line) for line in lines]}
        tell(told, as_json=as_json, words=lambda: "\n".join(_in_a_line(line) for line in told["files"]))


def save_file(
    vault: Vault, code: Code,
    file: Annotated[str, typer.Argument(help="The file's id, as `case files` lists it; its beginning is enough.")],
    target: Annotated[Path, typer.Argument(help="Where the copy goes; nothing may lie there.")],
    person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Save a copy of a file out; a reason is asked and logged. Example: reintegration case save-file DIR CODE ID a"""
    if target.exists():
        misused(say("Something lies there already: name a file that is not there."))
    with signed_in(vault, person, passphrase_file) as program:
        line = _one(_lines(program, code), file)
        reason = typer.prompt(say("What is the copy needed for?"), err=True, default="", show_default=False)
        note_copy(program.desk, line, reason)
        with watched(say("Writing")) as progress:
            write_copy(program.desk, line, target, progress)
        tell({"case": code, "file": str(line.record), "saved": True}, as_json=as_json)


def _lines(program: Program, code: str) -> tuple[FileLine, ...]:
    desk = program.desk
    return files_of(desk, reading.open_case(desk, reading.find(desk, code)))


def _one(lines: tuple[FileLine, ...], begins: str) -> FileLine:
    """The one file whose id begins so; ends with 2 where there is none, or several."""
    fitting = [line for line in lines if begins and str(line.record).startswith(begins.lower())]
    if len(fitting) != 1:
        misused(say("No file, or more than one, has an id that begins so: see reintegration case files."))
    return fitting[0]


def _told(line: FileLine) -> dict[str, Any]:
    return {
        "id": str(line.record), "room": line.room.value, "state": line.state.value, "kind": line.kind,
        "about": line.caption, "name": line.name, "type": line.media, "bytes": line.size,
    }  # fmt: skip


def _in_a_line(told: dict[str, Any]) -> str:
    return "  ".join(
        (told["id"][:8], f"{told['room']:<10}", f"{told['state']:<9}", f"{told['kind']:<16}", told["about"] or "-")
    )
