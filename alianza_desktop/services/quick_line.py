"""The quick line of Acuerdos: «texto @responsable fecha» becomes text, responsible, date and amount. Pure.

What is not understood stays in the text: nothing that was typed is lost. Days are relative to a given day,
never to the clock. Decided here, where ux.md is silent:

- `@` begins a name only at the beginning of a word (an e-mail address is text); `@@` writes an `@`. The
  first is the responsible, the others are co-responsible. A name is one word, or the words of a whole name
  that is known: «@MP Condorcanqui» leaves no «Condorcanqui» in the text.
- A date or an amount leaves the text when it stands beside an `@` or at the end of the line; words that also
  mean something else (viernes, fin de mes, permanente) only after an `@`. In the middle of a sentence a date
  is part of it, and an amount is read without being taken away.
- A day without a year is the next one; «+3m» from 30 November is the last day of February.
- «viernes» is the first one to come, never today; «próximo viernes» too. «fin de semana» is its Sunday.
- «en 3 meses», «dentro de 90 días» and «en un mes» are «+3m», «+90d» and «+1m», after an `@` only.
- «30 días hábiles» counts Monday to Friday from the day after: holidays are not known to the program, and the
  chip says so (`working`).
"""

import re
from calendar import monthrange
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from alianza_desktop.core.format_es import fold

Part = Literal["kind", "who", "due", "amount"]


@dataclass(frozen=True, slots=True, repr=False)
class Token:
    """A piece of the line that was understood: what it is, where it stands, and what it says."""

    part: Part
    start: int
    end: int
    typed: str
    value: str
    """The kind, the name after `@`, `YYYY-MM-DD` or `permanent`, or céntimos."""


@dataclass(frozen=True, slots=True, repr=False)
class QuickLine:
    """The line, understood; empty is not said."""

    text: str
    kind: str = "compromiso"
    responsible: str = ""
    """The name after the first `@`: a short name, initials, words of an organisation, a person's name."""
    partners: tuple[str, ...] = ()
    due_on: str = ""
    permanent: bool = False
    working: int = 0
    """How many working days were said, Monday to Friday, when the day was said so."""
    amount: int | None = None
    """In céntimos of sol."""
    tokens: tuple[Token, ...] = ()
    """What left the text, in order."""


@dataclass(frozen=True, slots=True, repr=False)
class _Word:
    start: int
    end: int
    typed: str
    plain: str


@dataclass(frozen=True, slots=True)
class _Found:
    """Something that may be a token: it takes the words from `first` up to `last`."""

    part: Part
    first: int
    last: int
    value: str
    weak: bool = False
    explicit: bool = False
    working: int = 0


_KIND: Final = re.compile(r"\s*(acuerdo|compromiso|pedido)\s*:", re.IGNORECASE)
_WHO: Final = re.compile(r"@(\w(?:.*\w)?)\W*")
_AMOUNT: Final = re.compile(
    r"[(]?s/[.]? ?(?P<soles>\d{1,3}(?:,\d{3}){1,3}|\d{1,12})(?:[.](?P<cents>\d{1,2}))?"
    r"(?P<after>[.,;:)]*)(?= |$)",
    re.ASCII,
)
_MONTHS: Final = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "se[pt]tiembre|setiembre|set", "octubre", "noviembre", "diciembre",
)  # fmt: skip
_WEEKDAYS: Final = ("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo")
_LEAD: Final = r"(?:(?:hasta|para|antes del?|a|al|el|este|proximo) ){0,3}"
_DUE: Final = re.compile(
    rf"{_LEAD}(?:"
    r"(?:[+]|(?:en|dentro de) (?=\d+ dias? habil))?(?P<working>\d{1,4}) ?(?:dias? habil(?:es)?|dh)"
    r"|(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<named_day>\d{1,2})(?: de)? (?P<name>[a-z]{3,10})[.]?(?: del?)?(?: (?P<named_year>\d{4}))?"
    r"|[+](?P<count>\d{1,5}) ?(?P<unit>d|dias?|s|sem|semanas?|m|mes|meses|a|anos?)"
    r"|(?:en|dentro de) (?P<said>\d{1,5}|una?) (?P<of>dias?|semanas?|mes|meses|anos?)"
    r"|(?P<end>fin(?:es)? de (?:mes|ano|semana))"
    rf"|(?P<weekday>{'|'.join(_WEEKDAYS)})"
    r"|(?P<permanent>permanente)"
    r")[.,;:)!]*(?= |$)",
    re.ASCII,
)
_LONGEST: Final = 9
"""Words of the longest date: «antes del próximo …» and a day with its month and year."""


