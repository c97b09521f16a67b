"""The walk-in form: needed fields in reading order, three unticked consents, Enter on the last registers."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from alianza_desktop.services.registration import WalkIn
from alianza_desktop.ui import theme
from alianza_desktop.ui.fields import IDLE_MS
from alianza_desktop.ui.registration.facts import INFORMED, LANGUAGES, FormFacts
from alianza_desktop.ui.registration.mesa_choice import MesaChoice
from alianza_desktop.ui.registration.organization_field import OrganizationField
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.field import Choice, ConsentBox, Field, join_tab_order
from alianza_desktop.ui.widgets.labels import captioned, frame, label, row


class WalkInForm(QWidget):
    """Emits `submitted` and `edited` with what is written; `values()` is a `WalkIn`."""

    submitted = Signal()
    anonymous = Signal()
    edited = Signal()
    discarded = Signal()
    organization_edited = Signal(str)
    same = Signal(str)
    different = Signal(str)
    later = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.number = Field(height=40, size="emphasis", icon="barcode")
        self.number.setAccessibleName(self.tr("Número de documento"))
        self._message = Banner()
        self._fault = Banner()
        self.given, self.paternal, self.maternal = Field(), Field(), Field()
        self.organization, self.position = OrganizationField(), Field()
        self.mesa, self.phone, self.language = MesaChoice(), Field(self.tr("opcional")), Choice()
        self._similar_buttons = [
            Button(self.tr(words)) for words in ("Es la misma", "Son distintas", "Decidir después")
        ]
        self._similar = Banner(height=56, buttons=self._similar_buttons)
        self._similar_id, self._compact = "", False
        self._version = label(size="caption", tone="secondary")
        self._notice = label(size="caption", tone="secondary", wrap=True)
        self._boxes: tuple[ConsentBox, ...] = ()
        self.informed = ConsentBox("Alt+4", self.tr("Solo informado: entidad pública."), "")
        self.informed.setToolTip(INFORMED)
        self.informed.setAccessibleDescription(INFORMED)
        self.informed.hide()
        self._consents = QVBoxLayout()
        self.register = Button(self.tr("Registrar"), "primary", key=ENTER, wide=200)
        self.without = Button(self.tr("Registrar sin datos personales"), height=36)
        self._discard = Button(self.tr("Descartar"), "flat", height=36)
        self._hint = label(self.tr("Lo demás puede completarse después."), "caption", tone="secondary")
        self._document_type = "1"
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self.edited)
        self._lay_out()
        self._connect()

    # layout

    def _lay_out(self) -> None:
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        self._inside.addWidget(self._fields_card())
        self._inside.addWidget(self._similar)
        self._inside.addWidget(self._consent_card())
        self._inside.addWidget(self._fault)
        self._inside.addStretch(1)
        self._inside.setContentsMargins(4, 4, 4, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll = scroll
        top = row(self.number, self._message, gap=12, margins=(4, 0, 4, 0))
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.addLayout(top)
        self._whole.addWidget(scroll, 1)
        actions = row(
            self.register, self.without, self._discard, None, self._hint, gap=12, margins=(4, 0, 4, 0)
        )
        self._whole.addLayout(actions)

    def _fields_card(self) -> QFrame:
        card = frame("card")
        self._grid = QGridLayout(card)
        needed = self.tr("{name} (necesario)")
        cells: list[tuple[str, QWidget, int, int, int]] = [
            (needed.format(name=self.tr("Nombres")), self.given, 0, 0, 1),
            (needed.format(name=self.tr("Apellido paterno")), self.paternal, 0, 1, 1),
            (self.tr("Apellido materno"), self.maternal, 0, 2, 1),
            (needed.format(name=self.tr("Organización")), self.organization, 1, 0, 2),
            (self.tr("Cargo"), self.position, 1, 2, 1),
            (needed.format(name=self.tr("Mesa")), self.mesa, 2, 0, 1),
            (self.tr("Celular"), self.phone, 2, 1, 1),
            (self.tr("Idioma"), self.language, 2, 2, 1),
        ]
        for words, field, line, place, wide in cells:
            caption = label(words, "caption", tone="secondary")
            self._grid.addLayout(captioned(caption, field), line, place, 1, wide)
        for number in range(3):
            self._grid.setColumnStretch(number, 1)
        self.language.set_items([("", "", self.tr("Sin decir")), *((one, "", one) for one in LANGUAGES)], "")
        return card

    def _consent_card(self) -> QFrame:
        card = frame("card")
        self._consents = QVBoxLayout(card)
        self._consents.setSpacing(2)
        head = row(label(self.tr("Consentimiento"), semibold=True), self._version, None, self.informed)
        self._consents.addLayout(head)
        self._consents.addWidget(self._notice)
        return card

    def _connect(self) -> None:
        for field in self._lines():
            field.textEdited.connect(lambda _text: self._touched())
            field.returnPressed.connect(self._advance)
            field.installEventFilter(self)
        for choice in (self.mesa, self.language):
            choice.currentIndexChanged.connect(lambda _index: self._touched())
            choice.installEventFilter(self)
        self.mesa.numbered.connect(self._mesa_numbered)
        self.organization.textEdited.connect(self.organization_edited)
        self.organization.textEdited.connect(lambda _text: self._show_informed())
        self.organization.answered.connect(self.position.setFocus)
        self.organization.completer().activated.connect(lambda _text: self._touched())
        self.register.clicked.connect(self._submit)
        self.without.clicked.connect(self.anonymous)
        self._discard.clicked.connect(self.discarded)
        same, different, later = self._similar_buttons
        same.clicked.connect(lambda: self.same.emit(self._similar_id))
        different.clicked.connect(lambda: self.different.emit(self._similar_id))
        later.clicked.connect(lambda: self.later.emit(self._similar_id))

    def _lines(self) -> tuple[QLineEdit, ...]:
        return (
            self.number,
            self.given,
            self.paternal,
            self.maternal,
            self.organization,
            self.position,
            self.phone,
        )

    def _order(self) -> tuple[QWidget, ...]:
        return (self.given, self.paternal, self.maternal, self.organization, self.position,
                self.mesa, self.phone, self.language)  # fmt: skip

    def fit(self, *, compact: bool) -> None:
        side = 12 if compact else 16
        self._grid.setContentsMargins(side, 6 if compact else 10, side, 8 if compact else 12)
        self._grid.setHorizontalSpacing(side)
        self._grid.setVerticalSpacing(4 if compact else 8)
        self._consents.setContentsMargins(side, 6, side, 6)
        self._compact = compact
        self._space()
        self._whole.setSpacing(6 if compact else 8)
        self._hint.setVisible(not compact)
        self.number.setFixedWidth(theme.px(208))
        self._similar.set_stacked(stacked=compact)
        self.register.set_wide(120 if compact else 200)
        for field in (*self._lines()[1:], self.mesa, self.language):
            assert isinstance(field, Field | Choice)
            field.set_height(32 if compact else 36)

    def _space(self) -> None:
        """With a question about somebody alike, the parts move together: all of the form stays in sight."""
        self._inside.setSpacing(10 if self._similar.isHidden() and not self._compact else 6)

    # what is shown

    def show_form(self, form: FormFacts) -> None:
        self._idle.stop()
        values = form.values
        self._document_type = values.document_type
        self._show_boxes(form.boxes)
        written = (
            values.document_number, values.given_names, values.paternal_surname, values.maternal_surname,
            values.organization, values.position, values.phone,
        )  # fmt: skip
        for field, text in zip(self._lines(), written, strict=True):
            field.setText(text)
        self.number.setPlaceholderText(form.document or "DNI")
        self.number.setEnabled(form.numbered)
        self.mesa.set_items(list(form.mesas), values.mesa_id)
        self.language.choose(values.language)
        self._version.setText(form.version)
        self._notice.setText(form.notice)
        for box, on in zip(self._boxes, (values.registration, values.contact, values.photos), strict=True):
            box.setChecked(on)
        self.informed.setChecked(values.informed)
        self._message.tell("info", form.message)
        self._clear_fault()
        self.show_similar("", "")
        self._idle.stop()
        self._focus_first()

    def _show_boxes(self, boxes: tuple[tuple[str, str], ...]) -> None:
        if self._boxes:
            return
        notes = (self.tr("Si no acepta, puede participar como asistente sin datos personales."),
                 self.tr("Opcional."), self.tr("Opcional."))  # fmt: skip
        self._boxes = tuple(
            ConsentBox(f"Alt+{number}", sentence, note)
            for number, ((_purpose, sentence), note) in enumerate(zip(boxes, notes, strict=True), start=1)
        )
        for box in self._boxes:
            self._consents.addWidget(box)
            box.answered.connect(self._touched)
        for box in (*self._boxes, self.informed):
            box.installEventFilter(self)
        self.informed.answered.connect(self._touched)
        join_tab_order(
            self.number,
            *self._order()[:4],
            self.organization.ask,
            *self._order()[4:],
            *self._similar_buttons,
            *self._boxes,
            self.informed,
            self.register,
            self.without,
            self._discard,
        )

    def _focus_first(self) -> None:
        empty = [field for field in self._lines()[1:5] if not field.text()]
        target = (
            self.number
            if not self.number.text() and self.number.isEnabled()
            else (empty or [self.position])[0]
        )
        target.setFocus()

    def show_fault(self, field: str, words: str) -> None:
        """Say what is missing, and go there."""
        places: dict[str, QWidget] = {
            "given_names": self.given, "paternal_surname": self.paternal, "organization": self.organization,
            "document_number": self.number, "mesa": self.mesa,
            "registration": self._boxes[0] if self._boxes else self.register,
        }  # fmt: skip
        target = places.get(field)
        self._fault.tell("warning", words)
        self._scroll.ensureWidgetVisible(self._fault)
        self._mark(target)
        if target is not None:
            target.setFocus()
            self._scroll.ensureWidgetVisible(target)

    def _mark(self, faulty: QWidget | None) -> None:
        for line in self._lines():
            theme.restyle(line, fault=line is faulty)

    def _mesa_numbered(self, unknown: str) -> None:
        if unknown:
            self.show_fault("mesa", self.tr("No hay Mesa {number} aquí.").format(number=unknown))
        else:
            self._clear_fault()

    def _clear_fault(self) -> None:
        if self._fault.text():
            self._fault.clear()
            self._mark(None)

    def show_similar(self, person_id: str, words: str) -> None:
        self._similar_id = person_id
        if person_id:
            self._similar.tell("warning", words, strong=self.tr("¿Es la misma persona?"), icon="users")
        else:
            answered = self.focusWidget() in self._similar_buttons
            self._similar.clear()
            if answered:
                self.position.setFocus()  # the form goes on below the organisation
        self._space()

    def show_organizations(self, names: tuple[str, ...]) -> None:
        self.organization.suggest(names)

    def show_organization(self, name: str) -> None:
        self.organization.setText(name)
        self._touched()

    def show_sector(self, sector: str, *, said: bool) -> None:
        self.organization.show_sector(sector, said=said)
        self._show_informed()

    def _show_informed(self) -> None:
        """A public body in its functions is told, not asked; another has nothing to be told instead."""
        public = self.organization.sector == "public"
        self.informed.setVisible(public)
        if not public:
            self.informed.setChecked(False)

    def toggle_consent(self, number: int) -> None:
        boxes = self._boxes if self.informed.isHidden() else (*self._boxes, self.informed)
        if number <= len(boxes):
            boxes[number - 1].toggle()
            self._scroll.ensureWidgetVisible(boxes[number - 1])

    def values(self) -> WalkIn:
        """Return what is written."""
        ticks = [box.isChecked() for box in self._boxes] or [False] * 3
        return WalkIn(
            document_type=self._document_type,
            document_number=self.number.text().strip(),
            given_names=self.given.text().strip(),
            paternal_surname=self.paternal.text().strip(),
            maternal_surname=self.maternal.text().strip(),
            organization=self.organization.text().strip(),
            sector=self.organization.sector,
            position=self.position.text().strip(),
            phone=self.phone.text().strip(),
            language=self.language.value(),
            mesa_id=self.mesa.value(),
            registration=ticks[0],
            contact=ticks[1],
            photos=ticks[2],
            informed=self.informed.isChecked(),
        )

    def stop(self) -> None:
        """Nothing more is to be kept: the form closes."""
        self._idle.stop()

    # keys

    def _touched(self) -> None:
        self._clear_fault()
        self._idle.start()

    def _submit(self) -> None:
        self._idle.stop()
        self.submitted.emit()

    def _advance(self) -> None:
        """Enter goes to the next field, and on the last one registers."""
        here = self.focusWidget()
        popup = self.organization.completer().popup()
        if here is self.organization and popup is not None:
            popup.hide()
        if here is self.organization:
            self.organization.editingFinished.emit()  # what a sigla stands for is known before the next step
        order = self._order()
        if here is self.number:
            self.given.setFocus()
        elif here in order and here is not order[-1]:
            order[order.index(here) + 1].setFocus()
        else:
            self._submit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        left = event.type() == QEvent.Type.FocusOut and QApplication.activePopupWidget() is None
        if left and self._idle.isActive():
            self._idle.stop()
            self.edited.emit()
        if (
            isinstance(watched, Choice | ConsentBox)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter:
                self._advance()
                return True
        return False
