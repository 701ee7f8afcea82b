"""Judging changes that arrive: by the same table of permissions as the screen's, and by their author's papers."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from json import dumps
from uuid import UUID

import msgspec
from msgspec import Struct

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.history.arrivals import Reason, Said
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.kernel.clock import COUNTER_BITS, milliseconds
from reintegration_desktop.kernel.ids import may_have_begun
from reintegration_desktop.rules.approvals import BY, REQUESTED, STATUS
from reintegration_desktop.rules.case_facts import writes_as_permitted
from reintegration_desktop.rules.custody.entries import is_about_custody
from reintegration_desktop.rules.custody.standing import Custody
from reintegration_desktop.rules.erasing.judging import Known, may_stand
from reintegration_desktop.rules.inquiries.entries import FORM as INQUIRY
from reintegration_desktop.rules.inquiries.entries import is_about_inquiries
from reintegration_desktop.rules.inquiries.judging import speaks_for_its_office
from reintegration_desktop.rules.issued.entries import FORM as RULES
from reintegration_desktop.rules.issued.entries import is_about_rules
from reintegration_desktop.rules.issued.entries import may_be_said as may_bring_rules
from reintegration_desktop.rules.limits.acts import DECISIONS, answers_only_if_permitted, entry_stays
from reintegration_desktop.rules.limits.revoked import is_a_look, only_adds_keys, wraps_keys
from reintegration_desktop.rules.numbers.entries import FORM as NUMBERS
from reintegration_desktop.rules.numbers.entries import is_about_numbers
from reintegration_desktop.rules.numbers.entries import may_be_said as may_settle_numbers
from reintegration_desktop.rules.permissions import NEVER_DELETED, may
from reintegration_desktop.rules.stages import AFTER_CLOSING, Stage
from reintegration_desktop.rules.tracing_desk.entries import FORM as DESK
from reintegration_desktop.rules.tracing_desk.entries import is_about_the_desk
from reintegration_desktop.rules.tracing_desk.entries import may_be_said as may_open_to_the_desk
from reintegration_desktop.sync.foldable import form_of, named_form
from reintegration_desktop.sync.holding import begins, may_be_said
from reintegration_desktop.sync.trust import Trust
from reintegration_desktop.vault.certificates import Certificate, in_force_from
from reintegration_desktop.vault.revocations import Revocation
from reintegration_desktop.vault.roles import Role, Room

A_DAY = 24 * 60 * 60 * 1000 << COUNTER_BITS
_LOOKING = frozenset({Kind.VIEW, Kind.EXPORT})
TECHNICAL = frozenset({"keys", "tasks"})
_TURNING = frozenset({Kind.DELETE, Kind.UNDELETE})
_ENDINGS = frozenset({Stage.CLOSED, Stage.POST_CLOSURE, Stage.VOID})
_LONGEST_WAY = 10_000


@dataclass(frozen=True, slots=True)
class Past:
    """What was said before a change: a version of the open room, a case's open room as it stands, whose cases are."""

    version: Callable[[VersionId], Said | None]
    room: Callable[[UUID], Iterable[bytes]]
    known: Known

    def by(self, held: "Held") -> "Past":
        """The same, where what is said just now of whose cases are counts already."""

        def holders(cases: tuple[UUID, ...]) -> Mapping[UUID, UUID]:
            new = {case: held.custodies[case].holder for case in cases if case in held.custodies}
            said = {case: holder for case, holder in new.items() if holder is not None}
            return {**self.known.holders(cases), **said}

        return replace(self, known=replace(self.known, holders=holders))


@dataclass(frozen=True, slots=True)
class Held:
    """Whose cases are: of those that an office ever offered by all that was said, of others by their own facts."""

    holders: Mapping[UUID, UUID]
    custodies: Mapping[UUID, Custody] = field(default_factory=dict)

    def may_write(self, change: Change, certificate: Certificate) -> bool:
        """Whether the author's office holds, or in transit held, the case that a change belongs to."""
        custody = self.custodies.get(change.case)
        if custody is not None and custody.holder is not None:
            mine = custody.may_write(certificate.office, change.clock)
        else:
            mine = self.holders.get(change.case, certificate.office) == certificate.office
        return mine or change.kind in _LOOKING or is_about_custody(change)


class _Document(Struct):
    """A document with its answers."""

    f: str
    a: dict[str, object]


_document = msgspec.json.Decoder(_Document)


@dataclass(frozen=True, slots=True)
class _Open:
    """What an open document says: its form, and its answers as text; reasons for absence answer nothing."""

    form: str
    answers: Answers


