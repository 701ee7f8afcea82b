"""Files that no record holds: noted before they are written and before they are deleted, so that a kill leaves none.

A sealed file is noted as loose first. A record that names it holds it, in the transaction that saves the record. What a
destroyed case held, or a photograph without a yes to photographs, is noted as loose again, and then deleted.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

from reintegration_desktop.forms.document import Document, decode
from reintegration_desktop.forms.errors import DocumentBroken
from reintegration_desktop.forms.sealed_file import MARK, SealedFile
from reintegration_desktop.history.change import Change
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.rules.consent import latest_consent_counts
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.log.codes import ROOM_NUMBERS
from reintegration_desktop.store.log.heads import newest_of
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.vault.attachments import name_of
from reintegration_desktop.vault.files.disk import beside_of, sync_folder, told
from reintegration_desktop.vault.roles import Room

KEY = "sealed_file"
FOLDER = "files"
_NOTE = "INSERT INTO loose_file (name) VALUES (?) ON CONFLICT DO NOTHING"
_HOLD = "DELETE FROM loose_file WHERE name = ?"
_OF_RECORD = "WHERE c.case_id = ? AND c.record_id = ? AND c.room = ?"


def folder_of(database: Database) -> Path:
    """Where the sealed files of a vault lie."""
    return database.path.with_name(FOLDER)


def note_loose(connection: Connection, names: Iterable[str]) -> None:
    """Note files (by name, 32 hex digits) that are to be deleted unless a record comes to hold them."""
    _many(connection, _NOTE, names)


def hold_or_let_go(connection: Connection, register: Register, changes: Iterable[Change]) -> bool:
    """Hold the files that newest versions name; true where files were let go of that only earlier versions name.

    These are photographs of a case without a yes to photographs, and no others: whoever takes a file out of a record
    otherwise does not thereby have it deleted anywhere.
    """
    touched = {(one.case, one.record): None for one in changes if one.room is Room.OPEN and MARK in one.document}
    left: set[str] = set()
    for case, record in touched:
        newest = newest_of(connection, register, case, Room.OPEN)
        held = names_in(one.change for one in newest.get((record, Room.OPEN), []))
        _many(connection, _HOLD, held)
        if not _agrees_to_photographs(one.change for found in newest.values() for one in found):
            values = (case.bytes, record.bytes, ROOM_NUMBERS[Room.OPEN])
            left |= names_in(changes_where(connection, register, _OF_RECORD, values)) - held
    note_loose(connection, left)
    return bool(left)


def names_in(changes: Iterable[Change]) -> set[str]:
    """The names on the disk of all files that some versions name; what names another record's file names none."""
    return {named[0] for change in changes if (named := named_in(change)) is not None}


def named_in(change: Change) -> tuple[str, SealedFile] | None:
    """The file that a version names: as it is called on the disk, and what is said of it."""
    document = _document(change)
    said = None if document is None else document.answers.get(KEY)
    with suppress(ValueError):
        sealed = SealedFile.parse(str(said))
        return name_of(change.case, change.record, sealed.salt), sealed
    return None


def sweep(database: Database) -> int:
    """Delete every loose file, half-written ones too; returns how many cannot be deleted now: the next sweep tries."""
    with database.read() as connection:
        loose = {name.hex() for name in connection.exec_driver_sql("SELECT name FROM loose_file").scalars()}
    if database.read_only or not loose:
        return len(loose)
    gone = {name for name in loose if _deleted(folder_of(database) / name)}
    with suppress(Refusal), told():
        sync_folder(folder_of(database))
        with database.write() as connection:
            _many(connection, _HOLD, gone)
    return len(loose - gone)


def _deleted(path: Path) -> bool:
    """Delete a file, and what a kill left beside it."""
    try:
        for part in (path, beside_of(path)):
            part.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _document(change: Change) -> Document | None:
    """What a version of the open room says; None of another room, or of what cannot be read."""
    if change.room is not Room.OPEN:
        return None
    with suppress(DocumentBroken):
        return decode(change.document)
    return None


def _agrees_to_photographs(newest: Iterable[Change]) -> bool:
    return latest_consent_counts(_consents(newest)).agrees("agrees_to_photograph")


def _consents(newest: Iterable[Change]) -> Iterator[Mapping[str, object]]:
    for change in newest:
        document = _document(change)
        if document is not None and document.form == "consent":
            yield document.answers


def _many(connection: Connection, sql: str, names: Iterable[str]) -> None:
    rows = [(bytes.fromhex(name),) for name in sorted(names)]
    if rows:
        connection.exec_driver_sql(sql, rows)
