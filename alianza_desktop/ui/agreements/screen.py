"""Acuerdos as a picture: the mesa, the quick line, the table, the details; it decides nothing."""

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from alianza_desktop.services import responsibles
from alianza_desktop.services.agreements import AgreementRow
from alianza_desktop.ui import theme
from alianza_desktop.ui.agreements import facts
from alianza_desktop.ui.agreements.carried import CarriedPanel, CarriedPresenter
from alianza_desktop.ui.agreements.detail_facts import DetailFacts
from alianza_desktop.ui.agreements.details import DetailsPresenter
from alianza_desktop.ui.agreements.dictation import Dictation
from alianza_desktop.ui.agreements.facts import Room, Understood
from alianza_desktop.ui.agreements.foot import Foot
from alianza_desktop.ui.agreements.heading import Heading
from alianza_desktop.ui.agreements.inspector import Inspector
from alianza_desktop.ui.agreements.line import LinePresenter
from alianza_desktop.ui.agreements.line_box import Choices, QuickLine, UnderstoodStrip
from alianza_desktop.ui.agreements.notes import NotesPresenter
from alianza_desktop.ui.agreements.presenter import BoardPresenter
from alianza_desktop.ui.agreements.row_gestures import RowGestures
from alianza_desktop.ui.cells import TableRow
from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.field import join_tab_order
from alianza_desktop.ui.widgets.key_cap import KeyCap
from alianza_desktop.ui.widgets.labels import label, row
from alianza_desktop.ui.widgets.table import Table

_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
FIELD_OF_GAP: Final = {
    "gap-responsible": "responsible", "gap-unconfirmed": "acceptance", "gap-declined": "acceptance",
}  # fmt: skip
EMPTY: Final = "Escriba el primer compromiso: verbo + qué · @responsable · fecha"


def open_agreements(context: Context) -> Screen:
    """Make the screen with its three presenters."""
    screen = AgreementsScreen(context.toast)
    jobs = context.jobs(screen)
    board = BoardPresenter(
        screen, jobs, context.workshop_id, context.open, changed=screen.renewed, loaded=screen.loaded
    )
    line = LinePresenter(screen, jobs, lambda: board.room, run=board.run, added=screen.added)
    details = DetailsPresenter(screen, jobs, lambda: board.room)
    screen.notes = NotesPresenter(screen, board, lambda: details.agreement_id)
    screen.carried = CarriedPresenter(screen.before, jobs, context.workshop_id, context.toast)
    screen.before.followed.connect(screen.carried.follow)
    screen.begin(board, line, details)
    Dictation(screen, context.word)
    screen.foot.links.begin(jobs, context.open)
    screen.heading.project.clicked.connect(lambda: context.project("wording"))
    board.load()
    return screen


