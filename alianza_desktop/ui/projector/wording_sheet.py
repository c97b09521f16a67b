"""The agreement that is being worded as lines of a sheet. No Qt."""

from datetime import datetime
from typing import Final

from alianza_desktop.core import word_diff
from alianza_desktop.core.format_es import day
from alianza_desktop.core.word_diff import Spans
from alianza_desktop.services.wording import Wording
from alianza_desktop.ui import agenda
from alianza_desktop.ui.projector.sheet import TITLE, Line, Section, Sheet
from alianza_desktop.ui.row import sector_name

INSET: Final = 88
"""Of everything but the number."""
ROOM: Final = 260
"""Letters of both wordings together that a page holds beside who answers and until when."""
BEFORE: Final = "antes: "


def sheet(content: Wording, now: datetime, _arrow: str) -> Sheet:
    """Return the wording, what it replaces, who answers, until when, and the others of the mesa."""
    gone, added = word_diff.changed(content.before, content.text) if content.before else ((), ())
    lines = [
        Line(
            words=content.text or "Se está redactando",
            size=TITLE,
            strong=bool(content.text),
            quiet=not content.text,
            lead=str(content.number),
            inset=INSET,
            shrinks=True,
            marks=added,
        )
    ]
    if content.before:
        lines.append(_before(content.before, gone, short=len(content.before + content.text) > ROOM))
    if content.organization:
        words = " — ".join(filter(None, (sector_name(content.sector), content.organization)))
        lines.append(Line(words=words, sector=content.sector, inset=INSET, apart=True))
    due = "permanente" if content.permanent else day(content.due_on)
    if due:
        lines.append(Line(words=f"Plazo: {due}", inset=INSET, apart=not content.organization))
    return Sheet(
        left=content.mesa,
        right=time_left(content, now),
        sections=(Section(lines=tuple(lines)),),
        trail=content.steps,
    )


def _before(before: str, gone: Spans, *, short: bool) -> Line:
    """Return the wording that does not hold any more; of a long one, only the words that are gone."""
    words, spans = before, gone
    if short and gone:
        parts = [before[start:end] for start, end in gone]
        words, spans = " … ".join(parts), ()
        if len(words) > ROOM // 2:
            words = f"{words[: ROOM // 2].rstrip()}…"
    at = len(BEFORE)
    marks = tuple((start + at, end + at) for start, end in spans)
    return Line(
        words=f"{BEFORE}{words}", quiet=True, inset=INSET, struck=((at, at + len(words)),), marks=marks
    )


def time_left(content: Wording, now: datetime) -> str:
    """Return what the clock of the agenda says of the block under way; nothing when none is."""
    moment = agenda.moment(content.agenda, content.date, now)
    return moment.strong if moment is not None and moment.number else ""
