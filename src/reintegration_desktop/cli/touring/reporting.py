"""The tour's figures, its quarterly report, and a template of the programme's own."""

from typing import Any

from reintegration_desktop.app.program import Program
from reintegration_desktop.app.reports import ALL_FORMS, write_report
from reintegration_desktop.app.shaping import shape_verbs
from reintegration_desktop.cli.reports.figures import refreshed
from reintegration_desktop.cli.reports.report import told
from reintegration_desktop.cli.talk import watched
from reintegration_desktop.cli.touring.screens import Screening
from reintegration_desktop.cli.touring.staff import CASEWORKER, MANAGER, Tour
from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.own.wish import Line, Wish
from reintegration_desktop.reports.periods import quarters_back
from reintegration_desktop.reports.recipients import Recipient


def count_as_caseworker(tour: Tour) -> None:
    """Who holds the rooms counts."""
    program = tour.sign_in(CASEWORKER)
    refreshed(program, ())
    program.close()


def report_as_manager(tour: Tour) -> dict[str, Any]:
    """The quarter before this one, for headquarters, by somebody who can open no case."""
    program = tour.sign_in(MANAGER)
    shape_verbs(program).save(_own_template(program))
    period = quarters_back(tour.means.clock.today(), 2)[-1]
    with watched(say("Proving")) as progress:
        made = write_report(
            program, "quarterly", period, Recipient.HEADQUARTERS, tour.out / "report", ALL_FORMS, progress,
            purpose=say("The quarter for headquarters"),
        )  # fmt: skip
    program.close()
    found = told(made)
    return {"report_files": found["report_files"], "hidden_cells": found["hidden_cells"]}


def _own_template(program: Program) -> Wish:
    """Something that today's figures hold, and something that comes with the next ones."""
    lines = (Line("registered", ("province", "sex")), Line("reunified", ("reunification_kind",)),
             Line("visited", ("risk",)))  # fmt: skip
    return Wish(shape_verbs(program).new_name(), say("Girls and boys by area"), lines=lines)


def show_templates(screening: Screening) -> None:
    """The page of templates, over the reports: the list, and the one of its own being changed."""
    page = screening.open.open_templates()
    screening.studio.settle(screening.tasks)
    for made in page.made.rows.values():
        made["change"].click()
    screening.shoot("templates")
    screening.back()
