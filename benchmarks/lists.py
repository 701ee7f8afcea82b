"""From the derived key to a list that can be used, and to people who can be searched, with 100,000 cases.

The vault's own slot costs as little as is allowed. Beside it a key is derived at the cost that this computer gives a
slot, for the file's mark is read meanwhile.
"""

import time

from msgspec.json import Decoder

from benchmarks.measure import Figure, fixed_work
from benchmarks.pages import Screen, application
from benchmarks.vault import CLOCK, LABEL, PASSPHRASE, Built, at_home, built, large
from reintegration_desktop.app.program import Program, assemble, shipped
from reintegration_desktop.forms.casefile import record_bytes
from reintegration_desktop.store.checking.file_mark import begin_mark
from reintegration_desktop.store.reading.people import FORM
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.means import Means, cost_here
from reintegration_desktop.vault.passphrases.passphrase import SALT_BYTES, derive
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.seal import VERSION_KEY, bound_raw, open_once
from reintegration_desktop.vault.unlocking import unlock

_PEOPLE = (
    "SELECT case_id, device, seq, generation, room_generation, wrapped, document FROM person WHERE room_generation > 0"
)


def run() -> dict[str, Figure]:
    usable, searchable, least = _measured(built(large()))
    return {
        "usable": Figure(f"from the derived key to the painted list of {large():,}", usable, "s", promised=1),
        "searchable": Figure("from the derived key to people found by name", searchable, "s", promised=4),
        "names": Figure(
            "from the usable list to people found by name", searchable - usable, "s", least,
            "rows fetched, opened, decoded and nothing else",
        ),
        "fixed_work": Figure("fixed work", 1000 * fixed_work(), "ms"),
    }  # fmt: skip


def _measured(vault: Built) -> tuple[float, float, float]:
    """Seconds until the list can be used, until people can be found, and that reading them costs at least."""
    at_home()
    _application = application()
    folder, means = VaultFolder(vault.path), Means(CLOCK)
    lock = folder.lock("benchmarks")
    shipped()  # as while the passphrase is typed
    real_cost = cost_here()
    mark = begin_mark(folder.database)
    keyring = unlock(folder, LABEL, PASSPHRASE, means)
    derive(PASSPHRASE, bytes(SALT_BYTES), real_cost)
    began = time.perf_counter()
    program = assemble(folder, lock, keyring, means, mark=mark)
    screen = Screen(program)
    page = screen.cases
    screen.wait(lambda: page.table.model().rowCount() > 0 and page.table.model().index(0, 0).data() is not None)
    page.table.viewport().repaint()
    usable = time.perf_counter() - began
    screen.wait(lambda: screen.open.workplace.people.complete)
    searchable = time.perf_counter() - began
    screen.close()
    least = _least(program)
    program.close()
    return usable, searchable, least


def _least(program: Program) -> float:
    """Seconds that nothing spares: each person's row fetched, its key and answers opened, and decoded."""
    assert program.database is not None
    decode, unwrap = Decoder().decode, program.keyring.wrapper.unwrap_raw
    began = time.perf_counter()
    with program.database.outside_a_transaction() as connection:
        devices = dict(connection.execute("SELECT number, device_id FROM device"))
        for case, device, seq, generation, under, wrapped, sealed in connection.execute(_PEOPLE):
            secret = unwrap(case, Room.PERSON, generation, under, wrapped)
            record = record_bytes(case, FORM)
            place = bound_raw(VERSION_KEY, case, Room.PERSON, generation, record, devices[device], seq)
            decode(open_once(secret, place, sealed))
    return time.perf_counter() - began
