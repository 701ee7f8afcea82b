"""Changes travel between two laptops of an office, and both come to the same."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from uuid import uuid4

import pytest

from reintegration_desktop.casework.people import FOUND_BY
from reintegration_desktop.history.arrivals import (
    Acknowledgement,
    Batch,
    Digests,
    Hole,
    KeptBack,
    Mark,
    Quarantined,
    Reason,
    Receipt,
    Waiting,
)
from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.log.writer import envelope_of
from reintegration_desktop.store.writing.erasing import destroy, hole_of
from reintegration_desktop.vault.chain import salted_digests
from reintegration_desktop.vault.roles import Room
from tests.store.office import Laptop, a_person, a_visit, an_edit, another_laptop, consent, open_a_case, save


@pytest.fixture
def pair(laptop, tmp_path):
    other = another_laptop(laptop, tmp_path / "other", "0b" * 16)
    yield laptop, other
    other.database.close()


def everything(laptop: Laptop, since=None) -> list:
    """All items that a laptop hands on."""
    source = laptop.store.outgoing
    upto = {device: mark.seq for device, mark in source.vector().items()}
    return list(source.outgoing(since or {}, upto))


def batch_of(items, **more) -> Batch:
    marks: dict[str, Mark] = {}
    for item in items:
        if not isinstance(item, SaveRow):
            marks[item.device] = Mark(item.seq, item.hash)
    return Batch(
        applied=tuple(item for item in items if isinstance(item, Change)),
        holes=tuple(item for item in items if isinstance(item, Hole)),
        saves=tuple(item for item in items if isinstance(item, SaveRow)),
        marks=marks,
        **more,
    )


def hand_over(giver: Laptop, taker: Laptop) -> None:
    since = {device: mark.seq for device, mark in taker.store.incoming.vector().items()}
    taker.store.incoming.apply(batch_of(everything(giver, since)))


def shown(laptop: Laptop, case):
    with laptop.store.read() as cases:
        return cases.open(case).file


def digests(laptop: Laptop) -> Digests:
    return laptop.store.incoming.digests(list(laptop.store.incoming.vector()))


def test_what_was_saved_on_one_laptop_is_read_on_the_other(pair):
    here, there = pair
    case = uuid4()
    open_a_case(here, a_person(case), consent(case), an_edit(case, "concerns", risk_level="high"), case=case)
    save(here, case, a_visit(case))
    hand_over(here, there)
    assert shown(there, case) == shown(here, case)
    assert digests(there) == digests(here)
    with there.store.read() as cases:
        assert [one.said[0] for one in cases.people(None, 10, ("nickname",))] == ["Ami"]
        assert cases.facts([case])[0].risk == "high"


def test_the_same_again_changes_nothing(pair):
    here, there = pair
    open_a_case(here)
    batch = batch_of(everything(here))
    there.store.incoming.apply(batch)
    before = digests(there), there.store.incoming.vector(), everything(there)
    there.store.incoming.apply(batch)
    assert (digests(there), there.store.incoming.vector(), everything(there)) == before


def nicknamed_apart(here, there, case):
    """Mina here, Nana there; what was there before."""
    person = a_person(case)
    for laptop, nickname in ((here, "Mina"), (there, "Nana")):
        named = person.answers.with_("nickname", nickname)
        save(laptop, case, replace(person, answers=named, edited=frozenset({"nickname"})))
    return person


def test_what_both_changed_apart_comes_together_on_both(pair):
    here, there = pair
    case = open_a_case(here)
    hand_over(here, there)
    person = nicknamed_apart(here, there, case)
    save(there, case, a_visit(case))
    hand_over(here, there)
    hand_over(there, here)
    assert shown(here, case) == shown(there, case)
    assert digests(here) == digests(there)
    for laptop in pair:
        with laptop.store.read() as cases:
            assert cases.conflicts() == [(case, person.record, Room.PERSON)]
            assert len(cases.people(None, 10, FOUND_BY)) == 1
    with here.store.begin() as work:
        work.resolve(case, person.record, Room.PERSON, person.answers.with_("nickname", "Mina"))
        work.commit()
    hand_over(here, there)
    with there.store.read() as cases:
        assert cases.conflicts() == []
        assert cases.open(case).file.one("identification").text("nickname") == "Mina"
    assert digests(here) == digests(there)


def test_a_decision_that_was_taken_back_waits_on_every_laptop_and_a_second_one_closes_it_everywhere(pair):
    here, there = pair
    case = open_a_case(here)
    hand_over(here, there)
    person = nicknamed_apart(here, there, case)
    hand_over(there, here)
    for nickname, waits in (("Nana", False), ("Mina", True), ("Mina", False)):
        with here.store.begin() as work:
            work.resolve(case, person.record, Room.PERSON, person.answers.with_("nickname", nickname))
            work.commit()
        hand_over(here, there)
        hand_over(there, here)
        for laptop in pair:
            with laptop.store.read() as cases:
                assert cases.conflicts() == ([(case, person.record, Room.PERSON)] if waits else [])
                assert bool(cases.open(case).conflicts) == waits
            assert laptop.store.checker.check((), NoProgress()).is_sound
    assert digests(here) == digests(there)


def test_a_deletion_hides_what_it_saw_and_what_was_written_meanwhile_comes_back(pair):
    here, there = pair
    case = open_a_case(here)
    visit = a_visit(case)
    save(here, case, visit)
    hand_over(here, there)
    with here.store.begin() as work:
        work.delete(case, visit.record)
        work.commit()
    save(
        there, case, replace(visit, answers=visit.answers.with_("risk_level", "high"), edited=frozenset({"risk_level"}))
    )
    hand_over(here, there)
    hand_over(there, here)
    for laptop in pair:
        assert shown(laptop, case).record(visit.record).answers.choice("risk_level") == "high"


def test_several_devices_arrive_in_any_order_and_give_the_same(laptop, tmp_path):
    with ExitStack() as stack:
        others = [another_laptop(laptop, tmp_path / str(n), f"{n:02x}" * 16) for n in range(1, 4)]
        for other in others:
            stack.callback(other.database.close)
        case = open_a_case(laptop)
        for number, other in enumerate(others):
            hand_over(laptop, other)
            person = a_person(case)
            answers = person.answers.with_("nickname", f"N{number}")
            save(other, case, replace(person, answers=answers, edited=frozenset({"nickname"})), a_visit(case))
        found = set()
        for number, order in enumerate(permutations(others)):
            taker = another_laptop(laptop, tmp_path / f"taker{number}", "cc" * 16)
            stack.callback(taker.database.close)
            hand_over(laptop, taker)
            for giver in order:
                hand_over(giver, taker)
            found.add((digests(taker), repr(shown(taker, case))))
        assert len(found) == 1


def test_what_leaves_is_numbered_without_a_hole_and_each_save_follows_its_changes(pair):
    here, there = pair
    case = open_a_case(here)
    hand_over(here, there)
    save(there, case, a_visit(case))
    hand_over(there, here)
    save(here, case, a_visit(case))
    reached: dict[str, int] = {}
    clocks = []
    for item in everything(here):
        if isinstance(item, SaveRow):
            assert reached[item.device] == item.last
            clocks.append(item)
        else:
            assert item.seq == reached.get(item.device, 0) + 1
            reached[item.device] = item.seq
    assert [save_.device[:2] for save_ in clocks] == ["0a", "0b", "0a"]
    assert reached == {device: mark.seq for device, mark in here.store.outgoing.vector().items()}


def test_what_leaves_can_begin_after_what_the_other_side_has(pair):
    here, _ = pair
    case = open_a_case(here)
    last = here.store.outgoing.vector()[here.device].seq
    save(here, case, a_visit(case))
    items = everything(here, {here.device: last})
    assert [type(item) for item in items] == [Change, SaveRow]
    assert here.store.outgoing.hash_at(VersionId(here.device, last + 1)) == items[0].hash
    assert here.store.outgoing.hash_at(VersionId(here.device, 99)) is None


def test_a_hole_keeps_the_chain_and_is_handed_on(pair, tmp_path):
    here, there = pair
    open_a_case(here)
    items = everything(here)
    change = items[0]
    digests_ = salted_digests(change.salt, envelope_of(change), change.document)
    with_hole = [Hole(change.device, change.seq, *digests_, change.hash), *items[1:]]
    there.store.incoming.apply(batch_of(with_hole))
    assert there.store.incoming.vector() == here.store.incoming.vector()
    assert everything(there) == with_hole
    assert there.store.incoming.hash_at(change.id) == change.hash


def test_what_is_quarantined_is_kept_for_the_chain_and_folded_into_nothing(pair):
    here, there = pair
    case = open_a_case(here)
    hand_over(here, there)
    save(here, case, a_visit(case))
    since = {device: mark.seq for device, mark in there.store.incoming.vector().items()}
    items = everything(here, since)
    change = items[0]
    there.store.incoming.apply(
        Batch(
            quarantined=(Quarantined(change, Reason.NOT_PERMITTED),),
            saves=(items[1],),
            marks={change.device: Mark(change.seq, change.hash)},
        )
    )
    assert shown(there, case).rows("follow_up") == ()
    assert there.store.incoming.vector() == here.store.incoming.vector()
    assert everything(there) == everything(here)


def test_what_waits_is_kept_until_it_is_let_in_and_is_not_handed_on_before(pair):
    here, there = pair
    case = open_a_case(here)
    hand_over(here, there)
    before = there.store.outgoing.vector()
    save(here, case, a_visit(case))
    change, _ = everything(here, {here.device: before[here.device].seq})
    waiting = Waiting(change.device, change.seq, change.hash, Reason.PARENT, b"c...")
    there.store.incoming.apply(Batch(waiting=(waiting,), marks={change.device: Mark(change.seq, change.hash)}))
    assert set(there.store.incoming.parked()) == {change.id}
    assert there.store.incoming.waiting(change.device, 0, 10) == [waiting]
    assert there.store.incoming.vector()[change.device].seq == change.seq
    assert there.store.outgoing.vector() == before
    there.store.incoming.apply(Batch(released=(waiting,), applied=(change,)))
    assert set(there.store.incoming.parked()) == set()
    assert shown(there, case) == shown(here, case)
    assert there.store.outgoing.vector() == here.store.outgoing.vector()


def test_a_fork_is_kept_aside(laptop):
    fork = Waiting("0c" * 16, 3, bytes(32), Reason.FORK, b"line")
    laptop.store.incoming.apply(Batch(waiting=(fork,)))
    assert set(laptop.store.incoming.parked()) == set()
    assert laptop.store.incoming.waiting("0c" * 16, 0, 10) == []


def test_papers_are_kept_once_as_they_were_signed(laptop):
    certificate = laptop.keyring.person
    for _ in range(2):
        laptop.store.incoming.apply(Batch(certificates=(certificate,)))
    certificates, revocations = laptop.store.incoming.papers()
    assert (list(certificates), list(revocations)) == ([certificate], [])


def test_the_office_that_holds_a_case_is_known(laptop):
    case = open_a_case(laptop)
    assert laptop.store.incoming.holders([case, uuid4()]) == {case: laptop.keyring.office}


def test_a_bundle_is_remembered_by_the_digest_of_its_manifest(laptop):
    now = datetime(2026, 3, 2, tzinfo=UTC)
    receipt = Receipt("ab" * 16, b"d" * 32, "delta", uuid4(), uuid4(), now, now, 5, 0, 0)
    assert laptop.store.incoming.bundle_digest(receipt.bundle) is None
    laptop.store.incoming.record_bundle(receipt)
    laptop.store.incoming.record_bundle(receipt)
    assert laptop.store.incoming.bundle_digest(receipt.bundle) == b"d" * 32


def test_sent_never_means_received(laptop):
    peers, office, device = laptop.store.peers, uuid4(), "0a" * 16
    first, second = "01" * 16, "02" * 16
    peers.record_sent(office, first, {device: 5})
    peers.record_sent(office, second, {device: 9})
    assert peers.acknowledged(office) == {}
    said = Acknowledgement(office, (), {device: 5}, (), 0, 0, Digests(b"", b""))
    assert peers.record_acknowledgement(said) == (first,)
    assert peers.acknowledged(office) == {device: 5}
    assert peers.record_acknowledgement(said) == ()
    assert peers.record_acknowledgement(replace(said, bundles=(second,))) == (second,)
    assert peers.record_acknowledgement(replace(said, office=uuid4(), bundles=(second,))) == ()


def test_what_came_as_a_hole_may_be_filled_and_what_was_destroyed_here_may_not(pair):
    here, there = pair
    case, kept = uuid4(), uuid4()
    open_a_case(here, a_person(case), consent(case), case=case)
    open_a_case(here, a_person(kept), consent(kept), case=kept)
    items = everything(here)
    without = [hole_of(item) if isinstance(item, Change) and item.case == kept else item for item in items]
    there.store.incoming.apply(batch_of(without))
    destroy(there.database, there.keyring, case, datetime.now(UTC))
    device, upto = here.device, max(item.seq for item in items if isinstance(item, Change))
    late = {item.seq for item in items if isinstance(item, Change) and item.case == kept}
    assert set(there.store.incoming.holes(device, 0, upto)) == late
    peers, office = there.store.peers, uuid4()
    peers.record_acknowledgement(Acknowledgement(office, (), {device: upto}, (), 0, 0, Digests(b"", b""), "0c" * 16))
    there.store.incoming.apply(batch_of(items))
    assert not there.store.incoming.holes(device, 0, upto)
    assert peers.acknowledged(office) == {device: min(late) - 1}, "a peer was handed the hole, and is handed this"
    ranges = {device: [(1, upto)]}
    first = [there.store.incoming.first_going(ranges, KeptBack(frozenset(cases))) for cases in ((), (kept,))]
    assert first == [{device: min(late)}, {}]
    besides = [
        KeptBack(frozenset({kept}), besides=frozenset({VersionId(one, min(late))})) for one in (device, "0e" * 16)
    ]
    first = [there.store.incoming.first_going(ranges, back) for back in besides]
    assert first == [{device: min(late)}, {}], "a number of another computer says nothing of this one's"
    with there.store.read() as cases:
        assert [row.id for row in cases.facts([case, kept])] == [kept]


@pytest.mark.parametrize("at_once", [True, False])
def test_of_what_fills_holes_the_newest_is_what_nothing_was_made_from(pair, tmp_path, at_once):
    """By clocks that were turned, a version comes before the one that it was made from."""
    here, there = pair
    case = open_a_case(here, a_person(uuid4()), an_edit(uuid4(), "concerns", risk_level="high"))
    hand_over(here, there)
    with there.store.begin() as work:
        (row,) = [one for one in work.file(case).records if one.form == "concerns"]
        edit = an_edit(case, "concerns", row.id, risk_level="low")
        work.save(case, edit)
        work.commit()
    taker, items = another_laptop(here, tmp_path / "taker", "0c" * 16), everything(there)
    taker.store.incoming.apply(batch_of([hole_of(one) if isinstance(one, Change) else one for one in items]))
    late = [one for one in reversed(items) if isinstance(one, Change)]
    for some in [late] if at_once else [[one] for one in late]:
        taker.store.incoming.apply(Batch(applied=tuple(some)))
    assert digests(taker) == digests(there)
    with taker.store.read() as cases:
        assert (cases.conflicts(), [row.risk for row in cases.facts([case])]) == ([], ["low"])
    assert taker.store.checker.check((), NoProgress()).is_sound
    taker.database.close()


def test_a_peer_that_holds_less_than_it_said_is_sent_what_it_lacks_again(laptop):
    peers, office = laptop.store.peers, uuid4()
    said = Acknowledgement(
        office, (), {"0a" * 16: 9, "0b" * 16: 4, "0c" * 16: 2}, (), 0, 0, Digests(b"h" * 32, b"f" * 32)
    )
    peers.record_acknowledgement(said)
    peers.record_lacking(office, {"0a" * 16: 5, "0b" * 16: 7})
    assert peers.acknowledged(office) == {"0a" * 16: 5, "0b" * 16: 4, "0c" * 16: 0}
    peers.record_acknowledgement(said)
    assert peers.acknowledged(office)["0a" * 16] == 9
