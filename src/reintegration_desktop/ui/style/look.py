"""The look of a moment: theme, text size, direction. Everything drawn asks it for colours, sizes and fonts."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics

from reintegration_desktop.ui.fonts import FAMILIES
from reintegration_desktop.ui.style.tokens import Theme, Tokens

SMALLEST, LARGEST = 1.0, 2.0


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """Colours by what they are for, sizes through one factor, fonts by the place they stand in."""

    tokens: Tokens
    theme: Theme = Theme.LIGHT
    factor: float = SMALLEST
    right_to_left: bool = False

    def px(self, base: float) -> int:
        """A size of 100 % at this text size, in px."""
        return round(base * self.factor)

    def hex(self, name: str) -> str:
        """A colour by what it is for, as #RRGGBB; raises KeyError."""
        return self.tokens.colours[self.theme][name]

    def colour(self, name: str) -> QColor:
        """A colour by what it is for, for a painter."""
        return QColor(_colour(self.hex(name)))

    def size(self, name: str) -> int:
        """A named size at this text size: control, row, chip, icon, nav ..."""
        return self.px(self.tokens.size[name])

    def space(self, name: str) -> int:
        """A named gap: half, base, group, page, edge."""
        return self.px(self.tokens.space[name])

    def radius(self, name: str) -> int:
        """A named radius: small, control, card, chip."""
        return self.px(self.tokens.radius[name])

    def below(self, breakpoint_: str, width: int) -> bool:
        """Whether a width in px lies under a breakpoint, which is counted in effective px."""
        return width / self.factor < self.tokens.breakpoint[breakpoint_]

    @property
    def hair(self) -> int:
        """The width of a line: sunlight eats thin ones."""
        return 2 if self.theme is Theme.SUNLIGHT else 1

    @property
    def ring(self) -> int:
        """The width of the focus ring."""
        return 3 if self.theme is Theme.SUNLIGHT else 2

    @property
    def direction(self) -> Qt.LayoutDirection:
        """The direction pages are laid out in."""
        return Qt.LayoutDirection.RightToLeft if self.right_to_left else Qt.LayoutDirection.LeftToRight

    def font(self, place: str = "body", *, bold: bool = False) -> QFont:
        """The font of a place: tiny, small, note, body, group, section, page, number."""
        return QFont(_font(self.px(self.tokens.type[place]), bold))

    def metrics(self, place: str = "body", *, bold: bool = False) -> QFontMetrics:
        """The measures of that font."""
        return QFontMetrics(_font(self.px(self.tokens.type[place]), bold))

    def advance(self, text: str, place: str = "body", *, bold: bool = False) -> int:
        """How wide one line of words is, in px, rounded up."""
        return _advance(text, self.px(self.tokens.type[place]), bold) + 1

    def mirrored(self, bounds: QRect, rect: QRect) -> QRect:
        """A rectangle thought from the left, put where it belongs in this direction."""
        if self.direction is Qt.LayoutDirection.LeftToRight:
            return rect
        return rect.translated(bounds.left() + bounds.right() - rect.left() - rect.right(), 0)


@lru_cache(maxsize=256)
def _colour(written: str) -> QColor:
    return QColor(written)


@lru_cache(maxsize=2048)
def _advance(text: str, pixels: int, bold: bool) -> int:
    """Words are measured once: a row is painted many times while one scrolls."""
    return QFontMetrics(_font(pixels, bold)).horizontalAdvance(text)


@lru_cache(maxsize=64)
def _font(pixels: int, bold: bool) -> QFont:
    font = QFont()
    font.setFamilies(list(FAMILIES))
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font
