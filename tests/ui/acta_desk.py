"""The presenters of Actas on a store with a workshop, with a view that only remembers."""

from dataclasses import dataclass
from pathlib import Path

from alianza_desktop.core.canonical import Json
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.services import alliances
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.actas.acta_presenter import ActaPresenter
from alianza_desktop.ui.actas.capacity_presenter import CapacityPresenter
from alianza_desktop.ui.actas.choices_presenter import ChoicesPresenter
from alianza_desktop.ui.actas.facts import ActaFacts
from alianza_desktop.ui.actas.life_presenter import LifePresenter
from alianza_desktop.ui.actas.papers import PapersPresenter
from alianza_desktop.ui.actas.presenter import ListPresenter
from alianza_desktop.ui.actas.signing_presenter import SigningPresenter
from alianza_desktop.ui.jobs import InlineJobs
from tests.builders import World, agree, arrive, writing
from tests.ui.fake_actas import FakeActas

INK: dict[str, Json] = {"v": 1, "w": 9000, "h": 3000, "strokes": [[500, 500, 4000, 2500, 8000, 600]]}


@dataclass
class ActaDesk:
    """One laptop with its acta of Cacao."""

    database: Database
    made: World
    view: FakeActas
    listed: ListPresenter
    acta: ActaPresenter
    signing: SigningPresenter
    papers: PapersPresenter
    choices: ChoicesPresenter
    capacity: CapacityPresenter
    life: LifePresenter
    opened: list[str]

    @property
    def facts(self) -> ActaFacts:
        assert self.view.facts is not None
        return self.view.facts

    def begin(self) -> str:
        """Two people at the mesa, an agreement of each of their organisations, and its draft."""
        with writing(self.database) as session:
            for person in (self.made.mayor, self.made.manager):
                arrive(session, self.made, person, self.made.cacao)
            agree(session, self.made)
        self.listed.compose(self.made.cacao)
        self.acta.open(self.opened[-1])
        return self.opened[-1]

    def freeze(self) -> None:
        self.acta.review()
        self.acta.ask_freeze()
        self.acta.freeze()

    def sign(self) -> None:
        self.signing.sign()
        self.signing.identified("document")
        self.signing.text_seen()
        self.signing.confirm(INK)

    def seal(self) -> str:
        """Begin, freeze, sign twice and seal."""
        acta = self.begin()
        self.freeze()
        self.sign()
        self.sign()
        self.signing.ask_seal()
        self.signing.seal()
        return acta


def acta_desk(database: Database, clock: FixedClock, made: World, folder: Path) -> ActaDesk:
    with database.reading() as session:
        operator = alliances.operator(session).id
    jobs = InlineJobs(database, clock, operator)
    view, opened = FakeActas(), list[str]()
    acta = ActaPresenter(view, jobs)
    papers = PapersPresenter(view, jobs, acta, lambda: folder / "Actas", lambda: ("Epson",))
    return ActaDesk(
        database,
        made,
        view,
        ListPresenter(view, jobs, made.workshop, opened.append),
        acta,
        SigningPresenter(view, jobs, acta),
        papers,
        ChoicesPresenter(view, jobs, acta),
        CapacityPresenter(view, jobs, acta),
        LifePresenter(view, jobs, acta, papers.keep),
        opened,
    )
