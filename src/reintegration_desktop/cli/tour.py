"""`reintegration tour`: the whole job on invented people, from the first interview to headquarters."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import choice
from time import perf_counter
from typing import Annotated, Any

import typer

from reintegration_desktop.cli.options import AsJson, refusing
from reintegration_desktop.cli.secrets import passphrase_words
from reintegration_desktop.cli.talk import (
    PASSPHRASE_VARIABLE,
    aside,
    forget_passphrase_variable,
    misused,
    tell,
    watched,
)
from reintegration_desktop.cli.touring.files import add_files, whole_case
from reintegration_desktop.cli.touring.first_pages import draw_first_pages
from reintegration_desktop.cli.touring.people import VISIT, answer, take_in
from reintegration_desktop.cli.touring.reporting import count_as_caseworker, report_as_manager, show_templates
from reintegration_desktop.cli.touring.screens import Screening, for_supervisors, leaving_no_drafts, richest, save_typed
from reintegration_desktop.cli.touring.staff import (
    AUDITOR,
    CASEWORKER,
    COORDINATOR,
    MANAGER,
    SUPERVISOR,
    Tour,
    begin_field,
)
from reintegration_desktop.cli.touring.travel import begin_headquarters, carry_to_headquarters
from reintegration_desktop.kernel.clock import SystemClock
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.passphrases.passphrase import generate


class Watch:
    """How long each part took, in seconds."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def part(self, name: str, sentence: str) -> Iterator[None]:
        """Time a part, and say that it begins."""
        aside(sentence)
        begun = perf_counter()
        yield
        self.seconds[name] = round(perf_counter() - begun, 2)


def tour(
    out: Annotated[Path, typer.Option("--out", help="An empty or new folder for everything that is made.")],
    cases: Annotated[int, typer.Option("--cases", min=20, help="How many invented cases.")] = 500,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same people.")] = 7,
    as_json: AsJson = False,
) -> None:
    """Show the whole job on invented people. Example: reintegration tour --out tour --cases 200 --seed 7"""
    if out.exists() and any(out.iterdir()):
        misused(say("The folder is not empty: name a new one, so that nothing of yours is written over."))
    passphrase = os.environ.get(PASSPHRASE_VARIABLE) or generate(passphrase_words(), choice)
    forget_passphrase_variable()
    with refusing():
        result = walked(Tour(out.resolve(), cases, seed, passphrase, Means(SystemClock())))
    tell(result, as_json=as_json)


def walked(tour: Tour) -> dict[str, Any]:
    """Go the whole way; what came of it, for ``--json``."""
    watch = Watch()
    tour.out.mkdir(parents=True, exist_ok=True)
    os.environ["REINTEGRATION_HOME"] = str(tour.out / "home")
    with watch.part("vault", say("An office begins: its people, each with their own keys.")):
        begin_field(tour)
    with watch.part("headquarters", say("Headquarters begins, and both sides type the other's code.")):
        begin_headquarters(tour)
    with watch.part("cases", say("The caseworkers take in invented young people.")):
        _take_in(tour)
    with watch.part("figures", say("Figures are counted by who holds the rooms.")):
        count_as_caseworker(tour)
    with watch.part("report", say("The manager draws the quarterly report.")):
        report = report_as_manager(tour)
    with watch.part("screens", say("Every page is drawn: light, dark and Arabic.")):
        pictures = _draw(tour)
    with watch.part("bundle", say("A sealed bundle goes to headquarters and is acknowledged.")):
        carried = carry_to_headquarters(tour)
    return {
        **_on_file(tour), **carried, **report, "screens": len(pictures),
        "passphrase": tour.passphrase, "seconds": {**watch.seconds, "all": round(sum(watch.seconds.values()), 2)},
    }  # fmt: skip


def _take_in(tour: Tour) -> None:
    with watched(say("Cases")) as progress:
        asked = take_in(tour, progress)
    with watched(say("Approvals")) as progress:
        answer(tour, asked, progress)


def _draw(tour: Tour) -> list[Path]:
    """The pages of every role; the caseworker's with a typed intake and a typed visit, which are saved."""
    studio, folder = Studio(), tour.out / "screens"
    made = draw_first_pages(tour, studio, folder)
    for label in (CASEWORKER, SUPERVISOR, COORDINATOR, MANAGER, AUDITOR):
        program = tour.sign_in(label)
        screening = Screening(studio, program, folder, label.lower())
        if label == CASEWORKER:
            case = richest(program)
            add_files(program, case, tour.out, tour.seed)
            with leaving_no_drafts(program):
                screening.walk(whole_case(case))
            save_typed(screening, case)
        else:
            screening.walk({MANAGER: show_templates, SUPERVISOR: for_supervisors}.get(label))
        made += screening.made
        screening.close()
        program.close()
    return made


def _on_file(tour: Tour) -> dict[str, int]:
    """How many cases and visits lie in the office's vault, counted there."""
    program = tour.sign_in(SUPERVISOR)
    with program.desk.read() as cases:
        rows = cases.rows(list(cases.ids(CaseFilter(status=None))))
        visits = sum(len(cases.open(row.id).file.rows(VISIT)) for row in rows)
    program.close()
    return {"cases": len(rows), "visits": visits}
