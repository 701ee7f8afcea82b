"""Figures made up for the tests of reports that need no disk."""

from datetime import date
from uuid import UUID

import numpy as np

from reintegration_desktop.reports.draft import Request
from reintegration_desktop.reports.figures import Cut, Figures
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.templates import Template
from tests.unit.reports.tables import a_dimension, a_table_by

TEMPLATE = Template("quarterly", "Quarterly summary", 10, "quarter", {"headquarters": 5, "donor": 10, "public": 10}, ())
DISTRICT = a_dimension("district", "karuba tandala selim")
AGE = a_dimension("age_band", ["5-11", "12-14", "15-17", "18-24"])


def some_figures(*rows: tuple[int, ...], left_out: int = 0) -> Figures:
    """Districts by ages."""
    counts = a_table_by((DISTRICT, AGE), np.array(rows)).counts
    cut = Cut("registered", "Newly registered", "Registered in the period.", (DISTRICT, AGE), counts,
              (("district", "age_band"),))  # fmt: skip
    day = date(2026, 4, 3)
    return Figures("quarterly", "Quarterly summary", "2026-Q1", UUID(int=1), "Kivara", day, left_out, (cut,))


def a_request(figures: Figures) -> Request:
    return Request(TEMPLATE, figures, Recipient.HEADQUARTERS, "Kivara", date(2026, 4, 5), "0.1.0", "1")
