"""Granting an office's keys to its people, as far as role and duties go."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.papers.grants import Grant, grant
from reintegration_desktop.vault.papers.office_keys import RECOVERY, OfficeKeys, recovery_id
from reintegration_desktop.vault.papers.trust import Secrets
from reintegration_desktop.vault.roles import KeyName, keys_of


def grants_to(office: UUID, person: Certificate, secrets: Secrets) -> tuple[Grant, ...]:
    """Everything of these secrets that a person's role and duties open."""
    allowed = keys_of(person.role, person.duties)
    return tuple(
        grant(office, key, generation, secret, person.id, person.seal_key)
        for key, own in secrets.items()
        if key in allowed
        for generation, secret in own.items()
    )


def grants_to_recovery(keys: OfficeKeys, secrets: Secrets) -> tuple[Grant, ...]:
    """Everything, for the office's recovery pair, where there is one."""
    public, generation = keys.public(RECOVERY), keys.generation(RECOVERY)
    if public is None:
        return ()
    to = recovery_id(keys.office, generation)
    return tuple(
        grant(keys.office, key, number, secret, to, public)
        for key, own in secrets.items()
        for number, secret in own.items()
    )


def without_repeats(grants: Iterable[Grant]) -> tuple[Grant, ...]:
    """One grant for each key, generation and person: the latest."""
    latest: Mapping[tuple[KeyName, int, UUID], Grant] = {
        (given.key, given.generation, given.to): given for given in grants
    }
    return tuple(latest.values())
