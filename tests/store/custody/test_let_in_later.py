"""What lay aside since another office held its case is let in once it turns out, by whatever came, that it did not."""

from dataclasses import replace

import pytest

from reintegration_desktop.casework.custody.taking import accept
from reintegration_desktop.casework.travel.travelling import letterbox, receive, send
from reintegration_desktop.history.arrivals import Acknowledgement, Digests, Reason
from reintegration_desktop.sync.receive import drain
from reintegration_desktop.sync.receive import receive as take_in
from reintegration_desktop.sync.transports.folder import FolderTarget
from tests.store.custody.handing import PROGRESS, Offices, a_case, desk_of, hand_over, three_offices
from tests.store.office import Laptop, a_visit, another_laptop, open_a_case, save
from tests.store.travel import address_of, post_of


@pytest.fixture
def offices(tmp_path):
    made = three_offices(tmp_path)
    yield made
    made.close()


def believes(laptop: Laptop, peer: Laptop) -> None:
    """It heard that a peer holds all that lies here now."""
    held = {device: mark.seq for device, mark in laptop.store.incoming.vector().items()}
    said = Acknowledgement(peer.keyring.office, (), held, (), 0, 0, Digests(b"", b""))
    laptop.store.peers.record_acknowledgement(said)


def sent(giver: Laptop, taker: Laptop, offices: Offices) -> FolderTarget:
    stick = offices.stick()
    send(post_of(giver), address_of(taker), stick, PROGRESS, {})
    believes(giver, taker)
    return stick


def written_at_the_taker(offices: Offices, other: Laptop) -> tuple[FolderTarget, FolderTarget, FolderTarget]:
    """Bukavu takes a case; what its second computer writes in it, the acceptance, and what was before that."""
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.report(goma, hq)
    offices.carry(goma, bukavu)
    open_a_case(bukavu)
    before = sent(bukavu, hq, offices)
    accept(desk_of(bukavu), case)
    acceptance = sent(bukavu, hq, offices)
    offices.report(bukavu, other)
    believes(other, hq)
    save(other, case, a_visit(case))
    return sent(other, hq, offices), acceptance, before


def test_what_waited_lets_in_what_lay_aside_where_several_take_in(offices, tmp_path):
    hq, other = offices.hq, another_laptop(offices.bukavu, tmp_path / "second", "b1" * 16)
    late, acceptance, before = written_at_the_taker(offices, other)
    receive(post_of(hq), late, PROGRESS)
    receive(post_of(hq), acceptance, PROGRESS)
    assert [reason for _, reason in hq.store.incoming.quarantined()] == [Reason.NOT_HOLDER]
    assert hq.store.incoming.parked() != set()
    box = replace(letterbox(post_of(hq)), drains=False)
    for file in before.folder.iterdir():
        with file.open("rb") as content:
            take_in(content, box, PROGRESS)
    drain(box)
    assert (hq.store.incoming.parked(), hq.store.incoming.quarantined()) == (set(), [])
    other.database.close()
