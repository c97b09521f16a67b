"""The head of Registro: the session, what this desk is, who delegates; and the way to the form."""

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from alianza_desktop.services import desk_range
from alianza_desktop.ui.icons import IconMark
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import Field
from alianza_desktop.ui.widgets.labels import ElidedLabel, label


def _tr(words: str) -> str:
    return QCoreApplication.translate("registration", words)


class Head(QWidget):
    """One line; what does not fit at 1093 x 560 is also a key."""

    letters_chosen = Signal(str)
    sounds_chosen = Signal(bool)
    sign_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label(_tr("Registro"), "title", semibold=True)
        self._subtitle = ElidedLabel(tone="secondary")
        self._session = self._device = self._letters = ""
        self._sounds, self._queue, self._compact = True, True, False
        self.desk = Button("", "flat", icon="device-laptop")
        self.sign = Button("", "flat", icon="presentation")
        self.hear = Button("", "flat", icon="volume")
        self.papers = Button("", "flat", icon="printer")
        self.new = Button(_tr("Registro nuevo"), "flat", icon="user-plus", key="F2")
        self.back = Button(_tr("Volver a la cola"), "flat", icon="arrow-back-up", key="Esc")
        self.other = Button(_tr("Otro documento"), "flat", icon="id-badge-2", key="F7")
        self._line = QHBoxLayout(self)
        self._line.setSpacing(6)
        for part in (
            self._title, self._subtitle, self.desk, self.sign, self.hear, self.papers, self.new,
            self.back, self.other,
        ):  # fmt: skip
            self._line.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for button in (self.desk, self.sign, self.hear, self.papers, self.new, self.back, self.other):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the line
        sign = _tr("Mostrar en el proyector el cartel de esta mesa de registro")
        self.sign.setAccessibleName(sign)
        self.sign.setToolTip(sign)
        papers = _tr("Papeles: listas, formularios, credenciales")
        self.papers.setAccessibleName(papers)
        self.papers.setToolTip(papers)
        self.desk.setToolTip(_tr("Apellidos que atiende este equipo"))
        self.desk.clicked.connect(self.choose_letters)
        self.sign.clicked.connect(self.sign_requested)
        self.hear.clicked.connect(lambda: self.sounds_chosen.emit(not self._sounds))
        self.show_queue()

    def fit(self, *, compact: bool) -> None:
        self._compact = compact
        self._line.setContentsMargins(4, 0, 4, 0)
        self._arrange()

    def _arrange(self) -> None:
        self.new.setVisible(self._queue and not self._compact)
        self.back.setVisible(not self._queue)
        self.desk.setVisible(self._queue and bool(self._device))
        self.hear.setVisible(self._queue)
        self.papers.setVisible(self._queue)
        self.sign.setVisible(self._queue and bool(self._letters))

    def show_queue(self) -> None:
        self._queue = True
        self._subtitle.set_text(self._session)
        self._arrange()

    def show_form(self) -> None:
        self._queue = False
        self._subtitle.set_text(_tr("Alta de una persona nueva"))
        self._arrange()

    def show_session(self, words: str) -> None:
        self._session = words
        if self._queue:
            self._subtitle.set_text(words)

    def show_equipment(self, device: str, letters: str, *, sounds: bool) -> None:
        self._device, self._letters, self._sounds = device, letters, sounds
        self.desk.set_words(desk_words(device, letters), icon="device-laptop")
        name = _tr("Silenciar los sonidos") if sounds else _tr("Activar los sonidos")
        self.hear.set_words("", icon="volume" if sounds else "volume-off")
        self.hear.setAccessibleName(name)
        self.hear.setToolTip(name)
        self._arrange()

    def menu(self) -> QMenu:
        """Return the letters that this desk may take, the one in force marked."""
        made = QMenu(self)
        for letters in desk_range.RANGES:
            action = QAction(_letters(letters), made, checkable=True, checked=letters == self._letters)
            action.setData(letters)
            made.addAction(action)
        return made

    def choose_letters(self) -> None:
        menu = self.menu()
        picked = menu.exec(self.desk.mapToGlobal(QPoint(0, self.desk.height())))
        if picked is not None:
            self.letters_chosen.emit(str(picked.data()))
        menu.deleteLater()


def desk_words(device: str, letters: str) -> str:
    """Return `Equipo A · A–L`."""
    return " · ".join(filter(None, (device, desk_range.words(letters))))


def _letters(letters: str) -> str:
    if not letters:
        return _tr("Todos los apellidos: una sola mesa de registro")
    desks = _tr("dos mesas de registro") if letters in ("A-L", "M-Z") else _tr("tres mesas de registro")
    return _tr("Apellidos de la {first} a la {last} ({desks})").format(
        first=letters[0], last=letters[-1], desks=desks
    )


class DelegationBar(QFrame):
    """In whose place the next person comes, and what accredits them."""

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("banner", "info")
        self._words = ElidedLabel(tone="on-info", semibold=True)
        self.accreditation = Field(_tr("Oficio, resolución o carta poder"), height=32)
        self.accreditation.setAccessibleName(_tr("Acreditación"))
        self.stop = Button(_tr("No delega"), key="Esc")
        self.stop.clicked.connect(self.stopped)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 5, 8, 5)
        line.setSpacing(10)
        line.addWidget(IconMark("users", "info_text", 18))
        line.addWidget(self._words, 3)
        line.addWidget(self.accreditation, 2)
        line.addWidget(self.stop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_name(self, name: str) -> None:
        self._words.set_text(_tr("¿Quién viene en lugar de {name}?").format(name=name))
        self.accreditation.clear()
        self.setVisible(bool(name))
