"""The pages before a vault is open: unlock, and the four steps of the first run, drawn in every look."""

from pathlib import Path
from tempfile import TemporaryDirectory

from reintegration_desktop import __version__
from reintegration_desktop.app.beginning import FirstRun
from reintegration_desktop.app.program import Program
from reintegration_desktop.cli.touring.staff import OFFICE, Tour
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.first.beginning import Wish
from reintegration_desktop.ui.first.ways import Beginning
from reintegration_desktop.ui.pages.first_run import LANGUAGE, LAST, PASSPHRASE, VAULT
from reintegration_desktop.ui.pages.unlock import KnownVault, UnlockPage
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.vault.files.labels import slot_labels

_STEPS = {"language": LANGUAGE, "vault": VAULT, "passphrase": PASSPHRASE, "recovery": LAST}


def draw_first_pages(tour: Tour, studio: Studio, folder: Path) -> list[Path]:
    """Unlock as the field's laptop asks; the first run of who begins alone, whose vault is removed again."""
    field = tour.out / "field.vault"
    known = KnownVault(field.name, lambda: say("On this computer"), slot_labels(field))
    unlock = UnlockPage(known, __version__)
    made = studio.shoot_looks(unlock, folder, "unlock")
    unlock.deleteLater()
    return made + _first_run(tour, studio, folder)


def _first_run(tour: Tour, studio: Studio, folder: Path) -> list[Path]:
    made: list[Path] = []
    begun: list[Program] = []
    first = FirstRun(begun.append)
    with TemporaryDirectory(dir=tour.out) as aside:
        page = first.page(Path("Reintegration.vault"))
        wish = Wish(Beginning.NEW, OFFICE, say("Caseworker"), say("Caseworker"), str(Path(aside) / "begun.vault"))
        first.begin(page, wish, tour.passphrase)()
        for step, number in _STEPS.items():
            page.go(number)
            made += studio.shoot_looks(page, folder, f"first_{step}")
        page.later.click()
        for program in begun:
            program.close()
    page.deleteLater()
    return made
