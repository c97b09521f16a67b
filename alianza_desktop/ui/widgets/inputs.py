"""One field of a form as Qt has it: its widget, how a value goes in and how what is written comes out."""

from typing import Protocol

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from alianza_desktop.ui import field_values, theme
from alianza_desktop.ui.fields import FieldKind, FieldSpec
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import CheckField, Choice, Field
from alianza_desktop.ui.widgets.labels import row
from alianza_desktop.ui.widgets.pasting import BoundedText

ON = "1"
"""What a ticked `check` is in the store; empty when it is not."""


class SecretField(Field):
    """A passphrase: hidden, with an eye to see it."""

    def __init__(self, placeholder: str = "", *, height: int = 36, size: theme.TextSize = "body") -> None:
        super().__init__(placeholder, height=height, size=size)
        self._eye = Button("", "flat", icon="eye", height=24)
        self._eye.setCheckable(True)
        self._eye.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._eye.toggled.connect(self.reveal)
        self.setLayout(row(None, self._eye, gap=0, margins=(0, 0, 8, 0)))
        self.setTextMargins(0, 0, 36, 0)
        self.reveal(shown=False)

    def reveal(self, shown: bool) -> None:
        modes = QLineEdit.EchoMode
        self.setEchoMode(modes.Normal if shown else modes.Password)
        self._eye.set_words("", icon="eye-off" if shown else "eye")
        self._eye.setAccessibleName(self.tr("Ocultar lo escrito") if shown else self.tr("Ver lo escrito"))
        self._eye.setToolTip(self._eye.accessibleName())


class LongField(BoundedText):
    """Several lines; Tab leaves it, Enter is a new line."""

    def __init__(self, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(76))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(90), theme.px(56))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the screen's
        else:
            super().keyPressEvent(event)


class Input(Protocol):
    """What the form asks of a field."""

    @property
    def widget(self) -> QWidget: ...

    def text(self) -> str:
        """Return what is written, as it is seen."""
        ...

    def show_value(self, value: str) -> None:
        """Show a stored value without telling that it changed."""
        ...

    def show_fault(self, *, faulty: bool) -> None: ...


class Telling(QObject):
    """Says that somebody edited a field."""

    edited = Signal()


class LineInput:
    """A line: text, day, hour, number, money, secret."""

    def __init__(self, spec: FieldSpec, telling: Telling) -> None:
        self._kind: FieldKind = spec.kind
        self.widget: Field = SecretField(spec.hint) if spec.kind == "secret" else Field(spec.hint)
        self.widget.textEdited.connect(lambda _text: telling.edited.emit())

    def text(self) -> str:
        return self.widget.text()

    def show_value(self, value: str) -> None:
        words = field_values.shown(self._kind, value)
        if words != self.widget.text():
            self.widget.setText(words)
            self.widget.setCursorPosition(0)  # of a long text, its beginning is what tells it

    def show_fault(self, *, faulty: bool) -> None:
        theme.restyle(self.widget, fault=faulty)


class LongInput:
    """Several lines."""

    def __init__(self, spec: FieldSpec, telling: Telling) -> None:
        self.widget = LongField(spec.hint)
        self._telling, self._showing = telling, False
        self.widget.textChanged.connect(self._edited)

    def _edited(self) -> None:
        if not self._showing:
            self._telling.edited.emit()

    def text(self) -> str:
        return self.widget.toPlainText()

    def show_value(self, value: str) -> None:
        if value == self.text():
            return
        self._showing = True
        self.widget.setPlainText(value)
        self._showing = False

    def show_fault(self, *, faulty: bool) -> None:
        theme.restyle(self.widget, fault=faulty)


class ChoiceInput:
    """One of several."""

    def __init__(self, spec: FieldSpec, telling: Telling) -> None:
        self.widget = Choice()
        self.set_choices(spec.choices)
        self.widget.currentIndexChanged.connect(lambda _index: telling.edited.emit())

    def set_choices(self, choices: tuple[tuple[str, str], ...]) -> None:
        """Offer these; what was chosen stays chosen if it is among them."""
        self.widget.set_items([(value, "", words) for value, words in choices], self.text())

    def text(self) -> str:
        return self.widget.value()

    def show_value(self, value: str) -> None:
        self.widget.blockSignals(True)
        self.widget.choose(value)
        self.widget.blockSignals(False)
        self.widget.update()

    def show_fault(self, *, faulty: bool) -> None:
        """A choice cannot be misread; the words under it are enough."""


class CheckInput:
    """Yes or no; its label stands beside the box."""

    def __init__(self, spec: FieldSpec, telling: Telling) -> None:
        self.widget = CheckField(spec.label)
        self.widget.toggled.connect(lambda _on: telling.edited.emit())

    def text(self) -> str:
        return ON if self.widget.isChecked() else ""

    def show_value(self, value: str) -> None:
        self.widget.blockSignals(True)
        self.widget.setChecked(value == ON)
        self.widget.blockSignals(False)

    def show_fault(self, *, faulty: bool) -> None:
        """A box cannot be misread; the words under it are enough."""


def make(spec: FieldSpec, telling: Telling) -> Input:
    """Return the field that a spec asks for."""
    if spec.kind == "long":
        return LongInput(spec, telling)
    if spec.kind == "choice":
        return ChoiceInput(spec, telling)
    if spec.kind == "check":
        return CheckInput(spec, telling)
    return LineInput(spec, telling)
