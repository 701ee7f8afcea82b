"""A program that rewrites a slot again and again, until it is killed."""

import sys
from contextlib import suppress
from pathlib import Path

from reintegration_desktop.vault.errors import WrongPassphrase
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.office.renewal import change_passphrase
from tests.unit.vault.made import PASSPHRASE, means

folder = VaultFolder(Path(sys.argv[1]), Path(sys.argv[2]))
passphrases = [PASSPHRASE, PASSPHRASE + " again"]
with suppress(WrongPassphrase):
    change_passphrase(folder, "Supervisor", passphrases[1], passphrases[0], means())
print("begun", flush=True)  # noqa: T201 - the test waits for it
while True:
    change_passphrase(folder, "Supervisor", *passphrases, means())
    passphrases.reverse()
