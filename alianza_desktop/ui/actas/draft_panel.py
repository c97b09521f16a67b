"""A draft at the right: what it lacks, its own texts, who is expected to sign; then its review."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from alianza_desktop.core.format_es import count
from alianza_desktop.ui.actas.clauses_box import ClausesBox
from alianza_desktop.ui.actas.facts import ActaFacts
from alianza_desktop.ui.actas.panel import Panel
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import label, row
from alianza_desktop.ui.widgets.rows import Look, Rows

FIELDS: Final = (
    FieldSpec(key="starts_at", label="Hora de inicio", kind="hour", hint="09:30"),
    FieldSpec(key="ends_at", label="Hora de cierre", kind="hour", hint="13:00"),
    FieldSpec(key="background", label="Antecedentes", kind="long", span=2),
    FieldSpec(key="development", label="Desarrollo", kind="long", span=2),
    FieldSpec(key="reservations", label="Pedidos, discrepancias y reservas", kind="long", span=2),
    FieldSpec(key="next_meeting", label="Próxima reunión", span=2),
)


class DraftPanel(Panel):
    """Emits what a person wants; the presenter does it."""

    mend = Signal(str)
    changed = Signal(str, str)
    searched = Signal(str)
    add = Signal(str)
    remove = Signal(str)
    capacity = Signal(str)
    review = Signal()
    to_draft = Signal()
    freeze = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Lo que falta"))
        self.gaps = Rows(
            Look(height=36, side=4, lead=28, separator="line"),
            self.tr("Lo que falta"),
            choosing=True,
            fit=True,
        )
        self.notices = Rows(
            Look(height=36, side=4, lead=28, separator="line"),
            self.tr("Lo que conviene hacer"),
            choosing=True,
            fit=True,
        )
        self._complete = label(self.tr("No falta nada."), tone="success")
        self._reading = label(
            self.tr("Léala en voz alta. Si corrige algo, vuelve a borrador."), tone="secondary", wrap=True
        )
        self._unprintable = Banner()
        self.form = Form(FIELDS, columns=2)
        self.clauses = ClausesBox()
        self._people_title = label("", semibold=True)
        self.people = Rows(
            Look(height=44, side=4, lead=28, separator="line"),
            self.tr("Firmantes"),
            choosing=True,
            twice=True,
            fit=True,
        )
        self.who = Field(self.tr("Añadir a una persona por su nombre"), icon="search")
        self.who.setAccessibleName(self.tr("Añadir a una persona por su nombre"))
        self.found = Rows(
            Look(height=44, side=8, lead=0), self.tr("Personas encontradas"), choosing=True, fit=True
        )
        self.remove_button = Button(self.tr("Quitar"), "flat", icon="x")
        self.remove_button.setToolTip(self.tr("Quitar de los firmantes a la persona elegida"))
        self.capacity_button = Button(self.tr("Calidad…"), "flat", icon="id-badge-2")
        self.capacity_button.setToolTip(self.tr("En qué calidad firma la persona elegida, y por quién"))
        self.review_button = Button(self.tr("Pasar a revisión"), "primary", icon="eye", key="Ctrl+Intro")
        self.freeze_button = Button(self.tr("Congelar y firmar…"), "primary", icon="lock", key="Ctrl+Intro")
        self.draft_button = Button(self.tr("Volver a borrador"), icon="pencil", height=36)
        self._lay_out()
        self.finish()
        self._connect()

    def _lay_out(self) -> None:
        for part in (
            self.gaps,
            self._complete,
            self._reading,
            self.notices,
            self._unprintable,
            self.form,
            self.clauses,
        ):
            self.body.addWidget(part)
        self.body.addSpacing(6)
        self.body.addWidget(self._people_title)
        self.body.addWidget(self.people)
        self.body.addLayout(row(self.capacity_button, self.remove_button, None, gap=4))
        self.body.addWidget(self.who)
        self.body.addWidget(self.found)
        self.body.addStretch(1)
        for button in (self.review_button, self.freeze_button, self.draft_button):
            self.foot.addWidget(button)
        self.found.hide()

    def _connect(self) -> None:
        self.gaps.chosen.connect(self.mend)
        self.notices.chosen.connect(self.mend)
        self.form.changed.connect(self.changed)
        self.who.textChanged.connect(self.searched)
        self.who.returnPressed.connect(self._add_first)
        self.found.chosen.connect(self._add)
        self.remove_button.clicked.connect(lambda: self.remove.emit(self.people.current_key()))
        self.people.selectionModel().currentChanged.connect(lambda _n, _o: self._offer_remove())
        self.people.chosen.connect(self.capacity)
        self.capacity_button.clicked.connect(lambda: self.capacity.emit(self.people.current_key()))
        self.review_button.clicked.connect(self.review)
        self.freeze_button.clicked.connect(self.freeze)
        self.draft_button.clicked.connect(self.to_draft)

    def show_acta(self, facts: ActaFacts) -> None:
        reviewing = facts.state == "review"
        self.title.setText(self.tr("En revisión") if reviewing else self.tr("Lo que falta"))
        missing = len(facts.gaps)
        self.aside.setText(count(missing, self.tr("dato"), self.tr("datos")) if missing else "")
        self.gaps.set_rows(facts.gaps)
        self.gaps.setVisible(bool(facts.gaps))
        self.notices.set_rows(facts.notices)
        self.notices.setVisible(bool(facts.notices))
        self._complete.setVisible(not facts.gaps and not reviewing)
        self._reading.setVisible(reviewing)
        self._unprintable.warn(facts.unprintable)
        self.form.show_values(facts.values)
        self.clauses.show_choices(facts.choices)
        self._people_title.setText(self.tr("Firmantes {total}").format(total=facts.total))
        self.people.set_rows(facts.people)
        self._offer_remove()
        self.review_button.setVisible(not reviewing)
        self.freeze_button.setVisible(reviewing)
        self.draft_button.setVisible(reviewing)

    def show_found(self, rows: tuple[Row, ...]) -> None:
        self.found.set_rows(rows)
        self.found.setVisible(bool(rows))
        self.found.select(0)

    def _add_first(self) -> None:
        if self.found.isVisible() and self.found.current_key():
            self._add(self.found.current_key())

    def _add(self, person_id: str) -> None:
        self.who.clear()
        self.add.emit(person_id)

    def _offer_remove(self) -> None:
        for button in (self.remove_button, self.capacity_button):
            button.setEnabled(bool(self.people.current_key()))

    def first(self) -> QWidget:
        """Return what takes the keys first: what is missing, the first text, or the freeze."""
        if not self.freeze_button.isHidden():
            return self.freeze_button
        return self.form.widget("starts_at") if self.gaps.isHidden() else self.gaps
