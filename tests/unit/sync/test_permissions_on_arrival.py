"""Who may write is checked on arrival: what isn't permitted is kept aside, never folded, and stops nobody else."""

import os
from datetime import timedelta
from uuid import uuid4

import pytest

from reintegration_desktop.forms.document import Document, encode
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.sync.chaining import envelope_of as envelope_of_line
from reintegration_desktop.sync.wire import change_line, read_line
from reintegration_desktop.vault.certificates import issue
from reintegration_desktop.vault.roles import Role, Room
from tests.unit.sync.made import Device, Entry, Office, Programme, ids
from tests.unit.sync.memory import envelope_of
from tests.unit.sync.post import take, write_one


@pytest.fixture
def sent(tmp_path, field_office, headquarters):
    def send(**more: object):
        return take(write_one(field_office, headquarters.address, tmp_path, **more), headquarters)

    return send


def test_a_role_that_may_not_write_a_room_is_quarantined_and_the_rest_arrives(
    sent, field_office, headquarters, laptop, worker
):
    clerk = field_office.person(Role.COORDINATOR)
    good, bad = laptop.visit(worker), laptop.visit(clerk)
    outcome = sent()
    assert outcome.quarantined == {Reason.NOT_PERMITTED: len(bad)}
    assert set(headquarters.tables.quarantine) == set(ids(bad))
    assert set(headquarters.tables.log) == set(ids(good))
    assert headquarters.tables.marks == field_office.tables.marks


def test_an_approval_by_a_caseworker_is_quarantined(sent, laptop, worker):
    laptop.save(worker, Entry(uuid4(), uuid4(), kind=Kind.APPROVE))
    assert sent().quarantined == {Reason.NOT_PERMITTED: 1}


def plan(status: str | None, by: str = "boss") -> bytes:
    signed = {"approved": {"by": by, "at": "2026-06-01"}} if status == "approved" else {}
    approval = {} if status is None else {"approval_status": status, **signed}
    return encode(Document("case_plan", None, approval, ("approval_status", "approved")))


def test_an_approval_that_a_caseworker_writes_as_an_answer_is_quarantined(sent, field_office, laptop, worker):
    boss, case, record = field_office.person(Role.SUPERVISOR), uuid4(), uuid4()

    def save(author, status, *parents, by="boss"):
        (made,) = laptop.save(author, Entry(case, record, Room.OPEN, parents=parents, document=plan(status, by)))
        return made.id

    asked = save(worker, "requested")
    approved = save(boss, "approved", asked)
    save(worker, "approved", approved)
    save(worker, "requested", approved)
    forged = [save(worker, "approved", asked), save(worker, "approved"), save(worker, "approved", approved, by="me")]
    spelt = plan("approved").replace(b"approval_status", rb"approval\u005fstatus")
    forged += laptop.save(worker, Entry(case, record, Room.OPEN, parents=(asked,), document=spelt))
    outcome = sent()
    assert (outcome.applied, outcome.quarantined) == (4, {Reason.NOT_PERMITTED: len(forged)})


@pytest.mark.parametrize("approved_before_the_gap", [True, False])
def test_an_approval_is_judged_once_what_it_was_made_from_has_come(
    tmp_path, field_office, headquarters, laptop, worker, approved_before_the_gap
):
    boss, case, record = field_office.person(Role.SUPERVISOR), uuid4(), uuid4()
    before = 2 if approved_before_the_gap else 3
    if not approved_before_the_gap:
        laptop.visit(worker)
    (asked,) = laptop.save(worker, Entry(case, record, Room.OPEN, document=plan("requested")))
    (approved,) = laptop.save(boss, Entry(case, record, Room.OPEN, parents=(asked.id,), document=plan("approved")))
    laptop.save(worker, Entry(case, record, Room.OPEN, parents=(approved.id,), document=plan("approved")))
    laptop.save(worker, Entry(case, record, Room.OPEN, parents=(approved.id,), document=plan("rejected")))
    first = write_one(field_office, headquarters.address, tmp_path, upto={laptop.id: before})
    take(write_one(field_office, headquarters.address, tmp_path, since={laptop.id: before}), headquarters)
    outcome = take(first, headquarters)
    assert outcome.quarantined == {Reason.NOT_PERMITTED: 1}
    assert outcome.applied + outcome.released == laptop.seq - 1


