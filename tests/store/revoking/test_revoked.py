"""A revoked person's later work is judged alike, whether the revocation came before it or is followed afterwards."""

from uuid import uuid4

import pytest

from reintegration_desktop.casework.travel.travelling import receive, send
from reintegration_desktop.forms.document import Document, encode
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.limits.revoked import only_adds_keys, wraps_keys
from reintegration_desktop.store.log.heads import newest_at, put_heads
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.technical import keys_document, keys_record
from reintegration_desktop.store.log.writer import Entry
from reintegration_desktop.vault.children import WrappedKey
from reintegration_desktop.vault.roles import Room
from tests.hq.office import rows_of
from tests.store.custody.handing import PROGRESS, a_case, three_offices
from tests.store.office import a_person, a_visit, another_laptop, save
from tests.store.revoking.undoing import hears, held_at, is_sound, revocation
from tests.store.travel import address_of, post_of


@pytest.fixture
def offices(tmp_path):
    made = three_offices(tmp_path)
    yield made
    made.close()


def looked(laptop, case) -> None:
    with laptop.store.begin() as work:
        work.note(Kind.VIEW, case, {"form": "identification"})
        work.note(Kind.EXPORT, case, {"reason": "for a visit"})
        work.commit()


def forged_keys(laptop, case, *keys: WrappedKey) -> None:
    """Other keys in place of a child's, as a changed program writes them."""
    writer = laptop.store._writer
    with laptop.database.write() as connection:
        register = Register(connection)
        place = (case, keys_record(case), Room.OPEN)
        newest = newest_at(connection, register, [place])[place]
        parents = tuple(one.change.id for one in newest)
        after = max(one.change.clock for one in newest)
        entry = Entry(*place, Kind.SAVE, parents, encode(keys_document(keys)), after)
        changes = writer.append(connection, register, [entry])
        put_heads(connection, register, changes)


def test_work_looks_and_keys_come_to_the_same_before_and_afterwards(offices, tmp_path):
    goma, hq = offices.goma, offices.hq
    early = another_laptop(hq, tmp_path / "early", "f1" * 16)
    first = a_case(goma)
    before = held_at(goma)
    late = a_case(goma)
    save(goma, first, a_visit(first))
    looked(goma, first)
    forged_keys(goma, first)
    offices.report(goma, offices.uvira)
    paper = revocation(offices, goma, before)
    hears(early, paper)
    stick = offices.stick()
    send(post_of(offices.uvira), address_of(hq), stick, PROGRESS, {})
    for one in (hq, early):
        receive(post_of(one), stick, PROGRESS)
        hears(one, paper)
        assert {reason for _, reason in one.store.incoming.quarantined()} == {Reason.AUTHOR_REVOKED}
        assert is_sound(one)
    both = rows_of(hq.database), rows_of(early.database)
    assert {table for table in both[0] if both[0][table] != both[1][table]} <= {"device"}, "its newest clock alone"
    with early.store.read() as cases:
        kinds = {version.kind for version in cases.history(first)}
    assert {Kind.VIEW, Kind.EXPORT} <= kinds
    with early.database.read() as connection:
        places = [(case, keys_record(case), Room.OPEN) for case in (first, late)]
        heads = newest_at(connection, Register(connection), places)
    assert [one.change.seq for one in heads[places[0]]] == [1], "what took keys away counts nowhere"
    assert len(heads[places[1]]) == 1
    early.database.close()


def test_a_forged_newest_key_keeps_nobody_from_writing(offices):
    goma = offices.goma
    case = a_case(goma)
    with goma.store.begin() as work:
        held = tuple(work._of(case).held_keys())
        work.commit()
    forged = [WrappedKey(key.room, 2, key.room_generation, bytes(len(key.wrapped))) for key in held]
    forged_keys(goma, case, *held, *forged)
    goma.keyring.children.forget(case)
    save(goma, case, a_person(case, name_first="Amina"))
    with goma.store.read() as cases:
        assert cases.open(case).file.one("identification").text("name_first") == "Amina"


A, B = [1, 1, "AAAA"], [2, 1, "BBBB"]


def keys(*held, form="keys") -> bytes:
    return encode(Document(form, None, {"person": list(held)} if held else {}))


@pytest.mark.parametrize(
    ("was", "now", "stands"),
    [
        ([], keys(A), True),
        ([keys(A)], keys(A, B), True),
        ([keys(A), keys(B)], keys(A, B), True),
        ([keys(A)], keys(B), False),
        ([keys(A), keys(B)], keys(A), False),
        ([keys(A)], keys(), False),
        ([keys(A)], keys(A, [3, 1, "CCCC"]), False),
        ([], keys(B), False),
        ([None], keys(B), True),
        ([None], keys([1 << 21, 1, "CCCC"]), False),
        ([None, keys(A)], keys(B), False),
        ([keys(A)], keys(A, form="case"), False),
        ([keys(A)], b"no document", False),
        ([b"no document"], keys(A), False),
        ([keys(A)], encode(Document("keys", None, {"person": "AAAA"})), False),
        ([keys(A)], keys(A, ["x", 1, "CCCC"]), False),
    ],
)
def test_keys_stand_where_nothing_is_taken_from_anybody(was, now, stands):
    assert only_adds_keys(was, now) is stands


def test_only_versions_of_the_record_of_keys_wrap_any():
    case = uuid4()
    assert wraps_keys(Kind.SAVE, case, keys_record(case))
    assert not wraps_keys(Kind.DELETE, case, keys_record(case))
    assert not wraps_keys(Kind.SAVE, case, case)
