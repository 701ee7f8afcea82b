"""Whether somebody may say of a question between offices what arrives in their name."""

from reintegration_desktop.history.change import Change
from reintegration_desktop.rules.inquiries.entries import read_entry, speaker
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.roles import Role


def speaks_for_its_office(change: Change, certificate: Certificate) -> bool:
    """Whether an entry can be read, and its author is a supervisor of the office that it speaks for."""
    entry = read_entry(change)
    return entry is not None and certificate.role is Role.SUPERVISOR and speaker(entry.said) == certificate.office
