"""What every page is handed: the desk, the lanes, the way to other pages, and news of what changed."""

from collections.abc import Callable, Generator, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.people import People
from reintegration_desktop.casework.search import finding
from reintegration_desktop.casework.today import Waiting
from reintegration_desktop.casework.travel.standing import Wanting
from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.editors.editor import Setting
from reintegration_desktop.ui.tasks import Lane, Tasks

_CASE = "case:"


class Workplace(QObject):
    """Lives as long as the vault is open.

    ``changed`` tells what a save touched; ``go`` asks for a page by name, with what it is about; ``told`` has a toast
    shown, with a way to undo; ``names_toggled`` switches discreet mode.
    """

    changed = Signal(object)
    went = Signal(str, object)
    toasted = Signal(str, object)
    names_toggled = Signal(bool)
    names_read = Signal()

    def __init__(self, desk: Desk, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk, self.tasks = desk, tasks
        self.people = People(desk.programme.places)
        self.names_shown = True
        self.also_waits: Callable[[], tuple[Waiting, ...]] = tuple
        """What waits for this person beside the cases, asked in the reader's lane."""
        self.wanting: Callable[[], Sequence[Wanting]] = tuple
        """What is wanting with other offices, for who sends and receives, asked in the reader's lane."""
        self.empty_bin: Callable[[UUID, str], Changes] | None = None
        """Destroys what has lain long enough in a case's bin, once its code was typed; None where nobody does."""

    def take(self, desk: Desk) -> None:
        """Work at another desk from now on: with other lists, places and numbers."""
        self.desk = desk
        self.people.name_places(desk.programme.places)

    @property
    def words(self) -> ValueWords:
        """Answers in words, without names while they are hidden."""
        return ValueWords(self.desk.dictionary, self.desk.programme, lambda: self.names_shown)

    @property
    def setting(self) -> Setting:
        """What editors look up."""
        return Setting(self.desk.programme, self.desk.today)

    def read(
        self, work: Callable[[], Any], owner: QObject, done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:  # fmt: skip
        """Ask in the reader's lane."""
        self.tasks.run(work, owner=owner, done=done, failed=failed, lane=Lane.READER)

    def write(
        self, work: Callable[[], Changes], owner: QObject, done: Callable[[Changes], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:  # fmt: skip
        """Save in the writer's lane; whoever shows what was touched is told."""
        self.tasks.run(work, owner=self, done=partial(self._wrote, owner, done), failed=failed, lane=Lane.WRITER)

    def go(self, page: str, about: object = None) -> None:
        """Go to a page."""
        self.went.emit(page, about)

    def open_case(self, case: UUID) -> None:
        """Go to a case."""
        self.go("case", case)

    def toast(self, sentence: str, undo: Callable[[], None] | None = None) -> None:
        """Say what was done, with a way to take it back."""
        self.toasted.emit(sentence, undo)

    def show_names(self, shown: bool) -> None:
        """Names, or codes alone."""
        self.names_shown = shown
        self.names_toggled.emit(shown)

    def read_names(self) -> None:
        """Read everybody's names into the index, in slices that step aside; search answers as soon as it stands."""
        self.tasks.run(self._slices, owner=self, done=lambda _: self.names_read.emit(), lane=Lane.READER)

    def _slices(self) -> Generator[None, None, None]:
        more = True
        while more:
            with self.desk.read() as cases:
                more = self.people.read_slice(cases)
            yield

    def find_handed_over(self) -> None:
        """Find cases that came, and those that left no more; asked after something was received or taken over."""
        self.read(partial(finding.find_handed_over, self.desk, self.people), self, lambda _: None)

    def _find_anew(self, changes: Changes) -> None:
        """Find cases that were just saved by what they are called now."""
        saved = [UUID(topic.removeprefix(_CASE)) for topic in changes.topics if topic.startswith(_CASE)]
        if saved and self.people.complete:
            self.read(partial(finding.find_anew, self.desk, self.people, saved), self, lambda _: None)

    def _wrote(self, owner: QObject, done: Callable[[Changes], None] | None, changes: Changes) -> None:
        self._find_anew(changes)
        self.changed.emit(changes)
        if done is not None:
            done(changes)
