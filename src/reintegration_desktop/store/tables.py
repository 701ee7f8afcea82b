"""The tables, the same on SQLCipher and PostgreSQL.

Every column says who needs it in the clear (``open``) or that it is ``sealed``; a test walks them. Ids are 16 raw
bytes; devices and people are numbers of this database (``device``, ``author``), rooms and kinds those of
``store.log.codes``. What belongs to a case has ``case_id`` in every key, so that the tables can be spread by case.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeEngine

SCHEMA = "0017"
_TO_APPROVE = text("kind = 'approval'")
_SENT_BACK = text("kind = 'sent_back'")
_HIDDEN = text("name_is_hidden = 1")
_ERASES = text("kind = 8")
_DECIDES = text("kind = 6")
_JOINS = text("kind = 7")
_OFFERS = text("kind = 3")
ID, HASH, SALT, SIGNATURE = LargeBinary(16), LargeBinary(32), LargeBinary(16), LargeBinary(64)
CONSENT_FLAGS = (
    "agrees_to_case_management", "agrees_to_storage", "agrees_to_reporting", "agrees_to_tracing", "agrees_to_sharing",
    "agrees_to_monitoring", "agrees_to_photograph",
)  # fmt: skip

metadata = MetaData()


def _key(name: str, kind: TypeEngine[Any], consumer: str) -> Column[Any]:
    """A column of the primary key, and who needs it in the clear."""
    return Column(name, kind, primary_key=True, autoincrement=False, info={"open": consumer})


def _open(name: str, kind: TypeEngine[Any], consumer: str, *, nullable: bool = False) -> Column[Any]:
    """A column in the clear, and who needs it so."""
    return Column(name, kind, nullable=nullable, info={"open": consumer})


def _sealed(name: str, kind: TypeEngine[Any], how: str) -> Column[Any]:
    """A column that says nothing without a key."""
    return Column(name, kind, nullable=False, info={"sealed": how})


device = Table(
    "device", metadata,
    _key("number", SmallInteger(), "every row of a device"),
    _open("device_id", ID, "bundles, which name devices"),
    _open("last", Integer(), "vectors, and the next change's number"),
    _open("head", HASH, "the chain, and the head that is kept outside"),
    _open("clock", BigInteger(), "the next change's clock"),
    Index("device_by_id", "device_id", unique=True),
)  # fmt: skip

author = Table(
    "author", metadata,
    _key("number", SmallInteger(), "every row of a person"),
    _open("person_id", ID, "signatures and permissions, which name certificates"),
    Index("author_by_person", "person_id", unique=True),
)  # fmt: skip

change = Table(
    "change", metadata,
    _key("case_id", ID, "merging and custody"),
    _key("device", SmallInteger(), "vectors and the chain"),
    _key("seq", Integer(), "vectors and the chain"),
    _open("record_id", ID, "merging"),
    _open("room", SmallInteger(), "merging and permissions"),
    _open("clock", BigInteger(), "which of two versions is shown"),
    _open("author", SmallInteger(), "permissions on arrival, history"),
    _open("kind", SmallInteger(), "permissions on arrival, merging"),
    _open("generation", Integer(), "which key opens the document"),
    _open("parents", LargeBinary(), "merging"),
    _open("salt", SALT, "the chain"),
    _open("hash", HASH, "the chain"),
    _sealed("document", LargeBinary(), "under the child's key of the room; open workflow facts in the clear"),
    Index("change_by_device", "device", "seq"),
    Index("change_that_decides", "device", "seq", sqlite_where=_DECIDES, postgresql_where=_DECIDES),
    Index("change_that_joins", "device", "seq", sqlite_where=_JOINS, postgresql_where=_JOINS),
    Index("change_that_offers", "device", "seq", sqlite_where=_OFFERS, postgresql_where=_OFFERS),
    Index("change_that_erases", "device", "seq", sqlite_where=_ERASES, postgresql_where=_ERASES),
)  # fmt: skip

hole = Table(
    "hole", metadata,
    _key("device", SmallInteger(), "vectors and the chain"),
    _key("seq", Integer(), "vectors and the chain"),
    _open("envelope_digest", HASH, "the chain, across what was not sent or is destroyed"),
    _open("document_digest", HASH, "the chain, across what was not sent or is destroyed"),
    _open("hash", HASH, "the chain"),
    _open("kept_back", Boolean(), "what may come later; what was destroyed here may not"),
)  # fmt: skip

save = Table(
    "save", metadata,
    _key("device", SmallInteger(), "checking signatures"),
    _key("last", Integer(), "checking signatures"),
    _open("first", Integer(), "checking signatures"),
    _open("author", SmallInteger(), "checking signatures"),
    _open("signature", SIGNATURE, "checking signatures"),
)  # fmt: skip

head = Table(
    "head", metadata,
    _key("case_id", ID, "opening a case"),
    _key("record_id", ID, "opening a case"),
    _key("room", SmallInteger(), "opening a case"),
    _key("device", SmallInteger(), "opening a case"),
    _key("seq", Integer(), "opening a case"),
    _open("born", BigInteger(), "the order of records: when the first version of the room was made"),
)  # fmt: skip

conflict = Table(
    "conflict", metadata,
    _key("case_id", ID, "what waits for a person"),
    _key("record_id", ID, "what waits for a person"),
    _key("room", SmallInteger(), "what waits for a person"),
)  # fmt: skip

case_ = Table(
    "case_", metadata,
    _key("case_id", ID, "lists"),
    _open("code", Text(), "lists, and finding a case by its code"),
    _open("status", Text(), "lists"),
    _open("stage", Text(), "lists"),
    _open("risk", Text(), "lists and deadlines", nullable=True),
    _open("worker", ID, "lists, and whose tasks", nullable=True),
    _open("office", ID, "custody", nullable=True),
    _open("name_is_hidden", Boolean(), "lists, which show the code instead"),
    *(_open(flag, Text(), "consent at an exit", nullable=True) for flag in CONSENT_FLAGS),
    _open("keep_until", Date(), "the order to erase", nullable=True),
    _open("legal_hold", Boolean(), "the order to erase"),
    _open("next_kind", Text(), "lists", nullable=True),
    _open("next_due", Date(), "lists", nullable=True),
    _open("next_urgent", Boolean(), "lists"),
    _open("opened", BigInteger(), "lists, the newest first"),
    Index("case_by_code", "code", "status"),
    Index("case_by_office", "office"),
    Index("case_by_worker", "worker", "status", "next_urgent", "next_due"),
    Index("case_by_due", "status", "next_urgent", "next_due"),
    Index("case_hidden", "case_id", "worker", sqlite_where=_HIDDEN, postgresql_where=text("name_is_hidden")),
    Index("case_by_risk", "status", "risk", "next_urgent", "next_due"),
)  # fmt: skip

task = Table(
    "task", metadata,
    _key("case_id", ID, "deadlines"),
    _key("kind", Text(), "deadlines"),
    _key("record_id", LargeBinary(16), "deadlines; empty where the task is the whole case's"),
    _open("due_on", Date(), "deadlines"),
    _open("urgent", Boolean(), "deadlines"),
    Index("task_by_day", "due_on"),
    Index("task_to_approve", "due_on", sqlite_where=_TO_APPROVE, postgresql_where=_TO_APPROVE),
    Index("task_sent_back", "due_on", sqlite_where=_SENT_BACK, postgresql_where=_SENT_BACK),
)  # fmt: skip

custody = Table(
    "custody", metadata,
    _key("case_id", ID, "whose a case is, where that was ever said"),
    _open("holder", ID, "lists, and who may write"),
    _open("epoch", Integer(), "the next offer"),
    _open("target", ID, "what is on its way to whom; none where nothing is, or several offers wait", nullable=True),
    _open("disputed", Boolean(), "what headquarters decides"),
    _open("elsewhere", Boolean(), "lists and tasks, which leave out what another office works on"),
)  # fmt: skip

person = Table(
    "person", metadata,
    _key("case_id", ID, "the index of names, and lists"),
    _open("device", SmallInteger(), "the place that the document is sealed in"),
    _open("seq", Integer(), "the place that the document is sealed in"),
    _open("generation", Integer(), "which key opens the document"),
    _open("room_generation", Integer(), "which key opens the child's key"),
    _sealed("wrapped", LargeBinary(), "the child's key of the person room, under the room's key"),
    _sealed("document", LargeBinary(), "the newest person room of identification, as in the log"),
)  # fmt: skip

contribution = Table(
    "contribution", metadata,
    _key("case_id", ID, "what figures needn't count anew, and forgetting it with the case"),
    _key("author", SmallInteger(), "whose counting it is: nobody else's opens it"),
    _open("mark", SALT, "whether it still fits: a digest of the newest versions and of the terms it was counted by"),
    _sealed("content", LargeBinary(), "for who counted, under all keys of the child that it was counted from"),
)  # fmt: skip

quarantine = Table(
    "quarantine", metadata,
    _key("case_id", ID, "what a supervisor looks at"),
    _key("device", SmallInteger(), "what a supervisor looks at"),
    _key("seq", Integer(), "what a supervisor looks at"),
    _open("reason", Text(), "what a supervisor looks at: a code"),
    _open("decided", Text(), "what a supervisor looks at: a code, none before somebody decided", nullable=True),
)  # fmt: skip

replaced = Table(
    "replaced", metadata,
    _key("case_id", ID, "what a supervisor is asked to look at"),
    _key("device", SmallInteger(), "what a supervisor is asked to look at"),
    _key("seq", Integer(), "what a supervisor is asked to look at: the version that came over somebody else's"),
)  # fmt: skip

erased = Table(
    "erased", metadata,
    _key("case_id", ID, "emptying again what arrives late or is restored"),
    _open("at", BigInteger(), "receipts: milliseconds since 1970"),
)  # fmt: skip

hiding = Table(
    "hiding", metadata,
    _key("case_id", ID, "lists, which leave out what waits to be destroyed"),
)  # fmt: skip

emptied = Table(
    "emptied", metadata,
    _key("case_id", ID, "emptying again what arrives late or is restored"),
    _key("device", SmallInteger(), "emptying again what arrives late or is restored"),
    _key("seq", Integer(), "emptying again what arrives late or is restored"),
)  # fmt: skip

parked = Table(
    "parked", metadata,
    _key("device", ID, "what a bundle waits for; of a line that no version here knows, the bundle"),
    _key("seq", Integer(), "what a bundle waits for"),
    _key("hash", HASH, "the chain; two where a device went on in two ways"),
    _open("reason", Text(), "what it waits for: a code"),
    _sealed("line", LargeBinary(), "as it came: documents sealed, the open room's workflow facts in the clear"),
    _open("since", BigInteger(), "how long something is missing: milliseconds since 1970", nullable=True),
)  # fmt: skip

paper = Table(
    "paper", metadata,
    _key("digest", HASH, "taking the same paper in only once"),
    _open("kind", Text(), "certificates and revocations are read apart"),
    _open("body", LargeBinary(), "permissions on arrival: ids, roles and public halves, no name"),
    _open("signature", SIGNATURE, "permissions on arrival"),
)  # fmt: skip

bundle_in = Table(
    "bundle_in", metadata,
    _key("bundle", ID, "taking the same bundle in only once"),
    _open("digest", HASH, "taking the same bundle in only once"),
    _open("kind", Text(), "what was received, shown"),
    _open("office", ID, "acknowledging"),
    _open("sender", ID, "what was received, shown"),
    _open("made", BigInteger(), "what was received, shown: milliseconds since 1970"),
    _open("received", BigInteger(), "what was received, shown: milliseconds since 1970"),
    _open("changes", Integer(), "what was received, shown"),
    _open("quarantined", Integer(), "what was received, shown"),
    _open("parked", Integer(), "what was received, shown"),
    _open("answered", BigInteger(), "acknowledging: when its sender was told, milliseconds since 1970", nullable=True),
)  # fmt: skip

bundle_out = Table(
    "bundle_out", metadata,
    _key("bundle", ID, "what is sent and not acknowledged"),
    _open("office", ID, "what is sent and not acknowledged"),
    _open("sent", BigInteger(), "what is sent and not acknowledged: milliseconds since 1970"),
    _open("arrived", BigInteger(), "what is acknowledged: milliseconds since 1970", nullable=True),
)  # fmt: skip

bundle_reach = Table(
    "bundle_reach", metadata,
    _key("bundle", ID, "which of our bundles an acknowledgement covers"),
    _key("device", ID, "which of our bundles an acknowledgement covers"),
    _open("upto", Integer(), "which of our bundles an acknowledgement covers"),
)  # fmt: skip

peer_mark = Table(
    "peer_mark", metadata,
    _key("office", ID, "what the next bundle to a peer begins with"),
    _key("device", ID, "what the next bundle to a peer begins with"),
    _open("upto", Integer(), "what the next bundle to a peer begins with"),
)  # fmt: skip

withheld = Table(
    "withheld", metadata,
    _key("case_id", ID, "which cases a peer is not sent, shown before sending"),
    _key("office", ID, "which cases a peer is not sent, shown before sending"),
    _open("bundle", ID, "which bundle brought it late, until the peer names that", nullable=True),
)  # fmt: skip

peer_copy = Table(
    "peer_copy", metadata,
    _key("office", ID, "what every copy of a peer's vault holds, so that none waits for ever"),
    _key("copy", ID, "which copy said so: its device"),
    _key("device", ID, "what the next bundle to a peer begins with"),
    _open("upto", Integer(), "what the next bundle to a peer begins with"),
    _open("heard", BigInteger(), "leaving out a copy that is heard of no more: milliseconds since 1970"),
)  # fmt: skip

office = Table(
    "office", metadata,
    _key("office", ID, "reports by office, and who may read which country's"),
    _open("country", Text(), "who may read which country's rows: two letters of ISO 3166"),
    _open("code", Text(), "reports by office: a short code that headquarters gives it, no name"),
)  # fmt: skip

published = Table(
    "published", metadata,
    _key("number", Integer(), "published tables: the release's number"),
    _open("template", Text(), "published tables"),
    _open("period", Text(), "published tables"),
    _open("recipient", Text(), "published tables"),
    _open("released_on", Date(), "published tables"),
    _open("threshold", Integer(), "published tables"),
)  # fmt: skip

published_cell = Table(
    "published_cell", metadata,
    _key("number", Integer(), "published tables: the release's number"),
    _key("sheet", SmallInteger(), "published tables: which of the release's tables"),
    _key("cell", Integer(), "published tables: which of the table's cells"),
    _open("name", Text(), "published tables: the table's name"),
    _open("measure", Text(), "published tables: what is counted"),
    _open("dimensions", Text(), "published tables: what it is cut by, names with a bar between"),
    _open("nodes", Text(), "published tables: the cell's codes, with a bar between"),
    _open("count", Integer(), "published tables: nothing where it is hidden", nullable=True),
)  # fmt: skip

loose_file = Table(
    "loose_file", metadata,
    _key("name", ID, "deleting sealed files that no record holds: as they are called on the disk"),
)  # fmt: skip

file_lacking = Table(
    "file_lacking", metadata,
    _key("case_id", ID, "asking for sealed files that did not come"),
    _key("name", ID, "asking for sealed files that did not come: as they are called on the disk"),
    _open("digest", HASH, "believing a sealed file when it comes: of its sealed bytes"),
    _open("since", BigInteger(), "how long a file is missing: milliseconds since 1970"),
)  # fmt: skip

file_out = Table(
    "file_out", metadata,
    _key("case_id", ID, "sending a sealed file once, and again where it is asked for"),
    _key("office", ID, "sending a sealed file once, and again where it is asked for"),
    _key("name", ID, "sending a sealed file once, and again where it is asked for"),
    _open("sent", BigInteger(), "what was sent: milliseconds since 1970, none before", nullable=True),
    _open("asked", Boolean(), "what a peer said it lacks"),
)  # fmt: skip

draft = Table(
    "draft", metadata,
    _key("draft_id", ID, "keeping a draft again"),
    _open("author", SmallInteger(), "whose drafts are offered"),
    _open("kept", BigInteger(), "the order of drafts, in milliseconds since 1970"),
    _open("about", ID, "destroying a case with what anybody typed about it", nullable=True),
    _sealed("content", LargeBinary(), "under a key wrapped by the drafter's public half: form, case, record, answers"),
)  # fmt: skip

setting = Table(
    "setting", metadata,
    _key("name", Text(), "the programme's own choices"),
    _open("value", Text(), "the programme's own choices, for all who open the database"),
)  # fmt: skip
