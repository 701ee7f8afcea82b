"""A child's keys go to another office by its case pair; complaints go document by document."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from reintegration_desktop.vault.errors import NoKey, OfferForeign, PaperDamaged, SealBroken
from reintegration_desktop.vault.fields import compact
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.office.handover import Terms, offer_keys, take_keys
from reintegration_desktop.vault.roles import SEALED_ROOMS, KeyName, Role, Room
from reintegration_desktop.vault.rooms.oversight import Oversight
from reintegration_desktop.vault.rooms.wrapping import WrappedKey
from reintegration_desktop.vault.seals.hybrid import seal_for
from tests.unit.vault.made import FOUNDER, Office, a_place, an_office

COMPLAINT = b"a complaint about how the visit went"


@pytest.fixture
def there(tmp_path: Path) -> Office:
    """The office that is to take the case."""
    return an_office(tmp_path / "there", FOUNDER)


def terms(source: Keyring, target: Keyring, case: UUID) -> Terms:
    return Terms(case, 2, source.office, target.office)


def case_public(target: Keyring) -> bytes:
    public = target.keys.public(KeyName.CASE)
    assert public is not None
    return public


def filed(keyring: Keyring, case: UUID) -> dict:
    """A child with one document in every room, by place."""
    keyring.new_child_keys(case)
    return {
        (where := a_place(room, case=case, seq=number)): keyring.seal(where, COMPLAINT + room.encode())
        for number, room in enumerate(SEALED_ROOMS, 1)
    }


def offered(office: Office, there: Office, case: UUID, sealed: dict, rooms=SEALED_ROOMS) -> bytes:
    complaints = {where: content for where, content in sealed.items() if where.room is Room.OVERSIGHT}
    bargain = terms(office.founder, there.founder, case)
    return offer_keys(office.founder, bargain, rooms, case_public(there.founder), complaints)


def test_the_taking_office_reads_everything_that_was_given(own_office: Office, there: Office):
    case = uuid4()
    sealed = filed(own_office.founder, case)
    taker = there.founder
    taken = take_keys(taker, terms(own_office.founder, taker, case), offered(own_office, there, case, sealed))
    for where, content in sealed.items():
        assert taker.open(where, content) == COMPLAINT + where.room.encode()
    colleague = there.let_in(Role.AUDITOR)
    colleague.children.adopt(case, taken)
    complaint = next(where for where in sealed if where.room is Room.OVERSIGHT)
    assert colleague.open(complaint, sealed[complaint]) == COMPLAINT + b"oversight"


def test_a_new_generation_begins_with_the_taking(own_office: Office, there: Office):
    case = uuid4()
    offer = offered(own_office, there, case, filed(own_office.founder, case))
    take_keys(there.founder, terms(own_office.founder, there.founder, case), offer)
    assert there.founder.generation(case, Room.PERSON) == 2
    own_office.founder.adopt(case, {key.room: key for key in there.founder.children.wrapped(case)})
    with pytest.raises(SealBroken):
        own_office.founder.seal(a_place(case=case, generation=2), b"what the giving office no longer writes")


def test_rooms_that_consent_withholds_do_not_go(own_office: Office, there: Office):
    case = uuid4()
    sealed = filed(own_office.founder, case)
    offer = offered(own_office, there, case, sealed, (Room.PERSON,))
    take_keys(there.founder, terms(own_office.founder, there.founder, case), offer)
    for where, content in sealed.items():
        if where.room is Room.PERSON:
            assert there.founder.open(where, content)
        else:
            with pytest.raises((NoKey, SealBroken)):
                there.founder.open(where, content)


def test_who_carries_an_offer_does_not_open_it(own_office: Office, there: Office):
    case = uuid4()
    offer = offered(own_office, there, case, filed(own_office.founder, case))
    bargain = terms(own_office.founder, there.founder, case)
    for carrier in (own_office.let_in(Role.COORDINATOR), there.let_in(Role.COORDINATOR), own_office.founder):
        with pytest.raises(OfferForeign):
            take_keys(carrier, bargain, offer)


@pytest.mark.parametrize("changed", ["case", "epoch", "source", "target", "bytes", "version", "empty"])
def test_an_offer_on_other_terms_is_refused(own_office: Office, there: Office, changed):
    case = uuid4()
    offer = offered(own_office, there, case, filed(own_office.founder, case))
    bargain = terms(own_office.founder, there.founder, case)
    other = {
        "case": (Terms(uuid4(), 2, bargain.source, bargain.target), offer),
        "epoch": (Terms(case, 3, bargain.source, bargain.target), offer),
        "source": (Terms(case, 2, uuid4(), bargain.target), offer),
        "target": (Terms(case, 2, bargain.source, uuid4()), offer),
        "bytes": (bargain, offer[:-1] + bytes((offer[-1] ^ 1,))),
        "version": (bargain, b"\x02" + offer[1:]),
        "empty": (bargain, b""),
    }[changed]
    with pytest.raises(OfferForeign):
        take_keys(there.founder, *other)


@pytest.mark.parametrize("content", [{}, {"keys": [], "documents": [{}]}, {"keys": [{"room": "x"}], "documents": []}])
def test_a_damaged_offer_is_refused(own_office: Office, there: Office, content):
    bargain = terms(own_office.founder, there.founder, uuid4())
    public = X25519PublicKey.from_public_bytes(case_public(there.founder))
    with pytest.raises(PaperDamaged):
        take_keys(there.founder, bargain, b"\x01" + seal_for(public, compact(content), bargain.bound))


def test_a_complaint_that_was_not_handed_over_stays_closed(own_office: Office, there: Office):
    where = a_place(Room.OVERSIGHT)
    sealed = own_office.founder.seal(where, COMPLAINT)
    with pytest.raises(SealBroken):
        there.founder.open(where, sealed)
    forged = WrappedKey(Room.OVERSIGHT, 0, 1, b"\x07" + bytes(90))
    with pytest.raises(SealBroken):
        there.founder.oversight.open(where, sealed, [forged])


def test_oversight_is_not_sealed_to_a_generation_that_is_not_there(own_office: Office):
    with pytest.raises(NoKey):
        own_office.founder.seal(a_place(Room.OVERSIGHT, generation=9), COMPLAINT)
    keys = own_office.founder.keys
    with pytest.raises(NoKey):
        Oversight(keys, {}, own_office.means.random).open(a_place(Room.OVERSIGHT), b"")
