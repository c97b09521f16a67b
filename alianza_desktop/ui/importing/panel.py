"""The row that is chosen: its cells with their doubts and the ways to mend them, and who it may be."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from alianza_desktop.core import catalogs
from alianza_desktop.ui import theme
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.importing.mending import Known, RowFacts, Way
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import CheckField
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import column, frame, label, row
from alianza_desktop.ui.widgets.scrolling import upright


def _choices(field: str) -> tuple[tuple[str, str], ...]:
    return ("", "—"), *catalogs.labels(field).items()


PEOPLE: Final = (
    FieldSpec(
        key="document_type",
        label="Documento",
        kind="choice",
        choices=(("", "—"), *((one.code, one.short) for one in catalogs.document_types())),
    ),
    FieldSpec(key="document_number", label="Número"),
    FieldSpec(key="paternal_surname", label="Apellido paterno"),
    FieldSpec(key="maternal_surname", label="Apellido materno"),
    FieldSpec(key="given_names", label="Nombres", span=2),
    FieldSpec(key="organization", label="Organización", span=2),
    FieldSpec(key="sector", label="Sector", kind="choice", choices=_choices("sector")),
    FieldSpec(key="position", label="Cargo"),
    FieldSpec(key="phone", label="Celular"),
    FieldSpec(key="mesa", label="Mesa"),
    FieldSpec(key="email", label="Correo", span=2),
    FieldSpec(key="quality", label="En calidad de", kind="choice", choices=_choices("quality")),
    FieldSpec(key="birth_date", label="Nacimiento", kind="day", hint="dd/mm/aaaa"),
    FieldSpec(key="ruc", label="RUC de la organización", span=2),
)

AGREED: Final = (
    FieldSpec(key="text", label="Acuerdo", kind="long", span=2),
    FieldSpec(key="organization", label="Responsable", span=2),
    FieldSpec(key="person", label="Persona responsable", span=2),
    FieldSpec(key="due_on", label="Plazo", kind="day", hint="dd/mm/aaaa"),
    FieldSpec(key="permanent", label="Permanente", kind="check"),
    FieldSpec(key="mesa", label="Mesa"),
    FieldSpec(key="kind", label="Clase", kind="choice", choices=tuple(catalogs.labels("kind").items())),
    FieldSpec(key="deliverable", label="Entregable", span=2),
    FieldSpec(key="amount", label="Monto", kind="money", hint="S/ 0.00"),
    FieldSpec(key="partners", label="Corresponsables"),
)


class RowPanel(QFrame):
    """Fields that judge themselves again when they are left; the file stays as it is."""

    written = Signal(str, str, str)
    """The key of the row, the field, what it says now."""
    used = Signal(str, str)
    answered = Signal(str, bool)
    preferred = Signal(str, str, bool)
    left_out = Signal(str, bool)

    def __init__(self, specs: tuple[FieldSpec, ...] = PEOPLE) -> None:
        super().__init__()
        self._facts: RowFacts | None = None
        self._empty = label(
            self.tr("Elija una fila para ver qué dice y corregirla aquí. El archivo no cambia."),
            tone="secondary",
            wrap=True,
        )
        self.form = Form(specs, columns=2)
        policy = QSizePolicy.Policy  # as high as its doubts make it: its hint counts lines at another width
        self.form.setSizePolicy(policy.Expanding, policy.Preferred)
        self._keys = tuple(spec.key for spec in specs)
        self._under = {key: QWidget() for key in self._keys}
        for key, holder in self._under.items():
            holder.setLayout(column(gap=4))
            holder.hide()
            self.form.stand_under(key, holder)
        self._notes = label(size="caption", tone="secondary", wrap=True)
        self.known = KnownCard()
        self.out = CheckField(self.tr("Dejar fuera esta fila"))
        self._lay_out()
        self._connect()
        self.show_row(None)

    def _lay_out(self) -> None:
        inside = QWidget()
        content = QVBoxLayout(inside)
        content.setContentsMargins(16, 10, 12, 12)
        content.setSpacing(10)
        for part in (self._empty, self.known, self.form, self._notes, self.out):
            content.addWidget(part)
        content.addStretch(1)
        self.area = upright(QScrollArea(), inside)
        self.setLayout(column(self.area, gap=0))

    def _connect(self) -> None:
        self.form.changed.connect(lambda name, value: self.written.emit(self.key(), name, value))
        self.known.answered.connect(lambda same: self.answered.emit(self.key(), same))
        self.known.preferred.connect(lambda name, on: self.preferred.emit(self.key(), name, on))
        self.out.toggled.connect(lambda on: self.left_out.emit(self.key(), on))

    def key(self) -> str:
        """Return the row that is shown."""
        return self._facts.key if self._facts is not None else ""

    def show_row(self, facts: RowFacts | None) -> None:
        """Show a row, or say what this is for; the field that is being typed in keeps what is typed."""
        other = facts is None or facts.key != self.key()
        self._facts = facts
        self._empty.setVisible(facts is None)
        for part in (self.form, self.out):
            part.setVisible(facts is not None)
        self.known.show_known(facts.known if facts is not None else None)
        self._notes.setText(facts.notes if facts is not None else "")
        self._notes.setVisible(bool(self._notes.text()))
        if facts is None:
            return
        if other:
            self.form.clear_faults()
            self.area.verticalScrollBar().setValue(0)
        self.form.show_values({key: facts.values.get(key, "") for key in self._keys})
        self.form.setEnabled(not facts.fixed)
        self.known.setEnabled(not facts.fixed)
        for key in self._keys:
            self.form.show_doubt(key, facts.doubts.get(key, ""))
            self._show_ways(key, tuple(way for way in facts.ways if way.field == key))
        self.out.blockSignals(True)
        self.out.setChecked(facts.out)
        self.out.blockSignals(False)
        self.out.setVisible(facts.out or not facts.fixed)
        self.out.setEnabled(facts.out or not facts.fixed)

    def _show_ways(self, key: str, ways: tuple[Way, ...]) -> None:
        holder = self._under[key]
        box = holder.layout()
        assert box is not None
        held = any(one.hasFocus() for one in holder.findChildren(Button))
        while (item := box.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for way in ways:
            button = Button(way.words, key=way.key, cap=True)
            button.clicked.connect(lambda _on=False, hint=way.key: self.used.emit(self.key(), hint))
            box.addWidget(button)
        holder.setVisible(bool(ways))
        if held:
            self.form.focus_field(key)

    def go(self) -> None:
        """Come with the keyboard: to the question, else to the first cell in doubt."""
        if self._facts is None or self._facts.fixed:
            return
        if self._facts.known is not None and self._facts.known.asks:
            self.known.same.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        doubtful = next((key for key in self._keys if key in self._facts.doubts), self._keys[0])
        self.form.focus_field(doubtful)
        cell = self.form.widget(doubtful)
        if isinstance(cell, QLineEdit):
            cell.selectAll()  # what is typed takes its place


class KnownCard(QFrame):
    """Somebody of the directory beside the row: the question, what fills in, what differs."""

    answered = Signal(bool)
    preferred = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._title = label(semibold=True, wrap=True)
        self._name = label(wrap=True)
        self._caption = label(size="caption", tone="secondary", wrap=True)
        self._fills = label(size="caption", tone="secondary", wrap=True)
        self.same = Button(self.tr("Es la misma"), key="S", cap=True)
        self.other = Button(self.tr("Es otra"), key="N", cap=True)
        self.again = Button(self.tr("Preguntar otra vez"), "flat", icon="arrow-back-up")
        self._differing = label(
            self.tr("Se conserva lo del directorio. Marque lo que valga de la lista:"),
            "caption", tone="secondary", wrap=True,
        )  # fmt: skip
        self._differs = column(gap=0)
        self.boxes: dict[str, CheckField] = {}
        card = frame("card")
        inside = column(
            self._title, self._name, self._caption, self._fills,
            row(self.same, self.other, None), row(self.again, None), self._differing, self._differs,
            gap=4, margins=(12, 10, 12, 10),
        )  # fmt: skip
        card.setLayout(inside)
        self.setLayout(column(card, gap=0))
        self.same.clicked.connect(lambda: self.answered.emit(True))
        self.other.clicked.connect(lambda: self.answered.emit(False))
        self._same = False
        self.again.clicked.connect(lambda: self.answered.emit(self._same))

    def show_known(self, known: Known | None) -> None:
        """Show whom the row may be, or nothing."""
        self.setVisible(known is not None)
        if known is None:
            return
        self._same = bool(known.person_id)
        self._title.setText(known.title)
        theme.restyle(self._title, tone="warning" if known.asks else "")
        for part, words in (
            (self._name, known.name), (self._caption, known.caption), (self._fills, known.fills),
        ):  # fmt: skip
            part.setText(words)
            part.setVisible(bool(words))
        for button in (self.same, self.other):
            button.setVisible(known.asks)
        self.again.setVisible(known.answered)
        self._show_differences(known)

    def _show_differences(self, known: Known) -> None:
        self._differing.setVisible(bool(known.differs))
        if list(self.boxes) != [one.field for one in known.differs]:
            for box in self.boxes.values():
                box.hide()
                box.deleteLater()
            self.boxes = {one.field: self._box(one.field) for one in known.differs}
        for one in known.differs:
            box = self.boxes[one.field]
            box.blockSignals(True)
            box.setText(one.words)
            box.setAccessibleName(one.words)
            box.setToolTip(one.words)
            box.setChecked(one.chosen)
            box.blockSignals(False)

    def _box(self, name: str) -> CheckField:
        box = CheckField("")
        box.toggled.connect(lambda on: self.preferred.emit(name, on))
        self._differs.addWidget(box)
        return box
