"""Whatever is kept back, let go, lost and sent again, a peer comes to what it was sent, and to nothing else."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from reintegration_desktop.history.arrivals import Acknowledgement, Digests, KeptBack
from reintegration_desktop.history.change import Change
from reintegration_desktop.sync.bundle import Letter, write_bundles
from reintegration_desktop.sync.delta import delta
from reintegration_desktop.sync.manifest import Kind
from reintegration_desktop.vault.roles import Role
from tests.unit.sync.made import NOW, Device, Office, Programme
from tests.unit.sync.memory import Tables
from tests.unit.sync.post import take

CASES = tuple(uuid4() for _ in range(3))
NOTHING = Digests(b"", b"")
DAYS = st.tuples(
    st.lists(st.tuples(st.booleans(), st.sampled_from(CASES)), max_size=4), st.frozensets(st.sampled_from(CASES)),
    st.sampled_from(["arrives", "is lost", "arrives unanswered"]),
)  # fmt: skip


def sent(office: Office, to: Office, kept: frozenset[UUID], folder: Path) -> Path:
    """What an office's next bundle is, with the bookkeeping of ``casework.travel``."""
    tables = office.tables
    back = tables.kept_back(to.id)
    if kept != back.cases:
        back = back.without(kept)
        tables.keep_back(to.id, back)
    goes = delta(tables, tables, to.id, back)
    letter = Letter(kind=Kind.DELTA, sender=office.sender(), to=to.address, made_at=NOW, since=goes.since,
                    has=goes.upto, certificates=office.papers.certificates)  # fmt: skip
    (info,) = write_bundles(letter, goes.items(tables), folder, os.urandom)
    tables.record_sent(to.id, info.bundle, info.upto)
    if back.late:
        tables.record_late(to.id, info.bundle)
    return info.path


def answer(office: Office, to: Office, bundle: str) -> None:
    vector = {device: mark.seq for device, mark in to.tables.marks.items()}
    office.tables.record_acknowledgement(Acknowledgement(to.id, (bundle,), vector, (), 0, 0, NOTHING))


def changes(tables: Tables, *, without: frozenset[UUID] = frozenset()) -> set[Change]:
    return {one for one in tables.log.values() if isinstance(one, Change) and one.case not in without}


@settings(max_examples=60, deadline=None)
@given(days=st.lists(DAYS, min_size=1, max_size=6))
def test_a_peer_comes_to_what_it_was_sent_and_to_nothing_else(days):
    programme = Programme()
    field, hq = Office(programme), Office(programme, Role.HEADQUARTERS)
    worker, laptops = field.person(Role.CASEWORKER), (Device(field), Device(field))
    ever: set[Change] = set()
    with TemporaryDirectory() as folder:
        for visits, kept, way in days:
            for second, case in visits:
                laptops[second].visit(worker, case)
            path = sent(field, hq, kept, Path(folder))
            if way != "is lost":
                take(path, hq)
                ever |= changes(field.tables, without=kept)
                assert changes(hq.tables) == ever, "neither less nor more than what it was sent"
                assert hq.tables.marks == field.tables.marks
            if way == "arrives":
                answer(field, hq, path.stem)
        path = sent(field, hq, frozenset(), Path(folder))
        take(path, hq)
        answer(field, hq, path.stem)
    assert changes(hq.tables) == changes(field.tables)
    assert field.tables.kept_back(hq.id) == KeptBack()