_LONGEST_NAME: Final = 16
"""Words of the longest name that is looked for after an `@`."""


def name_words(text: str) -> str:
    """Return the letters of a name as they are compared: no marks, no spaces, no signs."""
    return "".join(re.findall(r"[^\W_]+", fold(text)))


def parse(line: str, today: date, names: Container[str] = frozenset()) -> QuickLine:
    """Understand a line as it is typed; `names` are the whole ones known, as `name_words`. It never fails."""
    prefix = _KIND.match(line)
    start = prefix.end() if prefix else 0
    words = [
        _Word(start + one.start(), start + one.end(), one[0], _plain(one[0]))
        for one in re.finditer(r"\S+", line[start:])
    ]
    found = list(_candidates(words, today, names))
    taken = _chosen(found, len(words))
    tokens = [_token(line, words, one) for one in taken]
    if prefix:
        tokens.insert(0, Token("kind", 0, start, prefix[0].strip(), prefix[1].lower()))
    names = [one.value for one in taken if one.part == "who"]
    when = next((one for one in taken if one.part == "due"), None)
    due = when.value if when else ""
    return QuickLine(
        text=_rest(words, taken),
        kind=prefix[1].lower() if prefix else "compromiso",
        responsible=names[0] if names else "",
        partners=tuple(names[1:]),
        due_on="" if due == "permanent" else due,
        permanent=due == "permanent",
        working=when.working if when else 0,
        amount=_amount(found, taken),
        tokens=tuple(tokens),
    )


def name_at(line: str, caret: int) -> tuple[int, int, str] | None:
    """Return the name being written at a caret, as (start, end, what is after the `@`), to complete it."""
    for one in re.finditer(r"\S+", line):
        if one.start() < caret <= one.end():
            typed = one[0]
            return (one.start(), one.end(), typed[1:]) if typed[0] == "@" and typed[:2] != "@@" else None
    return None


def day_of(text: str, today: date) -> str:
    """Return the day that a whole text means as the line reads it («+60d», «viernes»), or nothing."""
    words = [_plain(word) for word in text.split()]
    found = _due(" ".join(words), 0, today) if words else None
    whole = found is not None and found.last == len(words) and found.value != "permanent"
    return found.value if found is not None and whole else ""


def _plain(word: str) -> str:
    """Return a word as it is compared; one that folds to nothing stays a word."""
    return fold(word).replace(" ", "\0") or "\0"


def _rest(words: list[_Word], taken: list[_Found]) -> str:
    gone = {place for one in taken for place in range(one.first, one.last)}
    kept = (one.typed for place, one in enumerate(words) if place not in gone)
    return " ".join(word[1:] if word.startswith("@@") else word for word in kept)


def _token(line: str, words: list[_Word], one: _Found) -> Token:
    start, end = words[one.first].start, words[one.last - 1].end
    return Token(one.part, start, end, line[start:end], one.value)


def _amount(found: list[_Found], taken: list[_Found]) -> int | None:
    """Return the amount that stands apart, or the only one of the sentence."""
    apart = [int(one.value) for one in taken if one.part == "amount"]
    said = apart or [int(one.value) for one in found if one.part == "amount"]
    return said[0] if len(said) == 1 or apart else None


# --- which pieces are tokens


def _candidates(words: list[_Word], today: date, names: Container[str]) -> Iterator[_Found]:
    place = 0
    while place < len(words):
        one = _read(words, place, today, names)
        if one is None:
            place += 1
            continue
        of_something = one.part == "due" and place and words[place - 1].plain in ("de", "del")
        if not of_something:  # «los daños del 15/06/2027» is no date to be done by
            yield one
        place = one.last


def _read(words: list[_Word], place: int, today: date, names: Container[str]) -> _Found | None:
    if words[place].typed.startswith("@"):
        return _who(words, place, names)
    ahead = " ".join(one.plain for one in words[place : place + _LONGEST])
    amount = _AMOUNT.match(ahead)
    if amount:
        soles, cents = amount["soles"].replace(",", ""), (amount["cents"] or "").ljust(2, "0")
        closed = amount[0].startswith("(") == (")" in amount["after"])
        if closed:
            return _Found("amount", place, place + _words(amount), f"{int(soles) * 100 + int(cents)}")
    return _due(ahead, place, today)


def _who(words: list[_Word], place: int, names: Container[str]) -> _Found | None:
    """Return the name after an `@`: as many words as make a whole name, or the one word."""
    for last in range(min(len(words), place + _LONGEST_NAME), place, -1):
        said = " ".join(one.typed for one in words[place:last])
        who = _WHO.fullmatch(said)
        if who and (last == place + 1 or name_words(who[1]) in names):
            return _Found("who", place, last, who[1], explicit=True)
    return None


