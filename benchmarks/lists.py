"""From the derived key to a list that can be used, and to people who can be searched, with 100,000 cases."""

import time

from benchmarks.measure import Figure, fixed_work
from benchmarks.pages import Screen, application
from benchmarks.vault import CLOCK, LABEL, PASSPHRASE, at_home, built, large
from reintegration_desktop.app.program import assemble
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.unlocking import unlock


def run() -> dict[str, Figure]:
    vault = built(large())
    at_home()
    _application = application()
    folder, means = VaultFolder(vault.path), Means(CLOCK)
    lock = folder.lock("benchmarks")
    keyring = unlock(folder, LABEL, PASSPHRASE, means)
    began = time.perf_counter()
    program = assemble(folder, lock, keyring, means)
    screen = Screen(program)
    page = screen.cases
    screen.wait(lambda: page.table.model().rowCount() > 0 and page.table.model().index(0, 0).data() is not None)
    page.table.viewport().repaint()
    usable = time.perf_counter() - began
    screen.wait(lambda: screen.open.workplace.people.complete)
    searchable = time.perf_counter() - began
    screen.close()
    program.close()
    return {
        "usable": Figure(f"from the derived key to the painted list of {large():,}", usable, "s", promised=1),
        "searchable": Figure("from the derived key to people found by name", searchable, "s", promised=4),
        "fixed_work": Figure("fixed work", 1000 * fixed_work(), "ms"),
    }
