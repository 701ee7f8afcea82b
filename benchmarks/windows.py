"""How soon a window stands there: ours that asks for the passphrase, an empty one, KeePassXC's."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import keepass
from benchmarks.measure import Figure, in_turns
from benchmarks.screen import screen, seconds_to_paint
from benchmarks.vault import built

EMPTY = """
from PySide6.QtWidgets import QApplication, QWidget
program = QApplication([])
window = QWidget()
window.resize(1200, 700)
window.show()
program.exec()
"""
ROUNDS = 9


def run() -> dict[str, Figure]:
    commands = {
        "ours": [sys.executable, "-m", "reintegration_desktop", str(built(0).path)],
        "empty": [sys.executable, "-c", EMPTY],
        "keepass": [keepass.program(), str(keepass.database(10_000))],
    }
    with screen() as display, TemporaryDirectory() as folder:
        home = Path(folder)
        works = [lambda command=command: seconds_to_paint(display, command, home) for command in commands.values()]
        for work in works:
            work()
        ours, empty, other = (1000 * took for took in in_turns(works, ROUNDS))
    what = "from the start to the painted window"
    return {
        "empty_window": Figure(what, ours, "ms", empty, "an empty PySide6 window", 2.0),
        "keepassxc": Figure(what, ours, "ms", other, "KeePassXC's unlock window"),
    }
