"""What a thief or a colleague finds: canaries outside the vault, memory after the lock, rows by raw keys."""

import logging
import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from reintegration_desktop.kernel.logs import open_log
from reintegration_desktop.ui.theme import dress_first
from reintegration_desktop.vault.roles import KeyName
from tests.e2e.canaries import ALL, in_bytes
from tests.e2e.journey import STEPS, Journey, walk
from tests.e2e.journey_of_keys import STEPS as STEPS_OF_KEYS
from tests.e2e.locked.looking import left_after_the_lock
from tests.e2e.planted import Planted
from tests.faults.rows import Row
from tests.spooling import Spooler
from tests.store.keys.seized import PROFILES, SEALED, opens, seized_laptop, somebody_of_each


def run_canaries(times: int, chance: random.Random, place: Path) -> Row:
    """The whole journey of canaries so many times; after each step everything on the disk is sought through."""
    row, application = Row(of="steps"), _application()
    for number in range(times):
        with _surroundings(place / f"journey{number}") as journey:
            walk(journey, {**STEPS, **STEPS_OF_KEYS})
        for step, hits in journey.found.items():
            row.add(step, 1, len(hits))
        said = "\n".join([*journey.refused.values(), *journey.titles])
        row.add("refusals and titles", 1, len(list(in_bytes(said.encode(), ALL, "said"))))
        row.expect("the answers were shown to who may read them", bool(journey.seen), True)
    row.note = f"{len(ALL)} canaries in UTF-8, UTF-16 and escaped; {len(journey.refused)} refusals and their tracebacks"
    application.processEvents()
    return row


def run_after_the_lock(times: int, chance: random.Random, place: Path) -> Row:
    """The program unlocked, used, locked, so many times: the process that stands in its place is looked into."""
    row, before = Row(of="locks"), 0
    for number in range(times):
        (place / str(number)).mkdir()
        left = left_after_the_lock(place / str(number))
        before += left.before
        looked = left.before > 0 and not left.children and not left.held
        row.add("after the lock", 1, left.after + left.hits, "" if looked else f"{left}")
    row.note = f"name and key stood there at least {before} times before the locks"
    return row


def run_keys(times: int, chance: random.Random, place: Path) -> Row:
    """Every role and duty x key x sealed row, and the file of cases, by raw private halves and raw SQL."""
    row, tries = Row(of="keys, rooms and files tried"), 0
    for number in range(times):
        (place / str(number)).mkdir()
        seized = seized_laptop(place / str(number))
        people = somebody_of_each(seized)
        for profile in PROFILES:
            person, granted = people[profile], opens(*profile)
            secrets = seized.secrets(person)
            rooms, tried = seized.opened_rooms(person, secrets)
            tries += tried
            by_rooms = {f"room:{room}" for room in rooms}
            for key in KeyName:
                row.add(f"{profile} {key}", 1, (key.value in secrets) > (key.value in granted),
                        "" if (key.value in secrets) >= (key.value in granted) else "lacks a key")  # fmt: skip
            for room in SEALED:
                row.expect(f"{profile} {room}", f"room:{room}" in by_rooms, f"room:{room}" in granted)
            row.expect(f"{profile} file", seized.opens_the_file(person, secrets), granted & {"database"})
    row.note = f"{len(PROFILES)} roles and duties; {tries:,} tries at sealed rows"
    return row


def _application() -> QApplication:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    dress_first()
    return application


@contextmanager
def _surroundings(base: Path) -> Iterator[Journey]:
    """Home, temporary files and the log in the folder that is sought through; as they were afterwards."""
    before, temporary = dict(os.environ), tempfile.tempdir
    for variable, name in (("TMPDIR", "temporary"), ("REINTEGRATION_HOME", "home"), ("XDG_CONFIG_HOME", "config")):
        (base / name).mkdir(parents=True)
        os.environ[variable] = str(base / name)
    spooler = Spooler.made_in(base.with_name(f"{base.name}-printer"))
    os.environ["PATH"] = spooler.path
    tempfile.tempdir = None
    handler = open_log(base / "program.log", logging.DEBUG)
    try:
        yield Journey(Planted(base), spooler=spooler)
    finally:
        logging.getLogger("reintegration_desktop").removeHandler(handler)
        handler.close()
        tempfile.tempdir = temporary
        os.environ.clear()
        os.environ.update(before)
