"""Whose a case is: the same from the same entries in any order, one holder at most, nothing by who may not."""

from dataclasses import dataclass
from random import Random
from uuid import UUID, uuid5

from hypothesis import given
from hypothesis import strategies as st

from reintegration_desktop.forms.document import Document, encode
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.custody.entries import (
    Answer,
    Decision,
    Entry,
    Offer,
    Step,
    answer_document,
    decision_document,
    offer_document,
    read_entry,
    record_about,
)
from reintegration_desktop.rules.custody.standing import IN_TRANSIT, State, custody
from reintegration_desktop.vault.roles import Role, Room

CASE = UUID(int=7)
OFFICES = tuple(UUID(int=number) for number in (11, 12, 13))
HQ = UUID(int=99)


@dataclass(frozen=True)
class Paper:
    """As much of a certificate as counts here."""

    role: Role
    office: UUID


def supervisor(office: UUID) -> UUID:
    return uuid5(office, "supervisor")


PEOPLE = {supervisor(office): Paper(Role.SUPERVISOR, office) for office in OFFICES} | {
    uuid5(OFFICES[0], "caseworker"): Paper(Role.CASEWORKER, OFFICES[0]), HQ: Paper(Role.HEADQUARTERS, HQ),
}  # fmt: skip


def certified(person: UUID, clock: int):
    return PEOPLE.get(person)


def entry(seq: int, author: UUID, said) -> Entry:
    return Entry(VersionId("0a" * 16, seq), CASE, author, seq << 16, said)


def offer(seq: int, source: int, target: int, epoch: int = 1, author: UUID | None = None) -> Entry:
    said = Offer(epoch, OFFICES[source], OFFICES[target], frozenset({Room.PERSON}), bytes(32))
    return entry(seq, author or supervisor(OFFICES[source]), said)


def answer(seq: int, step: Step, offered: Entry, office: int, author: UUID | None = None) -> Entry:
    return entry(seq, author or supervisor(OFFICES[office]), Answer(step, offered.id, OFFICES[office]))


@st.composite
def stories(draw) -> list[Entry]:
    """Anybody says anything of it, possible or not."""
    told: list[Entry] = []
    people = [*PEOPLE, UUID(int=1)]
    for seq in range(1, draw(st.integers(1, 12)) + 1):
        offers = [one for one in told if isinstance(one.said, Offer)]
        author, office = draw(st.sampled_from(people)), draw(st.sampled_from(range(3)))
        kind = draw(st.sampled_from(("offer", "answer", "decide"))) if offers else "offer"
        if kind == "offer":
            other = (office + draw(st.integers(1, 2))) % 3
            told.append(offer(seq, office, other, draw(st.integers(1, 3)), author))
        elif kind == "answer":
            step = draw(st.sampled_from((Step.ACCEPT, Step.REFUSE, Step.WITHDRAW)))
            told.append(answer(seq, step, draw(st.sampled_from(offers)), office, author))
        else:
            chosen = draw(st.sampled_from([None, *(one.id for one in offers)]))
            told.append(entry(seq, author, Decision(draw(st.integers(1, 3)), chosen)))
    return told


@given(stories(), st.integers(0, 1000))
def test_the_same_entries_come_to_the_same_in_any_order_and_repetition(told, seed):
    mixed = [*told]
    Random(seed).shuffle(mixed)
    now = custody(told, OFFICES[0], certified)
    assert custody(mixed, OFFICES[0], certified) == now
    assert now.holder in OFFICES
    assert now.holder not in now.past
    assert now.waiting is None or not now.disputed
    assert now.disputed == (sum(one.is_live for one in now.offers) > 1)


@given(stories())
def test_what_people_say_who_may_not_changes_nothing(told):
    def counts(one: Entry) -> bool:
        paper = PEOPLE.get(one.author)
        if paper is None:
            return False
        if isinstance(one.said, Decision):
            return paper.role is Role.HEADQUARTERS
        office = one.said.source if isinstance(one.said, Offer) else one.said.office
        return paper == Paper(Role.SUPERVISOR, office)

    assert custody([one for one in told if counts(one)], OFFICES[0], certified) == custody(told, OFFICES[0], certified)


