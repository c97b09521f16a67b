"""What is pasted or dropped into a text of several lines: only as much as the window can lay out at once."""

from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QPlainTextEdit

LONGEST: Final = 20_000
"""Letters: four times the longest text that anybody writes; a word of 300,000 takes 12 s to lay out."""


class BoundedText(QPlainTextEdit):
    """Takes the beginning of what does not fit; what was there stays."""

    def insertFromMimeData(self, source: QMimeData) -> None:
        cursor = self.textCursor()
        kept = len(self.toPlainText()) - (cursor.selectionEnd() - cursor.selectionStart())
        cursor.insertText(source.text()[: max(0, LONGEST - kept)])
        self.ensureCursorVisible()
