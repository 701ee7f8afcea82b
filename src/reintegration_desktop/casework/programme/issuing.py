"""Issuing rules for all offices: headquarters brings and signs them, a second person signs, every office follows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import NotPermitted, RulesOver, RulesUnchanged
from reintegration_desktop.casework.ports import Work
from reintegration_desktop.forms.document import Document
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.issued.entries import FORM, record_about, signing_document
from reintegration_desktop.rules.issued.snapshot import Snapshot, applied
from reintegration_desktop.rules.issued.standing import Issue, State, in_force
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.papers.acts import (
    NUMBER_BYTES,
    WHO_SIGNS,
    Act,
    Approval,
    Statement,
    begin_approval,
    may_together,
)
from reintegration_desktop.vault.roles import Role, Room

SIGNED_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Issuing:
    """The place where rules are made: whose desk and keys, what was brought so far, random bytes."""

    desk: Desk
    keyring: Keyring
    issued: Callable[[], tuple[Issue, ...]]
    random: Callable[[int], bytes]


def may_issue(desk: Desk) -> bool:
    """Whether this person brings rules for all offices."""
    return desk.me.role is Role.HEADQUARTERS and desk.me.may(Kind.APPROVE, Room.OPEN, FORM)


def may_sign(place: Issuing, issue: Issue) -> bool:
    """Whether this person's signature is the one that rules still wait for."""
    me, now = place.keyring.person, place.desk.written_at()
    if issue.state is not State.SIGNING or issue.snapshot is None or issue.expires < now:
        return False
    current = in_force(place.issued())
    if current is not None and current.number >= issue.number:
        return False
    allowed = me.role in WHO_SIGNS[Act.CHANGE_POLICY][1] and place.desk.me.may(Kind.APPROVE, Room.OPEN, FORM)
    return allowed and any(one.id != me.id and may_together(Act.CHANGE_POLICY, one, me) for one in issue.signers)


def issue(place: Issuing) -> Changes:
    """Bring what is settled here as rules for all offices, and sign them as the first of two.

    Raises NotPermitted, RulesUnchanged.
    """
    desk, known = place.desk, place.issued()
    if not may_issue(desk):
        raise NotPermitted
    number = 1 + max((one.number for one in known), default=0)
    made = Snapshot(place.keyring.people.root, desk.me.office, number, desk.clock.now(), _choices(desk.programme))
    current = in_force(known)
    if current is not None and current.snapshot is not None and _same(current.snapshot, made):
        raise RulesUnchanged
    content = made.to_bytes()
    statement = Statement(
        Act.CHANGE_POLICY, desk.me.office, made.digest, desk.written_at() + SIGNED_WITHIN, place.random(NUMBER_BYTES)
    )
    approval = begin_approval(statement, desk.me.id, place.keyring.sign)
    with desk.begin() as work:
        _enter(work, signing_document(approval, content), desk.me.office)
        return work.commit()


def sign(place: Issuing, digest: bytes) -> Changes:
    """Sign rules as the second person: from then on every office goes by them that hears of it. Raises RulesOver."""
    found = next((one for one in place.issued() if one.digest == digest), None)
    if found is None or not may_sign(place, found):
        raise RulesOver
    body = found.entry.said.approval.body
    approval = Approval(body, {}).signed_by(place.desk.me.id, place.keyring.sign)
    with place.desk.begin() as work:
        _enter(work, signing_document(approval), found.office)
        return work.commit()


def followed(programme: Programme, found: tuple[Issue, ...]) -> Programme:
    """What an office goes by, by the rules that lie there; the same programme where it goes by them already.

    An older number never takes the place of a newer one.
    """
    current = in_force(found)
    if current is None or current.snapshot is None:
        return programme
    now = programme.issued
    if now is not None and (now.number > current.number or now.digest == current.digest.hex()):
        return programme
    return applied(programme, current.snapshot, current.digest)


def _enter(work: Work, document: Document, office: UUID) -> None:
    work.enter(office, record_about(office), Kind.APPROVE, document)


def _choices(programme: Programme) -> Programme:
    """What goes along: no name of anybody, nor of an office."""
    return replace(programme, people={}, offices={}, issued=None)


def _same(one: Snapshot, other: Snapshot) -> bool:
    return replace(one, number=other.number, at=other.at) == other
