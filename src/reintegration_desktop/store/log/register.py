"""Devices and people by the small numbers that rows hold for them."""

from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.vault.chain import FIRST

_ALL = "SELECT 1, number, device_id FROM device UNION ALL SELECT 0, number, person_id FROM author"


class Register:
    """The numbers as one transaction sees them. Who is not numbered yet is, where that transaction writes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._devices: dict[int, str] = {}
        self._device_numbers: dict[str, int] = {}
        self._people: dict[int, UUID] = {}
        self._author_numbers: dict[UUID, int] = {}
        self._read()

    def device_id(self, number: int) -> str:
        """The device (32 hex digits) with a number."""
        return self._devices[number]

    def device_number(self, device: str) -> int | None:
        """The number of a device; None where it was never heard of."""
        return self._device_numbers.get(device)

    def device(self, device: str) -> int:
        """The number of a device, given now if need be."""
        found = self._device_numbers.get(device)
        if found is None:
            found = len(self._devices) + 1
            self._connection.exec_driver_sql(
                "INSERT INTO device (number, device_id, last, head, clock) VALUES (?, ?, 0, ?, 0)",
                (found, bytes.fromhex(device), FIRST),
            )
            self._devices[found], self._device_numbers[device] = device, found
        return found

    def person(self, number: int) -> UUID:
        """The person with a number."""
        return self._people[number]

    def author_number(self, person: UUID) -> int | None:
        """The number of a person; None where they never wrote anything here."""
        return self._author_numbers.get(person)

    def author(self, person: UUID) -> int:
        """The number of a person, given now if need be."""
        found = self._author_numbers.get(person)
        if found is None:
            found = len(self._people) + 1
            self._connection.exec_driver_sql(
                "INSERT INTO author (number, person_id) VALUES (?, ?)", (found, person.bytes)
            )
            self._people[found], self._author_numbers[person] = person, found
        return found

    def _read(self) -> None:
        for is_device, number, raw in self._connection.exec_driver_sql(_ALL):
            if is_device:
                self._devices[number], self._device_numbers[raw.hex()] = raw.hex(), number
            else:
                person = UUID(bytes=raw)
                self._people[number], self._author_numbers[person] = person, number
