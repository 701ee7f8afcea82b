"""The window over a vault, at rest: ``python -m benchmarks.resting VAULT TOLD`` makes the file TOLD once all is in."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.pages import Screen, application
from benchmarks.vault import Built


def main(vault: Path, told: Path) -> None:
    shown = application()
    program = Built(vault, 0).open()
    screen = Screen(program)
    screen.wait(lambda: screen.open.workplace.people.complete)
    screen.settle()
    told.touch()
    assert isinstance(shown, QApplication)
    sys.exit(shown.exec())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
