"""An office of people who can sign together, its vault opened by one after the other, and headquarters beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from reintegration_desktop.app.erasing.due import carry_out_due, registry_of
from reintegration_desktop.app.peers import add_peer
from reintegration_desktop.app.program import Program, create_program, open_program
from reintegration_desktop.app.travelling import receive_all, send_all
from reintegration_desktop.casework.erasing import ordering
from reintegration_desktop.casework.erasing.registry import Registry
from reintegration_desktop.casework.incoming.importing import add_case
from reintegration_desktop.casework.invented.programme import invented_programme
from reintegration_desktop.hq.founding import found_headquarters
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.cards import write_card
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.papers.codes import code_of
from reintegration_desktop.vault.roles import Duty, Role
from tests.store.office import consent
from tests.unit.vault.made import CHEAP, Turning

PASSPHRASE = "plinth zebra staple battery horse correct"
BEGAN = datetime(2026, 6, 15, 12, tzinfo=UTC)


class Ticking(Turning):
    """Moves on by a second at each look."""

    def now(self) -> datetime:
        self.turn(seconds=1)
        return self.moment


@dataclass
class Signers:
    """Esther founded the office and let Grace and Ruth in; Grace, a custodian too, let Jonas, Salma and Ali in."""

    place: Path
    clock: Ticking = field(default_factory=lambda: Ticking(BEGAN))

    @property
    def folder(self) -> Path:
        return self.place / "Goma.vault"

    @property
    def means(self) -> Means:
        return Means(self.clock, kdf=CHEAP, floor=CHEAP)

    def begin(self) -> "Signers":
        esther = Newcomer("Esther Mbeki", "Esther", Role.SUPERVISOR)
        program = create_program(self.folder, esther, PASSPHRASE, means=self.means, office="Goma",
                                 programme=invented_programme({}, {}))  # fmt: skip
        root = program.keyring
        let_in = partial(add_person, program.folder, passphrase=PASSPHRASE, means=self.means)
        grace = let_in(root, Newcomer("Grace Achieng", "Grace", Role.SUPERVISOR, frozenset({Duty.CUSTODIAN})))
        let_in(grace, Newcomer("Jonas Bahati", "Jonas", Role.CASEWORKER))
        let_in(grace, Newcomer("Salma Haddad", "Salma", Role.COORDINATOR))
        let_in(grace, Newcomer("Ali Deng", "Ali", Role.AUDITOR))
        let_in(root, Newcomer("Ruth Otieno", "Ruth", Role.CASEWORKER))
        program.close()
        return self

    @contextmanager
    def opened(self, label: str = "Esther", folder: Path | None = None) -> Iterator[Program]:
        program = open_program(folder or self.folder, label, PASSPHRASE, means=self.means)
        try:
            yield program
        finally:
            program.close()

    @contextmanager
    def desk(self, label: str = "Esther", folder: Path | None = None) -> Iterator[Registry]:
        with self.opened(label, folder) as program:
            yield registry_of(program)

    def sign(self, label: str, number: bytes, folder: Path | None = None) -> None:
        with self.desk(label, folder) as registry:
            ordering.sign(registry, number)

    def archived(self) -> UUID:
        """A case whose time is over: its consent was taken back, which opens the question what becomes of the file."""
        with self.opened() as program:
            case = a_young_person(program)
            with program.desk.begin() as work:
                work.save(case, consent(case))
                work.save(case, consent(case, event_kind="withdrawn", agrees_to_case_management="no"))
                work.commit()
        return case

    def wrote_ahead(self, days: float) -> None:
        """Something was saved on this computer by a clock that ran ahead, and was put right."""
        self.clock.turn(days=days)
        with self.opened() as program:
            a_young_person(program, 7)
        self.clock.turn(days=-days)

    def due(self, label: str = "Esther", folder: Path | None = None) -> int:
        """Carry out what is due; how many files that destroyed."""
        with self.opened(label, folder) as program:
            return carry_out_due(program).destroyed

    def headquarters(self) -> Path:
        """A vault of headquarters under the same root, whose card and ours were exchanged, and a stick."""
        folder = self.place / "hq.vault"
        with self.opened() as goma:
            root = kept_root(goma.keyring)
            found_headquarters(VaultFolder(folder), "Hanna", PASSPHRASE, self.means, root, "Headquarters", "Hanna")
            with self.opened("Hanna", folder) as hq:
                for here, there in ((goma, hq), (hq, goma)):
                    card = write_card(there.keyring)
                    add_peer(here.folder, here.keyring, card, code_of(card))
        (self.place / "stick").mkdir()
        return folder

    def send(self, label: str = "Esther", folder: Path | None = None) -> None:
        with self.opened(label, folder) as program:
            send_all(program, self.place / "stick")

    def receive(self, label: str = "Hanna", folder: Path | None = None):
        """Take in what lies on the stick, and carry out what is due."""
        with self.opened(label, folder) as program:
            got = receive_all(program, self.place / "stick", NoProgress())
            carry_out_due(program)
            return got


def a_young_person(program: Program, number: int = 0) -> UUID:
    """A case of somebody invented, registered with consent."""
    day = program.desk.today.isoformat()
    raw = {
        "identification": {
            "name_first": f"Nsimire{number}", "name_last": "Balolebwami", "sex": "female",
            "date_of_birth": "2011-03-07",
            "identified_on": day, "registered_on": day, "how_identified": "self_or_family",
            "safe_contact": "+243 990 112 233",
        },
    }  # fmt: skip
    return add_case(program.desk, raw)[0]


def codes(program: Program) -> set[str]:
    """What stands in the list of cases."""
    with program.desk.read() as cases:
        return {row.code for row in cases.rows(list(cases.ids(CaseFilter(status=None))))}


def begun(registry: Registry, *cases: UUID, asked_by_child: bool = True) -> bytes:
    """An order, signed by the first person; the number of its statement."""
    ordering.order(registry, cases, "They asked for it at the visit.", asked_by_child=asked_by_child)
    return registry.orders.all()[-1].number
