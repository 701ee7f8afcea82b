"""Killed at any statement: a bundle is in or not in, never half; and the next look at the stick ends it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from os import urandom

import pytest
from sqlalchemy import event

from reintegration_desktop.casework.custody import taking
from reintegration_desktop.casework.erasing import ordering
from reintegration_desktop.casework.erasing.registry import Registry
from reintegration_desktop.casework.travel.travelling import send
from reintegration_desktop.hq.errors import ServerUnreachable
from reintegration_desktop.hq.inbox import take_in
from reintegration_desktop.store.travel.papers import put_papers
from reintegration_desktop.sync.transports.folder import FolderTarget
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from reintegration_desktop.vault.unlocking import refreshed
from tests.hq.office import ServerLaptop, is_rebuilt_the_same, on_server, rows_of, two_ways
from tests.hq.test_same_as_a_vault import by_several, in_parts, put, some_work
from tests.store.custody.handing import PROGRESS, Offices, a_case, desk_of, hand_over
from tests.store.inquiries.asking_offices import asked, somebody
from tests.store.office import Laptop, a_visit, save
from tests.store.revoking.undoing import held_at, revocation
from tests.store.travel import address_of, post_of

MANY = 1_000


class Killer:
    """Ends headquarters' own session at the server just before its n-th statement, as a crash there does."""

    def __init__(self, servers, server, step: int) -> None:
        self.left, self.struck = -1, False
        self._servers, self._step = servers, step
        event.listen(server.engine, "before_cursor_execute", self._count)

    def _count(self, connection, _cursor, _statement, _values, _context, _many) -> None:
        if self.left == 0:
            self.struck = True
            backend = connection.connection.driver_connection.info.backend_pid
            self._servers.say(f"SELECT pg_terminate_backend({backend}, 5000)")
        self.left -= 1

    def at_every_statement(self, act: Callable[[], object], ends: Callable[[], bool]) -> int:
        """Kill it before its first statement, before its second, until it is through; how often that was.

        In the short form before its first, its sixth, and so on.
        """
        for times, statement in enumerate(range(0, MANY, self._step)):
            self.left, self.struck = statement, False
            with suppress(ServerUnreachable):
                act()
            if not self.struck or ends():
                self.left = -1
                return times
        raise AssertionError("it never ends")


@pytest.fixture
def killer(servers, server, longer):
    return Killer(servers, server, 1 if longer > 1 else 5)


@pytest.fixture
def ways(server, tmp_path):
    made = two_ways(tmp_path, server)
    yield made
    made.journey.close()


@pytest.mark.long
def test_killed_at_any_statement_a_batch_is_in_or_not_and_never_between(ways, server, killer):
    some_work(ways.field)
    first, second = in_parts(ways, ways.field, 2)
    put(ways, first)
    ways.take_in()
    (ways.journey.stick.folder / first.name).unlink()
    before = _log(rows_of(server))
    put(ways, second)
    ways.at(ways.vault).take_in()
    after = rows_of(ways.vault.database)

    def ends() -> bool:
        state = _log(rows_of(server))
        assert state in (before, _log(after))
        assert is_rebuilt_the_same(ways.server)
        return state == _log(after)

    def act() -> None:
        intake = by_several(ways, 1)
        assert not intake.received.refused or _unreachable(intake)

    assert killer.at_every_statement(act, ends) > 4
    by_several(ways, 1)
    assert rows_of(server) == after
    assert ways.are_same


@pytest.mark.long
def test_so_is_what_says_whose_a_case_is_what_is_erased_and_who_is_out(vaults, server, killer):
    """A bundle after the other: handed over, taken, ordered to be erased, asked for, by somebody who is out since."""
    hq, other = vaults.hq, on_server(vaults.hq, server)
    killed = 0
    for stick in _what_happens(vaults):
        states = [_log(rows_of(server))]
        _receive(vaults, hq, stick)
        states.append(_log(rows_of(hq.database)))
        hq.store.follow_revocations()
        states.append(_log(after := rows_of(hq.database)))

        def act(stick=stick) -> None:
            intake = _receive(vaults, other, stick)
            assert not intake.received.refused or _unreachable(intake)
            if not intake.received.refused:
                other.store.follow_revocations()

        def ends(states=states, after=after) -> bool:
            state = rows_of(server)
            assert _log(state) in states
            assert is_rebuilt_the_same(other)
            return state == after

        killed += killer.at_every_statement(act, ends)
        assert rows_of(server) == rows_of(hq.database)
    assert killed > 40


