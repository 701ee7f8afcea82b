"""Second step: a new vault, joining one, restoring one, or looking round with invented cases."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.ui.first.ways import TITLES, Beginning, WayButton
from reintegration_desktop.ui.inputs.fields import Field, side_by_side
from reintegration_desktop.ui.inputs.texts import TextBox, TextLine
from reintegration_desktop.ui.picking import Pick, pick_file, pick_folder
from reintegration_desktop.ui.widgets.arrange import Box, Column, Grid, Row, Wide
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.one_of import OneOf
from reintegration_desktop.ui.widgets.words import note


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to begin with. ``label`` stands in the clear at the unlock page, ``name`` nowhere."""

    beginning: Beginning
    office: str = ""
    name: str = ""
    label: str = ""
    folder: str = ""
    file: str = ""
    halves: tuple[str, str] = ("", "")

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing for this way."""
        wanted = {
            Beginning.NEW: (self.office, self.name, self.label, self.folder),
            Beginning.JOIN: (self.label, self.folder),
            Beginning.RESTORE: (self.file, self.folder, self.label, *self.halves),
            Beginning.EXPLORE: (),
        }
        return all(wanted[self.beginning])


class PathLine(QWidget):
    """Where something lies: chosen in a dialog, or typed."""

    changed = Signal()

    def __init__(self, title: Callable[[], str], pick: Pick) -> None:
        super().__init__()
        self._title, self._pick = title, pick
        self.line = TextLine(sealed=False, left_to_right=True)
        self.button = Button(lambda: say("Choose..."))
        row = Row(self.line, self.button)
        row.setStretch(0, 1)
        self.setLayout(row)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self.changed)
        self.button.clicked.connect(self._ask)

    def setAccessibleName(self, name: str) -> None:
        """The line takes the question's name."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def _ask(self) -> None:
        if chosen := self._pick(self, self._title()):
            self.line.setText(chosen)


class BeginningStep(QWidget):
    """The four ways, and what each asks. ``changed`` tells of any change of the wish."""

    changed = Signal()

    def __init__(self, default_folder: Path, picks: tuple[Pick, Pick] = (pick_folder, pick_file)) -> None:
        super().__init__()
        self._ways = {way: WayButton(way) for way in Beginning}
        self._group = QButtonGroup(self)
        self._office, self._name, self._label = TextLine(), TextLine(), TextLine()
        self._joining_label, self._restoring_label = TextLine(), TextLine()
        self._folder = PathLine(lambda: say("Where the vault shall lie"), picks[0])
        self._file = PathLine(lambda: say("The backup"), picks[1])
        self._halves = (TextBox(lines=2), TextBox(lines=2))
        self._folder.line.setText(str(default_folder))
        self._lay_out()
        self._connect()
        self._ways[Beginning.NEW].setChecked(True)

    @property
    def wish(self) -> Wish:
        """What is wished as it stands."""
        chosen = self._group.checkedButton()
        way = chosen.way if isinstance(chosen, WayButton) else Beginning.NEW
        labels = {Beginning.JOIN: self._joining_label, Beginning.RESTORE: self._restoring_label}
        return Wish(
            way,
            office=self._office.text().strip(),
            name=self._name.text().strip(),
            label=labels.get(way, self._label).text().strip(),
            folder=self._folder.line.text().strip(),
            file=self._file.line.text().strip(),
            halves=(self._halves[0].toPlainText().strip(), self._halves[1].toPlainText().strip()),
        )

    @property
    def in_words(self) -> str:
        """What was chosen, for the column."""
        wish = self.wish
        title = say(TITLES[wish.beginning])
        return f"{title}: {isolate(wish.office)}" if wish.beginning is Beginning.NEW and wish.office else title

    def choose(self, way: Beginning) -> None:
        """Choose a way."""
        self._ways[way].setChecked(True)

    def _lay_out(self) -> None:
        grid = Grid(gap=12)
        for number, button in enumerate(self._ways.values()):
            grid.addWidget(button, number // 2, number % 2)
        self._forms = OneOf(self._new_form(), self._join_form(), self._restore_form(), self._explore_form())
        self._folder_card = Card(
            Field(
                lambda: say("Where the vault shall lie"),
                self._folder,
                help=lambda: say("A folder on this computer or on a stick. Everything in it is sealed."),
            )
        )
        self.setFocusProxy(self._ways[Beginning.NEW])
        column = Column(Wide(Box(Column(grid, self._forms, self._folder_card, gap=12)), 860))
        column.addStretch(1)
        self.setLayout(column)

    def _new_form(self) -> QWidget:
        label = Field(lambda: say("Shown when unlocking"), self._label, help=_label_help)
        name = Field(lambda: say("Your name"), self._name, help=lambda: say("Sealed; colleagues see it."))
        return Card(Field(lambda: say("Name of the office"), self._office), side_by_side(name, label), gap=12)

    def _join_form(self) -> QWidget:
        return Card(Field(lambda: say("Shown when unlocking"), self._joining_label, help=_label_help))

    def _restore_form(self) -> QWidget:
        first = Field(lambda: say("The words of half 1"), self._halves[0], help=_half_help)
        second = Field(lambda: say("The words of half 2"), self._halves[1], help=_half_help)
        halves = side_by_side(first, second)
        label = Field(lambda: say("Shown when unlocking"), self._restoring_label, help=_label_help)
        return Card(Field(lambda: say("The backup"), self._file), halves, label, gap=12)

    def _explore_form(self) -> QWidget:
        told = note(lambda: say("A frame round the window says that the cases are invented, as long as they are open."))
        after = note(
            lambda: say("Locked, it opens with a passphrase that is filled in for you. Closed, it is removed again.")
        )
        return Card(told, after)

    def _connect(self) -> None:
        for button in self._ways.values():
            self._group.addButton(button)
        self._group.buttonToggled.connect(self._on_way)
        for line in (self._office, self._name, self._label, self._joining_label, self._restoring_label):
            line.textChanged.connect(self._on_typed)
        for half in self._halves:
            half.textChanged.connect(self.changed)
        for path in (self._folder, self._file):
            path.changed.connect(self.changed)

    def _on_typed(self, _: str) -> None:
        self.changed.emit()

    def _on_way(self, button: object, checked: bool) -> None:
        if checked and isinstance(button, WayButton):
            self._forms.show_one(list(Beginning).index(button.way))
            self._folder_card.setVisible(button.way is not Beginning.EXPLORE)
            self.changed.emit()


def _label_help() -> str:
    return say("It stands in the clear: your role is enough, for instance Caseworker 1.")


def _half_help() -> str:
    return say("Twenty words and the one that checks them, with blanks between.")
