"""The texts of acta.json as the body of the acta prints them, in the order of its pages.

Only what people wrote or decided, with the words of the stored codes («permanente»): the sentences around
them are the wording's. `documents.acta` draws them; a member that an older acta lacks prints nothing.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from alianza_desktop.core import format_es
from alianza_desktop.core.canonical import Json, verification_code
from alianza_desktop.core.paths import resource
from alianza_desktop.signing import shapes

WORDING: Final = re.compile(r"acta\.v[1-9][0-9]{0,3}")
TALL: Final = 600
"""Letters of a row: half of what the narrowest column holds in a page."""
NOT_PRINTED: Final = "accepted"
"""An acceptance that goes without saying."""

Members = Mapping[str, Json]
Row = list[str]
"""Texts that are drawn side by side, or only one after another."""
Terms = Mapping[str, Mapping[str, str]]
"""The wording of an acta by section and key."""


class Unknown(Exception):
    """The acta was written with words that this program does not have."""


@dataclass(frozen=True, slots=True, repr=False)
class Printed:
    """A text of the body, and where in the acta it is."""

    text: str
    where: str
    tall: bool = False
    """Of a row that may be taller than a page: it is drawn in parts, each with a piece of every cell."""


@cache
def terms(name: str) -> Terms:
    """Return the words of a version of the acta's wording; `Unknown`."""
    path = resource("wording", f"{name}.toml")
    if not WORDING.fullmatch(name) or not path.is_file():
        raise Unknown
    return tomllib.loads(path.read_text(encoding="utf-8"))


def texts(acta: Members) -> Iterator[Printed]:
    """Give every printed text of an acta, in order; `Unknown`, or what `shapes` raises."""
    words = terms(_text(_members(acta, "acta"), "wording"))
    parts: tuple[tuple[str, Callable[[Members, Terms], Iterator[Row]]], ...] = (
        ("el encabezado", _letterhead),
        ("el lugar y la fecha", _opening),
        ("quiénes convocaron y condujeron", _lead),
        ("los asistentes", _attendees),
        ("la agenda", _agenda),
        ("los antecedentes", _background),
        ("el desarrollo", _development),
        ("los acuerdos", _agreements),
        ("las reservas", _reservations),
        ("la próxima reunión", _next_meeting),
        ("los firmantes", _approval),
        ("los anexos", _annexes),
    )
    for where, part in parts:
        for row in part(acta, words):
            shown = [text for text in row if text]
            tall = sum(map(len, shown)) > TALL
            yield from (Printed(text, where, tall) for text in shown)


def wording_words(acta: Members) -> Iterator[str]:
    """Give the sentences of the acta's wording, with places for facts between braces."""
    for section in terms(_text(_members(acta, "acta"), "wording")).values():
        yield from section.values()


def _letterhead(acta: Members, _: Terms) -> Iterator[Row]:
    meeting, alliance, own = _members(acta, "meeting"), _members(acta, "alliance"), _members(acta, "acta")
    yield _texts(meeting, "decade_line", "year_line", "host")
    yield _texts(alliance, "name", "territory")
    yield [_workshop(meeting), _text(own, "number"), _translated(acta, "title")]
    if "amends" in own:
        amends = _members(own, "amends")
        yield [_text(amends, "number"), verification_code(shapes.digest(amends, "content_hash"))]


def _opening(acta: Members, _: Terms) -> Iterator[Row]:
    meeting = _members(acta, "meeting")
    date = format_es.long_day(_text(meeting, "date"))
    yield _texts(meeting, "city", "district", "province", "department")
    yield [_text(meeting, "starts_at") if date else "", date, _text(meeting, "place")]
    if "mesa" in meeting:
        yield _texts(_members(meeting, "mesa"), "name", "theme")
    workshop = "" if meeting.get("own") else _workshop(meeting)
    yield [workshop, _text(_members(acta, "alliance"), "name") if workshop or meeting.get("own") else ""]


def _workshop(meeting: Members) -> str:
    return _text(meeting, "workshop") if meeting.get("stage") else ""


def _lead(acta: Members, _: Terms) -> Iterator[Row]:
    meeting = _members(acta, "meeting")
    yield _texts(meeting, "convened_by", "conducted_by", "rapporteur")
    yield from (_texts(one, "name", "languages") for one in _each(meeting, "interpreters"))


def _attendees(acta: Members, words: Terms) -> Iterator[Row]:
    yield [_translated(acta, "attendees")]
    mixed = _members(acta, "meeting").get("modality") == "mixed"
    for one in _each(acta, "attendees"):
        yield [
            _text(one, "name"),
            _document(one, words),
            *_texts(one, "position", "organization"),
            _term(words, "quality", one),
            _term(words, "mode", one) if mixed else "",
            *_texts(one, "represents", "accreditation", "left_at"),
        ]


