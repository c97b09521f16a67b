"""The QApplication: Fusion, Noto Sans, crisp scaling, Spanish standard buttons.

Each class of Qt that is named costs the making of its enumerations: what the first frame does not need is
imported after it. The namespace `Qt` alone, which has ninety, is a sixth of the start of a bare window, and
PySide6 makes it too for a call that could take one of them, like `QPainter.setPen`. So the first frame does
without: it is painted by `widgets/paint.py`, a few values of `Qt` are numbers there, and a test watches.
"""

import builtins

from PySide6.QtWidgets import QApplication

STYLE = "Fusion"


def application(arguments: list[str]) -> QApplication:
    """Make the application, or return the one of this process, dressed; `finish` comes next."""
    _import_plainly()
    running = QApplication.instance()
    if isinstance(running, QApplication):
        dress(running)
        return running
    made = QApplication([*(arguments or ["alianza"]), "-style", STYLE])
    _put_on(made)
    return made


def dress(app: QApplication) -> None:
    """Put on the style, the fonts, the palette and the language of the program."""
    app.setStyle(STYLE)
    _put_on(app)
    finish(app)


def finish(app: QApplication) -> None:
    """Do what the first frame does not show: the system's own parts light or dark, Qt's words in Spanish."""
    from alianza_desktop.ui import theme

    theme.tell_system(app)
    _speak_spanish(app)


def _speak_spanish(app: QApplication) -> None:
    """Give Qt's own dialogs, buttons, dates and numbers the language of Peru."""
    from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

    QLocale.setDefault(QLocale(QLocale.Language.Spanish, QLocale.Country.Peru))
    spanish = QTranslator(app)
    if spanish.load("qtbase_es", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(spanish)


def _put_on(app: QApplication) -> None:
    from alianza_desktop.ui import theme

    app.setApplicationName("Alianza")
    app.setDesktopFileName("alianza")
    theme.load_fonts()
    theme.put_on(app, "claro")


def _import_plainly() -> None:
    """Take Python's own `import` back from PySide6.

    Its one reads the source of every module imported after Qt, in search of `__feature__`, which this program
    never uses: a fifth of the time that the store's libraries need.
    """
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
