"""What a PDF turned out to be: the verdict large, each check with its sentence, each signatory's line."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from alianza_desktop.ui import folders
from alianza_desktop.ui.actas.verifying import Check, VerifyFacts
from alianza_desktop.ui.icons import IconMark
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.file_dialog import open_file
from alianza_desktop.ui.widgets.labels import ElidedLabel, captioned, column, frame, label, row, strip
from alianza_desktop.ui.widgets.progress import ProgressStrip
from alianza_desktop.ui.widgets.rows import Look, Rows


class VerifyPage(QWidget):
    """Emits `chosen(path)` and `left`; a PDF dropped anywhere on the window comes here too."""

    chosen = Signal(Path)
    compared = Signal(str, str)
    """The code of a receipt and that of an authority, as they were typed."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back = Button("", "flat", icon="chevron-left")
        self.back.setAccessibleName(self.tr("Volver a la lista de actas"))
        self.pick = Button(self.tr("Elegir un PDF…"), "primary", icon="folder-open", key="Ctrl+O")
        self._file = ElidedLabel(tone="secondary")
        self.verdict = Banner(height=56)
        self.progress = ProgressStrip()
        self._idle = label(
            self.tr("Suelte aquí el PDF de un acta, o elíjalo. Se comprueba en este equipo, sin conexión."),
            "emphasis",
            tone="secondary",
            wrap=True,
        )
        self.receipt = Field(self.tr("Código que se le dio al firmar"))
        self.authority = Field(self.tr("Su código, si lo conoce por otra vía"))
        self.compare = Button(self.tr("Comparar"), icon="scan", key=ENTER, height=36)
        self._fault = label("", "caption", tone="warning", wrap=True)
        self._about = QGridLayout()
        self._checks, self._cannot = QVBoxLayout(), QVBoxLayout()
        self.people = Rows(Look(height=48, side=4, lead=28, separator="line"), self.tr("Firmantes"), fit=True)
        self._lay_out()
        self.back.clicked.connect(self.left)
        self.pick.clicked.connect(self.ask)
        self.compare.clicked.connect(self._compare)
        for one in (self.receipt, self.authority):
            one.returnPressed.connect(self._compare)

    def _lay_out(self) -> None:
        title = label(self.tr("Verificar un PDF"), "title", semibold=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        head = row(self.back, title, self._file, self.pick, gap=12, margins=(10, 0, 20, 0))
        whole.addWidget(strip("bar", head, 47))
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(20, 16, 20, 16)
        self._box.setSpacing(12)
        for part in (self._idle, self.progress, self.verdict):
            self._box.addWidget(part)
        self._cards = QHBoxLayout()
        self._cards.setSpacing(16)
        self._cards.addWidget(self._left_card(), 3)
        self._cards.addWidget(self._right_card(), 2)
        self._body = QWidget()
        self._body.setLayout(column(self._comparing(), self._cards, gap=12))
        self._box.addWidget(self._body)
        self._box.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(inside)
        whole.addWidget(self.area, 1)
        self._body.hide()

    def _comparing(self) -> QBoxLayout:
        """What somebody has besides the file: the paper that they were given, the authority's code."""
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(8)
        for one, words in (
            (self.receipt, self.tr("Comprobante de quien firmó")),
            (self.authority, self.tr("Autoridad de la alianza")),
        ):
            one.setAccessibleName(words)
            self._line.addLayout(captioned(label(words, "caption", tone="secondary"), one), 1)
        self._line.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignBottom)
        return column(self._line, self._fault, gap=4)

    def _left_card(self) -> QFrame:
        card = frame("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addLayout(self._about)
        box.addSpacing(4)
        box.addWidget(label(self.tr("Qué se comprobó"), semibold=True))
        box.addLayout(self._checks)
        box.addStretch(1)
        self._about.setColumnStretch(1, 1)
        self._about.setHorizontalSpacing(16)
        return card

    def _right_card(self) -> QFrame:
        card = frame("card")
        box = QVBoxLayout(card)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(8)
        box.addWidget(label(self.tr("Firmantes"), semibold=True))
        box.addWidget(self.people)
        box.addSpacing(4)
        box.addWidget(label(self.tr("Lo que aquí no se puede saber"), semibold=True))
        box.addLayout(self._cannot)
        box.addStretch(1)
        return card

    def fit(self, *, compact: bool, tiny: bool) -> None:
        across, down = QHBoxLayout.Direction.LeftToRight, QHBoxLayout.Direction.TopToBottom
        for one in (self._cards, self._line):
            one.setDirection(down if tiny else across)
        side = 12 if compact else 20
        self._box.setContentsMargins(side, 12, side, 12)

    def ask(self) -> None:
        """Let the person choose a file."""
        title, kinds = self.tr("Elegir el PDF de un acta"), self.tr("PDF (*.pdf)")
        open_file(self, title, kinds, self.begin, folders.actas())

    def begin(self, path: Path) -> None:
        """Another file: what was typed of the one before says nothing of it."""
        self._body.hide()
        self.receipt.clear()
        self.authority.clear()
        self.show_fault("", "")
        self.chosen.emit(path)

    def _compare(self) -> None:
        self.show_fault("", "")
        self.compared.emit(self.receipt.text(), self.authority.text())

    def show_fault(self, field: str, words: str) -> None:
        """Say what is wrong with a code that was typed."""
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
        if field:
            (self.receipt if field == "receipt" else self.authority).setFocus()

    # what is shown

    def show_verifying(self, file: str) -> None:
        self._file.set_text(file)
        self._idle.hide()
        self.verdict.clear()
        self.progress.begin(self.tr("Comprobando el PDF…"))

    def show_unread(self, file: str, words: str) -> None:
        self.progress.end()
        self._file.set_text(file)
        self.verdict.tell("warning", words)
        self._body.hide()

    def show_report(self, facts: VerifyFacts) -> None:
        self.progress.end()
        self._file.set_text(facts.file)
        self.verdict.tell(facts.tone, facts.why, strong=f"{facts.verdict}.", icon=facts.icon)  # type: ignore[arg-type]
        self._show_about(facts.about)
        _fill(self._checks, [_line(one) for one in facts.checks])
        _fill(
            self._cannot,
            [label(one, "caption", tone="secondary", wrap=True) for one in facts.cannot_know],
        )
        self.people.set_rows(facts.people)
        self._body.show()

    def _show_about(self, about: tuple[tuple[str, str], ...]) -> None:
        while self._about.count():
            _drop(self._about.takeAt(0))
        for number, (name, value) in enumerate(about):
            words = label(value, wrap=True)
            words.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            words.setAccessibleName(f"{name}: {value}")
            top = Qt.AlignmentFlag.AlignTop
            self._about.addWidget(label(name, "caption", tone="secondary"), number, 0, top)
            self._about.addWidget(words, number, 1, top)


def _line(check: Check) -> QWidget:
    made = QWidget()
    words = label(check.words, wrap=True)
    line = row(IconMark(check.icon, check.tone, 16), words, gap=8)
    line.setStretch(1, 1)
    made.setLayout(line)
    return made


def _fill(box: QVBoxLayout, parts: Sequence[QWidget]) -> None:
    while box.count():
        _drop(box.takeAt(0))
    for part in parts:
        box.addWidget(part)


def _drop(item: QLayoutItem | None) -> None:
    widget = item.widget() if item is not None else None
    if widget is not None:
        widget.hide()
        widget.deleteLater()
