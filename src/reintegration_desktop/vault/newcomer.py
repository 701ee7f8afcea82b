"""Who is to be let in, and as what."""

from dataclasses import dataclass

from reintegration_desktop.vault.roles import Duty, Role


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is to be let in: ``name`` is sealed for the office, ``label`` stands at the unlock screen."""

    name: str
    label: str
    role: Role
    duties: frozenset[Duty] = frozenset()
