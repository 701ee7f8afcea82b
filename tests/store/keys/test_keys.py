"""Children's keys follow the rooms': wrapped anew after a renewal, and a new generation at the next save."""

from dataclasses import replace

import pytest

from reintegration_desktop.casework.custody import taking
from reintegration_desktop.casework.people import FOUND_BY
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.errors import CaseNotHere
from reintegration_desktop.vault.office.rotation import renew
from reintegration_desktop.vault.roles import KeyName
from tests.store.custody.handing import a_case, desk_of, hand_over, name_in, three_offices
from tests.store.office import Laptop, a_visit, another_laptop, open_a_case, save

ROOMS = frozenset({KeyName.PERSON, KeyName.ACCOUNT, KeyName.RESTRICTED})


def renewed(laptop: Laptop) -> Laptop:
    """The office's rooms have new keys."""
    return replace(laptop, keyring=renew(laptop.folder, laptop.keyring, ROOMS, laptop.means))


def generations(laptop: Laptop, case) -> set[tuple[int, int]]:
    with laptop.store.read() as cases:
        cases.open(case)
    return {(key.generation, key.room_generation) for key in laptop.keyring.children.wrapped(case)}


def test_after_a_renewal_all_children_are_wrapped_anew_and_read_as_before(laptop):
    cases_ = [open_a_case(laptop) for _ in range(3)]
    after = renewed(laptop)
    assert after.store.rewrap(NoProgress()) == 3
    assert after.store.rewrap(NoProgress()) == 0
    fresh = replace(after, keyring=renew(after.folder, after.keyring, frozenset(), after.means))
    for case in cases_:
        assert generations(fresh, case) == {(1, 2)}
    with fresh.store.read() as cases:
        assert len(cases.people(None, 10, FOUND_BY)) == 3


def test_a_key_that_another_office_wrapped_meanwhile_stops_no_other(tmp_path):
    """Goma's second computer hasn't heard that Bukavu took the case, and wraps its keys anew."""
    offices = three_offices(tmp_path)
    goma, bukavu = offices.goma, offices.bukavu
    second = another_laptop(goma, tmp_path / "second", "a1" * 16)
    case, own = a_case(goma), a_case(bukavu)
    offices.report(goma, second)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    taking.accept(desk_of(bukavu), case)
    away = renewed(second)
    assert away.store.rewrap(NoProgress()) == 1
    offices.report(away, bukavu)
    save(bukavu, case, a_visit(case))
    after = renewed(renewed(bukavu))
    assert after.store.rewrap(NoProgress()) == 2
    assert after.store.rewrap(NoProgress()) == 0
    assert {name_in(after, one) for one in (case, own)} == {"Aminata"}
    assert (1, 3) in generations(after, own)
    second.database.close()
    offices.close()


def test_the_next_save_begins_a_generation(laptop):
    case = open_a_case(laptop)
    after = renewed(laptop)
    after.store.rewrap(NoProgress())
    visit = a_visit(case)
    save(after, case, visit)
    fresh = replace(after, keyring=renew(after.folder, after.keyring, frozenset(), after.means))
    assert generations(fresh, case) == {(1, 2), (2, 2)}
    with fresh.store.read() as cases:
        opened = cases.open(case)
    assert opened.file.record(visit.record).answers == visit.answers
    assert opened.file.one("identification").text("nickname") == "Ami"
    assert fresh.store.checker.check((), NoProgress()).is_sound


def test_a_generation_that_was_not_saved_is_forgotten(laptop):
    case = open_a_case(laptop)
    after = renewed(laptop)
    with after.store.begin() as work:
        work.save(case, a_visit(case))
        list(work._entries())
    assert not after.keyring.children.knows(case)
    save(after, case, a_visit(case))
    assert after.store.checker.check((), NoProgress()).checked["seals opened"] == 2


def test_a_case_that_is_not_here_has_no_keys_to_wrap(laptop):
    with laptop.store.begin() as work, pytest.raises(CaseNotHere):
        work.rewrap(laptop.keyring.office)
