"""The pages that need no vault, with invented contents."""

from pathlib import Path

from reintegration_desktop.ui.first.half import HalfColumn
from reintegration_desktop.ui.first.joining import Request
from reintegration_desktop.ui.first.recovery import RecoveryStep
from reintegration_desktop.ui.first.ways import Beginning
from reintegration_desktop.ui.pages.first_run import PASSPHRASE, VAULT, FirstRunMeans, FirstRunPage
from reintegration_desktop.ui.pages.unlock import KnownVault, UnlockPage
from reintegration_desktop.ui.recovery_sheet import Sheet

_SHEETS = """
river amber ladder cotton summer violet basket candle mirror orange village pepper window yellow harbor gentle market
saddle bridge pocket ribbon copper meadow lantern pill acorn thunder walnut carpet island needle silver anchor blanket
kettle garden feather compass tulip barley tunnel marble
"""
_WORDS = _SHEETS.split()
FIRST, SECOND = tuple(_WORDS[:21]), tuple(_WORDS[21:])
FIVE = "river amber ladder cotton summer"
QR = ((True, False, True), (False, True, False), (True, True, True))
SHEETS = (
    Sheet("1", "Goma", "12/3/2026", "", FIRST, QR),
    Sheet("2", "Goma", "12/3/2026", "", SECOND, QR),
)
ASKED = ((7, 15), (4, 18))


def unlock_page(*labels: str) -> UnlockPage:
    return UnlockPage(KnownVault("Goma", "11/3/2026", labels or ("Esther",)), "1.0")


def first_run(*, prints: bool = True) -> FirstRunPage:
    def bits(passphrase: str) -> float:
        return 4.0 * len(passphrase)

    return FirstRunPage(FirstRunMeans(lambda: FIVE, bits, lambda *_: prints, lambda: "14:06", Path("Goma.vault")))


def at_vault(way: Beginning) -> FirstRunPage:
    page = first_run()
    page.go(VAULT)
    page.beginning.choose(way)
    return page


def at_passphrase(*, own: bool = False) -> FirstRunPage:
    page = first_run()
    page.go(PASSPHRASE)
    page.passphrase.choose_own(own)
    return page


def at_recovery() -> FirstRunPage:
    page = first_run()
    page.show_recovery(SHEETS, ASKED)
    return page


def at_joining() -> FirstRunPage:
    page = first_run()
    page.beginning.choose(Beginning.JOIN)
    page.show_request(Request("8MDE-2WVA-QQ41-6HSN-7T0C", QR))
    return page


def halves(page: FirstRunPage) -> tuple[HalfColumn, HalfColumn]:
    assert isinstance(page.last, RecoveryStep)
    first, second = page.last.halves
    return first, second


PAGES = {
    "unlock": lambda: unlock_page(),
    "unlock of several": lambda: unlock_page("Esther", "Daniel"),
    "language": first_run,
    "new vault": lambda: at_vault(Beginning.NEW),
    "join": lambda: at_vault(Beginning.JOIN),
    "restore": lambda: at_vault(Beginning.RESTORE),
    "explore": lambda: at_vault(Beginning.EXPLORE),
    "passphrase": at_passphrase,
    "own passphrase": lambda: at_passphrase(own=True),
    "recovery": at_recovery,
    "joining": at_joining,
}
