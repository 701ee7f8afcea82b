"""What an older program could not read is let in by the newer one, without another bundle."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.app.exchange import peer_lines
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.travelling import came, send_all
from reintegration_desktop.casework.reading import look_at
from reintegration_desktop.history.arrivals import Batch, Mark, Reason, Waiting
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.sync.acknowledge import acknowledgement
from reintegration_desktop.sync.wire import change_line
from tests.e2e.offices import Offices, add_cases, both, opened

THEY_ARE_READ_THEN = "Bring this computer's program up to date: they are read then."


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    offices = both(tmp_path)
    yield offices
    offices.close()


def kept_by_an_older_program(offices: Offices) -> Change:
    """What Goma wrote last, as headquarters keeps it where its program does not know the kind; the rest came."""
    (case,) = add_cases(offices.goma, 1)
    send_all(offices.goma, offices.stick)
    came(offices.hq, offices.stick)
    return kept_as_newer(offices, case)


def kept_as_newer(offices: Offices, case: UUID) -> Change:
    source, receiver, device = offices.goma.opened.outgoing, offices.hq.opened.incoming, offices.goma.opened.device
    before = source.vector()[device].seq
    look_at(offices.goma.desk, case, form="case")
    after = source.vector()[device]
    (change,) = (one for one in source.outgoing({device: before}, {device: after.seq}) if isinstance(one, Change))
    waits = Waiting(device, change.seq, change.hash, Reason.NEWER, change_line(change))
    receiver.apply(Batch(waiting=(waits,), marks={device: Mark(after.seq, after.hash)}))
    return change


def advised(program: Program) -> list[str]:
    return [step.do for line in peer_lines(program) for step in line.steps]


def holds(program: Program, version: VersionId) -> bool:
    return program.opened.incoming.hash_at(version) is not None and not program.opened.incoming.parked()


def test_opening_by_a_newer_program_reads_what_waited_for_it(offices: Offices):
    change = kept_by_an_older_program(offices)
    assert THEY_ARE_READ_THEN in advised(offices.hq)
    offices.hq.close()
    offices.hq = opened(offices.hq.folder.path)
    assert holds(offices.hq, change.id)
    assert THEY_ARE_READ_THEN not in advised(offices.hq)


def test_a_look_that_brings_nothing_new_reads_it_too(offices: Offices):
    change = kept_by_an_older_program(offices)
    came(offices.hq, offices.stick)
    assert holds(offices.hq, change.id)


def test_a_line_of_an_unknown_type_misses_nothing_and_is_told_of_by_office(offices: Offices):
    add_cases(offices.goma, 1)
    send_all(offices.goma, offices.stick)
    came(offices.hq, offices.stick)
    bundle = next(path.stem for path in offices.stick.glob("*.rdb") if came_as(offices.hq, path.stem))
    line = b"zsomething new"
    waits = Waiting(bundle, 7, sha256(line).digest(), Reason.NEWER, line)
    offices.hq.opened.incoming.apply(Batch(waiting=(waits,)))
    said = acknowledgement(offices.hq.opened.incoming, offices.hq.me.office, (), offices.hq.opened.incoming.vector())
    assert said.missing == ()
    (line_of_goma,) = peer_lines(offices.hq)
    assert line_of_goma.missing == ()
    assert [step.what for step in line_of_goma.steps if step.do == THEY_ARE_READ_THEN] == [
        "1 line of their bundles was written by a newer program, and waits."
    ]


def came_as(program: Program, bundle: str) -> bool:
    return program.opened.incoming.bundle_digest(bundle) is not None
