"""Everything that is done with the case of canaries, step by step, and what was said and shown on the way."""

import logging
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QApplication, QWidget

from reintegration_desktop.app.backups.making import back_up_to, back_up_vault
from reintegration_desktop.app.keeping import check_vault
from reintegration_desktop.app.program import open_program
from reintegration_desktop.app.reports import ALL_FORMS, write_report
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.casework import history_words, papers, reading, records
from reintegration_desktop.casework.incoming.importing import add_case, edit_case
from reintegration_desktop.casework.people import People
from reintegration_desktop.casework.search.finding import find
from reintegration_desktop.casework.travel.travelling import acknowledge, receive, send
from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.cli.reports.figures import refreshed
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.kernel.sentences import in_words
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.sync.transports.folder import FolderTarget
from reintegration_desktop.ui.paper import paint_pages
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.ui.printing.dialog import PrinterDialog
from reintegration_desktop.ui.printing.pages import in_memory
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.vault.backups.backup import backup_identity, backups, restore_backup
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.roles import Role
from tests.e2e.canaries import ALL, DAY, NAMES, SEALED_CODES, UNIT, Hit, in_folder
from tests.e2e.planted import (
    LAST_QUARTER,
    MEANS,
    PASSPHRASE,
    Planted,
    begin_headquarters,
    begin_office,
    take_in,
)
from tests.spooling import Spooler, files_below

log = logging.getLogger("reintegration_desktop.journey")


