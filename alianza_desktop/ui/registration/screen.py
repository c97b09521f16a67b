"""Registro as a picture: the line, what was found under it, the form, the arrivals; it decides nothing."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from alianza_desktop.core import catalogs
from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.registration import facts, wiring
from alianza_desktop.ui.registration.facts import ArrivalsFacts, CardFacts
from alianza_desktop.ui.registration.head import DelegationBar, Head, desk_words
from alianza_desktop.ui.registration.pages import CardPage, ClosedPage, HitsPage, IdlePage, OfferPage
from alianza_desktop.ui.registration.presenter import DeskPresenter
from alianza_desktop.ui.registration.scanning import ScanCatcher
from alianza_desktop.ui.registration.strip import ResultStrip
from alianza_desktop.ui.registration.walk_in import Drafts, WalkInPresenter
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.arrivals import ArrivalsPanel
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.entry_line import EntryLine
from alianza_desktop.ui.widgets.field import join_tab_order
from alianza_desktop.ui.widgets.labels import label, row
from alianza_desktop.ui.widgets.pages import Pages

if TYPE_CHECKING:
    from alianza_desktop.ui.registration.form import WalkInForm
    from alianza_desktop.ui.sounds import Kind

REFRESH_MS = 30_000
"""The pace and the end of the queue move with the clock."""


def open_registration(context: Context) -> Screen:
    """Make the screen with its two presenters."""
    screen = RegistrationScreen(context)
    jobs = context.jobs(screen)
    desk = DeskPresenter(screen, jobs, context.clock, context.workshop_id, context.device)
    form = WalkInPresenter(
        lambda: screen.form,
        screen,
        jobs,
        lambda: desk.room,
        arrived=desk.arrived,
        found=desk.chosen,
        leaving=desk.leaving,
    )
    screen.begin(desk, form, jobs)
    desk.load()
    form.load(context.workshop_id)
    return screen


class RegistrationScreen(QWidget):
    """The queue at the left, the arrivals at the right."""

    desk: DeskPresenter
    walk_in: WalkInPresenter

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.head, self.delegation = Head(), DelegationBar()
        self._hint = label(self.tr("Escanee o escriba el DNI."), "caption", tone="secondary")
        self.line = EntryLine("")
        self.scans = ScanCatcher(self, self.line)
        self._message, self.strip = Banner(height=36), ResultStrip(context.toast)
        self.idle, self.hits_page, self.found = IdlePage(), HitsPage(), CardPage()
        self.offered, self.closed = OfferPage(), ClosedPage()
        self.arrivals = ArrivalsPanel()
        self._names: tuple[tuple[str, str], ...] = ()
        self._sounds, self._compact = True, False
        self._lay_out()
        self._refresh = QTimer(self, interval=REFRESH_MS)

    @cached_property
    def form(self) -> "WalkInForm":
        """The form of who was not in the list, made when it is first needed."""
        from alianza_desktop.ui.registration.form import WalkInForm

        made = WalkInForm()
        self._pages.addWidget(made)
        wiring.connect_form(made, self.walk_in)
        made.fit(compact=self._compact)
        return made

    # layout

    def _lay_out(self) -> None:
        self._middle = Pages()
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
        self._queue.addWidget(self.strip)
        self._pages = Pages()
        self._pages.addWidget(self.queue_scroll)
        self._left = QVBoxLayout()
        self._left.addWidget(self.head)
        self._left.addLayout(row(self.delegation, margins=(4, 0, 4, 0)))
        self._left.addWidget(self._pages, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._left, 1)
        whole.addWidget(self.arrivals)
        found = self.found
        join_tab_order(
            self.line,
            self.hits_page.list,
            found.card.mesa,
            *found.card.boxes,
            found.doubt.number,
            found.doubt.done,
            found.primary,
            found.not_this,
            found.leave,
            found.delegate,
            found.credential,
        )

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        self._compact = compact
        self.arrivals.setVisible(not tiny)
        self._hint.setVisible(not tiny)
        side = 12 if compact else 20
        self._left.setContentsMargins(side, 6 if compact else 16, side, 12 if compact else 16)
        self._left.setSpacing(4 if compact else 10)
        self._queue.setSpacing(6 if compact else 8)
        self.head.fit(compact=compact)
        self.line.set_height(44 if compact else 52)
        self.found.fit(compact=compact)
        if "form" in vars(self):
            self.form.fit(compact=compact)
        self.arrivals.fit(compact=compact)

    # wiring

    def begin(self, desk: DeskPresenter, walk_in: WalkInPresenter, jobs: Jobs) -> None:
        """Connect the intentions of both halves to their presenters."""
        self.desk, self.walk_in, self._jobs = desk, walk_in, jobs
        wiring.connect_queue(self, desk)
        wiring.connect_card(self, desk)
        wiring.connect_panel(self, desk)
        self._keys()
        self._refresh.timeout.connect(desk.panel.refresh)
        self._refresh.start()

    def _keys(self) -> None:
        keys: dict[str, Callable[[], None]] = {
            "F3": self._change_mesa,
            "F6": self._other_pane,
            "F7": self.other_document,
            "Esc": self.escape,
            "Ctrl+Z": self._undo,
            "Alt+S": lambda: self._on_card(self.desk.leave),
            "Alt+D": lambda: self._on_card(self.desk.delegate),
            "Ctrl+P": lambda: self._on_card(self.print_credential),
            "Alt+R": lambda: self._on_card(self.found.doubt.settle),
            **{f"Alt+{number}": partial(self._consent, number) for number in (1, 2, 3, 4)},
        }
        for key, call in keys.items():
            QShortcut(QKeySequence(key), self, call)  # whatever has the focus, while this screen is shown

    def page(self) -> QWidget:
        return self

    def opened(self, argument: str) -> None:
        self.desk.opened(argument)
        if not self._writing:
            self.line.setFocus()

    def on_changed(self, changes: frozenset[str]) -> None:
        self.desk.on_changed(changes)

    @property
    def _writing(self) -> bool:
        """The form is shown."""
        return self._pages.currentIndex() == 1

    def _on_card(self, call: Callable[[], None]) -> None:
        if not self._writing and self._middle.currentWidget() is self.found:
            call()

    def entered(self) -> None:
        here = self._middle.currentWidget()
        if here is self.found:
            self.register()
        else:
            selected = self.hits_page.list.current_key() if here is self.hits_page else ""
            self.desk.entered(selected=selected)

    def scanned(self, read: str) -> None:
        """Something was scanned, wherever the focus is: a form stays half written, the queue goes on."""
        if self._writing:
            self.escape()
        self.line.setFocus()
        self.line.setText(read)
        self.line.selectAll()  # the next number takes its place

    def show_refused_code(self, words: str) -> None:
        """A code was read that holds no number: everything stays as it was."""
        if self._writing:
            self.form.show_fault("", words)
        else:
            self.show_message("warning", words)

    def register(self) -> None:
        self.desk.register(self.found.card.answers())

    def hit_chosen(self, key: str) -> None:
        self.line.setFocus()
        self.desk.pick(key)

    def _consent(self, number: int) -> None:
        if self._writing:
            self.form.toggle_consent(number)
        elif self._middle.currentWidget() is self.found and not self.found.card.boxes[number - 1].isHidden():
            self.found.card.boxes[number - 1].toggle()

    def _undo(self) -> None:
        if not self._writing:  # in the form Ctrl+Z is of its fields
            self.desk.panel.undo()

    def _change_mesa(self) -> None:
        if self._writing:
            self.form.mesa.setFocus()
        else:
            self.desk.change_mesa()

    def _other_pane(self) -> None:
        """F6: from the line to the last arrivals and back."""
        there = self.arrivals.last.isVisible() and not self.arrivals.last.hasFocus()
        (self.arrivals.last if there else self.line).setFocus()

    def other_document(self) -> None:
        """F7: ask which document, and go to the form with it."""
        menu = QMenu(self)
        actions = {menu.addAction(one.name): one.code for one in catalogs.document_types() if one.people}
        picked = menu.exec(self.head.other.mapToGlobal(QPoint(0, self.head.other.height())))
        menu.deleteLater()
        if picked is not None:
            self.take_document(actions[picked])

    def take_document(self, document_type: str) -> None:
        if self._writing:
            values = self.form.values()
            self.walk_in.edited(values)
            self.walk_in.change_document(document_type, values)
        else:
            self.desk.new_person(document_type)

    def escape(self) -> None:
        """Esc: from the form to the queue; in the queue, back to the line. It never throws text away."""
        if self._writing:
            self.form.stop()
            self.walk_in.leave(self.form.values())
        elif self.desk.leaving.stop():  # as its button says, whatever is written
            self.line.setFocus()
        else:
            self.line.setFocus()
            self.line.selectAll()

    def print_credential(self) -> None:
        """Go to the credential of who is on the card; the queue waits as it is."""
        self._context.open("papers-page", f"credential:{self.desk.shown()}")

    def open_papers(self) -> None:
        self._context.open("papers-page", "form@registration")

    def project_sign(self) -> None:
        """Show on the projector which desk takes whom."""
        self._context.project("sign")

    def stop_delegating(self) -> None:
        self.desk.leaving.stop()
        self.line.setFocus()

    # what the presenters show

    def show_room(self, subtitle: str, sessions: tuple[tuple[str, str], ...]) -> None:
        self._names = sessions
        self.head.show_session(subtitle)

    def show_equipment(self, letters: str, *, sounds: bool) -> None:
        self._sounds = sounds
        self.head.show_equipment(self._context.device, letters, sounds=sounds)
        self._context.say_device(desk_words(self._context.device, letters))

    def sound(self, kind: "Kind") -> None:
        if self._sounds and QGuiApplication.platformName() != "offscreen":
            from alianza_desktop.ui import sounds

            self._jobs.network(lambda _task: sounds.play(kind), lambda _none: None)

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
        self.found.show_card(card, delegating=bool(self.desk.leaving.principal))
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
        self.strip.show_result(kind, strong, note)

    def toast(self, words: str, inverse: Callable[[], None] | None) -> None:
        self.strip.toast(words, inverse)

    def show_arrivals(self, found: ArrivalsFacts) -> None:
        panel = self.arrivals
        panel.show_sessions(self._names, found.session)
        panel.show_counts(found.arrived, found.expected, found.left, found.pace, found.end)
        panel.show_sectors(found.sectors)
        panel.show_last(found.last)
        panel.show_review(found.to_review)

    def show_delegation(self, name: str) -> None:
        self.delegation.show_name(name)

    def set_line(self, text: str) -> None:
        self.line.blockSignals(True)
        self.line.setText(text)
        self.line.blockSignals(False)
        self.line.setFocus()

    def focus_mesa(self) -> None:
        self.found.card.mesa.setFocus()

    def open_form(self, document_type: str, number: str, names: str, organization: str) -> None:
        self.walk_in.open(document_type, number, names, organization)

    def form_opened(self) -> None:
        self._pages.setCurrentWidget(self.form)
        self.head.show_form()

    def form_closed(self) -> None:
        self.form.stop()
        self._pages.setCurrentIndex(0)
        self.head.show_queue()
        self.desk.next()

    def show_drafts(self, drafts: Drafts) -> None:
        self.idle.show_drafts(facts.draft_rows(drafts))
