"""What stands under the line: nothing yet, people, one person, an offer, or sessions to open."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from alianza_desktop.services import consents
from alianza_desktop.ui.icons import IconMark
from alianza_desktop.ui.registration.card import FoundCard
from alianza_desktop.ui.registration.facts import INFORMED, CardFacts
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.field import ConsentBox, Field
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


class DoubtBox(QFrame):
    """Why somebody is «por revisar», what can be mended here, and that it is settled."""

    settled = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("banner", "warning")
        self._words = label(tone="on-warning", wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.number = Field(height=32)
        self.number.setAccessibleName(_tr("Número de documento corregido"))
        self.done = Button(_tr("Está bien así"), key="Alt+R")
        self.number.textEdited.connect(lambda _text: self._say())
        self.number.returnPressed.connect(self.settle)
        self.done.clicked.connect(self.settle)
        self._kept = ""
        self.setLayout(
            row(
                IconMark("user-question", "warning_text", 18),
                self._words,
                self.number,
                self.done,
                gap=10,
                margins=(12, 6, 12, 6),
            )
        )
        self.number.setMaximumWidth(170)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_doubts(self, words: str, number: str, *, fixable: bool) -> None:
        self._kept = number
        self._words.setText(words)
        self._words.setToolTip(words)
        self.number.setText(number)
        self.number.setVisible(fixable)
        self.setVisible(bool(words))
        self.setAccessibleName(_tr("Por revisar: {words}").format(words=words))
        self._say()

    def _say(self) -> None:
        changed = self.number.text().strip() != self._kept
        self.done.set_words(_tr("Corregir") if changed else _tr("Está bien así"))

    def settle(self) -> None:
        if not self.isHidden():
            self.settled.emit(self.number.text())


class CardPage(QWidget):
    """The found person, the one primary button and what else may be done with them."""

    def __init__(self) -> None:
        super().__init__()
        boxes = tuple(
            ConsentBox(f"Alt+{number}", sentence, "")
            for number, (_purpose, sentence) in enumerate(consents.boxes(), start=1)
        )
        informed = ConsentBox("Alt+4", _tr("Solo informado: entidad pública."), "")
        informed.setToolTip(INFORMED)
        self.card = FoundCard((*boxes, informed))
        self.doubt = DoubtBox()
        self.primary = Button(_tr("Registrar"), "primary", key=ENTER, wide=200)
        self.not_this = Button(_tr("No es esta persona"), height=36)
        self.leave = Button(_tr("Se retira"), icon="door-exit", key="Alt+S", height=36, yields=True)
        self.delegate = Button(_tr("Delega en…"), icon="users", key="Alt+D", height=36, yields=True)
        self.credential = Button(_tr("Credencial"), icon="printer", key="Ctrl+P", height=36, yields=True)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.card)
        self._box.addWidget(self.doubt)
        self._box.addLayout(
            row(self.primary, self.not_this, self.leave, self.delegate, self.credential, None, gap=12)
        )
        self._box.addStretch(1)
        self.doubt.hide()

    def show_card(self, card: CardFacts, *, delegating: bool) -> None:
        self.card.show_card(card)
        self.doubt.show_doubts(card.doubts, card.document_number, fixable=card.fixable)
        self.not_this.setVisible(not card.done)
        self.leave.setVisible(bool(card.leaving) and not delegating)
        self.leave.set_words(_tr("Volvió") if card.leaving == "return" else _tr("Se retira"))
        self.delegate.setVisible(not delegating)
        self.credential.setVisible(not delegating)
        self.delegate.set_words(_tr("Deshacer la delegación") if card.delegated else _tr("Delega en…"))

    def fit(self, *, compact: bool) -> None:
        self._box.setSpacing(8 if compact else 16)
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
