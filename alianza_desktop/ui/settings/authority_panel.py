"""Ajustes → «Autoridad de la alianza»: who has it, its code to compare, the laptops, what can be done."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout

from alianza_desktop.ui.settings.authority_facts import GESTURES, AuthorityFacts
from alianza_desktop.ui.settings.panel import Panel
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.labels import label, row
from alianza_desktop.ui.widgets.printing import PrintDesk
from alianza_desktop.ui.widgets.rows import Look, Rows


class AuthorityPanel(Panel):
    """`ask(key)` is called with the gesture that was chosen; `sheet` makes the page with the code."""

    def __init__(self, ask: Callable[[str], None], sheet: Callable[[AuthorityFacts], bytes]) -> None:
        super().__init__(self.tr("Autoridad de la alianza"), "")
        self._sheet = sheet
        self.facts: AuthorityFacts | None = None
        self._warning = Banner()
        self._code = label(semibold=True)
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._until = label(tone="secondary", wrap=True)
        self._laptops = Rows(
            Look(height=44, side=4, lead=28, separator="line"), self.tr("Equipos"), choosing=True
        )
        self.buttons = {key: _asking(key, ask) for key in GESTURES if not GESTURES[key].person}
        copy = Button(self.tr("Copiar"), icon="copy", height=36)
        self.print_button = Button(self.tr("Imprimir"), icon="printer", height=36)
        self._none = label(
            self.tr("Pasarla, renovar o retirar la confianza toca a quien coordina."),
            tone="secondary",
            wrap=True,
        )
        self.add(self._warning)
        self._box.addLayout(row(self._code, None, copy, self.print_button, gap=8))
        self.add(self._until)
        self.add(self._none)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._box.addLayout(self._grid)
        self.add(self._laptops, stretch=1)
        copy.clicked.connect(self._copy)
        self.print_button.clicked.connect(self._print)
        self.printing = PrintDesk(None, self)
        self.printing.ended.connect(lambda _pages: self.done(self.tr("Se envió a la impresora.")))
        self.printing.copied.connect(lambda name: self.done(self.tr("Guardado en {name}.").format(name=name)))
        self.printing.failed.connect(
            lambda: self.failed(self.tr("La impresora no la recibió. Revísela o guarde el PDF."))
        )

    def show_facts(self, facts: AuthorityFacts) -> None:
        self.facts = facts
        self._usual = facts.words
        self.say_again()
        self._warning.warn(facts.warning)
        self._code.setText("\n".join(facts.code))
        self._until.setText(
            self.tr("Código de la autoridad (SHA-256), hasta el {day}: con él se comparan las actas.").format(
                day=facts.until
            )
        )
        self._laptops.set_rows(facts.laptops)
        self._none.setVisible(not facts.gestures)
        for button in self.buttons.values():
            self._grid.removeWidget(button)
            button.hide()
        for place, key in enumerate(facts.gestures):
            self._grid.addWidget(self.buttons[key], place // 2, place % 2)
            self.buttons[key].show()

    def _copy(self) -> None:
        if self.facts is not None:
            QGuiApplication.clipboard().setText(self.facts.fingerprint)
            self.done(self.tr("El código está copiado."))

    def _print(self) -> None:
        if self.facts is not None:
            self.printing.ask(self._sheet(self.facts), self.tr("Código de la autoridad"))


def _asking(key: str, ask: Callable[[str], None]) -> Button:
    made = Button(GESTURES[key].title, icon=GESTURES[key].icon, height=32)
    made.clicked.connect(lambda: ask(key))
    return made
