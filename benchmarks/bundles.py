"""Bundles: new cases sealed, verified and taken in, what a case and a visit weigh in one, memory for a large one."""

import gc
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from uuid import UUID

from benchmarks.measure import Figure, processor_seconds
from benchmarks.passing import Nowhere
from benchmarks.vault import CLOCK, PASSPHRASE, TODAY, built
from reintegration_desktop.app.program import Program, open_program
from reintegration_desktop.casework.intake import register
from reintegration_desktop.casework.invented.cases import Setting, brief_case
from reintegration_desktop.casework.saving import save
from reintegration_desktop.casework.travel.travelling import letterbox
from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.hq.founding import found_headquarters
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.sync.bundle import Address, BundleInfo, Letter, write_bundles
from reintegration_desktop.sync.manifest import Kind
from reintegration_desktop.sync.ports import Item
from reintegration_desktop.sync.receive import Letterbox, receive
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.roles import KeyName

CASES, ROUNDS, SEED, KILOBYTE = 400, 5, 11, 1024
INTAKE = ("identification", "consent", "concerns")
Numbers = dict[str, int]


@dataclass(frozen=True)
class Way:
    """A field vault with something in it, headquarters' vault beside it, and a folder for bundles."""

    field: Program
    hq: Program
    folder: Path

    def letter(self) -> Letter:
        """A bundle's frame, from the field to headquarters."""
        public = self.hq.keyring.keys.public(KeyName.TRANSPORT)
        assert public is not None
        file, post = self.field.keyring.file, self.field.post()
        to = Address(self.hq.keyring.office, public)
        return Letter(Kind.DELTA, post.sender, to, CLOCK.now(), certificates=file.certificates)

    def reach(self) -> Numbers:
        """How far the field's log goes."""
        return {device: mark.seq for device, mark in self.field.opened.outgoing.vector().items()}

    def items(self, since: Numbers) -> list[Item]:
        """What was saved after some numbers."""
        return list(self.field.opened.outgoing.outgoing(since, self.reach()))

    def sealed(self, items: list[Item]) -> BundleInfo:
        """These items as one file; reading them from the database is not part of it."""
        (info,) = write_bundles(replace(self.letter(), has=self.reach()), items, self.folder, os.urandom)
        return info

    def box(self) -> Letterbox:
        """How headquarters receives."""
        return letterbox(self.hq.post())


def run() -> dict[str, Figure]:
    with TemporaryDirectory() as folder:
        way = _way(Path(folder))
        gc.freeze()  # as the command line does, once everything is imported
        cases = [_registered(way.field, number) for number in range(CASES)]
        items, begun = way.items({}), way.reach()
        new = way.sealed(items)
        sealing = median(processor_seconds(partial(way.sealed, items)) for _ in range(ROUNDS))
        nowhere = replace(way.box(), receiver=Nowhere())
        verifying = median(processor_seconds(partial(_taken, new, nowhere)) for _ in range(ROUNDS))
        ingesting = processor_seconds(partial(_taken, new, way.box()))
        for case, number in zip(cases, range(CASES), strict=True):
            _visit(way.field, case, number)
        visits = way.sealed(way.items(begun)).packed
        way.field.close()
        way.hq.close()
    return {
        "sealing": Figure("a new case of four forms sealed", _each(sealing), "us of processor", promised=200),
        "verifying": Figure("the same opened, verified, judged", _each(verifying), "us of processor", promised=200),
        "ingesting": Figure("the same taken into headquarters' database", _each(ingesting), "us of processor"),
        "case": Figure("a new case in a bundle", new.packed / CASES / KILOBYTE, "KB"),
        "visit": Figure("a visit in a bundle", visits / CASES / KILOBYTE, "KB", promised=1.3),
        "memory": Figure("the most memory, sealing and opening 20,000 cases", _memory(), "MB", promised=200),
    }


def _each(seconds: float) -> float:
    return 1e6 * seconds / CASES


def _taken(info: BundleInfo, box: Letterbox) -> None:
    with info.path.open("rb") as file:
        receive(file, box)


def _way(folder: Path) -> Way:
    shutil.copytree(built(0).path, folder / "field.vault")
    field = built(0).at(folder / "field.vault").open()
    found_headquarters(VaultFolder(folder / "hq.vault"), "Hanna", PASSPHRASE, Means(CLOCK), kept_root(field.keyring))
    hq = open_program(folder / "hq.vault", None, PASSPHRASE, means=Means(CLOCK))
    return Way(field, hq, folder)


def _registered(program: Program, number: int) -> UUID:
    file = _drawn(program, number)
    rows = {row.form: row.answers for row in file.records if row.form in INTAKE}
    return register(program.desk, rows)[0]


def _drawn(program: Program, number: int) -> CaseFile:
    setting = Setting(program.programme, (program.me.id,), program.me.office, TODAY, with_text=False)
    return brief_case(setting, SEED, number, 1)


def _visit(program: Program, case: UUID, number: int) -> None:
    answers = _drawn(program, number).rows("follow_up")[0].answers.with_("approached_by_armed_actor", "no")
    save(program.desk, case, Edit("follow_up", program.desk.new_id(), None, answers, frozenset(answers)))


def _memory() -> float:
    told = subprocess.run([sys.executable, "-m", "benchmarks.passing"], check=True, capture_output=True, text=True)
    return float(told.stdout)
