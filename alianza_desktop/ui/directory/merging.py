"""Who is probably the same, two at a time: a person decides, and every decision can be taken back. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import count
from alianza_desktop.core.sentences import sentence
from alianza_desktop.services import duplicates, same_as
from alianza_desktop.services.duplicates import Pair, Weight
from alianza_desktop.services.same_as import Said
from alianza_desktop.ui.directory.presenter import Card, Kind
from alianza_desktop.ui.jobs import Jobs

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.ui.fields import FieldSpec

WHY: Final = {
    "document": "Tienen el mismo documento.",
    "names": "Coinciden el nombre y la organización.",
    "alike": "Tienen nombres en común, y una vino sin estar en la lista.",
    "name": "Se llaman igual.",
    "ruc": "Tienen el mismo RUC.",
    "": "Usted las eligió para compararlas.",
}


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One field of both."""

    label: str
    one: str
    other: str

    @property
    def differs(self) -> bool:
        return self.one != self.other


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """Two records side by side; the first is the one that would be shown."""

    place: str
    """«1 de 3»."""
    why: str
    one: str
    other: str
    lines: tuple[Line, ...]


class MergeView(Protocol):
    """What the page shows."""

    def show_comparison(self, found: Comparison) -> None: ...
    def leave(self) -> None:
        """Nothing is left to compare: back to the list."""
        ...

    def show_message(self, kind: str, words: str) -> None: ...
    def toast(self, words: str, inverse: Callable[[], None] | None) -> None: ...


class MergePresenter:
    """Goes through the pairs; what is left for later comes again the next time."""

    def __init__(
        self, view: MergeView, jobs: Jobs, kind: Kind, specs: "tuple[FieldSpec, ...]", noun: str
    ) -> None:
        self._view, self._jobs, self._kind, self._specs, self._noun = view, jobs, kind, specs, noun
        self._pairs: tuple[Pair, ...] = ()
        self._at = 0
        self._busy = False

    def begin(self) -> None:
        """Look at everything that is probably twice."""
        self._jobs.read(self._kind.pairs, self._go_through, self._refused)

    def compare(self, one_id: str, other_id: str) -> None:
        """Look at two that a person chose."""
        self._go_through((Pair(min(one_id, other_id), max(one_id, other_id), ""),))

    def _go_through(self, pairs: tuple[Pair, ...]) -> None:
        self._pairs, self._at = pairs, 0
        self._show()

    def _show(self) -> None:
        if self._at >= len(self._pairs):
            self._view.leave()
            return
        pair, place = self._pairs[self._at], f"{self._at + 1} de {len(self._pairs)}"
        self._jobs.read(
            lambda session: _compare(session, self._kind, self._specs, pair, place),
            self._view.show_comparison,
            self._refused,
        )

    def same(self) -> None:
        """«Son la misma»: joined, and shown as the first one from now on."""
        self._decide(same_as.join, f"Quedan como {self._noun}.")

    def different(self) -> None:
        """«Son distintas»: nobody asks again."""
        self._decide(same_as.part, "No se volverá a preguntar por este par.")

    def _decide(self, said: "Callable[[Session, str, str, str], Said]", words: str) -> None:
        if self._at >= len(self._pairs) or self._busy:
            return  # a second Enter would be about a pair that nobody has seen
        self._busy = True
        pair, entity = self._pairs[self._at], self._kind.entity

        def done(found: Said) -> None:
            self._busy = False
            self._view.toast(words, partial(self._take_back, found))
            if self._pairs[self._at : self._at + 1] == (pair,):  # not left for later while it was written
                self.later()

        self._jobs.write(
            lambda session: said(session, entity, pair.one_id, pair.other_id), done, self._refused
        )

    def _take_back(self, found: Said) -> None:
        self._jobs.write(
            lambda session: same_as.take_back(session, found),
            lambda _none: self._view.toast("Deshecho: vuelven a estar como antes.", None),
            self._refused,
        )

    def later(self) -> None:
        """«Decidir después»: on to the next pair."""
        self._at += 1
        self._show()

    def _refused(self, error: AppError) -> None:
        self._busy = False
        self._view.show_message("warning", sentence(error))
        self._at = len(self._pairs)
        self._view.leave()


def _compare(
    session: "Session", kind: Kind, specs: "tuple[FieldSpec, ...]", pair: Pair, place: str
) -> Comparison:
    one, other = kind.card(session, pair.one_id, ""), kind.card(session, pair.other_id, "")
    weights = duplicates.weights(session, kind.entity, (pair.one_id, pair.other_id))
    lines = [
        Line(spec.label, _shown(spec, one), _shown(spec, other))
        for spec in specs
        if one.values.get(spec.key) or other.values.get(spec.key)
    ]
    hangs = Line("Depende de este registro", *(_weight(weights[key]) for key in (pair.one_id, pair.other_id)))
    return Comparison(place, WHY[pair.why], one.title, other.title, (*lines, hangs))


def _shown(spec: "FieldSpec", card: Card) -> str:
    value = card.values.get(spec.key, "")
    return dict(spec.choices).get(value, value) if value else ""


def _weight(one: Weight) -> str:
    parts = (
        count(one.people, "persona", "personas") if one.people else "",
        count(one.attendances, "asistencia", "asistencias"),
        count(one.agreements, "acuerdo", "acuerdos"),
    )
    return " · ".join(filter(None, parts))
