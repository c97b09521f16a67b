"""What stands under the line: nothing yet, people, one person, an offer, or sessions to open."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from alianza_desktop.services import consents
from alianza_desktop.ui.registration.card import FoundCard
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.field import ConsentBox
from alianza_desktop.ui.widgets.labels import frame, label, row, strip
from alianza_desktop.ui.widgets.rows import Look, Rows


def _tr(words: str) -> str:
    return QCoreApplication.translate("registration", words)


class IdlePage(QWidget):
    """What to do, and the forms that were left half written."""

    def __init__(self) -> None:
        super().__init__()
        self.drafts = Rows(
            Look(height=44, side=16, lead=34), _tr("A medio escribir"), choosing=True, fit=True
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 16, 0, 0)
        box.addWidget(label(_tr("Escanee el DNI, o escriba su número o parte del nombre."), "emphasis"))
        words = _tr("Intro registra. Con F2 se registra a quien no está en la lista.")
        box.addWidget(label(words, tone="secondary", wrap=True))
        box.addSpacing(12)
        self._card = frame("card")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.drafts)
        box.addWidget(self._card)
        self._card.hide()
        box.addStretch(1)

    def show_drafts(self, rows: tuple[Row, ...]) -> None:
        self.drafts.set_rows(rows)
        self._card.setVisible(bool(rows))


class HitsPage(QFrame):
    """A titled list of people; the arrows move in it while the line keeps the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self._title = label(semibold=True)
        self.list = Rows(Look(height=48, side=16, lead=34), _tr("Personas encontradas"), choosing=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(strip("head", row(self._title, None, margins=(16, 0, 16, 0)), 36))
        box.addWidget(self.list, 1)

    def show_hits(self, title: str, rows: tuple[Row, ...]) -> None:
        self._title.setText(title)
        self.list.set_rows(rows)
        self.list.select(0)


class CardPage(QWidget):
    """The found person and the one primary button."""

    def __init__(self) -> None:
        super().__init__()
        boxes = tuple(
            ConsentBox(f"Alt+{number}", sentence, "")
            for number, (_purpose, sentence) in enumerate(consents.boxes(), start=1)
        )
        self.card = FoundCard(boxes)
        self.primary = Button(_tr("Registrar"), "primary", key=ENTER, wide=200)
        self.not_this = Button(_tr("No es esta persona"), height=36)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.card)
        self._box.addLayout(row(self.primary, self.not_this, None, gap=12))
        self._box.addStretch(1)

    def fit(self, *, compact: bool) -> None:
        self._box.setSpacing(12 if compact else 16)
        self._box.setContentsMargins(0, 6 if compact else 13, 0, 0)
        self.primary.set_wide(120 if compact else 200)
        self.card.fit(compact=compact)


class OfferPage(QWidget):
    """Nobody fits: the form is one Enter away."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label(size="emphasis")
        self.offer = Button(_tr("Registrar a una persona nueva"), "primary", key=ENTER)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 16, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.words)
        box.addLayout(row(self.offer, None))
        box.addStretch(1)


class ClosedPage(QWidget):
    """No session is open: arrivals are counted in the one that a person opens, never by the clock."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: list[Button] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 16, 0, 0)
        self._box.setSpacing(12)
        self._box.addWidget(label(_tr("No hay una sesión abierta."), "emphasis", semibold=True))
        words = _tr("Las llegadas se cuentan en la sesión que usted abra.")
        self._box.addWidget(label(words, tone="secondary", wrap=True))
        self._box.addStretch(1)

    def show_sessions(self, sessions: tuple[tuple[str, str], ...]) -> None:
        for button in self._buttons:
            button.deleteLater()
        self._buttons = [
            Button(_tr("Abrir {session}").format(session=words), "secondary" if number else "primary")
            for number, (_key, words) in enumerate(sessions)
        ]
        for number, (button, (key, _words)) in enumerate(zip(self._buttons, sessions, strict=True)):
            button.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
            self._box.insertWidget(2 + number, button, 0, Qt.AlignmentFlag.AlignLeft)
