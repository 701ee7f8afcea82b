"""The programme's root, brought by the two people who keep it away: a file and a passphrase of each."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Signal

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.first.beginning import PathLine
from reintegration_desktop.ui.inputs.fields import Field, side_by_side
from reintegration_desktop.ui.inputs.passphrase import PassphraseLine
from reintegration_desktop.ui.picking import Pick
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note


@dataclass(frozen=True, slots=True)
class RootBrought:
    """The programme's root, brought by its two holders: a file each, and the passphrase of each."""

    files: tuple[Path, Path]
    passphrases: tuple[str, str] = field(repr=False)


class RootCard(Card):
    """Two files and two passphrases; ``changed`` when something was typed or chosen."""

    changed = Signal()

    def __init__(self, pick: Pick, why: Text) -> None:
        first, second = _first, _second
        self.files = PathLine(first, pick), PathLine(second, pick)
        self.passphrases = PassphraseLine(), PassphraseLine()
        super().__init__(
            caption(lambda: say("The programme's root")),
            note(why),
            side_by_side(Field(first, self.files[0]), Field(second, self.files[1])),
            side_by_side(Field(_of_first, self.passphrases[0]), Field(_of_second, self.passphrases[1])),
            gap=10,
        )
        for file, words in zip(self.files, self.passphrases, strict=True):
            file.changed.connect(self.changed)
            words.textChanged.connect(self.changed)

    @property
    def brought(self) -> RootBrought | None:
        """What was typed; None as long as anything lacks."""
        files = [one.line.text().strip() for one in self.files]
        words = [one.text() for one in self.passphrases]
        if not all((*files, *words)):
            return None
        return RootBrought((Path(files[0]), Path(files[1])), (words[0], words[1]))

    def hide_words(self) -> None:
        """Cover what was typed."""
        for line in self.passphrases:
            line.hide_words()

    def forget(self) -> None:
        """Take the passphrases away once they were used."""
        for line in self.passphrases:
            line.clear()


def _first() -> str:
    return say("The file of the first holder")


def _second() -> str:
    return say("The file of the second holder")


def _of_first() -> str:
    return say("Passphrase of the first holder")


def _of_second() -> str:
    return say("Passphrase of the second holder")
