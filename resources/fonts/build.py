"""Lays out the shipped fonts: copies Noto, and corrects the line height of its Arabic.

Run where Debian's fonts-noto-core is installed: python resources/fonts/build.py [folder of the Noto fonts]

Qt gives a line the height of the tallest font in it. Noto Sans measures 1069/-293, Noto Sans Arabic 1374/-738, so every
line with an Arabic name grew by a third. The copy says 1069/-440: not -293, since final yeh and jeem reach to -421 and
a label would cut their dots off, which changes letters. It bears a family name of its own, for a system's font of the
same name would be taken instead.
"""

import shutil
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

FAMILY = "Reintegration Arabic"
ASCENT, DESCENT = 1069, 440
AS_THEY_ARE = ("NotoSans-Regular", "NotoSans-Bold", "NotoSansEthiopic-Regular", "NotoSansEthiopic-Bold")
SECONDS_FROM_1904 = 3_786_912_000  # the first second of 2024, so that every build is the same to the byte


def correct(source: Path, target: Path, style: str) -> None:
    """A copy of one Arabic font with the line height of Noto Sans, under the family's own name."""
    font = TTFont(source, recalcTimestamp=False)
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ASCENT, -DESCENT, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ASCENT, -DESCENT, 0
    os2.usWinAscent, os2.usWinDescent = ASCENT, DESCENT
    font["head"].modified = SECONDS_FROM_1904
    flat = FAMILY.replace(" ", "")
    named = {1: FAMILY, 2: style, 3: f"1.0;{flat}-{style}", 4: f"{FAMILY} {style}", 6: f"{flat}-{style}"}
    for number, text in named.items():
        for record in [name for name in font["name"].names if name.nameID == number]:
            font["name"].setName(text, number, record.platformID, record.platEncID, record.langID)
    font.save(target)


def main() -> None:
    """Put all six files beside this script."""
    noto = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("/usr/share/fonts/truetype/noto")
    here = Path(__file__).parent
    for name in AS_THEY_ARE:
        shutil.copyfile(noto / f"{name}.ttf", here / f"{name}.ttf")
    for style in ("Regular", "Bold"):
        correct(noto / f"NotoSansArabic-{style}.ttf", here / f"ReintegrationArabic-{style}.ttf", style)


if __name__ == "__main__":
    main()
