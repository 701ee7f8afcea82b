"""What a document says, without its layout: headings, paragraphs, tables, to be read and not typed into."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from reintegration_desktop.casework.strangers.wire import Message
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.strangers.view import StrangeView, words
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Column


class WritingView(StrangeView):
    """Everything is put in as plain text: nothing of it is read as a page of the web."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.text, self._cut = QTextEdit(), False
        self._parts: list[dict[str, Any]] = []
        self.text.setReadOnly(True)
        self.text.setUndoRedoEnabled(False)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.text.setAccessibleName(name)
        self.setLayout(Column(self.text))
        self.setFocusProxy(self.text)

    def take(self, message: Message) -> None:
        """All that it says."""
        if message.head["say"] != "words":
            raise ValueError
        self._cut, self._parts = bool(message.head["cut"]), list(message.head["parts"])
        self._write()

    def forget(self) -> None:
        """No word stays."""
        self._parts = []
        self.text.clear()

    def rescale(self) -> None:
        """Take the fonts of now."""
        if self._parts:
            self._write()

    def above(self) -> Text:
        """That it is not as it was laid out."""
        if self._cut:
            return lambda: say("The first part of its words and tables, without layout and pictures.")
        return lambda: say("Its words and tables, without layout and pictures.")

    def _write(self) -> None:
        self.text.clear()
        self.text.document().setDocumentMargin(px(16))
        cursor = QTextCursor(self.text.document())
        cursor.beginEditBlock()
        for number, part in enumerate(self._parts):
            if part["kind"] == "table":
                _table(cursor, part["rows"])
            else:
                _paragraph(cursor, str(part["kind"]), words(part["text"]), first=not number)
        cursor.endEditBlock()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)


def _paragraph(cursor: QTextCursor, kind: str, said: str, *, first: bool) -> None:
    form, letters = QTextBlockFormat(), QTextCharFormat()
    form.setBottomMargin(px(6))
    form.setTopMargin(px(10) if kind == "heading" and not first else 0)
    letters.setFont(look().font("group" if kind == "heading" else "body", bold=kind == "heading"))
    if first:
        cursor.setBlockFormat(form)
    else:
        cursor.insertBlock(form)
    cursor.insertText("•  " + said if kind == "entry" else said, letters)


def _table(cursor: QTextCursor, rows: list[list[Any]]) -> None:
    columns = max((len(row) for row in rows), default=0)
    if not columns:
        return
    form = QTextTableFormat()
    form.setCellPadding(px(4))
    form.setCellSpacing(0)
    form.setBorderCollapse(True)
    form.setBorder(look().hair)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(look().colour("control"))
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    letters = QTextCharFormat()
    letters.setFont(look().font())
    table = cursor.insertTable(len(rows), columns, form)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            table.cellAt(at, column).firstCursorPosition().insertText(words(cell), letters)
    cursor.movePosition(QTextCursor.MoveOperation.End)