def saved(laptop, author, case, record, form, *parents, kind=Kind.SAVE, **answers):
    """One version of a record's open room; returns its id."""
    document = encode(Document(form, None, answers))
    (made,) = laptop.save(author, Entry(case, record, Room.OPEN, kind, parents, document))
    return made.id


def refused(outcome) -> int:
    """How many changes were kept aside because their author may not make them; nothing else was."""
    assert set(outcome.quarantined) <= {Reason.NOT_PERMITTED}
    return outcome.quarantined.get(Reason.NOT_PERMITTED, 0)


@pytest.mark.parametrize(("form", "policy", "number"), [
    ("case_plan", False, 1), ("case_plan", True, 0), ("closure", True, 1),
])  # fmt: skip
def test_who_asked_does_not_approve_unless_the_programme_lets_them(
    tmp_path, field_office, headquarters, laptop, form, policy, number
):
    boss, case, record = field_office.person(Role.SUPERVISOR), uuid4(), uuid4()
    asked = saved(laptop, boss, case, record, form, approval_status="requested")
    again = saved(laptop, field_office.person(Role.SUPERVISOR), case, record, form, asked, approval_status="requested")
    saved(laptop, boss, case, record, form, again, approval_status="approved")
    path = write_one(field_office, headquarters.address, tmp_path)
    assert refused(take(path, headquarters, asker_may_approve=policy)) == number


def test_another_supervisor_approves_what_was_asked_and_nothing_else(sent, field_office, laptop, worker):
    boss, case, record = field_office.person(Role.SUPERVISOR), uuid4(), uuid4()
    asked = saved(laptop, worker, case, record, "assessment", approval_status="requested")
    saved(laptop, boss, case, record, "assessment", asked, approval_status="approved")
    saved(laptop, boss, uuid4(), uuid4(), "assessment", approval_status="approved")
    assert refused(sent()) == 1


def test_an_approval_lapses_by_a_caseworkers_program_and_is_asked_for_again(sent, field_office, laptop, worker):
    boss, case, record = field_office.person(Role.SUPERVISOR), uuid4(), uuid4()
    asked = saved(laptop, worker, case, record, "closure", approval_status="requested")
    approved = saved(laptop, boss, case, record, "closure", asked, approval_status="approved")
    lapsed = saved(laptop, worker, case, record, "closure", approved, approval_status="not_requested")
    saved(laptop, worker, case, record, "closure", lapsed, approval_status="requested")
    saved(laptop, boss, case, record, "closure", lapsed, approval_status="approved")
    assert refused(sent()) == 1, "nobody had asked when it was approved again"


def test_what_is_made_from_something_refused_does_not_pass_for_said(sent, laptop, worker):
    case, record = uuid4(), uuid4()
    asked = saved(laptop, worker, case, record, "case_plan", approval_status="requested")
    forged = saved(laptop, worker, case, record, "case_plan", asked, approval_status="approved")
    saved(laptop, worker, case, record, "case_plan", forged, approval_status="approved")
    saved(laptop, worker, case, record, "case_plan", forged, approval_status="requested")
    outcome = sent()
    assert (refused(outcome), outcome.applied) == (2, 2)


def case_facts(laptop, author, case, *parents, **more):
    told = {"case_stage": "monitoring", "case_status": "open", "caseworker": "w", **more}
    return saved(laptop, author, case, case, "case", *parents, **told)


CLOSED = {"case_stage": "closed", "case_status": "closed"}


@pytest.mark.parametrize(
    "forged",
    [CLOSED, {"case_status": "closed"}, {"caseworker": "somebody else"}, {"office": "another"},
     {"case_stage": "transferred", "case_status": "transferred"}, {"case_stage": "of a newer one"}],
)  # fmt: skip
def test_a_caseworker_writes_none_of_what_a_supervisor_decides_on_a_case(sent, laptop, worker, forged):
    case = uuid4()
    begun = case_facts(laptop, worker, case)
    case_facts(laptop, worker, case, begun, case_stage="implementing")
    case_facts(laptop, worker, case, begun, **forged)
    outcome = sent()
    assert (refused(outcome), outcome.applied) == (1, 2)


