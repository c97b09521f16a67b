"""The mesa's details at the right of the board: forms that save themselves, its members, where it met."""

from typing import Final

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from alianza_desktop.services.mesa_members import MemberRow
from alianza_desktop.ui import theme
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.mesas.details import ROLES, MesaFacts, Suggestion
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import Choice, Field
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.labels import ElidedLabel, captioned, column, label, row, strip
from alianza_desktop.ui.widgets.rows import Look, Rows
from alianza_desktop.ui.widgets.scrolling import upright
from alianza_desktop.ui.widgets.sector_mark import SectorMark
from alianza_desktop.ui.widgets.suggest import Suggest, completing

WIDTH: Final = 344
HERE: Final = (
    FieldSpec(key="facilitator", label="Facilita", hint="Nombre", span=2),
    FieldSpec(key="rapporteur", label="Relata", hint="Nombre", span=2),
    FieldSpec(key="place", label="Lugar", hint="Aula 2"),
    FieldSpec(key="capacity", label="Asientos", kind="number"),
)
TABLE: Final = (
    FieldSpec(key="name", label="Nombre", span=2),
    FieldSpec(key="theme", label="Tema", span=2),
    FieldSpec(key="chain_id", label="Cadena de valor", kind="choice", span=2),
    FieldSpec(key="sigla", label="Sigla", hint="CACAO"),
    FieldSpec(key="quorum", label="Quórum", kind="number"),
    FieldSpec(key="norm", label="Norma que la crea", hint="RM 161-2022-PCM"),
    FieldSpec(key="installed_on", label="Instalada", kind="day", hint="dd/mm/aaaa"),
)


class MemberField(Field):
    """Who belongs: names are offered while it is written; Enter adds."""

    entered = Signal(str)

    def __init__(self) -> None:
        super().__init__("Persona u organización")
        self._words = QStringListModel(self)
        completer = completing(self, self._words)
        completer.activated.connect(self.entered)
        self.setCompleter(completer)

    def offer(self, words: list[str]) -> None:
        """Show the names that fit under the field, while it is being written."""
        self._words.setStringList(words)
        if words and self.hasFocus():
            self.completer().complete()

    def _close_popup(self) -> None:
        popup = self.completer().popup()
        assert popup is not None
        popup.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text().strip():
            self._close_popup()
            self.entered.emit(self.text())
        else:
            super().keyPressEvent(event)


class RoleChoice(Choice):
    """What a member does: short words."""

    def __init__(self) -> None:
        super().__init__(height=28)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(122), theme.px(28))


