"""Laws of the tables on a server: the same batches give the same rows as in a vault, and so does the whole log."""

from contextlib import ExitStack

import pytest
from hypothesis import settings
from hypothesis.stateful import initialize, rule, run_state_machine_as_test

from tests.hq.office import is_rebuilt_the_same, on_server, rows_of
from tests.hq.servers import Servers
from tests.machines.cases import LAPTOPS, Office
from tests.machines.drawn import CHANCE
from tests.store.office import another_laptop
from tests.store.test_travel import hand_over


class Headquarters(Office):
    """Three laptops that report, now and then, to a headquarters in a vault and to the same one on a server."""

    servers: Servers

    @initialize(chance=CHANCE)
    def begin(self, chance):
        """The same, with a headquarters of either kind."""
        super().begin(chance)
        self.stack = ExitStack()
        self.vault = another_laptop(self.laptops[0], self.folder / "hq", "f0" * 16)
        server = self.servers.opened(self.stack.enter_context(self.servers.a_database()), self.folder)
        self.server = on_server(self.vault, server)

    @rule(giver=LAPTOPS)
    def report(self, giver):
        """One reports to both."""
        for hq in (self.vault, self.server):
            hand_over(self.laptops[giver], hq)
        assert rows_of(self.vault.database) == rows_of(self.server.database)

    def tables_say_what_the_log_says(self):
        """Looked at once, at the end."""

    def teardown(self):
        if self.folder is None:
            return
        try:
            for giver in range(3):
                self.report(giver)
            assert is_rebuilt_the_same(self.server)
        finally:
            self.vault.database.close()
            self.server.database.close()
            self.stack.close()
            super().teardown()


@pytest.mark.long
def test_the_same_batches_give_the_same_rows_in_a_vault_and_on_a_server(servers):
    class There(Headquarters):
        pass

    There.servers = servers
    run_state_machine_as_test(
        There, settings=settings(settings.get_profile("suite"), max_examples=2, stateful_step_count=20)
    )