@pytest.mark.long
def test_what_is_destroyed_is_gone_or_all_there(vaults, server, killer):
    hq, other = vaults.hq, on_server(vaults.hq, server)
    case = a_case(vaults.goma)
    hand_over(vaults.goma, vaults.bukavu, case)
    a_case(vaults.goma)
    stick = _stick(vaults, vaults.goma)
    for one in (hq, other):
        _receive(vaults, one, stick)
    before = rows_of(server)
    hq.store.destroy(case)
    after = rows_of(hq.database)

    def ends() -> bool:
        assert rows_of(server) in (before, after)
        return rows_of(server) == after

    assert killer.at_every_statement(lambda: other.store.destroy(case), ends) > 1
    other.store.destroy(case)
    assert rows_of(server) == after
    assert is_rebuilt_the_same(other)


def _what_happens(offices: Offices):
    """A stick for headquarters after each step."""
    goma, bukavu, uvira, _ = offices.all
    given, refused, offered, erased, lent = (a_case(goma) for _ in range(5))
    for case in (given, refused):
        hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    yield _stick(offices, goma)
    held = held_at(goma)
    taking.accept(desk_of(bukavu), given)
    taking.refuse(desk_of(bukavu), refused, "no_capacity")
    save(bukavu, given, a_visit(given))
    somebody(bukavu)
    yield _stick(offices, bukavu)
    hand_over(goma, uvira, offered)
    _order(goma, erased)
    asked(goma, bukavu, lent)
    with goma.database.write() as connection:
        put_papers(connection, (), (revocation(offices, bukavu, held),))
    yield _stick(offices, replace(goma, keyring=refreshed(goma.folder, goma.keyring)))


def _stick(offices: Offices, giver: Laptop) -> FolderTarget:
    stick = offices.stick()
    send(post_of(giver), address_of(offices.hq), stick, PROGRESS, {})
    return stick


def _receive(offices: Offices, hq: Laptop, stick: FolderTarget):
    addresses = {laptop.keyring.office: address_of(laptop) for laptop in offices.all[:3]}
    each = hq.store.crew(1).take_each if isinstance(hq, ServerLaptop) else None
    return take_in(post_of(hq), addresses, stick, PROGRESS, each)


def _order(laptop: Laptop, case) -> None:
    """Two supervisors, whom who founded the office let in, sign that a case is erased."""
    colleagues = []
    for name in ("Ruth", "Salma"):
        newcomer = Newcomer(name, name, Role.SUPERVISOR)
        own = refreshed(laptop.folder, laptop.keyring)
        colleagues.append(add_person(laptop.folder, own, newcomer, f"passphrase of {name}", laptop.means))
    first, second = (_registry(laptop, refreshed(laptop.folder, one)) for one in colleagues)
    ordering.order(first, (case,), "They asked for it at the visit.", asked_by_child=True)
    ordering.sign(second, second.orders.all()[-1].number)


def _registry(laptop: Laptop, keyring) -> Registry:
    own = Laptop(laptop.folder, keyring, laptop.database, laptop.clock, laptop.device)
    return Registry(desk_of(own), keyring, own.folder, own.device, own.store.orders, own.store.destroy, (), urandom)


def _log(rows):
    """Without the receipt, which comes last and by itself."""
    return {table: own for table, own in rows.items() if table not in ("bundle_in", "paper")}


def _unreachable(intake) -> bool:
    return all(isinstance(refusal, ServerUnreachable) for refusal in intake.received.refused.values())
