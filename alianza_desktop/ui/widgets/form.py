"""A form without a «Guardar» button: a field is told when it is left, or 800 ms after the last key.

`show_values` leaves alone the field that is being typed in, and one whose value was refused, so a reload
never takes a letter away; call `pending()` before showing another record. What is not understood (a day, an
hour, an amount) is said under its field when it is left, and is not told to anyone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from alianza_desktop.core.errors import AppError
from alianza_desktop.ui import field_values, theme
from alianza_desktop.ui.fields import IDLE_MS, FieldSpec
from alianza_desktop.ui.widgets import inputs
from alianza_desktop.ui.widgets.field import join_tab_order
from alianza_desktop.ui.widgets.inputs import ChoiceInput, Input, Telling
from alianza_desktop.ui.widgets.labels import label


@dataclass(slots=True)
class _Entry:
    """A field of this form and what is known of it."""

    spec: FieldSpec
    input: Input
    cell: QWidget
    under: QLabel
    told: str | None = ""
    """The value last shown or told; None when it was refused and must be told again."""
    dirty: bool = False
    note: str = ""
    doubt: str = ""
    read: Callable[[str], str] = str
    """What is written here is taken for this: «+60d» for a day."""

    @property
    def untold(self) -> bool:
        """Whether the store does not have what stands in the field."""
        return self.dirty or self.told is None


class Form(QWidget):
    """Fields with their labels above, in one or more columns."""

    changed = Signal(str, str)
    submitted = Signal()

    def __init__(self, specs: Sequence[FieldSpec], *, columns: int = 1, gap: int = 10) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(gap)
        self._columns = 0
        self._out: frozenset[str] = frozenset()
        self._entries = {spec.key: self._entry(spec) for spec in specs}
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._tell_typed)
        self.set_columns(columns)
        join_tab_order(*(one.input.widget for one in self._entries.values()))

    def _entry(self, spec: FieldSpec) -> _Entry:
        telling = Telling(self)
        made = inputs.make(spec, telling)
        under = label(spec.note, "caption", tone="secondary", wrap=True)
        if not spec.note:
            under.hide()  # shown before it has a parent it would be a window for a moment
        cell = QWidget()
        box = QVBoxLayout(cell)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        caption = label(spec.label, "caption", tone="secondary")
        if spec.kind == "check":  # its words stand beside the box, which stays level with the fields
            caption.setText("")
        else:
            caption.setBuddy(made.widget)
            made.widget.setAccessibleName(spec.label)
        box.addWidget(caption)
        made.widget.setAccessibleDescription(spec.note)
        box.addWidget(made.widget)
        box.addWidget(under)
        box.addStretch(1)
        telling.edited.connect(lambda: self._edited(spec.key))
        made.widget.installEventFilter(self)
        return _Entry(spec, made, cell, under, note=spec.note)

    def set_columns(self, columns: int) -> None:
        """Lay the fields out in that many columns; a field takes the columns of its `span`."""
        if columns == self._columns:
            return
        for number in range(max(self._columns, columns)):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        self._columns = columns
        self._flow()

    def leave_out(self, keys: frozenset[str]) -> None:
        """Ask for no more than the other fields, which take their places."""
        if keys != self._out:
            self._out = keys
            self._flow()
            for key, one in self._entries.items():
                one.cell.setVisible(key not in keys)

    def _flow(self) -> None:
        columns, line, place = self._columns, 0, 0
        for one in self._entries.values():
            if one.spec.key in self._out:
                continue
            span = min(one.spec.span, columns)
            if place + span > columns:
                line, place = line + 1, 0
            self._grid.addWidget(one.cell, line, place, 1, span)
            place += span

    # values

    def show_values(self, values: dict[str, str]) -> None:
        """Show stored values; what is being typed, or was refused, stays."""
        for key, value in values.items():
            one = self._entries[key]
            if not one.untold:
                one.input.show_value(value)
                one.told = value
                self._say(one, "")

    def clear_values(self, *keys: str) -> None:
        """Empty these fields, those of them that are here: what was written has been taken."""
        for key in keys:
            if key in self._entries:
                self._entries[key].dirty, self._entries[key].told = False, ""
                self.show_values({key: ""})

    def set_choices(self, key: str, choices: tuple[tuple[str, str], ...]) -> None:
        """Offer these (value, words) in a `choice`."""
        offered = self._entries[key].input
        assert isinstance(offered, ChoiceInput)
        offered.set_choices(choices)

    def read_with(self, key: str, read: Callable[[str], str]) -> None:
        """Take what is written in a field for something else: a way of saying it that its kind has not."""
        self._entries[key].read = read

    def values(self) -> dict[str, str]:
        """Return every field as the store writes it; what is not understood stays as it last was."""
        return {key: self._stored(one) for key, one in self._entries.items()}

    def widget(self, key: str) -> QWidget:
        """Return the field itself, for completions and focus."""
        return self._entries[key].input.widget

    def show_field(self, key: str, *, shown: bool) -> None:
        """Show or hide a field with its label."""
        self._entries[key].cell.setVisible(shown)

    def focus_field(self, key: str) -> None:
        self._go_to(self._entries[key], Qt.FocusReason.OtherFocusReason)

    def _go_to(self, one: _Entry, reason: Qt.FocusReason) -> None:
        """Focus a field and bring all of it into sight, where the form scrolls."""
        one.input.widget.setFocus(reason)
        above: QWidget | None = self
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(one.cell)

    def show_fault(self, key: str, words: str) -> None:
        """Say under a field why its value was refused; leaving it again tells it again."""
        one = self._entries[key]
        one.told = None
        self._say(one, words)

    def show_note(self, key: str, words: str) -> None:
        """Say something else under a field: what was understood, how long a passphrase is."""
        one = self._entries[key]
        one.note = words
        self._say(one, "")

    def show_doubt(self, key: str, words: str) -> None:
        """Say under a field what is in doubt of a value that is kept as it is; nothing says it no more."""
        one = self._entries[key]
        one.doubt = words
        self._say(one, "")

    def stand_under(self, key: str, widget: QWidget) -> None:
        """Put something of the screen under a field and its words."""
        box = self._entries[key].cell.layout()
        assert isinstance(box, QVBoxLayout)
        box.insertWidget(box.count() - 1, widget)

    def focus_first(self) -> None:
        """Go to the first field that is still empty, or to the first."""
        values = self.values()
        self.focus_field(next((key for key, value in values.items() if not value), next(iter(values))))

    def clear_faults(self) -> None:
        """Nothing is wrong, and what was refused is held no longer: something else may be shown."""
        for one in self._entries.values():
            one.told = one.told or ""
            self._say(one, "")

    def pending(self) -> bool:
        """Tell what is being typed now; return whether everything was understood."""
        self._idle.stop()
        typed = [one for one in self._entries.values() if one.untold]
        return [one for one in typed if not self._leave(one)] == []

    def _stored(self, one: _Entry) -> str:
        try:
            return field_values.stored(one.spec.kind, one.read(one.input.text()))
        except AppError:
            return one.told or ""

    # telling

    def _edited(self, key: str) -> None:
        one = self._entries[key]
        one.dirty = True
        self._say(one, "")
        if one.spec.kind in ("choice", "check"):
            self._leave(one)
        else:
            self._idle.start()

    def _tell_typed(self) -> None:
        """Nobody has typed for a while: tell what is understood, and let the person go on typing."""
        for one in self._entries.values():
            if one.dirty and not field_values.fault(one.spec.kind, one.read(one.input.text())):
                self._tell(one)

    def _leave(self, one: _Entry) -> bool:
        fault = field_values.fault(one.spec.kind, one.read(one.input.text()))
        one.dirty = False
        if fault:
            self._say(one, fault)
            return False
        self._tell(one)
        one.input.show_value(self._stored(one))
        return True

    def _tell(self, one: _Entry) -> None:
        value = self._stored(one)
        if value != one.told:
            one.told = value
            self.changed.emit(one.spec.key, value)

    def _say(self, one: _Entry, fault: str) -> None:
        fault = fault or one.doubt
        words = fault or one.note
        if one.under.text() == words:
            return
        one.under.setText(words)
        one.under.setVisible(bool(words))
        theme.restyle(one.under, tone="warning" if fault else "secondary")
        one.input.show_fault(faulty=bool(fault))
        one.input.widget.setAccessibleDescription(words)

    # keys and focus

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        one = self._of(watched)
        if one is None:
            return False
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if one.untold and event.reason() != Qt.FocusReason.PopupFocusReason:
                self._leave(one)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._enter(one, event)
        return False

    def _of(self, widget: QObject) -> _Entry | None:
        return next((one for one in self._entries.values() if one.input.widget is widget), None)

    def _enter(self, one: _Entry, event: QKeyEvent) -> bool:
        """Enter goes to the next field; on the last one it ends the form."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not plain:
            return False
        if isinstance(one.input.widget, QPlainTextEdit):
            return False
        if one.dirty and not self._leave(one):
            return True
        order = [other for other in self._entries.values() if not other.cell.isHidden()]
        after = order[order.index(one) + 1 :]
        if after:
            self._go_to(after[0], Qt.FocusReason.TabFocusReason)
        else:
            self.submitted.emit()
        return True
