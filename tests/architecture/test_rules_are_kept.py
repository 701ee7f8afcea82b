"""A named rule is kept by the program: somebody who opens a door comes to its function, and not only its tests."""

import ast

import pytest

from reintegration_desktop.rules.named import RULES
from tests.architecture.house import modules
from tests.architecture.reach import House, Place, of_rooms, the_house

DOORS = ("__main__", "app", "cli", "ui", "hq", "sync", "store")
REGISTER = "reintegration_desktop.rules.named"


def _unkept(house: House, cut: str = "") -> set[str]:
    """The rules that no door reaches; that they stand in the register keeps none of them."""
    found = house.reached(of_rooms(house, DOORS), cut=cut)
    return {name for name, rule in RULES.items() if (rule.__module__, name) not in found}


def test_every_named_rule_is_reached_from_a_door():
    assert _unkept(the_house()) == set()


def test_the_register_of_the_rules_is_no_way_to_them():
    found = the_house().reached(of_rooms(the_house(), DOORS))
    assert not any(module == REGISTER for module, _ in found)


@pytest.mark.parametrize(
    ("cut", "lost"),
    [
        ("warnings_of", {"two_people_in_the_room", "stated_age_stays_stated", "under_fifteen_is_marked",
                         "least_intrusive_first"}),
        ("shown_name", {"hidden_name_shows_code"}),
        ("told_at_a_glance", {"received_never_sought"}),
        ("tasks_of", {"two_days_at_a_site"}),
    ],
)  # fmt: skip
def test_a_rule_that_nobody_calls_any_more_is_noticed(cut, lost):
    assert lost <= _unkept(the_house(), cut)


def _made_up(**texts: str) -> House:
    return House({name: ast.parse(text) for name, text in texts.items()})


def _reached(house: House, *roots: Place) -> set[str]:
    return {name for _, name in house.reached(roots) if name}


def test_a_name_that_is_imported_and_not_said_is_not_reached():
    house = _made_up(
        door="from rule import kept, left\ndef open(): return kept()", rule="def kept(): ...\ndef left(): ..."
    )
    assert _reached(house, ("door", "open")) == {"open", "kept"}


def test_a_table_is_reached_when_it_is_looked_up_and_then_its_functions_are():
    house = _made_up(door="import rule\ndef open(): return rule.TABLE", rule="def kept(): ...\nTABLE = {1: kept}")
    assert _reached(house, ("door", "open")) == {"open", "TABLE", "kept"}


def test_a_method_is_reached_when_its_class_is_and_somebody_says_its_name():
    rule = "class Desk:\n    def kept(self): return deep()\n    def left(self): ...\ndef deep(): ..."
    house = _made_up(door="from rule import Desk\ndef open(): return Desk().kept()", rule=rule)
    assert _reached(house, ("door", "open")) == {"open", "Desk", "Desk.kept", "deep"}


def test_a_function_of_the_same_name_elsewhere_is_another():
    house = _made_up(
        door="from one import kept\ndef open(): return kept()", one="def kept(): ...", two="def kept(): ..."
    )
    assert ("two", "kept") not in house.reached([("door", "open")])


def test_the_graph_covers_the_whole_program():
    assert len(the_house().modules) == len(modules("src")) > 300