def test_the_facts_of_a_case_are_not_wiped_nor_deleted_under_another_name(sent, laptop, worker):
    case = uuid4()
    begun = case_facts(laptop, worker, case)
    saved(laptop, worker, case, case, "case", begun)
    saved(laptop, worker, case, case, "something", begun, kind=Kind.DELETE, case_stage="monitoring", case_status="open")
    assert refused(sent()) == 2


@pytest.mark.parametrize(("asker", "number"), [("worker", 0), ("boss", 2)])
def test_a_case_closes_only_where_a_second_person_approved_it(sent, field_office, laptop, worker, asker, number):
    boss, case, closure = field_office.person(Role.SUPERVISOR), uuid4(), uuid4()
    begun = case_facts(laptop, worker, case, case_stage="closure_requested")
    asked = saved(laptop, worker if asker == "worker" else boss, case, closure, "closure", approval_status="requested")
    approval = encode(Document("closure", None, {"approval_status": "approved"}))
    shut = encode(Document("case", None, {**CLOSED, "caseworker": "w"}))
    laptop.save(boss, Entry(case, closure, Room.OPEN, parents=(asked,), document=approval),
                Entry(case, case, Room.OPEN, parents=(begun,), document=shut))  # fmt: skip
    assert refused(sent()) == number


def test_a_supervisor_gives_a_case_to_another_caseworker(sent, field_office, laptop, worker):
    boss, case = field_office.person(Role.SUPERVISOR), uuid4()
    begun = case_facts(laptop, worker, case)
    told = {"caseworker": "v", "earlier_caseworker": str(worker.id), "assigned_on": "2026-06-01"}
    given = case_facts(laptop, boss, case, begun, **told)
    case_facts(laptop, worker, case, given, caseworker="v", assigned_on="2026-06-01")
    assert refused(sent()) == 0


def test_a_talk_about_consent_is_completed_and_never_changed_on_arrival(sent, laptop, worker):
    case, record = uuid4(), uuid4()
    said = saved(laptop, worker, case, record, "consent", event_kind="given", agrees_to_tracing="no")
    told = {"event_kind": "given", "agrees_to_tracing": "no"}
    saved(laptop, worker, case, record, "consent", said, **told, agrees_to_sharing="yes")
    saved(laptop, worker, case, record, "consent", said, **{**told, "agrees_to_tracing": "yes"})
    saved(laptop, worker, case, record, "something", said, **told)
    outcome = sent()
    assert (refused(outcome), outcome.applied) == (2, 2)


def test_the_form_counts_where_it_can_be_seen(sent, field_office, laptop):
    officer, child = field_office.person(Role.TRACING_OFFICER), uuid4()
    laptop.save(officer, Entry(child, child, Room.OPEN, document=b'{"f":"tracing","a":{}}'))
    laptop.save(officer, Entry(child, child, Room.OPEN, document=b'{"f":"consent","a":{}}'))
    outcome = sent()
    assert (outcome.applied, outcome.quarantined) == (1, {Reason.NOT_PERMITTED: 1})


UNREADABLE = (
    b"no json", b"[]", b'{"a":{}}', b'{"f":1,"a":{}}', b'{"f":"x","a":[]}', b'{"f":"x","a":{"k":"\xff"}}',
    b'{"f":"x","a":{"k":"\\ud800"}}', b'{"f":"x","a":{"k":' + b"[" * 500 + b"]" * 500 + b"}}",
    b'{"f":"x","a":{"k":' + b"9" * 5_000 + b"}}", b'{"f":"tasks","a":{"visit:-":"2026-02-31"}}',
    b'{"f":"tasks","a":{"visit":"2026-02-01"}}', b'{"f":"keys","a":{"person":[[1,1,"?"]]}}',
    b'{"f":"keys","a":{"attic":[[1,1,"AAAA"]]}}', b'{"f":"case","a":{"keep_until_on":"soon"}}',
)  # fmt: skip


