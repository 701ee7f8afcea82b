"""The tracing desk of a headquarters whose cases lie on a server: the same children, the same ends, nothing left."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from reintegration_desktop.app.at_headquarters.place import at_headquarters, found_on_server, taking_in
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.tracing_desk.place import lines_of_seen, place_of
from reintegration_desktop.app.travelling import send_all
from reintegration_desktop.casework.tracing_desk import granting
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.hq.inbox import take_in
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.tracing_desk.standing import State
from reintegration_desktop.sync.transports.folder import FolderTarget
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.roles import Room
from tests.e2e.offices import PASSPHRASE
from tests.store.erasing.signers import BEGAN, Ticking
from tests.store.tracing_desk.test_grants import Programme, a_child, give, lying, state_at

NAME = "Nsimire Balolebwami"


@dataclass
class OnAServer(Programme):
    """The same, with headquarters' cases at an address."""

    address: str

    def found(self) -> Keyring:
        root = kept_root(self.goma.keyring)
        return found_on_server(
            self.folder, "Hanna", PASSPHRASE, self.means, root, "Headquarters", self.address, "Hanna"
        )

    @contextmanager
    def signed_in(self, who: str) -> Iterator[Program]:
        with super().signed_in(who) as program, at_headquarters(program, self.address) as hq:
            yield hq

    def carry_up(self) -> None:
        """As ``hq receive`` takes it in."""
        send_all(self.goma, self.stick)
        with self.signed_in("Hanna") as hq:
            addresses = {peer.office: peer.address for peer in hq.peers}
            take_in(hq.post(), addresses, FolderTarget(self.stick), NoProgress(), taking_in(hq, 2))


@pytest.fixture
def programme(servers, tmp_path) -> Iterator[OnAServer]:
    with servers.a_database(empty=True) as address:
        made = OnAServer(tmp_path, Ticking(BEGAN), address)
        yield made
        made.goma.close()


def test_who_sits_there_sees_who_is_open_and_the_office_hears_of_the_look(programme):
    case, _ = a_child(programme.goma), a_child(programme.goma, "Grâce")
    give(programme, case)
    programme.carry_up()
    with programme.signed_in("Dalia") as hq:
        ((code, given),) = granting.waiting_for_me(place_of(hq))
        assert (code, given.case) == (code_of(programme.goma, case), case)
        assert views(hq, case) == 0, "a list of codes is no look"
        head, *told = lines_of_seen(hq)
        assert NAME in head and code in head and "Goma" in head
        assert told[-1].endswith("Sex: Girl or woman")
        with hq.desk.read() as cases:
            assert Room.ACCOUNT in cases.open(case).closed
        assert views(hq, case) == 1
    assert programme.seen("Hanna") == []
    programme.carry_down()
    assert views(programme.goma, case) == 1


def test_at_the_end_and_once_taken_back_no_key_lies_on_the_server(programme):
    ended, taken_back, standing = (a_child(programme.goma, name) for name in ("Furaha", "Sifa", "Nsimire"))
    for case, days in ((ended, 7), (taken_back, 60), (standing, 60)):
        give(programme, case, days=days)
    programme.carry_up()
    assert len(programme.seen()) == 3
    (given,) = programme.goma.opened.tracing_desk.grants(taken_back)
    granting.take_back(place_of(programme.goma), taken_back, given.id)
    programme.clock.turn(days=8)
    programme.carry_up()
    assert programme.seen() == [NAME]
    with programme.signed_in("Hanna") as hq:
        assert (lying(hq), state_at(hq)) == (1, [State.ENDED, State.TAKEN_BACK, State.LIVE])


def views(program: Program, case) -> int:
    """How often somebody looked at a child."""
    with program.desk.read() as cases:
        return sum(version.kind is Kind.VIEW for version in cases.history(case))


def code_of(program: Program, case) -> str:
    with program.desk.read() as cases:
        return cases.open(case).row.code
