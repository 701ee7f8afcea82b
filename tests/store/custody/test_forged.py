"""What is said of whose a case is by who may not say it changes nothing, wherever and whenever it arrives."""

from dataclasses import replace
from itertools import permutations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from reintegration_desktop.casework.custody import taking
from reintegration_desktop.casework.travel.travelling import letterbox, send, send_cases
from reintegration_desktop.casework.travel.travelling import receive as receive_at
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.custody.entries import (
    Answer,
    Decision,
    Offer,
    Step,
    answer_document,
    decision_document,
    offer_document,
)
from reintegration_desktop.store.travel.outgoing import Outgoing
from reintegration_desktop.store.travel.papers import put_papers
from reintegration_desktop.store.writing.rewrapping import rewrap
from reintegration_desktop.sync.receive import receive
from reintegration_desktop.vault.errors import OfferForeign
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.revocations import revoke
from reintegration_desktop.vault.roles import Room
from tests.store.custody.handing import a_case, desk_of, hand_over, holder_at, listed, name_in, three_offices
from tests.store.office import a_visit, an_edit, another_laptop, save
from tests.store.travel import address_of, post_of

DIGEST = b"\x01" * 32


@pytest.fixture
def offices(tmp_path):
    made = three_offices(tmp_path)
    yield made
    made.close()


def says(laptop, case, kind, document) -> VersionId:
    """Write an entry as a changed program would: without asking whether that is allowed."""
    with laptop.store.begin() as work:
        work.about_custody(case, kind, document)
        work.commit()
    mark = laptop.store.outgoing.vector()[laptop.device]
    return VersionId(laptop.device, mark.seq)


def aside(laptop) -> set[Reason]:
    return {reason for _, reason in laptop.store.incoming.quarantined()}


def offered(offices):
    """A case that is on its way from Goma to Bukavu; headquarters knows, Uvira has it from a stick that was lost."""
    goma, bukavu, uvira, hq = offices.all
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    offices.report(goma, hq)
    offices.report(goma, uvira)
    with goma.store.read() as cases:
        waiting = cases.custody(case).waiting
    assert waiting is not None
    return case, waiting


@pytest.mark.parametrize("named", ["own", "theirs"])
def test_an_office_that_was_not_offered_a_case_takes_none(offices, named):
    case, waiting = offered(offices)
    uvira, hq = offices.uvira, offices.hq
    office = uvira.keyring.office if named == "own" else offices.bukavu.keyring.office
    says(uvira, case, Kind.ACCEPT, answer_document(Answer(Step.ACCEPT, waiting.id, office)))
    offices.report(uvira, hq)
    assert holder_at(hq, case) == offices.goma.keyring.office
    assert (Reason.CUSTODY in aside(hq)) == (named == "theirs")


def test_an_office_that_holds_no_case_offers_none(offices):
    case, _ = offered(offices)
    uvira, hq = offices.uvira, offices.hq
    for source, reason in ((uvira.keyring.office, None), (offices.goma.keyring.office, Reason.CUSTODY)):
        said = Offer(1, source, offices.bukavu.keyring.office, frozenset({Room.PERSON}), DIGEST)
        says(uvira, case, Kind.OFFER, offer_document(said))
        offices.report(uvira, hq)
        assert reason is None or reason in aside(hq)
    with hq.store.read() as cases:
        now = cases.custody(case)
    assert (now.holder, now.disputed, len(now.offers)) == (offices.goma.keyring.office, False, 1)


def test_no_office_decides_for_headquarters(offices):
    case, waiting = offered(offices)
    says(offices.uvira, case, Kind.APPROVE, decision_document(Decision(1, None)))
    offices.report(offices.uvira, offices.hq)
    assert Reason.CUSTODY in aside(offices.hq)
    with offices.hq.store.read() as cases:
        assert cases.custody(case).waiting == waiting


def test_what_cannot_be_read_of_it_lies_aside(offices):
    case, _ = offered(offices)
    wrong = Offer(0, offices.uvira.keyring.office, offices.bukavu.keyring.office, frozenset(), b"short")
    says(offices.uvira, case, Kind.OFFER, offer_document(wrong))
    offices.report(offices.uvira, offices.hq)
    assert Reason.CUSTODY in aside(offices.hq)


