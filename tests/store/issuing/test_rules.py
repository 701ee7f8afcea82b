"""Headquarters' rules reach every office: signed by two, numbered; nothing older or forged takes their place."""

import itertools
import json
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from reintegration_desktop.app.issuing.following import follow, place_of
from reintegration_desktop.app.keeping import check_vault
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.settling import settling
from reintegration_desktop.app.travelling import came, send_all
from reintegration_desktop.casework.errors import NotPermitted, RulesFromHeadquarters, RulesOver, RulesUnchanged
from reintegration_desktop.casework.programme import issuing
from reintegration_desktop.casework.programme.settling import Part
from reintegration_desktop.forms.document import Document
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.versions import Kind as ChangeKind
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.issued.entries import record_about, signing_document
from reintegration_desktop.rules.issued.snapshot import Snapshot
from reintegration_desktop.rules.issued.standing import State, in_force, waits_for_upgrade
from reintegration_desktop.rules.places import Gazetteer, Place
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.sync.manifest import Kind
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.papers.acts import Act, Approval, Statement, begin_approval
from tests.e2e.offices import acquaint, an_office, another_office, headquarters, opened


@dataclass
class Offices:
    """Goma keeps the root and signs as the second; Bukavu only hears of it; headquarters issues."""

    goma: Program
    bukavu: Program
    hq: Program
    stick: Path

    @property
    def all(self) -> tuple[Program, ...]:
        return self.goma, self.bukavu, self.hq

    def carry(self, *way: Program) -> None:
        """What the first has goes to the second, and so on."""
        for giver, taker in itertools.pairwise(way):
            send_all(giver, self.stick)
            came(taker, self.stick)
            came(giver, self.stick)


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    goma = an_office(tmp_path / "Goma.vault")
    bukavu = another_office(tmp_path / "Bukavu.vault", kept_root(goma.keyring), "Bukavu", "Benoît Cikuru")
    hq = headquarters(tmp_path / "hq.vault", goma)
    for one in (goma, bukavu):
        acquaint(one, hq)
    (tmp_path / "stick").mkdir()
    made = Offices(goma, bukavu, hq, tmp_path / "stick")
    yield made
    for program in made.all:
        program.close()


def settled(program: Program, **numbers: int) -> Program:
    """The same headquarters with other numbers."""
    now = program.programme
    return program.settle(replace(now, policy=replace(now.policy, **numbers)))


def issued(offices: Offices, **numbers: int) -> Program:
    """Headquarters issues, Goma signs as the second, headquarters hears of it."""
    hq = settled(offices.hq, **numbers)
    issuing.issue(place_of(hq))
    offices.carry(hq, offices.goma)
    (wanted,) = [one for one in offices.goma.opened.issued() if one.state is State.SIGNING]
    issuing.sign(place_of(offices.goma), wanted.digest)
    offices.carry(offices.goma, hq)
    return follow(hq) or hq


def followed(program: Program) -> Program:
    return follow(program) or program


def aside(program: Program) -> list[Reason]:
    return [reason for _, reason in program.opened.incoming.quarantined()]


def says(program: Program, document: Document, office) -> None:
    """Write an entry as a changed program would."""
    with program.desk.begin() as work:
        work.enter(office, record_about(office), ChangeKind.APPROVE, document)
        work.commit()


def test_two_sign_and_every_office_goes_by_them_with_its_own_codes_kept(offices: Offices):
    own = replace(offices.bukavu.programme, lists={"trades": {"baker": "Baker"}},
                  places=Gazetteer({"X": Place("X", "Our village", 3, None)}))  # fmt: skip
    bukavu = offices.bukavu.settle(own)
    hq = offices.hq.settle(replace(offices.hq.programme, lists={"trades": {"tailor": "Tailor"}}))
    offices.hq = hq
    hq = issued(offices, plan_days=21)
    offices.carry(hq, bukavu)
    bukavu = followed(bukavu)
    now = bukavu.programme
    assert (now.policy.plan_days, now.issued.number) == (21, 1)
    assert now.lists["trades"] == {"baker": "Baker", "tailor": "Tailor"}
    assert "X" in now.places.places
    assert now.people == own.people
    assert hq.programme.issued == now.issued


