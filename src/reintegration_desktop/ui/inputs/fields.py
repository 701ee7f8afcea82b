"""A field: label, editor, one line under it that is help or error, and a second one while the answer is doubted."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.aloud import say_aloud
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.doubts import DoubtLine
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words


class Field(QWidget):
    """A question on a screen: at rest, changed, wrong, doubted, read only.

    The label is the editor's buddy and its accessible name; help, error and doubt are its accessible description.
    Error replaces help, and is announced.
    """

    def __init__(
        self, label: Text, editor: QWidget, *, help: Text = "", beside: Text = "", parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.editor, self._help, self._error = editor, help, ""
        self.label = Words(label, bold=True, wraps=True)
        self.label.setBuddy(editor)
        self._beside = Words(beside, place="small", tone="muted")
        self._beside_text, self._changed = beside, False
        self._doubt: Text = ""
        self._doubt_line: DoubtLine | None = None
        self._sign = Sign("warning", "danger")
        self._under = Words(place="small", tone="muted", wraps=True)
        foot = Row(self._sign, self._under, gap=6)
        foot.setStretch(1, 1)
        foot.setAlignment(self._sign, Qt.AlignmentFlag.AlignTop)
        self._foot = Box(foot)
        head = Row(self.label, self._beside)
        head.setStretch(0, 1)
        self.setLayout(Column(head, editor, self._foot, gap=4))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setFocusProxy(editor)
        self.resay()

    def set_error(self, sentence: str) -> None:
        """Mark the answer wrong and say what is wrong with this value; an empty sentence takes the mark away."""
        if sentence == self._error:
            return
        self._error = sentence
        self.editor.setProperty("wrong", bool(sentence))
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)
        self._show_line()
        if sentence:
            say_aloud(self.editor, sentence)

    def set_doubt(self, sentences: Text | None, *, aloud: bool = False) -> None:
        """Say under the answer what to think about, stopping nothing; None takes it away. ``aloud``: announced too."""
        was, now = said(self._doubt), said(sentences or "")
        self._doubt = sentences or ""
        if was == now:
            return
        line = self._doubt_line = self._doubt_line or self._with_doubt_line()
        line.tell(self._doubt, aloud=aloud and bool(now))
        line.setVisible(bool(now))
        self._show_line()

    def _with_doubt_line(self) -> DoubtLine:
        """Made when the first doubt comes: most fields never need it."""
        line, column = DoubtLine(), self.layout()
        assert column is not None
        line.setParent(self)
        column.addWidget(line)
        return line

    def set_changed(self, changed: bool) -> None:
        """Say at the trailing end of the label that the answer differs from what was saved."""
        self._changed = changed
        self._show_beside()

    def set_locked(self, who_may: Text) -> None:
        """Switch the editor off and say who may answer."""
        self.editor.setEnabled(False)
        self._help = who_may
        self._show_line()

    def resay(self) -> None:
        """Names and descriptions in the language of now."""
        self.label.resay()
        self.editor.setAccessibleName(self.label.text())
        self._show_beside()
        self._show_line()

    def _show_beside(self) -> None:
        self._beside.set_text(say("changed") if self._changed else said(self._beside_text))
        self._beside.setVisible(bool(self._beside.text()))

    def _show_line(self) -> None:
        text = self._error or said(self._help)
        self._under.set_text(text)
        self._under.set_tone("danger" if self._error else "muted")
        self._sign.setVisible(bool(self._error))
        self._foot.setVisible(bool(text))
        self.editor.setAccessibleDescription(" ".join(part for part in (text, said(self._doubt)) if part))


def side_by_side(*fields: Field, gap: int = 12) -> Row:
    """Short fields in one line, with their labels at one height whatever stands under them."""
    row = Row(*fields, gap=gap)
    for at, field in enumerate(fields):
        row.setStretch(at, 1)
        row.setAlignment(field, Qt.AlignmentFlag.AlignTop)
    return row