def test_taking_beats_taking_back_and_refusing():
    offered = offer(1, 0, 1)
    said = [offered, answer(2, Step.WITHDRAW, offered, 0), answer(3, Step.REFUSE, offered, 1),
            answer(4, Step.ACCEPT, offered, 1)]  # fmt: skip
    now = custody(said, OFFICES[0], certified)
    assert (now.holder, now.epoch, now.last and now.last.state) == (OFFICES[1], 1, State.ACCEPTED)


def test_what_the_office_before_wrote_counts_for_sixty_days_and_is_told_as_in_transit():
    offered = offer(1, 0, 1)
    now = custody([offered, answer(4, Step.ACCEPT, offered, 1)], OFFICES[0], certified)
    followed = 4 << 16
    assert now.may_write(OFFICES[1], followed) and now.may_write(OFFICES[0], followed + IN_TRANSIT)
    assert not now.may_write(OFFICES[0], followed + IN_TRANSIT + 1) and not now.may_write(OFFICES[2], followed)
    assert now.was_in_transit(OFFICES[0], 2 << 16) and not now.was_in_transit(OFFICES[0], 1 << 16)


def test_of_two_offers_nobody_moves_before_headquarters_decides():
    first, second = offer(1, 0, 1), offer(2, 0, 2)
    said = [first, second, answer(3, Step.ACCEPT, first, 1), answer(4, Step.ACCEPT, second, 2)]
    now = custody(said, OFFICES[0], certified)
    assert (now.holder, now.disputed) == (OFFICES[0], True)
    decided = custody([*said, entry(5, HQ, Decision(1, second.id))], OFFICES[0], certified)
    assert (decided.holder, decided.disputed) == (OFFICES[2], False)
    stays = custody([first, second, entry(5, HQ, Decision(1, None))], OFFICES[0], certified)
    assert (stays.holder, stays.epoch, stays.in_transit) == (OFFICES[0], 1, False)


def change_of(kind: Kind, document: bytes) -> Change:
    device = "0a" * 16
    record = record_about(CASE)
    return Change(CASE, record, Room.OPEN, device, 1, 1, HQ, kind, (), 0, bytes(16), document, bytes(32))


def test_what_headquarters_chose_is_taken_back_only_by_who_knows_of_that():
    first, second = offer(1, 0, 1), offer(2, 0, 2)
    decided = entry(3, HQ, Decision(1, first.id))
    unaware, other = answer(4, Step.WITHDRAW, first, 0), entry(9, HQ, Decision(1, second.id))
    told = [first, second, decided, unaware]
    assert custody(told, OFFICES[0], certified).waiting.id == first.id
    for aware, over in ((decided, True), (other, False)):
        said = Answer(Step.WITHDRAW, first.id, OFFICES[0], decided=aware.id)
        held = custody([*told, entry(10, supervisor(OFFICES[0]), said)], OFFICES[0], certified)
        assert (held.epoch, held.in_transit) == ((1, False) if over else (0, True))


def test_an_entry_is_read_back_as_it_was_written():
    said = Offer(3, OFFICES[0], OFFICES[1], frozenset({Room.PERSON, Room.ACCOUNT}), b"\x05" * 32)
    refused = Answer(Step.REFUSE, VersionId("0a" * 16, 9), OFFICES[1], "no_capacity")
    back = Answer(Step.WITHDRAW, VersionId("0a" * 16, 9), OFFICES[0], decided=VersionId("0b" * 16, 12))
    for kind, document, wanted in (
        (Kind.OFFER, offer_document(said), said),
        (Kind.OFFER, answer_document(back), back),
        (Kind.ACCEPT, answer_document(refused), refused),
        (Kind.APPROVE, decision_document(Decision(2, None)), Decision(2, None)),
    ):
        found = read_entry(change_of(kind, encode(document)))
        assert found is not None
        assert found.said == wanted


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=3)
)


@given(
    st.sampled_from((Kind.OFFER, Kind.ACCEPT, Kind.APPROVE)),
    st.dictionaries(
        st.sampled_from(
            ("step", "epoch", "source", "target", "rooms", "digest", "device", "seq", "office", "reason", "decided")
        ),
        st.sampled_from((*Step, str(OFFICES[0]), "0a" * 16, {"device": "0a" * 16})) | JSON,
    ),
)
def test_what_cannot_be_read_is_no_entry_and_no_trouble(kind, answers):
    read_entry(change_of(kind, encode(Document("custody", None, answers))))
    read_entry(change_of(kind, b"{"))