def _words(match: re.Match[str]) -> int:
    return match[0].count(" ") + 1


def _due(ahead: str, place: int, today: date) -> _Found | None:
    match = _DUE.match(ahead)
    if match is None:
        return None
    last = place + _words(match)
    if match["permanent"]:
        return _Found("due", place, last, "permanent", weak=True)
    try:
        day = _day(match, today)
    except (ValueError, OverflowError):
        return None
    if day is None:
        return None
    weak = bool(match["end"] or match["weekday"] or match["said"])
    plus = match[0].startswith("+")
    working = int(match["working"] or 0)
    return _Found("due", place, last, day.isoformat(), weak=weak, explicit=plus, working=working)


def _chosen(found: list[_Found], count: int) -> list[_Found]:
    """Return what leaves the text: what is explicit, and what stands beside it or at the end of the line."""
    accepted = [one for run in _runs(found) for one in _of_run(run, tail=run[-1].last == count)]
    days = [one for one in accepted if one.part == "due"]
    after_who = [one for one in days if _follows_who(one, accepted)]
    kept = [
        *(after_who or days)[:1],
        *[one for one in accepted if one.part == "amount"][:1],
        *[one for one in accepted if one.part == "who"],
    ]
    return sorted(kept, key=lambda one: one.first)


def _runs(found: list[_Found]) -> Iterator[list[_Found]]:
    run: list[_Found] = []
    for one in found:
        if run and run[-1].last != one.first:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _of_run(run: list[_Found], *, tail: bool) -> Iterator[_Found]:
    named = any(one.part == "who" for one in run)
    after_who = False
    for one in run:
        after_who = after_who or one.part == "who"
        if one.explicit or (after_who if one.weak else named or tail):
            yield one


def _follows_who(one: _Found, accepted: list[_Found]) -> bool:
    return any(other.part == "who" and other.first < one.first for other in accepted)


# --- days


def _day(match: re.Match[str], today: date) -> date | None:
    if match["day"]:
        return _written(int(match["day"]), int(match["month"]), match["year"] or "", today)
    if match["iso"]:
        return date.fromisoformat(match["iso"])
    if match["name"]:
        month = _month(match["name"])
        return _written(int(match["named_day"]), month, match["named_year"] or "", today) if month else None
    if match["end"]:
        return _end(match["end"], today)
    return _ahead(match, today)


def _end(words: str, today: date) -> date:
    """Return the last day of the week, the month or the year."""
    if words.endswith("semana"):
        return today + timedelta(days=6 - today.weekday())
    month = 12 if words.endswith("ano") else today.month
    return date(today.year, month, monthrange(today.year, month)[1])


def _ahead(match: re.Match[str], today: date) -> date:
    """Return a day that is told by how far it is."""
    if match["working"]:
        return working_day(today, int(match["working"]))
    if match["count"]:
        return _later(today, int(match["count"]), match["unit"][0])
    if match["said"]:
        return _later(today, 1 if match["said"].startswith("un") else int(match["said"]), match["of"][0])
    ahead = (_WEEKDAYS.index(match["weekday"]) - today.weekday() - 1) % 7 + 1
    return today + timedelta(days=ahead)


def working_day(today: date, count: int) -> date:
    """Return the day so many working days after another, Monday to Friday; holidays are not known."""
    weeks, rest = divmod(count, 5)
    day = today - timedelta(days=max(0, today.weekday() - 4))  # a weekend counts from its Friday
    day += timedelta(weeks=weeks)
    return day + timedelta(days=rest + (2 if day.weekday() + rest > 4 else 0)) if count else today


def _month(name: str) -> int:
    """Return the number of a month written whole or by its first three letters, or 0."""
    for number, pattern in enumerate(_MONTHS, start=1):
        if name == pattern[:3] or re.fullmatch(pattern, name):
            return number
    return {"sep": 9}.get(name, 0)


def _written(number: int, month: int, year: str, today: date) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, number)
    for one in range(today.year, today.year + 9):  # 29/02 may be years away
        if 1 <= month <= 12 and 1 <= number <= monthrange(one, month)[1]:
            next_one = date(one, month, number)
            if next_one >= today:
                return next_one
    raise ValueError


def _later(today: date, count: int, unit: str) -> date:
    if unit in "ds":
        return today + timedelta(days=count * (7 if unit == "s" else 1))
    months = today.year * 12 + today.month - 1 + count * (12 if unit == "a" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
