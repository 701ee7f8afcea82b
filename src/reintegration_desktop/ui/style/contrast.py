"""How well two colours stand apart, by WCAG 2.2."""

DARK_WORDS, LIGHT_WORDS = "#111512", "#FFFFFF"
_LINEAR_UNTIL = 0.04045


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= _LINEAR_UNTIL else float(((channel + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """The ratio of two colours written #RRGGBB, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def words_on(colour: str) -> str:
    """White or near-black, whichever reads better on a coloured bar."""
    return max((LIGHT_WORDS, DARK_WORDS), key=lambda words: contrast(words, colour))
