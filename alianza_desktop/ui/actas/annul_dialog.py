"""Annulling an acta, in a modal window: why, and the PIN of who coordinates; it stays visible, struck."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLayout, QVBoxLayout, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.actas.facts import AnnulFacts
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import label, row


class AnnulDialog(QDialog):
    """Emits `annulled(reason, pin, again)`: `again` only for who has no PIN here yet and sets one now."""

    annulled = Signal(str, str, str)

    def __init__(self, facts: AnnulFacts, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setWindowTitle(self.tr("Anular el acta"))
        self._first = not facts.has_pin
        self.form = Form(self._fields())
        self.message = Banner(height=40)
        self.annul = Button(self.tr("Anular el acta"), icon="circle-x", height=36)
        self.keep = Button(self.tr("Dejarla como está"), "primary", key="Esc")
        self._lay_out(facts)
        self.annul.clicked.connect(self._annul)
        self.form.submitted.connect(self._annul)
        self.keep.clicked.connect(self.reject)
        self.form.focus_field("reason")
        self.resize(max(theme.px(460), self.sizeHint().width()), self.sizeHint().height())

    def _fields(self) -> tuple[FieldSpec, ...]:
        reason = FieldSpec(
            key="reason",
            label=self.tr("Por qué se anula"),
            note=self.tr("Queda escrito y lo ve quien abra el acta."),
        )
        if not self._first:
            return (reason, FieldSpec(key="pin", label=self.tr("Su PIN en este equipo"), kind="secret"))
        note = self.tr("Aún no tiene un PIN en este equipo. El que escriba aquí será el suyo: 4 a 12 cifras.")
        return (
            reason,
            FieldSpec(key="pin", label=self.tr("PIN nuevo"), kind="secret", note=note),
            FieldSpec(key="again", label=self.tr("El PIN otra vez"), kind="secret"),
        )

    def _lay_out(self, facts: AnnulFacts) -> None:
        box = QVBoxLayout(self)
        box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        box.setContentsMargins(20, 16, 20, 16)
        box.setSpacing(8)
        box.addWidget(label(facts.title, "emphasis", semibold=True, wrap=True))
        box.addWidget(label(facts.words, tone="secondary", wrap=True))
        box.addWidget(self.form)
        box.addWidget(self.message)
        box.addLayout(row(self.annul, None, self.keep, gap=12))

    def _annul(self) -> None:
        values = self.form.values()
        if self._first and values["pin"] != values["again"]:
            self.form.show_fault("again", self.tr("Los dos no son iguales. Escríbalos otra vez."))
            return
        self.annulled.emit(values["reason"], values["pin"], values.get("again", ""))

    def failed(self, words: str, *, has_pin: bool) -> None:
        """It was not annulled: why. A PIN that was set meanwhile is asked for, not set again."""
        self._first = self._first and not has_pin
        if "again" in self.form.values():
            self.form.show_field("again", shown=self._first)
        self.form.clear_values("pin", "again")
        self.message.tell("warning", words)
        self.form.focus_field("pin")

    def finish(self) -> None:
        self.hide()
        self.deleteLater()

    def reject(self) -> None:
        self.finish()
