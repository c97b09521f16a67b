"""What is asked at the right of an acta, one thing at a time: an identification, the freeze, a choice."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from alianza_desktop.core.format_es import count
from alianza_desktop.ui.actas.facts import FreezeFacts, Signer
from alianza_desktop.ui.actas.panel import Panel, Person, back
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.labels import captioned, label
from alianza_desktop.ui.widgets.rows import Look, Rows

HOW: Final = (
    ("document", "Mostró su documento"),
    ("known", "Quien registra la conoce"),
    ("accreditation", "Por su credencial"),
    ("witness", "Un testigo la identifica"),
)
"""Codes of `evidence.IDENTIFICATIONS`, with what the operator states by each."""


class IdentifyPanel(Panel):
    """How the person was identified: a required choice before their pad opens; keys 1 to 4."""

    identified = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(self.tr("Antes de firmar"))
        self._person = Person()
        self.buttons = [
            Button(words, key=str(number), height=44) for number, (_c, words) in enumerate(HOW, 1)
        ]
        self.witness = Field(self.tr("Nombre y documento del testigo"))
        self._witness = QWidget()
        self.go = Button(self.tr("Abrir el recuadro"), "primary", icon="signature", key=ENTER)
        self._witness.setLayout(
            captioned(label(self.tr("Testigo"), "caption", tone="secondary"), self.witness)
        )
        self.body.addWidget(self._person)
        self.body.addWidget(label(self.tr("¿Cómo se identificó?"), semibold=True))
        for button in self.buttons:
            self.body.addWidget(button)
        self.body.addWidget(self._witness)
        self.body.addWidget(self.go)
        self.body.addStretch(1)
        self._back = back()
        self.foot.addWidget(self._back)
        self.finish()
        for number, button in enumerate(self.buttons):
            button.clicked.connect(partial(self._chosen, number))
        self.go.clicked.connect(lambda: self.identified.emit("witness", self.witness.text()))
        self.witness.returnPressed.connect(self.go.click)
        self._back.clicked.connect(self.leave)

    def ask(self, signer: Signer) -> None:
        self._person.show_person(signer.name, signer.words)
        self.witness.clear()
        self._witness.hide()
        self.go.hide()
        self.tell_fault("")
        self.buttons[0].setFocus()

    def _chosen(self, number: int, _on: object = None) -> None:
        code = HOW[number][0]
        if code == "witness":
            self._witness.show()
            self.go.show()
            self.witness.setFocus()
        else:
            self.identified.emit(code, "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self.buttons):
            self.buttons[number].click()
        else:
            super().keyPressEvent(event)


class FreezePanel(Panel):
    """What freezing means, with its figures, before it happens."""

    frozen = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Congelar el texto"))
        self._number, self._pages = label(semibold=True, wrap=True), label(wrap=True)
        self._people, self._code = label(wrap=True), label("", "caption", tone="secondary", wrap=True)
        self.freeze_button = Button(self.tr("Congelar el texto"), "primary", icon="lock", key=ENTER)
        self._back = back()
        self.body.addWidget(label(self.tr("El acta queda así:"), tone="secondary"))
        self._unprintable = Banner()
        for part in (self._number, self._pages, self._people, self._code, self._unprintable):
            self.body.addWidget(part)
        self.body.addSpacing(8)
        self.body.addWidget(
            label(
                self.tr(
                    "Desde ahora nadie puede cambiar el texto, tampoco usted. Después se recogen las firmas."
                ),
                wrap=True,
            )
        )
        self.body.addStretch(1)
        self.foot.addWidget(self.freeze_button)
        self.foot.addWidget(self._back)
        self.finish()
        self.freeze_button.clicked.connect(self.frozen)
        self._back.clicked.connect(self.leave)

    def ask(self, facts: FreezeFacts, pages: int) -> None:
        words = self.tr("N.º {number}, versión {version}")
        self._number.setText(words.format(number=facts.number, version=facts.version))
        self._pages.setText(count(pages, self.tr("página"), self.tr("páginas")))
        self._people.setText(count(facts.signatories, self.tr("firmante"), self.tr("firmantes")))
        self._code.setText(self.tr("Código del texto leído: {code}").format(code=facts.code))
        self._unprintable.warn(facts.unprintable)
        self.tell_fault("")
        self.freeze_button.setFocus()


class ChoicePanel(Panel):
    """Two outcomes of one person: which one stands. Both are kept."""

    picked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(self.tr("Elegir cuál vale"))
        self._person = Person()
        self.list = Rows(
            Look(height=52, side=8, lead=28, separator="line"), self.tr("Resultados"), choosing=True
        )
        self.list.set_fit(fit=True)
        self.reason = Field(self.tr("Por qué, si quiere anotarlo"))
        self.use = Button(self.tr("Usar el elegido"), "primary", icon="check", key=ENTER)
        self._back = back()
        self.body.addWidget(self._person)
        self._words = label(wrap=True)
        self.body.addWidget(self._words)
        self.body.addWidget(self.list)
        self.body.addLayout(captioned(label(self.tr("Razón"), "caption", tone="secondary"), self.reason))
        self.body.addStretch(1)
        self.foot.addWidget(self.use)
        self.foot.addWidget(self._back)
        self.finish()
        self.use.clicked.connect(self._pick)
        self.reason.returnPressed.connect(self._pick)
        self._back.clicked.connect(self.leave)

    def ask(self, signer: Signer, rows: tuple[Row, ...], *, awaited: bool) -> None:
        self._person.show_person(signer.name, signer.words)
        self._words.setText(
            self.tr(
                "Una elección anterior cita un registro que no llegó. Si no va a llegar, quien coordina "
                "elige y dice por qué."
            )
            if awaited
            else self.tr("Hay más de un resultado. Los dos se conservan; uno vale.")
        )
        optional = self.tr("Por qué, si quiere anotarlo")
        self.reason.setPlaceholderText(self.tr("Por qué no se espera") if awaited else optional)
        self.list.set_rows(rows)
        self.list.select(0)
        self.reason.clear()
        self.tell_fault("")
        self.list.setFocus()

    def _pick(self) -> None:
        if self.list.current_key():
            self.picked.emit(self.list.current_key(), self.reason.text())
