"""Headquarters' cases where they lie: in its vault, or on the server that the vault was begun with.

What speaks with PostgreSQL is imported only where somebody names a server: it is a part that not everybody has.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import cast

from reintegration_desktop.app.arriving.later import let_in_newer
from reintegration_desktop.app.erasing.due import Tell, carry_out_if_possible
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.travel.travelling import Each
from reintegration_desktop.hq.errors import CasesOnServer
from reintegration_desktop.hq.founding import found_headquarters
from reintegration_desktop.hq.place import check_place, lies_on_server, remember_server
from reintegration_desktop.hq.server.address import address_of
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.store.database import open_database
from reintegration_desktop.store.settings import Settings
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means


def has_cases_here(program: Program) -> bool:
    """Whether the vault holds the cases that somebody works with: not for who opens none, nor beside a server."""
    return program.store is not None and not lies_on_server(program.store.settings)


def notices_of(program: Program) -> tuple[Refusal, ...]:
    """What a window tells first, the gravest first: also that there are no cases in it, since they lie on a server."""
    elsewhere = program.store is not None and not has_cases_here(program)
    return (*program.notices, *([CasesOnServer()] if elsewhere else []))


@contextmanager
def at_headquarters(program: Program, database: str | None, tell: Tell = lambda _: None) -> Iterator[Program]:
    """The program with its store where the cases lie; ``database`` is a server's address as it was typed, or None.

    What is due of erasing and of revocations is done there before and after, as in a vault when it is opened, and what
    waited for a newer program is let in; ``tell`` hears what stopped it. Raises CasesOnServer, CasesInVault,
    ServerNotOurs, and what a server refuses.
    """
    check_place(program.opened.settings, on_server=database is not None)
    if database is None:
        yield program
        return
    address = address_of(database)
    from reintegration_desktop.hq.server.opening import open_store  # noqa: PLC0415 - a part that not everybody has

    store = open_store(
        address, program.folder.database, program.keyring, program.opened.device, program.dictionary,
        program.means.clock, program.means.random,
    )  # fmt: skip
    try:
        store.follow_revocations()
        hq = replace(program, database=store.server, store=store)
        let_in_newer(hq, store.server.holding)
        carry_out_if_possible(hq, tell)
        yield hq
        carry_out_if_possible(hq, tell)
    finally:
        store.server.close()


def taking_in(program: Program, workers: int) -> Each | None:
    """How bundles are gone through where the cases lie: on a server by several at a time."""
    crew = getattr(program.opened, "crew", None)
    return None if crew is None else cast(Each, crew(workers).take_each)


def found_on_server(
    folder: VaultFolder, name: str, passphrase: str, means: Means, root: bytes | None, title: str, database: str,
    label: str | None = None,
) -> Keyring:  # fmt: skip
    """Begin headquarters with a vault for its keys, and its cases on a server, whose tables are made.

    The server is asked first, so that no vault is left where it refuses. Raises what ``found_headquarters`` and a
    server refuse, ServerNotOurs where another headquarters' cases lie there.
    """
    address = address_of(database)
    from reintegration_desktop.hq.server.opening import begin, claim  # noqa: PLC0415 - as above

    server = begin(address, folder.database)
    try:
        keyring = found_headquarters(folder, name, passphrase, means, root, title, label)
        key = keyring.database_key()
        assert key is not None
        own = open_database(folder.database, key)
        try:
            remember_server(Settings(own))
        finally:
            own.close()
        claim(server, keyring.office)
    finally:
        server.close()
    return keyring
