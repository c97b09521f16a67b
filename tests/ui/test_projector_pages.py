"""Pages of the projector, and what is written on them: no Qt."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.core.clock import PERU
from alianza_desktop.services.agenda_clock import Block
from alianza_desktop.services.projection import (
    ActorSheet,
    DeskSign,
    Seat,
    SeatingBoard,
    Table,
    TraitList,
    Welcome,
)
from alianza_desktop.ui.projector import contents
from alianza_desktop.ui.projector.sheet import BODY, ROWS, TITLE, Line, Page, Section, Sheet, pages

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=PERU)


class Counting:
    """A ruler for letters that are all alike: forty to a row, rows one high."""

    room = 10.0

    def rows(self, line: Line) -> int:
        return max(1, -(-len(line.words) // 40), -(-len(line.beside[0]) // 40))

    def height(self, line: Line) -> float:
        return float(self.rows(line))

    def cut(self, line: Line, rows: int) -> tuple[Line, Line]:
        return replace(line, words=line.words[: 40 * rows]), replace(line, words=line.words[40 * rows :])


def cut(sheet: Sheet) -> tuple[Page, ...]:
    return pages(sheet, Counting())


def words(page: Page) -> list[str]:
    return [line.words for line in page.lines]


def many(number: int) -> tuple[Line, ...]:
    return tuple(Line(words=f"línea {one}") for one in range(number))


def test_an_empty_sheet_is_one_page() -> None:
    assert [page.place for page in cut(Sheet())] == [""]


@pytest.mark.parametrize(("number", "expected"), [(0, 1), (1, 1), (7, 1), (8, 2), (14, 2), (500, 72)])
def test_at_most_eight_rows_and_the_head_on_each_page(number: int, expected: int) -> None:
    made = cut(Sheet(sections=(Section(head=(Line(words="título"),), lines=many(number)),)))
    assert len(made) == expected
    assert all(len(page.lines) <= ROWS and page.lines[0].words == "título" for page in made)
    assert [one for page in made for one in words(page)[1:]] == [line.words for line in many(number)]
    assert made[-1].place == (f"{expected} de {expected}" if expected > 1 else "")


def test_the_other_pages_may_have_another_head() -> None:
    head, again = (Line(words="a"), Line(words="b")), (Line(words="a (sigue)"),)
    made = cut(Sheet(sections=(Section(head=head, again=again, lines=many(9)),)))
    assert [words(page)[0] for page in made] == ["a", "a (sigue)"]
    assert [len(page.lines) for page in made] == [8, 4]


def test_a_title_never_ends_a_page() -> None:
    lines = (*many(7), Line(words="título", keep=True), *many(3))
    made = cut(Sheet(sections=(Section(lines=lines),)))
    assert [words(page)[-1] for page in made] == ["línea 6", "línea 2"]
    assert words(made[1])[0] == "título"


def test_a_text_longer_than_a_page_goes_on() -> None:
    text = "".join(f"{number:03} " for number in range(500))
    made = cut(Sheet(sections=(Section(head=(Line(words="x"),), lines=(Line(words=text),)),)))
    assert "".join(one for page in made for one in words(page)[1:]) == text
    assert all(sum(map(Counting().rows, page.lines)) <= ROWS for page in made)


def test_a_long_title_leaves_room() -> None:
    head = (Line(words="t" * 900, size=TITLE),)
    made = cut(Sheet(sections=(Section(head=head, lines=many(5)),)))
    assert made[0].lines[0].words == "t" * 118 + "…"
    assert len(made) == 1


@given(st.lists(st.tuples(st.integers(0, 900), st.booleans()), max_size=40), st.integers(0, 200))
def test_nothing_is_lost_and_nothing_overflows(lengths: list[tuple[int, bool]], head: int) -> None:
    lines = tuple(Line(words=f"{at}:" + "a" * long, keep=keep) for at, (long, keep) in enumerate(lengths))
    made = cut(Sheet(sections=(Section(head=(Line(words="h" * head),), lines=lines),)))
    assert "".join("".join(words(page)[1:]) for page in made) == "".join(line.words for line in lines)
    assert all(sum(map(Counting().rows, page.lines)) <= ROWS for page in made)


# what is written

DOOR = Welcome(
    alliance="Alianza Condorcanqui",
    workshop="Hoja de ruta",
    stage=4,
    date="2026-11-23",
    place="Auditorio municipal",
    agenda=(Block("Registro", "08:00", 75), Block("Apertura", "09:15", 60), Block("Acuerdos", "11:00", None)),
)


def test_welcome_says_what_is_under_way_and_what_is_next() -> None:
    first, second = cut(contents.sheet(DOOR, NOW))
    said = [(line.lead, line.words, line.now) for line in first.lines if line.lead]
    assert said == [("Ahora", "Apertura", True), ("Luego", "Acuerdos", False)]
    assert "lunes 23 de noviembre de 2026" in words(first)
    assert [line.stage for line in first.lines if line.stage] == [4]
    assert [(line.lead, line.now) for line in second.lines[1:]] == [
        ("08:00", False), ("09:15", True), ("11:00", False),
    ]  # fmt: skip
    assert (first.right, words(second)[0]) == ("09:30", "Agenda de hoy")


@pytest.mark.parametrize(
    ("now", "leads"),
    [
        (datetime(2026, 11, 23, 7, 0, tzinfo=PERU), ["Luego"]),
        (datetime(2026, 11, 24, 9, 30, tzinfo=PERU), []),
        (datetime(2026, 11, 23, 15, 0, tzinfo=PERU), []),
    ],
)
def test_welcome_on_other_hours(now: datetime, leads: list[str]) -> None:
    door = replace(DOOR, agenda=(*DOOR.agenda[:2], Block("Acuerdos", "11:00", 60)))
    first, second = cut(contents.sheet(door, now))
    assert [line.lead for line in first.lines if line.lead] == leads
    assert words(second)[0] == ("Agenda de hoy" if now.day == 23 else "Agenda")
    assert not [line for line in second.lines if line.now]


def test_the_agenda_shows_the_block_that_its_clock_holds_and_how_much_is_left() -> None:
    held = Block(
        "Apertura", "09:15", 60, state="running",
        began_at="2026-11-23T09:20:00.000-05:00", since="2026-11-23T09:20:00.000-05:00",
    )  # fmt: skip
    ended = Block("Registro", "08:00", 75, state="ended", began_at="2026-11-23T08:04:00.000-05:00")
    door = replace(DOOR, agenda=(ended, held, DOOR.agenda[2]))
    first, second = cut(contents.sheet(door, NOW))
    assert [(line.lead, line.words, line.note) for line in first.lines if line.lead] == [
        ("Ahora", "Apertura", "quedan 50:00"), ("Luego", "Acuerdos", "11:00"),
    ]  # fmt: skip
    assert [(line.lead, line.note, line.now) for line in second.lines[1:]] == [
        ("08:04", "75 min", False), ("09:20", "quedan 50:00", True), ("11:00", "", False),
    ]  # fmt: skip
    _first, second = cut(contents.sheet(door, NOW + timedelta(hours=1)))
    assert second.lines[2].note == "se pasó 10:00"


def test_welcome_without_a_workshop() -> None:
    (page,) = cut(contents.sheet(replace(DOOR, stage=0, workshop="", agenda=(), date=""), NOW))
    assert words(page) == ["Le damos la bienvenida", "Alianza Condorcanqui"]


def test_a_desks_sign() -> None:
    (page,) = cut(contents.sheet(DeskSign("Alianza", "A", "L"), NOW, "right"))
    assert words(page) == ["Registro", "Apellidos", "A–L"]
    assert [line.arrow for line in page.lines] == ["", "", "right"]
    (page,) = cut(contents.sheet(DeskSign("Alianza", "", ""), NOW, "left"))
    assert [(line.words, line.arrow) for line in page.lines] == [("Registro", "left")]


def table(seats: int, unnamed: int = 0) -> Table:
    people = tuple(Seat(f"Persona {number}", "public") for number in range(seats))
    return Table(3, "Cacao", "Acopio", "Aula 204", "Rosa Paz", people, unnamed)


@pytest.mark.parametrize(("seats", "expected"), [(0, 1), (1, 1), (10, 1), (11, 2), (22, 2), (500, 36)])
def test_a_mesa_in_two_columns(seats: int, expected: int) -> None:
    made = cut(contents.sheet(SeatingBoard("Taller", (table(seats),)), NOW))
    assert len(made) == expected
    assert words(made[0])[:3] == ["Mesa 3 · Cacao", "Aula 204 · facilita Rosa Paz", "Acopio"]
    names = [
        name for page in made for line in page.lines if line.columns for name in (line.words, line.beside[0])
    ]
    assert [name for name in names if name] == [one.name for one in table(seats).seats]
    if expected > 1:
        assert words(made[1])[0] == "Mesa 3 · Cacao (sigue)"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (table(0), "Aún no hay nadie en esta mesa"),
        (table(0, 1), "1 persona"),
        (table(2, 2), "y 2 personas más"),
    ],
)
def test_a_mesa_with_people_who_are_not_named(found: Table, said: str) -> None:
    (page,) = cut(contents.sheet(SeatingBoard("", (found,)), NOW))
    assert words(page)[-1] == said


def test_no_mesas_yet() -> None:
    (page,) = cut(contents.sheet(SeatingBoard("Taller", ()), NOW))
    assert words(page) == ["Aún no hay mesas en este taller"]


def test_an_actor_shows_only_the_lists_that_have_something() -> None:
    lists = (TraitList("Competencias", ()), TraitList("Recursos", ("Un bote", "Un camión")))
    (page,) = cut(contents.sheet(ActorSheet("Coop", "private", "", "Nieva", lists), NOW))
    assert words(page) == ["Coop", "Privado · Nieva", "Recursos", "Un bote", "Un camión"]
    (page,) = cut(contents.sheet(ActorSheet("Coop", "", "", "", ()), NOW))
    assert words(page) == ["Coop", "Todavía no se escribió qué aporta"]


def test_nothing_is_smaller_than_28_points() -> None:
    shown = (DOOR, DeskSign("A", "A", "L"), SeatingBoard("T", (table(3, 1),)))
    sizes = {line.size for one in shown for page in cut(contents.sheet(one, NOW)) for line in page.lines}
    assert min(sizes) == BODY == 28
    assert TITLE == 40
