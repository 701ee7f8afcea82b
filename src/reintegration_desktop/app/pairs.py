"""An office's pairs of keys: since when they are used, renewed twice a year, and their old halves destroyed."""

from datetime import date, datetime, timedelta

from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.office.rotation import TWICE_A_YEAR, retire_pairs

A_PAUSE = timedelta(days=31)
"""A clock is believed so far beyond the newest moment in the log: one that is years off destroys nothing."""


def forget_old_pairs(folder: VaultFolder, keyring: Keyring, now: datetime, latest: datetime | None) -> Keyring:
    """Destroy the halves of pairs that were replaced three months ago, as at an opening.

    ``latest`` is the newest moment in the log. Killed in between, the halves go at the next opening.
    """
    if latest is None:
        return keyring
    return retire_pairs(folder, keyring, min(now, latest + A_PAUSE))


def in_use_since(keyring: Keyring) -> date | None:
    """The day from which the older of the office's pairs is used; None where there is none."""
    keys = keyring.keys
    days = [keys.since(name, keys.generation(name)).date() for name in TWICE_A_YEAR if keys.generation(name)]
    return min(days, default=None)
