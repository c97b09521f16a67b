"""What the list brings, of which earlier workshop it is, and the file."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from alianza_desktop.core import catalogs
from alianza_desktop.ui import theme
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.importing.kinds import INVITED, KINDS, ListKind
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import frame, label, row

ANOTHER: Final = ("", "Otro, que no está aquí")
_STAGES: Final = tuple((code, f"{code}. {words}") for code, words in catalogs.labels("stage").items())
_KIND: Final = FieldSpec(
    key="kind",
    label="Qué trae esta lista",
    kind="choice",
    choices=tuple((one.key, one.offer) for one in KINDS.values()),
)
_WORKSHOP: Final = (
    FieldSpec(key="workshop", label="De qué taller", kind="choice", choices=(ANOTHER,), span=2),
    FieldSpec(key="stage", label="Etapa", kind="choice", choices=(("", "—"), *_STAGES)),
    FieldSpec(key="date", label="Fecha", kind="day", hint="dd/mm/aaaa"),
    FieldSpec(key="place", label="Lugar", hint="Casa comunal, auditorio…", span=2),
)
NEW: Final = ("stage", "date", "place")


class ChoosePage(QScrollArea):
    """A card in the middle; only larger text makes it scroll."""

    brought = Signal(str)
    described = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.choose = Button(self.tr("Elegir archivo"), "primary", icon="folder-open", key="Ctrl+O")
        self._words = label(tone="secondary", wrap=True)
        self.kind = Form((_KIND,))
        self.workshop = Form(_WORKSHOP, columns=2)
        self._here = True
        self._lay_out()
        self.kind.changed.connect(lambda _name, value: self.brought.emit(value))
        self.workshop.changed.connect(self.described)

    def _lay_out(self) -> None:
        self._card = frame("card")
        box = self._box = QVBoxLayout(self._card)
        box.setSpacing(10)
        box.addWidget(label(self.tr("¿Qué lista tiene?"), "emphasis", semibold=True))
        for part in (self.kind, self.workshop, self._words):
            box.addWidget(part)
        box.addSpacing(4)
        box.addLayout(row(self.choose, None))
        page = QWidget()
        around = QVBoxLayout(page)
        around.addStretch(2)
        around.addLayout(row(None, self._card, None))
        around.addStretch(3)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)

    def fit(self, room: int, *, compact: bool) -> None:
        """Be as wide as there is room for."""
        self._box.setContentsMargins(*((20, 12, 20, 14) if compact else (28, 24, 28, 24)))
        self._card.setFixedWidth(min(theme.px(520), max(320, room)))

    def show_workshop(self, *, here: bool) -> None:
        """Say whether there is a workshop to invite to."""
        self._here = here

    def show_kind(
        self, kind: ListKind, values: dict[str, str], workshops: tuple[tuple[str, str], ...]
    ) -> None:
        """Show what the list brings, and the form of the earlier workshop when it is of one."""
        self.kind.show_values({"kind": kind.key})
        earlier = kind is not INVITED
        self.workshop.setVisible(earlier)
        self.workshop.set_choices("workshop", (ANOTHER, *workshops))
        self.workshop.clear_faults()
        self.workshop.show_values(values)
        for name in NEW:
            self.workshop.show_field(name, shown=not values["workshop"])
        self.choose.setEnabled(earlier or self._here)
        self._words.setText(self._about(kind))

    def _about(self, kind: ListKind) -> str:
        if kind is INVITED and not self._here:
            return self.tr("Primero cree un taller; después podrá invitar a quienes vienen.")
        if kind is not INVITED:
            return self.tr("Verá qué pasará con cada fila antes de importar.")
        return self.tr(
            "Un Excel, un CSV o una hoja de LibreOffice, como se la enviaron. También puede arrastrar el "
            "archivo hasta aquí. Verá qué pasará con cada fila antes de importar."
        )

    def show_fault(self, name: str, words: str) -> None:
        """Say what is missing of the workshop, and go there."""
        self.workshop.show_doubt(name, words)
        self.workshop.focus_field(name)
