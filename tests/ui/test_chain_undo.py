"""Undo without limit: whatever a person does, undone to the start it is the first chain, redone the last."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from alianza_desktop.core.errors import Unavailable
from alianza_desktop.core.sentences import said
from alianza_desktop.services import chains
from alianza_desktop.services.chain_view import ChainView
from alianza_desktop.storage.database import Database
from alianza_desktop.ui.chains.commands import Commands
from alianza_desktop.ui.chains.presenter import ChainsPresenter
from alianza_desktop.ui.jobs import InlineJobs
from tests.builders import World, writing
from tests.ui.chain_samples import cacao
from tests.ui.fake_chains import FakeChains

NAMES = st.text(min_size=1, max_size=40) | st.sampled_from(
    ["<b>&amp;\"'", "🥭 acopio", "مرحبا", "x" * 5000, "  dos   espacios  ", "\t\n"]
)
GESTURES = st.tuples(
    st.sampled_from(
        (
            "next", "parallel", "at", "activity", "stage", "support", "note", "rename", "move", "connect",
            "remove", "tidy", "state", "gap", "actor", "flow", "order", "undo", "redo",
        )
    ),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    NAMES,
)  # fmt: skip


class Board:
    """A presenter with its undo stack on a real store."""

    def __init__(self, database: Database, workshop: str, jobs: InlineJobs) -> None:
        self.database, self.workshop = database, workshop
        self.owner = QObject()
        self.view = FakeChains()
        self.presenter = ChainsPresenter(self.view, jobs, workshop, lambda _kind, _words: None)
        self.commands = Commands(self.presenter.edits.again, self.owner)
        self.presenter.edits.history = self.commands
        self.presenter.load()

    @property
    def stored(self) -> ChainView:
        with self.database.reading() as session:
            return chains.view(session, chains.listing(session, self.workshop)[0].id)

    def act(self, kind: str, first: int, second: int, name: str) -> None:
        edits, view = self.presenter.edits, self.view.view
        cards = [one.id for one in view.activities] or [""]
        stages = [one.id for one in view.stages] or [""]
        links = [one.id for one in view.links] or [""]
        one, other = cards[first % len(cards)], cards[second % len(cards)]
        anything = [*cards, *stages, *links]
        calls = {
            "next": lambda: edits.next_step(one),
            "parallel": lambda: edits.parallel(one),
            "at": lambda: edits.add_at(one, stages[second % len(stages)], second % 900),
            "activity": edits.add_activity,
            "stage": edits.add_stage,
            "support": lambda: edits.add_card("support"),
            "note": lambda: edits.add_card("note"),
            "rename": lambda: edits.rename([*cards, *stages][first % (len(cards) + len(stages))], name),
            "move": lambda: edits.move(one, first % 1200, second % 900),
            "connect": lambda: edits.connect(one, other),
            "remove": lambda: edits.remove(anything[first % len(anything)]),
            "tidy": edits.tidy,
            "state": lambda: edits.change(one, "current_state", name),
            "gap": lambda: edits.add_gap(one, name),
            "actor": lambda: edits.add_actor(one, "Cooperativa Agraria Cacao Alto Marañón"),
            "flow": lambda: edits.set_flow(links[first % len(links)], "information"),
            "order": lambda: edits.move_stage(stages[first % len(stages)], 1 - 2 * (second % 2)),
            "undo": edits.undo,
            "redo": edits.redo,
        }
        self.presenter.select(other)
        calls[kind]()


@pytest.fixture
def board(database: Database, made: World, jobs: InlineJobs, qapp: QApplication) -> Board:
    with writing(database) as session:
        cacao(session, made.workshop)
    return Board(database, made.workshop, jobs)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(GESTURES, min_size=1, max_size=14))
def test_undone_to_the_start_and_redone_to_the_end(
    board: Board, gestures: list[tuple[str, int, int, str]]
) -> None:
    board.commands.clear()
    first = board.stored
    for gesture in gestures:
        board.act(*gesture)
        assert board.view.view == board.stored  # what is shown is what is saved, after every command
    stack = board.commands.stack
    at, last = stack.index(), board.stored
    while stack.index():
        board.presenter.edits.undo()
    assert board.stored == first
    while stack.index() < at:
        board.presenter.edits.redo()
    assert board.stored == last
    while stack.index():
        board.presenter.edits.undo()
    assert board.stored == first


def test_the_stack_has_no_limit(board: Board) -> None:
    card = board.view.view.activities[0].id
    first = board.stored
    for number in range(120):
        board.presenter.edits.move(card, 10 + number, 50)
    assert board.commands.stack.count() == 120
    for _ in range(120):
        board.presenter.edits.undo()
    assert board.stored == first


def test_another_chain_has_another_history(board: Board) -> None:
    board.presenter.edits.add_stage()
    assert board.commands.stack.count() == 1
    board.presenter.create("Cadena del café", "porter")
    assert board.commands.stack.count() == 0
    assert [name for _, name in board.view.names] == ["Cadena del cacao", "Cadena del café"]


def full(*_args: object, **_facts: object) -> None:
    raise Unavailable("disk-full")


def test_an_undo_that_cannot_be_saved_can_be_done_later(
    database: Database, made: World, jobs: InlineJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(database) as session:
        cacao(session, made.workshop)
    board = Board(database, made.workshop, jobs)
    before, edits, stack = board.stored, board.presenter.edits, board.commands.stack
    edits.add_gap(before.activities[0].id, "Falta un módulo de secado")
    after = board.stored
    with monkeypatch.context() as patch:
        patch.setattr(chains, "apply", full)
        edits.undo()
    assert (stack.index(), board.view.told) == (1, said("disk-full"))
    edits.undo()
    assert (stack.index(), board.stored) == (0, before)
    with monkeypatch.context() as patch:
        patch.setattr(chains, "apply", full)
        edits.redo()
    assert stack.index() == 0
    edits.redo()
    assert (stack.index(), board.stored) == (1, after)


def test_a_name_that_cannot_be_saved_is_not_lost(
    database: Database, made: World, jobs: InlineJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    with writing(database) as session:
        cacao(session, made.workshop)
    board = Board(database, made.workshop, jobs)
    card = board.stored.activities[0].id
    monkeypatch.setattr(chains, "apply", full)
    board.presenter.edits.rename(card, "Un nombre que costó escribir")
    assert board.view.written[-1][:2] == (card, "Un nombre que costó escribir")
