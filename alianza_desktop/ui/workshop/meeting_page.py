"""The page of a mesa's new meeting: a form at the left, who is expected at the right; it decides nothing."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import CheckField
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import ElidedLabel, frame, label, row
from alianza_desktop.ui.widgets.scrolling import upright
from alianza_desktop.ui.workshop.convening import Inverse, MeetingFacts, MeetingPresenter, fields


def open_meeting(context: Context) -> Screen:
    """Make the page; whose meeting it is comes with `opened`."""
    return MeetingPage(context)


class MeetingPage(QWidget):
    """Each time it is opened it begins with what its mesa is by then."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.presenter: MeetingPresenter | None = None
        self._title = label(self.tr("Nueva reunión de mesa"), "title", semibold=True)
        self._subtitle = ElidedLabel(tone="secondary")
        self._back = Button(self.tr("Volver"), icon="arrow-back-up", key="Esc", height=36)
        self.end = Button(self.tr("Convocar la reunión"), "primary", icon="calendar-event", key="Ctrl+Intro")
        self.message = Banner(height=36)
        self.form = Form(fields(), columns=2)
        self._expected = label("", tone="secondary", wrap=True)
        self._taken_up = label("", wrap=True)
        self._people = QVBoxLayout()
        self._people.setSpacing(4)
        self.boxes: dict[str, CheckField] = {}
        self._lay_out()
        self._back.clicked.connect(self.leave)
        self.end.clicked.connect(self.finish)
        self.form.submitted.connect(self.end.setFocus)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.finish)
        QShortcut(QKeySequence("Esc"), self, self.leave)

    def _lay_out(self) -> None:
        inside = QWidget()
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._cards.setContentsMargins(0, 0, 4, 0)
        self._cards.setSpacing(16)
        people = QVBoxLayout()
        people.setSpacing(8)
        people.addWidget(self._expected)
        people.addLayout(self._people)
        for share, words, part in (
            (6, self.tr("Cuándo, dónde y quién"), self._form_box()),
            (5, self.tr("A quiénes se espera"), people),
        ):
            self._cards.addWidget(_card(words, part), share)
        self.area = upright(QScrollArea(), inside)
        self._whole = QVBoxLayout(self)
        self._whole.addLayout(row(self._title, self._subtitle, self._back, self.end, gap=12))
        self._whole.addWidget(self.message)
        self._whole.addWidget(self.area, 1)
        self.fit(compact=False)

    def _form_box(self) -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(12)
        box.addWidget(self.form)
        box.addWidget(self._taken_up)
        return box

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        side = 16 if compact else 20
        self._whole.setContentsMargins(side, 8 if compact else 14, side, 12)
        self._whole.setSpacing(12)
        self._back.setVisible(not tiny)
        self._subtitle.setVisible(not tiny)
        across = QBoxLayout.Direction.TopToBottom if tiny else QBoxLayout.Direction.LeftToRight
        self._cards.setDirection(across)

    def page(self) -> QWidget:
        return self

    def opened(self, argument: str) -> None:
        """Propose the meeting of the mesa with this id."""
        self.presenter = MeetingPresenter(
            self, self._context.jobs(self), lambda: self._context.jobs(self.window()), argument
        )
        self._forget()
        self.presenter.load()
        self.form.focus_field("starts_on")

    def _forget(self) -> None:
        self.message.clear()
        self.form.clear_faults()
        self.form.clear_values(*self.form.values())
        for box in self.boxes.values():
            box.hide()
            box.deleteLater()
        self.boxes.clear()

    def on_changed(self, changes: frozenset[str]) -> None:
        if self.presenter is not None:
            self.presenter.on_changed(changes)

    def finish(self) -> None:
        """Convene it, unless something written is not understood."""
        if self.presenter is not None and self.form.pending():
            self.presenter.finish(self.form.values())

    def leave(self) -> None:
        self._context.open("mesas", "")

    # what the presenter shows

    def show_meeting(self, facts: MeetingFacts) -> None:
        self._subtitle.set_text(facts.title)
        self._expected.setText(facts.expected)
        self._taken_up.setText(facts.taken_up)
        for one in facts.people:
            box = self.boxes.get(one.person_id)
            if box is None:
                box = self.boxes[one.person_id] = CheckField(one.words)
                box.toggled.connect(lambda on, who=one.person_id: self._ticked(who, on=on))
                self._people.addWidget(box)
            box.blockSignals(True)
            box.setChecked(one.ticked)
            box.blockSignals(False)
            box.update()

    def _ticked(self, person_id: str, *, on: bool) -> None:
        if self.presenter is not None:
            self.presenter.tick(person_id, on=on)

    def show_values(self, values: dict[str, str]) -> None:
        self.form.show_values(values)

    def show_fault(self, field: str, words: str) -> None:
        if field:
            self.form.show_fault(field, words)
            self.form.focus_field(field)
        else:
            self.message.tell("warning", words)

    def toast(self, words: str, inverse: Inverse) -> None:
        self._context.toast(words, inverse)

    def go(self, kind: str, argument: str) -> None:
        self._context.open(kind, argument)


def _card(title: str, part: QVBoxLayout) -> QFrame:
    card = frame("card")
    box = QVBoxLayout(card)
    box.setContentsMargins(20, 14, 20, 16)
    box.setSpacing(10)
    box.addWidget(label(title, "emphasis", semibold=True))
    box.addLayout(part)
    box.addStretch(1)
    return card
