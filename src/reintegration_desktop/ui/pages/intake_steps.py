"""The five steps of the quick intake: the sections of the dictionary that take part in each."""

from collections.abc import Mapping
from dataclasses import dataclass

from reintegration_desktop.casework.intake import QUICK_INTAKE
from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.kernel.words import marked

STEPS = (
    marked("Who"), marked("How they came"), marked("Consent"), marked("The person"), marked("Safety"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its title and, by form, its sections."""

    title: str
    sections: Mapping[str, tuple[str, ...]]


def intake_steps(dictionary: Dictionary) -> tuple[Step, ...]:
    """The steps as the dictionary marks them."""
    return tuple(
        Step(title, {name: found for name in QUICK_INTAKE if (found := _sections(dictionary, name, number))})
        for number, title in enumerate(STEPS, 1)
    )


def _sections(dictionary: Dictionary, form: str, step: int) -> tuple[str, ...]:
    return tuple(key for key, section in dictionary[form].sections.items() if section.intake == step)