@dataclass(frozen=True, slots=True)
class _Author:
    """A person's certificates, newest first, each with the tick of the hybrid clock from which it is in force."""

    papers: tuple[tuple[int, Certificate], ...]
    revocation: Revocation | None
    allowed: dict[tuple[int, Kind, Room, str], bool]

    def at(self, clock: int) -> Certificate | None:
        """The certificate in force at a clock, else the first; None for who has none."""
        for since, certificate in self.papers:
            if since <= clock:
                return certificate
        return self.papers[-1][1] if self.papers else None


class Judge:
    """Says of one change after another why it must not be folded; remembers authors and answers on the way.

    ``asker_may_approve`` is the programme's own choice; a closing is approved by a second person all the same.
    """

    def __init__(self, trust: Trust, now: datetime, *, asker_may_approve: bool = False) -> None:
        self._trust, self._asker_may_approve = trust, asker_may_approve
        self._authors: dict[UUID, _Author] = {}
        self._latest = (milliseconds(now) << COUNTER_BITS) + A_DAY

    def is_ahead(self, change: Change) -> bool:
        """Whether its clock is more than a day ahead of ours: shown below one that isn't, and flagged."""
        return change.clock > self._latest

    def certified(self, person: UUID, clock: int) -> Certificate | None:
        """The certificate of a person in force at a clock; None for who has none."""
        return self._author(person).at(clock)

    def fault(self, change: Change, held: "Held") -> Reason | None:
        """Why an author may not have made this change; None where nothing stands against it."""
        author = self._author(change.author)
        certificate = author.at(change.clock)
        if certificate is None:
            return Reason.AUTHOR_UNKNOWN
        if _is_late(author, change) and not (is_a_look(change.kind) or _is_of_keys(change)):
            return Reason.AUTHOR_REVOKED
        form = form_of(change.document) if change.room is Room.OPEN else ""
        if form is None:
            return Reason.UNREADABLE
        if not _may(author, certificate, change, form) or _takes_anothers_id(certificate, change):
            return Reason.NOT_PERMITTED
        return None if held.may_write(change, certificate) else Reason.NOT_HOLDER

    def lets_stand(self, change: Change, past: Past) -> bool:
        """Whether nothing stands against a change, whoever holds its case."""
        return self.fault(change, Held({})) is None and self.oversteps(change, past) is None

    def oversteps(self, change: Change, past: Past) -> Reason | None:
        """Whether it says what its author may not: of erasing, approval, consent or a case's own facts.

        By what was said before: to be asked once its parents are here.
        """
        if change.room is not Room.OPEN or change.kind in _LOOKING:
            return None
        author = self._author(change.author)
        certificate = author.at(change.clock)
        if certificate is None:
            return Reason.NOT_PERMITTED
        if _is_late(author, change) and not only_adds_keys(_said_by(change.parents, past), change.document):
            return Reason.AUTHOR_REVOKED
        return self._oversteps(certificate, change, past)

    def _oversteps(self, certificate: Certificate, change: Change, past: Past) -> Reason | None:
        if (settling := _settling(change)) is not None:
            may_settle, reason = settling
            return None if may_settle(change, certificate) else reason
        if is_about_the_desk(change) or (change.kind is Kind.OFFER and form_of(change.document) == DESK):
            return None if may_open_to_the_desk(change, certificate) else Reason.DESK
        if is_about_custody(change):
            return None if may_be_said(change, certificate) else Reason.CUSTODY
        if is_about_inquiries(change) or (change.kind is Kind.ALIAS and form_of(change.document) == INQUIRY):
            return None if speaks_for_its_office(change, certificate) else Reason.INQUIRY
        if change.kind is Kind.ERASE:
            return None if may_stand(change, certificate, past.known) else Reason.ORDER
        return Reason.NOT_PERMITTED if self._says_too_much(certificate, change, past) else None

    def _says_too_much(self, certificate: Certificate, change: Change, past: Past) -> bool:
        if named_form(change.document) in TECHNICAL or (now := _open(change.document)) is None:
            return False
        was = [one for parent in change.parents for one in _counting(parent, past)]
        if change.kind in _TURNING and any(one.form in NEVER_DELETED for one in was):
            return True
        return (
            not _entry_stays(was, now)
            or not self._decides_as_permitted(certificate, change, past, was, now)
            or (change.record == change.case and not _facts_as_permitted(certificate, change, past, was, now))
        )

    def _decides_as_permitted(
        self, certificate: Certificate, change: Change, past: Past, was: Sequence[_Open], now: _Open
    ) -> bool:
        """Whether an approval is by who may give it, of what was asked, and not by who asked."""
        several = any if certificate.role is Role.SUPERVISOR else all
        before = [one.answers for one in was] or [Answers()]
        if not several(answers_only_if_permitted(certificate.role, one, now.answers) for one in before):
            return False
        status = now.answers.choice(STATUS)
        if status not in DECISIONS or any(_approval(one) == _approval(now.answers) for one in before):
            return True
        own = self._asker_may_approve and now.form != "closure"
        return own or change.author not in {_asker(parent, past) for parent in change.parents}

    def _author(self, person: UUID) -> _Author:
        found = self._authors.get(person)
        if found is None:
            papers, revocation = self._trust.certificates(person), self._trust.revocation(person)
            newest_first = tuple((in_force_from(one), one) for one in reversed(papers))
            found = self._authors[person] = _Author(newest_first, revocation, {})
        return found


