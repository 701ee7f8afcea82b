"""The shipped fonts, so that screen, paper and pictures agree on every machine."""

from PySide6.QtGui import QFontDatabase

from reintegration_desktop.kernel.locations import resources

FAMILIES = ("Noto Sans", "Reintegration Arabic", "Noto Sans Ethiopic")


def load_fonts() -> list[str]:
    """Load them into this program; needs an application. Returns the families that were found."""
    found: dict[str, None] = {}
    for file in sorted((resources() / "fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        found.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(number)))
    return list(found)
