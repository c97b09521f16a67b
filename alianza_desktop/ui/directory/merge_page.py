"""Two records side by side: what is the same in grey, what is not in bold, and three answers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from alianza_desktop.ui.directory.merging import Comparison
from alianza_desktop.ui.directory.panel import PageArea
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.labels import column, frame, label, row, rule


class MergePage(QWidget):
    """It decides nothing: it asks."""

    same = Signal()
    different = Signal()
    later = Signal()
    back = Signal()

    def __init__(self, question: str, same: str, different: str) -> None:
        super().__init__()
        self._title = label(question, "title", semibold=True)
        self._place = label(tone="secondary")
        self._why = label(tone="secondary", wrap=True)
        self._note = label(
            self.tr("Nada se borra ni se reescribe: se muestran como uno solo y se pueden separar después."),
            "caption", tone="secondary", wrap=True,
        )  # fmt: skip
        self._leave = Button(self.tr("Volver a la lista"), icon="chevron-left", key="Esc")
        self.same_button = Button(same, "primary", key="Alt+1")
        self.different_button = Button(different, key="Alt+2", height=36)
        self.later_button = Button(self.tr("Decidir después"), "flat", key="Alt+3", height=36)
        self._grid = QGridLayout()
        self._lay_out()
        for button, signal, key in (
            (self._leave, self.back, ""),
            (self.same_button, self.same, "Alt+1"),
            (self.different_button, self.different, "Alt+2"),
            (self.later_button, self.later, "Alt+3"),
        ):
            button.clicked.connect(signal)
            if key:
                QShortcut(
                    QKeySequence(key), self, signal.emit,
                    context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
                )  # fmt: skip

    def _lay_out(self) -> None:
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        for number, share in enumerate((2, 4, 4)):
            self._grid.setColumnStretch(number, share)
        inside = QWidget()
        content = QVBoxLayout(inside)
        content.setContentsMargins(16, 12, 16, 12)
        content.addLayout(self._grid)
        content.addStretch(1)
        card = frame("card")
        card.setLayout(column(PageArea(inside), margins=(1, 1, 1, 1)))
        answers = row(self.same_button, self.different_button, self.later_button, None, gap=8)
        head = row(self._title, self._place, None, self._leave, gap=12)
        self.setLayout(column(head, self._why, card, self._note, answers, gap=10, margins=(20, 7, 20, 12)))

    def show_comparison(self, found: Comparison) -> None:
        """Show two; the first is the one that stands for both if they are joined."""
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._place.setText(found.place)
        self._why.setText(found.why)
        self._grid.addWidget(label(found.one, "emphasis", semibold=True, wrap=True), 0, 1)
        self._grid.addWidget(label(found.other, "emphasis", semibold=True, wrap=True), 0, 2)
        self._grid.addWidget(label(self.tr("El más antiguo: es el que se mostrará"), "caption",
                                   tone="secondary", wrap=True), 1, 1)  # fmt: skip
        for number, line in enumerate(found.lines):
            place = 2 + 2 * number
            self._grid.addWidget(rule(part="thin"), place, 0, 1, 3)
            self._grid.addWidget(label(line.label, "caption", tone="secondary", wrap=True), place + 1, 0)
            for column_number, words in ((1, line.one), (2, line.other)):
                value = label(
                    words or "—", wrap=True, semibold=line.differs, tone="" if line.differs else "secondary"
                )
                value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._grid.addWidget(value, place + 1, column_number)
        self.same_button.setFocus()
