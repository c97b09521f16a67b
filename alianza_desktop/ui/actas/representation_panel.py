"""In what quality a person signs: titular or alterno, in whose place, and the paper that says so."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from alianza_desktop.core import catalogs
from alianza_desktop.ui.actas.facts import CapacityFacts
from alianza_desktop.ui.actas.panel import Panel, Person, back
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.file_dialog import open_file
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import captioned, column, label, row
from alianza_desktop.ui.widgets.rows import Look, Rows

if TYPE_CHECKING:
    from collections.abc import Callable

QUALITIES: Final = ("titular", "alternate")


def _fields() -> tuple[FieldSpec, ...]:
    names = catalogs.labels("quality")
    return (
        FieldSpec(
            key="quality",
            label="En calidad de",
            kind="choice",
            choices=tuple((code, names[code]) for code in QUALITIES),
        ),
        FieldSpec(key="position", label="Cargo"),
        FieldSpec(
            key="accreditation",
            label="Con qué lo acredita",
            hint="Carta poder, resolución u oficio, con su número",
        ),
    )


class RepresentationPanel(Panel):
    """Emits each thing as it is said; the presenter writes it."""

    changed = Signal(str, str)
    searched = Signal(str)
    represented = Signal(str)
    scanned = Signal(Path)
    unscanned = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("En qué calidad firma"))
        self._person = Person()
        self.form = Form(_fields())
        self._whom = label(semibold=True, wrap=True)
        self.nobody = Button(self.tr("Firma por sí"), "flat", icon="x")
        self.who = Field(self.tr("Firma en lugar de…"), icon="search")
        self.found = Rows(
            Look(height=44, side=8, lead=0), self.tr("Personas encontradas"), choosing=True, fit=True
        )
        self._scan = label(tone="secondary", wrap=True)
        self.scan_button = Button(self.tr("Adjuntar el escaneo…"), icon="scan")
        self.unscan_button = Button(self.tr("Quitar"), "flat", icon="x")
        self._back = back()
        self._lay_out()
        self.finish()
        self._connect()

    def _lay_out(self) -> None:
        place = label(self.tr("En lugar de"), "caption", tone="secondary")
        self.body.addWidget(self._person)
        self.body.addWidget(self.form)
        self.body.addLayout(captioned(place, self.who))
        self.body.addWidget(self.found)
        self._represents = QWidget()
        self._represents.setLayout(row(self._whom, None, self.nobody))
        self.body.addWidget(self._represents)
        self.body.addSpacing(4)
        self.body.addLayout(column(self._scan, row(self.scan_button, self.unscan_button, None), gap=4))
        self.body.addStretch(1)
        self.foot.addWidget(self._back)
        self.found.hide()

    def _connect(self) -> None:
        self.form.changed.connect(self.changed)
        self.who.textChanged.connect(self.searched)
        self.who.returnPressed.connect(self._first)
        self.found.chosen.connect(self._represent)
        self.nobody.clicked.connect(lambda: self.represented.emit(""))
        self.scan_button.clicked.connect(self._ask_scan)
        self.unscan_button.clicked.connect(self.unscanned)
        self._back.clicked.connect(self.leave)

    def ask(self, facts: CapacityFacts) -> None:
        """Begin with a person."""
        self.form.clear_faults()
        self.who.clear()
        self.show_found(())
        self.show_capacity(facts)
        self.form.focus_field("quality" if facts.values["quality"] != "alternate" else "accreditation")

    def show_capacity(self, facts: CapacityFacts) -> None:
        self._person.show_person(facts.signer.name, facts.signer.words)
        self.form.show_values(facts.values)
        self.form.show_note("accreditation", facts.lacks)
        self._whom.setText(self.tr("En lugar de {name}").format(name=facts.represents))
        self._represents.setVisible(bool(facts.represents))
        self._scan.setText(
            self.tr("El escaneo de ese papel está guardado.")
            if facts.scanned
            else self.tr("Puede guardar un escaneo de ese papel (PDF o foto).")
        )
        self.unscan_button.setVisible(facts.scanned)
        self.tell_fault("")

    def show_found(self, rows: tuple[Row, ...]) -> None:
        self.found.set_rows(rows)
        self.found.setVisible(bool(rows))
        self.found.select(0)

    def _first(self) -> None:
        if self.found.isVisible() and self.found.current_key():
            self._represent(self.found.current_key())

    def _represent(self, person_id: str) -> None:
        self.who.clear()
        self.represented.emit(person_id)

    def _ask_scan(self) -> None:
        chosen: Callable[[Path], None] = self.scanned.emit
        open_file(
            self, self.tr("Escaneo del papel"), self.tr("PDF o foto (*.pdf *.jpg *.jpeg *.png)"), chosen
        )

    def leave(self) -> None:
        """What is being typed is kept."""
        self.form.pending()
        super().leave()
