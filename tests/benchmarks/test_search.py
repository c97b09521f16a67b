"""Finding one of 100,000 people: how many are found, how long it takes, against what SQLite does alone.

Everybody of a sample is looked for as people are typed at a desk: without accents, in any order, by part of
a compound surname, by digits of the document. A person counts as found when they are among the eight of the
list. Two floors are measured with the same words: a plain `LIKE` over names and document, and one FTS5 line
per person looked up by the beginning of each word.
The time is of every key of what was typed, each in its own session of the encrypted store, in turn with the
bare FTS5 lookup of the same key; their ratio gates.
"""

import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any, Final, NamedTuple

import pytest
from sqlalchemy import select

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.format_es import fold
from alianza_desktop.model import Person
from alianza_desktop.services import search
from alianza_desktop.storage import engine
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.keys import StoreKey
from tests.benchmarks.conftest import Say
from tests.benchmarks.multitude import Multitude
from tests.conftest import MORNING

SAMPLE: Final = 400
TYPED: Final = 120
"""How many of the sample are typed key by key."""
MOST_RATIO: Final = 30
"""Times that the whole search of a key, its session included, may take of a bare lookup, medians."""
_WORD: Final = re.compile(r"[^\W_]+")


class Somebody(NamedTuple):
    """Whom a sample looks for."""

    id: str
    given: str
    paternal: str
    maternal: str
    document: str


def said(one: Somebody, random: Random) -> Iterator[tuple[str, str]]:
    """Give what is typed for somebody, each with its kind."""
    given, paternal, maternal, document = map(fold, one[1:])
    words = _WORD.findall(f"{given} {paternal} {maternal}")
    random.shuffle(words)
    yield "any order", " ".join(words)
    yield "any order", f"{paternal} {given.split()[0]} {maternal}"
    yield "beginnings", " ".join(word[:4] for word in words)
    yield (
        "part of a surname",
        f"{max(_WORD.findall(paternal), key=len)} {given} {_WORD.findall(maternal)[-1]}",
    )
    yield "run together", " ".join("".join(_WORD.findall(part)) for part in (maternal, given, paternal))
    whole = "".join(_WORD.findall(paternal))
    if len(whole) > 4:
        yield "middle of a surname", f"{whole[1:]} {given} {maternal}"
    yield "digits", document[:6]
    yield "digits", document[1:7]
    yield "digits", document[-6:]
    yield "digits", f"{document[:2]} {document[2:5]} {document[5:]}"


@pytest.fixture
def sample(hundred_thousand: Multitude) -> list[tuple[Somebody, str, str]]:
    """Return whom to look for, with the kind and the words of each try."""
    columns = (Person.id, Person.given_names, Person.paternal_surname, Person.maternal_surname)
    clock = FixedClock(MORNING)
    with (
        Database.open(hundred_thousand.folder, write=False, clock=clock) as store,
        store.reading() as session,
    ):
        everybody = [Somebody(*row) for row in session.execute(select(*columns, Person.document_number))]
    random = Random(7)
    chosen = random.sample(sorted(everybody, key=lambda one: one.document), SAMPLE)
    return [(one, kind, words) for one in chosen for kind, words in said(one, random)]


