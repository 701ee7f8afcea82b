"""People are found by what their place is called now."""

from reintegration_desktop.casework.people import People
from reintegration_desktop.rules.places import Gazetteer, Place


def called(name: str) -> Gazetteer:
    return Gazetteer({"P1": Place("P1", name, 1, None)})


def test_a_place_that_is_renamed_is_found_by_its_new_name() -> None:
    people = People(called("Goma"))
    lives = ("Zawadi", None, None, None, "P1")
    assert "goma" in people.words_of(lives)
    people.name_places(called("Beni"))
    assert list(people.words_of(lives)) == ["zauadi", "beni"]
