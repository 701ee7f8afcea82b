"""An office and headquarters with real vaults and databases, cards exchanged, and a stick between them."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from reintegration_desktop.app.peers import add_peer
from reintegration_desktop.app.program import Program, create_program, open_program
from reintegration_desktop.casework.intake import register
from reintegration_desktop.casework.invented.programme import invented_programme
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.hq.founding import found_headquarters
from reintegration_desktop.kernel.clock import FixedClock
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.cards import write_card
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.papers.codes import code_of
from reintegration_desktop.vault.roles import Duty, Role
from tests.ui.workplaces import NOW, QUICK

PASSPHRASE = "plinth zebra staple battery horse correct"
MEANS = Means(FixedClock(NOW), kdf=QUICK, floor=QUICK)


@dataclass
class Offices:
    """``goma`` is an office's supervisor, ``hq`` headquarters; ``stick`` a folder between them."""

    goma: Program
    hq: Program
    stick: Path

    def close(self) -> None:
        """Let both vaults go."""
        self.goma.close()
        self.hq.close()


def an_office(folder: Path, duties: frozenset[Duty] = frozenset()) -> Program:
    """A vault that Esther begins alone: supervisor, custodian, keeper of the root."""
    newcomer = Newcomer("Esther Mbeki", "Esther", Role.SUPERVISOR, duties)
    return create_program(folder, newcomer, PASSPHRASE, means=MEANS, office="Goma",
                          programme=invented_programme({}, {}))  # fmt: skip


def another_office(folder: Path, root: bytes, name: str, person: str) -> Program:
    """One more field office under a root."""
    newcomer = Newcomer(person, person.split(maxsplit=1)[0], Role.SUPERVISOR)
    programme = invented_programme({}, {})
    return create_program(folder, newcomer, PASSPHRASE, means=MEANS, office=name, programme=programme, root=root)


def opened(folder: Path, person: str | None = None, passphrase: str = PASSPHRASE, **more) -> Program:
    """The same vault again."""
    return open_program(folder, person, passphrase, means=MEANS, **more)


def headquarters(folder: Path, goma: Program) -> Program:
    """Headquarters under the root that Goma keeps."""
    found_headquarters(VaultFolder(folder), "Hanna Haddad", PASSPHRASE, MEANS, kept_root(goma.keyring), "Headquarters")
    return opened(folder)


def acquaint(one: Program, other: Program) -> None:
    """Each takes in the other's card."""
    for here, there in ((one, other), (other, one)):
        card = write_card(there.keyring)
        add_peer(here.folder, here.keyring, card, code_of(card))


def both(folder: Path) -> Offices:
    """Two vaults that know each other, and an empty stick."""
    goma = an_office(folder / "Goma.vault")
    hq = headquarters(folder / "hq.vault", goma)
    acquaint(goma, hq)
    (folder / "stick").mkdir()
    return Offices(goma, hq, folder / "stick")


def add_cases(program: Program, number: int) -> list[UUID]:
    """Some young people, registered at the intake desk."""
    today = program.desk.today
    answers = Answers({"identified_on": today, "registered_on": today, "how_identified": "self_or_family"})
    named = (answers.with_("name_first", f"Young person {at}") for at in range(number))
    return [register(program.desk, {"identification": one})[0] for one in named]