def test_it_travels_in_a_bundle_that_goes_down(offices: Offices):
    issued(offices, plan_days=21)
    with offices.goma.opened._database.read() as connection:
        kinds = set(connection.exec_driver_sql("SELECT kind FROM bundle_in").scalars())
    assert Kind.DOWNSTREAM in kinds


def test_one_signature_changes_nothing(offices: Offices):
    hq = settled(offices.hq, plan_days=21)
    issuing.issue(place_of(hq))
    offices.carry(hq, offices.bukavu)
    assert follow(offices.bukavu) is None
    (one,) = hq.opened.issued()
    with pytest.raises(RulesOver):
        issuing.sign(place_of(hq), one.digest)
    hq.means.clock.today()


def test_an_older_number_never_takes_the_place_of_a_newer_one_whatever_comes_first(offices: Offices):
    hq = issued(offices, plan_days=21)
    offices.hq = hq
    hq = issued(offices, plan_days=28)
    offices.carry(hq, offices.bukavu)
    bukavu = followed(offices.bukavu)
    assert (bukavu.programme.policy.plan_days, bukavu.programme.issued.number) == (28, 2)
    older = [one for one in bukavu.opened.issued() if one.number == 1]
    assert [one.state for one in older] == [State.WHOLE]
    assert issuing.followed(bukavu.programme, tuple(older)) is bukavu.programme
    with pytest.raises(RulesOver):
        issuing.sign(place_of(bukavu), older[0].digest)


def test_the_same_is_not_issued_twice_and_nobody_else_issues(offices: Offices):
    hq = issued(offices, plan_days=21)
    with pytest.raises(RulesUnchanged):
        issuing.issue(place_of(hq))
    for program in (offices.goma, offices.bukavu):
        with pytest.raises(NotPermitted):
            issuing.issue(place_of(program))


def test_numbers_from_headquarters_are_not_changed_in_an_office_and_lists_are_added_to(offices: Offices):
    hq = issued(offices, plan_days=21)
    offices.carry(hq, offices.goma)
    goma = followed(offices.goma)
    way = settling(lambda: goma, lambda _: None)
    assert Part.POLICY not in way.parts
    with pytest.raises(RulesFromHeadquarters):
        next(way.settle(Part.POLICY, goma.programme, "because"))
    for _ in way.settle(Part.LISTS, replace(goma.programme, lists={"trades": {"baker": "Baker"}}), ""):
        pass


def test_an_office_opened_again_goes_by_them_still(offices: Offices):
    hq = issued(offices, plan_days=21)
    offices.carry(hq, offices.bukavu)
    path = offices.bukavu.folder.path
    offices.bukavu.close()
    offices.bukavu = opened(path)
    assert offices.bukavu.programme.policy.plan_days == 21


def content(offices: Offices, **more) -> tuple[Snapshot, bytes]:
    hq = offices.hq
    given = {"root": hq.keyring.people.root, "office": hq.me.office, "number": 7, "at": hq.means.clock.now(),
             "choices": replace(Programme(), policy=replace(Programme().policy, plan_days=1))} | more  # fmt: skip
    made = Snapshot(**given)
    return made, made.to_bytes()


def statement(program: Program, office, body: bytes, **more) -> Statement:
    given = {"act": Act.CHANGE_POLICY, "office": office, "digest": sha256(body).digest(),
             "expires": program.means.clock.now() + timedelta(days=1), "number": b"\x07" * 16} | more  # fmt: skip
    return Statement(**given)


