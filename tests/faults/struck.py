"""A child that works on a vault while its disk is in trouble: what it acknowledged, what it refused, how it went on."""

import os
import traceback
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.sentences import in_words
from tests.faults.kills import FAILED, judge
from tests.faults.rows import Row
from tests.faults.scene import Noticed, Scene
from tests.faults.store_works import Work
from tests.store.office import Laptop

ACKNOWLEDGED = 2
REFUSED, ASIDE = "refused", "aside"
MAY_BE_NOTICED = {"new_key_waits", "spare_used"}
Trouble = Callable[[], object]


def look(row: Row, scene: Scene, work: Work, said: list[str], trouble: str) -> None:
    """Judge what a child said and left; whatever was not as it should be is told with its trouble."""
    kept = [line for line in said if line and not line.startswith((REFUSED, ASIDE))]
    before = len(row.unsound)
    judge(row, scene, work, kept)
    row.unsound[before:] = [f"{trouble}: {one}; {said}" for one in row.unsound[before:]]


def told(scene: Scene, work: Work, begins: Trouble, ends: Trouble, acknowledged: int = ACKNOWLEDGED) -> list[str]:
    """What a child said, in trouble from ``begins`` until something is refused; what ``ends`` returns comes aside."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _Child(scene, work, writing, acknowledged).run(begins, ends)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode().splitlines()
    os.waitpid(child, 0)
    return said


class _Child:
    """It never comes back."""

    def __init__(self, scene: Scene, work: Work, writing: int, acknowledged: int) -> None:
        self.scene, self.work, self.writing, self.acknowledged = scene, work, writing, acknowledged
        self.laptop: Laptop | None = None
        self.said: list[str] = []

    def tell(self, line: str) -> None:
        os.write(self.writing, line.replace("\n", " ").encode() + b"\n")

    def run(self, begins: Trouble, ends: Trouble) -> None:
        """Work, be refused, work on once the disk does."""
        try:
            begins()
            refused = self._works()
            self.tell(f"{ASIDE} {ends()}")
            if refused:
                self._works_on()
        except BaseException as error:  # noqa: BLE001 - the child ends here, whatever happened
            self.tell(f"{FAILED}: {type(error).__name__} {error} in {_where(error)}")
        os._exit(0)

    def _works(self) -> bool:
        """Whether anything was refused."""
        try:
            self.laptop = self.scene.opened()
            for said in islice(self.work.go(self.scene, self.laptop), self.acknowledged):
                self.said.append(said)
                self.tell(said)
            self.scene.close(self.laptop)
        except Refusal as refusal:
            assert all(in_words(refusal))
            self.tell(f"{REFUSED} {refusal.code} {refusal.facts}")
            return True
        except Noticed as noticed:
            assert set(noticed.args) <= MAY_BE_NOTICED, noticed.args
            self.tell(f"{REFUSED} {noticed.args}")
            return True
        return False

    def _works_on(self) -> None:
        """The disk works again: so does the vault that is open, or opens."""
        self.work.settle(self.scene, self.said)
        if self.laptop is None or self.laptop.database.is_closed:
            self.laptop = self.scene.opened()
        self.tell(next(iter(self.work.go(self.scene, self.laptop)), ""))


def _where(error: BaseException) -> str:
    """Through which functions of ours an error came, innermost first."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    return ", ".join(f"{Path(frame.filename).stem}.{frame.name}" for frame in frames if "/src/" in frame.filename)
