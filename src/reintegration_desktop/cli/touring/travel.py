"""The tour's bundle: the coordinator carries it, headquarters receives it and says what it has."""

from typing import Any

from reintegration_desktop.app.peers import add_peer
from reintegration_desktop.app.program import Program, assemble, open_program
from reintegration_desktop.casework.travel.travelling import acknowledge, receive, send
from reintegration_desktop.cli.touring.staff import COORDINATOR, SUPERVISOR, Tour
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.sync.transports.folder import FolderTarget
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.founding import found, root_certified
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.cards import write_card
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.papers.codes import code_of
from reintegration_desktop.vault.papers.vaultfile import VaultFile
from reintegration_desktop.vault.roles import Duty, Role

HEADQUARTERS = marked("Headquarters")


def begin_headquarters(tour: Tour) -> None:
    """Headquarters' vault under the same root; both sides take in the other's card by its code."""
    field = tour.sign_in(SUPERVISOR)
    newcomer = Newcomer(say(HEADQUARTERS), HEADQUARTERS, Role.HEADQUARTERS, frozenset({Duty.COURIER, Duty.FIGURES}))
    office = tour.means.new_id()
    founder = root_certified(kept_root(field.keyring), newcomer, office, tour.means)
    folder = VaultFolder(tour.hq)
    begun = VaultFile(office, settings={"office": say(HEADQUARTERS)})
    keyring = found(folder, founder, tour.passphrase, tour.means, begun)
    card, theirs = write_card(field.keyring), write_card(keyring)
    add_peer(folder, keyring, card, code_of(card))
    add_peer(field.folder, field.keyring, theirs, code_of(theirs))
    field.close()
    assemble(folder, folder.lock("reintegration"), keyring, tour.means).close()


def carry_to_headquarters(tour: Tour) -> dict[str, Any]:
    """Send, receive, acknowledge, and compare what both sides hold."""
    stick = FolderTarget(tour.out / "bundles")
    stick.folder.mkdir(parents=True, exist_ok=True)
    field = tour.sign_in(COORDINATOR)
    sent = send(field.post(), field.peers[0].address, stick, NoProgress(), field.figures_to_send())
    hq = open_program(tour.hq, None, tour.passphrase, means=tour.means)
    post = hq.post(keeps_figures=True)
    got = receive(post, stick, NoProgress())
    acknowledge(post, hq.peers[0].address, got.taken, stick, NoProgress())
    heard = receive(field.post(), stick, NoProgress())
    result = {
        "changes": sent.changes,
        "bundle_bytes": sent.size,
        "hq_cases": _cases(hq),
        "digest_equal": _same(field, hq) and bool(heard.taken) and not got.refused,
    }
    field.close()
    hq.close()
    return result


def _cases(program: Program) -> int:
    with program.desk.read() as cases:
        return len(cases.ids(CaseFilter(status=None)))


def _same(field: Program, hq: Program) -> bool:
    """Whether both sides come to the same heads and workflow facts for every device of the office."""
    devices = sorted(field.opened.outgoing.vector())
    return field.opened.incoming.digests(devices) == hq.opened.incoming.digests(devices)
