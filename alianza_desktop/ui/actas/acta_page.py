"""One acta as a picture: states above, sections, pages, and at the right what can be done with it now."""

from PySide6.QtCore import QEvent, QObject, QPoint, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from alianza_desktop.ui import theme
from alianza_desktop.ui.actas import offering
from alianza_desktop.ui.actas.asking import ChoicePanel, FreezePanel, IdentifyPanel
from alianza_desktop.ui.actas.copies_panel import CopiesPanel
from alianza_desktop.ui.actas.diff_panel import DiffPanel
from alianza_desktop.ui.actas.draft_panel import DraftPanel
from alianza_desktop.ui.actas.facts import ActaFacts
from alianza_desktop.ui.actas.hand_panel import HandPanel
from alianza_desktop.ui.actas.headings_panel import HeadingsPanel
from alianza_desktop.ui.actas.more_menu import offer, offer_annul
from alianza_desktop.ui.actas.outcomes import OutcomePanel
from alianza_desktop.ui.actas.paper_panel import PaperPanel
from alianza_desktop.ui.actas.people_panel import PeoplePanel
from alianza_desktop.ui.actas.representation_panel import RepresentationPanel
from alianza_desktop.ui.actas.sections import SectionsPanel
from alianza_desktop.ui.actas.state_chain import StateChain
from alianza_desktop.ui.widgets.banner import Banner
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.labels import ElidedLabel, column, frame, label, row, rule, strip
from alianza_desktop.ui.widgets.pdf_preview import PdfPreview
from alianza_desktop.ui.widgets.progress import ProgressStrip

SIDE, SIDE_NARROW = 344, 304


