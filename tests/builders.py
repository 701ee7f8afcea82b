"""What tests build from: the questions, an invented programme, invented people."""

from datetime import date
from functools import cache
from uuid import UUID

from reintegration_desktop.casework.invented.cases import Setting, invented_case
from reintegration_desktop.casework.invented.programme import invented_programme
from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.forms.dictionary import Dictionary, load
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.rules.programme import Programme

TODAY = date(2026, 7, 1)
WORKERS = (UUID(int=0xA1), UUID(int=0xA2))
OFFICE = UUID(int=0xF1)


@cache
def a_programme() -> Programme:
    """The invented programme with two caseworkers and an office."""
    people = {str(worker): f"Caseworker {number}" for number, worker in enumerate(WORKERS, 1)}
    return invented_programme(people, {str(OFFICE): "Kivara"})


@cache
def the_questions() -> Dictionary:
    """The whole dictionary with the invented programme's lists."""
    programme = a_programme()
    return load(resources() / "dictionary").filled(programme.lists).switched_on(programme.switched_on)


def a_setting(today: date = TODAY, workers: tuple[UUID, ...] = WORKERS, office: UUID = OFFICE) -> Setting:
    return Setting(a_programme(), workers, office, today)


@cache
def a_case(number: int = 0, seed: int = 7) -> CaseFile:
    """An invented case; the same number gives the same person."""
    return invented_case(a_setting(), seed, number)
