"""What was verified of the log, in words; and the log written out for somebody outside, without a name or a code."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import UUID

from reintegration_desktop.app.keeping import check_vault
from reintegration_desktop.app.opening import heads_of, outside_heads
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.verifying.checking import check_sealed
from reintegration_desktop.app.verifying.verified import unverified_inside, verified_inside
from reintegration_desktop.casework.errors import NotPermitted, ReasonNeeded
from reintegration_desktop.forms.document import decode
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.clock import moment_of
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.ui.oversight.verbs import Evidence
from reintegration_desktop.vault.files.disk import write_whole
from reintegration_desktop.vault.roles import SEALED_ROOMS, Room

COLUMNS = ("at", "person", "kind", "case", "room", "form", "device", "number")
FORMS = ("csv", "jsonl")
_SHORT = 8


def evidence_of(program: Program) -> Evidence:
    """Check what needs no key to a room; say what was verified, what wasn't, and how far each device's chain goes."""
    folder, found = check_sealed(program.folder, closed=False), check_vault(program, NoProgress(), sealed_only=True)
    whole = say("The log is whole: every chain and signature was verified.")
    troubles = (*found.troubles, *folder.troubles)
    return Evidence(
        troubles[0][0] if troubles else whole, not troubles, tuple(_devices(program)),
        (*folder.verified, *verified_inside(found)),
        unverified_inside(found, every_room=set(SEALED_ROOMS) <= program.me.readable, opened=False),
        tuple(sentence for sentence, _ in troubles),
    )  # fmt: skip


def _devices(program: Program) -> Iterator[str]:
    """How far each device's chain goes, here and outside of the database."""
    assert program.database is not None
    outside = {device: seq for device, seq, _ in outside_heads(program.folder, program.keyring)}
    for device, head in sorted(heads_of(program.database).items()):
        yield _device(device, head.seq, outside.get(device))


def _device(device: str, last: int, outside: int | None) -> str:
    words = say_many("Device {device}: {n} change", "Device {device}: {n} changes", last, device=device[:_SHORT])
    if outside is None:
        return say("{device}; its end is not kept outside of the database yet.", device=words)
    return say("{device}; kept outside of the database up to number {n}.", device=words, n=outside)


def may_export_log(program: Program) -> bool:
    """Whether this role writes an export of the log into the log, and so may make one."""
    return program.store is not None and program.me.may(Kind.EXPORT, Room.OVERSIGHT, "")


def export_log(program: Program, since: date, reason: str, forms: Sequence[str], folder: Path) -> list[Path]:
    """Write the log since a day into files (``csv``, ``jsonl``); that it was written stands in it, with the reason.

    Cases and people are numbered anew in each export, so that nothing in it names anybody; device and number lead back
    to the entry for who has the vault. Raises ReasonNeeded, NotPermitted, and what the disk refuses.
    """
    if not may_export_log(program):
        raise NotPermitted
    if not reason.strip():
        raise ReasonNeeded
    with program.desk.begin() as work:
        work.note(Kind.EXPORT, None, {"form": "log", "reason": reason})
        work.commit()
    rows = list(_rows(program, since))
    written = []
    for form in (form for form in FORMS if form in forms):
        path = folder / f"log-{program.means.clock.today().isoformat()}.{form}"
        write_whole(path, _as_csv(rows) if form == "csv" else _as_lines(rows))
        written.append(path)
    return written


def _rows(program: Program, since: date) -> Iterator[dict[str, str | int]]:
    """Every change since a day, oldest first."""
    with program.opened.read() as cases:
        changes = cases.log(datetime.combine(since, time()).astimezone())
    numbers: dict[UUID, int] = {}
    for one in changes:
        yield _row(one, numbers, program.me.office)


def _row(one: Change, numbers: dict[UUID, int], office: UUID) -> dict[str, str | int]:
    case = "office" if one.case == office else f"case {numbers.setdefault(one.case, len(numbers) + 1)}"
    person = f"person {numbers.setdefault(one.author, len(numbers) + 1)}"
    form = decode(one.document).form if one.room is Room.OPEN else ""
    return {
        "at": moment_of(one.clock).astimezone(UTC).isoformat(timespec="seconds"), "person": person,
        "kind": one.kind.value, "case": case, "room": one.room.value, "form": form, "device": one.device,
        "number": one.seq,
    }  # fmt: skip


def _as_csv(rows: Sequence[dict[str, str | int]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _as_lines(rows: Sequence[dict[str, str | int]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()
