"""The quick line: what it understands, what stays in the text, and that nothing is ever lost."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.core.format_es import day, money
from alianza_desktop.services.quick_line import QuickLine, day_of, name_at, parse, working_day

TODAY = date(2026, 11, 23)
"""A Monday."""

WORDS = """
    @coop @ @@x a@b.pe @ñ, +60d +3m +99999a fin de mes año del viernes hasta el 21 feb 2027 31/2 15/06/2027.
    S/ 80,000 s/5 (S/ 5.50) permanente pedido: acuerdo : ١٢/٣ \u202e 🌱 <b> &amp; ' "quoted"
""".split()  # noqa: SIM905 - read as people type them
PIECES = st.one_of(st.text(max_size=12), st.sampled_from(WORDS))
LINES = st.lists(PIECES, max_size=14).map(" ".join)


def understood(line: str) -> QuickLine:
    return parse(line, TODAY)


def test_the_line_of_the_picture() -> None:
    said = understood("Comprar 4 balanzas certificadas para el acopio @coopmaranon +60d")
    assert said.text == "Comprar 4 balanzas certificadas para el acopio"
    assert (said.kind, said.responsible, said.due_on) == ("compromiso", "coopmaranon", "2027-01-22")
    assert [one.typed for one in said.tokens] == ["@coopmaranon", "+60d"]


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("15/06", "2027-06-15"),
        ("24/11", "2026-11-24"),
        ("23/11", "2026-11-23"),
        ("22/11", "2027-11-22"),
        ("15/06/2027", "2027-06-15"),
        ("15/6/27.", "2027-06-15"),
        ("2027-06-15", "2027-06-15"),
        ("21 feb 2027", "2027-02-21"),
        ("21 de febrero de 2027", "2027-02-21"),
        ("21 feb", "2027-02-21"),
        ("30 de setiembre del 2027", "2027-09-30"),
        ("30 sep", "2027-09-30"),
        ("29/02", "2028-02-29"),
        ("+90d", "2027-02-21"),
        ("+90 días", "2027-02-21"),
        ("+2s", "2026-12-07"),
        ("+3m", "2027-02-23"),
        ("+1a", "2027-11-23"),
        ("fin de mes", "2026-11-30"),
        ("a fin de año", "2026-12-31"),
        ("viernes", "2026-11-27"),
        ("el próximo lunes", "2026-11-30"),
        ("antes del 15/06/2027", "2027-06-15"),
        ("hasta el 15/06/2027,", "2027-06-15"),
        ("permanente", "permanent"),
    ],
)
def test_days_after_the_responsible(written: str, due: str) -> None:
    said = understood(f"Instalar dos centros @mp {written}")
    assert said.text == "Instalar dos centros"
    assert ("permanent" if said.permanent else said.due_on) == due


@pytest.mark.parametrize("written", ["31/02", "00/13", "+999999999d", "+99999a", "21 foo 2027", "5", "hoy"])
def test_what_is_no_day_stays_in_the_text(written: str) -> None:
    said = understood(f"Instalar @mp {written}")
    assert said.due_on == ""
    assert said.text == f"Instalar {written}"


def test_the_end_of_february() -> None:
    assert parse("x @a +3m", date(2026, 11, 30)).due_on == "2027-02-28"


@pytest.mark.parametrize(
    "line",
    [
        "Feria los viernes",
        "Instalar una mesa permanente",
        "Informar a fin de mes",
        "Reparar los daños del 15/06/2027",
        "Convocar el 15/06/2027 a las comunidades",
        "Escribir a rosa.diaz@muni.gob.pe",
        "Comprar 5 kg @ buen precio",
    ],
)
def test_words_of_the_sentence_stay_in_it(line: str) -> None:
    assert understood(line) == QuickLine(text=line)


def test_a_word_before_the_responsible_is_of_the_sentence() -> None:
    said = understood("Hacer la feria los viernes @coop +3m")
    assert (said.text, said.due_on) == ("Hacer la feria los viernes", "2027-02-23")


@pytest.mark.parametrize(
    ("line", "text", "amount"),
    [
        ("Financiar el laboratorio S/ 80,000 @coop", "Financiar el laboratorio", 8_000_000),
        ("Financiar el laboratorio @coop S/80000.50", "Financiar el laboratorio", 8_000_050),
        ("Financiar el laboratorio (S/. 80,000.00) @coop", "Financiar el laboratorio", 8_000_000),
        ("Aportar S/ 500 cada mes @coop", "Aportar S/ 500 cada mes", 50_000),
        ("Aportar S/ 500 o S/ 600 cada mes @coop", "Aportar S/ 500 o S/ 600 cada mes", None),
        ("Aportar S/ 500 o (S/ 600 @coop", "Aportar S/ 500 o (S/ 600", 50_000),
        ("Aportar S/ 1,000,000,000,000,000 @coop", "Aportar S/ 1,000,000,000,000,000", None),
    ],
)
def test_amounts(line: str, text: str, amount: int | None) -> None:
    said = understood(line)
    assert (said.text, said.amount) == (text, amount)


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("Pedido: incluir la trocha", "pedido", "incluir la trocha"),
        ("ACUERDO : reunirse", "acuerdo", "reunirse"),
        ("compromiso:comprar", "compromiso", "comprar"),
        ("Un pedido: incluir la trocha", "compromiso", "Un pedido: incluir la trocha"),
    ],
)
def test_the_kind_stands_before(line: str, kind: str, text: str) -> None:
    said = understood(line)
    assert (said.kind, said.text) == (kind, text)


def test_the_others_are_co_responsible() -> None:
    said = understood("Instalar dos centros @mp, @coop. +90d")
    assert (said.responsible, said.partners, said.text) == ("mp", ("coop",), "Instalar dos centros")


def test_two_at_signs_write_one() -> None:
    assert understood("Publicar en @@muninieva @mp").text == "Publicar en @muninieva"


def test_the_name_at_the_caret() -> None:
    line = "Comprar @coop +60d a@b.pe @@x @"
    assert name_at(line, 13) == (8, 13, "coop")
    assert name_at(line, 9) == (8, 13, "coop")
    assert [name_at(line, caret) for caret in (0, 8, 16, 24, 29)] == [None] * 5
    assert name_at(line, len(line)) == (30, 31, "")


@given(LINES)
def test_nothing_typed_is_lost(line: str) -> None:
    said = understood(line)
    kept = said.text.split() + [word for one in said.tokens for word in one.typed.split()]
    typed = [word[1:] if word.startswith("@@") else word for word in line.split()]
    assert sorted("".join(kept)) == sorted("".join(typed))
    assert all(line[one.start : one.end].strip() == one.typed for one in said.tokens)
    assert not (said.permanent and said.due_on)
    assert said.amount is None or 0 <= said.amount < 2**53


@given(st.text(max_size=5_000), st.dates())
def test_any_text_is_read_on_any_day(line: str, today: date) -> None:
    parse(line, today)
    name_at(line, len(line) // 2)


@given(st.dates(min_value=date(1000, 1, 1)), st.integers(0, 10**11))
def test_a_written_day_and_amount_come_back(due: date, amount: int) -> None:
    said = understood(f"Comprar @coop {day(due.isoformat())} {money(amount)}")
    assert (said.text, said.due_on, said.amount) == ("Comprar", due.isoformat(), amount)


@given(st.integers(0, 9_999))
def test_days_from_the_workshop(count: int) -> None:
    assert understood(f"x @a +{count}d").due_on == (TODAY + timedelta(days=count)).isoformat()


def test_a_known_whole_name_is_taken_with_all_its_words() -> None:
    known = frozenset({"mpcondorcanqui", "mp"})
    said = parse("Instalar centros @MP Condorcánqui, 21/02/2027", date(2026, 11, 24), known)
    assert (said.text, said.responsible) == ("Instalar centros", "MP Condorcánqui")
    assert said.due_on == "2027-02-21"
    assert (
        parse("Instalar centros @MP en Nieva", date(2026, 11, 24), known).text == "Instalar centros en Nieva"
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("+90d", "2027-02-21"),
        (" viernes ", "2026-11-27"),
        ("15/06", "2027-06-15"),
        ("fin de mes", "2026-11-30"),
        ("permanente", ""),
        ("viernes o sábado", ""),
        ("15/06/2027 a más tardar", ""),
        ("", ""),
    ],
)
def test_a_day_by_itself(text: str, wanted: str) -> None:
    assert day_of(text, TODAY) == wanted


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("30 días hábiles", "2027-01-04"),
        ("+30 días hábiles", "2027-01-04"),
        ("en 5 días hábiles.", "2026-11-30"),
        ("+10dh", "2026-12-07"),
        ("1 día hábil", "2026-11-24"),
        ("el próximo viernes", "2026-11-27"),
        ("próximo lunes", "2026-11-30"),
        ("dentro de 90 días", "2027-02-21"),
        ("en 3 meses", "2027-02-23"),
        ("en un mes", "2026-12-23"),
        ("en dos meses", ""),
        ("en una semana", "2026-11-30"),
        ("fin de semana", "2026-11-29"),
        ("a fines de año", "2026-12-31"),
        ("+6 meses", "2027-05-23"),
    ],
)
def test_days_as_people_say_them(written: str, due: str) -> None:
    said = understood(f"Instalar dos centros @mp {written}")
    assert (said.due_on, said.text) == (due, "Instalar dos centros" + ("" if due else f" {written}"))
    assert bool(said.working) == (bool(due) and ("hábil" in written or "dh" in written))


@pytest.mark.parametrize(
    "line", ["Responder en 3 meses", "Atender en 30 días hábiles a todos @mp", "En 5 días"]
)
def test_a_length_of_time_in_a_sentence_stays_in_it(line: str) -> None:
    said = understood(line)
    assert said.due_on == ""
    assert said.text == line.removesuffix(" @mp")


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)), st.integers(1, 9_999))
def test_working_days_are_mondays_to_fridays_between(today: date, count: int) -> None:
    due = working_day(today, count)
    days = [today + timedelta(days=one) for one in range(1, (due - today).days + 1)]
    assert due.weekday() < 5
    assert sum(one.weekday() < 5 for one in days) == count


@given(st.dates(max_value=date(9000, 1, 1)), st.sampled_from(["viernes", "próximo lunes", "este domingo"]))
def test_a_weekday_is_within_the_next_seven_days(today: date, written: str) -> None:
    due = date.fromisoformat(parse(f"x @a {written}", today).due_on)
    assert 1 <= (due - today).days <= 7


@given(st.dates(min_value=date(1, 1, 1), max_value=date(9000, 1, 1)), st.integers(0, 1_200))
def test_months_keep_the_day_or_the_last_one_of_the_month(today: date, count: int) -> None:
    due = date.fromisoformat(parse(f"x @a +{count}m", today).due_on)
    assert (due.year * 12 + due.month) - (today.year * 12 + today.month) == count
    assert due.day == today.day or (due + timedelta(days=1)).month != due.month
