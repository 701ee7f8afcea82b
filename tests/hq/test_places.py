"""Where a headquarters' cases lie: in one place, on a server that is its own, or in a sentence why not."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy.engine import make_url

from reintegration_desktop.app.at_headquarters.place import at_headquarters, found_on_server
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.travelling import send_all
from reintegration_desktop.casework.travel.travelling import receive
from reintegration_desktop.hq.errors import (
    CasesInVault,
    CasesOnServer,
    ServerAddressUnreadable,
    ServerEmpty,
    ServerNotOurs,
    ServerTooNew,
    ServerUnreachable,
)
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.sync.transports.folder import FolderTarget
from reintegration_desktop.vault.errors import VaultExists
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.office.rootkeeping import kept_root
from tests.e2e.arriving.test_newer_program import holds, kept_as_newer
from tests.e2e.offices import MEANS, PASSPHRASE, Offices, acquaint, add_cases, an_office, headquarters, opened


@contextmanager
def on_server(folder, name, address, root=None) -> Iterator[Program]:
    found_on_server(VaultFolder(folder / name), "Hanna Haddad", PASSPHRASE, MEANS, root, name, address)
    program = opened(folder / name)
    try:
        yield program
    finally:
        program.close()


def refused(program: Program, database: str | None) -> type[Exception]:
    with pytest.raises(Exception) as refusal, at_headquarters(program, database):
        pass
    return refusal.type


def test_a_headquarters_finds_its_cases_on_its_own_server_alone(servers, tmp_path):
    two = servers.a_database(empty=True), servers.a_database(empty=True)
    with two[0] as own, two[1] as other, on_server(tmp_path, "hq.vault", own) as hq:
        with at_headquarters(hq, own) as there:
            assert there.database.engine.url.database == make_url(own).database
            assert there.post(keeps_figures=True).receiver is there.opened.incoming
        assert refused(hq, None) is CasesOnServer
        assert refused(hq, other) is ServerEmpty
        with pytest.raises(CasesOnServer):
            hq.post()
        with on_server(tmp_path, "other.vault", other):
            assert refused(hq, other) is ServerNotOurs
        servers.say("UPDATE alembic_version SET version_num = '9999'", address=own)
        assert refused(hq, own) is ServerTooNew


def test_what_waited_for_a_newer_program_is_let_in_when_the_server_is_opened(servers, tmp_path):
    goma, stick = an_office(tmp_path / "Goma.vault"), tmp_path / "stick"
    stick.mkdir()
    root = kept_root(goma.keyring)
    with servers.a_database(empty=True) as own, on_server(tmp_path, "hq.vault", own, root) as hq:
        acquaint(goma, hq)
        (case,) = add_cases(goma, 1)
        send_all(goma, stick)
        with at_headquarters(hq, own) as there:
            receive(there.post(), FolderTarget(stick), NoProgress())
            change = kept_as_newer(Offices(goma, there, stick), case)
            assert there.opened.incoming.waits_for_newer()
        with at_headquarters(hq, own) as there:
            assert holds(there, change.id)
    goma.close()


def test_no_vault_is_left_where_a_server_refuses(servers, tmp_path):
    with servers.a_database(empty=True) as own, on_server(tmp_path, "hq.vault", own):
        for address, why in (
            (own, ServerNotOurs),
            ("sqlite:///cases.db", ServerAddressUnreadable),
            ("postgresql+psycopg://hq:swordfish@127.0.0.1:1/hq", ServerUnreachable),
            (make_url(own).set(username="nobody_known").render_as_string(hide_password=False), ServerUnreachable),
        ):
            with pytest.raises(why) as refusal:
                found_on_server(VaultFolder(tmp_path / "new.vault"), "Omar", PASSPHRASE, MEANS, None, "", address)
            assert "swordfish" not in f"{refusal.value!r} {refusal.value} {refusal.value.__cause__}"
            assert not (tmp_path / "new.vault").exists()
    with servers.a_database(empty=True) as free, pytest.raises(VaultExists):
        found_on_server(VaultFolder(tmp_path / "hq.vault"), "Omar", PASSPHRASE, MEANS, None, "", free)


def test_a_headquarters_of_a_vault_does_not_begin_on_a_server_by_itself(address, tmp_path):
    found = headquarters(tmp_path / "hq.vault", opened_alone(tmp_path))
    try:
        assert refused(found, address) is CasesInVault
        with at_headquarters(found, None) as there:
            assert there is found
    finally:
        found.close()


def opened_alone(folder) -> Program:
    office = an_office(folder / "Goma.vault")
    office.close()
    return office
