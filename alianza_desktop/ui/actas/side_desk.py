"""What the presenters of an acta's life ask at its right, on the panels of its page."""

from typing import TYPE_CHECKING, Protocol

from alianza_desktop.ui.actas import offering
from alianza_desktop.ui.actas.acta_page import ActaPage
from alianza_desktop.ui.actas.annul_dialog import AnnulDialog
from alianza_desktop.ui.actas.capacity_presenter import CapacityPresenter
from alianza_desktop.ui.actas.choices_presenter import ChoicesPresenter
from alianza_desktop.ui.actas.copies_presenter import CopiesPresenter
from alianza_desktop.ui.actas.facts import AnnulFacts, CapacityFacts, DiffFacts, HandFacts, HeadingsFacts
from alianza_desktop.ui.actas.life_presenter import LifePresenter
from alianza_desktop.ui.actas.paper_presenter import PaperPresenter
from alianza_desktop.ui.actas.papers import PapersPresenter
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from collections.abc import Callable


class Says(Protocol):
    """The screen, which says what could not be done where it was asked."""

    def show_fault(self, field: str, words: str) -> None: ...
    def show_message(self, kind: str, words: str) -> None: ...
    def go_to(self, acta_id: str) -> None: ...


class SideDesk:
    """The view of `ChoicesPresenter`, `CapacityPresenter` and `LifePresenter`; it decides nothing."""

    choices: ChoicesPresenter
    capacity: CapacityPresenter
    life: LifePresenter
    annul_dialog: AnnulDialog | None = None
    paper: PaperPresenter
    copies: CopiesPresenter

    def __init__(self, page: ActaPage, screen: Says) -> None:
        self._page, self._screen = page, screen

    def begin(
        self,
        choices: ChoicesPresenter,
        capacity: CapacityPresenter,
        life: LifePresenter,
        papers: PapersPresenter,
        paper: PaperPresenter,
        copies: CopiesPresenter,
    ) -> None:
        self.choices, self.capacity, self.life, self.paper = choices, capacity, life, paper
        self.copies = copies
        self._wanted: dict[str, Callable[[], None]] = {
            offering.ADD: life.add,
            offering.REPLACE: life.ask_new_version,
            offering.DIFFERENCE: life.show_difference,
            offering.HAND_ON: life.ask_hand_on,
            offering.COMPLEMENT: life.complement,
            offering.ANNUL: life.ask_annul,
            offering.BOTH_SEALS: papers.save_seals,
            offering.RECEIPT: lambda: papers.print_receipt(self._page.people.list.current_key()),
            offering.WORD: papers.save_word,
            offering.PAPER: self.ask_paper,
            offering.COPIES: self.ask_copies,
        }
        page = self._page
        page.wanted.connect(self.want)
        page.people.receipt.connect(papers.print_receipt)
        page.hand.handed.connect(life.hand_on)
        page.difference.begun.connect(life.new_version)
        self._connect_choices(choices)
        self._connect_capacity(capacity)
        self._connect_paper(paper)
        self._connect_copies(copies)
        for panel in (page.headings, page.hand, page.capacity, page.difference, page.paper, page.copies):
            panel.left.connect(self.show_people)

    def _connect_choices(self, choices: ChoicesPresenter) -> None:
        box, headings = self._page.draft.clauses, self._page.headings
        box.included.connect(choices.include)
        box.spoken.connect(choices.speak)
        box.headings.connect(choices.ask_headings)
        headings.language_named.connect(choices.name_language)
        headings.written.connect(choices.translate)
        headings.used.connect(choices.use)

    def _connect_capacity(self, capacity: CapacityPresenter) -> None:
        panel = self._page.capacity
        self._page.draft.capacity.connect(capacity.ask)
        panel.changed.connect(capacity.change)
        panel.searched.connect(capacity.search)
        panel.represented.connect(capacity.represent)
        panel.scanned.connect(capacity.scan)
        panel.unscanned.connect(capacity.unscan)

    def _connect_paper(self, paper: PaperPresenter) -> None:
        panel = self._page.paper
        panel.added.connect(paper.add)
        panel.typed.connect(paper.identify)
        panel.removed.connect(paper.remove)
        panel.recorded.connect(paper.record)
        panel.cancelled.connect(paper.cancelled)

    def _connect_copies(self, copies: CopiesPresenter) -> None:
        panel = self._page.copies
        self._page.people.copies.connect(self.ask_copies)
        panel.looked.connect(copies.look)
        panel.copied.connect(copies.copy)
        panel.on_paper.connect(copies.on_paper)
        panel.cancelled.connect(copies.cancelled)

    def ask_copies(self) -> None:
        self._page.show_panel(self._page.copies)
        self.copies.open()
        self._page.copies.ask()

    def ask_paper(self) -> None:
        self._page.show_panel(self._page.paper)
        self._page.paper.ask()
        self.paper.open()

    def want(self, code: str) -> None:
        """Do one of what «Más» offers, or go to another acta."""
        self._page.draft.form.pending()
        if code.startswith(offering.GO):
            self.go_to(code.removeprefix(offering.GO))
        else:
            self._wanted[code]()

    # what the presenters ask and say

    def show_fault(self, field: str, words: str) -> None:
        self._screen.show_fault(field, words)

    def show_message(self, kind: str, words: str) -> None:
        self._screen.show_message(kind, words)

    def show_people(self) -> None:
        self._page.show_home()

    def ask_headings(self, facts: HeadingsFacts) -> None:
        self._page.show_panel(self._page.headings)
        self._page.headings.ask(facts)

    def show_language(self, facts: HeadingsFacts) -> None:
        self._page.headings.show_language(facts)

    def ask_hand_on(self, facts: HandFacts) -> None:
        self._page.show_panel(self._page.hand)
        self._page.hand.ask(facts)

    def ask_capacity(self, facts: CapacityFacts) -> None:
        self._page.show_panel(self._page.capacity)
        self._page.capacity.ask(facts)

    def show_capacity(self, facts: CapacityFacts) -> None:
        self._page.capacity.show_capacity(facts)

    def show_represented(self, rows: tuple[Row, ...]) -> None:
        self._page.capacity.show_found(rows)

    def show_difference(self, facts: DiffFacts) -> None:
        self._page.show_panel(self._page.difference)
        self._page.difference.ask(facts)

    def go_to(self, acta_id: str) -> None:
        self._screen.go_to(acta_id)

    # annulling

    def ask_annul(self, facts: AnnulFacts) -> None:
        self.annul_dialog = AnnulDialog(facts, self._page.window())
        self.annul_dialog.annulled.connect(self.life.annul)
        self.annul_dialog.open()

    def show_annulled(self) -> None:
        if self.annul_dialog is not None:
            self.annul_dialog.finish()
            self.annul_dialog = None
        self.show_message("", "")

    def show_not_annulled(self, words: str, *, has_pin: bool) -> None:
        if self.annul_dialog is not None:
            self.annul_dialog.failed(words, has_pin=has_pin)
