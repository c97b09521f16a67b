"""What is known of the selected photo, and who must not be seen in it."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.photos.facts import PhotoFacts, RefusalFacts
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import CheckField
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import column, frame, label, row, strip
from alianza_desktop.ui.widgets.rows import Look, Rows

WIDTH: Final = 320
SPECS: Final = (FieldSpec(key="caption", label="Leyenda", hint="Qué se ve y dónde"),)


class Inspector(QFrame):
    """A caption that saves itself, the mark of who looked, and the names to look for."""

    changed = Signal(str, str)
    """A photo and its caption."""
    cleared = Signal(bool)
    opened = Signal()
    saved = Signal()
    moved = Signal(int)
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self._photo = ""
        self._title = label(semibold=True)
        self._facts = label(size="caption", tone="secondary", wrap=True)
        self.form = Form(SPECS)
        self.check = CheckField(self.tr("Nadie que negó su imagen aparece"))
        self.check.setToolTip(self.tr("Espacio, en la lista o en la foto"))
        self.open = Button(self.tr("Ver en grande"), icon="eye")
        self.save = Button(self.tr("Guardar…"), icon="download")
        self.back = Button("", icon="arrow-left")
        self.on = Button("", icon="arrow-right")
        self.remove = Button(self.tr("Eliminar"), "flat", icon="trash", key="Supr")
        for button, words in (
            (self.back, self.tr("Mover antes (Ctrl+izquierda)")),
            (self.on, self.tr("Mover después (Ctrl+derecha)")),
        ):
            button.setAccessibleName(words)
            button.setToolTip(words)
        self._about = label(size="caption", tone="secondary", wrap=True)
        self._who = label(semibold=True)
        self.refusals = Rows(
            Look(height=44, side=16, lead=32), self.tr("Quienes negaron su imagen"), fit=True
        )
        self._note = label(size="caption", tone="secondary", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._one = QWidget()
        inside = QVBoxLayout(self._one)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        inside.addWidget(self.form)
        inside.addWidget(self._facts)
        inside.addWidget(self.check)
        inside.addWidget(self._about)
        inside.addLayout(row(self.open, self.save, None, gap=8))
        inside.addLayout(row(self.back, self.on, None, self.remove, gap=8))
        who = frame("head")
        who.setLayout(row(self._who, None, margins=(16, 8, 16, 8)))
        above = frame("foot")
        above.setLayout(column(who, gap=0))
        notes = column(self._note, margins=(16, 8, 16, 12))
        page = QWidget()
        page.setLayout(column(self._one, above, self.refusals, notes, None, gap=0))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(page)
        head = strip("head", row(self._title, None, margins=(16, 0, 8, 0)), 43)
        self.setLayout(column(head, self.area, gap=0))

    def _connect(self) -> None:
        self.form.changed.connect(lambda _key, value: self.changed.emit(self._photo, value))
        self.check.clicked.connect(self.cleared)
        self.open.clicked.connect(self.opened)
        self.save.clicked.connect(self.saved)
        self.back.clicked.connect(lambda: self.moved.emit(-1))
        self.on.clicked.connect(lambda: self.moved.emit(1))
        self.remove.clicked.connect(self.removed)

    def show_photo(self, one: PhotoFacts | None, place: str) -> None:
        """Show a photo, or that none is selected; what is being typed of the one before is told first."""
        if (one.id if one else "") != self._photo:
            self.form.pending()
            self.form.clear_faults()
        self._one.setVisible(one is not None)
        self._title.setText(place)
        self._photo = one.id if one is not None else ""
        if one is None:
            return
        self.form.show_values({"caption": one.caption})
        self._facts.setText(" · ".join(filter(None, (one.when, one.size))))
        self.check.setChecked(one.cleared)
        self.save.setEnabled(one.cleared)
        self.save.setToolTip(self.tr("Guardar como archivo") if one.cleared else self.tr("Primero márquela"))
        self._about.setText(
            {
                "cleared": self.tr("Puede ir al reporte y guardarse como archivo."),
                "waiting": self.tr("Mírela en grande y márquela: mientras tanto no sale de este equipo."),
                "again": self.tr("Alguien negó su imagen después. Mírela otra vez: mientras tanto no sale."),
            }[one.state]
        )
        theme.restyle(self._about, tone="warning" if one.state == "again" else "secondary")

    def show_refusals(self, found: RefusalFacts) -> None:
        self._who.setText(found.title)
        self.refusals.set_rows(found.rows)
        self.refusals.setVisible(bool(found.rows))
        self._note.setText(found.note)
        self._note.setVisible(bool(found.note))
