"""Has a screen reader say a sentence."""

from PySide6.QtWidgets import QWidget


def say_aloud(widget: QWidget, sentence: str) -> None:
    """Announce it as news of this widget."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415 - not before the first paint

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