class ActaPage(QWidget):
    """Header, sections, preview with its foot, panels."""

    left = Signal()
    save = Signal()
    print_out = Signal()
    show_folder = Signal()
    verify = Signal()
    wanted = Signal(str)
    """One of what «Más» offers."""

    def __init__(self) -> None:
        super().__init__()
        self.back = Button("", "flat", icon="chevron-left")
        self.back.setAccessibleName(self.tr("Volver a la lista de actas"))
        self.back.setToolTip(self.tr("Volver a la lista de actas (Esc)"))
        self._title, self._subtitle = label(size="title", semibold=True), ElidedLabel(tone="secondary")
        self.chain = StateChain()
        self.more = Button(self.tr("Más"), "flat", icon="dots")
        self.sections = SectionsPanel()
        self.preview = PdfPreview(self.tr("Vista previa del acta, igual a lo que se imprime"))
        self.message, self.progress = Banner(height=40), ProgressStrip()
        self.both_button = Button(self.tr("Guardar los dos PDF"), icon="file-download")
        self.conflict = Banner(height=40, buttons=(self.both_button,))
        self.complement_button = Button(self.tr("Hacer la constancia"), icon="rubber-stamp")
        self.late = Banner(height=40, buttons=(self.complement_button,))
        self.go_button = Button("", icon="arrow-right")
        self.about = Banner(height=40, buttons=(self.go_button,))
        self.draft, self.people = DraftPanel(), PeoplePanel()
        self.identify, self.outcome, self.choice, self.freezing = (
            IdentifyPanel(), OutcomePanel(), ChoicePanel(), FreezePanel(),
        )  # fmt: skip
        self.headings, self.hand = HeadingsPanel(), HandPanel()
        self.paper, self.copies = PaperPanel(), CopiesPanel()
        self.capacity, self.difference = RepresentationPanel(), DiffPanel()
        self.facts: ActaFacts | None = None
        self._lay_out()
        self._connect()
        self.show_nothing()

    # layout

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        head = row(
            self.back,
            self._title,
            self._subtitle,
            self.chain,
            self.more,
            gap=12,
            margins=(10, 0, 12, 0),
        )
        whole.addWidget(strip("bar", head, 47))
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.sections)
        body.addLayout(self._middle(), 1)
        self._side = self._panels()
        body.addWidget(self._side)
        whole.addLayout(body, 1)

    def _middle(self) -> QVBoxLayout:
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.setContentsMargins(0, 0, 0, 0)
        self._above = QWidget()
        self._tellers = (self.about, self.conflict, self.late, self.message, self.progress)
        self._above.setLayout(column(*self._tellers, margins=(12, 8, 12, 8)))
        self._above.hide()
        for one in self._tellers:
            one.installEventFilter(self)
        middle.addWidget(self._above)
        middle.addWidget(self.preview, 1)
        middle.addWidget(self._foot())
        return middle

    def _foot(self) -> QFrame:
        self._page = label()
        self._minus = Button("", "flat", icon="minus")
        self._plus = Button("", "flat", icon="plus")
        self._zoom = Button(self.tr("Ancho"), "flat")
        self._minus.setAccessibleName(self.tr("Alejar"))
        self._plus.setAccessibleName(self.tr("Acercar"))
        self._zoom.setToolTip(self.tr("Ajustar al ancho"))
        self.save_button = Button(self.tr("Guardar PDF"), icon="file-download")
        self.print_button = Button(self.tr("Imprimir"), icon="printer", key="Ctrl+P")
        self._rule = rule(vertical=True, length=32)
        line = row(
            self._page, self._rule, self._minus, self._zoom, self._plus, None,
            self.save_button, self.print_button, gap=8, margins=(16, 0, 16, 0),
        )  # fmt: skip
        return strip("status", line, 47)

    def _panels(self) -> QFrame:
        side = frame("side")
        self._stack = QStackedWidget()
        for one in (
            self.draft, self.people, self.identify, self.outcome, self.choice, self.freezing, self.headings,
            self.hand, self.capacity, self.difference, self.paper, self.copies,
        ):  # fmt: skip
            self._stack.addWidget(one)
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        return side

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.more.clicked.connect(self._open_menu)
        self.sections.chosen.connect(self.preview.go_to)
        self.preview.page_changed.connect(self._page_changed)
        self.preview.zoomed.connect(lambda words: self._zoom.set_words(words))  # noqa: PLW0108 - overloads
        self._minus.clicked.connect(lambda: self.preview.zoom(-1))
        self._plus.clicked.connect(lambda: self.preview.zoom(1))
        self._zoom.clicked.connect(lambda: self.preview.zoom(0))
        self.save_button.clicked.connect(self.save)
        self.print_button.clicked.connect(self.print_out)
        self.complement_button.clicked.connect(lambda: self.wanted.emit(offering.COMPLEMENT))
        self.go_button.clicked.connect(self._go)
        self.both_button.clicked.connect(lambda: self.wanted.emit(offering.BOTH_SEALS))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What stands above the pages takes room only while it says something."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._above.setVisible(any(not one.isHidden() for one in self._tellers))
        return False

    def fit(self, *, compact: bool, tiny: bool) -> None:
        self.sections.fit(compact=compact, tiny=tiny)
        self.chain.set_short(short=compact)
        wide = theme.px(SIDE_NARROW if compact else SIDE)
        self._side.setFixedWidth(wide)
        self.people.fit(compact=compact, wide=wide)
        self._subtitle.setVisible(not tiny)
        self._page.setVisible(not tiny)
        for button, words in (
            (self.save_button, self.tr("Guardar PDF")),
            (self.print_button, self.tr("Imprimir")),
        ):
            button.set_words("" if tiny else words)
            button.setAccessibleName(words)
            button.setToolTip(words)
        for one in (self._rule, self._minus, self._zoom, self._plus):
            one.setVisible(not compact)

    # what is shown

    def show_nothing(self) -> None:
        """Say nothing of an acta until it is read: neither what it lacks nor what can be done with it."""
        self.facts = None
        self._title.setText("")
        self._subtitle.set_text("")
        self.sections.show_sections(())
        self.sections.show_pages({})
        self.sections.show_note("", "")
        self.preview.clear()
        for one in (self.message, self.about, self.conflict, self.late):
            one.clear()
        self._show_known(known=False)

    def _show_known(self, *, known: bool) -> None:
        for one in (self.chain, self.more, self._stack):
            one.setVisible(known)

    def show_acta(self, facts: ActaFacts) -> None:
        self._show_known(known=True)
        changed = self.facts is None or self.facts.id != facts.id or self.facts.state != facts.state
        self.facts = facts
        self._title.setText(facts.title)
        self._subtitle.set_text(facts.subtitle)
        self.chain.show_state(facts.state, facts.done, facts.total, facts.amended)
        self.sections.show_sections(facts.sections)
        note = self.tr("El texto ya no cambia.")
        self.sections.show_note(
            self.tr("Cerrado a las {at}").format(at=facts.closed_at) if facts.frozen else "", note
        )
        self._show_place(facts)
        self.draft.show_acta(facts)
        self.people.show_acta(facts)
        if changed:
            self.show_home()

    def _show_place(self, facts: ActaFacts) -> None:
        """Say what came before and after this acta, and what is in conflict."""
        self.conflict.warn(facts.two_seals)
        for banner, words in ((self.late, facts.after_seal), (self.about, facts.about.words)):
            if words:
                banner.tell("error" if facts.state == "annulled" else "info", words)
            else:
                banner.clear()
        self.go_button.set_words(facts.about.button)
        self.go_button.setVisible(bool(facts.about.go))

    def show_home(self) -> None:
        """Show the panel that goes with the state."""
        frozen = self.facts is not None and self.facts.frozen
        panel = self.people if frozen else self.draft
        self._stack.setCurrentWidget(panel)
        panel.first().setFocus()

    def show_panel(self, panel: QWidget) -> None:
        self._stack.setCurrentWidget(panel)

    def panel(self) -> QWidget | None:
        return self._stack.currentWidget()

    def show_pages(self, data: bytes) -> bool:
        """Show new pages; False when they cannot be read."""
        shown = self.preview.show_bytes(data)
        self.preview.show_ground()
        if shown and self.facts is not None:
            wanted = tuple(one.find for one in self.facts.sections if one.find)
            self.sections.show_pages(self.preview.find_pages(wanted))
            self.sections.show_here(self.preview.page())
        return shown

    def _page_changed(self, page: int, pages: int) -> None:
        self._page.setText(
            self.tr("Página {page} de {pages}").format(page=page, pages=pages) if pages else ""
        )
        self.sections.show_here(page)
        for one in (self.save_button, self.print_button):
            one.setEnabled(bool(pages))

    def menu(self) -> QMenu:
        """Return the rare actions."""
        menu = QMenu(self)
        offers = self.facts.offers if self.facts else frozenset()
        offer(menu, offers, self.wanted.emit)
        menu.addAction(self.tr("Guardar PDF"), self.save.emit)
        menu.addAction(self.tr("Imprimir"), self.print_out.emit)
        menu.addAction(self.tr("Abrir carpeta de actas"), self.show_folder.emit)
        menu.addSeparator()
        menu.addAction(self.tr("Verificar un PDF…"), self.verify.emit)
        menu.addAction(self.tr("Volver a la lista de actas"), self.left.emit)
        offer_annul(menu, offers, self.wanted.emit)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _go(self) -> None:
        if self.facts is not None:
            self.wanted.emit(f"{offering.GO}{self.facts.about.go}")

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))
