"""The notes of an agreement in its details: each with who said it, and a small form to write one."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from alianza_desktop.core import catalogs
from alianza_desktop.services.agreement_notes import NoteRow
from alianza_desktop.ui.agreements.detail_facts import Noted
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import column, frame, label, row

SPECS: Final = (
    FieldSpec(
        key="kind",
        label="Qué es",
        kind="choice",
        choices=(("objection", "Objeción"), ("reservation", "Reserva"), ("observation", "Observación")),
    ),
    FieldSpec(key="who", label="Quién lo dice", hint="Persona o entidad presente"),
    FieldSpec(key="text", label="Qué dice", hint="Con sus palabras"),
)


def who_words(note: NoteRow) -> str:
    """Return «Julio Soto · Coop. Marañón»."""
    return " · ".join(filter(None, (note.person, note.organization)))


class NotesPanel(QWidget):
    """A list; the form opens under it and closes with Esc, keeping nothing that was refused."""

    saved = Signal(object, dict)
    """The note that is changed or None, and the values of the form."""
    withdrawn = Signal(object)
    opened = Signal()
    """The form is there to be written in."""

    def __init__(self) -> None:
        super().__init__()
        self._notes: tuple[Noted, ...] = ()
        self._changing: Noted | None = None
        self.add = Button(self.tr("Anotar"), "flat", icon="plus", height=28)
        self.add.setToolTip(self.tr("Anotar una objeción, reserva u observación (O, en la lista)"))
        caption = label(self.tr("Objeciones y reservas"), "caption", tone="secondary")
        self._rows = column(gap=4)
        self.form = Form(SPECS)
        self.save = Button("", key=ENTER)
        self.leave = Button(self.tr("Dejarlo"), "flat")
        self._fault = label("", "caption", tone="warning", wrap=True)
        self.editor = frame("card")
        self.editor.setLayout(
            column(
                self.form, self._fault, row(self.save, self.leave, None, gap=8),
                gap=8, margins=(12, 10, 12, 10),
            )
        )  # fmt: skip
        self.setLayout(column(row(caption, None, self.add, gap=8), self._rows, self.editor, gap=6))
        self.add.clicked.connect(lambda: self.begin("objection"))
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self.close_editor)
        self.form.submitted.connect(self._save)
        self.close_editor()

    @property
    def who(self) -> QLineEdit:
        """The field of the name, to complete it."""
        line = self.form.widget("who")
        assert isinstance(line, QLineEdit)
        return line

    def show_notes(self, notes: tuple[Noted, ...]) -> None:
        if notes == self._notes and self._rows.count() == len(notes):
            return
        self._notes = notes
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for one in notes:
            self._rows.addWidget(self._row(one))

    def _row(self, noted: Noted) -> QWidget:
        note = noted.note
        kind = catalogs.label("note", note.kind)
        change = Button("", "flat", icon="pencil", height=28)
        change.setAccessibleName(self.tr("Cambiar la {kind} de {who}").format(kind=kind, who=who_words(note)))
        change.clicked.connect(lambda: self.begin(note.kind, noted))
        drop = Button("", "flat", icon="x", height=28)
        drop.setAccessibleName(self.tr("Retirar la {kind} de {who}").format(kind=kind, who=who_words(note)))
        drop.clicked.connect(lambda: self.withdrawn.emit(noted))
        for one in (change, drop):
            one.setToolTip(one.accessibleName())
        head = row(label(kind.capitalize(), "caption", semibold=True), None, change, drop, gap=2)
        made: QFrame = frame("note")
        text = label(note.text, wrap=True)
        made.setLayout(
            column(head, label(who_words(note), "caption", tone="secondary", wrap=True), text, gap=1)
        )
        return made

    # the form

    def begin(self, kind: str, noted: Noted | None = None) -> None:
        """Write a note, or change one."""
        self._changing = noted
        note = noted.note if noted else None
        who = (note.person or note.organization) if note else ""
        self.form.clear_values("who", "text")
        self.form.show_values({"kind": kind, "who": who, "text": note.text if note else ""})
        self.save.set_words(self.tr("Cambiar") if note else self.tr("Anotar"))
        self.show_fault("", "")
        self.editor.show()
        self.add.hide()
        self.form.focus_field("text" if note else "who")
        self.opened.emit()

    def writing(self) -> bool:
        """Whether the form is open."""
        return not self.editor.isHidden()

    def close_editor(self) -> None:
        self.form.clear_values("who", "text")
        self.editor.hide()
        self.add.show()

    def _save(self) -> None:
        self.show_fault("", "")
        self.saved.emit(self._changing, self.form.values())

    def show_fault(self, key: str, words: str) -> None:
        if key:
            self.form.show_fault(key, words)
            self.form.focus_field(key)
            return
        if not words:
            self.form.clear_faults()
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
