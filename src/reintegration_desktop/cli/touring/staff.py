"""The vaults of the tour and the people in them, called by their roles."""

from dataclasses import dataclass
from pathlib import Path

from reintegration_desktop.app.program import Program, create_program, open_program
from reintegration_desktop.casework.invented.programme import invented_programme
from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Duty, Role

OFFICE = "Kivara"
SUPERVISOR, CASEWORKER, MANAGER = marked("Supervisor"), marked("Caseworker"), marked("Manager")
COORDINATOR, AUDITOR = marked("Coordinator"), marked("Auditor")
_OTHERS = ((CASEWORKER, Role.CASEWORKER), (MANAGER, Role.MANAGER), (COORDINATOR, Role.COORDINATOR),
           (AUDITOR, Role.AUDITOR))  # fmt: skip


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

    def sign_in(self, label: str) -> Program:
        """Open the office's vault as somebody."""
        return open_program(self.field, label, self.passphrase, means=self.means)


def begin_field(tour: Tour) -> None:
    """The office: a supervisor begins it and lets in a caseworker, a manager, a coordinator and an auditor."""
    newcomer = Newcomer(say(SUPERVISOR), SUPERVISOR, Role.SUPERVISOR)
    program = create_program(
        tour.field, newcomer, tour.passphrase, means=tour.means, office=OFFICE, programme=invented_programme({}, {})
    )
    keyring = program.keyring
    for label, role in _OTHERS:
        duties = frozenset({Duty.COURIER}) if role is Role.CASEWORKER else frozenset[Duty]()
        add_person(program.folder, keyring, Newcomer(say(label), label, role, duties), tour.passphrase, tour.means)
    program.close()