@pytest.mark.parametrize(
    "forged", ["by an office", "signed by nobody", "other bytes", "another act", "no rules at all"]
)
def test_what_is_forged_is_put_aside_and_changes_nothing(offices: Offices, forged: str):
    _, body = content(offices)
    by, office = (offices.goma if forged == "by an office" else offices.hq), offices.hq.me.office
    body = b'{"kind": "poem", "version": 1}' if forged == "no rules at all" else body
    stated = statement(by, office, body, **({"act": Act.ERASE} if forged == "another act" else {}))
    approval = begin_approval(stated, by.me.id, by.keyring.sign)
    if forged == "signed by nobody":
        approval = Approval(approval.body, {by.me.id: b"\0" * 64})
    says(by, signing_document(approval, body + b" " if forged == "other bytes" else body), office)
    offices.carry(by, offices.hq if by is offices.goma else offices.goma)
    assert aside(offices.hq if by is offices.goma else offices.goma) == [Reason.RULES]


@pytest.mark.parametrize("other", ["programme", "headquarters", "late"])
def test_rules_of_another_programme_or_signed_too_late_are_none(offices: Offices, other: str):
    more = {"programme": {"root": b"\x09" * 32}, "headquarters": {"office": offices.goma.me.office}, "late": {}}[other]
    _, body = content(offices, **more)
    hq, goma = offices.hq, offices.goma
    past = {"expires": hq.means.clock.now() - timedelta(days=1)} if other == "late" else {}
    stated = statement(hq, hq.me.office, body, **past)
    says(hq, signing_document(begin_approval(stated, hq.me.id, hq.keyring.sign), body), hq.me.office)
    offices.carry(hq, goma)
    second = Approval(stated.to_bytes(), {}).signed_by(goma.me.id, goma.keyring.sign)
    says(goma, signing_document(second), hq.me.office)
    offices.carry(goma, hq, offices.bukavu)
    assert follow(offices.bukavu) is None
    assert in_force(offices.bukavu.opened.issued()) is None


def test_rules_of_a_newer_version_are_kept_and_told_and_count_after_the_upgrade(offices: Offices):
    hq, goma = issued(offices, plan_days=21), offices.goma
    made, body = content(offices, number=9)
    newer = json.dumps({**json.loads(body), "version": 2, "moods": ["calm"]}).encode()
    stated = statement(hq, hq.me.office, newer)
    says(hq, signing_document(begin_approval(stated, hq.me.id, hq.keyring.sign), newer), hq.me.office)
    offices.carry(hq, goma)
    says(goma, signing_document(Approval(stated.to_bytes(), {}).signed_by(goma.me.id, goma.keyring.sign)), hq.me.office)
    offices.carry(goma, hq, offices.bukavu)
    found = offices.bukavu.opened.issued()
    assert aside(offices.bukavu) == []
    assert waits_for_upgrade(found)
    assert followed(offices.bukavu).programme.policy.plan_days == 21
    (waiting,) = [one for one in found if one.is_newer]
    read = replace(waiting, snapshot=made, is_newer=False)
    upgraded = tuple(read if one is waiting else one for one in found)
    assert not waits_for_upgrade(upgraded)
    assert issuing.followed(offices.bukavu.programme, upgraded).issued.number == 9


def test_what_is_no_signature_is_put_aside(offices: Offices):
    for answers in ({}, {"approval": "%"}, {"approval": b64encode(b"{}").decode()}, {"approval": 4, "rules": 5}):
        says(offices.hq, Document("rules", None, {"step": "sign", **answers}), offices.hq.me.office)
    offices.carry(offices.hq, offices.goma)
    assert aside(offices.goma) == [Reason.RULES] * 4


def test_what_an_office_noted_for_itself_is_no_broken_seal_where_headquarters_passed_it_on(offices: Offices):
    offices.carry(offices.goma, offices.hq, offices.bukavu)
    assert check_vault(offices.bukavu, NoProgress()).sound
