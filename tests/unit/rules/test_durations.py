"""How long things lasted, in what order times with an armed actor came, and the calendar beneath."""

from datetime import date

import pytest

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.rules.findings import durations
from reintegration_desktop.rules.findings.episodes import second_episode_is_re_recruitment, taken_again_since
from reintegration_desktop.rules.findings.months import end_of_quarter, months_later, whole_months
from tests.unit.rules.made import TODAY, a, a_file, at, day, on


def test_months_are_those_of_the_calendar():
    assert months_later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert whole_months(date(2026, 1, 31), date(2026, 2, 28)) == 0
    assert whole_months(date(2025, 12, 1), date(2026, 2, 1)) == 2
    assert whole_months(date(2026, 2, 1), date(2026, 1, 1)) == 0
    assert end_of_quarter(date(2026, 2, 14)) == date(2026, 3, 31)
    assert end_of_quarter(date(2026, 12, 31)) == date(2026, 12, 31)


def test_length_of_association():
    time = a("association", started_on=UncertainDate.year(2024))
    left = a("exit", time, left_on=on(7, 2, 2025))
    earlier = a("exit", time, left_on=on(1, 2, 2025))
    unknown = a("exit", time)
    assert durations.length_of_association(a_file(time, left), time) == 12
    assert durations.length_of_association(a_file(time, left, earlier, unknown), time) == 12
    assert durations.length_of_association(a_file(time, unknown), time) is None
    assert durations.length_of_association(a_file(time), time) is None
    no_start = a("association")
    assert durations.length_of_association(a_file(no_start, a("exit", no_start, left_on=on(1, 2))), no_start) is None


def test_hours_at_site():
    arrived = at(6, 29, 10)
    assert durations.hours_at_site(Answers({"site_arrived_at": arrived, "site_left_at": at(7, 1, 9)}), TODAY) == 47
    assert durations.hours_at_site(Answers({"site_arrived_at": arrived}), TODAY) == 62, "to the end of today"
    assert durations.hours_at_site(Answers({"site_arrived_at": at(7, 3)}), TODAY) == 0
    assert durations.hours_at_site(Answers(), TODAY) is None


def test_days_detained():
    held = {"deprived_of_liberty": "yes", "detention_began_on": UncertainDate.month(2026, 6)}
    assert durations.days_detained(Answers(held), TODAY) == 30
    assert durations.days_detained(Answers({**held, "detention_ended_on": UncertainDate.month(2026, 6)}), TODAY) == 29
    assert durations.days_detained(Answers({**held, "deprived_of_liberty": "no"}), TODAY) is None
    assert durations.days_detained(Answers({"deprived_of_liberty": "yes"}), TODAY) is None


def test_weeks_not_months_in_a_centre():
    days = lambda **answers: durations.weeks_not_months_in_a_centre(Answers(answers), TODAY)  # noqa: E731
    assert days(started_on=day(5, 6)) == 56
    assert days(started_on=day(5, 6), ended_on=day(5, 20)) == 14
    assert days() is None


def test_months_in_activity():
    months = lambda **answers: durations.months_in_activity(Answers(answers), TODAY)  # noqa: E731
    assert months(started_on=day(1, 1)) == 6 and months(started_on=day(1, 2)) == 5
    assert months(started_on=day(1, 1), ended_on=day(3, 31)) == 2
    assert months() is None


def test_months_since_exit():
    first, second = a("association"), a("association")
    assert durations.months_since_exit(a_file(first), TODAY) is None
    exits = a_file(a("exit", first, left_on=on(1, 1, 2025)), a("exit", second, handover_on=day(4, 2)), a("exit", first))
    assert durations.months_since_exit(exits, TODAY) == 2, "the handover where the exit is unknown, the latest of all"
    both = a("exit", second, left_on=UncertainDate.month(2026, 3), handover_on=day(6, 1))
    assert durations.months_since_exit(a_file(both), TODAY) == 3


def test_exit_after_start():
    assert durations.exit_after_start(on(3, 1), on(3, 1)) and not durations.exit_after_start(on(3, 2), on(3, 1))
    assert durations.exit_after_start(UncertainDate.year(2026), on(3, 1)), "only what is impossible is refused"
    assert durations.exit_after_start(None, on(3, 1)) and durations.exit_after_start(on(3, 1), None)


def test_verified_within_the_quarter():
    time = a("association", started_on=on(2, 10))
    on_time = lambda file, decided: durations.verified_within_the_quarter(file, time, decided)  # noqa: E731
    assert on_time(a_file(time), day(3, 31)) and not on_time(a_file(time), day(4, 1))
    used_until = a_file(time, a("exit", time, left_on=on(5, 5)))
    assert on_time(used_until, day(6, 30)) and not on_time(used_until, day(7, 1))
    assert on_time(a_file(time), None)
    undated = a("association")
    assert durations.verified_within_the_quarter(a_file(undated), undated, day(4, 1))


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        (((2024, 1),), (1,)),
        (((2024, 2),), (2,)),
        (((2024, None),), (1,)),
        (((2023, 1), (2025, 1)), (1, 2)),
        (((2025, 1), (2023, 2)), (2, 1)),
        (((2023, 2), (2025, 3)), (2, 3)),
        (((2024, 2), (2024, 1)), (2, 1)),
        (((None, 2), (2024, 1)), (2, 1)),
        (((2024, 1), (None, 1)), (1, 2)),
    ],
)
def test_second_episode_is_re_recruitment(said, numbers):
    rows = [
        a("association", **({"started_on": UncertainDate.year(year)} if year else {}),
          **({"episode_number": number} if number else {}))
        for year, number in said
    ]  # fmt: skip
    found = second_episode_is_re_recruitment(a_file(*rows))
    assert tuple(found[row.id] for row in rows) == numbers


def test_taken_again_counts_from_a_day_on_and_always_where_nobody_dated_it():
    once = a("association", episode_number=1, started_on=on(1, 1, 2024))
    second = a("association", episode_number=2, started_on=on(3, 1))
    assert not taken_again_since(a_file(once), None)
    assert taken_again_since(a_file(second), None) and taken_again_since(a_file(once, second), day(3, 1))
    assert not taken_again_since(a_file(once, second), day(3, 2))
    assert taken_again_since(a_file(a("association", episode_number=2)), TODAY)
    assert taken_again_since(a_file(a("association", association_status="re_recruited")), TODAY)
    assert taken_again_since(a_file(a("incident", incident_type="re_recruitment", occurred_on=on(6, 1))), day(6, 1))
    assert not taken_again_since(a_file(a("incident", incident_type="missing")), None)
