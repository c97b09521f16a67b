"""Reading aloud as a picture: one agreement in large letters, Enter when it was read; it decides nothing."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from alianza_desktop.ui.agreements.reading import NOTES, ReadingFacts, ReadingPresenter
from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import ENTER, LEFT, RIGHT, Button
from alianza_desktop.ui.widgets.field import Choice, Field, join_tab_order
from alianza_desktop.ui.widgets.labels import ElidedLabel, column, frame, label, row, strip
from alianza_desktop.ui.widgets.sector_mark import SectorMark
from alianza_desktop.ui.widgets.state_chip import ChipKind, StateChip
from alianza_desktop.ui.widgets.suggest import Suggest

STATES: Final[dict[str, tuple[ChipKind, str, str]]] = {
    "read": ("success", "check", "leído"),
    "changed": ("warning", "alert-triangle", "cambió desde que se leyó"),
    "": ("neutral", "volume", "por leer"),
}


def open_reading(context: Context) -> Screen:
    """Make the page with its presenter."""
    page = ReadingPage(context)
    jobs = context.jobs(page)
    page.begin(ReadingPresenter(page, jobs, context.workshop_id, go=context.open, word=context.word))
    return page


class Stage(QScrollArea):
    """The agreement that is read; its keys are single ones, so they act only while it has the keyboard."""

    entered = Signal()
    stepped = Signal(int)
    objected = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title, self._text = label(tone="secondary"), label(size="counter", semibold=True, wrap=True)
        self.chip = StateChip()
        self._mark, self._who = SectorMark("", named=False), label(size="name", wrap=True)
        self._person = label(size="emphasis", tone="secondary", wrap=True)
        self._said = label(size="name", wrap=True)
        self._notes = label(size="emphasis", tone="warning", wrap=True)
        who = row(self._mark, self._who, gap=10)
        who.setStretch(1, 1)
        inside = QWidget()
        inside.setLayout(
            column(
                row(self._title, None, self.chip), self._text, who, self._person, self._said, self._notes,
                None, gap=12, margins=(28, 20, 28, 20),
            )
        )  # fmt: skip
        self.setWidget(inside)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = Qt.Key(event.key()), not event.modifiers()
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif step:
            self.stepped.emit(step)
        elif key == Qt.Key.Key_O and plain:
            self.objected.emit()
        elif key == Qt.Key.Key_E and plain:
            self.edited.emit()
        else:
            super().keyPressEvent(event)

    def show_one(self, found: ReadingFacts) -> None:
        self._title.setText(found.title)
        self._text.setText(found.text)
        self.chip.tell(*STATES[found.state])
        self._mark.show_sector(found.sector)
        self._mark.setVisible(bool(found.sector))
        self._who.setText(found.organization)
        for part, words in (
            (self._person, found.person),
            (self._said, "\n".join(f"{name}: {words}" for name, words in found.said)),
            (self._notes, "\n".join(found.notes)),
        ):
            part.setText(words)
            part.setVisible(bool(words))
        self.setAccessibleName(found.spoken)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.verticalScrollBar().setValue(0)


class NoteLine(QFrame):
    """What somebody objects: kind, who, what; Enter keeps it, Esc closes it with what was typed."""

    written = Signal(str, str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self.kind = Choice()
        self.kind.set_items([(code, "", words) for code, words in NOTES], NOTES[0][0])
        self.kind.setAccessibleName(self.tr("Qué es"))
        self.who, self.text = Field(self.tr("Quién")), Field(self.tr("Qué objeta, reserva u observa"))
        self.who.setAccessibleName(self.tr("Quién objeta"))
        self.text.setAccessibleName(self.tr("Qué objeta, reserva u observa"))
        self.keep = Button(self.tr("Anotar"), "primary", key=ENTER)
        self._fault = label("", "caption", tone="warning", wrap=True)
        line = row(self.kind, self.who, self.text, self.keep, gap=8)
        line.setStretch(1, 2)
        line.setStretch(2, 4)
        self.setLayout(column(line, self._fault, gap=6, margins=(12, 10, 12, 10)))
        self.keep.clicked.connect(self._write)
        for one in (self.who, self.text):
            one.installEventFilter(self)
        self.show_fault("")
        self.hide()

    def _write(self) -> None:
        self.written.emit(self.kind.value(), self.who.text(), self.text.text())

    def show_fault(self, words: str) -> None:
        self._fault.setText(words)
        self._fault.setVisible(bool(words))

    def clear(self) -> None:
        self.who.clear()
        self.text.clear()
        self.show_fault("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter or event.type() != QEvent.Type.KeyPress:
            return False
        if watched is self.who:
            self.text.setFocus()
        else:
            self._write()
        return True


class ReadingPage(QWidget):
    """Enter, Enter, Enter: each one was heard."""

    presenter: ReadingPresenter

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.back = Button("", "flat", icon="chevron-left")
        self.back.setAccessibleName(self.tr("Volver a Acuerdos"))
        self.back.setToolTip(self.tr("Volver a Acuerdos (Esc)"))
        self._mesa, self._counts = ElidedLabel(tone="secondary"), label(semibold=True)
        self.stage, self.line = Stage(), NoteLine()
        self.to_acta = Button(self.tr("Pasar al acta"), icon="file-text")
        self.end = Banner(height=40, buttons=(self.to_acta,))
        self._empty = label(
            self.tr("Aún no hay acuerdos que leer en esta mesa."), tone="secondary", wrap=True
        )
        self.before = Button(self.tr("Anterior"), key=LEFT)
        self.after = Button(self.tr("Siguiente"), key=RIGHT)
        self.object = Button(self.tr("Objetar"), icon="hand-stop", key="O")
        self.edit = Button(self.tr("Editar"), icon="pencil", key="E")
        self.done = Button(self.tr("Leído"), "primary", icon="check", key=ENTER)
        self._lay_out()

    def _lay_out(self) -> None:
        title = label(self.tr("Leer en voz alta"), "title", semibold=True)
        head = row(self.back, title, self._mesa, self._counts, gap=12, margins=(10, 0, 20, 0))
        self._card = frame("card")
        self._card.setLayout(column(self.stage, margins=(2, 2, 2, 2)))
        self._body = column(self.end, self._empty, self._card, self.line, gap=10)
        self._body.setStretch(2, 1)
        self._foot = row(self.before, self.after, None, self.object, self.edit, self.done, gap=8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(strip("bar", head, 47))
        whole.addLayout(self._body, 1)
        whole.addWidget(strip("foot", self._foot, 34))

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        side = 16 if compact else 20
        self._body.setContentsMargins(side, 12, side, 12)
        self._foot.setContentsMargins(side, 7, side, 7)
        for button, key in ((self.before, LEFT), (self.after, RIGHT), (self.object, "O"), (self.edit, "E")):
            button.set_words(button.text(), key="" if tiny else key)

    # wiring

    def begin(self, presenter: ReadingPresenter) -> None:
        """Connect the gestures to their presenter."""
        self.presenter = presenter
        stage = self.stage
        stage.entered.connect(presenter.read)
        stage.stepped.connect(presenter.step)
        stage.objected.connect(self._object)
        stage.edited.connect(presenter.edit)
        self.done.clicked.connect(presenter.read)
        self.before.clicked.connect(lambda: presenter.step(-1))
        self.after.clicked.connect(lambda: presenter.step(1))
        self.object.clicked.connect(self._object)
        self.edit.clicked.connect(presenter.edit)
        self.to_acta.clicked.connect(presenter.to_acta)
        self.back.clicked.connect(self.leave)
        self.line.written.connect(presenter.note)
        Suggest(self.line.who, presenter.names)
        QShortcut(QKeySequence("Esc"), self, self.escape)
        for button in (self.done, self.before, self.after):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it is
        join_tab_order(
            stage, self.line.kind, self.line.who, self.line.text, self.line.keep, self.before, self.after,
            self.object, self.edit, self.done, self.to_acta, self.back,
        )  # fmt: skip

    def page(self) -> QWidget:
        return self

    def opened(self, argument: str) -> None:
        """Come with `mesa:` and the id of a mesa (`""` is the plenaria), or with nothing."""
        self.presenter.open(argument.removeprefix("mesa:") if argument.startswith("mesa:") else None)
        self.stage.setFocus()

    def on_changed(self, changes: frozenset[str]) -> None:
        self.presenter.on_changed(changes)

    def _object(self) -> None:
        """O: the line opens with the keyboard on who says it."""
        self.line.show()
        self.line.who.setFocus()

    def escape(self) -> None:
        """Esc: the line of objections first, which keeps what was typed; then back to Acuerdos."""
        if self.line.isVisible():
            self.line.hide()
            self.stage.setFocus()
        else:
            self.leave()

    def leave(self) -> None:
        """Back to Acuerdos."""
        self._context.open("agreements", "")

    # what the presenter shows

    def show_place(self, title: str, counts: str) -> None:
        self._mesa.set_text(f"· {title}")
        self._counts.setText(counts)

    def show_one(self, found: ReadingFacts | None) -> None:
        self._card.setVisible(found is not None)
        self._empty.setVisible(found is None)
        for button in (self.object, self.edit, self.done):
            button.setEnabled(found is not None)
        self.before.setEnabled(found is not None and not found.first)
        self.after.setEnabled(found is not None and not found.last)
        if found is not None:
            self.stage.show_one(found)
            self.done.set_words(self.tr("Siguiente") if found.state == "read" else self.tr("Leído"))

    def show_end(self, words: str) -> None:
        if words:
            self.end.tell("success", words)
        else:
            self.end.clear()

    def show_fault(self, words: str) -> None:
        self.line.show_fault(words)

    def noted(self) -> None:
        self.line.clear()
        self.line.hide()
        self.stage.setFocus()

    def toast(self, words: str, inverse: Callable[[], None] | None) -> None:
        self._context.toast(words, inverse)
