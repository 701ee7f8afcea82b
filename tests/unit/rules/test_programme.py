"""What a programme settles for itself, its places, and what is on the screen of a case."""

from uuid import UUID

import pytest

from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.rules.facts import CaseRow, OpenCase
from reintegration_desktop.rules.places import Gazetteer, Place
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.vault.roles import Room

PLACES = Gazetteer(
    {
        place.code: place
        for place in (
            Place("K", "Kivara", 0), Place("K1", "North", 1, "K"), Place("K12", "Lower", 2, "K1"),
            Place("K11", "Upper", 2, "K1"), Place("K111", "Mill", 3, "K11"),
        )
    }
)  # fmt: skip


def test_a_place_lies_in_larger_ones():
    assert PLACES.name("K111") == "Mill" and PLACES.name("elsewhere") == "elsewhere"
    assert [place.code for place in PLACES.line("K111")] == ["K111", "K11", "K1", "K"]
    assert PLACES.line("elsewhere") == ()
    assert PLACES.up_to("K111", 1) == "K1" and PLACES.up_to("K1", 2) is None
    assert [place.name for place in PLACES.within("K1")] == ["Lower", "Upper"]
    assert [place.code for place in PLACES.within(None)] == ["K"]


def test_places_that_lie_in_each_other_end():
    circle = Gazetteer({"A": Place("A", "A", 1, "B"), "B": Place("B", "B", 1, "A")})
    assert [place.code for place in circle.line("A")] == ["A", "B"]


def test_a_programme_comes_back_from_json():
    programme = Programme(
        Policy(keep_years=7), {"languages": {"swh": "Swahili"}}, frozenset({"ethnicity"}), PLACES, {"w": "Worker"},
        {"o": "Office"}, {"p": "Clinic"},
    )  # fmt: skip
    assert Programme.from_json(programme.to_json()) == programme
    assert Programme.from_json({}) == Programme()


@pytest.mark.parametrize(
    "raw",
    [{"policy": []}, {"switched_on": {}}, {"people": []}, {"lists": {"languages": []}}, {"places": [["K", "Kivara"]]}],
)
def test_a_programme_of_another_shape_is_refused(raw):
    with pytest.raises(ValueError, match=r"not a|is code"):
        Programme.from_json(raw)


def test_the_versions_on_the_screen_are_those_of_all_rooms():
    row = CaseRow(
        1, UUID(int=1), "7K4M2Q-D", "open", "registered", None, None, None, False, {}, None, None, False, None
    )
    one, other, elsewhere = (VersionId("a" * 32, number) for number in (1, 2, 3))
    heads = {
        (UUID(int=2), Room.PERSON): (one,), (UUID(int=2), Room.OPEN): (other,), (UUID(int=3), Room.OPEN): (elsewhere,),
    }  # fmt: skip
    assert OpenCase(row, CaseFile(UUID(int=1)), heads).seen(UUID(int=2)) == (one, other)
