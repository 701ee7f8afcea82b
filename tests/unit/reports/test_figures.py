"""Figures as bytes: of this version, and of the one before shares, medians and means."""

import json

import pytest

from reintegration_desktop.reports.errors import FiguresUnreadable
from reintegration_desktop.reports.figures import Figures
from reintegration_desktop.reports.indicators.counting import Base
from reintegration_desktop.reports.rates import Kind
from tests.unit.reports.invented import some_figures


def test_figures_come_back_as_they_were():
    figures = some_figures((5, 6, 7, 8), (1, 2, 3, 4), (0, 0, 0, 9), left_out=3)
    assert Figures.from_bytes(figures.to_bytes()) == figures


def test_figures_from_before_anything_was_told_beside_counts_are_read():
    figures = some_figures((5, 6, 7, 8), (1, 2, 3, 4), (0, 0, 0, 9))
    raw = json.loads(figures.to_bytes()) | {"version": 1}
    del raw["base"]
    for cut in raw["cuts"]:
        del cut["kind"], cut["whole"]
    back = Figures.from_bytes(json.dumps(raw).encode())
    assert (back.base, back.cuts[0].kind) == (Base.REPORTING, Kind.COUNT)
    assert back == figures


def test_figures_of_a_newer_program_are_refused():
    raw = json.loads(some_figures((5, 6, 7, 8), (1, 2, 3, 4), (0, 0, 0, 9)).to_bytes()) | {"version": 3}
    with pytest.raises(FiguresUnreadable):
        Figures.from_bytes(json.dumps(raw).encode())
