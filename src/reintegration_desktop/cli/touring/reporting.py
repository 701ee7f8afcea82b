"""The tour's figures and its quarterly report."""

from typing import Any

from reintegration_desktop.app.reports import ALL_FORMS, write_report
from reintegration_desktop.cli.figures import refreshed
from reintegration_desktop.cli.report import told
from reintegration_desktop.cli.talk import watched
from reintegration_desktop.cli.touring.staff import CASEWORKER, MANAGER, Tour
from reintegration_desktop.kernel.words import say
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
    period = quarters_back(tour.means.clock.today(), 2)[-1]
    with watched(say("Proving")) as progress:
        made = write_report(
            program, "quarterly", period, Recipient.HEADQUARTERS, tour.out / "report", ALL_FORMS, progress,
            purpose=say("The quarter for headquarters"),
        )  # fmt: skip
    program.close()
    found = told(made)
    return {"report_files": found["report_files"], "hidden_cells": found["hidden_cells"]}
