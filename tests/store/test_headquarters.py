"""A field office sends by stick, headquarters takes in, answers, and can say how it stands."""

from dataclasses import replace
from uuid import uuid4

import pytest

from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.hq.founding import DUTIES, found_headquarters
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.roles import KeyName, Role, Room
from tests.store.office import QUICK, a_laptop, a_person, a_visit, an_edit, consent, open_a_case, save
from tests.store.travel import a_journey


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
    assert not settled.differs
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


def test_figures_are_kept_by_office_and_counted(journey):
    figures = {"0a" * 16 + ".fig": b"sealed counts"}
    journey.send(**figures)
    journey.take_in()
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
