"""Personas: everybody across workshops; the panel of one, what they attended, signed and accepted."""

from pathlib import Path

from PySide6.QtWidgets import QMenu

from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.directory import people
from alianza_desktop.ui.directory.exporting import ExportPresenter
from alianza_desktop.ui.directory.merge_page import MergePage
from alianza_desktop.ui.directory.panel import Panel
from alianza_desktop.ui.directory.screen import DirectoryScreen
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.file_dialog import save_file


def open_people(context: Context) -> Screen:
    """Make the screen with its presenters."""
    screen = PeopleScreen(context)
    screen.begin(people.KIND, people.SPECS, "una sola persona")
    return screen


class PeopleScreen(DirectoryScreen):
    """The list at the left; the person at the right when somebody is chosen."""

    def __init__(self, context: Context) -> None:
        panel = Panel(people.SPECS, self.tr("Ficha de la persona"))
        merge = MergePage(self.tr("¿Es la misma persona?"), self.tr("Son la misma"), self.tr("Son distintas"))
        super().__init__(context, people.COLUMNS, self.tr("Personas"), panel, merge)
        self.search.setPlaceholderText(self.tr("Nombre, documento u organización"))
        self.search.setAccessibleName(self.tr("Buscar personas"))
        self.export = Button(self.tr("Exportar a Excel"), icon="file-spreadsheet")
        self.new = Button(self.tr("Nueva persona"), icon="user-plus", key="F2")
        self.bring = Button(self.tr("Traer a Registro"), "primary", icon="id-badge-2")
        self.show_empty(
            self.tr("Importe invitados (CSV o Excel)"),
            self.tr("Aquí verá a todas las personas, de todos los talleres."),
            self._importing(),
        )
        self.lay_out(self.export, self.new)
        panel.finish(self.tr("Participación"))
        panel.foot.addWidget(self.bring)
        panel.foot.addStretch(1)
        self.exporting = ExportPresenter(self, context.jobs(self), context.clock)
        self.export.clicked.connect(self._ask_what)
        self.new.clicked.connect(lambda: context.open("registration", "new"))
        self.bring.clicked.connect(self._bring)

    def _importing(self) -> Button:
        button = Button(self.tr("Importar invitados"), "primary", icon="file-spreadsheet")
        button.clicked.connect(lambda: self.context.open("import-page", ""))
        return button

    def _bring(self) -> None:
        self.panel.flush()
        self.context.open("registration", self.panel.shown_id())

    # exporting

    def _ask_what(self) -> None:
        self.export_menu().popup(self.export.mapToGlobal(self.export.rect().bottomLeft()))

    def export_menu(self) -> QMenu:
        """Return what may be taken: document numbers only when somebody asks for them."""
        menu = QMenu(self)
        menu.addAction(self.tr("Sin números de documento")).triggered.connect(
            lambda: self.exporting.begin(documents=False)
        )
        menu.addAction(self.tr("Con números de documento")).triggered.connect(
            lambda: self.exporting.begin(documents=True)
        )
        return menu

    def ask_where(self, name: str) -> None:
        save_file(self, self.tr("Exportar personas"), "Excel (*.xlsx)", name, self._write)

    def _write(self, path: Path) -> None:
        self.exporting.write(path)
