"""Sending and receiving as the window does it, over real vaults, databases and a folder as the stick."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copy, copytree
from uuid import UUID

import pytest

from reintegration_desktop.app.exchange import parcels, peer_lines, size_words, waiting
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.travelling import came, send_all
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.saving import save
from reintegration_desktop.casework.travel.travelling import send
from reintegration_desktop.history.arrivals import Acknowledgement
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.kernel.sentences import SENTENCES
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.sync.bundle import Address, Letter, Sender, write_bundles
from reintegration_desktop.sync.manifest import Kind as BundleKind
from reintegration_desktop.sync.transports.folder import FolderTarget
from reintegration_desktop.ui.travel.verbs import Came
from reintegration_desktop.vault.identity import seal_key_of
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import KeyName, Role
from tests.e2e.offices import MEANS, Offices, add_cases, an_office, both, opened
from tests.ui.workplaces import an_edit

JONAS = "jonas has five words here"


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = both(tmp_path)
    yield made
    made.close()


def counted(told: Came) -> dict[str, int]:
    return {line.what: line.number for line in told.lines if line.number}


def test_before_sending_the_cases_are_listed_by_code_and_nothing_is_written(offices: Offices):
    add_cases(offices.goma, 2)
    (parcel,) = parcels(offices.goma)
    assert (parcel.name, len(parcel.cases)) == ("Headquarters", 2)
    assert all(case.changes and case.size and case.goes for case in parcel.cases)
    assert parcel.changes == 2, "the numbers that the office goes by, and the words about them"
    assert size_words(parcel.size + sum(case.size for case in parcel.cases)) == "\u206864\u2069 KB"
    assert {case.consent for case in parcel.cases} == {""}
    assert list(offices.stick.iterdir()) == []


def test_sent_is_not_received_until_they_say_so(offices: Offices):
    add_cases(offices.goma, 2)
    assert waiting(offices.goma).cases == 2
    send_all(offices.goma, offices.stick)
    (line,) = peer_lines(offices.goma)
    assert line.sent > 0
    assert (line.acknowledged, line.sent_on is None) == (0, False)
    told = counted(came(offices.hq, offices.stick))
    assert told["New cases"] == 2
    assert waiting(offices.hq).cases == 2, "an office's own words are no case"
    assert counted(came(offices.goma, offices.stick))["Our bundles that arrived"] == 1
    (line,) = peer_lines(offices.goma)
    assert (line.acknowledged, line.acknowledged_on is None) == (line.sent, False)
    assert waiting(offices.goma).changes == 0
    (theirs,) = peer_lines(offices.hq)
    assert (theirs.name, theirs.came, theirs.missing, theirs.quarantined) == ("Goma", line.sent, (), 0)


def here(program: Program) -> set[str]:
    with program.desk.read() as cases:
        return {row.code for row in cases.rows(list(cases.ids(CaseFilter(status=None))))}


def to_and_fro(offices: Offices, without: set[UUID] | None = None) -> None:
    """Our bundle there, their word back."""
    kept = None if without is None else {offices.hq.me.office: frozenset(without)}
    send_all(offices.goma, offices.stick, kept)
    came(offices.hq, offices.stick)
    came(offices.goma, offices.stick)


def test_a_case_that_is_kept_back_goes_whole_once_it_may(offices: Offices):
    first, second = add_cases(offices.goma, 2)
    to_and_fro(offices, {second})
    assert here(offices.hq) == here(offices.goma) - {code_of_case(offices.goma, second)}
    (parcel,) = parcels(offices.goma)
    assert [(case.case, case.kept, case.goes) for case in parcel.cases] == [(second, True, False)]
    assert waiting(offices.goma).changes == 0
    add_cases(offices.goma, 1)
    to_and_fro(offices)
    assert len(here(offices.hq)) == 2
    to_and_fro(offices, set())
    assert here(offices.hq) == here(offices.goma)
    assert parcels(offices.goma)[0].cases == ()
    devices = list(offices.goma.opened.outgoing.vector())
    assert offices.hq.opened.incoming.digests(devices) == offices.goma.opened.incoming.digests(devices)
    assert [row.stage for row in facts(offices.hq, first, second)] == [
        row.stage for row in facts(offices.goma, first, second)
    ]


def test_a_late_case_whose_stick_was_lost_goes_again(offices: Offices, tmp_path: Path):
    first, second = add_cases(offices.goma, 2)
    to_and_fro(offices, {first, second})
    lost = tmp_path / "lost"
    lost.mkdir()
    send_all(offices.goma, lost, {offices.hq.me.office: frozenset({first})})
    to_and_fro(offices)
    assert here(offices.hq) == {code_of_case(offices.goma, second)}
    to_and_fro(offices, {first})
    assert here(offices.hq) == {code_of_case(offices.goma, second)}


def test_what_was_kept_back_after_a_first_part_went_stops_there(offices: Offices):
    (case,) = add_cases(offices.goma, 1)
    to_and_fro(offices)
    visited(offices.goma, case)
    to_and_fro(offices, {case})
    assert len(versions(offices.hq, case)) < len(versions(offices.goma, case))
    to_and_fro(offices, set())
    assert versions(offices.hq, case) == versions(offices.goma, case)


def visited(program: Program, case: UUID) -> None:
    save(program.desk, case, an_edit(case, "concerns", risk_level="low"))


def versions(program: Program, case: UUID) -> set[VersionId]:
    with program.desk.read() as cases:
        return {version.id for version in cases.history(case)}


def facts(program: Program, *cases: UUID):
    with program.desk.read() as reading:
        return sorted(reading.facts(list(cases)), key=lambda row: row.code)


def code_of_case(program: Program, case: UUID) -> str:
    return facts(program, case)[0].code


def test_the_same_file_again_is_told_to_have_been_taken_in_before(offices: Offices, tmp_path: Path):
    add_cases(offices.goma, 1)
    send_all(offices.goma, offices.stick)
    (bundle,) = offices.stick.glob("*.rdb")
    kept = copy(bundle, tmp_path / bundle.name)
    came(offices.hq, offices.stick)
    came(offices.goma, offices.stick)
    for file in offices.stick.iterdir():
        file.unlink()
    copy(kept, offices.stick)
    assert counted(came(offices.hq, offices.stick)) == {"Taken in before": 1}


def test_a_bundle_that_never_came_is_missed_by_number_and_what_follows_waits(offices: Offices, tmp_path: Path):
    add_cases(offices.goma, 1)
    send_all(offices.goma, offices.stick)
    came(offices.hq, offices.stick)
    came(offices.goma, offices.stick)
    before = peer_lines(offices.goma)[0].sent
    lost = tmp_path / "lost"
    lost.mkdir()
    add_cases(offices.goma, 1)
    missed = peer_lines_after_losing(offices, lost, before)
    assert missed.missing == ((before + 1, missed.missing[0][1]),)
    assert missed.parked > 0
    assert missed.came > missed.missing[0][1]


def peer_lines_after_losing(offices: Offices, lost: Path, before: int):
    """What goes to a stick that is lost is taken for arrived, by mistake; only what comes after it arrives."""
    send_all(offices.goma, lost)
    vector = {device: mark.seq for device, mark in offices.goma.opened.outgoing.vector().items()}
    said = offices.goma.opened.peers.acknowledged(offices.hq.me.office)
    assert vector != said
    pretend(offices.goma, offices.hq, vector)
    add_cases(offices.goma, 1)
    send_all(offices.goma, offices.stick)
    came(offices.hq, offices.stick)
    return peer_lines(offices.hq)[0]


def pretend(program: Program, peer: Program, vector: dict[str, int]) -> None:
    said = Acknowledgement(
        peer.me.office, (), vector, (), 0, 0, program.opened.incoming.digests(()), peer.opened.device
    )
    program.opened.peers.record_acknowledgement(said)


# --- what is refused ---


def transport(program: Program) -> Address:
    return Address(program.me.office, seal_key_of(program.keyring.secrets(KeyName.TRANSPORT)[0]))


def damaged(offices: Offices, bundle: Path) -> None:
    content = bytearray(bundle.read_bytes())
    content[len(content) // 2] ^= 1
    bundle.write_bytes(content)


def cut(offices: Offices, bundle: Path) -> None:
    bundle.write_bytes(bundle.read_bytes()[:20_000])


def emptied(offices: Offices, bundle: Path) -> None:
    bundle.write_bytes(b"")


def oversized(offices: Offices, bundle: Path) -> None:
    os.truncate(bundle, 1_100 << 20)


def written_by(offices: Offices, bundle: Path, sender: Sender) -> None:
    bundle.unlink()
    letter = Letter(kind=BundleKind.DELTA, sender=sender, to=transport(offices.hq), made_at=MEANS.now())
    list(write_bundles(letter, iter(()), offices.stick, MEANS.random))


def stranger(offices: Offices) -> Program:
    return an_office(offices.stick.parent / "Stranger.vault")


def of_another_programme(offices: Offices, bundle: Path) -> None:
    other = stranger(offices)
    written_by(offices, bundle, Sender(other.keyring.person, other.keyring.people.root, other.keyring.sign))
    other.close()


def of_nobody_known(offices: Offices, bundle: Path) -> None:
    other = stranger(offices)
    written_by(offices, bundle, Sender(other.keyring.person, offices.hq.keyring.people.root, other.keyring.sign))
    other.close()


def forged(offices: Offices, bundle: Path) -> None:
    other, own = stranger(offices), offices.goma.keyring
    written_by(offices, bundle, Sender(own.person, own.people.root, other.keyring.sign))
    other.close()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (damaged, "bundle_damaged"),
        (cut, "bundle_cut_short"),
        (emptied, "bundle_empty"),
        (oversized, "bundle_too_large"),
        (of_another_programme, "other_programme"),
        (of_nobody_known, "sender_unknown"),
        (forged, "bundle_forged"),
    ],
)
def test_what_is_bad_is_refused_with_its_own_sentence_and_changes_nothing(
    offices: Offices, spoil: Callable[[Offices, Path], None], code: str
):
    add_cases(offices.goma, 1)
    send_all(offices.goma, offices.stick)
    (bundle,) = offices.stick.glob("*.rdb")
    spoil(offices, bundle)
    told = came(offices.hq, offices.stick)
    (refused,) = told.refused
    assert refused.happened.split("(")[0] == SENTENCES[code].happened.split("(")[0]
    assert refused.rest.startswith("Nothing was taken from it")
    assert counted(told) == {"Refused bundles": 1}
    with offices.hq.desk.read() as cases:
        assert not cases.counts()


def test_what_is_sealed_for_somebody_else_is_left_where_it_lies(offices: Offices):
    add_cases(offices.goma, 1)
    send_all(offices.goma, offices.stick)
    assert counted(came(offices.goma, offices.stick)) == {"For somebody else": 1}
    assert len(list(offices.stick.glob("*.rdb"))) == 1


# --- two laptops of one office ---


def with_second_laptop(goma: Program) -> tuple[Program, Path]:
    """A copy of the vault, as people copy folders; and the vault itself, opened again."""
    path = goma.folder.path
    goma.close()
    copytree(path, path.with_name("Laptop2.vault"))
    return opened(path, "Esther"), path.with_name("Laptop2.vault")


def jonas_writes(laptop: Path, case: UUID, **answers: object) -> None:
    program = opened(laptop, "Jonas", JONAS)
    (form,) = {"nickname": ["identification"], "risk_level": ["concerns"]}[next(iter(answers))]
    edit = an_edit(case, form, **answers)
    file = open_case(program.desk, case)
    row = file.file.record(edit.record)
    if row is not None:
        edit = an_edit(case, form, edit.record, **{**row.answers, **answers})
    save(
        program.desk,
        case,
        type(edit)(form, edit.record, None, edit.answers, frozenset(answers), file.seen(edit.record)),
    )
    program.close()


def brought_back(laptop: Path, goma: Program, stick: Path) -> None:
    """Esther carries what lies on the second laptop to the first."""
    program = opened(laptop, "Esther")
    send(program.post(), transport(program), FolderTarget(stick), NoProgress(), {})
    program.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Program]:
    program = an_office(tmp_path / "Goma.vault")
    jonas = Newcomer("Jonas Bahati", "Jonas", Role.CASEWORKER)
    add_person(program.folder, program.keyring, jonas, JONAS, MEANS)
    (tmp_path / "stick").mkdir()
    yield program


def test_a_lowered_risk_that_came_asks_the_supervisor(office: Program, tmp_path: Path):
    (case,) = add_cases(office, 1)
    save(office.desk, case, an_edit(case, "concerns", risk_level="high"))
    goma, laptop = with_second_laptop(office)
    jonas_writes(laptop, case, risk_level="low")
    brought_back(laptop, goma, tmp_path / "stick")
    told = came(goma, tmp_path / "stick")
    assert counted(told) == {"Changed cases": 1}
    assert told.asks
    (line,) = [one for one in told.replaced if one.careful]
    assert "now" in line.careful
    assert "Esther Mbeki" in line.who
    goma.close()
