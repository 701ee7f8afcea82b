"""Young people with files, for tests: a yes to photographs or none, files of every kind."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from reintegration_desktop.casework import reading
from reintegration_desktop.casework.attachments.adding import Told, add_file
from reintegration_desktop.casework.attachments.looking import FileLine, files_of
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.vault.roles import Room
from tests.ui.workplaces import Bench, an_edit

TOLD = Told("letter", Room.PERSON, "from their aunt")


def a_case(bench: Bench, photographs: str = "yes") -> UUID:
    case = uuid4()
    return bench.add(an_edit(case, "identification", name_first="Amina"), consent(case, photographs), case=case)


def consent(case: UUID, photographs: str, *, day: int = 1, kind: str = "given") -> Edit:
    return an_edit(
        case, "consent", event_at=datetime(2026, 3, day, tzinfo=UTC), event_kind=kind, given_by=("child_consent",),
        agrees_to_case_management="yes", agrees_to_storage="yes", agrees_to_photograph=photographs,
    )  # fmt: skip


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def add(bench: Bench, case: UUID, path: Path, told: Told = TOLD) -> FileLine:
    record = uuid4()
    add_file(bench.desk, case, path, told, None, record)
    return line_of(bench.desk, case, record)


def line_of(desk: Desk, case: UUID, record: UUID, reason: str = "") -> FileLine:
    return next(line for line in lines_of(desk, case, reason) if line.record == record)


def lines_of(desk: Desk, case: UUID, reason: str = "") -> tuple[FileLine, ...]:
    opened = reading.restricted_too(desk, case, reason) if reason else reading.open_case(desk, case)
    return files_of(desk, opened)


def sealed_in(bench: Bench) -> list[Path]:
    folder = bench.database.path.with_name("files")
    return sorted(folder.iterdir()) if folder.exists() else []


def sent(bench: Bench, case: UUID) -> list[tuple[str, str]]:
    """The log of a case: what was done and the reason, newest last."""
    with bench.desk.read() as cases:
        versions = cases.history(case)
    return [(version.kind.name, str(version.document.answers.get("reason", ""))) for version in versions
            if version.document is not None and version.kind.name in ("VIEW", "EXPORT")]  # fmt: skip
