"""Lines and boxes on a page: nothing that is drawn without being written has the shape of a sign."""

import re
from collections.abc import Callable
from ctypes import byref, c_float
from functools import partial
from itertools import pairwise
from math import isclose
from typing import Any

from pypdfium2 import PdfObject
from pypdfium2.raw import (
    FPDF_SEGMENT_LINETO,
    FPDF_SEGMENT_MOVETO,
    FPDFClipPath_CountPaths,
    FPDFClipPath_CountPathSegments,
    FPDFClipPath_GetPathSegment,
    FPDFPageObj_GetClipPath,
    FPDFPath_CountSegments,
    FPDFPath_GetPathSegment,
    FPDFPathSegment_GetPoint,
    FPDFPathSegment_GetType,
)

_ROUGHLY = 0.01
_STEPS = {FPDF_SEGMENT_MOVETO: "M", FPDF_SEGMENT_LINETO: "L"}
_SHAPES = re.compile(r"ML{1,5}|M(?:BBBL?){4}L?")
Step = tuple[str, float, float]


def is_plain(thing: PdfObject) -> bool:
    """Whether a path is a line or a box, with round corners or without, and shows through no other shape."""
    steps = _steps(FPDFPath_CountSegments(thing.raw), partial(FPDFPath_GetPathSegment, thing.raw))
    return _is_plain(steps) and all(map(_is_plain, _clips(thing)))


def _clips(thing: PdfObject) -> list[list[Step]]:
    """The shapes through which something shows."""
    clip = FPDFPageObj_GetClipPath(thing.raw)
    return [
        _steps(FPDFClipPath_CountPathSegments(clip, number), partial(FPDFClipPath_GetPathSegment, clip, number))
        for number in range(max(0, FPDFClipPath_CountPaths(clip)))
    ]


def _steps(many: int, step: Callable[[int], Any]) -> list[Step]:
    return [_step(step(at)) for at in range(many)]


def _step(segment: Any) -> Step:
    x, y = c_float(), c_float()
    FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
    return _STEPS.get(FPDFPathSegment_GetType(segment), "B"), x.value, y.value


def _is_plain(steps: list[Step]) -> bool:
    """A box has level and upright edges alone; a line by itself may be aslant as those of the hatching are."""
    if not _SHAPES.fullmatch("".join(kind for kind, _, _ in steps)):
        return False
    edges = [(abs(to[1] - of[1]), abs(to[2] - of[2])) for of, to in pairwise(steps) if to[0] == "L"]
    straight = all(min(edge) < _ROUGHLY for edge in edges)
    return straight or (len(edges) == len(steps) - 1 == 1 and isclose(*edges[0], abs_tol=_ROUGHLY))
