"""The programme's own choices and what else a vault remembers, by name."""

from reintegration_desktop.store.database import Database

PUT = "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"


class Settings:
    """Texts by name. They belong to this vault and do not travel."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        """What stands under a name; None where nothing does."""
        with self._database.read() as connection:
            found = connection.exec_driver_sql("SELECT value FROM setting WHERE name = ?", (key,)).scalar()
        return None if found is None else str(found)

    def put(self, key: str, value: str) -> None:
        """Put a text under a name, in place of what stood there."""
        with self._database.write() as connection:
            connection.exec_driver_sql(PUT, (key, value))