class AgreementsScreen(QWidget):
    """The list at the left; the details at the right when they are asked for."""

    board: BoardPresenter
    line_presenter: LinePresenter
    details: DetailsPresenter
    carried: CarriedPresenter
    gestures: RowGestures
    notes: NotesPresenter

    def __init__(self, toast: Callable[[str, Callable[[], None] | None], None]) -> None:
        super().__init__()
        self.toast = toast
        self._compact = False
        self._wanted_details, self._wanted_field = "", "text"
        self.heading = Heading()
        self.line = QuickLine()
        self.strip = UnderstoodStrip()
        self._strip_label = label(self.tr("Se entiende:"), "caption", tone="secondary")
        self._hint = label(
            self.tr("Fecha: 15/06, +60d, viernes, fin de mes, 30 días hábiles, permanente"),
            "caption",
            tone="secondary",
        )
        self._tab = KeyCap("Tab")
        self._tab_words = label(self.tr("añadir y ver detalles"), "caption", tone="secondary")
        self._message = Banner(height=36)
        self.table = Table(facts.COLUMNS, self.tr("Acuerdos y compromisos"), fit=True)
        self.table.set_empty(self.tr(EMPTY))
        self.before = CarriedPanel()
        self.foot = Foot()
        self.choices = Choices(self, self.tr("Quién responde"))
        self.inspector = Inspector(self)
        self._lay_out()

    # layout

    def _lay_out(self) -> None:
        self._box = QVBoxLayout()
        self._box.addWidget(self.heading)
        self._box.addWidget(self.line)
        understood = row(self._strip_label, self._hint, self.strip, self._tab, self._tab_words, gap=8)
        self._box.addLayout(understood)
        self._box.addWidget(self._message)
        self._box.addWidget(self.before)
        self._box.addWidget(self.table, 1)
        self._box.addStretch(0)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addLayout(self._box, 1)
        self._whole.addWidget(self.foot)
        self.inspector.setParent(self)
        self.choices.raise_()
        self.show_understood(())
        join_tab_order(
            self.line, self.table, self.foot.go_first, self.foot.which, self.foot.links, self.foot.to_acta
        )

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        self._compact = compact
        self.heading.fit(tiny=tiny)
        self._tiny = tiny
        side = 16 if compact else 20
        self._box.setContentsMargins(side, 6 if compact else 7, side, 8)
        self._box.setSpacing(6 if compact else 8)
        self._hint.setMinimumHeight(theme.px(24))  # the table keeps its place with chips or without
        self.foot.fit(side, compact=compact)
        self._place()

    _tiny = False

    def _place(self) -> None:
        """Put the details at the right: beside the list, or over it when there is little room."""
        shown = not self.inspector.isHidden()
        self.foot.make_room(tight=shown and not self._compact)
        wide = min(self.inspector.wanted_width(), self.width())
        self._whole.setContentsMargins(0, 0, wide if shown and not self._compact else 0, 0)
        self.inspector.setGeometry(self.width() - wide, 0, wide, self.height())
        if shown:
            self.inspector.raise_()
            self.choices.raise_()
            self.inspector.choices.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        self.choices.hide()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The right button on a row: what its keys do."""
        if self.table.has_row_at(event.globalPos()):
            self.gestures.menu().popup(event.globalPos())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.inspector.flush()
        self.line_presenter.keep()

    # wiring

    def begin(self, board: BoardPresenter, line: LinePresenter, details: DetailsPresenter) -> None:
        """Connect the intentions to their presenters."""
        self.board, self.line_presenter, self.details = board, line, details
        self.gestures = RowGestures(
            self.table,
            board,
            flush=self.inspector.flush,
            details=self.open_details,
        )
        self._connect_line(line)
        self.heading.mesa_chosen.connect(self._mesa_chosen)
        self.table.chosen.connect(lambda key: self.open_details(key, focus="text"))
        self.table.selected.connect(self._selected)
        self.foot.go_first.clicked.connect(self._go_first)
        self.foot.to_acta.clicked.connect(self._to_acta)
        self.foot.shown_chosen.connect(board.show_only)
        self.inspector.changed.connect(details.changed)
        self.inspector.partner_added.connect(details.add_partner)
        self.inspector.partner_dropped.connect(details.drop_partner)
        self.inspector.name_typed.connect(self._name_typed)
        self.inspector.notes.saved.connect(self.notes.save)
        self.inspector.notes.withdrawn.connect(lambda noted: self.notes.withdraw(noted.note))
        self.inspector.closed.connect(self.close_details)
        self.inspector.removed.connect(lambda: self.board.remove((details.agreement_id,)))
        self._keys()

    def _connect_line(self, line: LinePresenter) -> None:
        self.line.textChanged.connect(lambda text: line.typed(text, self.line.cursorPosition()))
        self.line.cursorPositionChanged.connect(
            lambda _old, now: line.typed(self.line.text(), now) if self.line.hasFocus() else None
        )
        self.line.entered.connect(lambda: line.entered(self.choices.marked()))
        self.line.tabbed.connect(self._tabbed)
        self.line.moved.connect(self._arrow)
        self.line.row_moved.connect(self.gestures.move_by)
        self.line.idle.connect(line.keep)
        self.choices.chosen.connect(line.choose)

    def _keys(self) -> None:
        keys: dict[str, Callable[[], None]] = {
            "F3": self.heading.choose,
            "Ctrl+PgUp": lambda: self._step_mesa(-1),
            "Ctrl+PgDown": lambda: self._step_mesa(1),
            "Esc": self.escape,
            "Ctrl+T": self.gestures.convert,
            "Ctrl+Z": self._undo,
            "Ctrl+Return": self._to_acta,
            "Ctrl+Enter": self._to_acta,
        }
        for key, call in keys.items():
            QShortcut(QKeySequence(key), self, call)  # whatever has the focus, while this screen is shown

    def page(self) -> QWidget:
        return self

    def opened(self, argument: str) -> None:
        """Come with nothing, `new`, `mesa:` and an id, an agreement's id (and `:field`), or a draft."""
        record, _, field = argument.partition(":")
        named = _ID.fullmatch(record) is not None
        if argument.startswith("mesa:"):
            self._mesa_chosen(argument.removeprefix("mesa:"))
        elif named:
            self._wanted_details, self._wanted_field = record, field or "text"
            self.board.open(record)
        elif argument not in ("", "new"):
            self.line_presenter.propose(argument)
        if not named:
            self.line.setFocus()

    def on_changed(self, changes: frozenset[str]) -> None:
        self.board.on_changed(changes)
        self.foot.links.on_changed(changes, self.board.rows)

    def renewed(self) -> None:
        """The room or the rows were read again: so are the line and the details."""
        self.line_presenter.understand()
        self.details.refresh()
        if self.board.room is not None:
            self.carried.load(self.board.room.mesa_id, self.board.room.today)
            self.foot.links.load(self.board.room, self.board.rows)

    def loaded(self, draft: object) -> None:
        from alianza_desktop.ui.agreements.room import LineDraft

        assert isinstance(draft, LineDraft)
        self.line_presenter.begin(draft)

    def added(self, agreement_id: str, rows: tuple[AgreementRow, ...], details: bool) -> None:
        self.board.added(agreement_id, rows)
        if details:
            self.open_details(agreement_id, focus="deliverable")

    # intentions

    def _tabbed(self) -> None:
        if self.choices.isVisible() and not self.choices.marked():
            self.choices.step(1)
        self.line_presenter.entered(self.choices.marked(), details=True)

    def _arrow(self, step: int) -> None:
        if self.choices.isVisible():
            self.choices.step(step)
        elif step > 0 and self.table.rows():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _undo(self) -> None:
        self.board.undo()

    def _mesa_chosen(self, mesa_id: str) -> None:
        self.close_details()
        self.board.open_mesa(mesa_id)

    def _step_mesa(self, step: int) -> None:
        self.close_details()
        self.board.step_mesa(step)

    def _to_acta(self) -> None:
        self.inspector.flush()
        self.board.to_acta()

    def _go_first(self) -> None:
        key = self.board.first_incomplete()
        row = self.board.row(key)
        if row is not None:
            self.table.select_key(key)
            self.open_details(key, focus=FIELD_OF_GAP.get(row.gaps[0], "due_on"))

    def _selected(self, key: str) -> None:
        if key and self.details.agreement_id and key != self.details.agreement_id:
            self.inspector.flush()
            self.details.open(key)

    def open_details(self, key: str, *, focus: str) -> None:
        """Show the details of a row, with the keyboard in a field."""
        self._focus_next = focus
        self.inspector.flush()
        self.table.select_key(key)
        self.details.open(key)

    _focus_next = ""

    def close_details(self) -> None:
        """Nothing that was typed is thrown away."""
        if not self.inspector.isHidden():
            self.inspector.flush()
            self.details.close()
            self.line.setFocus()

    def escape(self) -> None:
        """Esc: the list of names, then the details, then the line; it never throws text away."""
        if self.inspector.escape() or self.line_presenter.leave_choices():
            return
        if self.inspector.isHidden():
            self.line.setFocus()
        else:
            self.close_details()

    def _name_typed(self, text: str) -> None:
        room = self.board.room
        found = responsibles.find(room.known, text) if room is not None and text.strip() else None
        self.inspector.show_names(facts.choice_rows(found) if found is not None else ())

    # what the presenters show

    def show_room(self, room: Room) -> None:
        self.heading.show_room(room)

    def show_rows(self, rows: tuple[TableRow, ...]) -> None:
        self.table.set_rows(rows)

    def show_totals(self, total: str, incomplete: str) -> None:
        self.foot.show_totals(total, incomplete)

    def show_which(self, shown: str) -> None:
        self.foot.show_which(shown)

    def select(self, key: str) -> None:
        self.table.select_key(key)
        wanted, self._wanted_details = self._wanted_details, ""
        if wanted == key:
            self.open_details(key, focus=self._wanted_field)

    def show_message(self, kind: str, words: str) -> None:
        if words:
            self._message.tell(
                "error" if kind == "error" else "warning" if kind == "warning" else "info", words
            )
        else:
            self._message.clear()

    def show_understood(self, chips: tuple[Understood, ...]) -> None:
        self.strip.show_chips(chips)
        for part in (self._strip_label, self.strip, self._tab, self._tab_words):
            part.setVisible(bool(chips))
        self._hint.setVisible(not chips)

    def show_choices(self, rows: tuple[Row, ...], *, marked: bool = False) -> None:
        self.choices.offer(self.line, rows, marked=marked)

    def set_line(self, text: str, caret: int) -> None:
        self.line.blockSignals(True)
        self.line.setText(text)
        self.line.setCursorPosition(caret)
        self.line.blockSignals(False)

    def show_details(self, found: DetailFacts) -> None:
        self.inspector.show_details(found)
        self._place()
        focus, self._focus_next = self._focus_next, ""
        if focus == "note":
            self.inspector.notes.begin("objection")
        elif focus:
            self.inspector.focus_field(focus)

    def hide_details(self) -> None:
        self.inspector.hide()
        self._place()

    def show_fault(self, key: str, words: str) -> None:
        self.inspector.show_fault(key, words)

    def note_saved(self) -> None:
        self.inspector.notes.close_editor()

    def show_note_fault(self, key: str, words: str) -> None:
        self.inspector.notes.show_fault(key, words)

    def typing(self) -> frozenset[str]:
        return self.inspector.typing()
