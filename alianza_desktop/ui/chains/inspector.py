"""The card of what is selected, at the right: every field is kept when it is left, and can be undone."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.chains.facts import FLOWS, NOTHING, ActorRow, Details, LinkRow, Organ
from alianza_desktop.ui.chains.parts import (
    ActorAdd,
    ActorLine,
    AddLine,
    GapLine,
    Line,
    Lines,
    LinkLine,
    QuietField,
)
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import Choice
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import column, frame, label, row
from alianza_desktop.ui.widgets.scrolling import upright

WIDE: Final = 304
STATES: Final = (
    FieldSpec(key="current_state", label="Estado actual", kind="long", hint="Cómo se hace hoy"),
    FieldSpec(key="desired_state", label="Estado deseado", kind="long", hint="Cómo debería ser"),
)


class Inspector(QFrame):
    """Says what a person wants of the selected record; it decides nothing."""

    changed = Signal(str, str, str)
    """(id, field, value) of the record itself, a gap (`text`), an actor (`role`)."""
    actor_added = Signal(str, str)
    gap_added = Signal(str, str)
    removed = Signal(str)
    flow_chosen = Signal(str, str)
    stage_moved = Signal(str, int)
    agreement_chosen = Signal(str)
    commitment_requested = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "side")
        self.setAccessibleName(self.tr("Ficha de lo seleccionado"))
        self._shown = NOTHING
        self._caption = label("", "caption", tone="secondary")
        self.title = QuietField(self.tr("Nombre"), self.tr("Sin nombre"), size="title")
        self._close = Button("", "flat", icon="x", height=28)
        self._close.setAccessibleName(self.tr("Cerrar la ficha"))
        self._close.setToolTip(self.tr("Cerrar la ficha (Esc)"))
        self.states = Form(STATES)
        self.actors: Lines[ActorRow] = Lines(ActorLine, lambda one: one.id)
        self.gaps: Lines[tuple[str, str]] = Lines(GapLine, lambda one: one[0])
        self.links: Lines[LinkRow] = Lines(LinkLine, lambda one: one.id)
        self.actor_add = ActorAdd(self.tr("Nombre de la organización"))
        self.gap_add = AddLine(self.tr("Qué falta"))
        self.flow = Choice(height=32)
        self.flow.setAccessibleName(self.tr("Tipo de flujo"))
        self._before = Button(self.tr("Antes"), icon="chevron-left")
        self._after = Button(self.tr("Después"), icon="chevron-right")
        self.commit = Button(self.tr("Crear compromiso"), "primary", icon="plus", key="F4")
        self._remove = Button(self.tr("Quitar"), "flat", icon="trash", key="Supr", height=28)
        self._captions: dict[str, QLabel] = {}
        self._sections: dict[str, QWidget] = {}
        self._lay_out()
        self._wire()
        self.show_details(NOTHING)

    def _lay_out(self) -> None:
        self.setFixedWidth(theme.px(WIDE))
        self._empty = label(
            self.tr(
                "Elija una tarjeta para ver y completar su ficha, o cree una con las herramientas. "
                "En una cadena vacía, Tab crea la primera."
            ),
            tone="secondary",
            wrap=True,
        )
        body = QWidget()
        box = QVBoxLayout(body)
        box.setContentsMargins(16, 10, 16, 10)
        box.setSpacing(10)
        box.addWidget(self._empty)
        self._agreements = QWidget()
        self._chips = row(gap=6)
        self._agreements.setLayout(self._chips)
        for key, words, parts in (
            ("actors", self.tr("Actores"), (self.actors, self.actor_add)),
            ("states", "", (self.states,)),
            ("gaps", self.tr("Brechas"), (self.gaps, self.gap_add)),
            ("agreements", self.tr("Compromisos"), (self._agreements,)),
            ("links", self.tr("Flujos"), (self.links,)),
            ("flow", self.tr("Qué pasa de una a otra"), (self.flow,)),
            ("order", self.tr("Orden del eslabón"), (self._order(),)),
        ):
            box.addWidget(self._section(key, words, parts))
        box.addLayout(row(self._remove, None))
        box.addStretch(1)
        self._scroll = upright(QScrollArea(), body)
        self._head = frame("head")
        self._head.setLayout(
            column(row(self._caption, None, self._close), self.title, gap=0, margins=(16, 6, 8, 10))
        )
        self._foot = frame("foot")
        self._foot.setLayout(row(self.commit, margins=(16, 12, 12, 12)))
        whole = column(self._head, gap=0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._foot)
        self.setLayout(whole)

    def _section(self, key: str, words: str, parts: Sequence[QWidget]) -> QWidget:
        made = QWidget()
        box = column(gap=4)
        if words:
            self._captions[key] = label(words, "caption", semibold=True)
            line = row(self._captions[key], None)
            if key in ("actors", "gaps"):
                line.addWidget(self._adder(words, parts[-1]))
            box.addLayout(line)
        for part in parts:
            box.addWidget(part)
        made.setLayout(box)
        self._sections[key] = made
        return made

    def _adder(self, words: str, line: QWidget) -> Button:
        """Return the button that opens the line where one more is written."""
        made = Button(self.tr("Añadir"), "flat", icon="plus", height=24)
        made.setAccessibleName(self.tr("Añadir a {words}").format(words=words.lower()))
        made.clicked.connect(lambda: self._open_line(line))
        line.hide()
        return made

    def _open_line(self, line: QWidget) -> None:
        line.show()
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(line)

    def _order(self) -> QWidget:
        made = QWidget()
        made.setLayout(row(self._before, self._after, None, gap=8))
        return made

    def _wire(self) -> None:
        self._close.clicked.connect(self.closed)
        self.title.told.connect(lambda text: self._told(self._shown.id, "name", text))
        self.states.changed.connect(lambda key, value: self._told(self._shown.id, key, value))
        self.actors.wire = self._wire_actor
        self.gaps.wire = self._wire_gap
        self.links.wire = self._wire_link
        self.actor_add.added.connect(lambda name: self.actor_added.emit(self._shown.id, name))
        self.gap_add.added.connect(lambda text: self.gap_added.emit(self._shown.id, text))
        self.flow.activated.connect(lambda _n: self.flow_chosen.emit(self._shown.id, self.flow.value()))
        self._before.clicked.connect(lambda: self.stage_moved.emit(self._shown.id, -1))
        self._after.clicked.connect(lambda: self.stage_moved.emit(self._shown.id, 1))
        self.commit.clicked.connect(self.commitment_requested)
        self._remove.clicked.connect(lambda: self.removed.emit(self._shown.id))

    def _wire_link(self, line: Line) -> None:
        line.taken.connect(self.removed)

    def _wire_actor(self, line: Line) -> None:
        line.taken.connect(self.removed)
        line.told.connect(lambda key, text: self._told(key, "role", text))

    def _wire_gap(self, line: Line) -> None:
        line.taken.connect(self.removed)
        line.told.connect(lambda key, text: self._told(key, "text", text) if text else self.removed.emit(key))

    def _told(self, record_id: str, field: str, value: str) -> None:
        if record_id:
            self.changed.emit(record_id, field, value)

    # what it shows

    def show_details(self, details: Details) -> None:
        """Show a record; what was being typed of another one is told first."""
        if details.id != self._shown.id:
            self.flush()
            for add in (self.actor_add, self.gap_add):
                add.clear()
                add.hide()
        self._shown = details
        kind = details.kind
        card = kind in ("activity", "support")
        self._caption.setText(details.caption)
        self._head.setVisible(bool(kind))
        self._foot.setVisible(card)
        self._remove.setVisible(bool(kind))
        self._empty.setVisible(not kind)
        self.title.show_value(details.title)
        self.title.setReadOnly(kind == "link")
        self._show_card(details, card=card)
        for key, shown in (("flow", kind == "link"), ("order", kind == "stage")):
            self._sections[key].setVisible(shown)
        if kind == "link":
            self.flow.set_items([(code, "", words) for code, words in FLOWS.items()], details.flow)
        self._before.setEnabled(details.place > 1)
        self._after.setEnabled(0 < details.place < details.places)

    def _show_card(self, details: Details, *, card: bool) -> None:
        for key in ("actors", "states", "gaps"):
            self._sections[key].setVisible(card)
        self.actors.show_rows(details.actors)
        self.gaps.show_rows(details.gaps)
        self.links.show_rows(details.links)
        self.states.show_values(
            {"current_state": details.current_state, "desired_state": details.desired_state}
        )
        count = len(details.gaps)
        self._captions["gaps"].setText(
            self.tr("Brechas ({n})").format(n=count) if count else self.tr("Brechas")
        )
        self._sections["agreements"].setVisible(bool(details.agreements))
        self._sections["links"].setVisible(bool(details.links))
        self._show_agreements(details.agreements)

    def _show_agreements(self, agreements: tuple[tuple[str, str], ...]) -> None:
        while self._chips.count():
            item = self._chips.takeAt(0)
            gone = item.widget() if item is not None else None
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for key, code in agreements[:5]:
            chip = Button(code, height=28)
            chip.setAccessibleName(self.tr("Ver el compromiso {code}").format(code=code))
            chip.clicked.connect(lambda _on=False, key=key: self.agreement_chosen.emit(key))
            self._chips.addWidget(chip)
        self._chips.addStretch(1)

    def show_organs(self, organs: tuple[Organ, ...]) -> None:
        self.actor_add.show_organs(organs)

    def flush(self) -> None:
        """Tell what is being typed now."""
        self.title.flush()
        self.states.pending()
        self.actors.flush()
        self.gaps.flush()

    def focus_gap(self) -> None:
        """Be ready to write a brecha."""
        self._open_line(self.gap_add)

    def fit(self) -> None:
        self.setFixedWidth(theme.px(WIDE))
        for spec in STATES:
            self.states.widget(spec.key).setFixedHeight(theme.px(60))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.closed.emit()
        else:
            super().keyPressEvent(event)
