"""Who has a slot in a vault, read before anything of the vault is imported: the window asks for a passphrase first."""

import json
from collections.abc import Iterator
from pathlib import Path

_FILES = ("vault.json", "vault.json.bak")


def slot_labels(vault: Path) -> tuple[str, ...]:
    """The labels of a vault's slots, from its file or the spare one; none where no vault can be read.

    Nothing is believed: the signature is checked, and damage told in words, when the vault is opened.
    """
    return next((labels for file in _FILES if (labels := tuple(_labels(vault / file)))), ())


def _labels(file: Path) -> Iterator[str]:
    try:
        slots = json.loads(json.loads(file.read_bytes())["body"])["slots"]
        yield from [slot["label"] for slot in slots if isinstance(slot["label"], str)]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return
