"""The page of «Duplicar etapa anterior»: a day, four ticks and a button."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import CheckField
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import ElidedLabel, frame, label, row
from alianza_desktop.ui.widgets.scrolling import upright
from alianza_desktop.ui.workshop.copying import CopyFacts, CopyPresenter, Inverse, Part


def open_copy(context: Context) -> Screen:
    """Make the page; each time it is opened it reads the workshop again."""
    return CopyPage(context)


class CopyPage(QWidget):
    """One card."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.presenter: CopyPresenter | None = None
        self._title = label(self.tr("Duplicar etapa anterior"), "title", semibold=True)
        self._subtitle = ElidedLabel(tone="secondary")
        self._back = Button(self.tr("Volver"), icon="arrow-back-up", key="Esc", height=36)
        self.end = Button(self.tr("Crear el taller"), "primary", icon="copy", key="Ctrl+Intro")
        self.message = Banner(height=36)
        self.form = Form(
            (
                FieldSpec(
                    key="starts_on", label="Fecha (puede ponerla después)", kind="day", hint="23/11/2026"
                ),
            ),
            columns=2,
        )
        self._name = label("", "emphasis", semibold=True, wrap=True)
        self._always = label("", tone="secondary", wrap=True)
        self._parts = QGridLayout()
        self._parts.setSpacing(4)
        self._parts.setHorizontalSpacing(16)
        self.boxes: dict[str, CheckField] = {}
        self._notes: dict[str, QWidget] = {}
        self._lay_out()
        self._back.clicked.connect(self.leave)
        self.end.clicked.connect(self.finish)
        self.form.submitted.connect(self.finish)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.finish)
        QShortcut(QKeySequence("Esc"), self, self.leave)

    def _lay_out(self) -> None:
        card = frame("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(20, 16, 20, 20)
        box.setSpacing(12)
        box.addWidget(self._name)
        box.addWidget(self.form)
        box.addWidget(label(self.tr("Qué viene"), semibold=True))
        box.addLayout(self._parts)
        box.addWidget(self._always)
        inside = QWidget()
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, 4, 0)
        cards.addWidget(card)
        cards.addStretch(1)
        self.area = upright(QScrollArea(), inside)
        self._whole = QVBoxLayout(self)
        head = row(self._title, self._subtitle, self._back, self.end, gap=12)
        self._whole.addLayout(head)
        self._whole.addWidget(self.message)
        self._whole.addWidget(self.area, 1)
        self.fit(compact=False)

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        side = 16 if compact else 20
        self._whole.setContentsMargins(side, 8 if compact else 14, side, 12)
        self._whole.setSpacing(12)
        self._back.setVisible(not tiny)
        self._subtitle.setVisible(not tiny)

    def page(self) -> QWidget:
        return self

    def opened(self, argument: str) -> None:
        """Copy the workshop with this id, or the current one."""
        about = argument or self._context.workshop_id
        self.presenter = CopyPresenter(
            self,
            self._context.jobs(self),
            lambda: self._context.jobs(self.window()),
            about,
        )
        self.message.clear()
        self.presenter.load()
        self.form.focus_field("starts_on")

    def on_changed(self, changes: frozenset[str]) -> None:
        if self.presenter is not None and changes & {"workshop", "attendance", "invitation", "agreement"}:
            self.presenter.load()

    def finish(self) -> None:
        """Make the workshop, unless the day is not understood."""
        if self.presenter is not None and self.form.pending():
            self.presenter.finish(self.form.values()["starts_on"])

    def leave(self) -> None:
        self._context.open("home", "")

    # what the presenter shows

    def show_copy(self, facts: CopyFacts) -> None:
        self._name.setText(facts.title)
        self._subtitle.set_text(facts.subtitle)
        self._always.setText(facts.always)
        self.end.set_words(facts.button, icon="copy")
        for one in facts.parts:
            self._show_part(one)

    def _show_part(self, one: Part) -> None:
        box = self.boxes.get(one.key)
        if box is None:
            box = self.boxes[one.key] = CheckField(one.words)
            note = self._notes[one.key] = label(one.note, "caption", tone="secondary", wrap=True)
            note.setContentsMargins(28, 0, 0, 6)
            box.toggled.connect(lambda on, key=one.key: self._ticked(key, on=on))
            line, side = divmod(len(self.boxes) - 1, 2)
            self._parts.addWidget(box, 2 * line, side)
            self._parts.addWidget(note, 2 * line + 1, side)
        box.blockSignals(True)
        box.setText(one.words)
        box.setAccessibleName(f"{one.words}, {one.note}")
        box.setEnabled(one.possible)
        box.setChecked(one.ticked)
        box.blockSignals(False)
        box.update()

    def _ticked(self, key: str, *, on: bool) -> None:
        if self.presenter is not None:
            self.presenter.tick(key, on=on)

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
