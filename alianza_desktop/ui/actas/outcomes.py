"""The other ways to end: each asks only what it needs; refusing is grey, as any other (ux.md §0.5)."""

from typing import Final

from PySide6.QtCore import Signal

from alianza_desktop.ui.actas.asking import HOW
from alianza_desktop.ui.actas.facts import Signer
from alianza_desktop.ui.actas.panel import Panel, Person, back
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import label
from alianza_desktop.ui.widgets.rows import Look, Rows

_SIGNS: Final = ("identified_by", "witness", "paper", "shown", "note")
OUTCOMES: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "paper": ("Firmó en papel", "file-text", _SIGNS),
    "thumbprint": ("Puso su huella, en papel", "hand-stop", _SIGNS),
    "at_request": ("Firmó otra persona a su ruego", "users", ("signed_for_by", *_SIGNS)),
    "digital": ("Firmará con certificado digital", "key", ("identified_by", "witness", "shown", "note")),
    "refused": ("Se negó a firmar", "minus", ("reason", "shown", "note")),
    "absent": ("Está ausente", "user-off", ("reason",)),
    "left": ("Se retiró", "door-exit", ("left_at", "reason", "note")),
}
"""Outcome → its words, icon and fields."""
FIELDS: Final = (
    FieldSpec(key="left_at", label="Hora a la que se retiró", kind="hour", hint="12:50"),
    FieldSpec(key="signed_for_by", label="Quién firmó a su ruego", hint="Nombre y documento"),
    FieldSpec(
        key="identified_by",
        label="¿Cómo se identificó?",
        kind="choice",
        choices=(("", "Elija una"), *HOW),
    ),
    FieldSpec(key="witness", label="Testigo", hint="Nombre y documento"),
    FieldSpec(key="paper", label="Hoja o página del papel", hint="Hoja de firmas, página 1"),
    FieldSpec(key="reason", label="Razón", hint="Si se quiere dar", note="Queda escrita en el acta."),
    FieldSpec(key="shown", label="Vio el texto del acta", kind="check"),
    FieldSpec(key="note", label="Observación", hint="Si la persona observó algo"),
)


class OutcomePanel(Panel):
    """Emits `recorded(outcome, values)`."""

    recorded = Signal(str, dict)

    def __init__(self) -> None:
        super().__init__(self.tr("Otro resultado"))
        self._person = Person()
        self.list = Rows(
            Look(height=36, side=8, lead=30, separator="line"), self.tr("Resultado"), choosing=True, fit=True
        )
        self.list.set_rows(
            tuple(Row(key=code, title=words, icon=icon) for code, (words, icon, _f) in OUTCOMES.items())
        )
        self.form = Form(FIELDS)
        self._what = label("", semibold=True, wrap=True)
        self.record = Button(self.tr("Registrar el resultado"), "primary", icon="check", key=ENTER)
        self._back = back()
        for part in (self._person, self.list, self._what, self.form):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.foot.addWidget(self.record)
        self.foot.addWidget(self._back)
        self.finish()
        self._outcome = ""
        self.list.chosen.connect(self.choose)
        self.form.submitted.connect(self._record)
        self.form.changed.connect(self._changed)
        self.record.clicked.connect(self._record)
        self._back.clicked.connect(self.leave)

    def ask(self, signer: Signer, outcome: str = "") -> None:
        """Ask about a person; with an outcome already chosen, only for its facts."""
        self._person.show_person(signer.name, signer.words)
        self.form.clear_values(*(one.key for one in FIELDS))
        self.form.clear_faults()
        self.tell_fault("")
        if outcome:
            self.choose(outcome)
        else:
            self._show_choices()

    def _show_choices(self) -> None:
        self._outcome = ""
        self.list.show()
        self._what.hide()
        self.form.hide()
        self.record.hide()
        self.list.select(0)
        self.list.setFocus()

    def choose(self, outcome: str) -> None:
        """Ask only what this outcome needs."""
        self._outcome = outcome
        words, _icon, wanted = OUTCOMES[outcome]
        self.list.hide()
        self._what.setText(words)
        self._what.show()
        for one in FIELDS:
            self.form.show_field(one.key, shown=one.key in wanted and one.key != "witness")
        self.form.show()
        self.record.show()
        first = next(one.key for one in FIELDS if one.key in wanted)
        self.form.focus_field(first)

    def _changed(self, key: str, value: str) -> None:
        if key == "identified_by":
            self.form.show_field("witness", shown=value == "witness" or self._outcome == "at_request")

    def leave(self) -> None:
        """Back to the outcomes, and from them to the list of signatories."""
        if self._outcome and self.list.isHidden():
            self._show_choices()
        else:
            self.left.emit()

    def _record(self) -> None:
        if not self._outcome or not self.form.pending():
            return
        wanted = OUTCOMES[self._outcome][2]
        values = self.form.values()
        self.tell_fault("")
        self.form.clear_faults()
        self.recorded.emit(self._outcome, {key: values[key] for key in wanted if values[key]})

    def show_fault(self, field: str, words: str) -> None:
        """Say what is missing beside its field, or over the buttons."""
        if field and field in (one.key for one in FIELDS) and not self.form.isHidden():
            self.form.show_fault(field, words)
            self.form.focus_field(field)
        else:
            self.tell_fault(words)
