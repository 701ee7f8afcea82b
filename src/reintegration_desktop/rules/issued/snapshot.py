"""What headquarters settled, as one numbered whole; and what an office goes by once it has it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from reintegration_desktop.rules.places import Gazetteer
from reintegration_desktop.rules.programme import Issued, Programme
from reintegration_desktop.vault.fields import Fields, as_text, compact

VERSION, KIND = 1, "rules"
LARGEST = 4 * 1024 * 1024
_CHOICES = ("policy", "lists", "switched_on", "places", "providers", "retired")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """``root`` is the programme's public key (32 bytes), ``number`` counts up from 1; nobody's name goes along."""

    root: bytes
    office: UUID
    number: int
    at: datetime
    choices: Programme

    def to_bytes(self) -> bytes:
        """The bytes that are signed."""
        raw = self.choices.to_json()
        return compact(
            {
                "version": VERSION,
                "kind": KIND,
                "root": as_text(self.root),
                "office": str(self.office),
                "number": self.number,
                "at": self.at.isoformat(),
                "choices": {name: raw[name] for name in _CHOICES},
            }
        )

    @property
    def digest(self) -> bytes:
        """SHA-256 of them."""
        return sha256(self.to_bytes()).digest()


def version_of(content: bytes) -> int | None:
    """The version of a snapshot's bytes; None for bytes that are none."""
    try:
        fields = Fields.parse(content)
        return fields.number("version") if fields.text("kind") == KIND else None
    except ValueError:
        return None


def read_snapshot(content: bytes) -> Snapshot:
    """Back from ``to_bytes``; raises ValueError for what is none, or a newer version's."""
    fields = Fields.parse(content)
    if fields.number("version") != VERSION or fields.text("kind") != KIND or len(content) > LARGEST:
        raise ValueError("rules of another kind")
    number, choices = fields.number("number"), fields.raw("choices")
    if number < 1 or not isinstance(choices, dict):
        raise ValueError("no number, or nothing settled")
    settled = Programme.from_json({name: choices[name] for name in _CHOICES if name in choices})
    return Snapshot(fields.content("root", 32), fields.id("office"), number, fields.moment("at"), settled)


def applied(programme: Programme, snapshot: Snapshot, digest: bytes) -> Programme:
    """What an office goes by: headquarters' numbers and questions; its own codes stay, headquarters' words win.

    No code is ever lost: what an office added to a list, or named a place, is still there afterwards.
    """
    theirs = snapshot.choices
    return replace(
        programme,
        policy=theirs.policy,
        switched_on=theirs.switched_on,
        lists={name: {**programme.lists.get(name, {}), **theirs.lists.get(name, {})}
               for name in {**programme.lists, **theirs.lists}},
        places=Gazetteer({**programme.places.places, **theirs.places.places}),
        providers={**programme.providers, **theirs.providers},
        retired=_retired(programme, theirs),
        issued=Issued(snapshot.number, snapshot.at, digest.hex()),
    )  # fmt: skip


def _retired(ours: Programme, theirs: Programme) -> Mapping[str, frozenset[str]]:
    """What nobody chooses any more: headquarters says so of its own codes, an office of those that are its alone."""
    found = {}
    for name in {**ours.retired, **theirs.retired}:
        known = frozenset(_codes(theirs, name))
        found[name] = theirs.retired.get(name, frozenset()) | (ours.retired.get(name, frozenset()) - known)
    return {name: codes for name, codes in found.items() if codes}


def _codes(programme: Programme, name: str) -> Iterable[str]:
    if name == "places":
        return programme.places.places
    return programme.providers if name == "providers" else programme.lists.get(name, {})
