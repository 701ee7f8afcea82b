"""Killed at any statement: a bundle is in or not in, never half; and the next look at the stick ends it."""

import pytest
from sqlalchemy import event

from reintegration_desktop.hq.errors import ServerUnreachable
from tests.hq.office import is_rebuilt_the_same, rows_of, two_ways
from tests.hq.test_same_as_a_vault import by_several, in_parts, put, some_work


class Killer:
    """Ends headquarters' own session at the server just before its n-th statement, as a crash there does."""

    def __init__(self, servers, server) -> None:
        self.left, self.struck = -1, False
        self._servers, self._server = servers, server
        event.listen(server.engine, "before_cursor_execute", self._count)

    def _count(self, connection, _cursor, _statement, _values, _context, _many) -> None:
        if self.left == 0:
            self.struck = True
            backend = connection.connection.driver_connection.info.backend_pid
            self._servers.say(f"SELECT pg_terminate_backend({backend}, 5000)")
        self.left -= 1


@pytest.fixture
def ways(server, tmp_path):
    made = two_ways(tmp_path, server)
    yield made
    made.journey.close()


@pytest.mark.long
def test_killed_at_any_statement_a_batch_is_in_or_not_and_never_between(ways, servers, server, longer):
    some_work(ways.field)
    first, second = in_parts(ways, ways.field, 2)
    put(ways, first)
    ways.take_in()
    (ways.journey.stick.folder / first.name).unlink()
    before = rows_of(server)
    put(ways, second)
    ways.at(ways.vault).take_in()
    after = rows_of(ways.vault.database)
    killer = Killer(servers, server)
    states = []
    for statement in range(0, 400, 1 if longer > 1 else 5):
        killer.left, killer.struck = statement, False
        intake = by_several(ways, 1)
        if not killer.struck:
            break
        states.append(_log(rows_of(server)))
        assert is_rebuilt_the_same(ways.server)
        assert not intake.received.refused or _unreachable(intake)
        if states[-1] == _log(after):
            break
    assert len(states) > 4
    assert all(state in (_log(before), _log(after)) for state in states)
    killer.left = -1
    by_several(ways, 1)
    assert rows_of(server) == after
    assert ways.are_same


def _log(rows):
    """Without the receipt, which comes last and by itself."""
    return {table: own for table, own in rows.items() if table not in ("bundle_in", "paper")}


def _unreachable(intake) -> bool:
    return all(isinstance(refusal, ServerUnreachable) for refusal in intake.received.refused.values())