def _agenda(acta: Members, _: Terms) -> Iterator[Row]:
    yield [_translated(acta, "agenda")]
    for one in _each(acta, "agenda"):
        yield _texts(one, "title", "starts_at", "began_at")
        yield _texts(one, "ended_at") if "began_at" in one else []


def _background(acta: Members, words: Terms) -> Iterator[Row]:
    yield [_translated(acta, "background")]
    yield from _paragraphs(acta, "background")
    for one in _each(acta, "carried"):
        follow_up = _term(words, "follow_up", one)
        yield [*_lines(one, "text"), *_texts(one, "acta", "organization"), _due(one, words), follow_up]


def _development(acta: Members, _: Terms) -> Iterator[Row]:
    yield [_translated(acta, "development")]
    for one in _each(acta, "agenda"):
        if _text(one, "summary").strip():
            yield _texts(one, "title")
            yield from _paragraphs(one, "summary")
    yield from _paragraphs(acta, "development")


def _agreements(acta: Members, words: Terms) -> Iterator[Row]:
    yield [_translated(acta, "agreements")]
    yield from (_agreement(one, words) for one in _each(acta, "agreements"))
    yield from _clauses(acta, words)


def _agreement(one: Members, words: Terms) -> Row:
    asked = _text(one, "acceptance")
    return [
        _text(one, "code"),
        _term(words, "kind", one),
        *_lines(one, "text"),
        *_texts(one, "activity", "policy"),
        format_es.listed(_list(one, "goals")),
        *_texts(one, "organization", "person"),
        _text(one, "position") if "person" in one else "",
        words.get("agreement", {}).get(asked, "") if asked != NOT_PRINTED else "",
        *_list(one, "partners"),
        _due(one, words),
        *_lines(one, "deliverable"),
        _text(one, "verification"),
        format_es.money(shapes.integer(one, "amount")) if "amount" in one else "",
        _text(one, "funding"),
    ]


def _clauses(acta: Members, words: Terms) -> Iterator[Row]:
    speakers = _each(_members(acta, "meeting"), "interpreters")
    people = format_es.listed([_text(one, "name") for one in speakers])
    codes = (["budget"] if acta.get("budget_clause") else []) + _list(acta, "clauses")
    for code in codes:
        sentence = words.get("clause", {}).get(code, "")
        if people or "{interpreters}" not in sentence:
            yield [sentence.replace("{interpreters}", people)]


def _reservations(acta: Members, _: Terms) -> Iterator[Row]:
    yield [_translated(acta, "reservations")]
    yield from _paragraphs(acta, "reservations")
    for one in _each(acta, "agreements"):
        for note in _each(one, "notes"):
            yield [_text(one, "code"), *_texts(note, "who", "organization")]
            yield from _paragraphs(note, "text")


def _next_meeting(acta: Members, _: Terms) -> Iterator[Row]:
    yield [_translated(acta, "next_meeting")]
    yield from _paragraphs(acta, "next_meeting")


def _approval(acta: Members, words: Terms) -> Iterator[Row]:
    yield [_translated(acta, "approval"), _text(_members(acta, "meeting"), "ends_at")]
    for one in _each(acta, "signatories"):
        yield [*_texts(one, "name", "organization"), _term(words, "quality", one), _text(one, "represents")]


def _annexes(acta: Members, _: Terms) -> Iterator[Row]:
    yield [_translated(acta, "annexes")]
    yield from (_texts(one, "title", "sha256") for one in _each(acta, "annexes"))


def _due(one: Members, words: Terms) -> str:
    if one.get("permanent"):
        return words["agreement"]["permanent"]
    return format_es.day(_text(one, "due_on"))


def _document(one: Members, words: Terms) -> str:
    return " ".join(
        filter(None, (_term(words, "document", one, "document_type"), _text(one, "document_number")))
    )


def _term(words: Terms, group: str, one: Members, name: str = "") -> str:
    code = _text(one, name or group)
    return words.get(group, {}).get(code, code)


def _translated(acta: Members, key: str) -> str:
    found = (_text(one, "text") for one in _each(acta, "translations") if one.get("key") == key)
    return next(found, "")


def _members(value: Members, name: str) -> Members:
    return shapes.mapping(value.get(name))


def _text(value: Members, name: str) -> str:
    found = value.get(name, "")
    return found if isinstance(found, str) else shapes.text(value, name)


def _texts(value: Members, *names: str) -> Row:
    return [_text(value, name) for name in names]


def _lines(value: Members, name: str) -> Row:
    return [line.strip() for line in _text(value, name).splitlines() if line.strip()]


def _paragraphs(value: Members, name: str) -> Iterator[Row]:
    return ([line] for line in _lines(value, name))


def _each(value: Members, name: str) -> list[Members]:
    return [shapes.mapping(one) for one in shapes.sequence(value.get(name, []))]


def _list(value: Members, name: str) -> list[str]:
    return [shapes.text({"": one}, "") for one in shapes.sequence(value.get(name, []))]
