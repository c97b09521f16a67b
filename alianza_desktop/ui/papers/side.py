"""Which paper, and what is chosen of it: session, how many, for whom, on what."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.papers.facts import FIELDS, Paper, PapersFacts
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import captioned, column, label, row
from alianza_desktop.ui.widgets.rows import Look, Rows
from alianza_desktop.ui.widgets.scrolling import upright

WIDE, WIDE_COMPACT = 344, 304
_WAIT_MS: Final = 60


class PapersSide(QFrame):
    """Tells what was chosen; Enter on a person found adds them, on one that was picked takes them out."""

    chosen = Signal(str)
    changed = Signal(str, str)
    searched = Signal(str)
    added = Signal(str)
    removed = Signal(str)
    each = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "rail")
        self.papers = Rows(Look(height=46, side=16, lead=34), self.tr("Papeles"), choosing=True, fit=True)
        self.form = Form(FIELDS)
        self.who = Field(self.tr("DNI o nombre"), icon="search")
        self.found = Rows(
            Look(height=44, side=8, lead=30), self.tr("Personas halladas"), choosing=True, fit=True
        )
        self.picked = Rows(
            Look(height=44, side=8, lead=30), self.tr("Personas elegidas"), choosing=True, fit=True
        )
        self._picked_title = label(
            self.tr("Elegidas: toque a una para quitarla"), "caption", tone="secondary"
        )
        self.each_button = Button(self.tr("Guardar una por persona…"), icon="folder-open")
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        people = column(
            captioned(label(self.tr("Agregar a alguien"), "caption", tone="secondary"), self.who),
            self.found,
            self._picked_title,
            self.picked,
            gap=6,
        )
        self._people = QWidget()
        people.setContentsMargins(0, 0, 0, 0)
        self._people.setLayout(people)
        inside = QWidget()
        choices = column(self.form, self._people, row(self.each_button, None), None, gap=12)
        choices.setContentsMargins(16, 12, 16, 12)
        self._scrolled = column(choices, gap=0)
        inside.setLayout(self._scrolled)
        area = upright(QScrollArea(), inside)  # many people, or larger text
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self.papers)
        self._box.addWidget(area, 1)

    def _connect(self) -> None:
        self.papers.chosen.connect(self.chosen)
        self.form.changed.connect(self.changed)
        self.who.textEdited.connect(lambda _text: self._wait.start())
        self._wait.timeout.connect(lambda: self.searched.emit(self.who.text()))
        self.found.chosen.connect(self._add)
        self.picked.chosen.connect(self.removed)
        self.each_button.clicked.connect(self.each)
        self.who.installEventFilter(self)
        self.papers.selectionModel().currentChanged.connect(lambda _now, _old: self._moved())

    def _moved(self) -> None:
        """The arrows choose: what is marked is what is seen."""
        if self.papers.hasFocus() and self.papers.current_key():
            self.chosen.emit(self.papers.current_key())

    def _add(self, person_id: str) -> None:
        self.who.clear()
        self.added.emit(person_id)
        self.who.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter adds the person that is marked, the arrows mark another, while the line keeps the focus."""
        if watched is not self.who or not isinstance(event, QKeyEvent):
            return False
        if event.type() != QEvent.Type.KeyPress or not self.found.rows():
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add(self.found.current_key() or self.found.rows()[0].key)
            return True
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.found.step(-1 if event.key() == Qt.Key.Key_Up else 1)
            return True
        return False

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        """With the largest text the list of papers scrolls with the rest: the foot of the page stays."""
        held = self.papers.hasFocus()
        (self._scrolled if tiny else self._box).insertWidget(0, self.papers)
        if held:
            self.papers.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setFixedWidth(theme.px(WIDE_COMPACT if compact else WIDE))
        self.papers.set_height(38 if compact else 46)

    # what is shown

    def show_papers(self, found: PapersFacts) -> None:
        self.papers.set_rows(found.papers)
        self.form.set_choices("session", found.sessions)
        self.form.set_choices("who", found.who)
        self.form.set_choices("came", found.came)

    def show_choices(self, paper: Paper, values: Mapping[str, str], *, picking: bool) -> None:
        keys = [one.key for one in self.papers.rows()]
        if self.papers.current_key() != paper.kind and paper.kind in keys:
            self.papers.select(keys.index(paper.kind))
        for spec in FIELDS:
            self.form.show_field(spec.key, shown=spec.key in paper.fields)
        self.form.show_values(dict(values))
        self._people.setVisible(picking)
        self.each_button.setVisible(paper.kind == "constancias")

    def show_picked(self, rows: tuple[Row, ...]) -> None:
        self.picked.set_rows(rows)
        for one in (self._picked_title, self.picked):
            one.setVisible(bool(rows))

    def show_found(self, rows: tuple[Row, ...]) -> None:
        self.found.set_rows(rows)
        self.found.setVisible(bool(rows))
        self.found.select(0)
