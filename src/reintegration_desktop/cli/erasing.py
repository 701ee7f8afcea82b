"""`reintegration case erase` and what belongs to it: ordering, signing, taking back, looking after, emptying a bin."""

from typing import Annotated, Any

import typer

from reintegration_desktop.app.erasing.due import carry_out_due, confirmed, lines_of, names_of, registry_of
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework import reading
from reintegration_desktop.casework.erasing import emptying, giving_up, ordering, words
from reintegration_desktop.casework.erasing.again import lost_lines, order_again
from reintegration_desktop.casework.erasing.copies import ErasureLine
from reintegration_desktop.casework.errors import OrderUnknown
from reintegration_desktop.cli.case import Code, app
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Server, Vault, opened
from reintegration_desktop.cli.talk import tell
from reintegration_desktop.kernel.words import say

__all__ = ["app"]

Number = Annotated[str, typer.Argument(help="The order's number, as `case erasures` tells it.")]
Reason = Annotated[str | None, typer.Option("--reason", help="Why; sealed in the files and destroyed with them.")]
Asked = Annotated[bool, typer.Option("--child-asked", help="They asked: destroyed as soon as all have signed.")]


@app.command()
def erase(
    vault: Vault,
    codes: Annotated[list[str], typer.Argument(help="The codes of the cases.")],
    reason: Reason = None,
    child_asked: Asked = False,
    database: Server = None,
    person: As = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Order that files are erased, as the first of two. Example: reintegration case erase Goma.vault CODE"""
    with opened(vault, person, passphrase_file, database) as (_program, program):
        why = reason if reason is not None else typer.prompt(say("Why are they to be erased?"), err=True)
        cases = [reading.find(program.desk, code) for code in codes]
        registry = registry_of(program)
        ordering.order(registry, cases, why, asked_by_child=child_asked)
        tell(_told(program, lines_of(program)[0]), as_json=as_json)


@app.command("sign-erasure")
def sign_erasure(
    vault: Vault,
    number: Number,
    database: Server = None,
    person: As = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Sign an order that somebody else began. Example: reintegration case sign-erasure Goma.vault NUMBER"""
    with opened(vault, person, passphrase_file, database) as (_program, program):
        ordering.sign(registry_of(program), _number(program, number))
        carry_out_due(program)
        tell(_told(program, _line(program, number)), as_json=as_json)


@app.command("revoke-erasure")
def revoke_erasure(
    vault: Vault,
    number: Number,
    database: Server = None,
    person: As = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Take an order back before it is carried out. Example: reintegration case revoke-erasure Goma.vault NUMBER"""
    with opened(vault, person, passphrase_file, database) as (_program, program):
        ordering.take_back(registry_of(program), _number(program, number))
        tell(_told(program, _line(program, number)), as_json=as_json)


@app.command()
def erasures(
    vault: Vault,
    database: Server = None,
    person: As = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """List orders to erase, how they stand, which copies are left. Example: reintegration case erasures Goma.vault"""
    with opened(vault, person, passphrase_file, database) as (_program, program):
        told, lost = [_told(program, line) for line in lines_of(program)], _lost(program)
        both = [*map(_in_words, told), *(f"{one['number'][:8]}  {one['what']}" for one in lost)]
        tell({"erasures": told, "lost": lost}, as_json=as_json, words=lambda: "\n\n".join(both))


@app.command("erase-again")
def erase_again(
    vault: Vault,
    number: Annotated[str, typer.Argument(help="The number of the lost order, as `case erasures` tells it.")],
    database: Server = None,
    person: As = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Order anew, as the first of two, what a lost order destroyed here. Example: case erase-again Goma.vault NUMBER"""
    with opened(vault, person, passphrase_file, database) as (_program, program):
        registry, wanted = registry_of(program), number.strip().lower()
        found = [one.number for one in lost_lines(registry) if wanted and one.number.hex().startswith(wanted)]
        if len(found) != 1:
            raise OrderUnknown
        order_again(registry, found[0])
        tell(_told(program, lines_of(program)[0]), as_json=as_json)


@app.command("give-up")
def give_up_computer(
    vault: Vault,
    computer: Annotated[str, typer.Argument(help="Its number, as `case erasures --json` tells it under computers.")],
    reason: Annotated[
        str | None, typer.Option("--reason", help="Why it never comes back; it stands in the log.")
    ] = None,
    again: Annotated[bool, typer.Option("--wait-again", help="Wait for it after all.")] = False,
    database: Server = None,
    person: As = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Wait no longer for a computer that never comes back. Example: case give-up Goma.vault NUMBER --reason Stolen"""
    with opened(vault, person, passphrase_file, database) as (_program, program):
        registry = registry_of(program)
        if again:
            giving_up.wait_again(registry, computer)
        else:
            why = reason if reason is not None else typer.prompt(say("Why does it never come back?"), err=True)
            giving_up.give_up(registry, computer, why)
        tell({"computer": computer, "given_up": not again}, as_json=as_json)


@app.command("confirm-date")
def confirm_date(
    vault: Vault,
    database: Server = None,
    person: As = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Say that this computer's date is right where erasing waits for it. Example: case confirm-date Goma.vault"""
    with opened(vault, person, passphrase_file, database) as (_program, program):
        confirmed(program)
        told = [_told(program, line) for line in lines_of(program)]
        tell({"erasures": told}, as_json=as_json, words=lambda: "\n\n".join(map(_in_words, told)))


@app.command("empty-bin")
def empty_bin(
    vault: Vault,
    code: Code,
    database: Server = None,
    person: As = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Destroy what lay in a case's bin for thirty days. Example: reintegration case empty-bin Goma.vault CODE"""
    with opened(vault, person, passphrase_file, database) as (_program, program):
        case = reading.find(program.desk, code)
        emptying.empty_bin(registry_of(program), case, code)
        tell({"code": code, "emptied": True}, as_json=as_json)


def _number(program: Program, typed: str) -> bytes:
    """The whole number from its beginning, as long as that is one order's. Raises OrderUnknown."""
    return _line(program, typed).erasure.number


def _lost(program: Program) -> list[dict[str, Any]]:
    """Orders that were carried out here, and lost with a vault."""
    return [
        {"number": one.number.hex(), "files": one.files, "what": words.lost_words(one)}
        for one in lost_lines(registry_of(program))
    ]


def _line(program: Program, typed: str) -> ErasureLine:
    wanted = typed.strip().lower()
    found = [line for line in lines_of(program) if wanted and line.erasure.number.hex().startswith(wanted)]
    if len(found) != 1:
        raise OrderUnknown
    return found[0]


def _told(program: Program, line: ErasureLine) -> dict[str, Any]:
    names, copies = names_of(program), line.copies
    return {
        "number": line.erasure.number.hex(),
        "files": len(line.erasure.order.cases),
        "codes": list(line.codes),
        "standing": line.standing.value,
        "what": f"{words.signed_words(line, names)} {words.next_words(line, names)}",
        "confirmed": words.confirmed_words(copies.confirmed, names),
        "not_yet_heard_from": words.unheard_words(copies.unheard, names),
        "given_up": [words.given_up_words(one, names) for one in copies.given_up],
        "older_backups": words.backup_words(line),
        "computers": [one.device for one in copies.unheard if one.mine],
    }


def _in_words(told: dict[str, Any]) -> str:
    lists = {
        say("Confirmed by a receipt"): told["confirmed"],
        say("Not yet heard from"): told["not_yet_heard_from"],
        say("Given up"): told["given_up"],
        say("Older copies that may still hold them"): told["older_backups"],
    }
    lines = [f"{told['number'][:8]}  {', '.join(told['codes']) or told['files']}", told["what"]]
    return "\n    ".join([*lines, *(f"{name}: {'; '.join(some)}" for name, some in lists.items() if some)])
