"""Strips over the board: the proposal of a spread, and «to which mesa?» (F3)."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from alianza_desktop.core.format_es import count
from alianza_desktop.ui import theme
from alianza_desktop.ui.mesas.presenter import EmptyFacts, SpreadFacts
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.field import CheckField, Choice, Field
from alianza_desktop.ui.widgets.labels import label, row


class SpreadStrip(QFrame):
    """What the proposal does, whom it seats, and the two ways out."""

    asked = Signal(bool, bool)
    """Everybody or only who is here; leaving who has a seat or not."""
    applied = Signal()
    discarded = Signal()

    def __init__(self) -> None:
        super().__init__()
        theme.restyle(self, banner="info")
        self._words = label("", semibold=True, tone="on-info", wrap=True)
        self.who = Choice(height=32)
        self.who.setAccessibleName(self.tr("A quiénes se reparte"))
        self.who.set_items(
            [("here", "", self.tr("Solo a presentes")), ("all", "", self.tr("A todos"))], "here"
        )
        self.move_all = CheckField(self.tr("Mover también a quienes ya tienen mesa"))
        self.apply = Button(self.tr("Aplicar reparto"), "primary", key=ENTER, height=32)
        self.discard = Button(self.tr("Descartar"), key="Esc")
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(13, 8, 12, 8)
        self._box.setSpacing(12)
        self._box.addWidget(self._words, 1)
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._ways.setSpacing(12)
        self._ways.addLayout(row(self.who, self.move_all, gap=12), 1)
        self._ways.addLayout(row(None, self.discard, self.apply, gap=8))
        self._box.addLayout(self._ways)
        self.who.activated.connect(lambda _n: self._ask())
        self.move_all.toggled.connect(lambda _on: self._ask())
        self.apply.clicked.connect(self.applied)
        self.discard.clicked.connect(self.discarded)
        self.hide()

    def show_spread(self, found: SpreadFacts) -> None:
        """Show a proposal; the first time the keyboard is on «Aplicar»."""
        first = self.isHidden()
        self._words.setText(found.words)
        self.setAccessibleName(found.words)
        self.who.blockSignals(True)
        self.who.choose("all" if found.everybody else "here")
        self.who.blockSignals(False)
        self.move_all.blockSignals(True)
        self.move_all.setChecked(not found.keep)
        self.move_all.blockSignals(False)
        self.show()
        if first:
            self.apply.setFocus(Qt.FocusReason.OtherFocusReason)

    def words(self) -> str:
        return self._words.text()

    def _ask(self) -> None:
        self.asked.emit(self.who.value() == "all", not self.move_all.isChecked())

    def fit(self, *, compact: bool, tiny: bool) -> None:
        """Put what can be done under the words, and in two rows when there is little room."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._box.setDirection(down if compact else across)
        self._ways.setDirection(down if tiny else across)


class NumberField(Field):
    """A number and Enter; Esc leaves it."""

    entered = Signal(str)
    left = Signal()

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder, height=32)
        self.setMaxLength(3)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class MoveStrip(QFrame):
    """«Mesa para 3 personas»: its number and Enter."""

    entered = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        theme.restyle(self, banner="neutral")
        self._words = label("", semibold=True)
        self._how = label(self.tr("Intro mueve; 0 deja sin mesa; Esc vuelve"), "caption", tone="secondary")
        self.number = NumberField(self.tr("N.º"))
        self.number.setAccessibleName(self.tr("Número de la mesa"))
        self.number.entered.connect(self.entered)
        self.number.left.connect(self.left)
        self.setLayout(row(self._words, self.number, self._how, None, gap=12, margins=(13, 6, 12, 6)))
        self.hide()

    def ask(self, names: tuple[str, ...]) -> None:
        """Ask for the mesa of these people."""
        who = names[0] if len(names) == 1 else count(len(names), "persona", "personas")
        self._words.setText(self.tr("Mesa para {who}").format(who=who))
        self.number.clear()
        self.show()
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)


class EmptyPage(QWidget):
    """A workshop without mesas: how many, or those of the alliance."""

    made = Signal(str)
    convened = Signal()

    def __init__(self) -> None:
        super().__init__()
        title = label(self.tr("Defina cuántas mesas"), "title", semibold=True)
        words = label(
            self.tr("Se sugieren 3 sectores por mesa. Después podrá darles nombre, tema y facilitador."),
            tone="secondary",
            wrap=True,
        )
        self.number = NumberField("4")
        self.number.setAccessibleName(self.tr("Cuántas mesas"))
        self.make = Button(self.tr("Crear mesas"), "primary", icon="plus", key=ENTER)
        self.convene = Button("", icon="users-group", height=36)
        self.number.set_height(36)
        card = QFrame()
        card.setProperty("part", "card")
        box = QVBoxLayout(card)
        box.setContentsMargins(24, 20, 24, 24)
        box.setSpacing(12)
        box.addWidget(title)
        box.addWidget(words)
        box.addLayout(row(self.number, self.make, None, gap=12))
        box.addLayout(row(self.convene, None))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 24, 0, 0)
        whole.addWidget(card)
        whole.addStretch(1)
        self.number.entered.connect(lambda text: self.made.emit(text or self.number.placeholderText()))
        self.make.clicked.connect(lambda: self.made.emit(self.number.text() or self.number.placeholderText()))
        self.convene.clicked.connect(self.convened)

    def show_empty(self, found: EmptyFacts) -> None:
        self.number.setPlaceholderText(str(found.suggested))
        many = count(found.standing, "mesa", "mesas")
        self.convene.set_words(self.tr("Convocar {many} de la alianza").format(many=many))
        self.convene.setVisible(bool(found.standing))
