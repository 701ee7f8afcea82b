"""The vaults of the tour and the people in them, called by their roles."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reintegration_desktop.app.program import Program, create_program, open_program
from reintegration_desktop.casework.invented.programme import invented_programme
from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Duty, Role

OFFICE = "Kivara"
SUPERVISOR, CASEWORKER, MANAGER = marked("Supervisor"), marked("Caseworker"), marked("Manager")
COORDINATOR, AUDITOR = marked("Coordinator"), marked("Auditor")
_OTHERS = ((CASEWORKER, Role.CASEWORKER), (MANAGER, Role.MANAGER), (COORDINATOR, Role.COORDINATOR),
           (AUDITOR, Role.AUDITOR))  # fmt: skip
_OPEN_SHARE, _MOST_WORKERS = 0.4, 12


@dataclass(frozen=True, slots=True)
class Tour:
    """Where the tour lies, how many cases it has, and the passphrase that all its people share."""

    out: Path
    cases: int
    seed: int
    passphrase: str
    means: Means

    @property
    def field(self) -> Path:
        """The office's vault."""
        return self.out / "field.vault"

    @property
    def hq(self) -> Path:
        """Headquarters' vault."""
        return self.out / "hq.vault"

    @property
    def caseworkers(self) -> tuple[str, ...]:
        """The labels of who shares the cases, so many that each has about as many open ones as the policy has it."""
        wanted = round(self.cases * _OPEN_SHARE / Policy().caseload)
        others = range(2, min(_MOST_WORKERS, wanted) + 1)
        return (CASEWORKER, *(f"{CASEWORKER} {number}" for number in others))

    def sign_in(self, label: str) -> Program:
        """Open the office's vault as somebody."""
        return open_program(self.field, label, self.passphrase, means=self.means)


def begin_field(tour: Tour) -> None:
    """The office: a supervisor begins it and lets in caseworkers, a manager, a coordinator and an auditor."""
    newcomer = Newcomer(say(SUPERVISOR), SUPERVISOR, Role.SUPERVISOR)
    program = create_program(
        tour.field, newcomer, tour.passphrase, means=tour.means, office=OFFICE, programme=invented_programme({}, {})
    )
    for one in (*_newcomers(), *_colleagues(tour.caseworkers[1:])):
        add_person(program.folder, program.keyring, one, tour.passphrase, tour.means)
    program.close()


def _newcomers() -> Iterator[Newcomer]:
    """One person of every role."""
    for label, role in _OTHERS:
        duties = frozenset({Duty.COURIER}) if role is Role.CASEWORKER else frozenset[Duty]()
        yield Newcomer(say(label), label, role, duties)


def _colleagues(labels: tuple[str, ...]) -> Iterator[Newcomer]:
    """The other caseworkers, by number from 2."""
    for number, label in enumerate(labels, 2):
        yield Newcomer(say("Caseworker {number}", number=number), label, Role.CASEWORKER)
