"""What a backup needs of whoever is signed in: nothing of it is secret, so that it can be made after the lock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from reintegration_desktop.vault.age_keys import recipient_of
from reintegration_desktop.vault.fields import Fields
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.papers.office_keys import RECOVERY
from reintegration_desktop.vault.roles import KeyName


@dataclass(frozen=True, slots=True)
class Order:
    """The office, the generation of its database's key, whom the backup is sealed to (``age1...``), rows by table."""

    office: UUID
    generation: int
    recipients: tuple[str, ...]
    counts: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """Plain JSON."""
        return {
            "office": str(self.office),
            "generation": self.generation,
            "recipients": list(self.recipients),
            "counts": dict(self.counts),
        }

    @classmethod
    def from_json(cls, fields: Fields) -> "Order":
        """Back from ``to_json``; raises ValueError."""
        counts = fields.table("counts")
        return cls(
            fields.id("office"),
            fields.number("generation"),
            fields.texts("recipients"),
            {name: counts.number(name) for name in counts.names()},
        )


def order_of(keyring: Keyring, counts: Mapping[str, int] | None = None) -> Order:
    """An order in the name of who is signed in; the recipients' certificates were verified at unlocking."""
    return Order(keyring.office, keyring.keys.generation(KeyName.DATABASE), recipients(keyring), dict(counts or {}))


def recipients(keyring: Keyring) -> tuple[str, ...]:
    """Who opens a backup (``age1...``): the recovery pair and the office's custodians."""
    recovery = keyring.keys.public(RECOVERY)
    custodians = [
        person.seal_key
        for person in keyring.people.current()
        if person.is_custodian and person.office == keyring.office
    ]
    return tuple(map(recipient_of, custodians if recovery is None else [recovery, *custodians]))