def test_an_offer_whose_keys_are_others_is_not_taken(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case = a_case(goma)
    said = Offer(1, goma.keyring.office, bukavu.keyring.office, frozenset({Room.PERSON}), DIGEST)
    says(goma, case, Kind.OFFER, offer_document(said))
    offices.carry(goma, bukavu)
    with pytest.raises(OfferForeign):
        taking.accept(desk_of(bukavu), case)
    assert holder_at(bukavu, case) == goma.keyring.office


@pytest.mark.parametrize("order", list(permutations(("goma", "bukavu", "again"))))
def test_in_whatever_order_it_comes_headquarters_comes_to_the_same(offices, order):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    taking.accept(desk_of(bukavu), case)
    save(bukavu, case, a_visit(case))
    save(goma, case, a_visit(case))
    for who in order:
        offices.report({"goma": goma, "bukavu": bukavu, "again": bukavu}[who], hq)
    assert holder_at(hq, case) == bukavu.keyring.office
    assert aside(hq) == set()
    with hq.store.read() as cases:
        kept = {version.kind for version in cases.history(case)}
    assert {Kind.OFFER, Kind.ACCEPT} <= kept


def removed(offices, laptop) -> None:
    """Headquarters hears that who opened a laptop is out since what it holds of it; nobody else does."""
    hq, last = offices.hq, {one: tuple(mark) for one, mark in offices.hq.store.incoming.vector().items()}
    root = Ed25519PrivateKey.from_private_bytes(kept_root(offices.goma.keyring))
    paper = revoke(laptop.keyring.id, laptop.clock.now(), None, root.sign, last)
    with hq.database.write() as connection:
        put_papers(connection, (), (paper,))


def test_an_offer_that_lies_aside_gives_nobody_a_case_while_its_own_bundle_is_judged(offices):
    goma, uvira, hq = offices.goma, offices.uvira, offices.hq
    case = a_case(goma)
    save(goma, case, an_edit(case, "concerns", risk_level="high"))
    offices.report(goma, hq)
    offices.report(goma, uvira)
    removed(offices, goma)
    foreseen = VersionId(goma.device, goma.store.outgoing.vector()[goma.device].seq + 1)
    says(uvira, case, Kind.ACCEPT, answer_document(Answer(Step.ACCEPT, foreseen, uvira.keyring.office)))
    offices.report(uvira, hq)
    said = Offer(1, goma.keyring.office, uvira.keyring.office, frozenset({Room.PERSON}), DIGEST)
    assert says(goma, case, Kind.OFFER, offer_document(said)) == foreseen
    offices.report(goma, uvira)
    save(uvira, case, an_edit(case, "concerns", risk_level="low"))
    offices.report(uvira, hq)
    assert aside(hq) == {Reason.AUTHOR_REVOKED, Reason.NOT_HOLDER}
    assert holder_at(hq, case) == goma.keyring.office
    assert [row.risk for row in listed(hq)] == ["high"]


class OwnAlone(Outgoing):
    """What a changed program sends: its own device's work, and nothing of what that was made in."""

    def __init__(self, laptop) -> None:
        super().__init__(laptop.database)
        self._device = laptop.device

    def vector(self):
        return {self._device: super().vector()[self._device]}


def sent_alone(offices, laptop) -> None:
    stick = offices.stick()
    send(replace(post_of(laptop), source=OwnAlone(laptop)), address_of(offices.hq), stick, NoProgress(), {})
    offices.take_in(laptop, offices.hq, stick)


@pytest.mark.parametrize("first", ["goma", "uvira"])
def test_what_another_office_wrote_counts_no_more_where_it_comes_before_the_case(offices, first):
    goma, uvira, hq = offices.goma, offices.uvira, offices.hq
    case = a_case(goma)
    offices.report(goma, uvira)
    save(uvira, case, an_edit(case, "concerns", risk_level="low"))
    if first == "uvira":
        sent_alone(offices, uvira)
        assert aside(hq) == set()
    offices.report(goma, hq)
    sent_alone(offices, uvira)
    assert aside(hq) == {Reason.NOT_HOLDER}
    assert [row.risk for row in listed(hq)] == [None]
    assert hq.store.checker.check((), NoProgress(), sealed_only=True).is_sound


def test_what_came_before_the_case_counts_where_its_office_turns_out_to_hold_it(offices):
    goma, uvira, hq = offices.goma, offices.uvira, offices.hq
    case = a_case(goma)
    hand_over(goma, uvira, case)
    offices.carry(goma, uvira)
    taking.accept(desk_of(uvira), case)
    save(uvira, case, a_visit(case))
    sent_alone(offices, uvira)
    offices.report(goma, hq)
    assert (aside(hq), holder_at(hq, case)) == (set(), uvira.keyring.office)
    with hq.store.read() as cases:
        assert [one.case for one in cases.custodies()] == [case]


def test_what_was_said_before_the_case_came_counts_from_then_on(offices):
    """One computer of an office begins a case, another one offers it, and that is known first."""
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    other = another_laptop(goma, offices.path / "another", "0b" * 16)
    case = a_case(goma)
    stick = offices.stick()
    send(post_of(goma), address_of(goma), stick, NoProgress(), {})
    assert receive_at(post_of(other), stick, NoProgress()).is_whole
    hand_over(other, bukavu, case)
    sent_alone(offices, other)
    with hq.store.read() as cases:
        assert cases.custodies() == []
    sent_alone(offices, goma)
    with hq.store.read() as cases:
        assert [(one.case, one.target) for one in cases.custodies()] == [(case, bukavu.keyring.office)]
    assert hq.store.checker.check((), NoProgress(), sealed_only=True).is_sound
    other.database.close()


class _Stops(NoProgress):
    """Stops at its n-th word."""

    def __init__(self, after: int) -> None:
        self.left = after

    def report(self, done: int, total: int | None = None) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def test_stopped_between_any_two_steps_it_goes_on_and_comes_to_the_same(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    stick = offices.stick()
    shared = goma.store.sharing.with_office(bukavu.keyring.office)
    send_cases(post_of(goma), address_of(bukavu), stick, NoProgress(), shared, goma.store.sharing.others(shared))
    (path,) = stick.folder.glob("*.rdb")
    box = replace(letterbox(post_of(bukavu)), most=1)
    for after in range(40):
        with path.open("rb") as file:
            try:
                receive(file, box, _Stops(after))
                break
            except Cancelled:
                assert holder_at(bukavu, case) in (goma.keyring.office, None)
    taking.accept(desk_of(bukavu), case)
    assert name_in(bukavu, case) == "Aminata"
    assert bukavu.store.checker.check((), NoProgress(), sealed_only=True).is_sound


def test_keys_of_cases_elsewhere_are_left_alone_when_rooms_are_renewed(offices):
    goma, bukavu = offices.goma, offices.bukavu
    case, other = a_case(goma), a_case(goma)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    assert rewrap(bukavu.database, bukavu.store.begin, NoProgress()) == 0
    taking.accept(desk_of(bukavu), case)
    offices.carry(bukavu, goma)
    assert rewrap(goma.database, goma.store.begin, NoProgress()) == 0
    assert goma.store.settle_rings() == bukavu.store.settle_rings() == 0
    assert (name_in(goma, other), name_in(bukavu, case)) == ("Aminata", "Aminata")


def test_a_check_finds_a_list_that_says_otherwise_than_the_log_whose_a_case_is(offices):
    goma = offices.goma
    case = a_case(goma)
    hand_over(goma, offices.bukavu, case)
    assert goma.store.checker.check((), NoProgress(), sealed_only=True).is_sound
    with goma.database.write() as connection:
        connection.exec_driver_sql("UPDATE custody SET holder = ?", (offices.uvira.keyring.office.bytes,))
    assert not goma.store.checker.check((), NoProgress(), sealed_only=True).is_sound
    assert goma.store.checker.fold_anew(NoProgress()) == 1
    assert goma.store.checker.check((), NoProgress(), sealed_only=True).is_sound
