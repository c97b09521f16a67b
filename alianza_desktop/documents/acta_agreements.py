"""What an acta says of agreements: the table, those of before, optional clauses, objections, reservations."""

from typing import Final

from alianza_desktop.core import format_es
from alianza_desktop.documents import parts
from alianza_desktop.documents.acta_content import ActaContent, Agreement, Carried, Note
from alianza_desktop.documents.parts import Column, Part, markup, strong, words
from alianza_desktop.documents.wording import Wording

SAID_ELSEWHERE: Final = ("budget",)
"""Clauses that the content keeps as a field of its own."""


def table(content: ActaContent, wording: Wording) -> list[Part]:
    """Return the agreements, one in each row, and under them the clauses that the acta includes."""
    clauses = [words(text, parts.NOTE) for text in clauses_of(content, wording)]
    if not content.agreements:
        return [words(wording("empty.agreements"), parts.EMPTY), *clauses]
    columns = [
        Column(wording("column.number"), 19),
        Column(wording("column.agreement"), 61),
        Column(wording("column.responsible"), 42),
        Column(wording("column.due"), 21),
        Column(wording("column.deliverable"), 31),
    ]
    grid = parts.grid(columns, [_row(one, wording) for one in content.agreements])
    return [grid, *([parts.gap(5), *clauses] if clauses else [])]


def clauses_of(content: ActaContent, wording: Wording) -> list[str]:
    """Return the optional clauses that are in; one that lacks its facts says nothing."""
    codes = (*(("budget",) if content.budget_clause else ()), *content.clauses)
    interpreters = format_es.listed([one.name for one in content.meeting.interpreters])
    texts = (wording.clause(f"clause.{code}", interpreters=interpreters) for code in codes)
    return [text for text in texts if text]


def _row(one: Agreement, wording: Wording) -> list[Part]:
    cell = parts.CELL
    marks = [wording(f"note.marked_{kind}") for kind in dict.fromkeys(note.kind for note in one.notes)]
    return [
        [
            markup(strong(one.code), cell),
            words(wording.term("kind", one.kind), parts.SMALL),
            *(words(mark, parts.SMALL) for mark in marks),
        ],
        [*parts.paragraphs(one.text, cell), *(words(text, parts.SMALL) for text in _ties(one, wording))],
        _responsible(one, wording),
        words(_due(one, wording) or wording("agreement.open"), cell),
        _proof(one, wording),
    ]


def _due(one: Agreement | Carried, wording: Wording) -> str:
    return wording("agreement.permanent") if one.permanent else format_es.day(one.due_on)


def _ties(one: Agreement, wording: Wording) -> list[str]:
    """Return what the agreement belongs to: activity, policy, ODS."""
    texts = (
        wording.clause("agreement.activity", text=one.activity),
        wording.clause("agreement.policy", text=one.policy),
        wording.clause("agreement.goals", goals=format_es.listed(one.goals)),
    )
    return [text for text in texts if text]


def _proof(one: Agreement, wording: Wording) -> list[Part]:
    money = "" if one.amount is None else format_es.money(one.amount).replace(" ", "\N{NO-BREAK SPACE}")
    texts = (
        wording.clause("agreement.verification", text=one.verification),
        wording.clause("agreement.amount", amount=money),
        wording.clause("agreement.funding", text=one.funding),
    )
    return [*parts.paragraphs(one.deliverable, parts.CELL), *(words(one, parts.CELL) for one in texts if one)]


def _responsible(one: Agreement, wording: Wording) -> list[Part]:
    person = wording.clause("agreement.person", person=one.person, position=one.position) or one.person
    partners = wording.clause("agreement.partners", partners=format_es.listed(one.partners))
    asked = wording(f"agreement.{one.acceptance}") if one.acceptance in ("to_confirm", "declined") else ""
    shown = [markup(strong(one.organization), parts.CELL)] if one.organization else []
    shown += [words(person, parts.CELL)] if person else []
    shown = shown or [words(wording("agreement.responsible_open"), parts.CELL)]
    return [*shown, *(words(text, parts.SMALL) for text in (asked, partners) if text)]


def carried(content: ActaContent, wording: Wording) -> list[Part]:
    """Return the agreements of before that are still open, as a table under its own words."""
    if not content.carried:
        return []
    columns = [
        Column(wording("column.carried"), 90),
        Column(wording("column.responsible"), 42),
        Column(wording("column.due"), 21),
        Column(wording("column.follow_up"), 21),
    ]
    rows = [_carried(one, wording) for one in content.carried]
    return [
        words(wording("agreement.carried"), parts.SUBSECTION),
        parts.grid(columns, rows),
        parts.gap(5),
    ]


def _carried(one: Carried, wording: Wording) -> list[Part]:
    cell = parts.CELL
    acta = wording.clause("agreement.carried_acta", number=one.acta)
    return [
        [*parts.paragraphs(one.text, cell), *([words(acta, parts.SMALL)] if acta else [])],
        words(one.organization or wording("agreement.responsible_open"), cell),
        words(_due(one, wording) or wording("agreement.open"), cell),
        words(wording.term("follow_up", one.follow_up or "pending"), cell),
    ]


def notes(content: ActaContent, wording: Wording) -> list[Part]:
    """Return objections, reservations and observations, each with the name of who made it."""
    return [
        part
        for one in content.agreements
        for note in one.notes
        for part in parts.paragraphs(_note(one.code, note, wording))
    ]


def _note(code: str, note: Note, wording: Wording) -> str:
    kind = wording(f"note.{note.kind}", code=code)
    who = f"{note.who} ({note.organization})" if note.who and note.organization else note.who
    facts = {"kind": kind, "who": who or note.organization, "text": note.text}
    return wording.clause("note.line", **facts) or wording("note.line_unnamed", **facts)
