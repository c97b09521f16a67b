"""The whole screen for the person who signs: the stored text first, then the box, and nothing of anyone else.

A window of its own, so that no key of the program behind reaches it. Esc never loses ink: with a stroke in
the box it says how to leave. «Borrar y repetir» is at the far left, away from «Confirmar firma».
"""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from alianza_desktop.core.sentences import said
from alianza_desktop.ui import theme
from alianza_desktop.ui.actas.facts import PadFacts
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.labels import ElidedLabel, column, frame, label, row
from alianza_desktop.ui.widgets.pdf_preview import PdfPreview
from alianza_desktop.ui.widgets.sector_mark import SectorMark
from alianza_desktop.ui.widgets.signature_pad import SignaturePad

MARGIN, APART, HIGH, LOW, PAGE = 40, 168, 56, 32, 900
LARGE = 1.3
"""Text scale from which the person and the acta do not fit on one line."""


class SigningPage(QDialog):
    """Emits what the person decides; the presenter records it and closes the page."""

    confirmed = Signal()
    refused = Signal()
    cancelled = Signal()
    text_seen = Signal()

    def __init__(self, facts: PadFacts, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(self.tr("Firma de {name}").format(name=facts.signer.name))
        self._done = self._cut = False
        self._facts = facts
        self.pad = SignaturePad()
        self.text = PdfPreview(self.tr("Texto del acta"))
        high = LOW if theme.scale() > LARGE else HIGH
        self.see = Button(self.tr("Ver el texto"), icon="eye", height=high, wide=155)
        self.erase = Button(self.tr("Borrar y repetir"), icon="eraser", height=high, wide=186)
        self.refuse = Button(self.tr("No deseo firmar"), height=high, wide=164)
        self.confirm = Button(self.tr("Confirmar firma"), "primary", icon="check", height=high, wide=247)
        self.sign = Button(
            self.tr("Vi el texto: firmar"), "primary", icon="signature", key=ENTER, height=high, wide=247
        )
        self.leave = Button(
            self.tr("Volver sin firmar"), icon="arrow-back-up", key="Esc", height=high, wide=186
        )
        self._page = label("", tone="secondary")
        self._why = label("", "body", tone="secondary", wrap=True)
        self._why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out(facts)
        self._connect()
        self.text.show_bytes(facts.body)
        self.show_text()

    # layout

    def _lay_out(self, facts: PadFacts) -> None:
        whole = QVBoxLayout(self)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # the screen decides
        whole.setContentsMargins(MARGIN, 18, MARGIN, 24)
        whole.setSpacing(12)
        whole.addLayout(self._head(facts))
        self._middle = QStackedWidget()
        self._middle.addWidget(self._text_frame())
        self._middle.addWidget(self.pad)
        whole.addWidget(self._middle, 1)
        consent = label(facts.consent, "caption", tone="secondary", wrap=True)
        consent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        whole.addWidget(consent)
        whole.addWidget(self._why)
        whole.addLayout(self._buttons())

    def _head(self, facts: PadFacts) -> QBoxLayout:
        name = ElidedLabel("name" if theme.scale() > LARGE else "counter", semibold=True)
        name.set_text(facts.signer.name)
        words = ElidedLabel("emphasis")
        words.set_text(facts.signer.words)
        who = column(name, row(SectorMark(facts.signer.sector, named=False), words, gap=8), gap=0)
        acta = row(
            None,
            label(self.tr("Firmo el"), "emphasis"),
            label(self.tr("acta {number},").format(number=facts.number), "emphasis", semibold=True),
            label(facts.acta, "emphasis"),
            gap=4,
        )
        code = row(
            None,
            *((self._rehearsal_mark(),) if facts.rehearsal else ()),
            label(self.tr("código"), "caption", tone="secondary"),
            label(facts.code, "caption", semibold=True),
            gap=4,
        )
        said = row(None, column(acta, code, gap=2), self.see, gap=24)
        line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.setSpacing(12)
        line.addLayout(who, 1)
        line.addLayout(said)
        if theme.scale() > LARGE:  # the name is whole before anything else
            line.setDirection(QBoxLayout.Direction.TopToBottom)
        return line

    def _rehearsal_mark(self) -> QLabel:
        """The page covers the window's own mark: it says itself that this is no real signature."""
        made = label(self.tr("ENSAYO · sin valor"), "caption", semibold=True)
        made.setProperty("part", "rehearsal")
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        return made

    def _text_frame(self) -> QFrame:
        card = frame("found")
        self.text.setMaximumWidth(PAGE)
        text = row(None, self.text, None, gap=0)
        text.setStretch(1, 20)  # as wide as it may be
        card.setLayout(
            column(
                text,
                row(self._page, None, margins=(12, 4, 12, 6)),
                gap=0,
                margins=(1, 1, 1, 1),
            )
        )
        return card

    def _buttons(self) -> QHBoxLayout:
        return row(self.erase, self.leave, None, self.refuse, APART, self.confirm, self.sign, gap=0)

    def _connect(self) -> None:
        self.pad.changed.connect(self._inked)
        self.text.page_changed.connect(self._tell_page)
        self.see.clicked.connect(self.show_text)
        self.sign.clicked.connect(self.show_pad)
        self.erase.clicked.connect(self._erase)
        self.confirm.clicked.connect(self._confirm)
        self.refuse.clicked.connect(self._refuse)
        self.leave.clicked.connect(self.give_up)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._come_back)

    def _come_back(self) -> None:
        """A screen was unplugged, perhaps the one that this page fills: it fills another, ink and all."""
        QTimer.singleShot(0, self, self._fill_screen)  # the system moves its windows first

    def _fill_screen(self) -> None:
        left = self.screen().geometry()
        if self.isVisible() and not left.contains(self.geometry()):
            self.setGeometry(left)

    # the two faces

    def show_text(self) -> None:
        """Show the stored pages."""
        self._face(text=True)
        self.text.show_ground()
        self.text_seen.emit()
        self.sign.setFocus()

    def show_pad(self) -> None:
        """Show the box."""
        self._face(text=False)
        self._inked()
        self.pad.setFocus()

    def _face(self, *, text: bool) -> None:
        self._middle.setCurrentIndex(0 if text else 1)
        for one in (self.sign, self.leave):
            one.setVisible(text)
        for other in (self.see, self.erase, self.confirm, self._why):
            other.setVisible(not text)
        self.say("")

    def _tell_page(self, page: int, pages: int) -> None:
        self._page.setText(self.tr("Página {page} de {pages}").format(page=page, pages=pages))

    # ink

    def _inked(self) -> None:
        strokes = self.pad.strokes
        self.erase.setEnabled(not strokes.empty)
        self.confirm.setEnabled(strokes.confirmable)
        if strokes.full:
            self.say(self.tr("El recuadro está lleno: confirme, o borre y repita."))
        elif strokes.confirmable or strokes.empty or strokes.drawing:
            self.say("")
        else:
            self.say(self.tr("Un punto o un trazo muy corto no es una firma. Siga, o borre y repita."))

    def say(self, words: str) -> None:
        """Say in one line why something cannot be."""
        self._why.setText(words)
        self._why.setAccessibleName(words)
        theme.restyle(self._why, tone="warning" if words else "secondary")

    def _erase(self) -> None:
        self.pad.clear()
        self.pad.setFocus()

    def _confirm(self) -> None:
        if self.pad.strokes.confirmable:
            self.confirm.setEnabled(False)  # once, however often it is pressed
            self.confirmed.emit()

    def not_recorded(self, words: str) -> None:
        """It could not be recorded: the ink stays and can be confirmed again."""
        self.confirm.setEnabled(self.pad.strokes.confirmable)
        self.say(words)

    def _refuse(self) -> None:
        self.refused.emit()

    # leaving

    def give_up(self) -> None:
        """Leave without signing, unless there is ink: ink goes only by «Borrar» or «No deseo firmar»."""
        if self.pad.strokes.empty:
            self.cancelled.emit()
        else:
            self.show_pad()
            self.say(
                self.tr(
                    "El trazo sigue aquí. Para salir sin firmar, bórrelo antes o elija «No deseo firmar»."
                )
            )

    def finish(self) -> None:
        """The presenter is done with it."""
        self._done = True
        self.hide()
        self.deleteLater()

    def reject(self) -> None:
        self.give_up()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._done:
            event.ignore()
            self.give_up()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self._middle.currentIndex() == 0 and not self.pad.strokes.empty:
                self.show_pad()
            else:
                self.give_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # a dialog would press its default button
            if self._middle.currentIndex() == 0 and self.focusWidget() is self.text:
                self.sign.click()  # whoever clicked on the text to read on goes on with the key it names
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """The screen was locked: whoever comes back must not find half a signature of somebody else."""
        super().hideEvent(event)
        if not self._done and not self.pad.strokes.empty:
            self.pad.clear()
            self._cut = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._cut:
            self._cut = False
            self.say(said("signature-interrupted"))
        (self.sign if self._middle.currentIndex() == 0 else self.pad).setFocus()
