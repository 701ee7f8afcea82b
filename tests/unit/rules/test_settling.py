"""Entries and places come, are renamed and retired; no code is ever used again."""

import pytest

from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.rules.settling import (
    PLACES,
    PROVIDERS,
    entries_of,
    place_renamed,
    renamed,
    with_entry,
    with_place,
    with_places,
    with_retired,
)

BEGUN = with_entry(Programme(), "trades", "Carpentry")


def test_an_entry_gets_a_code_made_of_its_label():
    more = with_entry(with_entry(BEGUN, "trades", "Réparer des motos"), PROVIDERS, "Health centre")
    assert more.lists["trades"] == {"carpentry": "Carpentry", "reparer_des_motos": "Réparer des motos"}
    assert more.providers == {"health_centre": "Health centre"}


def test_a_label_in_another_script_gets_a_code_too():
    two = with_entry(with_entry(BEGUN, "trades", "نجارة"), "trades", "خياطة")
    assert set(two.lists["trades"]) == {"carpentry", "entry", "entry_2"}


def test_a_code_is_never_used_again():
    gone = with_retired(renamed(BEGUN, "trades", "carpentry", "Joinery"), "trades", "carpentry", retired=True)
    again = with_entry(gone, "trades", "Carpentry")
    assert set(again.lists["trades"]) == {"carpentry", "carpentry_2"}
    assert [(one.code, one.retired) for one in entries_of(again, "trades")] == [
        ("carpentry_2", False), ("carpentry", True),
    ]  # fmt: skip


def test_what_is_retired_is_used_again():
    gone = with_retired(BEGUN, "trades", "carpentry", retired=True)
    assert not entries_of(with_retired(gone, "trades", "carpentry", retired=False), "trades")[0].retired


@pytest.mark.parametrize("label", ["carpentry ", "", "  "])
def test_a_label_that_is_there_or_empty_is_refused(label):
    with pytest.raises(ValueError):
        with_entry(BEGUN, "trades", label)


def test_places_lie_in_each_other_and_nothing_below_a_village():
    province = with_place(Programme(), "North", None)
    district = with_place(province, "Selim", "north")
    village = with_place(district, "Karuba", "selim")
    assert [place.level for place in village.places] == [1, 2, 3]
    with pytest.raises(ValueError):
        with_place(village, "House", "karuba")
    assert place_renamed(village, "karuba", "Karuba-le-Haut").places.name("karuba") == "Karuba-le-Haut"


def test_a_place_of_the_same_name_may_lie_elsewhere_and_not_beside_it():
    two = with_place(with_place(with_place(Programme(), "North", None), "South", None), "Selim", "north")
    assert with_place(two, "Selim", "south").places.name("selim_2") == "Selim"
    with pytest.raises(ValueError):
        with_place(two, "selim", "north")


def test_a_table_of_places_adds_what_is_new_and_leaves_the_rest():
    rows = [["North", "Selim", "Karuba"], ["North", "Selim", "Ouro"], ["South", "", ""], ["North", "selim", "KARUBA"]]
    once, added = with_places(Programme(), rows)
    assert added == 5
    assert with_places(once, rows) == (once, 0)


def test_what_is_retired_survives_being_kept():
    gone = with_retired(with_retired(BEGUN, "trades", "carpentry", retired=True), PLACES, "north", retired=True)
    assert Programme.from_json(gone.to_json()) == gone
