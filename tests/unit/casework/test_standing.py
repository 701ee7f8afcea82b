"""What is wanting between two offices, in words, and what brings it on."""

from datetime import date, timedelta

import pytest

from reintegration_desktop.casework.travel.standing import QUIET, Side, Standing, Step, steps

TODAY = date(2026, 3, 12)


def told(standing: Standing) -> list[str]:
    return [plain(step.what) for step in steps(standing, TODAY)]


def plain(words: str) -> str:
    return words.translate({0x2068: None, 0x2069: None})


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_where_nothing_is_wanting_that_is_said():
    whole = Standing(40, ago(3), 40, ago(1))
    assert told(whole) == ["Nothing is missing here, and they told that they have everything."]
    assert [step.tone for step in steps(whole, TODAY)] == ["ok"]
    assert told(Standing(heard=ago(1))) == ["Nothing is missing here, and nothing was sent to them yet."]


def test_a_hole_is_told_by_computer_numbers_and_days_with_the_next_step():
    side = Side("Laptop B", 300, ((212, 260),), ago(9), parked=40)
    found = steps(Standing(heard=ago(1), sides=(Side("Laptop A", 12), side)), TODAY)
    assert plain(found[0].what) == "Laptop B: changes 212 to 260 missing for 9 days"
    assert found[0].tone == "danger"
    assert found[0].do.startswith("Send them a bundle")
    assert plain(found[1].what) == "Laptop B: 40 changes came and wait for what is missing."


def test_a_hole_of_today_is_not_told_in_days():
    assert told(Standing(heard=TODAY, sides=(Side("Laptop B", 4, ((3, 3),), TODAY),)))[0].endswith(
        "missing since today"
    )


@pytest.mark.parametrize(
    ("standing", "what"),
    [
        (Standing(aside=3, heard=TODAY), "3 changes were put aside and change nothing."),
        (Standing(files=2, heard=TODAY), "They lack 2 files of cases, and asked for them."),
        (Standing(214, ago(1), 178, TODAY), "They told that they have 178 of 214 changes."),
        (Standing(5, ago(1), 5, None), "Nothing came from them yet."),
        (Standing(heard=ago(QUIET.days)), "They have said nothing for 14 days."),
        (Standing(heard=TODAY, sides=(Side("B", forked=1),)),
         "B: 1 change is kept aside, because its work went on in two ways."),
        (Standing(heard=TODAY, sides=(Side("B", parked=2, newer=2),)),
         "B: 2 changes were written by a newer program, and wait."),
    ],
)  # fmt: skip
def test_everything_that_is_wanting_has_its_sentence_and_a_next_step(standing: Standing, what: str):
    (step,) = steps(standing, TODAY)
    assert plain(step.what) == what
    assert step.do


def test_a_peer_is_quiet_from_the_fourteenth_day_on():
    assert told(Standing(heard=ago(QUIET.days - 1))) == told(Standing(heard=TODAY))


def test_what_is_not_acknowledged_is_on_its_way_for_a_week_and_wanting_after_it():
    assert [steps(Standing(9, ago(days), 3, TODAY), TODAY)[0].tone for days in (6, 7)] == ["info", "warn"]


def test_the_gravest_comes_first():
    standing = Standing(9, ago(1), 3, ago(20), 2, 0, (Side("B", 4, ((3, 3),), ago(2)),))
    assert [step.tone for step in steps(standing, TODAY)] == ["danger", "warn", "warn", "info"]
    assert isinstance(steps(standing, TODAY)[0], Step)
