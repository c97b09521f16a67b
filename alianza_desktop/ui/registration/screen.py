"""Registro as a picture: the line, what was found under it, the form, the arrivals; it decides nothing."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from alianza_desktop.core import catalogs
from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.registration import facts
from alianza_desktop.ui.registration.facts import ArrivalsFacts, CardFacts
from alianza_desktop.ui.registration.form import WalkInForm
from alianza_desktop.ui.registration.pages import CardPage, ClosedPage, HitsPage, IdlePage, OfferPage
from alianza_desktop.ui.registration.presenter import DeskPresenter
from alianza_desktop.ui.registration.walk_in import Drafts, WalkInPresenter
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.arrivals import ArrivalsPanel
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.entry_line import EntryLine
from alianza_desktop.ui.widgets.field import join_tab_order
from alianza_desktop.ui.widgets.labels import ElidedLabel, label, row

REFRESH_MS = 30_000
"""The pace and the end of the queue move with the clock."""


def open_registration(context: Context) -> Screen:
    """Make the screen with its two presenters."""
    screen = RegistrationScreen(context.toast)
    jobs = context.jobs(screen)
    desk = DeskPresenter(screen, jobs, context.clock, context.workshop_id, context.device)
    form = WalkInPresenter(
        screen.form, screen, jobs, lambda: desk.room, arrived=desk.arrived, found=desk.chosen
    )
    screen.begin(desk, form)
    desk.load()
    form.load(context.workshop_id)
    return screen


class RegistrationScreen(QWidget):
    """The queue at the left, the arrivals at the right."""

    desk: DeskPresenter
    walk_in: WalkInPresenter

    def __init__(self, toast: Callable[[str, Callable[[], None] | None], None]) -> None:
        super().__init__()
        self.toast = toast
        self._title = label(self.tr("Registro"), "title", semibold=True)
        self._subtitle = ElidedLabel(tone="secondary")
        self._session = ""
        self._new = Button(self.tr("Registro nuevo"), "flat", icon="user-plus", key="F2")
        self._back = Button(self.tr("Volver a la cola"), "flat", icon="arrow-back-up", key="Esc")
        self._other = Button(self.tr("Otro documento"), "flat", icon="id-badge-2", key="F7")
        self._hint = label(self.tr("Escanee o escriba el DNI."), "caption", tone="secondary")
        self.line = EntryLine("")
        self._message, self._result = Banner(height=36), Banner(height=44)
        self.idle, self.hits_page, self.found = IdlePage(), HitsPage(), CardPage()
        self.offered, self.closed = OfferPage(), ClosedPage()
        self.form = WalkInForm()
        self.arrivals = ArrivalsPanel()
        self._lay_out()
        self._refresh = QTimer(self, interval=REFRESH_MS)

    # layout

    def _lay_out(self) -> None:
        self._middle = QStackedWidget()
        for page in (self.idle, self.hits_page, self.found, self.offered, self.closed):
            self._middle.addWidget(page)
        queue = QWidget()
        self._queue = QVBoxLayout(queue)
        self.queue_scroll = QScrollArea()  # only larger text needs it
        self.queue_scroll.setWidgetResizable(True)
        self.queue_scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.queue_scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.queue_scroll.setWidget(queue)
        self._queue.setContentsMargins(4, 0, 4, 0)
        caption = label(self.tr("DNI o nombre"), semibold=True)
        caption.setBuddy(self.line)
        self.line.setAccessibleName(self.tr("DNI o nombre"))
        self._queue.addLayout(row(caption, None, self._hint))
        self._queue.addWidget(self.line)
        self._queue.addWidget(self._message)
        self._queue.addWidget(self._middle, 1)
        self._queue.addWidget(self._result)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.queue_scroll)
        self._pages.addWidget(self.form)
        self._left = QVBoxLayout()
        self._head = row(self._title, self._subtitle, self._new, self._back, self._other, gap=8)
        self._left.addLayout(self._head)
        self._left.addWidget(self._pages, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._left, 1)
        whole.addWidget(self.arrivals)
        self._back.hide()
        join_tab_order(
            self.line,
            self.hits_page.list,
            self.found.card.mesa,
            *self.found.card.boxes,
            self.found.primary,
            self.found.not_this,
        )

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        self.arrivals.setVisible(not tiny)
        self._hint.setVisible(not tiny)
        side = 12 if compact else 20
        self._left.setContentsMargins(side, 6 if compact else 16, side, 12 if compact else 16)
        self._left.setSpacing(4 if compact else 10)
        self._head.setContentsMargins(4, 0, 4, 0)
        self._queue.setSpacing(6 if compact else 8)
        self.line.set_height(44 if compact else 52)
        self._new.setVisible(not compact and self._pages.currentIndex() == 0)
        self.found.fit(compact=compact)
        self.form.fit(compact=compact)
        self.arrivals.fit(compact=compact)
        stacked = self._pages.layout()
        assert stacked is not None
        stacked.invalidate()  # it is not told of what a hidden page needs no more
        self._compact = compact

    _compact = False

    # wiring

    def begin(self, desk: DeskPresenter, walk_in: WalkInPresenter) -> None:
        """Connect the intentions of both halves to their presenters."""
        self.desk, self.walk_in = desk, walk_in
        self._connect_queue(desk)
        self._connect_form(walk_in)
        self._keys()
        self._refresh.timeout.connect(desk.refresh)
        self._refresh.start()

    def _connect_queue(self, desk: DeskPresenter) -> None:
        self.line.textChanged.connect(desk.typed)
        self.line.entered.connect(self._entered)
        self.line.moved.connect(self.hits_page.list.step)
        self.hits_page.list.chosen.connect(self._hit_chosen)
        self.found.primary.clicked.connect(self._register)
        self.found.not_this.clicked.connect(desk.not_this_person)
        self.offered.offer.clicked.connect(lambda: desk.entered(scanned=False))
        self.found.card.mesa_chosen.connect(desk.mesa_chosen)
        for box in self.found.card.boxes:
            box.answered.connect(lambda: desk.answered(any_box=any(self.found.card.answers())))
        self._new.clicked.connect(lambda: desk.new_person("1"))
        self._other.clicked.connect(self.other_document)
        self._back.clicked.connect(self.escape)
        self.arrivals.undo_requested.connect(desk.undo)
        self.arrivals.review_requested.connect(desk.review)
        self.closed.chosen.connect(desk.open_session)

    def _connect_form(self, walk_in: WalkInPresenter) -> None:
        form = self.form
        self.idle.drafts.chosen.connect(lambda key: walk_in.resume(key.removeprefix("draft:")))
        form.submitted.connect(lambda: walk_in.submit(form.values()))
        form.anonymous.connect(lambda: walk_in.submit_anonymous(form.values()))
        form.edited.connect(lambda: walk_in.edited(form.values()))
        form.discarded.connect(lambda: walk_in.discard(form.values()))
        form.organization_edited.connect(
            lambda text: walk_in.organization_edited(text, form.organization.sector)
        )
        form.scanned.connect(self._scanned)
        form.same.connect(walk_in.same)
        form.different.connect(walk_in.different)

    def _keys(self) -> None:
        keys: dict[str, Callable[[], None]] = {
            "F3": self._change_mesa,
            "F7": self.other_document,
            "Esc": self.escape,
            "Ctrl+Z": self._undo,
            **{f"Alt+{number}": partial(self._consent, number) for number in (1, 2, 3)},
        }
        for key, call in keys.items():
            QShortcut(QKeySequence(key), self, call)  # whatever has the focus, while this screen is shown

    def page(self) -> QWidget:
        return self

    def opened(self, argument: str) -> None:
        self.desk.opened(argument)
        if self._pages.currentIndex() == 0:
            self.line.setFocus()

    def on_changed(self, changes: frozenset[str]) -> None:
        self.desk.on_changed(changes)

    def _entered(self, scanned: bool) -> None:
        if self._middle.currentWidget() is self.found and not scanned:
            self._register()
        else:
            selected = (
                self.hits_page.list.current_key() if self._middle.currentWidget() is self.hits_page else ""
            )
            self.desk.entered(scanned=scanned, selected=selected)

    def _scanned(self, read: str) -> None:
        """Somebody else's document was scanned over the form: it stays half written, the queue goes on."""
        self.escape()
        self.line.setText(read)
        self.desk.entered(scanned=True)

    def _register(self) -> None:
        self.desk.register(self.found.card.answers())

    def _hit_chosen(self, key: str) -> None:
        self.desk.chosen(key)
        self.line.setFocus()

    def _consent(self, number: int) -> None:
        if self._pages.currentIndex() == 1:
            self.form.toggle_consent(number)
        elif self._middle.currentWidget() is self.found:
            self.found.card.boxes[number - 1].toggle()

    def _undo(self) -> None:
        if self._pages.currentIndex() == 0:  # in the form Ctrl+Z is of its fields
            self.desk.undo()

    def _change_mesa(self) -> None:
        if self._pages.currentIndex() == 1:
            self.form.mesa.setFocus()
        else:
            self.desk.change_mesa()

    def other_document(self) -> None:
        """F7: ask which document, and go to the form with it."""
        menu = QMenu(self)
        actions = {menu.addAction(one.name): one.code for one in catalogs.document_types() if one.people}
        picked = menu.exec(self._other.mapToGlobal(QPoint(0, self._other.height())))
        menu.deleteLater()
        if picked is not None:
            self.take_document(actions[picked])

    def take_document(self, document_type: str) -> None:
        if self._pages.currentIndex() == 1:
            values = self.form.values()
            self.walk_in.edited(values)
            self.walk_in.change_document(document_type, values)
        else:
            self.desk.new_person(document_type)

    def escape(self) -> None:
        """Esc: from the form to the queue; in the queue, back to the line. It never throws text away."""
        if self._pages.currentIndex() == 1:
            self.form.stop()
            self.walk_in.leave(self.form.values())
        else:
            self.line.setFocus()
            self.line.selectAll()

    # what the presenters show

    def show_room(self, subtitle: str) -> None:
        self._session = subtitle
        self._subtitle.set_text(subtitle)

    def show_closed(self, sessions: tuple[tuple[str, str], ...]) -> None:
        self.closed.show_sessions(sessions)
        self.line.setEnabled(False)
        self._middle.setCurrentWidget(self.closed)

    def show_idle(self) -> None:
        self.line.setEnabled(True)
        self._middle.setCurrentWidget(self.idle)

    def show_hits(self, title: str, rows: tuple[Row, ...]) -> None:
        self.hits_page.show_hits(title, rows)
        self._middle.setCurrentWidget(self.hits_page)

    def show_card(self, card: CardFacts) -> None:
        self.found.card.show_card(card)
        self.found.not_this.setVisible(not card.done)
        self._middle.setCurrentWidget(self.found)

    def show_primary(self, words: str) -> None:
        self.found.primary.set_words(self.tr(words))

    def show_offer(self, words: str) -> None:
        self.offered.words.setText(words)
        self._middle.setCurrentWidget(self.offered)

    def show_message(self, kind: str, words: str) -> None:
        if words:
            self._message.tell("warning" if kind == "warning" else "info", words)
        else:
            self._message.clear()

    def show_result(self, kind: str, strong: str, note: str) -> None:
        shown = {"success": "success", "warning": "warning", "error": "error"}.get(kind, "neutral")
        if strong:
            self._result.tell(shown, note, strong=strong)  # type: ignore[arg-type]
        else:
            self._result.clear()

    def show_arrivals(self, found: ArrivalsFacts) -> None:
        self.arrivals.show_counts(found.arrived, found.expected, found.pace, found.end)
        self.arrivals.show_sectors(found.sectors)
        self.arrivals.show_last(found.last)
        self.arrivals.show_review(found.to_review)

    def set_line(self, text: str) -> None:
        self.line.blockSignals(True)
        self.line.setText(text)
        self.line.blockSignals(False)
        self.line.setFocus()

    def focus_mesa(self) -> None:
        self.found.card.mesa.setFocus()

    def open_form(self, document_type: str, number: str, names: str) -> None:
        self.walk_in.open(document_type, number, names)

    def form_opened(self) -> None:
        self._pages.setCurrentIndex(1)
        self._subtitle.set_text(self.tr("Alta de una persona nueva"))
        self._new.hide()
        self._back.show()

    def form_closed(self) -> None:
        self.form.stop()
        self._pages.setCurrentIndex(0)
        self._subtitle.set_text(self._session)
        self._new.setVisible(not self._compact)
        self._back.hide()
        self.desk.next()

    def show_drafts(self, drafts: Drafts) -> None:
        self.idle.show_drafts(facts.draft_rows(drafts))
