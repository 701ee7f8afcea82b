"""What one person keeps for themselves in a vault, by name: sealed for them alone, and never sent anywhere."""

from base64 import b64decode, b64encode
from uuid import UUID, uuid5

from reintegration_desktop.store.settings import Settings
from reintegration_desktop.vault.errors import SealBroken
from reintegration_desktop.vault.keyring import Keyring


class Own:
    """Texts of who is signed in. They lie among the vault's settings, where others see that there is something."""

    def __init__(self, settings: Settings, keyring: Keyring) -> None:
        self._settings, self._keyring = settings, keyring

    def get(self, name: str) -> str | None:
        """What stands under a name; None where nothing does, or where it no longer opens."""
        sealed = self._settings.get(self._key(name))
        if sealed is None:
            return None
        try:
            return self._keyring.open_draft(self._place(name), b64decode(sealed)).decode()
        except (SealBroken, ValueError):
            return None

    def put(self, name: str, text: str) -> None:
        """Seal a text under a name, in place of what stood there."""
        sealed = self._keyring.seal_draft(self._place(name), text.encode())
        self._settings.put(self._key(name), b64encode(sealed).decode())

    def _key(self, name: str) -> str:
        return f"own:{name}:{self._keyring.id}"

    def _place(self, name: str) -> UUID:
        """Bound to its name, so that one text can't be put in the place of another."""
        return uuid5(self._keyring.id, name)
