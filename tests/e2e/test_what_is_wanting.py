"""What is missing or isn't acknowledged is told by computer, with the next step; files go along with their cases."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from shutil import copytree
from uuid import UUID

import pytest

from reintegration_desktop.app.exchange import peer_lines, waiting, wanting
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.travelling import came, send_all
from reintegration_desktop.casework.attachments.adding import Told, add_file
from reintegration_desktop.casework.attachments.looking import State, files_of
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.saving import save
from reintegration_desktop.casework.travel.there import There, note_there, there
from reintegration_desktop.casework.travel.travelling import send
from reintegration_desktop.history.arrivals import Acknowledgement
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.sync.transports.folder import FolderTarget
from reintegration_desktop.ui.travel.verbs import PeerLine
from reintegration_desktop.vault.roles import Room
from tests.e2e.offices import Offices, add_cases, both, opened
from tests.e2e.test_travelling_by_the_window import counted, transport
from tests.ui.workplaces import NOW, an_edit


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = both(tmp_path)
    yield made
    made.close()


def plain(words: str) -> str:
    return words.translate({0x2068: None, 0x2069: None})


def said(line: PeerLine) -> list[str]:
    return [plain(step.what) for step in line.steps]


def test_sent_and_not_acknowledged_is_told_until_they_answer(offices: Offices):
    add_cases(offices.goma, 2)
    send_all(offices.goma, offices.stick)
    (line,) = peer_lines(offices.goma)
    assert f"They told that they have 0 of {line.sent} changes." in said(line)
    came(offices.hq, offices.stick)
    came(offices.goma, offices.stick)
    (line,) = peer_lines(offices.goma)
    assert said(line) == ["Nothing is missing here, and they told that they have everything."]
    assert wanting(offices.goma) == []


def second_laptop(offices: Offices) -> Program:
    """The same vault, copied to another computer."""
    path = offices.goma.folder.path
    offices.goma.close()
    copytree(path, path.with_name("Laptop2.vault"))
    offices.goma = opened(path)
    return opened(path.with_name("Laptop2.vault"))


def carry(program: Program, folder: Path) -> None:
    """Everything that is new to the other computers of the office."""
    folder.mkdir(exist_ok=True)
    send(program.post(), transport(program), FolderTarget(folder), NoProgress(), {})


def test_a_hole_in_a_colleagues_work_is_told_by_computer_and_number(offices: Offices, tmp_path: Path):
    (case,) = add_cases(offices.goma, 1)
    other = second_laptop(offices)
    device = other.opened.device
    first = add_cases(other, 1)[0]
    other.opened.peers.record_lacking(other.me.office, {})
    skipped = other.opened.outgoing.vector()
    save(other.desk, case, an_edit(case, "concerns", risk_level="high"))
    held_there(other, {one: mark.seq for one, mark in skipped.items()})
    carry(other, tmp_path / "late")
    came(offices.goma, tmp_path / "late")
    (line,) = [one for one in peer_lines(offices.goma) if not one.code]
    assert line.name == "Other computers of this office"
    (side,) = [one for one in line.sides if one.missing]
    assert side.missing[0][1] == skipped[device].seq
    assert side.since == offices.goma.desk.today
    assert said(line)[0].startswith(f"Esther Mbeki’s computer {device[:4].upper()}: changes ")
    assert said(line)[0].endswith("missing since today")
    assert line.steps[0].do.startswith("Send them a bundle")
    (told,) = wanting(offices.goma)
    assert (told.name, told.step) == (line.name, line.steps[0])
    held_there(other, {})
    carry(other, tmp_path / "whole")
    came(offices.goma, tmp_path / "whole")
    assert open_case(offices.goma.desk, first).row.id == first
    assert wanting(offices.goma) == []
    other.close()


def held_there(program: Program, upto: dict[str, int]) -> None:
    """Have a program believe that the other side holds so much: the next bundle begins behind it."""
    peers, office = program.opened.peers, program.me.office
    said = program.opened.incoming.digests([])
    if upto:
        peers.record_acknowledgement(Acknowledgement(office, (), upto, (), 0, 0, said))
    else:
        peers.record_lacking(office, {})


def photographed(program: Program, folder: Path) -> UUID:
    (case,) = add_cases(program, 1)
    paper = folder / "paper.txt"
    paper.write_bytes(b"A letter from the chief of the village, read aloud and copied by hand.")
    add_file(program.desk, case, paper, Told("letter", Room.PERSON, "from the chief"))
    return case


def test_a_paper_of_a_case_goes_along_and_is_told_on_both_sides(offices: Offices, tmp_path: Path):
    case = photographed(offices.goma, tmp_path)
    assert "1 file of cases goes along." in plain(send_all(offices.goma, offices.stick))
    assert counted(came(offices.hq, offices.stick))["Files of cases"] == 1
    came(offices.goma, offices.stick)
    assert waiting(offices.hq).files == waiting(offices.goma).files == 0
    other = second_laptop(offices)
    (line,) = files_of(other.desk, open_case(other.desk, case))
    assert line.state is State.HERE
    other.close()


def test_a_paper_that_did_not_come_is_told_there_and_asked_for_here(offices: Offices, tmp_path: Path):
    photographed(offices.goma, tmp_path)
    before = set(offices.stick.iterdir())
    send_all(offices.goma, offices.stick)
    new = sorted(set(offices.stick.iterdir()) - before, key=lambda path: path.stat().st_mtime_ns)
    new[-1].unlink()
    came(offices.hq, offices.stick)
    assert waiting(offices.hq).files == 1
    came(offices.goma, offices.stick)
    (line,) = peer_lines(offices.goma)
    assert "They lack 1 file of a case, and asked for it." in said(line)
    send_all(offices.goma, offices.stick)
    assert counted(came(offices.hq, offices.stick))["Files of cases"] == 1
    assert waiting(offices.hq).files == 0


def tampered(program: Program, sql: str) -> None:
    assert program.database is not None
    with program.database.write() as connection:
        connection.exec_driver_sql(sql)


def meet(offices: Offices) -> None:
    """Both send and hear each other."""
    for giver, taker in ((offices.goma, offices.hq), (offices.hq, offices.goma)):
        send_all(giver, offices.stick)
        came(taker, offices.stick)
        came(giver, offices.stick)


def test_who_holds_the_same_and_shows_something_else_is_told_as_a_fault_until_it_is_mended(offices: Offices):
    add_cases(offices.goma, 2)
    meet(offices)
    assert wanting(offices.goma) == []
    tampered(offices.hq, "UPDATE case_ SET risk = 'high'")
    add_cases(offices.goma, 1)
    send_all(offices.goma, offices.stick)
    came(offices.hq, offices.stick)
    came(offices.goma, offices.stick)
    (told,) = wanting(offices.goma)
    assert told.step.tone == "danger"
    assert plain(told.step.what).startswith("They hold the same changes and show something else since today: a fault")
    assert "Nothing is lost" in told.step.do
    assert offices.hq.opened.checker.fold_anew(NoProgress()) == 2
    add_cases(offices.goma, 1)
    meet(offices)
    assert wanting(offices.goma) == []


def put_aside(program: Program, reason: str) -> None:
    """Have the newest change of the open room lie aside."""
    newest = "SELECT case_id, device, seq FROM change WHERE room = 0 ORDER BY clock DESC LIMIT 1"
    tampered(program, f"INSERT INTO quarantine (case_id, device, seq, reason) SELECT *, '{reason}' FROM ({newest})")


def test_what_they_put_aside_is_told_to_who_sent_it_until_they_let_it_in(offices: Offices):
    add_cases(offices.goma, 2)
    meet(offices)
    put_aside(offices.hq, "not_permitted")
    add_cases(offices.goma, 1)
    meet(offices)
    (line,) = peer_lines(offices.goma)
    assert line.acknowledged == line.sent, "it came there"
    assert said(line) == ["1 change that counts here was put aside there, and changes nothing there."]
    (told,) = wanting(offices.goma)
    assert (told.name, told.step.tone) == ("Headquarters", "warn")
    assert "Nothing is lost" in told.step.do
    add_cases(offices.goma, 1)
    meet(offices)
    assert said(peer_lines(offices.goma)[0]) == said(line), "it is one, however often they answer"
    tampered(offices.hq, "UPDATE quarantine SET decided = 'adopted'")
    add_cases(offices.goma, 1)
    meet(offices)
    assert wanting(offices.goma) == []


def test_what_lies_aside_on_both_sides_is_told_on_each_as_its_own(offices: Offices):
    add_cases(offices.goma, 2)
    meet(offices)
    for program in (offices.goma, offices.hq):
        put_aside(program, "not_permitted")
    add_cases(offices.goma, 1)
    meet(offices)
    line, _ = peer_lines(offices.goma)
    assert not any("put aside there" in one for one in said(line))
    (line,) = peer_lines(offices.hq)
    assert "1 change was put aside and changes nothing." in said(line)


def test_what_has_not_come_there_is_told_as_they_told_it_and_a_copy_that_fell_silent_no_longer(offices: Offices):
    office, today = offices.hq.me.office, NOW.date()
    settings, desk = offices.goma.opened.settings, offices.goma.desk
    note_there(settings, desk.clock.today, office, "aa", There(missing=3, parked=2))
    note_there(settings, desk.clock.today, office, "bb", There(parked=4))
    assert there(settings, today, office) == There(0, 3, 4)
    (line,) = peer_lines(offices.goma)
    assert said(line)[0] == "They told that 3 changes have not come there."
    note_there(settings, desk.clock.today, office, "aa", There())
    (line,) = peer_lines(offices.goma)
    assert said(line)[0] == "4 changes came there and wait."
    assert there(settings, today + timedelta(days=90), office) == There()
