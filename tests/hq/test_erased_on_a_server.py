"""What two people order to be erased is destroyed on headquarters' server as well, and the office hears of it."""

from reintegration_desktop.app.at_headquarters.place import at_headquarters, found_on_server, taking_in
from reintegration_desktop.app.erasing.due import registry_of
from reintegration_desktop.app.peers import add_peer
from reintegration_desktop.app.travelling import receive_all
from reintegration_desktop.casework.travel.travelling import send
from reintegration_desktop.hq.inbox import take_in
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.erasing.standing import State
from reintegration_desktop.sync.transports.folder import FolderTarget
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.office.cards import write_card
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.papers.codes import code_of
from tests.store.erasing.signers import PASSPHRASE, Signers, a_young_person, begun

HOLDS = "SELECT count(*) FROM {table} WHERE case_id = ?"


def test_what_two_people_ordered_is_destroyed_on_the_server_and_a_receipt_goes_back(servers, tmp_path):
    signers = Signers(tmp_path).begin()
    stick = FolderTarget(tmp_path / "stick")
    stick.folder.mkdir()
    with servers.a_database(empty=True) as address, signers.opened() as goma:
        found_on_server(VaultFolder(tmp_path / "hq.vault"), "Hanna", PASSPHRASE, signers.means, kept_root(goma.keyring),
                        "Headquarters", address, "Hanna")  # fmt: skip
        case = a_young_person(goma)
        a_young_person(goma, 1)
        number = begun(registry_of(goma), case)
        with signers.opened("Hanna", tmp_path / "hq.vault") as hq:
            for here, there in ((goma, hq), (hq, goma)):
                card = write_card(there.keyring)
                add_peer(here.folder, here.keyring, card, code_of(card))
        report(goma, stick)
        assert rows(signers, address, stick, case)["change"] > 0
        goma.close()
        signers.sign("Jonas", number)
        with signers.opened() as again:
            report(again, stick)
        assert rows(signers, address, stick, case) == {"change": 0, "head": 0, "case_": 0, "person": 0, "erased": 1}
        with signers.opened() as again:
            receive_all(again, stick.folder, NoProgress())
            assert registry_of(again).find(number).state is State.WHOLE
            assert len(registry_of(again).find(number).receipts) >= 1


def report(office, stick) -> None:
    (peer,) = office.peers
    send(office.post(), peer.address, stick, NoProgress(), {})


def rows(signers: Signers, address: str, stick, case) -> dict[str, int]:
    """Take in, do what is due, send what came of it; how many rows of a case there are then."""
    with signers.opened("Hanna", signers.place / "hq.vault") as program:
        with at_headquarters(program, address) as hq:
            addresses = {peer.office: peer.address for peer in hq.peers}
            take_in(hq.post(), addresses, stick, None, taking_in(hq, 2))
        with at_headquarters(program, address) as hq:
            report(hq, stick)
            with hq.database.read() as connection:
                return {
                    table: connection.exec_driver_sql(HOLDS.format(table=table), (case.bytes,)).scalar_one()
                    for table in ("change", "head", "case_", "person", "erased")
                }
