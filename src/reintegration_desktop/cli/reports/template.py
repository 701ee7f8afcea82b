"""`reintegration report template`: reports of one's own, under the rules of those that come with the program."""

from typing import Annotated, Any

import typer

from reintegration_desktop.app.shaping import around, may_shape, shape_verbs
from reintegration_desktop.casework.errors import NotPermitted
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Vault, signed_in
from reintegration_desktop.cli.talk import misused, tell
from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.own.shaping import Shaping
from reintegration_desktop.reports.own.wish import PERIODS, READERS, Line, Wish
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.ui.shaping.verbs import Made

app = typer.Typer(help="Reports of one's own: described here, counted with the next figures.", no_args_is_help=True)

Label = Annotated[
    str, typer.Option("--label", help="What it is called on screens of this vault; it stands on no report.")
]
Lines = Annotated[
    list[str], typer.Option("--count", help="What is counted by what, like registered:sex,age_at_start. Name each.")
]


@app.command("list")
def list_templates(
    vault: Vault, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """Reports of one's own, and what can be counted by what. Example: report template list DIR --json"""
    with signed_in(vault, person, passphrase_file) as program:
        if not may_shape(program):
            raise NotPermitted
        stands = around(program)
        found: dict[str, Any] = {
            "templates": [_told(made) for made in stands.made],
            "doubtful": stands.doubtful,
            "can_be_counted": {period: _offers(stands.shaping, period) for period in PERIODS},
            "areas": stands.shaping.areas(),
        }
    tell(found, as_json=as_json)


@app.command()
def add(
    vault: Vault, label: Label, lines: Lines,
    period: Annotated[str, typer.Option("--period", help="quarter, year or now.")] = "quarter",
    readers: Annotated[list[Recipient] | None, typer.Option("--for", help="Who may get it. Name each.")] = None,
    areas: Annotated[list[str] | None, typer.Option("--area", help="A province told by itself. Name each.")] = None,
    person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Describe a report. Example: report template add DIR --label Girls --count registered:sex,age_at_start"""
    chosen = tuple(readers or (Recipient.HEADQUARTERS,))
    if period not in PERIODS or not set(chosen) <= set(READERS):
        misused(say("Periods are quarter, year and now; readers are headquarters, donor and public."))
    with signed_in(vault, person, passphrase_file) as program:
        if not may_shape(program):
            raise NotPermitted
        verbs = shape_verbs(program)
        wish = Wish(verbs.new_name(), label, period, chosen, tuple(map(_line, lines)), tuple(areas or ()))
        verbs.save(wish)
        made = next(one for one in around(program).made if one.wish.name == wish.name)
    tell(_told(made), as_json=as_json)


@app.command()
def remove(
    vault: Vault, name: Annotated[str, typer.Argument(help="Like own-3f9c21d07b44; report template list names them.")],
    person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Take one away by which nothing left. Example: report template remove DIR own-3f9c21d07b44"""
    with signed_in(vault, person, passphrase_file) as program:
        if not may_shape(program):
            raise NotPermitted
        if name not in {one.wish.name for one in around(program).made}:
            misused(say("No report of one's own has this name; report template list names them."))
        shape_verbs(program).remove(name)
    tell({"removed": name}, as_json=as_json)


def _line(written: str) -> Line:
    measure, _, cuts = written.partition(":")
    return Line(measure.strip(), tuple(cut.strip() for cut in cuts.split(",") if cut.strip()))


def _told(made: Made) -> dict[str, Any]:
    wish = made.wish
    return {
        "name": wish.name, "label": wish.label, "period": wish.period, "for": [str(one) for one in wish.readers],
        "counts": [f"{line.measure}:{','.join(line.cuts)}" for line in wish.lines], "areas": list(wish.areas),
        "released": made.released, "fits": made.fits, "with_the_next_figures": list(made.coming),
    }  # fmt: skip


def _offers(shaping: Shaping, period: str) -> dict[str, list[str]]:
    """By what each measure of a period can be cut, none of which another report tells already."""
    empty = Wish("own-", "-", period)
    return {name: list(shaping.cuts_for(empty, 0, name)) for name in shaping.measures_for(period)}