class Bare:
    """What SQLite alone would do: names and document of everybody in one folded line."""

    def __init__(self, file: Path, folder: Path) -> None:
        clock = FixedClock(MORNING)
        with Database.open(folder, write=False, clock=clock) as store, store.reading() as session:
            columns = (Person.id, Person.given_names, Person.paternal_surname, Person.maternal_surname)
            rows = session.execute(select(*columns, Person.document_number)).all()
        self._engine = engine.writer(file, StoreKey(bytes(range(32))))
        self.connection: Any = self._engine.raw_connection()
        self._ids = {number: row[0] for number, row in enumerate(rows, 1)}
        run = self.connection.cursor()
        run.execute("BEGIN")
        run.execute("CREATE TABLE plain (number INTEGER PRIMARY KEY, said TEXT, document TEXT)")
        run.execute(
            "CREATE VIRTUAL TABLE line USING fts5(folded, content='', prefix='1 2 3', "
            "tokenize='unicode61 remove_diacritics 0')"
        )
        plain = [(number, " ".join(row[1:4]), row[4]) for number, row in enumerate(rows, 1)]
        run.executemany("INSERT INTO plain VALUES (?, ?, ?)", plain)
        lines = [(number, fold(f"{names} {document}")) for number, names, document in plain]
        run.executemany("INSERT INTO line (rowid, folded) VALUES (?, ?)", lines)
        run.execute("COMMIT")

    def like(self, words: str) -> set[str]:
        """Return who is found by a plain `LIKE`."""
        sql = "SELECT number FROM plain WHERE said LIKE ? OR document LIKE ? LIMIT 200"
        return self._found(sql, (f"%{words}%", f"%{words}%"))

    def begun(self, words: str) -> set[str]:
        """Return who is found by how each word begins."""
        return self._found("SELECT rowid FROM line WHERE line MATCH ? LIMIT 200", (_beginnings(words),))

    def lookup(self, words: str) -> list[Any]:
        """Look a key up and read its first eight rows: the least that any search does."""
        sql = "SELECT p.* FROM line JOIN plain p ON p.number = line.rowid WHERE line MATCH ? LIMIT 8"
        rows: list[Any] = self.connection.cursor().execute(sql, (_beginnings(words),)).fetchall()
        return rows

    def _found(self, sql: str, asked: tuple[str, ...]) -> set[str]:
        return {self._ids[number] for (number,) in self.connection.cursor().execute(sql, asked)}

    def close(self) -> None:
        self.connection.close()
        self._engine.dispose()


def _beginnings(words: str) -> str:
    return " ".join(f'"{word}"*' for word in _WORD.findall(fold(words))) or '""'


@pytest.fixture
def bare(hundred_thousand: Multitude, tmp_path: Path) -> Iterator[Bare]:
    made = Bare(tmp_path / "bare.db", hundred_thousand.folder)
    yield made
    made.close()


@pytest.mark.benchmark_ratio
@pytest.mark.timeout(900)
def test_everybody_is_found(
    hundred_thousand: Multitude, sample: list[tuple[Somebody, str, str]], bare: Bare, say: Say
) -> None:
    tried, found, missed = Counter[str](), Counter[str](), []
    floors = Counter[str]()
    with Database.open(hundred_thousand.folder, write=False, clock=FixedClock(MORNING)) as store:
        for one, kind, words in sample:
            with store.reading() as session:
                hits = search.people(session, words, workshop_id=hundred_thousand.workshop)
            tried[kind] += 1
            if any(hit.person_id == one.id for hit in hits):
                found[kind] += 1
            else:
                missed.append(kind)
            floors["like"] += one.id in bare.like(words)
            floors["begun"] += one.id in bare.begun(words)
    every = tried.total()
    parts = ", ".join(f"{kind} {found[kind]}/{tried[kind]}" for kind in tried)
    say(
        f"found of 100,000 people: {found.total()} of {every} ({parts}); "
        f"LIKE {floors['like'] / every:.0%}, FTS5 by beginnings alone {floors['begun'] / every:.0%}"
    )
    assert not missed


@pytest.mark.benchmark_ratio
@pytest.mark.timeout(900)
def test_a_key_against_a_bare_lookup(
    hundred_thousand: Multitude, sample: list[tuple[Somebody, str, str]], bare: Bare, say: Say
) -> None:
    made = hundred_thousand
    keys = [words[:end] for _one, _kind, words in sample[: TYPED * 10] for end in range(1, len(words) + 1)]
    took, alone = [], []
    with Database.open(made.folder, write=False, clock=FixedClock(MORNING)) as store:
        for words in Random(8).sample(keys, 6_000):
            start = time.perf_counter()
            with store.reading() as session:
                search.people(session, words, workshop_id=made.workshop, session_id=made.session)
            took.append(time.perf_counter() - start)
            start = time.perf_counter()
            bare.lookup(words)
            alone.append(time.perf_counter() - start)
    ratio = median(took) / median(alone)
    say(
        f"a key among 100,000 people: median {1000 * median(took):.2f} ms, p95 {1000 * _p95(took):.2f}, "
        f"worst {1000 * max(took):.1f}; bare FTS5 lookup: median {1000 * median(alone):.2f} ms, "
        f"p95 {1000 * _p95(alone):.2f}; "
        f"ratio of medians {ratio:.1f} (most {MOST_RATIO}), of p95 {_p95(took) / _p95(alone):.1f}"
    )
    assert ratio <= MOST_RATIO


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]
