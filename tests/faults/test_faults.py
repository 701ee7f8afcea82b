"""Faults that are made to happen lose nothing that was acknowledged, leave nothing half done, and are told in words."""

from pathlib import Path

import pytest

from tests.faults.happening import made_to_happen
from tests.faults.table import FAULTS

ELSEWHERE = ("fuzz", "guided", "canaries", "after-lock", "keys")
"""What fuzzing/test_fuzz.py does with Hypothesis, atheris in the long run alone; e2e/test_canaries.py, e2e/locked and
store/keys/test_every_role_key_and_room.py, each of them once.
"""


def test_a_disk_that_forgets_what_it_was_told_to_keep_is_noticed():
    made_to_happen("liar")


@pytest.mark.long
def test_a_call_of_the_disk_that_fails_is_told_and_loses_nothing():
    assert int(made_to_happen("failing")[1]) > 50


@pytest.mark.parametrize("name", ["limits", "disks"])
def test_a_disk_without_room_is_told_and_loses_nothing(name):
    made_to_happen(name)


@pytest.mark.parametrize("name", ["damage", "vault-file"])
def test_damage_from_outside_is_noticed_and_named(name):
    made_to_happen(name)


@pytest.mark.parametrize("name", ["slots", "strangers"])
def test_a_slot_that_was_changed_is_refused_before_anything_is_derived(name):
    made_to_happen(name)


@pytest.mark.parametrize("name", ["read-only", "two-programs", "clocks", "asleep"])
def test_what_surrounds_the_program_is_told_and_loses_nothing(name):
    made_to_happen(name)


@pytest.mark.parametrize("name", ["lengths", "moved", "replayed"])
def test_a_sealed_document_tells_nothing_by_its_length_and_opens_nowhere_else(name):
    made_to_happen(name)


@pytest.mark.parametrize("name", ["erased", "forged"])
def test_what_was_destroyed_is_not_found_and_what_was_forged_counts_for_nothing(name):
    made_to_happen(name)


def test_two_copies_of_one_vault_come_to_hold_everything():
    made_to_happen("copies")


def test_no_bad_bundle_is_accepted():
    made_to_happen("bundles")


def test_every_fault_of_the_harness_has_a_test():
    text = "".join(file.read_text() for file in Path(__file__).parent.glob("test_*.py"))
    assert [name for name in FAULTS if f'"{name}"' not in text] == []
