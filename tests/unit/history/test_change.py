"""A row of the log."""

from uuid import UUID

from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.vault.roles import Room


def test_a_row_makes_the_version_of_its_device_and_number():
    row = Change(
        UUID(int=1), UUID(int=2), Room.PERSON, "a" * 32, 7, 1 << 16, UUID(int=3), Kind.SAVE, (), 1, b"", b"", b""
    )
    assert row.id == VersionId("a" * 32, 7)


def test_a_save_names_its_first_and_last_row():
    save = SaveRow("a" * 32, 3, 5, UUID(int=3), bytes(32), bytes(64))
    assert save.last - save.first == 2
