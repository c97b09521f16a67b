"""Actas: the list, one acta, and the verification of a PDF; it decides nothing."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from alianza_desktop.core.sentences import said
from alianza_desktop.ui import drives, folders
from alianza_desktop.ui.actas import mending
from alianza_desktop.ui.actas.acta_page import ActaPage
from alianza_desktop.ui.actas.acta_presenter import ActaPresenter
from alianza_desktop.ui.actas.capacity_presenter import CapacityPresenter
from alianza_desktop.ui.actas.choices_presenter import ChoicesPresenter
from alianza_desktop.ui.actas.copies_presenter import CopiesPresenter
from alianza_desktop.ui.actas.facts import ActaFacts, FreezeFacts, ListFacts, PadFacts, SealFacts, Signer
from alianza_desktop.ui.actas.life_presenter import LifePresenter
from alianza_desktop.ui.actas.list_page import ListPage
from alianza_desktop.ui.actas.panel import Panel
from alianza_desktop.ui.actas.paper_presenter import PaperPresenter
from alianza_desktop.ui.actas.papers import PapersPresenter
from alianza_desktop.ui.actas.presenter import ListPresenter
from alianza_desktop.ui.actas.seal_dialog import SealDialog
from alianza_desktop.ui.actas.side_desk import SideDesk
from alianza_desktop.ui.actas.signing_page import SigningPage
from alianza_desktop.ui.actas.signing_presenter import SigningPresenter
from alianza_desktop.ui.actas.verify_page import VerifyPage
from alianza_desktop.ui.actas.verifying import VerifyPresenter
from alianza_desktop.ui.context import Context, Screen
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.printing import PrintDesk


def open_actas(context: Context) -> Screen:
    """Make the screen with its presenters."""
    screen = ActasScreen(context)
    jobs = context.jobs(screen)
    acta = ActaPresenter(screen, jobs)
    papers = PapersPresenter(screen, jobs, acta, folders.actas, lambda: context.surroundings().printers)
    screen.side.begin(
        ChoicesPresenter(screen.side, jobs, acta),
        CapacityPresenter(screen.side, jobs, acta),
        LifePresenter(screen.side, jobs, acta, papers.keep),
        papers,
        PaperPresenter(screen.acta_page.paper, jobs, acta, context.toast),
        CopiesPresenter(screen.acta_page.copies, jobs, acta, drives.sticks),
    )
    screen.begin(
        ListPresenter(screen, jobs, context.workshop_id, screen.go_to),
        acta,
        SigningPresenter(screen, jobs, acta),
        papers,
        VerifyPresenter(screen.verify_page, jobs),
    )
    return screen


class ActasScreen(QWidget):
    """A stack of the list and one acta."""

    listed: ListPresenter
    acta: ActaPresenter
    signing: SigningPresenter
    papers: PapersPresenter
    verifying: VerifyPresenter

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.list_page, self.acta_page, self.verify_page = ListPage(), ActaPage(), VerifyPage()
        self.side = SideDesk(self.acta_page, self)
        self.pad: SigningPage | None = None
        self.seal_dialog: SealDialog | None = None
        self._told_interrupted = False
        self.printing = PrintDesk(self.acta_page.progress, self)
        self._stack = QStackedWidget()
        for one in (self.list_page, self.acta_page, self.verify_page):
            self._stack.addWidget(one)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)

    # wiring

    def begin(
        self,
        listed: ListPresenter,
        acta: ActaPresenter,
        signing: SigningPresenter,
        papers: PapersPresenter,
        verifying: VerifyPresenter,
    ) -> None:
        self.listed, self.acta, self.signing, self.papers = listed, acta, signing, papers
        self.verifying = verifying
        self.verify_page.chosen.connect(verifying.check)
        self.verify_page.compared.connect(verifying.compare)
        self.verify_page.left.connect(self.show_all)
        self.list_page.verify.connect(self.ask_verify)
        self.acta_page.verify.connect(self.ask_verify)
        self.list_page.chosen.connect(self.go_to)
        self.list_page.compose.connect(listed.compose)
        self._connect_draft(acta)
        self._connect_signing(signing)
        page = self.acta_page
        page.left.connect(self.show_all)
        page.save.connect(self._save)
        page.print_out.connect(self._print)
        page.show_folder.connect(papers.show_folder)
        self.printing.asked.connect(page.message.clear)
        self.printing.ended.connect(papers.printed)
        self.printing.copied.connect(papers.copied)
        self.printing.failed.connect(
            lambda where: papers.not_printed(where.page, where.pages, file=where.file)
        )
        self.printing.cancelled.connect(papers.print_cancelled)
        self._keys()
        listed.load()

    def _connect_draft(self, acta: ActaPresenter) -> None:
        draft, freezing = self.acta_page.draft, self.acta_page.freezing
        draft.mend.connect(self._mend)
        draft.changed.connect(acta.changed)
        draft.searched.connect(acta.search)
        draft.add.connect(acta.add_signatory)
        draft.remove.connect(acta.remove_signatory)
        draft.review.connect(acta.review)
        draft.to_draft.connect(acta.back_to_draft)
        draft.freeze.connect(acta.ask_freeze)
        freezing.frozen.connect(acta.freeze)
        freezing.left.connect(self.acta_page.show_home)

    def _connect_signing(self, signing: SigningPresenter) -> None:
        page = self.acta_page
        page.people.sign.connect(signing.sign)
        page.people.other.connect(signing.other)
        page.people.seal.connect(signing.ask_seal)
        page.people.show_folder.connect(self.papers.show_folder)
        page.people.sheet.connect(self.papers.print_sheet)
        page.identify.identified.connect(signing.identified)
        page.outcome.recorded.connect(signing.record)
        page.choice.picked.connect(signing.choose)
        for panel in (page.identify, page.outcome, page.choice):
            panel.left.connect(signing.leave)

    def _keys(self) -> None:
        keys: dict[str, Callable[[], None]] = {
            "Esc": self.escape,
            "Ctrl+Return": self._forward,
            "Ctrl+Enter": self._forward,
            "Ctrl+P": self._print,
            "Ctrl+N": self._new,
            "F7": self._other,
            "Ctrl+O": self.ask_verify,
        }
        for key, call in keys.items():
            QShortcut(QKeySequence(key), self, call)

    # screen

    def page(self) -> QWidget:
        return self

    def opened(self, argument: str) -> None:
        """Come with nothing, an acta's id, `mesa:` and an id (none: plenaria), or `verify:` and a path."""
        kind, _, rest = argument.partition(":")
        if kind == "verify" and rest:
            self.verify(Path(rest))
        elif kind == "verify":
            self.ask_verify()
        elif kind == "mesa":
            self.listed.open_mesa(rest)
        elif argument:
            self.go_to(argument)
        elif self._stack.currentWidget() is not self.acta_page:
            self._stack.setCurrentWidget(self.list_page)
            self.list_page.table.setFocus()

    def on_changed(self, changes: frozenset[str]) -> None:
        self.listed.on_changed(changes)
        self.acta.on_changed(changes)

    def fit(self, *, compact: bool, tiny: bool = False) -> None:
        self.list_page.fit(compact=compact)
        self.acta_page.fit(compact=compact, tiny=tiny)
        self.verify_page.fit(compact=compact, tiny=tiny)

    def go_to(self, acta_id: str) -> None:
        """Show one acta."""
        self.listed.load()
        self.acta_page.draft.form.pending()
        self.acta.open(acta_id)
        self._stack.setCurrentWidget(self.acta_page)

    def verify(self, path: Path) -> None:
        """Show what a PDF turns out to be."""
        self.acta_page.draft.form.pending()
        self._stack.setCurrentWidget(self.verify_page)
        self.verify_page.begin(path)

    def ask_verify(self) -> None:
        """Choose a PDF to verify."""
        self._stack.setCurrentWidget(self.verify_page)
        self.verify_page.ask()

    def show_all(self) -> None:
        """Back to the list; what is being typed is kept."""
        self.acta_page.draft.form.pending()
        self.listed.load()
        self._stack.setCurrentWidget(self.list_page)
        self.list_page.table.setFocus()

    # keys

    def escape(self) -> None:
        """Esc: out of a panel first, then to the list."""
        page = self.acta_page
        if self._stack.currentWidget() is not page:
            self.show_all()
            return
        panel = page.panel()
        if isinstance(panel, Panel) and panel not in (page.draft, page.people):
            panel.leave()
        else:
            self.show_all()

    def _forward(self) -> None:
        """Ctrl+Intro: a draft to review, what was reviewed to the freeze."""
        if self._stack.currentWidget() is not self.acta_page or self.acta.facts is None:
            return
        self.acta_page.draft.form.pending()
        if self.acta.facts.state == "draft":
            self.acta.review()
        else:
            self.acta.ask_freeze()

    def _print(self) -> None:
        if self._stack.currentWidget() is self.acta_page:
            self.acta_page.draft.form.pending()
            self.papers.print_out()

    def _save(self) -> None:
        self.acta_page.draft.form.pending()
        self.papers.save()

    def _new(self) -> None:
        if self._stack.currentWidget() is self.list_page:
            self.list_page.ask()

    def _other(self) -> None:
        if self.acta_page.panel() is self.acta_page.people:
            self.acta_page.people.other_button.click()

    def _mend(self, key: str) -> None:
        mending.mend(self._context, self.acta_page, self.side, key)

    # what the presenters show

    def show_list(self, facts: ListFacts) -> None:
        self.list_page.show_list(facts)

    def show_nothing(self) -> None:
        self.acta_page.show_nothing()

    def show_acta(self, facts: ActaFacts) -> None:
        self.acta_page.show_acta(facts)
        left = self.acta.tell_interrupted()
        if left and self.pad is None and self.seal_dialog is None:
            self.show_message("warning", left)
        elif self._told_interrupted and not left:  # that person has a result now
            self.show_message("", "")
        self._told_interrupted = bool(left)

    def show_pages(self, data: bytes) -> None:
        self.acta_page.show_pages(data)
        self.papers.pages_shown()

    def show_message(self, kind: str, words: str) -> None:
        message = self.acta_page.message
        if words:
            known = {"success": "success", "error": "error", "info": "info"}
            message.tell(known.get(kind, "warning"), words)  # type: ignore[arg-type]
        else:
            message.clear()

    def show_fault(self, field: str, words: str) -> None:
        page = self.acta_page
        panel = page.panel()
        if panel is page.draft and field:
            page.draft.form.show_fault(field, words)
        elif panel is page.outcome:
            page.outcome.show_fault(field, words)
        elif isinstance(panel, Panel) and panel is not page.draft:
            panel.tell_fault(words)
        else:
            self.show_message("warning", words)

    def ask_freeze(self, facts: FreezeFacts) -> None:
        page = self.acta_page
        page.show_panel(page.freezing)
        page.freezing.ask(facts, page.preview.pages())

    def show_found(self, rows: tuple[Row, ...]) -> None:
        self.acta_page.draft.show_found(rows)

    def toast(self, words: str, inverse: Callable[[], None] | None) -> None:
        self._context.toast(words, inverse)

    def ask_identification(self, signer: Signer) -> None:
        self.acta_page.people.forget_receipt()
        self.acta_page.show_panel(self.acta_page.identify)
        self.acta_page.identify.ask(signer)

    def ask_outcome(self, signer: Signer, outcome: str) -> None:
        self.acta_page.show_panel(self.acta_page.outcome)
        self.acta_page.outcome.ask(signer, outcome)

    def ask_choice(self, signer: Signer, rows: tuple[Row, ...], *, awaited: bool) -> None:
        self.acta_page.show_panel(self.acta_page.choice)
        self.acta_page.choice.ask(signer, rows, awaited=awaited)

    def show_people(self) -> None:
        self.acta_page.show_home()

    def show_receipt(self, signatory_id: str, words: str, code: str) -> None:
        self.acta_page.people.show_receipt(signatory_id, words, code)

    # the pad

    def open_pad(self, pad: PadFacts) -> None:
        page = SigningPage(pad, self.window())
        page.confirmed.connect(partial(self._confirmed, page))
        page.refused.connect(self.signing.refuse)
        page.cancelled.connect(self.signing.cancel)
        page.text_seen.connect(self.signing.text_seen)
        self.pad = page
        self.signing.text_seen()  # the page begins with the text
        page.setGeometry(self.window().geometry())
        page.setWindowState(page.windowState() | Qt.WindowState.WindowFullScreen)
        page.show()

    def _confirmed(self, page: SigningPage) -> None:
        self.signing.confirm(page.pad.strokes.ink().as_json())

    def close_pad(self) -> None:
        if self.pad is not None:
            self.pad.finish()
            self.pad = None
            self.window().activateWindow()

    def show_pad_fault(self, words: str) -> None:
        if self.pad is not None:
            self.pad.not_recorded(words)

    # the seal

    def ask_seal(self, facts: SealFacts) -> None:
        self.seal_dialog = SealDialog(facts, self.window())
        self.seal_dialog.sealed.connect(self.signing.seal)
        self.seal_dialog.open()

    def show_sealing(self) -> None:
        if self.seal_dialog is not None:
            self.seal_dialog.begin()

    def show_sealed(self) -> None:
        if self.seal_dialog is not None:
            self.seal_dialog.finish()
            self.seal_dialog = None
        self.show_message("", "")
        self.papers.sealed()

    def show_not_sealed(self, words: str) -> None:
        if self.seal_dialog is not None:
            self.seal_dialog.failed(words)

    # paper

    def show_folder_of(self, folder: Path) -> None:
        if not folders.show(folder):
            self.show_message("warning", said("folder-not-shown", folder=folder))

    def print_pages(self, data: bytes, title: str) -> None:
        self.printing.ask(data, title)
