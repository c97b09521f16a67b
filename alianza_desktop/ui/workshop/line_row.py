"""One line that is written where it is read, and the heading over it.

Leaving a field, or 800 ms without a key, tells it, as `Form` does.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from alianza_desktop.core.errors import AppError
from alianza_desktop.ui import field_values, theme
from alianza_desktop.ui.fields import IDLE_MS
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.labels import label
from alianza_desktop.ui.workshop.specs import LineSpec

MARK, TOOL, TURN, LEAST = 24, 34, 124, 60
"""Pixels at 100 %: the number before a line, a button at its end, the button of a session, an open column."""


class LineField(Field):
    """A field as narrow as its column."""

    def __init__(self, spec: LineSpec) -> None:
        self._least = spec.width or LEAST
        super().__init__(height=32)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(self._least), theme.px(32))


class LineRow(QWidget):
    """One line; `key` is empty in the one that adds."""

    told = Signal(str, str)
    """A field and its value, as the store writes it."""
    entered = Signal(str)
    shifted = Signal(int)

    def __init__(self, specs: Sequence[LineSpec], *, tools: tuple[str, ...], marked: bool) -> None:
        super().__init__()
        self.key = ""
        self._specs = {spec.key: spec for spec in specs}
        self._values = dict.fromkeys(self._specs, "")
        self._dirty: set[str] = set()
        self.fields = {spec.key: LineField(spec) for spec in specs}
        self.mark = label("", semibold=True)
        self.buttons = {tool: _tool(tool) for tool in tools}
        self.fault = label(size="caption", tone="warning", wrap=True)
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._tell_typed)
        self._line = QHBoxLayout()
        self._line.setSpacing(6)
        if marked:
            self._line.addWidget(self.mark)
        for spec in specs:
            self._line.addWidget(self.fields[spec.key], 0 if spec.width else spec.share)
            self._listen(spec)
        for tool in tools:
            self._line.addWidget(self.buttons[tool])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(self._line)
        box.addWidget(self.fault)
        self.fault.hide()
        self.measure()

    def _listen(self, spec: LineSpec) -> None:
        field = self.fields[spec.key]
        field.textEdited.connect(lambda _text: self._edited(spec.key))
        field.installEventFilter(self)

    def measure(self) -> None:
        """Give every part its width, so that lines and heading stand one under another."""
        self.mark.setFixedWidth(theme.px(MARK))
        for key, spec in self._specs.items():
            size_to(self.fields[key], spec)
        for tool, button in self.buttons.items():
            button.setFixedWidth(theme.px(TURN if tool == "turn" else TOOL))

    def name(self, words: str) -> None:
        """Say whose fields and buttons these are, for screen readers."""
        for key, field in self.fields.items():
            field.setAccessibleName(f"{self._specs[key].label}: {words}" if words else self._specs[key].label)
        for tool, button in self.buttons.items():
            button.setAccessibleName(f"{TOOLS[tool][1]} {words}".strip())
            button.setToolTip(button.accessibleName())

    def show_values(self, values: dict[str, str]) -> None:
        for key, value in values.items():
            if key not in self._dirty and key in self.fields:
                words = field_values.shown(self._specs[key].kind, value)
                if words != self.fields[key].text():
                    self.fields[key].setText(words)
                    self.fields[key].setCursorPosition(0)
                self._values[key] = value

    def show_fault(self, words: str, key: str = "") -> None:
        self.fault.setText(words)
        self.fault.setVisible(bool(words))
        for name, field in self.fields.items():
            theme.restyle(field, fault=bool(words) and name == key)
            field.setAccessibleDescription(words)

    def values(self) -> dict[str, str]:
        """Return every field as the store writes it; what is not understood as it last was."""
        return {key: self._stored(key) for key in self.fields}

    def empty(self) -> bool:
        return not any(field.text().strip() for field in self.fields.values())

    def pending(self) -> bool:
        """Tell what is being typed; return whether everything was understood."""
        self._idle.stop()
        return [key for key in sorted(self._dirty) if not self.leave(key)] == []

    def forget(self) -> None:
        """Empty the line: what it said is a line of its own by now."""
        self._idle.stop()
        self._dirty.clear()
        for key, field in self.fields.items():
            field.clear()
            self._values[key] = ""
        self.show_fault("")

    def _stored(self, key: str) -> str:
        try:
            return field_values.stored(self._specs[key].kind, self.fields[key].text())
        except AppError:
            return self._values[key]

    def _edited(self, key: str) -> None:
        self._dirty.add(key)
        self.show_fault("")
        if self.key:
            self._idle.start()

    def _tell_typed(self) -> None:
        for key in sorted(self._dirty):
            if not self._fault_of(key):
                self._tell(key)

    def _fault_of(self, key: str) -> str:
        return field_values.fault(self._specs[key].kind, self.fields[key].text())

    def leave(self, key: str) -> bool:
        """A field was left: tell it, or say what is not understood."""
        if key not in self._dirty:
            return True
        fault = self._fault_of(key)
        if fault:
            self.show_fault(fault, key)
            return False
        self._dirty.discard(key)
        self._tell(key)
        self.fields[key].setText(field_values.shown(self._specs[key].kind, self._stored(key)))
        return True

    def _tell(self, key: str) -> None:
        value = self._stored(key)
        if self.key and value != self._values[key]:
            self._values[key] = value
            self.told.emit(key, value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        key = next((name for name, field in self.fields.items() if field is watched), "")
        if not key:
            return False
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self.leave(key)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(key, event)
        return False

    def _pressed(self, key: str, event: QKeyEvent) -> bool:
        modifiers = Qt.KeyboardModifier
        plain = event.modifiers() in (modifiers.NoModifier, modifiers.KeypadModifier)
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if self.leave(key):
                self.entered.emit(key)
            return True
        if step and event.modifiers() & modifiers.ControlModifier:
            self.shifted.emit(step)
            return True
        return False


TOOLS = {
    "turn": ("", ""), "up": ("chevron-up", "Subir"), "down": ("chevron-down", "Bajar"),
    "remove": ("x", "Quitar"),
}  # fmt: skip
"""The buttons of a line: icon and word."""


def _tool(tool: str) -> Button:
    icon = TOOLS[tool][0]
    return Button("", "secondary" if tool == "turn" else "flat", icon=icon, height=28)


def size_to(part: QWidget, spec: LineSpec) -> None:
    """Make a field, or its heading, as wide as its spec says."""
    if spec.width:
        part.setFixedWidth(theme.px(spec.width))
        return
    part.setMinimumWidth(theme.px(LEAST))
    part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)


class Heading(QWidget):
    """The names of the columns."""

    def __init__(self, specs: Sequence[LineSpec], *, tools: tuple[str, ...], marked: bool) -> None:
        super().__init__()
        self._specs, self._tools = tuple(specs), tools
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        self._mark = label("N.º" if marked else "", "caption", tone="secondary")
        if marked:
            line.addWidget(self._mark)
        self._names = [label(spec.label, "caption", tone="secondary") for spec in specs]
        for spec, words in zip(specs, self._names, strict=True):
            line.addWidget(words, 0 if spec.width else spec.share)
        self._ends = [QLabel() for _ in tools]
        for end in self._ends:
            line.addWidget(end)
        self.measure()

    def show_end(self, tool: str, *, shown: bool) -> None:
        self._ends[self._tools.index(tool)].setVisible(shown)

    def measure(self) -> None:
        self._mark.setFixedWidth(theme.px(MARK))
        for spec, words in zip(self._specs, self._names, strict=True):
            size_to(words, spec)
        for tool, end in zip(self._tools, self._ends, strict=True):
            end.setFixedWidth(theme.px(TURN if tool == "turn" else TOOL))
