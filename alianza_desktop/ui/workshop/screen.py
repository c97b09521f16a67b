"""The page of a workshop as a picture: a form at the left, three lists at the right; it decides nothing."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from alianza_desktop.core.format_es import fold
from alianza_desktop.ui import places
from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import ElidedLabel, frame, label, row, strip
from alianza_desktop.ui.widgets.scrolling import upright
from alianza_desktop.ui.widgets.suggest import Suggest
from alianza_desktop.ui.workshop.editing import EditWorkshop
from alianza_desktop.ui.workshop.lines import Lines
from alianza_desktop.ui.workshop.planning import NewWorkshop
from alianza_desktop.ui.workshop.specs import LINES, NEEDED, WHERE, Line, fields
from alianza_desktop.ui.workshop.view import Inverse, WorkshopIntents

TITLES = {"sessions": "Sesiones", "mesas": "Mesas", "agenda": "Agenda"}
OF_WORKSHOPS = frozenset({"stage", "with_society", "host"})
"""Fields that a mesa's own meeting does not have."""
AGENDA = ":agenda"
"""At the end of an id: come to its agenda."""


def open_workshop(context: Context) -> Screen:
    """Make the page; which workshop it is about comes with `opened`."""
    return WorkshopScreen(context)


class WorkshopScreen(QWidget):
    """New while no id was given; each visit with another id begins anew."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.intents: WorkshopIntents | None = None
        self._about: str | None = None
        self._editing = False
        self._title = label(size="title", semibold=True)
        self._subtitle = ElidedLabel(tone="secondary")
        self._again = Button(self.tr("Empezar de nuevo"), "flat", icon="refresh")
        self._copy = Button(self.tr("Duplicar etapa anterior"), "flat", icon="copy")
        self._back = Button(self.tr("Volver"), icon="arrow-back-up", key="Esc", height=36)
        self.end = Button(self.tr("Crear taller"), "primary", key="Ctrl+Intro")
        self._message = Banner(height=36)
        self.form = Form(fields(), columns=4)
        place, host = self.form.widget(WHERE), self.form.widget("host")
        assert isinstance(place, QLineEdit)
        assert isinstance(host, QLineEdit)
        Suggest(place, places.suggestions)
        Suggest(host, self._hosts_like)
        self._hosts: tuple[str, ...] = ()
        self._place_note = label(size="caption", tone="secondary")
        place.setLayout(row(None, self._place_note, gap=0, margins=(0, 0, 12, 0)))
        self.lines = {
            kind: Lines(specs, NEEDED[kind], tools=_TOOLS[kind], marked=kind == "mesas")
            for kind, specs in LINES.items()
        }
        self._counts = {kind: label(size="caption", tone="secondary") for kind in LINES}
        self._bring = Button("", "flat", icon="users-group", height=28)
        self._bring.hide()
        self._lay_out()
        self._connect()

    # layout

    def _lay_out(self) -> None:
        self._head = row(self._title, self._subtitle, self._copy, self._again, self._back, self.end, gap=12)
        inside = QWidget()
        self._cards = QVBoxLayout(inside)
        self._cards.addWidget(self._form_card())
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for kind, share in (("sessions", 7), ("agenda", 5)):
            side = QVBoxLayout()
            side.addWidget(self._lines_card(kind))
            side.addStretch(1)
            self._pair.addLayout(side, share)
        self._cards.addLayout(self._pair)
        self._mesas_card = self._lines_card("mesas")
        self._cards.addWidget(self._mesas_card)
        self._cards.addStretch(1)
        self.area = upright(QScrollArea(), inside)
        self._whole = QVBoxLayout(self)
        self._whole.addLayout(self._head)
        self._whole.addWidget(self._message)
        self._whole.addWidget(self.area, 1)
        self.fit(compact=False)

    def _form_card(self) -> QFrame:
        card = frame("card")
        self._form_box = QVBoxLayout(card)
        self._form_box.addWidget(self.form)
        return card

    def _lines_card(self, kind: str) -> QFrame:
        card = frame("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        title = label(TITLES[kind], "emphasis", semibold=True)
        head = row(title, self._counts[kind], None, *((self._bring,) if kind == "mesas" else ()))
        head.setContentsMargins(16, 0, 8, 0)
        box.addWidget(strip("head", head, 39))
        body = QVBoxLayout()
        body.setContentsMargins(16, 8, 12, 12)
        body.addWidget(self.lines[kind])
        box.addLayout(body)
        return card

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        side = 16 if compact else 20
        gap = 12 if compact else 16
        self._whole.setContentsMargins(side, 8 if compact else 14, side, 12 if compact else 16)
        self._whole.setSpacing(8 if compact else 12)
        self._cards.setContentsMargins(0, 0, 4, 0)
        self._cards.setSpacing(gap)
        self._pair.setSpacing(gap)
        narrow = QBoxLayout.Direction.TopToBottom if tiny else QBoxLayout.Direction.LeftToRight
        self._pair.setDirection(narrow)
        self.form.set_columns(2 if tiny else 4)
        inner = 12 if compact else 16
        self._form_box.setContentsMargins(inner, 10, inner, 12)
        self._tiny, self._compact = tiny, compact or tiny
        self._again.setVisible(not tiny and not self._editing)
        self._copy.setVisible(not tiny and not compact and not self._editing and self._can_copy)
        self._back.setVisible(not tiny and not self._editing)

    _tiny = _compact = False

    @property
    def _can_copy(self) -> bool:
        return bool(self._context.workshop_id)

    # wiring

    def _connect(self) -> None:
        self.form.changed.connect(lambda key, value: self._intents().changed(key, value))
        self.form.submitted.connect(lambda: self.lines["sessions"].first().setFocus())
        for kind, lines in self.lines.items():
            lines.changed.connect(lambda *told, kind=kind: self._intents().line_changed(kind, *told))
            lines.added.connect(lambda values, kind=kind: self._intents().line_added(kind, values))
            lines.removed.connect(lambda key, kind=kind: self._intents().line_removed(kind, key))
            lines.moved.connect(lambda key, step, kind=kind: self._intents().line_moved(kind, key, step))
        self.lines["sessions"].turned.connect(lambda key: self._intents().session_turned(key))
        self._bring.clicked.connect(lambda: self._intents().bring_mesas())
        self._copy.clicked.connect(lambda: self._context.open("copy-page", self._context.workshop_id))
        self._again.clicked.connect(lambda: self._intents().begin_again())
        self._back.clicked.connect(self.leave)
        self.end.clicked.connect(self.finish)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.finish)
        QShortcut(QKeySequence("Esc"), self, self.leave)

    def _intents(self) -> WorkshopIntents:
        assert self.intents is not None
        return self.intents

    def _hosts_like(self, text: str) -> list[str]:
        words = fold(text).split()
        return [one for one in self._hosts if words and all(word in fold(one) for word in words)][:8]

    def page(self) -> QWidget:
        return self

    def opened(self, argument: str) -> None:
        """A new workshop, or the one with this id; `:agenda` or a field after it is where the cursor goes."""
        about, _, part = argument.partition(":")
        if self._about != about or not about:
            self._about = about
            jobs = self._context.jobs(self)
            self.intents = EditWorkshop(self, jobs, about) if about else NewWorkshop(self, jobs)
            self.intents.load()
        self.go_to(part)

    def go_to(self, part: str) -> None:
        """Put the cursor where the work is."""
        if part in self.lines:
            target = self.lines[part].first()
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self.area.ensureWidgetVisible(self.lines[part], 0, 40)
        else:
            self.form.focus_field(part or ("name" if self._editing else "starts_on"))

    def on_changed(self, changes: frozenset[str]) -> None:
        if self.intents is not None:
            self.intents.on_changed(changes)

    def finish(self) -> None:
        """Tell what is being typed, and create the workshop or go back."""
        if self._told():
            self._intents().finish()

    def leave(self) -> None:
        """Go back to Inicio; what is typed stays."""
        self._told()
        self._context.open("home", "")

    def _told(self) -> bool:
        told = [self.form.pending(), *(lines.pending() for lines in self.lines.values())]
        return all(told)

    # what the presenters show

    def show_head(self, title: str, subtitle: str, *, editing: bool, meeting: bool = False) -> None:
        self._editing = editing
        self.form.leave_out(OF_WORKSHOPS if meeting else frozenset())
        self._mesas_card.setVisible(not meeting)
        self._title.setText(title)
        self._subtitle.set_text(subtitle)
        self.end.set_words(self.tr("Listo") if editing else self.tr("Crear taller"))
        self._again.setVisible(not editing and not self._tiny)
        self._copy.setVisible(not editing and not self._compact and self._can_copy)
        self._back.setVisible(not editing and not self._tiny)
        self.lines["sessions"].show_tool("turn", shown=editing)
        self._message.clear()

    def show_values(self, values: dict[str, str]) -> None:
        self.form.show_values(values)

    def show_place(self, note: str) -> None:
        self._place_note.setText(note)
        field = self.form.widget(WHERE)
        assert isinstance(field, QLineEdit)
        field.setTextMargins(0, 0, self._place_note.sizeHint().width() + 16 if note else 0, 0)

    def show_lines(self, kind: str, lines: tuple[Line, ...]) -> None:
        self.lines[kind].show_lines(lines)
        self._counts[kind].setText(
            self.tr("{count} · Intro en la última fila añade otra").format(count=len(lines))
        )

    def show_fault(self, field: str, words: str) -> None:
        if field:
            self.form.show_fault(field, words)
            self.form.focus_field(field)
            self.area.ensureWidgetVisible(self.form.widget(field))
        else:
            self._message.tell("warning", words)

    def show_line_fault(self, kind: str, key: str, words: str) -> None:
        self.lines[kind].show_fault(key, words)

    def show_hosts(self, names: tuple[str, ...]) -> None:
        self._hosts = names

    def show_bring(self, words: str) -> None:
        self._bring.set_words(words)
        self._bring.setVisible(bool(words))

    def toast(self, words: str, inverse: Inverse) -> None:
        self._context.toast(words, inverse)

    def go(self, kind: str, argument: str) -> None:
        self._context.open(kind, argument)


_TOOLS = {"sessions": ("turn", "remove"), "mesas": ("remove",), "agenda": ("up", "down", "remove")}
