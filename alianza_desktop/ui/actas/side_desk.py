"""What the presenters of an acta's life ask at its right, on the panels of its page."""

from typing import TYPE_CHECKING, Protocol

from alianza_desktop.ui.actas import offering
from alianza_desktop.ui.actas.acta_page import ActaPage
from alianza_desktop.ui.actas.choices_presenter import ChoicesPresenter
from alianza_desktop.ui.actas.facts import HandFacts, HeadingsFacts
from alianza_desktop.ui.actas.life_presenter import LifePresenter
from alianza_desktop.ui.actas.papers import PapersPresenter

if TYPE_CHECKING:
    from collections.abc import Callable


class Says(Protocol):
    """The screen, which says what could not be done where it was asked."""

    def show_fault(self, field: str, words: str) -> None: ...
    def show_message(self, kind: str, words: str) -> None: ...


class SideDesk:
    """The view of `ChoicesPresenter` and `LifePresenter`; it decides nothing."""

    choices: ChoicesPresenter
    life: LifePresenter

    def __init__(self, page: ActaPage, screen: Says) -> None:
        self._page, self._screen = page, screen

    def begin(self, choices: ChoicesPresenter, life: LifePresenter, papers: PapersPresenter) -> None:
        self.choices, self.life = choices, life
        self._wanted: dict[str, Callable[[], None]] = {
            offering.HAND_ON: life.ask_hand_on,
            offering.BOTH_SEALS: papers.save_seals,
        }
        self._page.wanted.connect(self.want)
        box, headings = self._page.draft.clauses, self._page.headings
        box.included.connect(choices.include)
        box.spoken.connect(choices.speak)
        box.headings.connect(choices.ask_headings)
        headings.language_named.connect(choices.name_language)
        headings.written.connect(choices.translate)
        headings.used.connect(choices.use)
        self._page.hand.handed.connect(life.hand_on)
        for panel in (headings, self._page.hand):
            panel.left.connect(self.show_people)

    def want(self, code: str) -> None:
        """Do one of what «Más» offers."""
        self._page.draft.form.pending()
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
