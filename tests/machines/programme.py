"""Two field offices and headquarters with real vaults, each with a clock of its own, and the bundles between them."""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from uuid import UUID

from reintegration_desktop.app.issuing.following import follow
from reintegration_desktop.app.program import Program, create_program, open_program
from reintegration_desktop.app.travelling import came, send_all
from reintegration_desktop.casework.incoming.importing import add_case
from reintegration_desktop.casework.invented.programme import invented_programme
from reintegration_desktop.casework.ports import Me
from reintegration_desktop.casework.travel.agreeing import another_since
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.hq.founding import found_headquarters
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.roles import Duty, Role
from tests.e2e.offices import PASSPHRASE, acquaint
from tests.machines.drawn import drawn
from tests.store.erasing.signers import BEGAN, Ticking
from tests.store.office import an_edit, consent

GOMA, BUKAVU, HQ = "Goma", "Bukavu", "Headquarters"
NAMES = (GOMA, BUKAVU, HQ)
CHILDREN, KEPT_BUNDLES = 3, 60


@dataclass
class Programme:
    """Esther and Salma of Goma, Benoît alone in Bukavu; headquarters with Hanna, and Dalia of the tracing desk.

    Every bundle that anybody sealed lies in a pile, from which any may arrive, late, again, or broken, or never.
    Whatever is random is drawn from ``chance``.
    """

    chance: Random
    place: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="machines-")))

    def __post_init__(self) -> None:
        self.clocks = {name: Ticking(BEGAN) for name in NAMES}
        self.pile: list[Path] = []
        (self.place / "pile").mkdir()
        goma = self._office(GOMA, Newcomer("Esther Mbeki", "Esther", Role.SUPERVISOR), None)
        salma = Newcomer("Salma Haddad", "Salma", Role.COORDINATOR)
        add_person(goma.folder, goma.keyring, salma, PASSPHRASE, self.means(GOMA))
        root = kept_root(goma.keyring)
        self.programs = {
            GOMA: goma,
            BUKAVU: self._office(BUKAVU, Newcomer("Benoît Cikuru", "Benoît", Role.SUPERVISOR), root),
            HQ: self._headquarters(root),
        }
        for one, other in ((GOMA, HQ), (BUKAVU, HQ), (GOMA, BUKAVU)):
            acquaint(self.programs[one], self.programs[other])
        self.children = {name: [a_child(self.programs[name], one) for one in range(CHILDREN)] for name in NAMES[:2]}
        self.all_meet(2)

    def means(self, name: str) -> Means:
        """By an office's own clock."""
        return drawn(self.clocks[name], self.chance)

    def _office(self, name: str, who: Newcomer, root: bytes | None) -> Program:
        return create_program(
            self.place / f"{name}.vault", who, PASSPHRASE, means=self.means(name), office=name,
            programme=invented_programme({}, {}), root=root,
        )  # fmt: skip

    def _headquarters(self, root: bytes) -> Program:
        folder, means = VaultFolder(self.place / f"{HQ}.vault"), self.means(HQ)
        keyring = found_headquarters(folder, "Hanna", PASSPHRASE, means, root, HQ, "Hanna")
        desk = Newcomer("Dalia", "Dalia", Role.HEADQUARTERS, frozenset({Duty.TRACING_DESK}))
        self.dalia: UUID = add_person(folder, keyring, desk, PASSPHRASE, means).id
        return open_program(folder.path, "Hanna", PASSPHRASE, means=means)

    def sign_in(self, name: str, who: str) -> Program:
        """Somebody else opens an office's vault."""
        program = self.programs[name]
        program.close()
        opened = self.programs[name] = open_program(program.folder.path, who, PASSPHRASE, means=self.means(name))
        return opened

    @property
    def offices(self) -> list[Me]:
        """Who works where."""
        return [program.me for program in self.programs.values()]

    def seal(self, name: str) -> list[Path]:
        """An office seals what is new for everybody it knows; it lies in the pile."""
        with tempfile.TemporaryDirectory(dir=self.place) as folder:
            send_all(self.programs[name], Path(folder))
            return self._gather(Path(folder))

    def arrive(self, name: str, bundles: list[Path], *, broken: Random | None = None) -> list[Path]:
        """Some of the pile arrive, on one stick; what is answered to them goes on the pile."""
        with tempfile.TemporaryDirectory(dir=self.place) as folder:
            for bundle in bundles:
                copy = Path(shutil.copy(bundle, folder))
                if broken is not None:
                    break_a_bit(copy, broken)
            came(self.programs[name], Path(folder))
            assert all(another_since(self.programs[name].opened.settings, one.office) is None for one in self.offices)
            for bundle in bundles:
                Path(folder, bundle.name).unlink(missing_ok=True)
            answers = self._gather(Path(folder))
        program = self.programs[name]
        self.programs[name] = follow(program) or program
        return answers

    def _gather(self, folder: Path) -> list[Path]:
        new = [Path(shutil.move(file, self.place / "pile")) for file in sorted(folder.iterdir())]
        self.pile += new
        while len(self.pile) > KEPT_BUNDLES:
            self.pile.pop(0).unlink()
        return new

    def all_meet(self, rounds: int) -> None:
        """Everybody hears of everything and is answered, and nothing goes wrong."""
        for _ in range(rounds):
            for name in NAMES:
                fresh = self.seal(name)
                answers = [answer for other in NAMES if other != name for answer in self.arrive(other, fresh)]
                self.arrive(name, answers)

    def close(self) -> None:
        """Let go of everything."""
        for program in self.programs.values():
            program.close()
        shutil.rmtree(self.place)


def a_child(program: Program, number: int) -> UUID:
    """Somebody who agreed to being shared and traced, and wants it."""
    day = program.desk.today.isoformat()
    person = {"name_first": "Nsimire", "name_last": "Balolebwami", "nickname": f"N{number}", "sex": "female",
              "date_of_birth": "2011-03-07", "identified_on": day, "how_identified": "self_or_family"}  # fmt: skip
    case = add_case(program.desk, {"identification": person})[0]
    with program.desk.begin() as work:
        work.save(case, consent(case, program.means.new_id(), agrees_to_tracing="yes", agrees_to_sharing="yes"))
        work.save(case, an_edit(case, "tracing", program.means.new_id(), wants_tracing="yes", tracing_status="open"))
        work.commit()
    return case


def break_a_bit(file: Path, chance: Random) -> None:
    content = bytearray(file.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    file.write_bytes(content)


def lies_at(program: Program, version: VersionId) -> bool:
    """Whether a change came there as it is: what is none of an office's business stands as a hole, or didn't come."""
    mark = program.opened.incoming.vector().get(version.device)
    if mark is None or mark.seq < version.seq:
        return False
    return version.seq not in program.opened.incoming.holes(version.device, version.seq - 1, version.seq)
