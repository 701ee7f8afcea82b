"""What was typed and not saved: sealed for who typed it, offered again after a crash."""

import json
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.forms.document import join, split
from reintegration_desktop.forms.values import Value
from reintegration_desktop.forms.widths import room_for
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.clock import COUNTER_BITS, milliseconds, moment_of
from reintegration_desktop.rules.facts import Draft
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.vault.errors import SealBroken
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.roles import Room

Parts = Mapping[str, Mapping[Room, Mapping[str, object]]]
"""Answers by form and room."""
_KEEP = (
    "INSERT INTO draft (draft_id, author, kept, about, content) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (draft_id) DO UPDATE SET author = excluded.author, kept = excluded.kept, about = excluded.about, "
    "content = excluded.content"
)
_DROP = "DELETE FROM draft WHERE draft_id = ?"
_OF_WHAT_IS_GONE = "DELETE FROM draft WHERE about IN (SELECT case_id FROM erased)"
_ALL = "SELECT draft_id, kept, content FROM draft WHERE author = ? ORDER BY kept DESC, draft_id"


class Drafts:
    """The drafts of who is signed in."""

    def __init__(self, database: Database, keyring: Keyring, dictionary: Dictionary) -> None:
        self._database, self._keyring, self._dictionary = database, keyring, dictionary

    def keep(self, draft: Draft) -> None:
        """Seal a draft in the vault, in place of the one with its id."""
        self._put(draft)

    def all(self) -> list[Draft]:
        """The drafts of who is signed in, newest first; one that doesn't open is passed over."""
        opened = (self._opened(one, kept, content) for one, kept, content in self._rows())
        return [draft for draft in opened if draft is not None]

    def drop(self, draft: UUID) -> None:
        """Forget a draft and its key."""
        with self._database.write() as connection:
            connection.exec_driver_sql(_DROP, (draft.bytes,))

    def forget_what_is_gone(self) -> bool:
        """Forget what anybody typed about cases that were destroyed; whether there was any."""
        with self._database.write() as connection:
            return connection.exec_driver_sql(_OF_WHAT_IS_GONE).rowcount > 0

    def copy_for(self, seal_key: bytes) -> None:
        """Put a copy of each draft beside it, sealed for the public half that who is signed in will have from now on.

        Whichever pair the vault opens with afterwards, ``settle`` leaves one of the two.
        """
        for draft in self.all():
            self._put(replace(draft, id=UUID(bytes=self._keyring.random(16))), seal_key)

    def settle(self) -> int:
        """Forget drafts that no longer open; how many of them have no copy that does.

        They were sealed for an earlier pair of who is signed in: of a passphrase that was lost, nobody has it any more.
        """
        rows = self._rows()
        opens = {one: self._opens(one, content) for one, _, content in rows}
        held = {kept for one, kept, _ in rows if opens[one]}
        gone = [(one, kept) for one, kept, _ in rows if not opens[one]]
        if gone:
            with self._database.write() as connection:
                for one, _ in gone:
                    connection.exec_driver_sql(_DROP, (one.bytes,))
        return sum(kept not in held for _, kept in gone)

    def _rows(self) -> list[tuple[UUID, int, bytes]]:
        with self._database.read() as connection:
            author = Register(connection).author_number(self._keyring.id)
            rows = connection.exec_driver_sql(_ALL, (author,)).fetchall()
        return [(UUID(bytes=raw), kept, content) for raw, kept, content in rows]

    def _put(self, draft: Draft, seal_key: bytes = b"") -> None:
        parts = self._parts(draft.form, draft.answers)
        saved = None if draft.saved is None else self._parts(draft.form, draft.saved)
        both = (*parts.items(), *(saved or {}).items())
        every = ((self._dictionary[form], own) for form, rooms in both for own in rooms.values())
        plain = _encoded(draft, parts, saved)
        width = len(plain) + sum(sum(room_for(form, own)) for form, own in every)
        sealed = self._keyring.seal_draft(draft.id, plain, width, seal_key)
        with self._database.write() as connection:
            author, about = Register(connection).author(self._keyring.id), draft.case.bytes if draft.case else None
            kept = milliseconds(draft.kept_at)
            connection.exec_driver_sql(_KEEP, (draft.id.bytes, author, kept, about, sealed))

    def _opens(self, draft: UUID, content: bytes) -> bool:
        try:
            self._keyring.open_draft(draft, content)
        except SealBroken:
            return False
        return True

    def _parts(self, form: str, answers: Answers) -> Parts:
        """Answers by form and room."""
        return {name: split(self._dictionary[name], own) for name, own in self._by_form(form, answers).items()}

    def _by_form(self, draft: str, answers: Answers) -> dict[str, Answers]:
        """Answers by form: those of several forms in one draft have their form before each key (``form.key``)."""
        if draft in self._dictionary:
            return {draft: answers}
        found: dict[str, dict[str, Value]] = {}
        for name, value in answers.items():
            form, _, key = name.partition(".")
            found.setdefault(form, {})[key] = value
        return {form: Answers(own) for form, own in found.items()}

    def _joined(self, draft: str, parts: Mapping[str, Mapping[str, Mapping[str, object]]]) -> Answers:
        """The answers back; of forms that this version doesn't know, none."""
        by_form = {
            form: join(self._dictionary[form], {Room(room): own for room, own in rooms.items()})
            for form, rooms in parts.items()
            if form in self._dictionary
        }
        return _answers(draft, by_form)

    def _opened(self, draft: UUID, kept: int, content: bytes) -> Draft | None:
        try:
            raw = json.loads(self._keyring.open_draft(draft, content))
        except SealBroken:
            return None
        saved, seen = raw.get("s"), raw.get("v")  # drafts of earlier versions say neither
        return Draft(
            draft, _id(raw["c"]), raw["f"], _id(raw["r"]), moment_of(kept << COUNTER_BITS),
            self._joined(raw["f"], raw["a"]),
            None if saved is None else self._joined(raw["f"], saved),
            None if seen is None else tuple(VersionId(device, seq) for device, seq in seen),
        )  # fmt: skip


def _encoded(draft: Draft, parts: Parts, saved: Parts | None) -> bytes:
    raw = {
        "f": draft.form,
        "c": draft.case.hex if draft.case else None,
        "r": draft.record.hex if draft.record else None,
        "a": _by_name(parts),
        "s": None if saved is None else _by_name(saved),
        "v": None if draft.seen is None else [tuple(version) for version in draft.seen],
    }
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":"), default=dict).encode()


def _by_name(parts: Parts) -> dict[str, dict[str, Mapping[str, object]]]:
    return {form: {room.value: own for room, own in rooms.items()} for form, rooms in parts.items()}


def _answers(form: str, by_form: Mapping[str, Answers]) -> Answers:
    if form in by_form:
        return by_form[form]
    return Answers({f"{name}.{key}": value for name, answers in by_form.items() for key, value in answers.items()})


def _id(raw: str | None) -> UUID | None:
    return UUID(hex=raw) if raw else None
