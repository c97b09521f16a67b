"""What an acta says of its agenda: when each point was planned and held, before how many, with quorum."""

from alianza_desktop.core import format_es
from alianza_desktop.documents import parts
from alianza_desktop.documents.acta_content import ActaContent, AgendaPoint
from alianza_desktop.documents.parts import Part, plain, words
from alianza_desktop.documents.wording import Wording


def points(content: ActaContent, wording: Wording) -> list[Part]:
    """Return the points of the agenda, each with its hours."""
    if not content.agenda:
        return [words(wording("empty.agenda"), parts.EMPTY)]
    return [
        parts.numbered(f"{number}.", plain(point.title) + _aside(_hours(point, wording)))
        for number, point in enumerate(content.agenda, 1)
    ]


def _hours(point: AgendaPoint, wording: Wording) -> str:
    """Return when a point was planned, when it was really held and before how many."""
    held = wording.clause("agenda.held", began=point.began_at, ended=point.ended_at)
    real = held or wording.clause("agenda.begun", began=point.began_at)
    planned = wording.clause("agenda.hour", hour=point.starts_at)
    return " ".join(filter(None, (planned, ", ".join(filter(None, (real, *_present(point, wording)))))))


def _present(point: AgendaPoint, wording: Wording) -> list[str]:
    """Return how many were there when a point began and, when they were others, when it ended."""
    if point.present is None:
        return []
    said = [wording("agenda.present_one" if point.present == 1 else "agenda.present", number=point.present)]
    if point.present_end is not None and point.present_end != point.present:
        said.append(wording("agenda.present_end", number=point.present_end))
    return [format_es.listed(said)]


def _aside(text: str) -> str:
    return f' <font color="#4A5666">{plain(text)}</font>' if text else ""


def quorum(content: ActaContent, wording: Wording) -> list[str]:
    """Return at which points of the agenda a mesa with a quorum had it when they began, and at which not."""
    needed = content.meeting.quorum
    known = [(number, one.present) for number, one in enumerate(content.agenda, 1) if one.present is not None]
    if not needed or not known:
        return []
    held = [str(number) for number, present in known if present >= needed]
    lost = [str(number) for number, present in known if present < needed]
    said = (
        (held, ("attendees.quorum_held_one", "attendees.quorum_held")),
        (lost, ("attendees.quorum_lost_one", "attendees.quorum_lost")),
    )
    return [wording(keys[len(some) > 1], points=format_es.listed(some)) for some, keys in said if some]
