"""A field office sends by stick, headquarters takes in, answers, and can say how it stands."""

from dataclasses import replace
from uuid import uuid4

import pytest

from reintegration_desktop.casework.travel.travelling import acknowledge, letterbox
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.hq.founding import DUTIES, found_headquarters
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.sync.receive import receive
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import KeyName, Role, Room
from reintegration_desktop.vault.unlocking import refreshed
from tests.store.office import QUICK, a_laptop, a_person, a_visit, an_edit, case_facts, consent, open_a_case, save
from tests.store.travel import a_journey, address_of, post_of


class PowerCut(Exception):  # noqa: N818 - an event, not an error
    """The machine stopped."""


class PowerGoes:
    """Headquarters' tables until the power goes, after so many transactions."""

    def __init__(self, receiver, transactions) -> None:
        self._receiver, self._left = receiver, transactions

    def __getattr__(self, name):
        return getattr(self._receiver, name)

    def apply(self, batch) -> None:
        if self._left == 0:
            raise PowerCut
        self._left -= 1
        self._receiver.apply(batch)


@pytest.fixture
def journey(tmp_path):
    made = a_journey(tmp_path)
    yield made
    made.close()


def some_work(laptop):
    case = uuid4()
    open_a_case(laptop, a_person(case), consent(case), an_edit(case, "concerns", risk_level="high"), case=case)
    save(laptop, case, a_visit(case))
    return case


def test_headquarters_holds_database_transport_and_figures_and_no_room_of_a_child(tmp_path):
    means = Means(a_laptop(tmp_path).clock, kdf=QUICK, floor=QUICK)
    folder = VaultFolder(tmp_path / "hq.vault", tmp_path / "home")
    keyring = found_headquarters(folder, "Hanna", "another passphrase", means, title="Headquarters")
    assert keyring.role is Role.HEADQUARTERS
    assert keyring.duties >= DUTIES
    assert all(keyring.secrets(key) for key in (KeyName.DATABASE, KeyName.TRANSPORT, KeyName.FIGURES))
    assert not any(keyring.can_open(room) or keyring.can_seal(room) for room in Room if room is not Room.OPEN)
    assert folder.database.is_file()


def test_what_the_field_saved_arrives_and_both_come_to_the_same(journey):
    cases = [some_work(journey.field) for _ in range(3)]
    sent = journey.send()
    intake = journey.take_in()
    assert intake.received.changes == sent.changes
    assert not any(one.quarantined or one.parked for one in intake.received.taken)
    assert set(intake.answered) == {journey.field.keyring.office}
    assert journey.agree
    with journey.hq.store.read() as read:
        assert {row.id for row in read.facts(cases)} == set(cases)


def test_sealed_answers_stay_sealed_at_headquarters(journey):
    case = some_work(journey.field)
    journey.send()
    journey.take_in()
    with journey.hq.store.read() as read:
        opened = read.open(case)
    assert opened.closed == {Room.PERSON, Room.ACCOUNT}
    assert "Kalonge" not in str(opened.file)


def test_only_an_answer_makes_sent_into_received(journey):
    some_work(journey.field)
    journey.send()
    outbox = journey.field.folder.part("outbox")
    assert len(list(outbox.glob("*.rdb"))) == 1
    assert journey.field.store.peers.acknowledged(journey.hq.keyring.office) == {}
    journey.take_in()
    (settled,) = journey.hear().heard
    assert settled.agrees
    assert len(settled.arrived) == 1
    assert list(outbox.glob("*.rdb")) == []
    assert set(journey.field.store.peers.acknowledged(journey.hq.keyring.office)) == {journey.field.device}
    assert journey.send().changes == 0


def test_the_next_bundle_brings_only_what_is_new(journey):
    case = some_work(journey.field)
    journey.send()
    journey.take_in()
    journey.hear()
    save(journey.field, case, a_visit(case))
    sent = journey.send()
    assert 0 < sent.changes < 6
    assert journey.take_in().received.changes == sent.changes
    assert journey.agree


def test_a_second_look_at_the_same_stick_does_nothing(journey):
    some_work(journey.field)
    journey.send()
    journey.take_in()
    again = journey.take_in()
    assert again.received.taken == ()
    assert again.answered == {}


def test_an_office_whose_card_nobody_took_in_is_named(journey):
    some_work(journey.field)
    journey.send()
    intake = journey.take_in(journey.hq)
    assert intake.unanswered == {journey.field.keyring.office}


def test_a_bundle_for_somebody_else_is_left_alone(journey):
    some_work(journey.field)
    journey.send()
    received = journey.hear()
    assert (received.others, received.refused) == (1, {})


def test_an_office_of_another_programme_is_refused(journey, tmp_path):
    stranger = a_laptop(tmp_path / "elsewhere")
    some_work(stranger)
    journey.field, own = stranger, journey.field
    journey.send()
    journey.field = own
    (refusal,) = journey.take_in().received.refused.values()
    assert refusal.code == "other_programme"
    stranger.database.close()


