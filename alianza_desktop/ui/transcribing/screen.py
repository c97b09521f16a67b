"""Transcribing as a picture: the row of paper at the left, what was transcribed at the right."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.transcribing.facts import COLUMNS, FIELDS, SHOWN, ListFacts, Where, Who
from alianza_desktop.ui.transcribing.presenter import TranscribingPresenter
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.field import Choice, Field, join_tab_order
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import ElidedLabel, captioned, column, frame, label, row, strip
from alianza_desktop.ui.widgets.rows import Look, Rows
from alianza_desktop.ui.widgets.scrolling import upright
from alianza_desktop.ui.widgets.state_chip import StateChip
from alianza_desktop.ui.widgets.suggest import Suggest
from alianza_desktop.ui.widgets.table import Table

CHIPS: Final = 4
WIDE, WIDE_COMPACT = 460, 420
WIDEST: Final = 16_777_215
"""Qt's own «no limit»."""


def open_transcribing(context: Context) -> Screen:
    """Make the page with its presenter."""
    screen = TranscribingScreen(context)
    screen.begin(TranscribingPresenter(screen, context.jobs(screen), context.workshop_id))
    return screen


class TranscribingScreen(QWidget):
    """Enter goes from datum to datum; on the last one the row is written."""

    presenter: TranscribingPresenter

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._draft: dict[str, str] = {}
        self.back = Button("", "flat", icon="chevron-left")
        self.back.setAccessibleName(self.tr("Volver a los papeles"))
        self.back.setToolTip(self.tr("Volver a los papeles (Esc)"))
        self._title = label(self.tr("Transcribir papeles"), "title", semibold=True)
        self._subtitle = ElidedLabel(tone="secondary")
        self.session = Choice(height=32)
        self.session.setAccessibleName(self.tr("Sesión de los papeles"))
        self.page_number, self.who = Field(), Field(self.tr("DNI o nombre"), icon="search")
        self._row = label(semibold=True)
        self.hits = Rows(
            Look(height=44, side=8, lead=30), self.tr("Personas halladas"), choosing=True, fit=True
        )
        self._name, self._caption = (
            ElidedLabel("emphasis", semibold=True),
            ElidedLabel("caption", tone="secondary"),
        )
        self.form = Form(FIELDS, columns=3)
        self._same = Button(self.tr("Es la misma"))
        self.similar = Banner(height=52, buttons=(self._same,))
        self._similar_id = ""
        self.message = Banner(height=40)
        self.write_button = Button(self.tr("Escribir la fila"), "primary", key=ENTER)
        self.unnamed = Button(self.tr("Sin datos personales"), height=36)
        self.another = Button(self.tr("No es"), "flat", icon="user-off")
        self._chips = [StateChip("neutral", "", "") for _ in range(CHIPS)]
        self.table = Table(COLUMNS, self.tr("Filas transcritas"), row_height=48)
        self._lay_out()

    def _line(self, key: str) -> Field:
        widget = self.form.widget(key)
        assert isinstance(widget, Field)
        return widget

    # layout

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        head = row(self.back, self._title, self._subtitle, self.session, gap=12, margins=(10, 0, 16, 0))
        whole.addWidget(strip("bar", head, 47))
        self._sides = QHBoxLayout()
        self._sides.addWidget(self._entry_side())
        self._right = QWidget()
        right = column(row(*self._chips, None, gap=8), self.table, gap=8)
        self._right.setLayout(right)
        self._sides.addWidget(self._right, 1)
        whole.addLayout(self._sides, 1)
        self.table.set_empty(self.tr("Escriba la primera fila de la primera hoja."))

    def _entry_side(self) -> QWidget:
        card = frame("card")
        self._card = card
        inside = QVBoxLayout(card)
        inside.setContentsMargins(16, 12, 16, 14)
        inside.setSpacing(10)
        page = captioned(label(self.tr("Hoja"), "caption", tone="secondary"), self.page_number)
        who = captioned(label(self.tr("Quién es"), "caption", tone="secondary"), self.who)
        place = QVBoxLayout()
        place.addStretch(1)
        place.addWidget(self._row)
        place.addSpacing(9)
        inside.addLayout(row(page, place, 4, who, gap=12))
        inside.addWidget(self.hits)
        self._found = frame("band")
        names = column(self._name, self._caption, gap=2)
        self._found.setLayout(row(names, self.another, gap=8, margins=(12, 8, 6, 8)))
        inside.addWidget(self._found)
        inside.addWidget(self.form)
        inside.addWidget(self.similar)
        inside.addLayout(row(self.write_button, self.unnamed, None, gap=8))
        hint = self.tr(
            "Intro pasa al dato siguiente y en el último escribe la fila. Si la persona ya está en "
            "pantalla, no se repite: se dice en qué difiere el papel."
        )
        inside.addWidget(label(hint, "caption", tone="secondary", wrap=True))
        holder = QWidget()
        holder.setLayout(column(self.message, card, None, gap=8))
        area = upright(QScrollArea(), holder)  # somebody new has nine fields
        self._area = area
        return area

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        side = 16 if compact else 20
        self._sides.setContentsMargins(side, 8 if compact else 14, side, 12 if compact else 16)
        self._sides.setSpacing(12 if compact else 16)
        wide = theme.px(WIDE_COMPACT if compact else WIDE)
        self._area.setMinimumWidth(0 if tiny else wide)
        self._area.setMaximumWidth(WIDEST if tiny else wide)
        self._right.setVisible(not tiny)  # with large text there is room for the row alone
        self.form.set_columns(2 if tiny else 3)
        self.page_number.setFixedWidth(theme.px(90))
        self.session.setFixedWidth(theme.px(180 if tiny else 260))

    # wiring

    def begin(self, presenter: TranscribingPresenter) -> None:
        self.presenter = presenter
        self.back.clicked.connect(self.leave)
        self.session.currentIndexChanged.connect(lambda _n: presenter.choose_session(self.session.value()))
        self.page_number.textEdited.connect(presenter.choose_page)
        self.page_number.returnPressed.connect(lambda: self.who.setFocus())  # noqa: PLW0108 - overloads
        self.who.textEdited.connect(presenter.typed)
        self.who.installEventFilter(self)
        self.hits.chosen.connect(presenter.choose)
        self.form.changed.connect(lambda field, _value: presenter.edited(field, self.form.values()))
        self.form.submitted.connect(self._submit)
        Suggest(self._line("organization"), presenter.suggested)
        self._line("marks").textEdited.connect(lambda _text: presenter.edited("marks", self._values()))
        self._same.clicked.connect(lambda: presenter.choose(self._similar_id))
        self.write_button.clicked.connect(self._submit)
        self.unnamed.clicked.connect(presenter.anonymous_person)
        self.another.clicked.connect(presenter.new_person)
        QShortcut(QKeySequence("Esc"), self, self.leave)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self._submit)
        fields = [self.form.widget(spec.key) for spec in FIELDS]
        join_tab_order(
            self.page_number, self.who, self.hits, *fields, self._same, self.write_button, self.unnamed,
            self.another, self.table,
        )  # fmt: skip
        self.page_number.setText("1")
        self.show_hits(())
        self.show_who(Who())
        presenter.load()

    def page(self) -> QWidget:
        return self

    def opened(self, argument: str) -> None:
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def on_changed(self, changes: frozenset[str]) -> None:
        self.presenter.on_changed(changes)

    def leave(self) -> None:
        """Back to the papers; the row that is half typed is kept."""
        self.form.pending()
        self._context.open("papers-page", "@back")

    def _values(self) -> dict[str, str]:
        return self.form.values() | {"marks": self._line("marks").text()}

    def _submit(self) -> None:
        self.form.pending()
        self.presenter.submit(self.form.values())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes who is marked, the arrows mark another, while the line keeps the focus."""
        if watched is not self.who or not isinstance(event, QKeyEvent):
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.presenter.entered(self.hits.current_key())
            return True
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.hits.rows():
            self.hits.step(-1 if event.key() == Qt.Key.Key_Up else 1)
            return True
        return False

    # what the presenter shows

    def show_where(self, found: Where, session_id: str) -> None:
        self._subtitle.set_text(found.workshop)
        self.session.set_items([(one, "", words) for one, words in found.sessions], session_id)

    def show_list(self, found: ListFacts) -> None:
        self.table.set_rows(found.rows)
        for number, chip in enumerate(self._chips):
            kind, words = found.counts[number] if number < len(found.counts) else ("neutral", "")
            chip.tell(kind, "", words)
            chip.setVisible(bool(words))

    def show_place(self, page: int, row: int) -> None:
        if not self.page_number.hasFocus():
            self.page_number.setText(str(page))
        self._row.setText(self.tr("Fila {row}").format(row=row))

    def show_hits(self, rows: tuple[Row, ...]) -> None:
        self.hits.set_rows(rows)
        self.hits.setVisible(bool(rows))
        self.hits.select(0)

    def show_who(self, who: Who) -> None:
        self._found.setVisible(bool(who.mode))
        self._name.set_text(who.title)
        self._caption.set_text(who.caption)
        for spec in FIELDS:
            self.form.show_field(spec.key, shown=spec.key in SHOWN[who.mode])
        self.another.setVisible(who.mode == "known")
        self.unnamed.setVisible(who.mode != "anonymous")
        self.form.clear_faults()
        if who.mode:
            empty = [key for key in SHOWN[who.mode] if not self.form.values()[key]]
            self.form.focus_field((empty or ["hour"])[0])

    def show_similar(self, person_id: str, words: str) -> None:
        self._similar_id = person_id
        if person_id:
            self.similar.tell("warning", words, strong=self.tr("¿Es la misma persona?"), icon="users")
        else:
            self.similar.clear()

    def show_draft(self, who: str, values: Mapping[str, str]) -> None:
        self.who.setText(who)
        self.form.show_values({key: value for key, value in values.items() if key in self.form.values()})

    def show_fault(self, field: str, words: str) -> None:
        if field == "who":
            self.message.tell("warning", words)
            self.who.setFocus()
        else:
            self.form.show_fault(field, words)
            self.form.focus_field(field)

    def show_note(self, field: str, words: str) -> None:
        self.form.show_note(field, words)

    def show_message(self, kind: str, words: str) -> None:
        if words:
            self.message.tell(kind, words)  # type: ignore[arg-type]
        else:
            self.message.clear()

    def next_row(self) -> None:
        self.form.clear_faults()
        self.form.clear_values(*(spec.key for spec in FIELDS))
        self.form.show_note("marks", "")
        self.who.clear()
        self.show_hits(())
        self.show_similar("", "")
        self.show_who(Who())
        self.who.setFocus()

    def toast(self, words: str, inverse: Callable[[], None] | None) -> None:
        self._context.toast(words, inverse)