@pytest.mark.parametrize("document", UNREADABLE, ids=range(len(UNREADABLE)))
def test_an_open_document_that_cannot_be_folded_is_quarantined(sent, laptop, worker, document):
    laptop.save(worker, Entry(uuid4(), uuid4(), Room.OPEN, document=document))
    assert sent().quarantined == {Reason.UNREADABLE: 1}


@pytest.mark.parametrize(
    "document",
    [
        b'{"f":"tasks","a":{"visit:-":"!2026-02-28","plan_review:' + b"0a" * 16 + b'":"2026-03-01"}}',
        b'{"f":"keys","a":{"person":[[1,1,"AAAA"],[2,1,"AAAA"]]}}',
        b'{"f":"case","a":{"keep_until_on":{"absent":"not_known"},"case_code":"X"},"p":"' + b"0a" * 16 + b'"}',
    ],
)
def test_an_open_document_that_can_be_folded_arrives(sent, laptop, worker, document):
    laptop.save(worker, Entry(uuid4(), uuid4(), Room.OPEN, document=document))
    assert sent().applied == 1


def test_a_change_in_somebody_elses_name_is_quarantined_alone(sent, field_office, headquarters, laptop, worker):
    boss = field_office.person(Role.SUPERVISOR)
    before = laptop.visit(boss)
    forged = laptop.save(boss, Entry(uuid4(), uuid4(), kind=Kind.APPROVE), signer=worker)
    after = laptop.visit(worker)
    outcome = sent()
    assert outcome.quarantined == {Reason.SIGNATURE: 1}
    assert set(headquarters.tables.quarantine) == set(ids(forged))
    assert set(headquarters.tables.log) == {*ids(before), *ids(after)}


def test_two_authors_under_one_signature_are_quarantined(sent, field_office, headquarters, laptop, worker):
    other = field_office.person(Role.CASEWORKER)
    laptop.save(worker, Entry(uuid4(), uuid4()))
    changes = [laptop.chained(author, Entry(uuid4(), uuid4())) for author in (other, worker)]
    laptop.sign(worker, changes)
    assert sent().quarantined == {Reason.SIGNATURE: 2}


def test_an_author_whom_nobody_vouches_for_is_quarantined(sent, laptop):
    laptop.visit(Office(Programme()).person(Role.SUPERVISOR))
    assert sent().quarantined == {Reason.AUTHOR_UNKNOWN: 2}


def test_a_programme_does_not_speak_for_another_programmes_people(tmp_path, field_office, headquarters, laptop, worker):
    other = Office(Programme())
    headquarters.pins = {other.id: other.programme.root}
    false_twin = other._person(Role.SUPERVISOR, frozenset(), None, other.programme.sign)
    their_laptop = Device(other)
    their_laptop.visit(worker)
    papers = (*other.papers.certificates, false_twin.certificate)
    outcome = take(write_one(other, headquarters.address, tmp_path, certificates=papers), headquarters)
    assert outcome.quarantined == {Reason.AUTHOR_UNKNOWN: 2}


def test_what_extends_a_removed_persons_work_is_kept_aside(sent, field_office, headquarters, laptop, worker):
    before = laptop.visit(worker)
    removal = field_office.revocation(worker, **{laptop.id: (laptop.seq, laptop.head)})
    after = laptop.visit(worker)
    outcome = sent(revocations=(removal,))
    assert (outcome.applied, outcome.quarantined) == (len(before), {Reason.AUTHOR_REVOKED: len(after)})


def test_what_contradicts_a_removed_persons_work_is_never_folded(sent, field_office, headquarters, laptop, worker):
    laptop.visit(worker)
    removal = field_office.revocation(worker, **{laptop.id: (laptop.seq, os.urandom(32))})
    outcome = sent(revocations=(removal,))
    assert (outcome.applied, outcome.parked) == (0, {Reason.FORK: 2})


