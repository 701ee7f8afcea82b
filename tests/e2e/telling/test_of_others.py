"""Work of a third office, that came by way of headquarters, and senders without a card: what is wanting is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reintegration_desktop.app.at_headquarters.health import health
from reintegration_desktop.app.exchange import peer_lines, wanting
from reintegration_desktop.app.peers import add_peer
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.travelling import came, send_all
from reintegration_desktop.casework.custody import offering
from reintegration_desktop.casework.custody.offering import Destination
from reintegration_desktop.history.arrivals import Acknowledgement
from reintegration_desktop.vault.office.cards import write_card
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.papers.codes import code_of
from reintegration_desktop.vault.roles import KeyName
from tests.e2e.offices import Offices, acquaint, add_cases, an_office, another_office, both, headquarters
from tests.e2e.test_what_is_wanting import plain, said, tampered
from tests.store.office import consent

OTHERS = "Work of others, by way of them"


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = both(tmp_path)
    yield made
    made.close()


@pytest.fixture
def uvira(offices: Offices, tmp_path: Path) -> Iterator[Program]:
    made = another_office(tmp_path / "Uvira.vault", kept_root(offices.goma.keyring), "Uvira", "Ruth Baraka")
    acquaint(made, offices.hq)
    yield made
    made.close()


def offered_to_goma(offices: Offices, uvira: Program) -> None:
    """Of two cases of Uvira the second is on its way to Goma, and headquarters knows of both."""
    _, second = add_cases(uvira, 2)
    handing = offering.Handing("child_moved", "yes", "She likes to be called in the morning.")
    with uvira.desk.begin() as work:
        work.save(second, consent(second, uvira.means.new_id(), event_at=uvira.means.now(), agrees_to_sharing="yes"))
        work.commit()
    public = offices.goma.keyring.keys.public(KeyName.CASE)
    offering.offer(uvira.desk, second, Destination(offices.goma.me.office, "Goma", public), handing)
    send_all(uvira, offices.stick)
    came(offices.hq, offices.stick)


def handed_on(offices: Offices) -> None:
    """What headquarters has for Goma comes there."""
    send_all(offices.hq, offices.stick)
    came(offices.goma, offices.stick)


def of_uvira(uvira: Program) -> str:
    return f"SELECT number FROM device WHERE device_id = x'{uvira.opened.device}'"


def test_what_lies_aside_of_a_third_office_is_told(offices: Offices, uvira: Program):
    offered_to_goma(offices, uvira)
    handed_on(offices)
    assert [line.name for line in peer_lines(offices.goma)] == ["Headquarters"]
    newest = f"SELECT case_id, device, seq FROM change WHERE device = ({of_uvira(uvira)}) ORDER BY seq DESC LIMIT 1"
    tampered(
        offices.goma,
        f"INSERT INTO quarantine (case_id, device, seq, reason) SELECT *, 'author_unknown' FROM ({newest})",
    )
    _, line = peer_lines(offices.goma)
    assert (line.name, line.quarantined) == (OTHERS, 1)
    assert said(line) == ["1 change was put aside and changes nothing."]
    assert [one.name for one in wanting(offices.goma)] == [OTHERS]


def test_what_is_missing_of_an_office_of_which_nothing_came_yet_is_told(offices: Offices, uvira: Program):
    """Goma is taken to have what it never had: what goes late begins where the case does that is offered to it."""
    offered_to_goma(offices, uvira)
    with offices.hq.desk.read() as cases:
        (handed,) = cases.custodies()
    first = offices.hq.opened.outgoing.begins([handed.case])[uvira.opened.device]
    goma, digests = offices.goma.me.office, offices.hq.opened.incoming.digests(())
    said_to_have = Acknowledgement(goma, (), {uvira.opened.device: first}, (), 0, 0, digests)
    offices.hq.opened.peers.record_acknowledgement(said_to_have)
    handed_on(offices)
    _, line = peer_lines(offices.goma)
    assert line.name == OTHERS
    assert line.missing[0] == (1, first - 1)
    assert "missing since today" in said(line)[0]
    *_, (last, steps) = health(offices.goma)
    assert (last.name, plain(steps[0].what)) == (OTHERS, said(line)[0].replace("Ruth Baraka’s c", "C"))


def test_a_sender_without_a_card_here_is_told_until_the_card_is_taken_in(tmp_path: Path):
    goma = an_office(tmp_path / "Goma.vault")
    hq = headquarters(tmp_path / "hq.vault", goma)
    card, stick = write_card(hq.keyring), tmp_path / "stick"
    add_peer(goma.folder, goma.keyring, card, code_of(card))
    stick.mkdir()
    add_cases(goma, 1)
    send_all(goma, stick)
    came(hq, stick)
    told = "They sent, and nobody took in their card here: they don't know that it arrived."
    assert [(one.name, one.step.what) for one in wanting(hq)] == [("An office whose card is not here", told)]
    assert [step.what for _, steps in health(hq) for step in steps] == [told]
    acquaint(hq, goma)
    came(hq, stick)
    assert wanting(hq) == []
    for program in (goma, hq):
        program.close()
