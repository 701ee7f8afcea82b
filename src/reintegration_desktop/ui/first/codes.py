"""Codes as pictures: a QR's modules for whoever paints them."""

import segno


def qr_of(text: str) -> tuple[tuple[bool, ...], ...]:
    """A QR's modules, row by row, dark as True; a quarter of it may be dirty."""
    return tuple(tuple(bool(module) for module in row) for row in segno.make(text, error="q", micro=False).matrix)
