"""A look that is stopped once a bundle was taken in: nothing of what should follow from that is lost."""

from dataclasses import replace

import pytest

from reintegration_desktop.hq.inbox import take_in
from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.store.database import Database
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from reintegration_desktop.vault.unlocking import refreshed
from tests.store.office import QUICK, an_edit, open_a_case, save
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
