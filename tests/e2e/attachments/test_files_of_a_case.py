"""Files of a case from the command line, by every role's raw keys, and back from a backup."""

import io
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.app.backups.making import back_up_to
from reintegration_desktop.casework.attachments.adding import Told, add_file
from reintegration_desktop.casework.attachments.looking import content, files_of
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.forms.sealed_file import SealedFile
from reintegration_desktop.rules.limits.files import FILE_FORMS, SEALED
from reintegration_desktop.vault.backups.backup import backup_identity, restore_backup
from reintegration_desktop.vault.errors import NoKey
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.roles import ROLE_KEYS, ROOM_KEYS, Access, KeyName, Role, Room
from tests.e2e.planted import Planted, begin_office, plainer, take_in
from tests.e2e.test_command_line import SUPERVISOR, Line
from tests.unit.casework.attachments.made import CANARY, PDF, TEXT, photograph

WITH_A_DATABASE = [role for role in Role if ROLE_KEYS[role][KeyName.DATABASE] is Access.OPEN
                   and role is not Role.HEADQUARTERS]  # fmt: skip


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Planted, UUID]]:
    """An office with every role, and one case with a file in each room that a file can be sealed in."""
    made = Planted(tmp_path_factory.mktemp("files"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REINTEGRATION_HOME", str(made.base / "home"))
        begin_office(made)
        case, paper = take_in(made), made.base / "paper.txt"
        paper.write_bytes(TEXT)
        with made.signed_in(Role.CASEWORKER) as program:
            for room in FILE_FORMS:
                add_file(program.desk, case, paper, Told("other", room, room.value))
        yield made, case


@pytest.mark.parametrize("role", WITH_A_DATABASE)
def test_each_role_opens_the_files_of_its_rooms_and_no_other(planted: tuple[Planted, UUID], role):
    made, case = planted
    opened = set()
    with made.signed_in(role) as program:
        with program.desk.read() as cases:
            rows = [row for row in cases.open(case).file.records if row.form in FILE_FORMS.values()]
        assert len(rows) == len(FILE_FORMS)
        for row in rows:
            room = next(room for room, form in FILE_FORMS.items() if form == row.form)
            sealed, target = SealedFile.parse(row.answers.text(SEALED) or ""), io.BytesIO()
            try:
                program.desk.files.open(case, room, row.id, sealed, target)
            except NoKey:
                assert target.getvalue() == b""
            else:
                opened.add(room)
                assert target.getvalue() == TEXT
    assert opened == {room for room in FILE_FORMS if ROLE_KEYS[role][ROOM_KEYS[room]] is Access.OPEN}


def test_a_backup_brings_the_files_back(planted: tuple[Planted, UUID], tmp_path):
    made, case = planted
    with made.signed_in(Role.SUPERVISOR) as program:
        path = back_up_to(program, tmp_path)
        identity = backup_identity(program.keyring.own.seal_secret)
    restored = Planted(tmp_path)
    restore_backup(path, [identity], VaultFolder(restored.field))
    with restored.signed_in(Role.CASEWORKER) as program:
        lines = {line.room: line for line in files_of(program.desk, open_case(program.desk, case))}
        assert content(program.desk, lines[Room.PERSON]) == TEXT


@pytest.fixture
def line(tmp_path: Path) -> Line:
    made = Line(tmp_path)
    made.tells("vault", "create", made.vault, "--person", SUPERVISOR, "--label", SUPERVISOR, "--office", "Goma")
    return made


def test_a_file_is_attached_listed_and_saved_out(line: Line):
    code = line.adds(plainer(1))
    photo, paper = line.folder / "photo.jpg", line.folder / "a.pdf"
    photo.write_bytes(photograph())
    paper.write_bytes(PDF)
    assert "no yes to photographs" in line.refuses("case", "attach", line.vault, code, photo, "--kind", "photograph")
    first = line.tells("case", "attach", line.vault, code, photo, "--kind", "other_picture")["file"]
    second = line.tells("case", "attach", line.vault, code, paper, "--kind", "medical_paper", "--room", "account")[
        "file"
    ]
    told = line.tells("case", "files", line.vault, code)["files"]
    assert [(one["id"], one["room"], one["state"]) for one in told] == [
        (second, "account", "here"), (first, "person", "here"),
    ]  # fmt: skip
    saved = line.says("case", "save-file", line.vault, code, first[:8], line.folder / "copy.jpg", typed="the court\n")
    assert saved.exit_code == 0
    assert CANARY.encode() not in (line.folder / "copy.jpg").read_bytes()
    assert "the court" in line.tells("case", "history", line.vault, code)["history"][0]["reason"]


def test_what_is_misused_or_refused_changes_nothing(line: Line):
    code, film = line.adds(plainer(1)), line.folder / "film.mp4"
    film.write_bytes(b"\x1a\x45\xdf\xa3" + bytes(90))
    assert "A film" in line.refuses("case", "attach", line.vault, code, film)
    assert "could not be read" in line.refuses("case", "attach", line.vault, code, line.folder / "gone.jpg")
    assert "--kind" in line.refuses("case", "attach", line.vault, code, film, "--kind", "strange", code=2)
    assert "--room" in line.refuses("case", "attach", line.vault, code, film, "--room", "open", code=2)
    assert "case files" in line.refuses("case", "save-file", line.vault, code, "abc", line.folder / "x", code=2)
    assert "lies there already" in line.refuses("case", "save-file", line.vault, code, "abc", film, code=2)
    assert line.tells("case", "files", line.vault, code) == {"files": []}
    assert list((Path(line.vault) / "files").iterdir()) == []


def test_what_a_kill_left_behind_is_gone_with_the_next_unlock(planted: tuple[Planted, UUID]):
    made, case = planted
    folder = made.field / "files"
    before = sorted(folder.iterdir())
    with made.signed_in(Role.CASEWORKER) as program:
        open_case(program.desk, case)
        program.desk.files.put(case, Room.PERSON, UUID(int=7), io.BytesIO(TEXT), len(TEXT))
        left = (set(folder.iterdir()) - set(before)).pop()
        left.with_name(left.name + ".new").write_bytes(b"half")
    with made.signed_in(Role.TRACING_OFFICER):
        assert sorted(folder.iterdir()) == before
