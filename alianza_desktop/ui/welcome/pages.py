"""The longer pages before Inicio: create the alliance, keep its recovery key, come back with it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from alianza_desktop.ui import passphrases, places
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.welcome import charter
from alianza_desktop.ui.welcome.screen import Page, tr
from alianza_desktop.ui.widgets.button import ENTER, Button
from alianza_desktop.ui.widgets.form import Form
from alianza_desktop.ui.widgets.key_card import KeyCard
from alianza_desktop.ui.widgets.suggest import Suggest


class FormPage(Page):
    """A page with a form: a primary button that submits it and a flat one that goes back."""

    submitted = Signal()

    def __init__(self, title: str, words: str, specs: tuple[FieldSpec, ...], button: str) -> None:
        super().__init__(title, words, wide=680)
        self.form = Form(specs, columns=2)
        self.add(self.form)
        go = Button(button, "primary", key=ENTER)
        back = Button(tr("Volver"), "flat", height=36)
        self.add_row(go, back)
        self.end()
        self._busy = False
        go.clicked.connect(self._submit)
        back.clicked.connect(self.other)
        self.form.submitted.connect(self._submit)
        phrase = self.form.widget("phrase")
        assert isinstance(phrase, QLineEdit)
        phrase.textEdited.connect(lambda text: self.form.show_note("phrase", passphrases.strength(text)))

    def showEvent(self, event: object) -> None:
        self.form.focus_first()

    def _submit(self) -> None:
        if not self._busy and self.form.pending():
            self.submitted.emit()

    def working(self, done: int, total: int) -> None:
        self._busy = True
        super().working(done, total)

    def failed(self, words: str) -> None:
        self._busy = False
        super().failed(words)

    def show_faults(self, faults: dict[str, str]) -> None:
        """Say what is missing under each field, and go to the first."""
        self.form.clear_faults()
        for key, words in faults.items():
            self.form.show_fault(key, words)
        if faults:
            self.form.focus_field(next(iter(faults)))


class FoundingPage(FormPage):
    """Create the alliance of this laptop."""

    def __init__(self) -> None:
        super().__init__(
            tr("Crear la alianza"),
            tr("La contraseña cifra todo lo de este equipo. Luego recibirá una clave de recuperación."),
            charter.specs(),
            tr("Crear la alianza"),
        )
        line = self.form.widget("place")
        assert isinstance(line, QLineEdit)
        Suggest(line, places.suggestions)
        self.form.changed.connect(self._changed)

    def _changed(self, key: str, value: str) -> None:
        if key == "place":
            found = places.understood(value)
            self.form.show_note("place", found.note if found else "")


class RecoveringPage(FormPage):
    """Come back with the recovery key; a new passphrase is set at once."""

    def __init__(self) -> None:
        super().__init__(
            tr("Abrir con la clave de recuperación"),
            tr("Está en la hoja que se guardó al crear la alianza. Elija también la nueva contraseña: "
               "la anterior deja de abrir."),
            (
                FieldSpec(key="key", label="Clave de recuperación", hint="7 grupos de 5 signos", span=2),
                *passphrases.specs("Nueva contraseña"),
            ),
            tr("Abrir"),
        )  # fmt: skip


def recovery_key(key: str, sheet: Callable[[], bytes], *, founded: bool) -> tuple[Page, KeyCard]:
    """Return the page that shows a new recovery key, and its card, which says when it is kept."""
    title = (
        tr("La alianza está creada. Guarde su clave de recuperación") if founded else tr("Guarde la clave")
    )
    page = Page(
        title,
        tr(
            "Abre los datos si nadie recuerda la contraseña. Se muestra solo esta vez: "
            "el programa no la guarda."
        ),
    )
    card = KeyCard(key, sheet)
    page.add(card)
    page.end()
    card.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return page, card
