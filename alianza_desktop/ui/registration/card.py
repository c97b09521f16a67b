"""The found person: who, from where, which mesa, what they consented to."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from alianza_desktop.ui.icons import IconMark
from alianza_desktop.ui.registration.facts import CardFacts
from alianza_desktop.ui.registration.mesa_choice import MesaChoice
from alianza_desktop.ui.registration.room import Answers
from alianza_desktop.ui.widgets.field import ConsentBox
from alianza_desktop.ui.widgets.key_cap import KeyCap
from alianza_desktop.ui.widgets.labels import ElidedLabel, column, frame, label, row
from alianza_desktop.ui.widgets.sector_mark import SectorMark


class FoundCard(QFrame):
    """Names are selectable text; the mesa can be changed before Enter."""

    mesa_chosen = Signal(str)
    entered = Signal()
    """Enter in the mesa: the card as it is."""

    def __init__(self, boxes: tuple[ConsentBox, ...]) -> None:
        super().__init__()
        self.setProperty("part", "found")
        self.boxes = boxes
        """The three consents, and «solo informado»."""
        self._title, self._note = label(semibold=True), ElidedLabel("caption", tone="secondary")
        self._icon = IconMark("user-check", "success", 18)
        self._sector = SectorMark()
        self._name = ElidedLabel("name", semibold=True)
        self._organization = ElidedLabel("emphasis")
        self._position = ElidedLabel(tone="secondary")
        self.mesa = MesaChoice()
        self.mesa.setAccessibleName(self.tr("Mesa sugerida (F3)"))
        self._mesa_note = label(size="caption", tone="secondary")
        self._consent = label()
        self._support = label(wrap=True)
        self._notes: dict[str, str] = {}
        self._has_support = False
        self._compact = False
        self._lay_out()
        self.mesa.currentIndexChanged.connect(self._mesa_changed)
        self.mesa.numbered.connect(self._numbered)
        self.mesa.installEventFilter(self)

    def _lay_out(self) -> None:
        band = frame("band")
        self._band = QHBoxLayout(band)
        self._band.setSpacing(8)
        for part in (self._icon, self._title, self._note):
            self._band.addWidget(part)
        self._band.addWidget(self._sector)
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        for part in (self._name, self._organization, self._position):
            self._body.addWidget(part)
        self._gap = QWidget()
        self._body.addWidget(self._gap)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(3)
        self._mesa_caption = caption = label(self.tr("Mesa sugerida"), "caption", tone="secondary")
        caption.setBuddy(self.mesa)
        self._grid.addLayout(row(caption, KeyCap("F3"), None, gap=4), 0, 0)
        self._grid.addWidget(self.mesa, 1, 0)
        self._grid.addWidget(self._mesa_note, 2, 0, Qt.AlignmentFlag.AlignTop)
        consent = label(self.tr("Consentimiento"), "caption", tone="secondary")
        self._given = _cell(IconMark("circle-check", "success", 16), self._consent)
        self._asked = QWidget()
        self._asked.setLayout(column(*self.boxes, gap=0))
        self._grid.addWidget(consent, 0, 1)
        self._grid.addWidget(self._given, 1, 1)
        self._grid.addWidget(self._asked, 1, 1, 2, 2)
        self._support_caption = label(self.tr("Apoyo"), "caption", tone="secondary")
        self._support_cell = _cell(IconMark("message-circle", "secondary", 16), self._support)
        self._grid.addWidget(self._support_caption, 0, 2)
        self._grid.addWidget(self._support_cell, 1, 2)
        for number, stretch in enumerate((340, 248, 248)):
            self._grid.setColumnStretch(number, stretch)
        self._body.addLayout(self._grid)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(band)
        whole.addLayout(self._body)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.fit(compact=False)

    def fit(self, *, compact: bool) -> None:
        self._compact = compact
        side = 12 if compact else 20
        self._band.setContentsMargins(side, 4 if compact else 6, side, 4 if compact else 6)
        self._body.setContentsMargins(side, 10 if compact else 16, side, 10 if compact else 18)
        self._body.setSpacing(0 if compact else 2)
        self._gap.setFixedHeight(4 if compact else 8)
        self._grid.setHorizontalSpacing(16 if compact else 24)
        self._show_columns()

    def show_card(self, card: CardFacts) -> None:
        self._title.setText(card.title)
        self._icon.show_icon("circle-check" if card.done else "user-check", "success")
        self._note.set_text(f"· {card.note}" if card.note else "")
        self._sector.show_sector(card.sector)
        self._mesa_caption.setText(self.tr("Mesa") if card.done else self.tr("Mesa sugerida"))
        self._name.set_text(card.name)
        self._organization.set_text(card.organization)
        self._position.set_text(card.position)
        self._position.setVisible(bool(card.position))
        self._notes = dict(card.mesa_notes)
        self.mesa.set_items(list(card.mesas), card.mesa_id)
        self._mesa_note.setText(self._notes.get(card.mesa_id, ""))
        self._consent.setText(card.consent)
        self._given.setVisible(bool(card.consent))
        self._asked.setVisible(not card.consent)
        for box in self.boxes:
            box.setChecked(False)
        self.boxes[-1].setVisible(card.public)
        self._support.setText(card.support)
        self._has_support = bool(card.support) and bool(card.consent)
        self._show_columns()
        self.setAccessibleName(f"{card.title}: {card.name}, {card.organization}")

    def _show_columns(self) -> None:
        shown = self._has_support and not self._compact
        self._grid.setColumnStretch(2, 0 if self._compact else 248)
        self._support_caption.setVisible(shown)
        self._support_cell.setVisible(shown)

    def _mesa_changed(self) -> None:
        self._mesa_note.setText(self._notes.get(self.mesa.value(), ""))
        self.mesa_chosen.emit(self.mesa.value())

    def answers(self) -> Answers:
        """Return the boxes, all false when they were not asked."""
        asked = not self._asked.isHidden()
        return Answers(*(box.isChecked() and asked and not box.isHidden() for box in self.boxes))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the mesa ends."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return True
        return False

    def _numbered(self, unknown: str) -> None:
        words = self.tr("No hay Mesa {number} aquí.").format(number=unknown)
        self._mesa_note.setText(words if unknown else self._notes.get(self.mesa.value(), ""))


def _cell(icon: IconMark, words: QWidget) -> QWidget:
    cell = QWidget()
    words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    line = row(icon, words, gap=8)
    line.addStrut(36)
    cell.setLayout(line)
    return cell
