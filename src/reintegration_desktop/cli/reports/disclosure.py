"""`reintegration protect`, `audit` and `anonymise`: the engines on anybody's tables of counts and records."""

from pathlib import Path
from random import SystemRandom
from time import perf_counter
from typing import Annotated

import typer

from reintegration_desktop.cli.options import AsJson, refusing
from reintegration_desktop.cli.talk import REFUSED, tell, watched
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.records.report import Way
from reintegration_desktop.reports.records.run import Means, anonymise_spec
from reintegration_desktop.reports.spec_run import audit_spec, protect_spec
from reintegration_desktop.reports.writers.palette import read_palette

Patience = Annotated[
    float | None,
    typer.Option("--seconds", min=0, help="After so long a safe answer is taken as it is; otherwise as specified."),
]
Method = Annotated[
    str, typer.Option("--method", help="suppression or rounding; otherwise what the specification says.")
]
Spec = Annotated[Path, typer.Argument(help="What to protect: a TOML file.")]


def protect(
    spec: Spec, out: Annotated[Path, typer.Option("--out", help="Where tables and proofs go.")],
    seconds: Patience = None, method: Method = "", as_json: AsJson = False,
) -> None:  # fmt: skip
    """Hide what small counts need, and prove it. Example: reintegration protect spec.toml --out safe --json"""
    with refusing(), watched(say("Proving")) as progress:
        summary = protect_spec(spec, out, Watch(perf_counter, perf_counter(), progress), method, seconds)
    tell(summary.to_json(), as_json=as_json)


def audit(
    spec: Spec, published: Annotated[Path, typer.Argument(help="A folder of published tables.")],
    seconds: Patience = None, method: Method = "", as_json: AsJson = False,
) -> None:  # fmt: skip
    """What an outsider can work out of published tables. Example: reintegration audit spec.toml published --json"""
    with refusing(), watched(say("Proving")) as progress:
        summary = audit_spec(spec, published, Watch(perf_counter, perf_counter(), progress), method, seconds)
    tell(summary.to_json(), as_json=as_json)
    if summary.verdict != "safe":
        raise typer.Exit(REFUSED)


def anonymise(
    spec: Annotated[Path, typer.Argument(help="What to make coarser, and how far: a TOML file.")],
    out: Annotated[Path, typer.Option("--out", help="Where the records and the report go.")],
    as_json: AsJson = False,
) -> None:
    """Make records alike with least loss. Example: reintegration anonymise spec.toml --out extract --json"""
    with refusing(), watched(say("Comparing")) as progress:
        watch = Watch(perf_counter, perf_counter(), progress)
        extract = anonymise_spec(spec, out, Means(watch, SystemRandom(), _drawn))
    tell(extract.to_json(), as_json=as_json, words=extract.words)


def _drawn(ways: tuple[Way, ...]) -> bytes:
    from reintegration_desktop.reports.records.picture import ways_png  # noqa: PLC0415 - matplotlib takes a while
    from reintegration_desktop.reports.writers.picture import families  # noqa: PLC0415 - as above

    return ways_png(ways, read_palette(resources() / "style" / "tokens.toml"), families(resources() / "fonts"))
