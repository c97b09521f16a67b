"""Ajustes as a picture: the sections at the left, one of them at the right; it decides nothing."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from alianza_desktop.core.sentences import said
from alianza_desktop.ui import folders, passphrases, recovery, theme
from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.settings import authority_facts
from alianza_desktop.ui.settings import facts as data
from alianza_desktop.ui.settings.ask_card import AskCard
from alianza_desktop.ui.settings.authority_facts import GESTURES, Asked, AuthorityFacts
from alianza_desktop.ui.settings.authority_panel import AuthorityPanel
from alianza_desktop.ui.settings.authority_presenter import AuthorityPresenter
from alianza_desktop.ui.settings.facts import SettingsFacts
from alianza_desktop.ui.settings.panel import Panel
from alianza_desktop.ui.settings.presenter import SettingsPresenter
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.file_dialog import open_file, save_file
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.key_card import KeyCard
from alianza_desktop.ui.widgets.labels import frame, label, row
from alianza_desktop.ui.widgets.rows import Look, Rows


def open_settings(context: Context) -> Screen:
    """Make the screen with its presenter."""
    screen = SettingsScreen(context)
    jobs = context.jobs(screen)
    screen.authority = AuthorityPresenter(screen, jobs, context.clock, lambda: context.operator_id)
    screen.begin(SettingsPresenter(screen, jobs, context.folder))
    return screen


class SettingsScreen(QWidget):
    """One panel for each section of `facts.SECTIONS`."""

    authority: AuthorityPresenter

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.facts: SettingsFacts | None = None
        self._presenter: SettingsPresenter | None = None
        self._sections = Rows(Look(height=40, side=12, lead=32), self.tr("Secciones"), choosing=True)
        self._sections.set_rows(
            tuple(Row(key=key, icon=icon, title=words) for key, words, icon in data.SECTIONS)
        )
        self._people = Rows(Look(height=44, side=4, lead=32), self.tr("Quién trabaja aquí"), choosing=True)
        self._operator = Form(data.operator_specs(), columns=2)
        self._look = Form(data.look_specs(tuple(theme.LABELS.items())), columns=2)
        self._passphrase = Form(
            (data.old_passphrase(), *passphrases.specs(self.tr("Nueva contraseña"))), columns=1
        )
        self._recovery = Form((data.old_passphrase(self.tr("Contraseña")),))
        self._lock = Form(data.lock_specs())
        self._card: KeyCard | None = None
        self.asking: AskCard | None = None
        self._columns = 2
        self._authority = AuthorityPanel(self._ask, self._code_sheet)
        self.panels: dict[str, Panel] = {
            "people": self._people_panel(),
            "look": self._look_panel(),
            "passphrase": self._passphrase_panel(),
            "recovery": self._recovery_panel(),
            "lock": self._lock_panel(),
            "authority": self._authority,
            "data": self._data_panel(),
            "about": self._about_panel(),
        }
        self._lay_out()
        self._connect()

    # layout

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for panel in self.panels.values():
            self._stack.addWidget(panel)
        side = frame("card")
        side.setFixedWidth(theme.px(230))
        inside = QVBoxLayout(side)
        inside.setContentsMargins(1, 8, 1, 8)
        inside.addWidget(self._sections)
        self._side = side
        self._body = QHBoxLayout()
        self._body.setSpacing(16)
        self._body.addWidget(side)
        self._body.addWidget(self._stack, 1)
        self._box = QVBoxLayout(self)
        self._box.addLayout(row(label(self.tr("Ajustes"), "title", semibold=True), None))
        self._box.addLayout(self._body, 1)
        self.fit(compact=False)

    def _people_panel(self) -> Panel:
        panel = Panel(
            self.tr("Quién trabaja aquí"),
            self.tr("Elija quién trabaja ahora: cada cambio queda con su nombre y su hora."),
        )
        panel.add(self._people, stretch=1)
        panel.add(self._operator)
        self._forget = _button(self.tr("Quitar un PIN olvidado"), lambda: self._ask("forget"), icon="eraser")
        panel.add_buttons(_button(self.tr("Agregar"), self._add_operator, icon="user-plus"), self._forget)
        self._forgotten = label("", "caption", tone="secondary", wrap=True)
        panel.add(self._forgotten)
        return panel

    def _look_panel(self) -> Panel:
        panel = Panel(self.tr("Apariencia"), self.tr("También con Ctrl y +, -, 0, y en la búsqueda: «tema»."))
        panel.add(self._look)
        panel.add_room()
        return panel

    def _passphrase_panel(self) -> Panel:
        panel = Panel(
            self.tr("Contraseña"),
            self.tr("Cifra los datos de este equipo. Los datos no se vuelven a escribir."),
        )
        panel.add(self._passphrase)
        panel.add_buttons(_button(self.tr("Cambiar la contraseña"), self._change, primary=True))
        panel.add_room()
        return panel

    def _recovery_panel(self) -> Panel:
        panel = Panel(self.tr("Clave de recuperación"), "")
        panel.add(self._recovery)
        panel.add_buttons(_button(self.tr("Hacer una clave nueva"), self._new_key, primary=True))
        panel.add_room()
        return panel

    def _lock_panel(self) -> Panel:
        panel = Panel(self.tr("Bloqueo"), "")
        panel.add(self._lock)
        self._now = _button(
            self.tr("Bloquear ahora"), self._context.desk.lock_now, icon="lock", key="Ctrl+Mayús+L"
        )
        panel.add_buttons(self._now)
        panel.add_room()
        return panel

    def _data_panel(self) -> Panel:
        panel = Panel(self.tr("Datos"), "")
        self._folder = label(wrap=True)
        self._folder.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        panel.add(self._folder)
        panel.add(label(self.tr("Para copiarla, cierre antes el programa y copie la carpeta entera."),
                        tone="secondary", wrap=True))  # fmt: skip
        panel.add_buttons(_button(self.tr("Abrir carpeta"), self._open_folder, icon="folder-open"))
        panel.add_room()
        return panel

    def _about_panel(self) -> Panel:
        panel = Panel(self.tr("Acerca de"), self.tr("El programa y todo lo que usa son libres."))
        made = Rows(
            Look(height=32, side=4, beside=160, strong_trailing=False), self.tr("Licencias"), choosing=True
        )
        made.set_rows(data.made_of())
        panel.add(made, stretch=1)
        return panel

    def _connect(self) -> None:
        self._sections.selectionModel().currentChanged.connect(lambda _now, _old: self._go())
        self._people.chosen.connect(self._somebody_else)
        self._operator.submitted.connect(self._add_operator)
        self._look.changed.connect(lambda _key, _value: self._look_chosen())
        self._passphrase.submitted.connect(self._change)
        self._recovery.submitted.connect(self._new_key)
        self._lock.changed.connect(lambda _key, value: self.presenter.lock_after(int(value)))
        phrase = self._passphrase.widget("phrase")
        assert isinstance(phrase, QLineEdit)
        phrase.textEdited.connect(
            lambda text: self._passphrase.show_note("phrase", passphrases.strength(text))
        )

    # a screen of the window

    def begin(self, presenter: SettingsPresenter) -> None:
        self._presenter = presenter

    @property
    def presenter(self) -> SettingsPresenter:
        assert self._presenter is not None
        return self._presenter

    def page(self) -> QWidget:
        return self

    def opened(self, argument: str) -> None:
        names = [key for key, _words, _icon in data.SECTIONS]
        self._sections.select(
            names.index(argument) if argument in names else max(self._sections.currentIndex().row(), 0)
        )
        self._show_look()
        self.presenter.load()
        self.authority.load()
        self._sections.setFocus()

    def on_changed(self, changes: frozenset[str]) -> None:
        self.presenter.on_changed(changes)
        self.authority.on_changed(changes)

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        side = 16 if compact else 24
        self._box.setContentsMargins(side, 12, side, side)
        self._box.setSpacing(12)
        self._side.setFixedWidth(theme.px(180 if tiny else 230))
        for panel in self.panels.values():
            panel.fit()
        self._columns = 1 if tiny else 2
        asked = (self.asking.form,) if self.asking else ()
        for form in (self._operator, self._look, *asked):
            form.set_columns(self._columns)
        self._show_look()

    # gestures

    def _go(self) -> None:
        self._stack.setCurrentIndex(max(self._sections.currentIndex().row(), 0))

    def _somebody_else(self, key: str) -> None:
        names = {one[0]: one[1] for one in self.facts.operators} if self.facts else {}
        self._context.desk.act_as(key, names[key])
        self._show_people()
        self.authority.load()

    def _add_operator(self) -> None:
        values = self._operator.values()
        self.presenter.add_operator(values["name"], values["role"])

    def _look_chosen(self) -> None:
        values = self._look.values()
        self._context.desk.show_look(values["theme"], int(values["scale"]) / 100)

    def _change(self) -> None:
        self.presenter.change_passphrase(self._passphrase.values())

    def _new_key(self) -> None:
        self.presenter.new_recovery(self._recovery.values()["old"])

    def _open_folder(self) -> None:
        if not folders.show(self._context.folder):
            self._context.toast(said("folder-not-shown", folder=self._context.folder), None)

    # what the presenter shows

    def show_facts(self, facts: SettingsFacts) -> None:
        self.facts = facts
        self._show_people()
        plain = self.tr("Esta alianza se guarda sin cifrar: no tiene contraseña.")
        for key in ("passphrase", "recovery", "lock"):
            self.panels[key].set_usable(usable=facts.encrypted, why=plain)
        self._lock.show_values({"minutes": str(facts.minutes)})
        if facts.encrypted:
            self.panels["recovery"].say(data.about_recovery(facts))
            self.panels["lock"].say(
                self.tr("Al desbloquear con la contraseña, la pantalla vuelve como estaba.")
            )
        self.panels["data"].say(f"{facts.alliance} · {facts.device}")
        self._folder.setText(str(self._context.folder))

        self._forgotten.setText("\n".join(facts.forgotten))
        self._forgotten.setVisible(bool(facts.forgotten))

    # what only who coordinates does

    def _ask(self, key: str) -> None:
        self.authority.ask(key)

    def _code_sheet(self, facts: AuthorityFacts) -> bytes:
        alliance, rehearsal = (self.facts.alliance, self.facts.rehearsal) if self.facts else ("", False)
        return authority_facts.sheet(facts, alliance, self._context.clock.now().date(), rehearsal=rehearsal)

    def _panel_of(self, key: str) -> Panel:
        return self.panels["people" if GESTURES[key].person else "authority"]

    def show_authority(self, facts: AuthorityFacts) -> None:
        self._authority.show_facts(facts)

    def ask_gesture(self, asked: Asked) -> None:
        self._drop_asking()
        self._panel_of(asked.key).rest()
        self.asking = AskCard(asked)
        self.asking.confirmed.connect(self._confirmed)
        self.asking.left.connect(self._drop_asking)
        self._panel_of(asked.key).say("")
        self._panel_of(asked.key).put_instead(self.asking)
        self.asking.form.set_columns(self._columns)
        self.asking.begin()

    def _confirmed(self, values: dict[str, str]) -> None:
        if self.asking is None:
            return
        if self.asking.key != "receive":
            self.authority.do(self.asking.key, values)
            return
        title, kinds = (
            self.tr("Elegir el archivo de la autoridad"),
            self.tr("Entrega de autoridad (*.alianza)"),
        )
        open_file(self, title, kinds, lambda path: self.authority.do("receive", values, path))

    def _drop_asking(self) -> None:
        if self.asking is not None:
            panel = self._panel_of(self.asking.key)
            panel.put_back(self.asking)
            panel.say_again()
            self.asking = None

    def show_gesture_fault(self, field: str, words: str) -> None:
        if self.asking is not None:
            self.asking.failed(field, words)

    def show_gesture_done(self, key: str, words: str) -> None:
        self._drop_asking()
        self._panel_of(key).done(words)
        self.presenter.load()

    def show_gesture_failed(self, key: str, words: str) -> None:
        self._panel_of(key).failed(words)

    def ask_where(self, name: str, data: bytes) -> None:
        title, kinds = (
            self.tr("Guardar la entrega de la autoridad"),
            self.tr("Entrega de autoridad (*.alianza)"),
        )
        save_file(self, title, kinds, name, lambda path: self.authority.keep(path, data))

    def _show_people(self) -> None:
        if self.facts is not None:
            self._people.set_rows(data.people(self.facts, self._context.operator_id))

    def _show_look(self) -> None:
        scale = min(data.SCALES, key=lambda one: abs(one - theme.scale() * 100))
        self._look.show_values({"theme": theme.name(), "scale": str(scale)})

    def _form(self, section: str) -> Form:
        return {"people": self._operator, "passphrase": self._passphrase, "recovery": self._recovery}[section]

    def show_working(self, section: str) -> None:
        self.panels[section].working()

    def show_faults(self, section: str, faults: dict[str, str]) -> None:
        self.panels[section].rest()
        form = self._form(section)
        form.clear_faults()
        for key, words in faults.items():
            form.show_fault(key, words)
        form.focus_field(next(iter(faults)))

    def show_done(self, section: str, words: str) -> None:
        self._drop_card()
        form = self._form(section)
        form.clear_values("name", "old", "phrase", "again")
        if section == "passphrase":
            form.show_note("phrase", passphrases.ADVICE)
        self.panels[section].done(words)

    def show_failed(self, section: str, words: str) -> None:
        self.panels[section].failed(words)

    def show_key(self, key: str) -> None:
        self._drop_card()
        panel, alliance = self.panels["recovery"], self.facts.alliance if self.facts else ""
        panel.rest()
        self._recovery.clear_values("old")
        clock, device = self._context.clock, self._context.device
        self._card = KeyCard(key, lambda: recovery.sheet(alliance, key, clock, device))
        self._card.kept.connect(lambda: self.presenter.recovery_kept(key))
        panel.put_instead(self._card)
        self._card.begin()

    def _drop_card(self) -> None:
        if self._card is not None:
            self.panels["recovery"].put_back(self._card)
            self._card = None

    def lock_after(self, minutes: int) -> None:
        self._context.desk.lock_after(minutes)


def _button(
    words: str, call: Callable[[], None], *, icon: str = "", key: str = "", primary: bool = False
) -> Button:
    made = Button(words, "primary" if primary else "secondary", icon=icon, key=key, height=36)
    made.clicked.connect(call)
    return made