def test_an_answer_is_not_answered(journey):
    acknowledge(post_of(journey.field), address_of(journey.hq), (), journey.stick, NoProgress())
    intake = journey.take_in()
    assert len(intake.received.taken) == 1
    assert (intake.answered, intake.unanswered) == ({}, frozenset())


def test_figures_are_kept_by_office_and_counted(journey):
    figures = {"0a" * 16 + ".fig": b"sealed counts"}
    journey.send(**figures)
    journey.take_in()
    (journey.hq.folder.part("figures") / "of headquarters itself.fig").write_bytes(b"no office's")
    (office,) = journey.status()
    assert (office.figures, office.cases) == (1, 0)
    assert office.figures_at is not None


def test_the_status_says_what_came_and_from_which_devices(journey):
    some_work(journey.field)
    (before,) = journey.status()
    assert (before.name, before.bundles, before.last_received) == ("Goma", 0, None)
    sent = journey.send()
    journey.take_in()
    (office,) = journey.status()
    (device,) = office.devices
    assert (office.cases, office.bundles, office.changes) == (1, 1, sent.changes)
    assert (device.device, device.reach) == (journey.field.device, sent.changes)
    assert office.is_whole
    assert office.last_made < office.last_received
    (stranger,) = journey.status(people={})
    assert stranger.devices == ()


def test_the_status_names_what_is_missing(journey):
    """The first bundle is lost on its way after the office has heard that it arrived: an old vault was put back."""
    case = some_work(journey.field)
    first = journey.send()
    journey.take_in()
    journey.hear()
    save(journey.field, case, a_visit(case))
    last = journey.send()
    empty = a_journey(journey.hq.folder.path.parent / "put back")
    behind = replace(journey.hq, database=empty.hq.database)
    journey.hq, own = behind, journey.hq
    intake = journey.take_in()
    assert intake.received.taken[-1].parked == {Reason.GAP: last.changes}
    (office,) = journey.status()
    (device,) = office.devices
    assert device.missing == ((1, first.changes),)
    assert (device.parked, office.is_whole) == (last.changes, False)
    journey.hq = own
    empty.close()


def test_an_approval_forged_as_an_answer_changes_nothing_at_headquarters(journey):
    """A caseworker's program was changed to let them approve their own plan; headquarters knows what stood before."""
    case = some_work(journey.field)
    worker = add_person(
        journey.field.folder, journey.field.keyring, Newcomer("Jonas", "caseworker", Role.CASEWORKER), "a third one",
        Means(journey.field.clock, kdf=QUICK, floor=QUICK),
    )  # fmt: skip
    forger = replace(journey.field, keyring=worker, device="0c" * 16)
    asked = an_edit(case, "case_plan", approval_status="requested")
    save(forger, case, asked)
    journey.field.keyring = refreshed(journey.field.folder, journey.field.keyring)
    journey.send()
    journey.take_in()
    save(forger, case, an_edit(case, "case_plan", asked.record, approval_status="approved"))
    journey.send()
    (outcome,) = journey.take_in().received.taken
    assert outcome.quarantined == {Reason.NOT_PERMITTED: 1}
    with journey.hq.store.read() as read:
        assert read.open(case).file.one("case_plan").choice("approval_status") == "requested"


def test_a_case_closed_by_its_caseworker_alone_stays_open_at_headquarters(journey):
    """So does one whose supervisor approved the closing that they had asked for themselves."""
    field = journey.field
    cases = [some_work(field), some_work(field)]
    newcomer = Newcomer("Jonas", "caseworker", Role.CASEWORKER)
    worker = add_person(
        field.folder, field.keyring, newcomer, "a third one", Means(field.clock, kdf=QUICK, floor=QUICK)
    )
    field.keyring = refreshed(field.folder, field.keyring)
    forger = replace(field, keyring=worker, device="0c" * 16)
    shut = {"case_status": "closed", "case_stage": "closed"}
    save(forger, cases[0], case_facts(cases[0], field.keyring, "C", **shut))
    asked = an_edit(cases[1], "closure", approval_status="requested")
    save(field, cases[1], asked)
    approved = an_edit(cases[1], "closure", asked.record, approval_status="approved")
    save(field, cases[1], approved, case_facts(cases[1], field.keyring, "D", **shut))
    journey.send()
    (outcome,) = journey.take_in().received.taken
    assert outcome.quarantined == {Reason.NOT_PERMITTED: 3}
    with journey.hq.store.read() as read:
        assert {row.status for row in read.facts(cases)} == {"open"}


@pytest.mark.parametrize("cut", [0, 1, 2])
def test_the_power_may_go_between_two_transactions(journey, cut):
    cases = [some_work(journey.field) for _ in range(3)]
    sent, post = journey.send(), post_of(journey.hq)
    (entry,) = journey.stick.list()
    box = replace(letterbox(post), most=8, receiver=PowerGoes(post.receiver, cut))
    with (journey.stick.folder / entry.name).open("rb") as file, pytest.raises(PowerCut):
        receive(file, box)
    (outcome,) = journey.take_in().received.taken
    assert outcome.known + outcome.applied == sent.changes
    assert journey.agree
    with journey.hq.store.read() as read:
        assert len(read.facts(cases)) == 3
