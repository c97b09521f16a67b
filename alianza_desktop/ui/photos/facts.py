"""What the page of photos shows, as plain data. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import count, day, hour, plural
from alianza_desktop.core.sentences import sentence
from alianza_desktop.services.photos import PhotoRow, Refusals
from alianza_desktop.ui.row import Row, sector_name


@dataclass(frozen=True, slots=True, repr=False)
class PhotoFacts:
    """A photo of the list."""

    id: str
    attachment: str
    caption: str
    when: str
    size: str
    cleared: bool
    state: str
    """`cleared`, `again` (somebody refused since) or `waiting`."""

    @property
    def word(self) -> str:
        return {"cleared": "revisada", "again": "revisar otra vez", "waiting": "por revisar"}[self.state]

    @property
    def spoken(self) -> str:
        return ", ".join(filter(None, (self.caption or "Foto sin leyenda", self.when, self.word)))


@dataclass(frozen=True, slots=True, repr=False)
class RefusalFacts:
    """Who must not be seen, and what to know besides."""

    title: str
    rows: tuple[Row, ...]
    note: str


@dataclass(frozen=True, slots=True, repr=False)
class PhotosFacts:
    """The whole page."""

    workshop: str
    photos: tuple[PhotoFacts, ...]
    refusals: RefusalFacts

    @property
    def summary(self) -> str:
        """`12 fotos · 3 por revisar`."""
        if not self.photos:
            return self.workshop
        left = sum(not one.cleared for one in self.photos)
        state = f"{left} por revisar" if left else plural(len(self.photos), "revisada", "todas revisadas")
        return f"{count(len(self.photos), 'foto', 'fotos')} · {state}"


def photo_facts(row: PhotoRow) -> PhotoFacts:
    """Return what is shown of a photo."""
    return PhotoFacts(
        id=row.id,
        attachment=row.attachment,
        caption=row.caption,
        when=" ".join(filter(None, (day(row.at[:10]), hour(row.at)))),
        size=f"{row.width:,} × {row.height:,}" if row.width else "",
        cleared=row.cleared,
        state="cleared" if row.cleared else "again" if row.again else "waiting",
    )


def refusal_facts(found: Refusals) -> RefusalFacts:
    """Return who must not be seen, with where to look for them."""
    notes = []
    if found.unnamed:
        came = count(found.unnamed, "persona vino", "personas vinieron")
        notes.append(
            f"{came} sin dar sus datos: {plural(found.unnamed, 'tampoco debe', 'tampoco deben')} verse."
        )
    if found.unasked:
        asked = count(found.unasked, "persona no se le", "personas no se les")
        notes.append(f"A {asked} preguntó por su imagen.")
    return RefusalFacts(
        title=f"Negaron su imagen ({len(found.people)})" if found.people else "Nadie negó su imagen",
        rows=tuple(
            Row(
                key=one.person_id,
                icon="user-off",
                title=one.full_name,
                caption=one.organization or sector_name(one.sector),
                sector=one.sector,
                trailing=f"Mesa {one.mesa}" if one.mesa else "",
            )
            for one in found.people
        ),
        note=" ".join(notes),
    )


@dataclass(slots=True)
class Adding:
    """How the adding of some files goes."""

    total: int
    added: int = 0
    known: int = 0
    refused: tuple[AppError, ...] = ()

    @property
    def done(self) -> int:
        return self.added + self.known + len(self.refused)


def adding_words(found: Adding) -> tuple[str, str]:
    """Return the kind of the notice, and what became of the files."""
    parts = []
    if found.added:
        parts.append(f"{count(found.added, 'foto agregada', 'fotos agregadas')}, por revisar.")
    if found.known:
        parts.append(f"{count(found.known, 'ya estaba', 'ya estaban')}.")
    left = found.total - found.done
    if left:
        parts.append(f"{count(left, 'quedó', 'quedaron')} sin agregar.")
    words = " ".join((*parts, *_refused_words(found.refused)))
    return ("warning" if found.refused or left else "success"), words


def _refused_words(refused: Sequence[AppError]) -> tuple[str, ...]:
    if not refused:
        return ()
    more = len(refused) - 1
    words = sentence(refused[0])
    return (words, f"Pasó algo parecido con {count(more, 'archivo', 'archivos')} más.") if more else (words,)
