"""A bin is emptied by who has a case now: what is left of it where the case lay before goes, and never comes back."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random
from uuid import UUID, uuid4

import pytest

from reintegration_desktop.casework import saving
from reintegration_desktop.casework.custody import taking
from reintegration_desktop.casework.erasing.carrying_out import carry_out
from reintegration_desktop.casework.erasing.emptying import empty_bin
from reintegration_desktop.forms.document import decode, encode
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.erasing.entries import Emptying, emptying_document, read_entry
from reintegration_desktop.store.log.technical import keys_in, keys_record
from reintegration_desktop.vault.children import CHILD_ROOMS
from reintegration_desktop.vault.errors import NoKey, SealBroken
from reintegration_desktop.vault.unlocking import refreshed
from tests.machines.country import BUKAVU, GOMA, HQ, NAMES, UVIRA, Country
from tests.machines.custody_erasing import registry_of
from tests.store.custody.handing import PROGRESS, a_case, hand_over
from tests.store.office import a_visit, an_edit, save


@pytest.fixture
def country() -> Iterator[Country]:
    made = Country(Random(11))
    yield made
    made.close()


def carry(country: Country, giver: str, taker: str) -> None:
    _, answers = country.arrive(taker, country.seal(giver, taker))
    carry_out(registry_of(country, taker), PROGRESS)
    country.arrive(giver, answers)


def meet(country: Country) -> None:
    """Through headquarters, which finds nobody who comes to something else."""
    for _ in range(3):
        for name in (GOMA, BUKAVU):
            carry(country, name, HQ)
            carry(country, HQ, name)


def a_visit_in(country: Country, name: str, case: UUID) -> UUID:
    edit = a_visit(case)
    save(country.laptops[name], case, edit)
    return edit.record


def handed(country: Country, giver: str, taker: str, case: UUID) -> None:
    hand_over(country.laptops[giver], country.laptops[taker], case)
    carry(country, giver, taker)
    taking.accept(country.desk(taker), case)


def emptied(country: Country, name: str, case: UUID) -> None:
    for one in NAMES:
        country.turn(one, 24 * 31)
    with country.desk(name).read() as cases:
        code = cases.open(case).row.code
    empty_bin(registry_of(country, name), case, code)


def left(country: Country, name: str, record: UUID) -> list[Kind]:
    return [one.kind for one in country.lying(name).values() if one.record == record]


def visits(country: Country, name: str, case: UUID) -> list[UUID]:
    with country.desk(name).read() as cases:
        opened = cases.open(case)
    assert opened.bin == ()
    return [row.id for row in opened.file.rows("follow_up")]


@pytest.mark.parametrize("deleted_by", [GOMA, BUKAVU])
@pytest.mark.parametrize("changed", [False, True])
def test_it_goes_where_the_case_lay_before_and_does_not_come_back_with_it(country, deleted_by: str, changed: bool):
    case = a_case(country.laptops[GOMA])
    gone, stays = a_visit_in(country, GOMA, case), a_visit_in(country, GOMA, case)
    meet(country)
    if deleted_by == GOMA:
        saving.delete(country.desk(GOMA), case, gone)
    handed(country, GOMA, BUKAVU, case)
    if changed and deleted_by == BUKAVU:
        save(country.laptops[BUKAVU], case, an_edit(case, "follow_up", gone, visit_purpose="crisis"))
    if deleted_by == BUKAVU:
        saving.delete(country.desk(BUKAVU), case, gone)
    meet(country)
    emptied(country, BUKAVU, case)
    assert left(country, GOMA, gone)
    meet(country)
    assert [left(country, name, gone) for name in NAMES] == [[], [], [], []]
    assert left(country, GOMA, stays) == [Kind.SAVE]
    handed(country, BUKAVU, GOMA, case)
    meet(country)
    assert visits(country, GOMA, case) == [stays]
    assert all(registry_of(country, name).orders.versions_of(case, [gone]) == [] for name in NAMES if name != UVIRA)


def test_until_then_nobody_there_has_a_key_for_it(country: Country):
    case = a_case(country.laptops[GOMA])
    gone = a_visit_in(country, GOMA, case)
    colleague = country.colleague(GOMA, "Ruth")
    handed(country, GOMA, BUKAVU, case)
    saving.delete(country.desk(BUKAVU), case, gone)
    meet(country)
    emptied(country, BUKAVU, case)
    lying = [one for one in country.lying(GOMA).values() if one.case == case]
    assert [one.room in CHILD_ROOMS for one in lying if one.record == gone] == [True], "sealed, and no more than that"
    keys = keys_in(decode(one.document) for one in lying if one.record == keys_record(case))
    for laptop in (country.laptops[GOMA], colleague):
        keyring = refreshed(laptop.folder, laptop.keyring)
        keyring.children.adopt(case, keys)
        for key in keys:
            with pytest.raises((NoKey, SealBroken)):
                keyring.children.get(case, key.room, key.generation)


def told_as_deleted(country: Country, by: str, case: UUID, record: UUID) -> None:
    """A supervisor's changed program says of a visit that lives that its newest version was a deletion."""
    changes = [one for one in country.lying(by).values() if one.record == record]
    newest = max(changes, key=lambda one: one.clock)
    told = [replace(one, kind=Kind.DELETE if one is newest else one.kind) for one in changes]
    with country.laptops[by].store.begin() as work:
        work.about_erasing(emptying_document([one.id for one in changes], told), uuid4(), case)
        work.commit()


def test_who_says_of_something_that_it_was_deleted_destroys_nothing(country: Country):
    case = a_case(country.laptops[GOMA])
    lives = a_visit_in(country, GOMA, case)
    meet(country)
    handed(country, GOMA, BUKAVU, case)
    save(country.laptops[BUKAVU], case, an_edit(case, "follow_up", lives, visit_purpose="crisis"))
    meet(country)
    for name in NAMES:
        country.turn(name, 24 * 31)
    told_as_deleted(country, BUKAVU, case, lives)
    meet(country)
    assert left(country, GOMA, lives) == [Kind.SAVE]
    assert left(country, HQ, lives) == left(country, BUKAVU, lives) == [Kind.SAVE, Kind.SAVE]
    for name in NAMES:
        assert country.laptops[name].store.checker.check((), PROGRESS).is_sound


def test_an_entry_of_an_earlier_version_is_read_and_one_that_is_broken_is_not(country: Country):
    case = a_case(country.laptops[GOMA])
    gone = a_visit_in(country, GOMA, case)
    saving.delete(country.desk(GOMA), case, gone)
    emptied(country, GOMA, case)
    (entry,) = (one for one in country.lying(GOMA).values() if one.kind is Kind.ERASE)
    document = decode(entry.document)
    assert {one.kind for one in read_entry(entry).said.gone} == {Kind.SAVE, Kind.DELETE}
    earlier = replace(document, answers={key: said for key, said in document.answers.items() if key != "gone"})
    said = read_entry(replace(entry, document=encode(earlier))).said
    assert isinstance(said, Emptying) and said.gone == ()
    for broken in ("e30=", "eyJnb25lIjpbe31dfQ==", "x"):
        worse = replace(document, answers={**document.answers, "gone": broken})
        assert read_entry(replace(entry, document=encode(worse))) is None
