"""`reintegration case`: files of young people without the window."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from reintegration_desktop.app.program import Program
from reintegration_desktop.casework import doubts, history_words, listing, reading
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.incoming import importing
from reintegration_desktop.casework.value_words import moment_in_words
from reintegration_desktop.cli import files
from reintegration_desktop.cli import importing as incoming
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Vault, refusing, signed_in
from reintegration_desktop.cli.talk import REFUSED, aside, misused, tell, text_of
from reintegration_desktop.forms.casejson import case_to_json
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import CaseFilter

app = typer.Typer(help="Files of young people.", no_args_is_help=True)
app.command()(files.attach)
app.command("files")(files.files)
app.command("save-file")(files.save_file)

Code = Annotated[str, typer.Argument(help="The case's code, like 7K4M2Q-A.")]


@app.command("list")
def list_cases(
    vault: Vault,
    person: As = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
    names: Annotated[bool, typer.Option("--names", help="Show names; a reason is asked and logged.")] = False,
) -> None:
    """List codes and workflow facts. Example: reintegration case list Goma.vault --json"""
    if names and as_json:
        misused(say("Names are not printed as JSON."))
    with signed_in(vault, person, passphrase_file) as program:
        reason = typer.prompt(say("Why do you need the names?"), err=True) if names else ""
        tell(_listed(program, reason), as_json=as_json, words=lambda: _as_table(program, reason))


def _listed(program: Program, reason: str) -> dict[str, Any]:
    return {"cases": [_facts(line) for line in _lines(program, names=bool(reason))]}


def _lines(program: Program, *, names: bool) -> list[listing.CaseLine]:
    with program.desk.read() as cases:
        return listing.lines(program.desk, cases, cases.ids(CaseFilter(status=None)), names=names)


def _facts(line: listing.CaseLine) -> dict[str, Any]:
    row = line.row
    return {
        "code": row.code,
        "status": row.status,
        "stage": row.stage,
        "risk": row.risk,
        "consent": dict(row.consent),
        "next": row.next_kind,
        "due": None if row.next_due is None else row.next_due.isoformat(),
    }


def _as_table(program: Program, reason: str) -> str:
    lines = _lines(program, names=bool(reason))
    for line in lines if reason else ():
        reading.look_at(program.desk, line.row.id, form="identification", reason=reason)
    return "\n".join(
        f"{line.row.code}  {line.row.status:<12} {line.row.stage:<18} {line.row.risk or '-':<8} "
        f"{line.row.next_due or '-'}" + (f"  {line.name}" if reason else "")
        for line in lines
    )


@app.command()
def show(
    vault: Vault, code: Code, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """Show one case, what that person may read; the look is logged. Example: reintegration case show Goma.vault CODE"""
    with signed_in(vault, person, passphrase_file) as program:
        case = _found(program, code)
        opened = reading.open_case(program.desk, case)
        reading.look_at(program.desk, case, form="case")
        raw = case_to_json(program.desk.dictionary, opened.file)
        tell(raw, as_json=as_json, words=lambda: json.dumps(raw, ensure_ascii=False, indent=2))


@app.command()
def history(
    vault: Vault, code: Code, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """Tell what happened to a case, newest first. Example: reintegration case history Goma.vault CODE"""
    with signed_in(vault, person, passphrase_file) as program:
        case = _found(program, code)
        lines = history_words.history(program.desk, case)
        reading.look_at(program.desk, case, form="history")
        told = {"history": [_told(line) for line in lines]}
        tell(told, as_json=as_json, words=lambda: "\n".join(_sentence(line) for line in lines))


def _told(line: history_words.HistoryLine) -> dict[str, Any]:
    return {
        "at": line.at.isoformat(),
        "who": line.who,
        "what": line.sentence,
        "changes": [[change.label, change.before, change.after] for change in line.changes],
        "reason": line.reason,
    }


def _sentence(line: history_words.HistoryLine) -> str:
    changed = "".join(f"\n    {one.label}: {one.before or '-'} -> {one.after or '-'}" for one in line.changes)
    return f"{moment_in_words(line.at)}  {line.sentence}{changed}"


@app.command()
def add(
    vault: Vault, file: str, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """Open a case from its answers by form and key (- reads standard input). Example: reintegration case add DIR -"""
    raw = _read_json(file)

    def adding(program: Program) -> dict[str, Any]:
        desk = program.desk
        case, _ = importing.add_case(desk, raw)
        found = doubts.doubts_about_all(desk, reading.open_case(desk, case).file)
        return {"code": _code_of(program, case), "id": str(case), "warnings": _warnings(desk, found)}

    _change(vault, person, passphrase_file, adding, as_json=as_json)


@app.command()
def edit(
    vault: Vault,
    code: Code,
    file: str,
    person: As = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Change answers of a case; rows by their id. Example: reintegration case edit Goma.vault CODE change.json"""
    raw = _read_json(file)

    def editing(program: Program) -> dict[str, Any]:
        desk, case = program.desk, _found(program, code)
        before = reading.open_case(desk, case).file
        found = doubts.doubts_about(desk, before, importing.edit_case(desk, case, raw))
        return {"code": code, "saved": True, "warnings": _warnings(desk, found)}

    _change(vault, person, passphrase_file, editing, as_json=as_json)


@app.command("import")
def import_file(
    vault: Vault,
    file: Path,
    person: As = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
    columns: Annotated[Path | None, typer.Option("--map", help="A TOML file: which column is which question.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
) -> None:
    """Add every case of a .jsonl, .csv or .xlsx file. Example: reintegration case import Goma.vault a.csv --dry-run"""
    with refusing():
        given = incoming.read_file(file, columns)
    with signed_in(vault, person, passphrase_file) as program:
        desk = program.desk
        done = incoming.import_file(desk, given, dry_run=dry_run)
        told = incoming.as_object(desk, done, dry_run=dry_run)
    tell(told, as_json=as_json, words=lambda: incoming.in_words(told, dry_run=dry_run))
    if not as_json:
        incoming.tell_problems(told)
    if done.problems or done.stopped_at is not None:
        raise typer.Exit(REFUSED)


def _change(
    vault: Path, person: str | None, file: Path | None, work: Callable[[Program], dict[str, Any]], *, as_json: bool
) -> None:
    """Save, and tell what was saved; what to think about goes to standard error, where nobody asked for JSON."""
    with signed_in(vault, person, file) as program:
        told = work(program)
    if as_json:
        tell(told, as_json=True)
        return
    for warning in told.pop("warnings"):
        aside(f"- {warning['form']}, {warning['question']}: {warning['what']}")
    tell(told, as_json=False)


def _warnings(desk: Desk, found: Iterable[doubts.Doubted]) -> list[dict[str, str]]:
    """Doubts for a program and for a person: they stop nothing."""
    return [
        {"form": one.form, "id": str(one.record), "key": one.key, "code": one.code,
         "question": say(desk.dictionary[one.form].fields[one.key].label), "what": one.words}
        for one in found
    ]  # fmt: skip


def _found(program: Program, code: str) -> UUID:
    return reading.find(program.desk, code)


def _code_of(program: Program, case: UUID) -> str:
    with program.desk.read() as cases:
        return cases.facts([case])[0].code


def _read_json(file: str) -> Mapping[str, object]:
    try:
        raw = json.loads(sys.stdin.read() if file == "-" else text_of(Path(file)))
    except ValueError:
        misused(say("The file is not JSON: save it again as UTF-8 text, one object in braces."))
    if not isinstance(raw, dict):
        misused(say("The file must hold one object: forms by name."))
    return raw