class MesaInspector(QFrame):
    """Esc closes it and throws nothing away."""

    changed = Signal(str, str)
    closed = Signal()
    convened = Signal()
    dismissed = Signal()
    printed = Signal(str)
    """The sheet of this sitting."""
    name_typed = Signal(str)
    member_added = Signal(object)
    member_dropped = Signal(str)
    role_chosen = Signal(str, str)
    wanted = Signal(str, str)
    """Another page: a new meeting of this mesa alone, or a workshop or meeting where it met."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Detalles de la mesa"))
        self._shown: MesaFacts | None = None
        self._offered: tuple[Suggestion, ...] = ()
        self._people: tuple[str, ...] = ()
        self._title = ElidedLabel("emphasis", semibold=True)
        self.print = Button("", "flat", icon="printer")
        self._close = Button("", "flat", icon="x")
        for one, words in (
            (self.print, self.tr("Imprimir la hoja de esta mesa")),
            (self._close, self.tr("Cerrar los detalles (Esc)")),
        ):
            one.setAccessibleName(words)
            one.setToolTip(words)
        self._notice = label("", "caption", tone="on-warning", wrap=True)
        self._held = strip("notice", row(self._notice, margins=(10, 4, 10, 4)), 20)
        self.here = Form(HERE, columns=2)
        self.table = Form(TABLE, columns=2)
        self._here_title = label(self.tr("En este taller"), semibold=True)
        self.convene = Button(self.tr("Convocar a este taller"), icon="plus")
        self.dismiss = Button(self.tr("Quitar de este taller"), "flat")
        self.member = MemberField()
        self._members = column(gap=2)
        self._history = Rows(Look(height=40, side=0), self.tr("Reuniones"), choosing=True, fit=True)
        self.meet = Button(self.tr("Nueva reunión de esta mesa"), icon="calendar-event")
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        inside = QWidget()
        content = QVBoxLayout(inside)
        content.setContentsMargins(16, 10, 16, 12)
        content.setSpacing(8)
        content.addWidget(self._held)
        content.addWidget(self._here_title)
        content.addWidget(self.here)
        content.addLayout(row(self.convene, None))
        content.addWidget(label(self.tr("Mesa de la alianza"), semibold=True))
        content.addWidget(self.table)
        content.addWidget(label(self.tr("Integrantes"), semibold=True))
        caption = label(self.tr("Añadir; Intro al terminar"), "caption", tone="secondary")
        content.addLayout(captioned(caption, self.member))
        content.addLayout(self._members)
        content.addWidget(label(self.tr("Se ha reunido en"), semibold=True))
        content.addWidget(self._history)
        content.addLayout(row(self.meet, None))
        content.addLayout(row(self.dismiss, None))
        content.addStretch(1)
        self.area = upright(QScrollArea(), inside)
        head = strip("head", row(self._title, self.print, 4, self._close, margins=(16, 0, 8, 0)), 47)
        self.setLayout(column(head, self.area, gap=0, margins=(1, 0, 0, 0)))

    def _connect(self) -> None:
        for form in (self.here, self.table):
            form.changed.connect(self.changed)
        self.here.submitted.connect(self.table.focus_first)
        self.table.submitted.connect(self.member.setFocus)
        for key in ("facilitator", "rapporteur"):
            field = self.here.widget(key)
            assert isinstance(field, QLineEdit)
            Suggest(field, self._people_like)
        self._close.clicked.connect(self.closed)
        self.convene.clicked.connect(self.convened)
        self.meet.clicked.connect(
            lambda: self.wanted.emit("meeting-page", self._shown.id if self._shown else "")
        )
        self._history.chosen.connect(lambda held: self.wanted.emit("workshop", held))
        self.dismiss.clicked.connect(self.dismissed)
        self.print.clicked.connect(lambda: self.printed.emit(self._shown.sitting_id if self._shown else ""))
        self.member.textEdited.connect(self.name_typed)
        self.member.entered.connect(self._entered)

    # facts

    def show_people(self, names: tuple[str, ...]) -> None:
        """Who may facilitate: the people of the workshop."""
        self._people = names

    def _people_like(self, text: str) -> list[str]:
        from alianza_desktop.core.format_es import fold

        words = fold(text).split()
        return [one for one in self._people if words and all(word in fold(one) for word in words)][:8]

    def show_mesa(self, found: MesaFacts) -> None:
        """Show a mesa; the field that is being typed in keeps what is typed."""
        other = self._shown is None or found.id != self._shown.id
        members = () if self._shown is None else self._shown.members
        self._shown = found
        self._title.set_text(" · ".join(filter(None, (found.title, found.table["name"]))))
        self.table.set_choices("chain_id", found.chains)
        if other:
            for form in (self.here, self.table):
                form.clear_faults()
            self.member.clear()
            self.area.verticalScrollBar().setValue(0)
        self.table.show_values(found.table)
        self.here.show_values(found.sitting)
        meets = bool(found.sitting_id)
        for part, shown in (
            (self._here_title, found.here), (self.here, meets), (self.print, meets),
            (self.convene, found.here and not meets), (self.dismiss, meets),
        ):  # fmt: skip
            part.setVisible(shown)
        if other or members != found.members:
            self._show_members(found.members)
        self._history.set_rows(found.history)
        self._say("")
        self.show()

    def _show_members(self, members: tuple[MemberRow, ...]) -> None:
        while (item := self._members.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for one in members:
            self._members.addWidget(self._member_row(one))
        if not members:
            words = self.tr("Aún no tiene integrantes.")
            self._members.addWidget(label(words, "caption", tone="secondary", wrap=True))

    def _member_row(self, one: MemberRow) -> QWidget:
        name = ElidedLabel()
        name.set_text(one.name)
        role = RoleChoice()
        role.setAccessibleName(self.tr("Qué hace {name}").format(name=one.name))
        role.set_items([(code, "", words) for code, words in ROLES], one.role)
        role.activated.connect(lambda _n: self.role_chosen.emit(one.id, role.value()))
        drop = Button("", "flat", icon="x", height=28)
        drop.setAccessibleName(self.tr("Quitar a {name}").format(name=one.name))
        drop.setToolTip(drop.accessibleName())
        drop.clicked.connect(lambda: self.member_dropped.emit(one.id))
        made = QWidget()
        line = row(SectorMark(one.sector, named=False), name, role, drop, gap=6)
        line.setStretch(1, 1)
        made.setLayout(line)
        return made

    def show_fault(self, key: str, words: str) -> None:
        for form, specs in ((self.here, HERE), (self.table, TABLE)):
            if key in {one.key for one in specs}:
                form.show_fault(key, words)
                return
        self._say(words)

    def _say(self, words: str) -> None:
        theme.restyle(self._held, banner="warning")
        self._notice.setText(words)
        self._held.setVisible(bool(words))

    def typing(self) -> frozenset[str]:
        """Return the fields whose text is not what was shown."""
        if self._shown is None:
            return frozenset()
        shown = self._shown.table | self._shown.sitting
        values = self.table.values() | self.here.values()
        return frozenset(key for key, value in values.items() if value != shown.get(key, ""))

    def show_names(self, found: tuple[Suggestion, ...]) -> None:
        self._offered = found
        self.member.offer([one.words for one in found])

    def _entered(self, text: str) -> None:
        """Enter or a choice: who was offered by those words, or an organisation of that name."""
        chosen = next((one for one in self._offered if one.words == text), None)
        self.member_added.emit(chosen or Suggestion(text.strip(), organization=text.strip()))
        self._offered = ()
        self.member.clear()

    def flush(self) -> None:
        """Tell what is being typed now."""
        self.here.pending()
        self.table.pending()

    def wanted_width(self) -> int:
        return theme.px(WIDTH)
