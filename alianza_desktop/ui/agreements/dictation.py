"""What is being worded in Acuerdos, told to whoever shows it to the room: at every key, kept or not."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPlainTextEdit

from alianza_desktop.services.wording import Draft

if TYPE_CHECKING:
    from alianza_desktop.ui.agreements.screen import AgreementsScreen


class Dictation(QObject):
    """The details that are open, else the line while something is in it, else the chosen row."""

    def __init__(self, screen: "AgreementsScreen", tell: Callable[[Draft], None]) -> None:
        super().__init__(screen)
        self._screen, self._tell = screen, tell
        text = screen.inspector.form.widget("text")
        assert isinstance(text, QPlainTextEdit)
        self._text = text
        text.textChanged.connect(self._detailed)
        screen.line.textChanged.connect(lambda _text: self._typed())
        screen.table.selected.connect(lambda _key: self.say())

    def _detailed(self) -> None:
        if self._text.hasFocus():  # else a row is being shown
            self.say()

    def _typed(self) -> None:
        if self._screen.line.text().strip() or self._screen.inspector.isHidden():
            self.say()

    def say(self) -> None:
        """Tell what stands on the screen now."""
        screen, room = self._screen, self._screen.board.room
        if room is None:
            return
        key = screen.table.current_key()
        if screen.line.text().strip() and not self._text.hasFocus():
            self._tell(screen.line_presenter.draft_of(room.mesa_id))
        elif key and key == screen.inspector.shown_id() and not screen.inspector.isHidden():
            self._tell(Draft(mesa_id=room.mesa_id, agreement_id=key, text=self._text.toPlainText()))
        else:
            self._tell(Draft(mesa_id=room.mesa_id, agreement_id=key))
