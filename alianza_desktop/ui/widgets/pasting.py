"""What is pasted or dropped into a text of several lines: only as much as the window can lay out at once.

A file is no text: its path, which file managers send beside it, is written into nothing.
"""

from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

LONGEST: Final = 20_000
"""Letters: four times the longest text that anybody writes; a word of 300,000 takes 12 s to lay out."""


def _pass_files(event: QDragEnterEvent) -> bool:
    """Let files go on to the screen or the window, which know what to do with them."""
    files = event.mimeData().hasUrls()
    if files:
        event.ignore()
    return files


class TextLine(QLineEdit):
    """Takes dragged text, not files."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not _pass_files(event):
            super().dragEnterEvent(event)


class BoundedText(QPlainTextEdit):
    """Takes the beginning of what does not fit; what was there stays."""

    def insertFromMimeData(self, source: QMimeData) -> None:
        cursor = self.textCursor()
        kept = len(self.toPlainText()) - (cursor.selectionEnd() - cursor.selectionStart())
        cursor.insertText(source.text()[: max(0, LONGEST - kept)])
        self.ensureCursorVisible()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not _pass_files(event):
            super().dragEnterEvent(event)
