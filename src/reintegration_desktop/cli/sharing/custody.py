"""`reintegration case hand-over` and what belongs to it: offered, looked at, taken over, refused, taken back."""

from typing import Annotated, Any
from uuid import UUID

import typer

from reintegration_desktop.app.custody.verbs import destination, destinations, office_name
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.custody import offering, taking
from reintegration_desktop.casework.custody.offering import Handing, refusal_of
from reintegration_desktop.casework.custody.taking import Arriving
from reintegration_desktop.casework.reading import find
from reintegration_desktop.cli.case import Code
from reintegration_desktop.cli.erasing import app
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Vault, signed_in
from reintegration_desktop.cli.talk import aside, misused, tell
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.custody.rooms import OFFERED
from reintegration_desktop.rules.custody.standing import Offered
from reintegration_desktop.rules.facts import CustodyRow
from reintegration_desktop.vault.roles import Room

__all__ = ["app"]

Why = Annotated[str, typer.Option("--reason", help="A code of the list `transfer_reason`, such as child_moved.")]
WhyNot = Annotated[str, typer.Option("--reason", help="A code of the list `rejection_reason`, such as no_capacity.")]
Agreed = Annotated[bool, typer.Option("--agreed", help="They agree to the handover.")]
Only = Annotated[list[Room] | None, typer.Option("--room", help="Only these rooms besides those needed.")]


@app.command("hand-over")
def hand_over(
    vault: Vault, code: Code, to: Annotated[str, typer.Option("--to", help="Which office, by its name.")], reason: Why,
    agreed: Agreed = False, notes: Annotated[str, typer.Option("--notes", help="What they must know.")] = "",
    room: Only = None, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Prepare a handover to another office. Example: case hand-over DIR CODE --to Bukavu --reason child_moved --agreed

    It goes with the next `bundle send` to that office; until they took it the work goes on here.
    """
    with signed_in(vault, person, passphrase_file) as program:
        _known(program, "transfer_reason", reason)
        rooms = frozenset(room) if room else Handing(reason, "").rooms
        handing = Handing(reason, "yes" if agreed else "no", notes, rooms)
        case = find(program.desk, code)
        offering.offer(program.desk, case, destination(program, to), handing)
        closed = _closed(program, case)
        told = {**_told(program, next(iter(_rows(program, code)))), "closed": sorted(closed)}
    if room and (kept := closed & rooms):
        aside(say("Without their yes to sharing this stays closed: {rooms}.", rooms=", ".join(sorted(kept))))
    tell(told, as_json=as_json)


@app.command("take-back-handover")
def take_back(
    vault: Vault, code: Code, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """Take a handover back that waits for an answer. Example: reintegration case take-back-handover DIR CODE"""
    with signed_in(vault, person, passphrase_file) as program:
        offering.withdraw(program.desk, find(program.desk, code))
        told = _told(program, next(iter(_rows(program, code))))
    tell(told, as_json=as_json)


@app.command()
def handovers(vault: Vault, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False) -> None:
    """List cases that were ever handed over, and to which offices they can be. Example: case handovers Goma.vault"""
    with signed_in(vault, person, passphrase_file) as program:
        told = [_told(program, row) for row in _rows(program)]
        offices = [one.name for one in destinations(program)]
    tell({"cases": told, "offices": offices}, as_json=as_json, words=lambda: "\n".join(map(_line, told)))


@app.command("take-over")
def take_over(
    vault: Vault, code: Code, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
    look: Annotated[bool, typer.Option("--look", help="Only tell what is in it.")] = False,
) -> None:  # fmt: skip
    """Take a case that another office hands over. Example: reintegration case take-over Bukavu.vault CODE --look"""
    with signed_in(vault, person, passphrase_file) as program:
        case = find(program.desk, code)
        inside = taking.look_inside(program.desk, case)
        if not look:
            taking.accept(program.desk, case)
        told = {**_arriving(program, inside.arriving), "entries": dict(inside.entries), "taken": not look}
        if look:
            told |= {"name": inside.name, "reason": inside.reason, "notes": inside.notes}
    tell(told, as_json=as_json)


@app.command("refuse-handover")
def refuse(
    vault: Vault, code: Code, reason: WhyNot, person: As = None, passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Don't take a case over. Example: reintegration case refuse-handover Bukavu.vault CODE --reason no_capacity"""
    with signed_in(vault, person, passphrase_file) as program:
        _known(program, "rejection_reason", reason)
        taking.refuse(program.desk, find(program.desk, code), reason)
    tell({"code": code, "taken": False, "reason": reason}, as_json=as_json)


def _known(program: Program, name: str, code: str) -> None:
    if code not in program.dictionary.choices(name):
        misused(say("No such reason. One of: {codes}", codes=", ".join(program.dictionary.choices(name))))


def _closed(program: Program, case: UUID) -> frozenset[Room]:
    """The rooms that stay closed to the office that a case is offered to."""
    with program.desk.read() as cases:
        waiting = cases.custody(case).waiting
    return frozenset() if waiting is None else frozenset(OFFERED) - waiting.offer.rooms


def _rows(program: Program, code: str | None = None) -> list[CustodyRow]:
    with program.desk.read() as cases:
        wanted = None if code is None else [found] if (found := cases.by_code(code)) is not None else []
        return cases.custodies(wanted)


def _arriving(program: Program, one: Arriving) -> dict[str, Any]:
    return {
        "code": one.row.code,
        "from": office_name(program, one.source),
        "at": one.at.isoformat(timespec="seconds"),
        "closed": sorted(one.closed),
    }


def _told(program: Program, row: CustodyRow) -> dict[str, Any]:
    with program.desk.read() as cases:
        facts, held = cases.facts([row.case]), cases.custody(row.case)
    ended = [*held.ended, *([held.last] if held.last else []), *(one for one in held.offers if not one.is_live)]
    return {
        "code": facts[0].code if facts else "",
        "holder": office_name(program, row.holder),
        "to": None if row.target is None else office_name(program, row.target),
        "disputed": row.disputed,
        "here": not row.elsewhere,
        "last": _answered(program, max(ended, key=lambda one: one.clock)) if ended else None,
    }


def _answered(program: Program, one: Offered) -> dict[str, Any]:
    """What became of an offer: to whom it was made, what was said to it, and why not."""
    return {"to": office_name(program, one.offer.target), "answer": one.state.value, "reason": refusal_of(one)}


def _line(told: dict[str, Any]) -> str:
    """Code, holder, and where it is on its way to."""
    way = say("headquarters decides") if told["disputed"] else told["to"] or ""
    last = told["last"]
    answer = " ".join(filter(None, (last["answer"], last["to"], last["reason"]))) if last else ""
    return f"{told['code']}  {told['holder']}  {way or answer}".rstrip()
