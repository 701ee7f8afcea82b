"""A language without words of its own yet: English that reads as English."""

import pytest

from reintegration_desktop.kernel.words import say, say_many, speak

LEFT_TO_RIGHT, POP = "\u2066", "\u2069"


@pytest.mark.parametrize("message", ["{known} of {all}", "Fewer than 10 were left out", "Nothing is lost.", "Send…"])
def test_what_would_turn_round_stands_between_isolates_from_right_to_left(message: str):
    speak("ar")
    assert say(message) == f"{LEFT_TO_RIGHT}{message}{POP}"
    speak("fr")
    assert say(message) == message


def test_a_name_stays_as_it_is():
    speak("ar")
    assert say("Girl or woman") == "Girl or woman"


def test_forms_for_a_number_are_filled_within():
    speak("ar")
    assert say_many("{n} change", "{n} changes", 3) == f"{LEFT_TO_RIGHT}3 changes{POP}"
    assert say("From {office}", office="نهر") == f"{LEFT_TO_RIGHT}From \u2068نهر\u2069{POP}"
