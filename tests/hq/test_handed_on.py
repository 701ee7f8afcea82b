"""What comes to headquarters by others than who wrote it, or of what was only said: nobody is taken for another."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reintegration_desktop.casework.custody import taking
from reintegration_desktop.history.arrivals import Acknowledgement, Digests
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.custody.entries import Offer, offer_document, record_about
from reintegration_desktop.store.log.heads import newest_at
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.technical import keys_record
from reintegration_desktop.vault.roles import Room
from tests.hq.office import is_rebuilt_the_same, on_server
from tests.hq.test_each_office_its_share import down, hidden_at, lying, of_programme, up
from tests.store.custody.handing import Offices, a_case, desk_of, hand_over, holder_at, three_offices
from tests.store.erasing.test_orders_of_others import ordered, two_of
from tests.store.office import Laptop, a_visit, save


@pytest.fixture
def vaults(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


@pytest.fixture(params=["vault", "server"])
def offices(request, vaults: Offices) -> Offices:
    """Headquarters keeps the cases in its vault, or on a server."""
    if request.param == "vault":
        return vaults
    return replace(vaults, hq=on_server(vaults.hq, request.getfixturevalue("server")))


def test_who_says_that_they_give_what_they_never_had_is_told_nothing_nor_is_whom_they_name(offices: Offices):
    """By a changed program that learned of a case in another way."""
    goma, bukavu, uvira, hq = offices.all
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    ruth, salma = two_of(goma)
    ordered((ruth, salma), a_case(goma))
    offices.report(salma, hq)
    said = Offer(1, uvira.keyring.office, goma.keyring.office, frozenset({Room.PERSON}), b"\x01" * 32)
    with uvira.store.begin() as work:
        work.enter(case, record_about(case), Kind.OFFER, offer_document(said))
        work.commit()
    mine = uvira.store.outgoing.vector()
    up(offices)
    down(offices)
    assert set(uvira.store.incoming.vector()) - {hq.device} == set(mine)
    assert lying(uvira) - of_programme(offices) == {case}, "their own word of it"
    assert not hidden_at(uvira)
    assert holder_at(hq, case) == goma.keyring.office


def test_keys_that_come_after_those_made_from_them_are_not_the_newest(offices: Offices):
    """Who gave a case away empties its keys: they reach headquarters by who took it, after the newer ones."""
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    taking.accept(desk_of(bukavu), case)
    offices.carry(bukavu, goma)
    offices.report(goma, hq)
    offices.report(bukavu, hq)
    with hq.database.read() as connection:
        place = (case, keys_record(case), Room.OPEN)
        (newest,) = newest_at(connection, Register(connection), [place])[place]
    assert newest.change.device == bukavu.device
    assert is_rebuilt_the_same(hq)


def test_what_another_office_wrote_is_handed_on_by_no_copy_of_a_vault(offices: Offices):
    """An office hands on what others wrote in its cases; it has one computer all the same, whose word counts."""
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    taking.accept(desk_of(bukavu), case)
    for _ in range(3):
        save(goma, case, a_visit(case))
        offices.carry(goma, bukavu)
        offices.report(bukavu, hq)
        held = {device: mark.seq for device, mark in bukavu.store.incoming.vector().items()}
        hq.store.peers.record_lacking(bukavu.keyring.office, held, [goma.device, bukavu.device])
        told_by_a_copy(hq, bukavu)
        assert hq.store.peers.acknowledged(bukavu.keyring.office) == held


def told_by_a_copy(hq: Laptop, laptop: Laptop) -> None:
    """An office's computer, by its name, has all that it holds now."""
    held = {device: mark.seq for device, mark in laptop.store.incoming.vector().items()}
    said = Acknowledgement(laptop.keyring.office, (), held, (), 0, 0, Digests(b"", b""), laptop.device)
    hq.store.peers.record_acknowledgement(said)