def test_a_removal_by_somebody_who_may_not_remove_counts_for_nothing(sent, headquarters, laptop, worker):
    laptop.visit(worker)
    outcome = sent(revocations=(Office(Programme()).revocation(worker),))
    assert outcome.applied == 2
    assert headquarters.tables.revocations == []


def test_a_false_twin_of_a_certificate_does_not_discredit_the_true_one(
    tmp_path, field_office, headquarters, laptop, worker
):
    laptop.visit(worker)
    take(write_one(field_office, headquarters.address, tmp_path), headquarters)
    false = issue(worker.certificate.claims, None, lambda _: bytes(64))
    new = laptop.visit(worker)
    path = write_one(field_office, headquarters.address, tmp_path, certificates=(false,))
    assert take(path, headquarters).applied == len(new)
    assert false not in headquarters.tables.certificates


def test_a_case_in_another_offices_hands_is_not_written_to(sent, field_office, headquarters, laptop, worker):
    ours, theirs = uuid4(), uuid4()
    headquarters.tables.offices = {ours: field_office.id, theirs: uuid4()}
    laptop.visit(worker, ours)
    laptop.visit(worker, theirs)
    laptop.save(worker, Entry(theirs, uuid4(), kind=Kind.VIEW))
    outcome = sent()
    assert (outcome.applied, outcome.quarantined) == (3, {Reason.NOT_HOLDER: 2})


def test_a_parent_that_the_sender_cannot_have_seen_is_invented(sent, laptop, worker):
    laptop.save(worker, Entry(uuid4(), uuid4(), parents=(VersionId("ab" * 16, 9),)))
    laptop.save(worker, Entry(uuid4(), uuid4(), parents=(VersionId(laptop.id, 3),)))
    laptop.save(worker, Entry(uuid4(), uuid4()))
    assert sent().quarantined == {Reason.INVENTED_PARENT: 2}


def test_a_clock_more_than_a_day_ahead_is_flagged_and_arrives(sent, laptop, worker):
    laptop.save(worker, Entry(uuid4(), uuid4(), ahead=timedelta(days=30)))
    laptop.save(worker, Entry(uuid4(), uuid4(), ahead=timedelta(days=400)))
    outcome = sent()
    assert (outcome.applied, outcome.ahead) == (2, 1)


def test_what_a_newer_version_wrote_is_kept_and_what_builds_on_it_waits(sent, headquarters, laptop, worker):
    (newer,) = laptop.save(worker, Entry(uuid4(), uuid4(), kind="merge"))
    laptop.save(worker, Entry(uuid4(), uuid4(), parents=(newer.id,)))
    laptop.visit(worker)
    outcome = sent()
    assert (outcome.applied, outcome.parked) == (2, {Reason.NEWER: 1, Reason.PARENT: 1})
    kept = {row.reason: row for row in headquarters.tables.rows.values()}
    assert kept[Reason.NEWER].line == change_line(newer)


@pytest.mark.parametrize("parents", [(), (VersionId("ab" * 16, 9), VersionId("cd" * 16, 1 << 30))])
def test_the_bytes_hashed_on_arrival_are_those_that_the_vault_hashes(laptop, worker, parents):
    (change,) = laptop.save(worker, Entry(uuid4(), uuid4(), Room.RESTRICTED, Kind.RESOLVE, parents))
    assert envelope_of_line(read_line(change_line(change))) == envelope_of(change)


def test_who_built_on_what_came_after_something_that_waits_is_no_forger(
    tmp_path, field_office, headquarters, laptop, worker
):
    seen = [laptop.visit(worker) for _ in range(3)][-1][0]
    other = Device(field_office)
    other.save(worker, Entry(seen.case, seen.record, parents=(seen.id,)))
    handed_on = {laptop.id: 2, other.id: 1}
    path = write_one(field_office, headquarters.address, tmp_path, upto=handed_on)
    outcome = take(path, headquarters)
    assert (outcome.quarantined, outcome.parked) == ({}, {Reason.PARENT: 1})
    assert take(write_one(field_office, headquarters.address, tmp_path), headquarters).released == 1
