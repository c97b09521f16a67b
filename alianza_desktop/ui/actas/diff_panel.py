"""What a new version would say otherwise: before and now, row by row, before everybody signs again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from alianza_desktop.core.format_es import count
from alianza_desktop.ui.actas.facts import DiffFacts, DiffLine
from alianza_desktop.ui.actas.panel import Panel, back
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.labels import column, label, rule


class DiffPanel(Panel):
    """Emits `begun` when the new version is wanted."""

    begun = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Nueva versión"))
        self._all = Banner(height=36)
        self._none = label(wrap=True, tone="secondary")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.begin = Button(self.tr("Comenzar la versión"), "primary", icon="pencil", key=ENTER)
        self._back = back()
        for part in (self._all, self._none):
            self.body.addWidget(part)
        self.body.addLayout(self._lines)
        self.body.addStretch(1)
        self.foot.addWidget(self.begin)
        self.foot.addWidget(self._back)
        self.finish()
        self.begin.clicked.connect(self.begun)
        self._back.clicked.connect(self.leave)

    def ask(self, facts: DiffFacts) -> None:
        changes = len(facts.lines)
        self.title.setText(facts.title)
        self.aside.setText(count(changes, self.tr("cambio"), self.tr("cambios")))
        self._all.tell("warning", facts.signing)
        self._none.setText(facts.nothing)
        self._none.setHidden(bool(facts.lines))
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for one in facts.lines:
            self._lines.addWidget(_line(one))
        self.begin.setVisible(facts.begins)
        self.tell_fault("")
        (self.begin if facts.begins else self._back).setFocus()


def _line(one: DiffLine) -> QWidget:
    """Return what changed, then how it was and how it is: in words, not only in colour."""
    made = QWidget()
    parts = [rule(part="thin"), label(one.what, semibold=True, wrap=True)]
    if one.before:
        parts.append(label(f"antes: {one.before}", "caption", tone="secondary", wrap=True))
    if one.after:
        parts.append(label(f"ahora: {one.after}", wrap=True))
    made.setLayout(column(*parts, gap=2))
    return made
