"""The navigation says how much waits at each place, and counts again when something was saved."""

from pytestqt.qtbot import QtBot

from reintegration_desktop.casework.saving import write
from reintegration_desktop.casework.search.pressing import Pressing, pressing
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.frame.counts import NavCounts
from reintegration_desktop.ui.frame.navigation import Navigation
from reintegration_desktop.ui.frame.places import Place
from tests.ui.workplaces import NOW, Bench, an_edit, wait_for


def test_what_is_late_and_which_services_are_due_is_counted(bench: Bench) -> None:
    people = bench.add_people()
    with bench.desk.begin() as work:
        service = an_edit(people[7], "service", appointment_at=NOW, service_type="education")
        write(bench.desk, work, people[7], [service])
        work.commit()
    assert pressing(bench.desk) == Pressing(overdue=3, referrals=1)


def test_a_save_is_counted_soon_after(bench: Bench, qtbot: QtBot) -> None:
    navigation = Navigation([Place.TODAY, Place.CASES], "Esther", "Caseworker")
    qtbot.addWidget(navigation)
    counts = NavCounts(bench.tasks, lambda: {Place.TODAY: pressing(bench.desk).overdue, Place.LOG: 3}, navigation)
    wait_for(bench.tasks)
    assert navigation.items[Place.TODAY].accessibleName() == "Today"
    bench.add_people()
    counts.touched(Changes(frozenset({"tasks"})))
    qtbot.wait(500)
    wait_for(bench.tasks)
    said = navigation.items[Place.TODAY].accessibleName().translate({0x2068: None, 0x2069: None})
    assert said == "Today, 3 waiting"


def test_a_count_that_fails_leaves_the_one_before(bench: Bench, qtbot: QtBot) -> None:
    def fails() -> dict[Place, int]:
        raise ValueError

    navigation = Navigation([Place.TODAY], "Esther", "Caseworker")
    qtbot.addWidget(navigation)
    navigation.set_count(Place.TODAY, 4)
    NavCounts(bench.tasks, fails, navigation)
    wait_for(bench.tasks)
    assert "4" in navigation.items[Place.TODAY].accessibleName()
