"""Somebody leaves a headquarters: what they wrote goes on to count, wherever its cases lie."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest

from reintegration_desktop.app.at_headquarters.leaving import remove_everywhere
from reintegration_desktop.app.issuing.pages import rules_verbs
from reintegration_desktop.app.people import Misuse, ready_to_remove, take_away
from reintegration_desktop.app.program import Program, open_program
from reintegration_desktop.hq.errors import CasesOnServer
from reintegration_desktop.kernel.progress import NoProgress
from tests.e2e.offices import PASSPHRASE
from tests.hq.test_tracing_desk_on_a_server import OnAServer
from tests.store.erasing.signers import BEGAN, Ticking
from tests.store.tracing_desk.test_grants import Programme, a_child

LEFT = "It was written by a person who was removed."


@dataclass
class Left:
    """Headquarters, its cases at ``address`` or in its vault: a child of Goma's, and rules that Dalia signed."""

    programme: Programme
    address: str | None

    def remove(self, misuse: Misuse | None = None) -> None:
        """As ``person remove`` does."""
        remove_everywhere(self.vault(), self.programme.dalia, NoProgress(), None, misuse, self.address)

    def vault(self) -> Program:
        return open_program(self.programme.folder.path, "Hanna", PASSPHRASE, means=self.programme.means)

    def left(self) -> tuple[int, int]:
        """How many rules stand, and how many changes of hers are put aside."""
        with self.programme.signed_in("Hanna") as hq:
            return len(rules_verbs(hq).rules().waiting), len(hq.opened.incoming.quarantined())

    def counting(self) -> dict[str, tuple[int, bytes]]:
        """How far her revocation lets every computer count."""
        program = self.vault()
        program.close()
        (paper,) = program.keyring.file.revocations
        return dict(paper.last)


def begun(programme: Programme, address: str | None) -> Left:
    a_child(programme.goma)
    programme.carry_up()
    with programme.signed_in("Dalia") as hq:
        rules_verbs(hq).issue()
    return Left(programme, address)


@pytest.fixture(params=["vault", "server"])
def left(request, tmp_path) -> Iterator[Left]:
    if request.param == "vault":
        made = begun(Programme(tmp_path, Ticking(BEGAN)), None)
        yield made
    else:
        with request.getfixturevalue("servers").a_database(empty=True) as address:
            made = begun(OnAServer(tmp_path, Ticking(BEGAN), address), address)
            yield made
    made.programme.goma.close()


def test_who_only_left_keeps_what_they_wrote(left: Left):
    left.remove()
    assert left.left() == (1, 0)
    assert len(left.counting()) == 2, "headquarters' computer, and Goma's"


def test_what_was_written_since_a_day_is_put_aside(left: Left):
    left.remove(Misuse(BEGAN.date()))
    waiting, aside = left.left()
    assert waiting == 0 and aside > 0


def test_a_number_that_is_known_better_than_the_day_counts(left: Left):
    with left.programme.signed_in("Hanna") as hq:
        numbers = {device: seq for device, (seq, _) in hq.opened.held_before(left.programme.dalia).items()}
    left.remove(Misuse(BEGAN.date(), numbers))
    assert left.left() == (1, 0)


def test_nobody_is_removed_where_the_cases_do_not_lie(left: Left):
    """The window looks into the vault alone."""
    if left.address is None:
        return
    program, dalia = left.vault(), left.programme.dalia
    with pytest.raises(CasesOnServer):
        ready_to_remove(program, dalia, PASSPHRASE, None, NoProgress())
    with pytest.raises(CasesOnServer):
        take_away(program, dalia, NoProgress())
    program.close()
    assert dalia in people_of(left.vault())


def people_of(program: Program) -> set[UUID]:
    program.close()
    return {one.id for one in program.keyring.people.current()}
