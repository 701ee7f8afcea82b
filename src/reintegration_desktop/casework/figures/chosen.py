"""What somebody had chosen last on the page of reports."""

from dataclasses import asdict, dataclass
from pathlib import Path

from reintegration_desktop.casework.figures.personal import keep, kept
from reintegration_desktop.vault.keyring import Keyring

_NAME = "chosen"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A template, a period and readers by their codes; an empty period is the last one that is complete."""

    template: str = ""
    period: str = ""
    recipient: str = ""


def chosen(folder: Path, keyring: Keyring) -> Chosen:
    """What was chosen last; nothing where nothing was."""
    raw = kept(folder, keyring, _NAME)
    return Chosen(*(str(raw.get(key, "")) for key in ("template", "period", "recipient")))


def choose(folder: Path, keyring: Keyring, wanted: Chosen) -> None:
    """Remember what is chosen; raises what the disk refuses."""
    keep(folder, keyring, _NAME, asdict(wanted))
