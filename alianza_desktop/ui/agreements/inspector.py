"""Details of the chosen agreement: a form at the right, a drawer over the table in narrow windows.

What is asked of every commitment is in sight; the rest is folded under its names (`folds`).
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from alianza_desktop.core import format_es
from alianza_desktop.services import quick_line
from alianza_desktop.ui import theme
from alianza_desktop.ui.agreements.detail_facts import DetailFacts
from alianza_desktop.ui.agreements.folds import Folds
from alianza_desktop.ui.agreements.goals_panel import GoalsPanel
from alianza_desktop.ui.agreements.line_box import Choices
from alianza_desktop.ui.agreements.notes_panel import NotesPanel
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import captioned, column, label, row, strip
from alianza_desktop.ui.widgets.scrolling import upright
from alianza_desktop.ui.widgets.sector_mark import SectorMark

WIDTH: Final = 344
SPECS: Final = (
    FieldSpec(key="text", label="Qué se hará", kind="long", span=2),
    FieldSpec(key="responsible", label="Responsable", hint="Organización", span=2),
    FieldSpec(key="person_id", label="Persona", kind="choice", span=2),
    FieldSpec(
        key="acceptance",
        label="¿Acepta?",
        kind="choice",
        span=2,
        choices=(
            ("", "Sin respuesta anotada"),
            ("accepted", "Acepta"),
            ("to_confirm", "Por confirmar"),
            ("declined", "No acepta"),
        ),
    ),
    FieldSpec(key="due_on", label="Plazo", kind="day", hint="dd/mm/aaaa"),
    FieldSpec(key="permanent", label="Permanente", kind="check"),
    FieldSpec(key="deliverable", label="Entregable", hint="Con qué se verá que se cumplió", span=2),
    FieldSpec(
        key="kind",
        label="Tipo",
        kind="choice",
        choices=(("compromiso", "Compromiso"), ("acuerdo", "Acuerdo"), ("pedido", "Pedido")),
    ),
    FieldSpec(key="amount", label="Monto", kind="money", hint="S/ 0.00"),
)
MORE: Final = (
    FieldSpec(key="verification", label="Medio de verificación", hint="Acta de entrega, fotos, oficio…"),
    FieldSpec(key="funding", label="Financia", hint="Recursos propios, canon, cooperación…"),
    FieldSpec(key="policy", label="Política o plan", hint="PDRC, PEI, política nacional…"),
    FieldSpec(
        key="follow_up",
        label="Seguimiento",
        kind="choice",
        choices=(
            ("pending", "Pendiente"),
            ("in_progress", "En proceso"),
            ("done", "Cumplido"),
            ("partly_done", "Cumplido en parte"),
            ("rescheduled", "Reprogramado"),
            ("dropped", "Sin efecto"),
        ),
    ),
)

UNTOUCHED: Final = "pending"
"""How an agreement goes on before anybody says anything of it."""


class Inspector(QFrame):
    """Fields that save themselves; Esc closes it and throws nothing away."""

    changed = Signal(str, str)
    partner_added = Signal(str)
    partner_dropped = Signal(str)
    name_typed = Signal(str)
    """A name is being written in a field of organisations."""
    removed = Signal()
    closed = Signal()

    def __init__(self, choices_in: QWidget) -> None:
        super().__init__()
        self.setProperty("part", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Detalles"))
        self._title = label(self.tr("Detalles"), "emphasis", semibold=True)
        self._number = label(tone="secondary")
        self.remove = Button("", "flat", icon="trash")
        self.remove.setAccessibleName(self.tr("Quitar de la lista"))
        self.remove.setToolTip(self.tr("Quitar de la lista"))
        self.remove.clicked.connect(self.removed)
        self._close = Button("", "flat", icon="x")
        self._close.setAccessibleName(self.tr("Cerrar los detalles (Esc)"))
        self._close.setToolTip(self.tr("Cerrar (Esc)"))
        self._close.clicked.connect(self.closed)
        self._notice = label("", "caption", tone="on-info", wrap=True)
        self._held = strip("notice", row(self._notice, margins=(10, 4, 10, 4)), 20)
        self.form = Form(SPECS, columns=2, gap=6)
        self.more = Form(MORE)
        self._shown = DetailFacts("", "", {}, (), ())
        self.notes, self.goals = NotesPanel(), GoalsPanel()
        self.partner = Field(self.tr("Otra organización"))
        self._partners = column(gap=2)
        caption = label(self.tr("También responden"), "caption", tone="secondary")
        others = QWidget()
        others.setLayout(column(captioned(caption, self.partner), self._partners, gap=6))
        self.folds = Folds(
            (
                ("partners", self.tr("Otros responden"), others),
                ("notes", self.tr("Objeciones"), self.notes),
                ("more", self.tr("Sustento"), self.more),
                ("goals", self.tr("ODS y metas"), self.goals),
            )
        )
        self.choices = Choices(choices_in, self.tr("Organizaciones que coinciden"))
        self._completing: QLineEdit = self.partner
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        inside = QWidget()
        content = QVBoxLayout(inside)
        content.setContentsMargins(16, 4, 16, 4)
        content.setSpacing(6)
        content.addWidget(self._held)
        content.addWidget(self.form)
        content.addWidget(self.folds)
        content.addStretch(1)
        self.area = upright(QScrollArea(), inside)
        head = strip(
            "head",
            row(self._title, self._number, None, self.remove, 8, self._close, margins=(16, 0, 8, 0)),
            47,
        )
        self.setLayout(column(head, self.area, gap=0, margins=(1, 0, 0, 0)))

    def _connect(self) -> None:
        for form in (self.form, self.more):
            form.changed.connect(self.changed)
        self.form.submitted.connect(self._to_partners)
        self.form.read_with("due_on", self._due)
        responsible = self.form.widget("responsible")
        assert isinstance(responsible, QLineEdit)
        self._responsible = responsible
        self.notes.opened.connect(self._show_editor)
        self.folds.opened.connect(self.bring)
        self.goals.changed.connect(lambda goals: self.changed.emit("goals", goals))
        for one in (responsible, self.partner, self.notes.who):
            one.installEventFilter(self)
            one.textEdited.connect(lambda text, one=one: self._typed(one, text))
        self.choices.chosen.connect(self.choose)

    # facts

    def show_details(self, found: DetailFacts) -> None:
        """Show an agreement; the field that is being typed in keeps what is typed."""
        other = found.id != self._shown.id
        self._shown = found
        self._number.setText(found.title)
        self.form.set_choices("person_id", found.people)
        for form, specs in self._forms():
            if other:
                form.clear_faults()
            form.show_values({one.key: found.values[one.key] for one in specs})
        self.form.show_note("acceptance", found.answer_note)
        self.more.show_note("follow_up", found.follow_note)
        self._say(found.notice)
        self._show_partners(found.partners)
        if other:
            self.notes.close_editor()
        self.notes.show_notes(found.notes)
        self.goals.show_goals(found.goals)
        self._show_counts(found)
        if other and found.notes and not self.folds.open:
            self.folds.unfold("notes")  # what somebody objects is not left to be found
        self.show()

    def _show_counts(self, found: DetailFacts) -> None:
        filled = [one.key for one in MORE if found.values[one.key] not in ("", UNTOUCHED)]
        for key, count in (
            ("partners", len(found.partners)),
            ("notes", len(found.notes)),
            ("more", len(filled)),
            ("goals", len(found.goals)),
        ):
            self.folds.show_count(key, count)

    def _to_partners(self) -> None:
        """Enter in the last field goes on to who else answers."""
        self.folds.unfold("partners")
        self.partner.setFocus()

    def _show_editor(self) -> None:
        self.folds.unfold("notes")
        self.bring(self.notes.editor)

    def _show_partners(self, partners: tuple[tuple[str, str, str], ...]) -> None:
        while (item := self._partners.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for key, name, sector in partners:
            self._partners.addWidget(self._partner_row(key, name, sector))

    def _partner_row(self, key: str, name: str, sector: str) -> QWidget:
        drop = Button("", "flat", icon="x", height=28)
        drop.setAccessibleName(self.tr("Quitar a {name}").format(name=name))
        drop.setToolTip(drop.accessibleName())
        drop.clicked.connect(lambda: self.partner_dropped.emit(key))
        words = label(name, wrap=True)
        made = QWidget()
        line = row(SectorMark(sector, named=False), words, drop, gap=8)
        line.setStretch(1, 1)
        made.setLayout(line)
        return made

    def _due(self, text: str) -> str:
        """Return what is written as a day, said as the quick line lets it be said."""
        return format_es.day(quick_line.day_of(text, self._shown.today)) or text

    def _forms(self) -> tuple[tuple[Form, tuple[FieldSpec, ...]], ...]:
        return (self.form, SPECS), (self.more, MORE)

    def shown_id(self) -> str:
        return self._shown.id

    def typing(self) -> frozenset[str]:
        """Return the fields whose text is not what was shown."""
        values = self.form.values() | self.more.values()
        return frozenset(key for key, value in values.items() if value != self._shown.values.get(key, ""))

    def show_fault(self, key: str, words: str) -> None:
        for form, specs in self._forms():
            if key in {one.key for one in specs}:
                self._unfold_for(form)
                form.show_fault(key, words)
                return
        if key == "goals":
            self.folds.unfold("goals")
            self.goals.show_fault(words)
            return
        self._say(words, kind="warning")

    def bring(self, part: QWidget) -> None:
        """Bring a part that was just shown into sight, once it has its place."""
        QTimer.singleShot(0, part, lambda: self.area.ensureWidgetVisible(part, 0, 12))

    def focus_field(self, key: str) -> None:
        """Put the keyboard in a field."""
        form = next((form for form, specs in self._forms() if key in {one.key for one in specs}), self.form)
        self._unfold_for(form)
        form.focus_field(key)

    def _unfold_for(self, form: Form) -> None:
        if form is self.more and self.folds.open != "more":
            self.folds.unfold("more")

    def _say(self, words: str, *, kind: str = "info") -> None:
        theme.restyle(self._held, banner=kind)
        theme.restyle(self._notice, tone=f"on-{kind}")
        self._notice.setText(words)
        self._held.setVisible(bool(words))

    def has_notice(self) -> bool:
        """Whether something is said above the fields."""
        return not self._held.isHidden()

    def show_names(self, rows: tuple[Row, ...]) -> None:
        """Offer the organisations that fit what is being written."""
        self.choices.offer(self._completing, rows, marked=False)

    def flush(self) -> None:
        """Tell what is being typed now."""
        self.choices.hide()
        self.form.pending()
        self.more.pending()

    # completion

    def _typed(self, one: QLineEdit, text: str) -> None:
        self._completing = one
        self.name_typed.emit(text)

    def choose(self, key: str) -> None:
        """Write the name of who was chosen."""
        name = next((one.title for one in self.choices.list.rows() if one.key == key), "")
        self.choices.hide()
        if not name:
            return
        self._completing.setText(name)
        if self._completing is self.partner:
            self._add_partner()
        elif self._completing is self._responsible:
            self.form.pending()

    def _add_partner(self) -> None:
        name = self.partner.text()
        self.partner.clear()
        self.choices.hide()
        self.partner_added.emit(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.choices.hide()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key, marked = event.key(), self.choices.marked()
        enter = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.choices.isVisible() and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.choices.step(-1 if key == Qt.Key.Key_Up else 1)
            return True
        if marked and (enter or key == Qt.Key.Key_Tab):
            self.choose(marked)
            return True
        if enter and watched is self.partner:
            self._add_partner()
            return True
        return False

    def escape(self) -> bool:
        """Esc: close the list of names, or the form of a note; return whether there was one."""
        if self.choices.isVisible():
            self.choices.hide()
            return True
        if self.notes.writing():
            self.notes.close_editor()
            self.notes.add.setFocus()
            return True
        return False

    def wanted_width(self) -> int:
        return theme.px(WIDTH)
