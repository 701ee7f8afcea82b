"""Rules are issued on one window, signed on another, and told in the settings of an office."""

from pathlib import Path

from reintegration_desktop.app.counting import counts_of
from reintegration_desktop.app.inquiries.waits import also_waits
from reintegration_desktop.app.settling import settling
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.casework.programme.settling import Part
from reintegration_desktop.casework.today import Verb
from reintegration_desktop.ui.frame.places import Place
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.ui.settings.issued import RulesLine
from reintegration_desktop.ui.tasks import Tasks
from tests.store.issuing.test_rules import Offices, offices, settled
from tests.ui.office.test_inquiry_pages import opened, somebody

__all__ = ["offices"]


def line_of(window: OpenWindow, studio: Studio, tasks: Tasks) -> str:
    """What the settings say of whose rules these are."""
    page = window._settings()
    studio.show(page)
    studio.settle(tasks)
    (line,) = page.findChildren(RulesLine)
    return line._told()


def test_rules_are_issued_signed_and_told(offices: Offices, studio: Studio, tmp_path: Path):
    tasks, goma = Tasks(), offices.goma
    somebody(goma, "Nsimire")
    offices.hq = settled(offices.hq, assessment_days_medium=9)
    there = opened(offices.hq, studio, tasks)
    page = there.rules.open()
    studio.settle(tasks)
    assert page.deed.isEnabled()
    page.deed.trigger()
    studio.settle(tasks)
    offices.carry(offices.hq, goma)
    (waits,) = [one for one in also_waits(goma) if one.verb is Verb.COUNTERSIGN]
    assert "1" in waits.about
    counted = counts_of(goma)[Place.SETTINGS]
    here = opened(goma, studio, tasks)
    assert "settles its own" in line_of(here, studio, tasks)
    sign = here.rules.open()
    studio.settle(tasks)
    sign.buttons[0].click()
    studio.settle(tasks)
    assert here.program.programme.policy.assessment_days_medium == 9
    assert "number \u20681\u2069" in line_of(here, studio, tasks)
    assert Part.POLICY not in settling(lambda: here.program, lambda _: None).parts
    assert not [one for one in also_waits(goma) if one.verb is Verb.COUNTERSIGN]
    assert counts_of(goma)[Place.SETTINGS] == counted - 1
    tasks.join(2)
