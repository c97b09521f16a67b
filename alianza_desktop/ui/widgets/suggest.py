"""Suggestions under a line of a form: what is chosen counts as typed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit


def completing(line: QLineEdit, words: QStringListModel) -> QCompleter:
    """Return a completer that offers all the words under a line: who fills them has chosen them.

    Its list has an opaque ground: it is a window, and X11 paints a transparent one black.
    """
    completer = QCompleter(words, line)
    completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
    completer.setMaxVisibleItems(8)
    popup = completer.popup()
    assert popup is not None  # the completer makes it here
    popup.setProperty("part", "popup")
    return completer


class Suggest(QObject):
    """Asks `find` for words at each key and offers them below the line."""

    def __init__(self, line: QLineEdit, find: Callable[[str], list[str]]) -> None:
        super().__init__(line)
        self._line, self._find = line, find
        self._words = QStringListModel(self)
        completer = completing(line, self._words)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        line.setCompleter(completer)
        line.textEdited.connect(self._typed)
        completer.activated.connect(self._chosen)
        self._choosing = False

    def _typed(self, text: str) -> None:
        if not self._choosing:
            self._words.setStringList([one for one in self._find(text) if one != text])

    def _chosen(self, text: str) -> None:
        self._choosing = True
        self._line.setText(text)
        self._line.textEdited.emit(text)  # the completer's own does not tell the form
        self._choosing = False