@dataclass(slots=True)
class Journey:
    """What was found after each step, what every refusal said, every title that a window had."""

    planted: Planted
    case: UUID = field(default_factory=lambda: UUID(int=0))
    found: dict[str, list[Hit]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    titles: set[str] = field(default_factory=set)
    seen: list[str] = field(default_factory=list)
    spooler: Spooler | None = None

    @contextmanager
    def refusing(self, what: str) -> Iterator[None]:
        """A step that is refused; all that its refusal says, and that a traceback of it says, is kept."""
        try:
            yield
        except Refusal as refusal:
            log.debug("refused", exc_info=True)
            said = (
                str(refusal),
                repr(refusal),
                repr(refusal.args),
                *in_words(refusal),
                *traceback.format_exception(refusal),
            )
            self.refused[what] = "\n".join(said)
            return
        raise AssertionError(f"not refused: {what}")


def walk(journey: Journey, steps: Mapping[str, Callable[[Journey], None]]) -> None:
    """Take every step; after each, seek canaries in everything that lies on the disk."""
    for name, step in steps.items():
        log.debug("step %s", name)
        step(journey)
        journey.found[name] = in_folder(journey.planted.base, ALL)


def _begin(journey: Journey) -> None:
    begin_office(journey.planted)
    begin_headquarters(journey.planted)


def _save(journey: Journey) -> None:
    journey.case = take_in(journey.planted)


def _edit(journey: Journey) -> None:
    with journey.planted.signed_in(Role.CASEWORKER) as program:
        edit_case(program.desk, journey.case, {"identification": {"name_first": NAMES[1], "nickname": NAMES[0]}})


def keep_a_draft(journey: Journey) -> None:
    """Type another name and leave it unsaved."""
    with journey.planted.signed_in(Role.CASEWORKER) as program:
        opened = reading.open_case(program.desk, journey.case)
        one = records.sheet(program.desk, opened, "identification")
        typed = one.filled(one.filling.answer("name_middle", NAMES[2]))
        records.keep(program.desk, typed, datetime.now(UTC))
        journey.seen += [str(draft.answers.get("name_middle")) for draft in program.desk.drafts.all()]


def _search(journey: Journey) -> None:
    with journey.planted.signed_in(Role.TRACING_OFFICER) as program:
        people = People(program.programme.places)
        with program.desk.read() as cases:
            while people.read_slice(cases):
                pass
        found = [find(program.desk, people, CaseFilter(), name).ids for name in (*NAMES, "xq village")]
        assert all(len(ids) >= 1 for ids in found)


def _tell_the_history(journey: Journey) -> None:
    with journey.planted.signed_in(Role.SUPERVISOR) as program:
        reading.look_at_restricted(program.desk, journey.case, "a threat by this unit")
        lines = history_words.history(program.desk, journey.case)
        journey.seen += [change.after for line in lines for change in line.changes]
        journey.seen += [
            str(record.answers)
            for record in reading.restricted_too(program.desk, journey.case, "a threat").file.records
        ]


def _print(journey: Journey) -> None:
    """A summary on paper; looked for while the printer has it, by content and by any file that came to be."""
    planted, spooler = journey.planted, journey.spooler
    assert spooler is not None
    with planted.signed_in(Role.CASEWORKER) as program:
        paper = papers.summary(program.desk, ValueWords(program.desk.dictionary, program.programme),
                               reading.open_case(program.desk, journey.case))  # fmt: skip
        journey.seen += [line.answer for part in paper.parts for line in part.lines]
        places = tuple(planted.base / name for name in ("temporary", "home", "config"))
        studio, window, before = Studio(), QWidget(), files_below(*places)
        studio.show(window)
        dialog = PrinterDialog(partial(in_memory, partial(paint_pages, paper)), window)
        dialog.open()
        spooler.hold.touch()
        dialog.print.click()
        _until(studio, spooler.taken.exists)
        lying = [Hit("a file", str(path)) for path in files_below(*places) - before]
        journey.found["a paper in the printer's hands"] = [*lying, *in_folder(planted.base, ALL)]
        spooler.hold.unlink()
        _until(studio, lambda: not dialog.isVisible())
        assert spooler.taken.read_bytes().startswith(b"%PDF")
        assert dialog.result() == PrinterDialog.DialogCode.Accepted
        window.deleteLater()


def _until(studio: Studio, reached: Callable[[], bool]) -> None:
    for _ in range(1000):
        if reached():
            return
        studio.settle()
    raise AssertionError


def _count(journey: Journey) -> None:
    with journey.planted.signed_in(Role.CASEWORKER) as program:
        refreshed(program, ())


def _report(journey: Journey) -> None:
    with journey.planted.signed_in(Role.MANAGER) as program:
        out = journey.planted.base / "report"
        made = write_report(program, "quarterly", LAST_QUARTER, Recipient.HEADQUARTERS, out, ALL_FORMS, NoProgress())
        assert {path.suffix for path in made.files} >= {".xlsx", ".csv", ".json", ".pdf"}


def _back_up(journey: Journey) -> None:
    with journey.planted.signed_in(Role.COORDINATOR) as program:
        back_up_vault(program)
    with journey.planted.signed_in(Role.SUPERVISOR) as program:
        back_up_vault(program)
        back_up_to(program, _made(journey.planted.base / "chosen"))
        made = backups(program.folder)[0]
        assert check_vault(program, NoProgress()).sound
        restored = VaultFolder(journey.planted.base / "restored.vault")
        restore_backup(made.path, [backup_identity(program.keyring.own.seal_secret)], restored)


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _carry(journey: Journey) -> None:
    stick = FolderTarget(journey.planted.base / "stick")
    stick.folder.mkdir()
    with journey.planted.signed_in(Role.COORDINATOR) as field:
        send(field.post(), field.peers[0].address, stick, NoProgress(), field.figures_to_send())
        journey.found["the bundle on the stick"] = in_folder(journey.planted.base, ALL)
        hq = open_program(journey.planted.hq, None, PASSPHRASE, means=MEANS)
        post = hq.post(keeps_figures=True)
        got = receive(post, stick, NoProgress())
        acknowledge(post, hq.peers[0].address, got.taken, stick, NoProgress())
        hq.close()
        assert got.changes
        assert receive(field.post(), stick, NoProgress()).heard


def _refuse_people(journey: Journey) -> None:
    with journey.refusing("a wrong passphrase"):
        open_program(journey.planted.field, Role.CASEWORKER.value, " ".join(NAMES), means=MEANS)
    with journey.refusing("a label nobody has"):
        open_program(journey.planted.field, NAMES[0], PASSPHRASE, means=MEANS)
    with journey.planted.signed_in(Role.CASEWORKER) as program:
        with journey.refusing("a vault that is open already"):
            open_program(journey.planted.field, Role.CASEWORKER.value, PASSPHRASE, means=MEANS)
        with journey.refusing("restricted answers without a reason"):
            reading.look_at_restricted(program.desk, journey.case, " ")
        with journey.refusing("a code that no case has"):
            reading.find(program.desk, NAMES[0])
    with journey.planted.signed_in(Role.CLINICIAN) as program, journey.refusing("a case opened by a clinician"):
        edit_case(program.desk, journey.case, {"association": [{"military_unit": UNIT}]})
    with journey.planted.signed_in(Role.MANAGER) as program, journey.refusing("cases asked for by a manager"):
        reading.open_case(program.desk, journey.case)


def _refuse_answers(journey: Journey) -> None:
    wrong = {
        "answers of no list": {"identification": {"sex": NAMES[0], "current_place": DAY}, NAMES[1]: {}},
        "rows that are none": {"association": NAMES[2]},
        "days in the wrong order": {
            "identification": {"date_of_birth": DAY, "name_first": NAMES[0]},
            "association": [{"roles": list(SEALED_CODES), "exit": [{"left_on": "2000-01-01"}]}],
            "consent": [{"event_at": "2999-01-01T00:00:00Z"}],
        },
    }
    with journey.planted.signed_in(Role.CASEWORKER) as program:
        for what, raw in wrong.items():
            with journey.refusing(what):
                add_case(program.desk, raw)


def _refuse_damage(journey: Journey) -> None:
    base = journey.planted.base
    backup = max((journey.planted.field / "backups").glob("*.age"))
    damaged = base / "damaged.age"
    damaged.write_bytes(backup.read_bytes()[:-40])
    with journey.planted.signed_in(Role.SUPERVISOR) as program, journey.refusing("a damaged backup"):
        restore_backup(damaged, [backup_identity(program.keyring.own.seal_secret)], VaultFolder(base / "none.vault"))
    database = VaultFolder(base / "restored.vault").database
    database.write_bytes(database.read_bytes()[:8192] + bytes(8192))
    with journey.refusing("a damaged database"):
        open_program(base / "restored.vault", Role.SUPERVISOR.value, PASSPHRASE, means=MEANS)
    with journey.planted.signed_in(Role.MANAGER) as program, journey.refusing("a report on nothing"):
        write_report(program, "quarterly", "1999-Q1", Recipient.PUBLIC, base / "report", ("csv",), NoProgress())


def _draw(journey: Journey) -> None:
    for role in (Role.CASEWORKER, Role.SUPERVISOR, Role.MANAGER):
        with journey.planted.signed_in(role) as program:
            studio, tasks = Studio(), Tasks()
            window = OpenWindow(program, tasks, lambda: None)
            studio.show(window.window)
            for place in window.places:
                window.window.go(place)
                studio.settle(tasks)
                _note_titles(journey)
            if program.store is not None:
                window.open_case(journey.case)
                studio.settle(tasks)
                _note_titles(journey)
                journey.found[f"the case open before a {role.value}"] = in_folder(journey.planted.base, ALL)
            tasks.join(5.0)
            window.window.close()
            window.window.deleteLater()
            studio.settle()


def _note_titles(journey: Journey) -> None:
    journey.titles |= {f"{one.windowTitle()} {one.objectName()}" for one in QApplication.topLevelWidgets()}


STEPS: Mapping[str, Callable[[Journey], None]] = {
    "two vaults begun": _begin,
    "a case saved": _save,
    "a case edited": _edit,
    "a draft kept": keep_a_draft,
    "names sought": _search,
    "the history told": _tell_the_history,
    "a paper printed": _print,
    "figures counted": _count,
    "a report written": _report,
    "a backup made, checked and restored": _back_up,
    "a bundle sent, received and acknowledged": _carry,
    "people refused": _refuse_people,
    "answers refused": _refuse_answers,
    "damaged files refused": _refuse_damage,
    "windows drawn, locked and closed": _draw,
}
