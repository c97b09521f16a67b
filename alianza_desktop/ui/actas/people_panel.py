"""Who signs, how each ended, and what can be done next."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from alianza_desktop.core.format_es import count
from alianza_desktop.ui import theme
from alianza_desktop.ui.actas.facts import ActaFacts
from alianza_desktop.ui.actas.panel import Panel, pair
from alianza_desktop.ui.widgets import paint
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.labels import label, row, rule
from alianza_desktop.ui.widgets.rows import Look, Rows

AROUND = 116
"""Pixels of the main button that are not its words: margins, padding, icon and key."""


class PeoplePanel(Panel):
    """While it is signed and afterwards: signatories, «Firmar ahora», other outcomes, the seal."""

    sign = Signal(str)
    other = Signal(str)
    sheet = Signal()
    seal = Signal()
    show_folder = Signal()
    receipt = Signal(str)
    copies = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Firmantes"))
        self.list = Rows(Look(height=48, side=16, lead=28), self.tr("Firmantes"), choosing=True, twice=True)
        self.sign_button = Button("", "primary", icon="signature", key=ENTER)
        self.other_button = Button(self.tr("Otro resultado"), key="F7", height=32)
        self.sheet_button = Button(self.tr("Hoja de firmas"))
        self.seal_button = Button(self.tr("Sellar acta"), "primary", icon="lock", height=32)
        self._reason = label("", "caption", tone="secondary", wrap=True)
        self.sealed = Banner(height=40)
        self.receipt_button = Button(self.tr("Imprimir recibo"), icon="printer")
        self.taken = Banner(height=36, buttons=(self.receipt_button,), size="caption")
        self.taken.set_stacked(stacked=True)
        self._signed = ""
        self.folder_button = Button(self.tr("Abrir carpeta"), icon="folder-open", height=36)
        self.copies_button = Button(self.tr("Copias"), icon="device-usb", height=36)
        self.copies_button.setToolTip(self.tr("Copiar a una memoria USB para los firmantes"))
        self._wide = theme.px(304)
        self._receipts: dict[str, str] = {}
        self._facts: ActaFacts | None = None
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.list, 1)
        self._lay_foot()
        self.finish(scrolls=False)
        self.list.chosen.connect(self.sign)
        self.list.selectionModel().currentChanged.connect(lambda _now, _old: self._name_button())
        self.receipt_button.clicked.connect(lambda: self.receipt.emit(self._signed))
        self.sign_button.clicked.connect(lambda: self.sign.emit(self._person()))
        self.other_button.clicked.connect(lambda: self.other.emit(self._person()))
        self.sheet_button.clicked.connect(self.sheet)
        self.seal_button.clicked.connect(self.seal)
        self.folder_button.clicked.connect(self.show_folder)
        self.copies_button.clicked.connect(self.copies)

    def _lay_foot(self) -> None:
        self._actions = QWidget()
        actions = pair(self.other_button, self.sheet_button)
        self._rule = rule()
        self._seal_line = QWidget()
        line = row(self.seal_button, self._reason, gap=12)
        line.setStretch(1, 1)
        self._seal_line.setLayout(line)
        self._actions.setLayout(actions)
        self.foot.addWidget(self.taken)
        self.foot.addWidget(self.sealed)
        self.foot.addWidget(self.sign_button)
        self.foot.addWidget(self._actions)
        self.foot.addWidget(self._rule)
        self.foot.addWidget(self._seal_line)
        self._after_line = QWidget()
        self._after_line.setLayout(pair(self.copies_button, self.folder_button))
        self.foot.addWidget(self._after_line)

    def fit(self, *, compact: bool, wide: int) -> None:
        self._wide = wide
        self._name_button()
        self.other_button.set_words(self.other_button.text(), key="" if compact else "F7")

    def show_acta(self, facts: ActaFacts) -> None:
        if self._facts is not None and self._facts.id != facts.id:
            self.forget_receipt()
        self._facts = facts
        late = facts.state == "sealed"  # the receipt that there is says how they ended before the seal
        self.receipt_button.setVisible(self._signed in facts.receipts and not late)
        self.aside.setText(
            self.tr("{done} de {total} con resultado").format(done=facts.done, total=facts.total)
        )
        rows = facts.people
        for person, words in self._receipts.items():
            rows = tuple(replace(one, note=words) if one.key == person else one for one in rows)
        keep = self.list.current_key()
        self.list.set_rows(rows)
        self._select(facts, keep)
        taking = facts.state in ("signing", "signed")
        sealed = facts.state == "sealed"
        self._actions.setVisible(taking or bool(facts.late_takes))
        self._after_line.setVisible(sealed)
        self._rule.setVisible(taking)
        self._seal_line.setVisible(taking)
        self.seal_button.setEnabled(facts.state == "signed" and not facts.seal_reason)
        self._reason.setText(facts.seal_reason or self.tr("Todos tienen resultado."))
        if sealed:
            self.sealed.tell("success", _sealed_words(facts), strong=self.tr("Acta sellada."), icon="lock")
        else:
            self.sealed.clear()
        self._name_button()

    def first(self) -> QWidget:
        """Return what takes the keys first: who signs, the seal, or the list."""
        if not self.sign_button.isHidden():
            return self.sign_button
        return self.seal_button if self.seal_button.isEnabled() else self.list

    def show_receipt(self, person: str, words: str, code: str) -> None:
        """Show for a while the receipt that the person takes away: its code, and the paper of it."""
        self._receipts, self._signed = {person: words}, person
        signer = self._facts.signers.get(person) if self._facts else None
        strong = self.tr("Recibo de {name}:").format(name=signer.name) if signer else ""
        self.taken.tell("success", f"{words}. {code}", strong=strong, icon="file-certificate")

    def forget_receipt(self) -> None:
        """The next person's turn: nothing of the one before stays on the screen."""
        self._receipts, self._signed = {}, ""
        self.taken.clear()

    def _select(self, facts: ActaFacts, keep: str) -> None:
        """Keep the choice of a person that still waits, whatever came in; else propose whose turn it is."""
        keys = [one.key for one in facts.people]
        wanted = keep if keep in facts.undecided or keep in facts.waiting else facts.next_id or keep
        if wanted in keys:
            self.list.select(keys.index(wanted))

    def _person(self) -> str:
        return self.list.current_key() or (self._facts.next_id if self._facts else "")

    def _name_button(self) -> None:
        facts = self._facts
        if facts is None:
            return
        person = facts.signers.get(self._person())
        taking = facts.state in ("signing", "signed") or bool(facts.late_takes)
        late = person is not None and person.id in facts.late_takes
        waits = late or (person is not None and person.id in facts.waiting)
        undecided = person is not None and person.id in facts.undecided
        self.sign_button.setVisible(taking and (waits or undecided))
        self.other_button.setEnabled(late or (facts.state in ("signing", "signed") and person is not None))
        if person is None or not taking:
            return
        words = self.tr("Elegir cuál vale") if undecided else self._sign_words(person.name)
        words = self.tr("Recoger firma posterior") if late else words
        self.sign_button.set_words(words, icon="note" if undecided else "signature")
        self.sign_button.setAccessibleName(
            words if undecided else self.tr("Firmar ahora: {name}").format(name=person.name)
        )
        self.sign_button.setToolTip(person.name)

    def _sign_words(self, name: str) -> str:
        """Return the longest words about a person that the button can hold."""
        font = theme.font(semibold=True)
        room = self._wide - AROUND
        first, _, last = name.strip().rpartition(" ")
        short = f"{first} {last[:1]}." if first else name
        for words in (
            self.tr("Firmar ahora: {name}").format(name=name),
            self.tr("Firma {name}").format(name=name),
            self.tr("Firma {name}").format(name=short),
        ):
            if paint.width(words, font) <= room:
                return words
        return QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room)


def _sealed_words(facts: ActaFacts) -> str:
    copies = count(facts.total, "firmante", "firmantes")
    whom = f"a los {copies}" if facts.total != 1 else "a quien firma"
    told = f"Copias entregadas: {facts.copies} de {facts.total}" if facts.copies else f"Entregue copia {whom}"
    return f"Código de verificación {facts.code}. {told}."
