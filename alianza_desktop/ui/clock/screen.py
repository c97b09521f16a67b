"""The agenda and its clock as a picture: blocks at the left, the one that is held at the right."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.clock.facts import ClockFacts
from alianza_desktop.ui.clock.presenter import ClockPresenter
from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import join_tab_order
from alianza_desktop.ui.widgets.labels import ElidedLabel, column, frame, label, row, rule, strip
from alianza_desktop.ui.widgets.rows import Look, Rows
from alianza_desktop.ui.widgets.thin_bar import ThinBar

WIDTH: Final = 356
BACK: Final = "home"
NEXT: Final = "next"


def open_clock(context: Context) -> Screen:
    """Make the page with its presenter."""
    page = ClockPage(context)
    page.begin(ClockPresenter(page, context.jobs(page), context.clock, context.workshop_id))
    return page


class Blocks(Rows):
    """Enter begins the block, P stops it and lets it go on, T ends it; a click only chooses."""

    entered = Signal()
    paused = Signal()
    ended = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = Qt.Key(event.key()), not event.modifiers()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_P and plain:
            self.paused.emit()
        elif key == Qt.Key.Key_T and plain:
            self.ended.emit()
        else:
            super().keyPressEvent(event)


class ClockPage(QWidget):
    """It counts seconds only while somebody looks."""

    presenter: ClockPresenter

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._from = context, BACK
        self.back = Button("", "flat", icon="chevron-left")
        self.back.setAccessibleName(self.tr("Volver"))
        self.back.setToolTip(self.tr("Volver (Esc)"))
        self.edit = Button(self.tr("Editar la agenda"), icon="pencil")
        self.project = Button(self.tr("Proyectar"), icon="presentation")
        self.list = Blocks(Look(height=52, lead=34), self.tr("Bloques de la agenda"), choosing=True)
        self._empty = label(
            self.tr("Este taller no tiene agenda. Escriba sus bloques y podrá ponerlos en marcha."),
            tone="secondary",
            wrap=True,
        )
        self._caption = label(tone="secondary")
        self._title = ElidedLabel("title", semibold=True)
        self._time = label(size="counter", semibold=True)
        self._plan = label("", "caption", tone="secondary", wrap=True)
        self._bar = ThinBar(self.tr("Tiempo usado del bloque"))
        self._following = ElidedLabel()
        self.next = Button("", "primary", icon="player-track-next", key="Ctrl+Mayús+J")
        self.pause = Button("", key="P")
        self.end = Button(self.tr("Terminar"), icon="square", key="T")
        self._present = label(semibold=True)
        self._quorum = Rows(Look(height=44, side=0, lead=30), self.tr("Quórum de las mesas"))
        self._no_rule = label(
            self.tr("Ninguna mesa tiene quórum por regla; se escribe en los datos de la mesa."),
            "caption",
            tone="secondary",
            wrap=True,
        )
        self._timer = QTimer(self, interval=1000)
        self._lay_out()

    def _lay_out(self) -> None:
        title = label(self.tr("Agenda y reloj"), "title", semibold=True)
        head = row(self.back, title, None, self.project, self.edit, gap=12, margins=(10, 0, 20, 0))
        card = frame("card")
        inside = column(self._empty, self.list, gap=0, margins=(1, 1, 1, 1))
        inside.setAlignment(self._empty, Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(20, 16, 20, 16)
        card.setLayout(inside)
        self.side = frame("card")
        facts = column(
                self._caption, self._title, self._time, self._bar, self._plan, 2, self._following, self.next,
                row(self.pause, self.end, None), 2, rule(), 2, self._present, self._quorum, self._no_rule,
                None,
                gap=6, margins=(16, 12, 16, 12),
        )  # fmt: skip
        facts.setStretchFactor(self._quorum, 10)
        self.side.setLayout(facts)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(card, 1)
        self._body.addWidget(self.side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(strip("bar", head, 47))
        whole.addLayout(self._body, 1)
        keys = ElidedLabel("caption", tone="secondary")
        keys.set_text(
            self.tr("Intro empieza el bloque elegido o sigue con él · P pausa · T termina · Ctrl+Z deshace")
        )
        self._foot = row(keys, margins=(20, 7, 20, 7))
        whole.addWidget(strip("foot", self._foot, 34))

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        side = 16 if compact else 20
        self._body.setContentsMargins(side, 12, side, 12)
        self._body.setSpacing(12)
        self._body.setDirection(
            QBoxLayout.Direction.TopToBottom if tiny else QBoxLayout.Direction.LeftToRight
        )
        self.side.setMaximumWidth(16_777_215 if tiny else theme.px(WIDTH))
        self.side.setMinimumWidth(0 if tiny else theme.px(WIDTH))

    # wiring

    def begin(self, presenter: ClockPresenter) -> None:
        """Connect the gestures to their presenter."""
        self.presenter = presenter
        self.back.clicked.connect(self.leave)
        self.edit.clicked.connect(
            lambda: self._context.open("workshop-page", f"{self._context.workshop_id}:agenda")
        )
        self.project.clicked.connect(lambda: self._context.project("welcome"))
        self.list.entered.connect(lambda: presenter.start(self.list.current_key()))
        self.list.paused.connect(presenter.pause)
        self.list.ended.connect(presenter.keeper.end)
        self.next.clicked.connect(presenter.start_next)
        self.pause.clicked.connect(presenter.pause)
        self.end.clicked.connect(presenter.keeper.end)
        self._timer.timeout.connect(presenter.tick)
        keys: dict[str, Callable[[], None]] = {"Esc": self.leave, "Ctrl+Z": presenter.undo}
        for key, call in keys.items():
            QShortcut(QKeySequence(key), self, call)
        join_tab_order(self.list, self.next, self.pause, self.end, self.project, self.edit, self.back)

    def page(self) -> QWidget:
        return self

    def opened(self, argument: str) -> None:
        """Come with the screen to go back to, with `next`, which begins the next block, or with nothing."""
        self._from = argument if argument not in ("", NEXT) else self._from
        self.presenter.open()
        if argument == NEXT:
            self.presenter.start_next()
        self.list.setFocus()

    def on_changed(self, changes: frozenset[str]) -> None:
        self.presenter.on_changed(changes)

    def leave(self) -> None:
        """Back to the screen that one came from."""
        self._context.open(self._from, "")

    def showEvent(self, event: QShowEvent) -> None:
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)

    # what the presenter shows

    def show_blocks(self, rows: tuple[Row, ...]) -> None:
        key = self.list.current_key()
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.side.setVisible(bool(rows))
        self.project.setVisible(bool(rows))
        self.edit.set_words(self.tr("Editar la agenda") if rows else self.tr("Escribir la agenda"))
        self.select(key)

    def select(self, key: str) -> None:
        keys = [one.key for one in self.list.rows()]
        if key in keys:
            self.list.select(keys.index(key))

    def show_clock(self, found: ClockFacts) -> None:
        for part, words in (
            (self._caption, found.caption),
            (self._time, found.time),
            (self._plan, found.plan),
        ):
            if part.text() != words:
                part.setText(words)
            part.setVisible(bool(words))
        self._title.set_text(found.title)
        tone = "warning" if found.over else ""
        if self._time.property("tone") != tone:
            theme.restyle(self._time, tone=tone)
        self._bar.setVisible(found.share[1] > 0)
        if found.share[1]:
            self._bar.show_share(*found.share)
        self._show_gestures(found)

    def _show_gestures(self, found: ClockFacts) -> None:
        words = self.tr("Empezar el siguiente") if found.state else self.tr("Empezar")
        if self.next.text() != words:
            self.next.set_words(words)
        self._following.set_text(self.tr("Sigue: {title}").format(title=found.following))
        self._following.setVisible(bool(found.state and found.following))
        self.next.setVisible(bool(found.following))
        stopped = found.paused
        self.pause.set_words(
            self.tr("Seguir") if stopped else self.tr("Pausar"),
            icon="player-play" if stopped else "player-pause",
        )
        for button in (self.pause, self.end):
            button.setVisible(bool(found.state))

    def show_room(self, present: str, quorums: tuple[Row, ...]) -> None:
        self._present.setText(present)
        self._quorum.set_rows(quorums)
        self._quorum.setVisible(bool(quorums))
        self._no_rule.setVisible(not quorums)

    def toast(self, words: str, inverse: Callable[[], None] | None) -> None:
        self._context.toast(words, inverse)
