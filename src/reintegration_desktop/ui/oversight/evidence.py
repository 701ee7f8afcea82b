"""What a check verified and what it couldn't, for an auditor: each a sentence under its heading, with its sign."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.oversight.emptied import empty
from reintegration_desktop.ui.oversight.verbs import Evidence
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words, note


def show_evidence(layout: QLayout, evidence: Evidence) -> None:
    """Put it in the place of what was shown before; a heading without sentences is left out."""
    empty(layout)
    parts: tuple[tuple[Text, Sequence[str], str, str], ...] = (
        (lambda: say("Not as it should be"), evidence.troubles, "warning", "danger"),
        (lambda: say("Verified just now"), evidence.verified, "check-circle", "ok"),
        (lambda: say("Not verified"), evidence.unverified, "info", "muted"),
        (lambda: say("How far each device's chain goes"), evidence.lines, "history", "muted"),
    )
    for title, sentences, icon, tone in parts:
        if sentences:
            lines = [_line(sentence, icon, tone) for sentence in sentences]
            layout.addWidget(Box(Column(Words(title, place="small", bold=True, wraps=True), *lines, gap=4)))


def _line(sentence: str, icon: str, tone: str) -> QWidget:
    sign = Sign(icon, tone, 14)
    row = Row(sign, note(sentence), gap=8)
    row.setStretch(1, 1)
    row.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
    return Box(row)
