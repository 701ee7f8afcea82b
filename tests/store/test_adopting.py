"""What lies aside is let in as a supervisor's own act, or refused; what came stays as it came."""

from dataclasses import dataclass, replace
from uuid import UUID

import pytest

from reintegration_desktop.history.arrivals import Batch, Mark, Quarantined, Reason
from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.store.errors import NotAdoptable
from reintegration_desktop.vault.roles import Room
from tests.store.office import Laptop, a_person, a_visit, another_laptop, consent, open_a_case, save
from tests.store.test_travel import batch_of, digests, everything, hand_over


@dataclass
class Scene:
    """``there`` got a case of ``here``, and put aside what was written since."""

    here: Laptop
    there: Laptop
    case: UUID

    def put_aside(self, *edits: Edit, reason: Reason = Reason.AUTHOR_REVOKED) -> list[VersionId]:
        held = self.there.store.incoming.vector()[self.here.device].seq
        save(self.here, self.case, *edits)
        items = everything(self.here, {self.here.device: held})
        changes = [one for one in items if isinstance(one, Change)]
        aside = tuple(Quarantined(change, reason) for change in changes)
        marks = {self.here.device: Mark(changes[-1].seq, changes[-1].hash)}
        self.there.store.incoming.apply(Batch(quarantined=aside, saves=saves(items), marks=marks))
        assert self.there.store.incoming.quarantined()[-len(changes) :] == [(change, reason) for change in changes]
        return [change.id for change in changes]

    def adopt(self, versions: list[VersionId]) -> None:
        with self.there.store.begin() as work:
            work.adopt(self.case, versions)
            work.commit()

    def refuse(self, versions: list[VersionId]) -> None:
        with self.there.store.begin() as work:
            work.refuse(self.case, versions)
            work.commit()

    @property
    def waits(self) -> int:
        return len(self.there.store.incoming.quarantined())


@pytest.fixture
def scene(laptop, tmp_path):
    other = another_laptop(laptop, tmp_path / "other", "0b" * 16)
    case = open_a_case(laptop)
    other.store.incoming.apply(batch_of(everything(laptop)))
    yield Scene(laptop, other, case)
    other.database.close()


def saves(items) -> tuple[SaveRow, ...]:
    return tuple(one for one in items if isinstance(one, SaveRow))


def nicknamed(case: UUID, nickname: str) -> Edit:
    return replace(a_person(case, nickname=nickname), edited=frozenset({"nickname"}))


def test_what_is_let_in_is_written_anew_by_who_lets_it_in(scene):
    versions = scene.put_aside(a_visit(scene.case), a_person(scene.case, nickname="Mina"))
    scene.adopt(versions)
    assert scene.waits == 0
    with scene.here.store.read() as here, scene.there.store.read() as there:
        opened = there.open(scene.case)
        assert opened.file == here.open(scene.case).file
        assert [one.said[0] for one in there.people(None, 10, ("nickname",))] == ["Mina"]
        shown = {version for heads in opened.heads.values() for version in heads}
        assert not shown & set(versions)
        assert {version.device for version in shown} == {scene.here.device, scene.there.device}
    assert scene.there.store.checker.check((), NoProgress()).is_sound


def test_what_was_let_in_once_counts_wherever_it_travels(scene, laptop, tmp_path):
    third = another_laptop(laptop, tmp_path / "third", "0c" * 16)
    scene.adopt(scene.put_aside(a_visit(scene.case)))
    hand_over(scene.there, third)
    with third.store.read() as cases:
        rows = cases.open(scene.case).file.rows("follow_up")
    with scene.there.store.read() as cases:
        assert cases.open(scene.case).file.rows("follow_up") == rows
    third.database.close()


def test_two_versions_by_the_colleague_become_one_with_all_that_was_edited(scene):
    first = scene.put_aside(nicknamed(scene.case, "Mina"))
    second = scene.put_aside(nicknamed(scene.case, "Minette"))
    scene.adopt([*first, *second])
    with scene.there.store.read() as there:
        assert there.open(scene.case).file.one("identification").text("nickname") == "Minette"
        assert there.open(scene.case).conflicts == {}
        own = [one for one in there.history(scene.case) if one.id.device == scene.there.device]
    assert [one.document.edited for one in own] == [("nickname",)]


def test_what_is_let_in_stands_beside_what_was_written_since_and_a_person_decides(scene):
    versions = scene.put_aside(nicknamed(scene.case, "Mina"))
    save(scene.there, scene.case, nicknamed(scene.case, "Nana"))
    scene.adopt(versions)
    with scene.there.store.read() as there:
        (conflict,) = there.open(scene.case).conflicts[a_person(scene.case).record, Room.PERSON]
    assert {option.value for option in conflict.options} == {"Mina", "Nana"}


def test_what_was_refused_changes_nothing_stays_readable_and_may_be_let_in_later(scene):
    versions = scene.put_aside(a_visit(scene.case))
    before = digests(scene.there)
    scene.refuse(versions)
    assert scene.waits == 0
    assert [change.id for change, _ in scene.there.store.incoming.quarantined(refused=True)] == versions
    assert digests(scene.there) == before
    with scene.there.store.read() as there:
        assert there.open(scene.case).file.rows("follow_up") == ()
        assert set(versions) <= {one.id for one in there.history(scene.case) if one.document is not None}
    scene.adopt(versions)
    with scene.there.store.read() as there:
        assert len(there.open(scene.case).file.rows("follow_up")) == 1
    assert scene.there.store.incoming.quarantined(refused=True) == []


def test_what_no_role_writes_so_is_nobodys_to_let_in(scene):
    versions = scene.put_aside(consent(scene.case), reason=Reason.NOT_PERMITTED)
    with pytest.raises(NotAdoptable):
        scene.adopt(versions)
    assert scene.waits == len(versions)


def test_a_case_that_came_aside_as_a_whole_is_let_in_with_its_keys(laptop, tmp_path):
    other = another_laptop(laptop, tmp_path / "other", "0b" * 16)
    case = open_a_case(laptop)
    items = everything(laptop)
    changes = [one for one in items if isinstance(one, Change)]
    marks = {laptop.device: Mark(changes[-1].seq, changes[-1].hash)}
    aside = tuple(Quarantined(change, Reason.AUTHOR_REVOKED) for change in changes)
    other.store.incoming.apply(Batch(quarantined=aside, saves=saves(items), marks=marks))
    with other.store.begin() as work:
        work.adopt(case, [change.id for change in changes])
        work.commit()
    with laptop.store.read() as here, other.store.read() as there:
        assert there.open(case).file == here.open(case).file
        assert there.facts([case])[0].code == here.facts([case])[0].code
    assert other.store.checker.check((), NoProgress()).is_sound
    other.database.close()
