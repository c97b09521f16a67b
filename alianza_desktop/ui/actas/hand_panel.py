"""Handing the seal of an acta on to another laptop: its holder's word, and there is no way back from here."""

from PySide6.QtCore import Signal

from alianza_desktop.ui.actas.facts import HandFacts
from alianza_desktop.ui.actas.panel import Panel, back
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.labels import label
from alianza_desktop.ui.widgets.rows import Look, Rows


class HandPanel(Panel):
    """Emits `handed(device)`."""

    handed = Signal(str)

    def __init__(self) -> None:
        super().__init__(self.tr("Ceder el sello"))
        self._title = label(semibold=True, wrap=True)
        self.list = Rows(
            Look(height=44, side=8, lead=30, separator="line"), self.tr("Equipos"), choosing=True, fit=True
        )
        self._nobody = label(self.tr("No se conoce otro equipo de la alianza."), tone="secondary", wrap=True)
        self.hand = Button(self.tr("Ceder el sello"), "primary", icon="device-laptop", key=ENTER)
        self._back = back()
        self._lay_out()
        self.finish()
        self.list.chosen.connect(self.handed)
        self.hand.clicked.connect(lambda: self.handed.emit(self.list.current_key()))
        self._back.clicked.connect(self.leave)

    def _lay_out(self) -> None:
        words = self.tr(
            "Esta acta la sella este equipo. Si lo cede, ya no podrá sellarla aquí: solo el otro equipo "
            "podrá hacerlo, o cederla de nuevo."
        )
        for part in (self._title, label(words, wrap=True), self.list, self._nobody):
            self.body.addWidget(part)
        self.body.addWidget(
            label(
                self.tr("Lleve al otro equipo lo que se registró en este antes de sellar."),
                "caption",
                tone="secondary",
                wrap=True,
            )
        )
        self.body.addStretch(1)
        self.foot.addWidget(self.hand)
        self.foot.addWidget(self._back)

    def ask(self, facts: HandFacts) -> None:
        self._title.setText(facts.title)
        self.list.set_rows(facts.laptops)
        self.list.select(0)
        self.list.setVisible(bool(facts.laptops))
        self._nobody.setHidden(bool(facts.laptops))
        self.hand.setEnabled(bool(facts.laptops))
        self.tell_fault("")
        (self.list if facts.laptops else self._back).setFocus()