def _settling(change: Change) -> tuple[Callable[[Change, Certificate], bool], Reason] | None:
    """Who may say it, and why else it is put aside, of rules and of numbers that two people settle."""
    approves = form_of(change.document) if change.kind is Kind.APPROVE else None
    if is_about_rules(change) or approves == RULES:
        return may_bring_rules, Reason.RULES
    if is_about_numbers(change) or approves == NUMBERS:
        return may_settle_numbers, Reason.NUMBERS
    return None


def _may(author: _Author, certificate: Certificate, change: Change, form: str) -> bool:
    """Whether the table of permissions allows it."""
    asked = (certificate.serial, change.kind, change.room, form)
    found = author.allowed.get(asked)
    if found is None:
        found = may(certificate.role, certificate.duties, change.kind, change.room, form)
        author.allowed[asked] = found
    return found


def _takes_anothers_id(certificate: Certificate, change: Change) -> bool:
    """Whether it begins a case under an id that says that another office began it."""
    return begins(change) and not may_have_begun(certificate.office, change.case)


def _is_late(author: _Author, change: Change) -> bool:
    """Whether a change comes after what is held of a revoked person's work."""
    if author.revocation is None:
        return False
    last = author.revocation.last.get(change.device)
    return last is None or change.seq > last[0]


def _is_of_keys(change: Change) -> bool:
    return change.room is Room.OPEN and wraps_keys(change.kind, change.case, change.record)


def _said_by(versions: Iterable[VersionId], past: Past) -> Iterator[bytes | None]:
    """What some versions said; None of those that are not here."""
    return (None if (said := past.version(version)) is None else said.document for version in versions)


def _open(document: bytes) -> _Open | None:
    """What an open document says; None where it can't be read."""
    try:
        said = _document.decode(document)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return _Open(said.f, Answers({key: _as_text(value) for key, value in said.a.items() if not _is_absent(value)}))


def _is_absent(value: object) -> bool:
    return isinstance(value, dict) and "absent" in value


def _as_text(value: object) -> str:
    """A word as it is, anything else as canonical JSON."""
    return value if isinstance(value, str) else dumps(value, sort_keys=True)


def _approval(answers: Answers) -> tuple[object, object]:
    return answers.get(STATUS), answers.get(BY)


def _counting(version: VersionId, past: Past) -> Iterator[_Open]:
    """What a version says; of one that nobody was permitted to write, what it was made from."""
    wanted, left = [version], _LONGEST_WAY
    while wanted and left:
        left -= 1
        said = past.version(wanted.pop())
        if said is not None and not said.counts:
            wanted.extend(said.parents)
        elif said is not None and (found := _open(said.document)) is not None:
            yield found


def _asker(version: VersionId, past: Past) -> UUID | None:
    """Who asked for the approval that a version waits for; None where it waits for none."""
    said = past.version(version)
    if said is None or not _is_requested(said):
        return None
    for _ in range(_LONGEST_WAY):
        earlier = next((one for one in map(past.version, said.parents) if one and _is_requested(one)), None)
        if earlier is None:
            break
        said = earlier
    return said.author


def _is_requested(said: Said) -> bool:
    found = _open(said.document)
    return said.counts and found is not None and found.answers.choice(STATUS) == REQUESTED


def _entry_stays(was: Sequence[_Open], now: _Open) -> bool:
    """Whether an entry of consent stays as one of the versions before said it, and stays an entry of consent."""
    if all(one.form != "consent" for one in was):
        return True
    same = {key for one in was for key, value in one.answers.items() if now.answers.get(key) == value}
    return now.form == "consent" and all(entry_stays("consent", one.answers.without(*same), now.answers) for one in was)


def _facts_as_permitted(certificate: Certificate, change: Change, past: Past, was: Sequence[_Open], now: _Open) -> bool:
    """Whether a case's own facts are written by who may; it ends only where a closing was approved."""
    before = [one.answers for one in was]
    if not writes_as_permitted(certificate.role, change.author, certificate.office, before, now.answers):
        return False
    to = now.answers.choice("case_stage")
    if to not in _ENDINGS or any(one.choice("case_stage") in (to, *AFTER_CLOSING) for one in before):
        return True
    rooms = (_open(document) for document in past.room(change.case))
    return any(one and one.form == "closure" and one.answers.choice(STATUS) == "approved" for one in rooms)
