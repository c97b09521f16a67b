"""The parking lot of a mesa: its ideas at the left, the chosen one at the right; it decides nothing."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.agreements.parking import IdeaFacts, ParkingPresenter
from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.field import join_tab_order
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import ElidedLabel, column, frame, label, row, strip
from alianza_desktop.ui.widgets.rows import Look, Rows
from alianza_desktop.ui.widgets.suggest import Suggest

SPECS: Final = (
    FieldSpec(key="text", label="Idea", kind="long"),
    FieldSpec(key="who", label="Quién la dijo", hint="Persona u organización"),
    FieldSpec(key="mesa_id", label="Mesa", kind="choice"),
)
WIDTH: Final = 344


def open_parking(context: Context) -> Screen:
    """Make the page with its presenter."""
    page = ParkingPage(context)
    page.begin(ParkingPresenter(page, context.jobs(page), context.workshop_id, context.open))
    return page


class IdeaRows(Rows):
    """Enter converts, Ctrl and the arrows move, Supr removes, E goes to the form; a click only chooses."""

    entered = Signal()
    moved = Signal(int)
    removed = Signal()
    edited = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, control = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key, 0)
        if step and control:
            self.moved.emit(step)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        elif key == Qt.Key.Key_E and not event.modifiers():
            self.edited.emit()
        else:
            super().keyPressEvent(event)


class ParkingPage(QWidget):
    """Nothing here asks before it is done: all of it can be taken back."""

    presenter: ParkingPresenter

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.back = Button("", "flat", icon="chevron-left")
        self.back.setAccessibleName(self.tr("Volver a Acuerdos"))
        self.back.setToolTip(self.tr("Volver a Acuerdos (Esc)"))
        self._mesa, self._counts = ElidedLabel(tone="secondary"), label(tone="secondary")
        self.list = IdeaRows(Look(height=52, lead=34), self.tr("Ideas del parqueo"), choosing=True)
        self._empty = label(
            self.tr("Nada en el parqueo. Con F5 se guarda una idea desde cualquier pantalla."),
            tone="secondary",
            wrap=True,
        )
        self.form = Form(SPECS)
        self.convert = Button(self.tr("Convertir en compromiso"), "primary", icon="checklist", key=ENTER)
        self.remove = Button(self.tr("Quitar"), icon="trash", key="Supr")
        self._note = label("", "caption", tone="secondary", wrap=True)
        self._lay_out()

    def _lay_out(self) -> None:
        title = label(self.tr("Parqueo"), "title", semibold=True)
        head = row(self.back, title, self._mesa, self._counts, gap=12, margins=(10, 0, 20, 0))
        card = frame("card")
        inside = column(self._empty, self.list, gap=0, margins=(1, 1, 1, 1))
        inside.setAlignment(self._empty, Qt.AlignmentFlag.AlignTop)
        card.setLayout(inside)
        self._empty.setContentsMargins(20, 16, 20, 16)
        self.side = frame("card")
        facts = column(
            self.form, self._note, row(self.convert, None), row(self.remove, None), None,
            gap=10, margins=(16, 12, 16, 12),
        )  # fmt: skip
        self.side.setLayout(facts)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(card, 1)
        self._body.addWidget(self.side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(strip("bar", head, 47))
        whole.addLayout(self._body, 1)
        keys = self.tr("Ctrl+T convierte · E edita · Ctrl y flechas ordenan · F5 guarda otra idea")
        foot = row(label(keys, "caption", tone="secondary"), None, margins=(20, 7, 20, 7))
        whole.addWidget(strip("foot", foot, 34))

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        side = 16 if compact else 20
        self._body.setContentsMargins(side, 12, side, 12)
        self._body.setSpacing(12)
        self._body.setDirection(
            QBoxLayout.Direction.TopToBottom if tiny else QBoxLayout.Direction.LeftToRight
        )
        self.side.setMaximumWidth(16_777_215 if tiny else theme.px(WIDTH))
        self.side.setMinimumWidth(0 if tiny else theme.px(WIDTH))
        self._counts.setVisible(not tiny)

    # wiring

    def begin(self, presenter: ParkingPresenter) -> None:
        """Connect the gestures to their presenter."""
        self.presenter = presenter
        self.back.clicked.connect(self.leave)
        self.list.entered.connect(self._convert)
        self.list.selectionModel().currentChanged.connect(lambda _now, _old: self._selected())
        self.list.moved.connect(lambda step: presenter.move(self.list.current_key(), step))
        self.list.removed.connect(self._remove)
        self.list.edited.connect(lambda: self.form.focus_field("text"))
        self.form.changed.connect(presenter.changed)
        self.convert.clicked.connect(self._convert)
        self.remove.clicked.connect(self._remove)
        who = self.form.widget("who")
        assert isinstance(who, QLineEdit)
        Suggest(who, presenter.names)
        keys: dict[str, Callable[[], None]] = {"Esc": self.escape, "Ctrl+T": self._convert}
        for key, call in keys.items():
            QShortcut(QKeySequence(key), self, call)
        fields = [self.form.widget(spec.key) for spec in SPECS]
        join_tab_order(self.list, *fields, self.convert, self.remove, self.back)

    def page(self) -> QWidget:
        return self

    def opened(self, argument: str) -> None:
        """Come with `mesa:` and the id of a mesa (`""` is the plenaria), or with nothing."""
        self.presenter.open(argument.removeprefix("mesa:") if argument.startswith("mesa:") else None)
        self.list.setFocus()

    def on_changed(self, changes: frozenset[str]) -> None:
        self.presenter.on_changed(changes)

    def escape(self) -> None:
        """Esc: from the form to the list, from the list to Acuerdos; what was typed is told."""
        if self.form.isAncestorOf(self.focusWidget()):
            self.form.pending()
            self.list.setFocus()
        else:
            self.leave()

    def leave(self) -> None:
        """Back to Acuerdos."""
        self.form.pending()
        self._context.open("agreements", "")

    def _selected(self) -> None:
        key = self.list.current_key()
        if key and key != self._shown:
            self.form.pending()
            self.presenter.choose(key)

    _shown = ""

    def _convert(self) -> None:
        self.form.pending()
        self.presenter.convert(self._shown)

    def _remove(self) -> None:
        self.presenter.remove(self._shown)

    # what the presenter shows

    def show_place(self, title: str, counts: str) -> None:
        self._mesa.set_text(f"· {title}")
        self._counts.setText(counts)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.side.setVisible(bool(rows))

    def select(self, key: str) -> None:
        keys = [one.key for one in self.list.rows()]
        if key in keys:
            self.list.select(keys.index(key))

    def show_idea(self, found: IdeaFacts) -> None:
        other, self._shown = found.id != self._shown, found.id
        self.form.set_choices("mesa_id", found.mesas)
        if other:
            self.form.clear_faults()
        self.form.show_values(found.values)
        self.form.setEnabled(not found.converted)
        self._note.setText(found.note)
        self.convert.set_words(
            self.tr("Ver el compromiso") if found.converted else self.tr("Convertir en compromiso")
        )

    def show_fault(self, key: str, words: str) -> None:
        self.form.show_fault(key, words)

    def toast(self, words: str, inverse: Callable[[], None] | None) -> None:
        self._context.toast(words, inverse)
