"""Actores: the organisations of the territory, what each one brings, and what the territory needs."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QButtonGroup, QMenu, QStackedWidget, QVBoxLayout, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.directory import actors
from alianza_desktop.ui.directory.actor_work import ActorWork
from alianza_desktop.ui.directory.logo import FILES, LogoView, scaled
from alianza_desktop.ui.directory.merge_page import MergePage
from alianza_desktop.ui.directory.needs_page import NeedsPage
from alianza_desktop.ui.directory.panel import Panel
from alianza_desktop.ui.directory.presenter import Card
from alianza_desktop.ui.directory.screen import DirectoryScreen
from alianza_desktop.ui.directory.trait_list import TraitList
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.field import Choice, Field
from alianza_desktop.ui.widgets.file_dialog import open_file, save_file
from alianza_desktop.ui.widgets.labels import column, label, row


class NewActor(Field):
    """Wide enough for the name of an organisation, where there is room."""

    def sizeHint(self) -> QSize:
        return QSize(theme.px(260), super().sizeHint().height())


def open_organizations(context: Context) -> Screen:
    """Make the screen with its presenters."""
    screen = ActorsScreen(context)
    screen.begin(actors.KIND, actors.SPECS, "un solo actor")
    screen.begin_actors()
    return screen


class ActorsScreen(DirectoryScreen):
    """The list at the left; the actor at the right; the territory's needs on a page of their own."""

    work: ActorWork

    def __init__(self, context: Context) -> None:
        panel = Panel(actors.SPECS, self.tr("Ficha del actor"))
        merge = MergePage(
            self.tr("¿Es la misma organización?"), self.tr("Son la misma"), self.tr("Son distintas")
        )
        super().__init__(context, actors.COLUMNS, self.tr("Actores"), panel, merge)
        self.search.setPlaceholderText(self.tr("Nombre, nombre corto o RUC"))
        self.search.setAccessibleName(self.tr("Buscar actores"))
        self.new = NewActor(self.tr("Agregar un actor"), height=32, icon="plus")
        self.new.setAccessibleName(self.tr("Agregar un actor"))
        self.to_actors, self.to_needs = self._tab(self.tr("Actores")), self._tab(self.tr("Necesidades"))
        self.to_needs.setToolTip(self.tr("Necesidades y expectativas del territorio"))
        self.needs = NeedsPage(context.toast)
        self.lists = {kind: TraitList(kind, *words) for kind, words in actors.LISTS.items()}
        self.logo, self.logo_button = LogoView(), Button(self.tr("Poner logotipo"), icon="upload", height=28)
        self.drop_logo = Button(self.tr("Quitar"), "flat", height=28)
        self.mesa, self.join_mesa = Choice(height=32), Button(self.tr("Agregar"), icon="plus")
        self.mesa.setAccessibleName(self.tr("Mesa a la que se agrega"))
        self.project = Button(self.tr("Proyectar"), "primary", icon="presentation")
        self.sheet = Button(self.tr("Ficha"), icon="printer")
        first = Button(self.tr("Agregar el primer actor"), "primary", icon="plus")
        first.clicked.connect(self.new.setFocus)
        self.show_empty(
            self.tr("¿Quién está en el territorio? Agregue el primer actor"),
            self.tr("Escriba su nombre arriba y pulse Intro; lo demás puede completarse después."),
            first,
        )
        self.lay_out(self.new)
        self._lay_out_panel()
        self._join_pages()

    def _tab(self, words: str) -> Button:
        made = Button(words)
        made.setCheckable(True)
        return made

    def _lay_out_panel(self) -> None:
        self.brings = self.panel.scrolled(*self.lists.values())
        self._brings_tab = self.panel.add_page(self.tr("Aporta"), self.brings)
        self.panel.finish(self.tr("Participa"))
        self.panel.foot.addWidget(self.project)
        self.panel.foot.addWidget(self.sheet)
        self.panel.foot.addStretch(1)
        self._mesa_row = QWidget()
        self._mesa_row.setLayout(
            column(
                label(self.tr("Agregarlo como integrante de una mesa"), "caption", tone="secondary"),
                row(self.mesa, self.join_mesa, gap=8),
                gap=4,
            )
        )
        self.panel.add_below_links(self._mesa_row)
        holder = QWidget()
        holder.setLayout(row(self.logo, self.logo_button, self.drop_logo, None, gap=8))
        self.panel.add_below_form(label(self.tr("Logotipo"), "caption", tone="secondary"), holder)

    def _join_pages(self) -> None:
        """Put the two pages under one heading, with their tabs."""
        group = QButtonGroup(self)
        group.setExclusive(True)
        for number, tab in enumerate((self.to_actors, self.to_needs)):
            group.addButton(tab)
            tab.clicked.connect(lambda _on=False, number=number: self.show_page(number))
        self.to_actors.setChecked(True)
        self._heading.insertLayout(1, row(self.to_actors, self.to_needs, gap=2))
        self._needs_holder = QWidget()
        self._both = QStackedWidget()
        self._needs_box = QVBoxLayout(self._needs_holder)
        self._needs_box.setContentsMargins(0, 0, 0, 0)
        self.back_to_actors = self._tab(self.tr("Actores"))
        self._needs_tab = self._tab(self.tr("Necesidades"))
        self._needs_tab.setChecked(True)
        pair = QButtonGroup(self._needs_holder)
        pair.setExclusive(True)
        pair.addButton(self.back_to_actors)
        pair.addButton(self._needs_tab)
        self.back_to_actors.clicked.connect(lambda: self.show_page(0))
        title = label(self.tr("Necesidades del territorio"), "title", semibold=True)
        self._needs_head = row(title, row(self.back_to_actors, self._needs_tab, gap=2), None, gap=8)
        self._needs_box.addLayout(self._needs_head)
        self._needs_box.addWidget(self.needs, 1)
        self.pages.addWidget(self._needs_holder)

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        super().fit(compact=compact, tiny=tiny)
        side = 16 if compact else 20
        self._needs_head.setContentsMargins(side, 6 if compact else 7, side, 6)
        self.needs.fit(compact=compact, tiny=tiny)

    def begin_actors(self) -> None:
        """Connect what only actors have."""
        jobs = self.context.jobs(self)
        self.work = work = ActorWork(self, jobs, self.panel.shown_id, self.context.workshop_id)
        self.needs.begin(jobs, self.context.workshop_id)
        self.new.returnPressed.connect(self._add)
        for one in self.lists.values():
            one.added.connect(work.add)
            one.reworded.connect(work.reword)
            one.moved.connect(work.move)
            one.removed.connect(work.remove)
        self.logo_button.clicked.connect(self._choose_logo)
        self.drop_logo.clicked.connect(work.drop_logo)
        self.join_mesa.clicked.connect(lambda: work.join_mesa(self.mesa.value()))
        self.project.clicked.connect(lambda: self.context.project(f"actor:{self.panel.shown_id()}"))
        self.sheet.clicked.connect(
            lambda: self.sheet_menu().popup(self.sheet.mapToGlobal(self.sheet.rect().topLeft()))
        )

    def keys(self) -> dict[str, Callable[[], None]]:
        return {**super().keys(), "Ctrl+P": lambda: self.work.print_sheet(internal=False)}

    def opened(self, argument: str) -> None:
        """Also `needs` (the territory's), and `new`."""
        if argument == "needs":
            self.show_page(1)
        elif argument == "new":
            self.show_page(0)
            self.new.setFocus()
        else:
            if argument:
                self.show_page(0)
            super().opened(argument)

    def on_changed(self, changes: frozenset[str]) -> None:
        super().on_changed(changes)
        self.needs.presenter.on_changed(changes)

    def show_page(self, number: int) -> None:
        """Show the actors (0) or the needs of the territory (1)."""
        if number:
            self.close_card()
            self.needs.presenter.load()
        self.pages.setCurrentWidget(self._needs_holder if number else self.list_page)
        self.to_actors.setChecked(True)
        self._needs_tab.setChecked(True)
        (self.needs.line if number else self.search).setFocus()

    def escape(self) -> None:
        if self.pages.currentWidget() is self._needs_holder:
            self.needs.escape()
        else:
            super().escape()

    def _add(self) -> None:
        name = self.new.text()
        self.new.clear()
        self.work.add_actor(name)

    def close_card(self) -> None:
        for one in self.lists.values():
            one.flush()
        super().close_card()

    def show_card_of(self, key: str) -> None:
        for one in self.lists.values():
            one.flush()
        super().show_card_of(key)

    # the logo and the sheet

    def _choose_logo(self) -> None:
        open_file(self, self.tr("Logotipo del actor"), FILES, self.take_logo)

    def take_logo(self, path: Path) -> None:
        self.work.keep_logo(path, scaled)

    def sheet_menu(self) -> QMenu:
        """Return what may be done with the sheet: its contact is only for internal use."""
        menu = QMenu(self)
        for words, call in (
            (self.tr("Imprimir\tCtrl+P"), lambda: self.work.print_sheet(internal=False)),
            (self.tr("Guardar PDF…"), lambda: self.work.save_sheet(internal=False)),
            (self.tr("Imprimir con su contacto, para uso interno"),
             lambda: self.work.print_sheet(internal=True)),
            (self.tr("Guardar PDF con su contacto, para uso interno…"),
             lambda: self.work.save_sheet(internal=True)),
        ):  # fmt: skip
            menu.addAction(words).triggered.connect(lambda _on=False, call=call: call())
        return menu

    def ask_where(self, data: bytes, name: str) -> None:
        save_file(
            self, self.tr("Guardar la ficha"), "PDF (*.pdf)", name, lambda path: self.work.keep(path, data)
        )

    def print_pages(self, data: bytes, title: str) -> None:
        from alianza_desktop.ui.widgets.printing import PrintDesk

        desk = PrintDesk(self.progress, self)
        desk.asked.connect(self.message.clear)
        desk.ended.connect(self.work.printed)
        desk.failed.connect(lambda: self.work.not_printed(cancelled=False))
        desk.cancelled.connect(lambda: self.work.not_printed(cancelled=True))
        desk.ask(data, title)

    # what the presenters show

    def show_card(self, card: Card) -> None:
        super().show_card(card)
        for kind, one in self.lists.items():
            one.show_lines(card.lists.get(kind, ()))
        self._brings_tab.set_words(self.tr("Aporta {share}").format(share=_share(card)))
        self.logo_button.set_words(self.tr("Cambiar") if card.logo else self.tr("Poner logotipo"))
        self.drop_logo.setVisible(bool(card.logo))
        self.mesa.set_items([(key, "", words) for key, words in card.mesas], self.mesa.value())
        self._mesa_row.setVisible(bool(card.mesas))
        self.work.read_logo(card.logo)

    def show_logo(self, data: bytes) -> None:
        self.logo.show_picture(data)

    def show_new(self, organization_id: str) -> None:
        """An actor was added, or found: its panel, ready to go on."""
        self.search.clear()
        self._wanted = organization_id
        self.presenter.search("")
        self.presenter.load()
        self.show_card_of(organization_id)
        self.panel.show_page(0)
        self.panel.form.focus_field("sector")


def _share(card: Card) -> str:
    filled = sum(bool(lines) for lines in card.lists.values())
    return f"{filled}/{len(actors.LISTS)}"
