"""A look that is stopped once a bundle was taken in: nothing of what should follow from that is lost."""

from dataclasses import replace

import pytest

from reintegration_desktop.casework.travel.travelling import receive, send
from reintegration_desktop.hq.inbox import take_in
from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.database import Database
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from reintegration_desktop.vault.unlocking import refreshed
from tests.store.office import QUICK, an_edit, another_laptop, open_a_case, save
from tests.store.travel import Journey, a_journey, address_of, post_of


class Stopped:
    """Somebody stops as soon as one more bundle was taken in."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._before = self._taken_in()

    def _taken_in(self) -> int:
        with self._database.read() as connection:
            return connection.exec_driver_sql("SELECT count(*) FROM bundle_in").scalar_one()

    def report(self, _done: int, _total: int = 0) -> None:
        if self._taken_in() > self._before:
            raise Cancelled


@pytest.fixture
def journey(tmp_path):
    made = a_journey(tmp_path)
    yield made
    made.close()


def stopped_before_the_answer(journey: Journey) -> None:
    with pytest.raises(Cancelled):
        take_in(
            post_of(journey.hq),
            {journey.field.keyring.office: address_of(journey.field)},
            journey.stick,
            Stopped(journey.hq.database),
        )


def test_an_office_that_was_not_answered_is_so_with_the_next_look(journey):
    open_a_case(journey.field)
    sent = journey.send()
    stopped_before_the_answer(journey)
    assert journey.hear().heard == ()
    again = journey.take_in()
    assert (again.received.taken, again.received.again) == ((), 1)
    assert set(again.answered) == {journey.field.keyring.office}
    (settled,) = journey.hear().heard
    assert settled.arrived == sent.bundles
    assert journey.take_in().answered == {}


def test_a_word_that_was_taken_in_is_heard_although_the_look_was_stopped(journey):
    """Behind headquarters' answer lies another file; whoever stops before that has taken the answer in."""
    open_a_case(journey.field)
    sent = journey.send()
    journey.take_in()
    (journey.stick.folder / f"{'f' * 32}.rdb").write_bytes(b"not looked at any more")
    with pytest.raises(Cancelled):
        receive(post_of(journey.field), journey.stick, Stopped(journey.field.database))
    peers = journey.field.store.peers
    assert peers.acknowledged(journey.hq.keyring.office) == {journey.field.device: sent.changes}
    assert list(journey.field.folder.part("outbox").glob("*.rdb")) == []
    assert journey.hear().heard == ()


def test_a_peer_that_holds_less_than_it_said_is_heard_although_the_look_was_stopped(journey, tmp_path):
    """Headquarters came back from a backup and says so in a bundle of its own."""
    open_a_case(journey.field)
    journey.send()
    journey.take_in()
    journey.hear()
    restored = another_laptop(journey.hq, tmp_path / "restored", "f1" * 16)
    other = another_laptop(journey.field, tmp_path / "other", "0b" * 16)
    open_a_case(other)
    send(post_of(other), address_of(journey.hq), journey.stick, NoProgress(), {})
    receive(post_of(restored), journey.stick, NoProgress())
    send(post_of(restored), address_of(journey.field), journey.stick, NoProgress(), {})
    (journey.stick.folder / f"{'f' * 32}.rdb").write_bytes(b"not looked at any more")
    with pytest.raises(Cancelled):
        receive(post_of(journey.field), journey.stick, Stopped(journey.field.database))
    peers = journey.field.store.peers
    assert peers.acknowledged(journey.hq.keyring.office).get(journey.field.device, 0) == 0
    for one in (restored, other):
        one.database.close()


def test_what_was_put_aside_is_told_with_a_later_answer_too(journey):
    """A caseworker's program was changed to let them approve their own plan."""
    field, case = journey.field, open_a_case(journey.field)
    means = Means(field.clock, kdf=QUICK, floor=QUICK)
    newcomer = Newcomer("Jonas", "caseworker", Role.CASEWORKER)
    forger = replace(field, keyring=add_person(field.folder, field.keyring, newcomer, "a third one", means))
    field.keyring = refreshed(field.folder, field.keyring)
    forger = replace(forger, device="0c" * 16)
    asked = an_edit(case, "case_plan", approval_status="requested")
    save(forger, case, asked, an_edit(case, "case_plan", asked.record, approval_status="approved"))
    journey.send()
    stopped_before_the_answer(journey)
    journey.take_in()
    assert [one.quarantined for one in journey.hear().heard] == [1]


def test_an_office_is_answered_once_its_card_is_here(journey):
    open_a_case(journey.field)
    journey.send()
    assert journey.take_in(journey.hq).unanswered == {journey.field.keyring.office}
    assert journey.take_in(journey.hq).unanswered == {journey.field.keyring.office}
    assert set(journey.take_in().answered) == {journey.field.keyring.office}
    assert journey.hear().heard != ()
