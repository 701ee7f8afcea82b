"""`reintegration case open-to-desk` and `case close-to-desk`: a young person shown to headquarters' tracing desk."""

from typing import Annotated
from uuid import UUID

import typer

from reintegration_desktop.app.program import Program
from reintegration_desktop.app.tracing_desk.place import desk_name, place_of
from reintegration_desktop.casework.errors import DeskUnknown, GrantOver
from reintegration_desktop.casework.reading import find
from reintegration_desktop.casework.tracing_desk import granting
from reintegration_desktop.cli.case import Code
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Vault, signed_in
from reintegration_desktop.cli.sharing.inquiring import Decided, app
from reintegration_desktop.cli.talk import misused, tell
from reintegration_desktop.kernel.words import say

__all__ = ["app"]


@app.command("open-to-desk")
def open_to_desk(
    vault: Vault, code: Code,
    days: Annotated[int, typer.Option(min=1, max=90, help="For so many days.")] = granting.USUAL_DAYS,
    to: Annotated[str | None, typer.Option("--to", help="Who of the desk, where several sit there.")] = None,
    decided: Decided = False, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Open who and where somebody is to the tracing desk, for some days. Example: case open-to-desk DIR CODE"""
    with signed_in(vault, person, passphrase_file) as program:
        place, case, receiver = place_of(program), find(program.desk, code), _of_the_desk(program, to)
        granting.grant(place, case, receiver, days, own_decision=decided)
        until = next(one.grant.until for one in reversed(place.grants(case)) if one.is_live)
    tell({"code": code, "to": str(receiver), "until": until.isoformat(timespec="seconds")}, as_json=as_json)


@app.command("close-to-desk")
def close_to_desk(
    vault: Vault, code: Code, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """Close it again, before its end. Example: reintegration case close-to-desk Goma.vault CODE"""
    with signed_in(vault, person, passphrase_file) as program:
        place, case = place_of(program), find(program.desk, code)
        live = [one for one in place.grants(case) if one.is_live and one.grant.office == program.me.office]
        if not live:
            raise GrantOver
        for one in live:
            granting.take_back(place, case, one.id)
    tell({"code": code, "closed": len(live)}, as_json=as_json)


def _of_the_desk(program: Program, wanted: str | None) -> UUID:
    """Somebody of the desk, by the name or id that is given; ends the command where that is nobody, or several are.

    Raises DeskUnknown where there is no such desk.
    """
    people = {one.id: desk_name(program, one.id, one.office) for one in granting.desks(place_of(program))}
    if not people:
        raise DeskUnknown
    found = [who for who, name in people.items() if wanted in (None, name, str(who))]
    if len(found) != 1:
        known = ", ".join(f"{name} ({who})" for who, name in people.items())
        misused(say("Say with --to who of the desk: {known}.", known=known))
    return found[0]
