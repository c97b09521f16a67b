"""The QApplication: Fusion, Noto Sans, crisp scaling, Spanish standard buttons."""

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QStyleFactory

from alianza_desktop.ui import theme


def application(arguments: list[str]) -> QApplication:
    """Make the application, or return the one of this process, dressed."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        dress(running)
        return running
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    made = QApplication(arguments)
    dress(made)
    return made


def dress(app: QApplication) -> None:
    """Put on the style, the fonts, the palette and the language of the program."""
    app.setApplicationName("Alianza")
    app.setDesktopFileName("alianza")
    app.setStyle(QStyleFactory.create("Fusion"))
    QLocale.setDefault(QLocale(QLocale.Language.Spanish, QLocale.Country.Peru))
    theme.load_fonts()
    theme.apply(app, "claro")
    spanish = QTranslator(app)
    if spanish.load("qtbase_es", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(spanish)
