"""Mesas as a picture: the board of the workshop or the alliance's mesas, the details at the right."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from alianza_desktop.ui.cells import TableRow
from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.mesas.board import SeatingBoard
from alianza_desktop.ui.mesas.details import MesaFacts, MesaPresenter, Suggestion
from alianza_desktop.ui.mesas.facts import BoardFacts
from alianza_desktop.ui.mesas.header import Header
from alianza_desktop.ui.mesas.inspector import MesaInspector
from alianza_desktop.ui.mesas.pages import BOARD, NONE_YET, STANDING, Pages
from alianza_desktop.ui.mesas.papers import PapersPresenter
from alianza_desktop.ui.mesas.presenter import BoardPresenter, EmptyFacts, SpreadFacts
from alianza_desktop.ui.mesas.sheet_desk import SheetDesk
from alianza_desktop.ui.mesas.standing import COLUMNS, EMPTY, StandingPresenter
from alianza_desktop.ui.mesas.strips import EmptyPage, MoveStrip, SpreadStrip
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.labels import row
from alianza_desktop.ui.widgets.table import Table

Inverse = Callable[[], None] | None


def open_mesas(context: Context) -> Screen:
    """Make the screen with its presenters."""
    screen = MesasScreen(context)
    jobs, workshop_id = context.jobs(screen), context.workshop_id
    screen.begin(
        BoardPresenter(screen, jobs, workshop_id, changed=screen.renewed),
        MesaPresenter(screen, jobs, workshop_id),
        StandingPresenter(screen, jobs, workshop_id),
        PapersPresenter(screen, jobs, workshop_id),
    )
    return screen


class MesasScreen(QWidget):
    """Two pages under one heading."""

    board: BoardPresenter
    details: MesaPresenter
    standing: StandingPresenter
    papers: PapersPresenter

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._compact, self._whole_board = False, BOARD
        self.header = Header()
        self.message = Banner(height=36)
        self.spread_strip = SpreadStrip()
        self.move_strip = MoveStrip()
        self.people = SeatingBoard()
        self.empty = EmptyPage()
        self.table = Table(COLUMNS, self.tr("Mesas de la alianza"), row_height=48)
        self.table.set_empty(self.tr(EMPTY))
        self.new_mesa = Field(self.tr("Otra mesa de la alianza"))
        self.new_mesa.setAccessibleName(self.tr("Nombre de otra mesa"))
        self.add_mesa = Button(self.tr("Añadir mesa"), icon="plus", height=36)
        self.inspector = MesaInspector()
        self.sheets = SheetDesk(self, self.message, context)
        self._lay_out()

    # layout

    def _lay_out(self) -> None:
        self.pages = Pages(self.people, self.empty, self._standing_page())
        self._box = QVBoxLayout()
        for part in (self.header, self.message, self.spread_strip, self.move_strip):
            self._box.addWidget(part)
        self._box.addWidget(self.pages, 1)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addLayout(self._box, 1)
        self.inspector.setParent(self)
        self.fit(compact=False)

    def _standing_page(self) -> QWidget:
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        line = row(self.new_mesa, self.add_mesa, gap=8)
        line.setStretch(0, 1)
        box.addLayout(line)
        box.addWidget(self.table, 1)
        return page

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        self._compact = compact
        side = 16 if compact else 20
        self._box.setContentsMargins(side, 8 if compact else 12, side, 12)
        self._box.setSpacing(8)
        self.header.fit(tiny=tiny)
        self.spread_strip.fit(compact=compact or tiny, tiny=tiny)
        self._place()

    def _place(self) -> None:
        """Put the details at the right: beside the board, or over it when there is little room."""
        shown = not self.inspector.isHidden()
        wide = min(self.inspector.wanted_width(), self.width())
        self._whole.setContentsMargins(0, 0, wide if shown and not self._compact else 0, 0)
        self.inspector.setGeometry(self.width() - wide, 0, wide, self.height())
        if shown:
            self.inspector.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.inspector.flush()

    # wiring

    def begin(
        self,
        board: BoardPresenter,
        details: MesaPresenter,
        standing: StandingPresenter,
        papers: PapersPresenter,
    ) -> None:
        """Connect the intentions to their presenters."""
        self.board, self.details, self.standing, self.papers = board, details, standing, papers
        self._connect_board(board)
        self._connect_inspector(details)
        self.header.here.clicked.connect(self.show_here)
        self.header.all.clicked.connect(self.show_standing)
        self.table.chosen.connect(self.open_mesa)
        self.table.selected.connect(self._follow)
        self.new_mesa.returnPressed.connect(self._add_mesa)
        self.add_mesa.clicked.connect(self._add_mesa)
        self._keys(board)
        if self._context.workshop_id:
            board.load()
        else:
            self.header.leave_out_board(self.tr("Abra un taller en Inicio para ver su tablero."))
            self.show_standing()

    def show_meeting(self) -> None:
        """A mesa's own meeting has no board: only the mesas of the alliance are here."""
        if self.header.here.isEnabled():
            self.header.leave_out_board(self.tr("En la reunión de una mesa cada persona está en ella."))
            self.show_standing()

    def _connect_board(self, board: BoardPresenter) -> None:
        self.header.search.textChanged.connect(board.filter)
        self.header.only.toggled.connect(lambda on: board.show_only_present(on=on))
        self.header.spread.clicked.connect(board.spread)
        self.spread_strip.asked.connect(
            lambda everybody, keep: board.ask_spread(everybody=everybody, keep=keep)
        )
        self.spread_strip.applied.connect(board.apply_spread)
        self.spread_strip.discarded.connect(board.discard_spread)
        self.header.project.clicked.connect(lambda: self._context.project("seating"))
        self.header.print_out.clicked.connect(self._open_print_menu)
        self.people.moved.connect(board.move)
        self.people.mesa_asked.connect(self.ask_mesa)
        self.people.removed.connect(lambda: board.move(self.people.chosen(), ""))
        self.people.menu_asked.connect(self._open_menu)
        self.people.opened.connect(self.open_mesa)
        self.header.change.clicked.connect(self.ask_mesa)
        self.move_strip.entered.connect(self._number_entered)
        self.move_strip.left.connect(self._leave_number)
        self.empty.made.connect(board.make_mesas)
        self.empty.convened.connect(board.convene_all)

    def _connect_inspector(self, details: MesaPresenter) -> None:
        inspector = self.inspector
        inspector.changed.connect(details.changed)
        inspector.closed.connect(self.close_details)
        inspector.convened.connect(details.convene)
        inspector.dismissed.connect(details.dismiss)
        inspector.printed.connect(self.papers.sheets)
        inspector.name_typed.connect(details.look_for)
        inspector.member_added.connect(details.add_member)
        inspector.member_dropped.connect(details.drop_member)
        inspector.role_chosen.connect(details.role_chosen)
        inspector.wanted.connect(self._context.open)

    def _keys(self, board: BoardPresenter) -> None:
        for key, call in (
            ("F3", self.ask_mesa), ("Esc", self.escape), ("Ctrl+Z", board.undo),
            ("Ctrl+Shift+Z", board.redo), ("Ctrl+P", self._open_print_menu),
            ("Ctrl+F", self.header.search.setFocus),
        ):  # fmt: skip
            QShortcut(QKeySequence(key), self, call)

    def page(self) -> QWidget:
        return self

    def opened(self, argument: str) -> None:
        """Come here with nothing, or with a mesa's id to see its details."""
        if argument:
            self.open_mesa(argument)
        elif self.pages.current == BOARD:
            self.people.focus_board()
        elif self.pages.current == NONE_YET:
            self.empty.number.setFocus()
        else:
            self.new_mesa.setFocus()

    def on_changed(self, changes: frozenset[str]) -> None:
        self.board.on_changed(changes)
        self.standing.on_changed(changes)

    # the two pages

    def show_here(self) -> None:
        """The mesas of this workshop."""
        self.standing.shown = False
        self._turn(self._whole_board)
        self.people.focus_board()

    def show_standing(self) -> None:
        """The mesas of the alliance."""
        self.header.all.setChecked(True)
        self.board.discard_spread()
        self.standing.shown = True
        self.standing.load()
        self._turn(STANDING)
        self.new_mesa.setFocus()

    def _turn(self, page: int) -> None:
        self.pages.turn(page)
        self.header.show_board(on=page == BOARD, proposing=self.board.proposing)
        if page != BOARD:
            self.move_strip.hide()

    def _add_mesa(self) -> None:
        if self.new_mesa.text().strip():
            self.standing.add(self.new_mesa.text(), self.new_mesa.clear)

    # people

    def ask_mesa(self) -> None:
        """F3: to which mesa go those who are chosen?"""
        if self.pages.current != BOARD:
            return
        names = self.people.chosen_names()
        if names:
            self.move_strip.ask(names)
        else:
            words = self.tr("Elija a quién mover: con las flechas, o con un clic.")
            self.message.tell("info", words)
            self.people.focus_board()

    def _number_entered(self, text: str) -> None:
        if self.board.move_to_number(self.people.chosen(), text):
            self._leave_number()

    def _leave_number(self) -> None:
        self.move_strip.hide()
        self.people.focus_board()

    def _open_menu(self, place: QPoint) -> None:
        self.people_menu().popup(place)

    def people_menu(self) -> QMenu:
        """Return what can be done with those who are chosen."""
        menu = self._menu()
        chosen = self.people.chosen()
        menu.addAction(self.tr("Cambiar de mesa\tF3"), self.ask_mesa)
        to = menu.addMenu(self.tr("Pasar a"))
        for column in self.people.columns()[1:]:
            name = column.people.accessibleName().replace("&", "&&")
            to.addAction(name).triggered.connect(
                lambda _on=False, mesa_id=column.mesa_id: self.board.move(chosen, mesa_id)
            )
        leave = menu.addAction(self.tr("Dejar sin mesa\tSupr"))
        leave.triggered.connect(lambda _on=False: self.board.move(chosen, ""))
        return menu

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def escape(self) -> None:
        """Esc: the number, then the proposal, then the details, then the search."""
        if self.move_strip.isVisible():
            self._leave_number()
        elif self.board.proposing:
            self.board.discard_spread()
        elif not self.inspector.isHidden():
            self.close_details()
        elif self.header.search.text():
            self.header.search.clear()
        elif self.pages.current == BOARD:
            self.people.focus_board()

    # details

    def open_mesa(self, mesa_id: str) -> None:
        """Show the details of a mesa."""
        self.inspector.flush()
        self._focus_details = True
        self.details.open(mesa_id)

    _focus_details = False

    def _follow(self, mesa_id: str) -> None:
        if mesa_id and not self.inspector.isHidden() and mesa_id != self.details.mesa_id:
            self.inspector.flush()
            self.details.open(mesa_id)

    def close_details(self) -> None:
        """Nothing that was typed is thrown away."""
        self.inspector.flush()
        self.details.close()
        if self.pages.current == BOARD:
            self.people.focus_board()
        else:
            self.table.setFocus()

    # paper

    def _open_print_menu(self) -> None:
        button = self.header.print_out
        if button.isVisible():
            self.sheets.menu(self.papers).popup(button.mapToGlobal(QPoint(0, button.height())))

    def hand_over(self, data: bytes, name: str, *, to_file: bool) -> None:
        """Take the sheets to the printer, or to a file."""
        self.sheets.hand_over(data, name, to_file=to_file)

    # what the presenters show

    def show_board(self, found: BoardFacts) -> None:
        self._whole_board = BOARD
        self.header.show_facts(found)
        first = self.pages.current == NONE_YET
        if self.pages.current != STANDING:
            self._turn(BOARD)
        self.people.show_board(found)
        if first and self.isVisible():
            self.people.focus_board()

    def show_empty(self, found: EmptyFacts) -> None:
        self._whole_board = NONE_YET
        self.empty.show_empty(found)
        if self.pages.current != STANDING:
            self._turn(NONE_YET)
            self.empty.number.setFocus()

    def show_spread(self, found: SpreadFacts | None) -> None:
        self.header.show_board(on=self.pages.current == BOARD, proposing=found is not None)
        if found is not None:
            self.spread_strip.show_spread(found)
        else:
            self.spread_strip.hide()
            self.people.focus_board()

    def show_message(self, kind: str, words: str) -> None:
        if words:
            self.message.tell("error" if kind == "error" else "info" if kind == "info" else "warning", words)
        else:
            self.message.clear()

    def toast(self, words: str, inverse: Inverse) -> None:
        self._context.toast(words, inverse)

    def renewed(self) -> None:
        """The board was read again: so are the details."""
        board = self.board.board
        if board is not None:
            self.inspector.show_people(tuple(one.name for one in board.people))
        self.details.refresh()

    def show_tables(self, rows: tuple[TableRow, ...]) -> None:
        self.table.set_rows(rows)

    def show_mesa(self, found: MesaFacts) -> None:
        self.inspector.show_mesa(found)
        self._place()
        if self._focus_details:
            self._focus_details = False
            form = self.inspector.here if found.sitting_id else self.inspector.table
            form.focus_field("facilitator" if found.sitting_id else "name")

    def hide_mesa(self) -> None:
        self.inspector.hide()
        self._place()

    def show_fault(self, key: str, words: str) -> None:
        self.inspector.show_fault(key, words)

    def show_names(self, found: tuple[Suggestion, ...]) -> None:
        self.inspector.show_names(found)

    def typing(self) -> frozenset[str]:
        return self.inspector.typing()
