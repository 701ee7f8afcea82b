"""What another office wrapped for itself in a child's file that has gone on is no key here, and opens it nowhere."""

import pytest

from reintegration_desktop.casework.custody import taking
from reintegration_desktop.forms.document import decode
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.log.technical import keys_in, keys_record
from reintegration_desktop.vault.children import WrappedKey
from tests.store.custody.handing import PROGRESS, a_case, desk_of, hand_over, holder_at, name_in, three_offices
from tests.store.keys.test_keys import renewed
from tests.store.office import a_visit, another_laptop, save

NEWEST = "WHERE c.case_id = ? AND c.record_id = ? ORDER BY c.clock DESC"


@pytest.fixture
def offices(tmp_path):
    made = three_offices(tmp_path)
    yield made
    made.close()


@pytest.fixture
def taken(offices, tmp_path):
    """A case that Bukavu took; Goma's second computer, which hasn't heard of it, renews its rooms and goes on."""
    goma, bukavu = offices.goma, offices.bukavu
    second, case = another_laptop(goma, tmp_path / "second", "a1" * 16), a_case(goma)
    offices.report(goma, second)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    taking.accept(desk_of(bukavu), case)
    away = second
    for _ in range(3):
        away = renewed(away)
        away.store.rewrap(PROGRESS)
        save(away, case, a_visit(case))
    offices.report(away, bukavu)
    bukavu.keyring.children.forget(case)
    yield case, away
    second.database.close()


def test_the_holder_goes_on_writing_and_gives_it_on(offices, taken):
    case, _ = taken
    bukavu, uvira = offices.bukavu, offices.uvira
    assert bukavu.store.incoming.quarantined() == []
    save(bukavu, case, a_visit(case))
    assert name_in(bukavu, case) == "Aminata"
    hand_over(bukavu, uvira, case)
    offices.carry(bukavu, uvira)
    taking.accept(desk_of(uvira), case)
    assert (holder_at(uvira, case), name_in(uvira, case)) == (uvira.keyring.office, "Aminata")


def test_the_holder_s_keys_carry_none_of_theirs(offices, taken):
    case, away = taken
    theirs = written_by(offices.bukavu, away, case)
    bukavu = renewed(offices.bukavu)
    assert bukavu.store.rewrap(PROGRESS) == 1
    assert theirs
    assert not theirs & written_by(bukavu, bukavu, case)
    offices.carry(bukavu, away)
    assert name_in(away, case) is None


def written_by(laptop, whose, case) -> set[WrappedKey]:
    """The keys in the newest version that an office wrote of a child's keys, as it lies somewhere."""
    with laptop.database.read() as connection:
        lying = changes_where(connection, Register(connection), NEWEST, (case.bytes, keys_record(case).bytes))
    (newest, *_) = [one for one in lying if one.author == whose.keyring.id]
    return set(keys_in([decode(newest.document)]))
