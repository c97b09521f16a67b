"""The headings of the acta in another language, typed by people who know it and reviewed by somebody."""

from typing import Final

from PySide6.QtCore import Signal

from alianza_desktop.ui.actas.facts import HeadingsFacts
from alianza_desktop.ui.actas.panel import Panel, back
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import label

HEADINGS: Final = {
    "title": "Acta de acuerdos",
    "attendees": "Asistentes",
    "agenda": "Agenda",
    "background": "Antecedentes",
    "development": "Desarrollo",
    "agreements": "Acuerdos y compromisos",
    "reservations": "Pedidos, discrepancias y reservas",
    "next_meeting": "Próxima reunión",
    "approval": "Lectura y aprobación",
    "annexes": "Anexos",
}
"""The members of `model.actas.TRANSLATED`, as the acta prints them in Spanish."""
FIELDS: Final = (
    FieldSpec(key="language", label="Lengua", hint="awajún"),
    FieldSpec(key="reviewed_by", label="Quién los revisó", hint="Nombre y de dónde es"),
    *(FieldSpec(key=key, label=words) for key, words in HEADINGS.items()),
)


class HeadingsPanel(Panel):
    """Emits what was typed; `language_named` when another language is wanted."""

    language_named = Signal(str)
    written = Signal(str, dict, str)
    used = Signal(str)

    def __init__(self) -> None:
        super().__init__(self.tr("Encabezados en otra lengua"))
        self.form = Form(FIELDS)
        self.use = Button(self.tr("Usar en esta acta"), "primary", icon="check", key=ENTER)
        self._back = back()
        self.body.addWidget(
            label(
                self.tr("Los escribe y los revisa quien habla la lengua: el programa no traduce."),
                tone="secondary",
                wrap=True,
            )
        )
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.foot.addWidget(self.use)
        self.foot.addWidget(self._back)
        self.finish()
        self.form.changed.connect(self._changed)
        self.form.submitted.connect(self._use)
        self.use.clicked.connect(self._use)
        self._back.clicked.connect(self.leave)

    def ask(self, facts: HeadingsFacts) -> None:
        """Begin with what there is in a language, or with nothing."""
        self.form.clear_faults()
        self.form.clear_values(*(one.key for one in FIELDS))
        self.tell_fault("")
        self._show(facts)
        self.form.focus_first()

    def _show(self, facts: HeadingsFacts) -> None:
        texts = {key: facts.texts.get(key, "") for key in HEADINGS}
        self.form.show_values({"language": facts.language, "reviewed_by": facts.reviewed_by} | texts)

    def show_language(self, facts: HeadingsFacts) -> None:
        """Fill in what is already there of the language that was just named; nothing typed is lost."""
        if facts.texts:
            self._show(facts)

    def _changed(self, key: str, value: str) -> None:
        if key == "language":
            self.language_named.emit(value)
        values = self.form.values()
        self.tell_fault("")
        if values["language"] and values["reviewed_by"]:
            texts = {one: values[one] for one in HEADINGS}
            self.written.emit(values["language"], texts, values["reviewed_by"])

    def _use(self) -> None:
        if self.form.pending():
            self.used.emit(self.form.values()["language"])

    def leave(self) -> None:
        """What is being typed is kept."""
        self.form.pending()
        super().leave()
