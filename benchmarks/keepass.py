"""KeePassXC as a yardstick: a vault program that people already use, with as many entries as we have cases."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from reintegration_desktop.casework.invented.chance import begun, new_id
from reintegration_desktop.casework.invented.names import TONGUES, drawn

CACHE = Path(__file__).parents[1] / ".cache"
PASSPHRASE = "invented"
NEEDED = "KeePassXC is the yardstick here: install the Debian package keepassxc."


def database(entries: int) -> Path:
    """A KeePass file with so many entries, made once."""
    file = CACHE / f"keepass-{entries}.kdbx"
    if not file.exists():
        CACHE.mkdir(exist_ok=True)
        with TemporaryDirectory() as folder:
            source = Path(folder) / "entries.xml"
            source.write_text("".join(_document(entries)), encoding="utf-8")
            _import(source, file)
    return file


def program() -> str:
    """Where KeePassXC is."""
    found = shutil.which("keepassxc")
    if found is None:
        raise SystemExit(NEEDED)
    return found


def _import(source: Path, file: Path) -> None:
    command = [f"{program()}-cli", "import", "-q", "-p", str(source), str(file)]
    subprocess.run(command, input=f"{PASSPHRASE}\n{PASSPHRASE}\n", text=True, check=True, capture_output=True)


def _document(entries: int) -> Iterator[str]:
    chance = begun(entries)
    tongues = tuple(TONGUES.values())
    yield "<KeePassFile><Root><Group><Name>Cases</Name>"
    for _ in range(entries):
        name = drawn(chance, chance.choice(tongues), "female")
        texts = {"Title": f"{name.first} {name.last}", "UserName": name.nickname, "Notes": str(new_id(chance))}
        strings = (f"<String><Key>{key}</Key><Value>{escape(text)}</Value></String>" for key, text in texts.items())
        yield f"<Entry>{''.join(strings)}</Entry>"
    yield "</Group></Root></KeePassFile>"
