"""What two people order to be erased is destroyed on headquarters' server as well, and the office hears of it."""

from reintegration_desktop.app.at_headquarters.place import at_headquarters, found_on_server, taking_in
from reintegration_desktop.app.erasing.due import carry_out_due, registry_of
from reintegration_desktop.app.peers import add_peer
from reintegration_desktop.app.travelling import receive_all
from reintegration_desktop.casework.erasing import ordering
from reintegration_desktop.casework.travel.travelling import send
from reintegration_desktop.hq.contract.making import make_views
from reintegration_desktop.hq.contract.roles import INGEST
from reintegration_desktop.hq.errors import ServerRightMissing
from reintegration_desktop.hq.inbox import take_in
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.erasing.standing import State
from reintegration_desktop.sync.transports.folder import FolderTarget
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.office.cards import write_card
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.papers.codes import code_of
from tests.hq.test_cleared import somebody
from tests.store.erasing.signers import PASSPHRASE, Signers, a_young_person, begun

HOLDS = "SELECT count(*) FROM {table} WHERE case_id = ?"


def test_what_two_people_ordered_is_destroyed_on_the_server_and_a_receipt_goes_back(servers, tmp_path):
    signers = Signers(tmp_path).begin()
    stick = FolderTarget(tmp_path / "stick")
    stick.folder.mkdir()
    with servers.a_database(empty=True) as address, signers.opened() as goma:
        number = begun_at_headquarters(signers, goma, address)
        (case,) = registry_of(goma).find(number).order.cases
        a_young_person(goma, 1)
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


def test_no_receipt_is_signed_by_who_may_not_clear_the_tables(servers, tmp_path):
    signers = Signers(tmp_path).begin()
    stick = FolderTarget(tmp_path / "stick")
    stick.folder.mkdir()
    with servers.a_database(empty=True) as address, signers.opened() as goma:
        number = begun_at_headquarters(signers, goma, address)
        report(goma, stick)
        goma.close()
        signers.sign("Jonas", number)
        with signers.opened() as again:
            report(again, stick)
        with signers.opened("Hanna", tmp_path / "hq.vault") as program:
            with at_headquarters(program, address) as hq:
                make_views(hq.opened.server)
            servers.say(f"REVOKE MAINTAIN ON change FROM {INGEST}", address=address)
            with somebody(servers, address) as ingest, at_headquarters(program, ingest) as hq:
                take_in(hq.post(), {peer.office: peer.address for peer in hq.peers}, stick, None, taking_in(hq, 2))
            with somebody(servers, address) as ingest, at_headquarters(program, ingest) as hq:
                assert (len(hq.opened.orders.destroyed()), receipts(hq, number)) == (1, 0)
            with at_headquarters(program, address) as hq:
                assert receipts(hq, number) == 1


def test_headquarters_signs_a_large_order_where_its_cases_lie(servers, tmp_path):
    signers = Signers(tmp_path).begin()
    stick = FolderTarget(tmp_path / "stick")
    stick.folder.mkdir()
    with servers.a_database(empty=True) as address, signers.opened() as goma:
        begun_at_headquarters(signers, goma, address)
        cases = [a_young_person(goma, number) for number in (1, 2)]
        number = begun(registry_of(goma), *cases)
        goma.close()
        signers.sign("Jonas", number)
        with signers.opened() as again:
            assert registry_of(again).find(number).lacks_headquarters
            report(again, stick)
        with signers.opened("Hanna", tmp_path / "hq.vault") as program, at_headquarters(program, address) as hq:
            take_in(hq.post(), {peer.office: peer.address for peer in hq.peers}, stick, None, taking_in(hq, 2))
            ordering.sign(registry_of(hq), number)
            carry_out_due(hq)
            assert hq.opened.orders.destroyed().keys() == set(cases)
            report(hq, stick)
        with signers.opened() as again:
            receive_all(again, stick.folder, NoProgress())
            assert registry_of(again).find(number).state is State.WHOLE


def test_what_stops_an_erasure_is_told_and_stops_nothing_else(servers, tmp_path):
    signers = Signers(tmp_path).begin()
    stick = FolderTarget(tmp_path / "stick")
    stick.folder.mkdir()
    with servers.a_database(empty=True) as address, signers.opened() as goma:
        number = begun_at_headquarters(signers, goma, address)
        report(goma, stick)
        goma.close()
        signers.sign("Jonas", number)
        with signers.opened() as again:
            report(again, stick)
        with signers.opened("Hanna", tmp_path / "hq.vault") as program:
            with at_headquarters(program, address) as hq:
                make_views(hq.opened.server)
            servers.say(f"REVOKE DELETE ON change FROM {INGEST}", address=address)
            heard = []
            with somebody(servers, address) as ingest, at_headquarters(program, ingest, heard.append) as hq:
                take_in(hq.post(), {peer.office: peer.address for peer in hq.peers}, stick, None, taking_in(hq, 2))
                assert hq.opened.orders.hidden() != frozenset()
            assert [type(refusal) for refusal in heard] == [ServerRightMissing]


def begun_at_headquarters(signers: Signers, goma, address: str) -> bytes:
    """Headquarters on a server knows Goma, and an order to erase a case is begun there; the order's number."""
    found_on_server(VaultFolder(signers.place / "hq.vault"), "Hanna", PASSPHRASE, signers.means,
                    kept_root(goma.keyring), "Headquarters", address, "Hanna")  # fmt: skip
    number = begun(registry_of(goma), a_young_person(goma))
    with signers.opened("Hanna", signers.place / "hq.vault") as hq:
        for here, there in ((goma, hq), (hq, goma)):
            card = write_card(there.keyring)
            add_peer(here.folder, here.keyring, card, code_of(card))
    return number


def receipts(hq, number: bytes) -> int:
    """How many receipts headquarters' own computer signed."""
    registry = registry_of(hq)
    return sum(one.device == registry.device for one in registry.find(number).receipts)


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
