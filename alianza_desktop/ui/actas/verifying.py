"""Verifying a PDF that somebody brings: read, judged and told, away from the UI thread. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import AppError, Invalid
from alianza_desktop.core.format_es import day, hour
from alianza_desktop.core.sentences import sentence
from alianza_desktop.ui.jobs import Jobs, Task
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.signing.report import Line, Report, SignatoryOutcome
    from alianza_desktop.storage.authority import Pins

TONES: Final = {"intact": "success", "altered": "error", "undetermined": "warning", "unsealed": "neutral"}
_ICONS: Final = {"intact": "shield-check", "altered": "alert-triangle", "undetermined": "help-circle",
                 "unsealed": "info-circle"}  # fmt: skip
_MARKS: Final = {
    "ok": ("check", "success"), "fail": ("x", "error"), "unknown": ("help-circle", "secondary"),
}  # fmt: skip
_FREED: Final = ("refused", "absent", "left")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A line of the report: icon, the token of its colour, and its sentence."""

    icon: str
    tone: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class VerifyFacts:
    """What is known of a PDF."""

    file: str
    tone: str
    icon: str
    verdict: str
    why: str
    about: tuple[tuple[str, str], ...]
    """Name and value: number, código, when and who sealed, the authority."""
    checks: tuple[Check, ...]
    people: tuple[Row, ...]
    cannot_know: tuple[str, ...]


class VerifyView(Protocol):
    """What the page shows."""

    def show_verifying(self, file: str) -> None: ...
    def show_report(self, facts: VerifyFacts) -> None: ...
    def show_unread(self, file: str, words: str) -> None: ...


class VerifyPresenter:
    """One file at a time: a newer one takes the place of the one that is being read."""

    def __init__(self, view: VerifyView, jobs: Jobs) -> None:
        self._view, self._jobs = view, jobs
        self._asked: Task | None = None
        self._turn = 0

    def check(self, path: Path) -> None:
        """Judge a file; the pins are the authorities of this laptop's alliance."""
        if self._asked is not None:
            self._asked.cancel()
        self._turn += 1
        self._view.show_verifying(path.name)
        self._jobs.read(
            _pins, partial(self._judge, path, self._turn), partial(self._failed, path, self._turn)
        )

    def _judge(self, path: Path, turn: int, pins: "Pins") -> None:
        if turn == self._turn:
            self._asked = self._jobs.network(
                partial(_report, path, pins),
                self._here(turn, self._view.show_report),
                partial(self._failed, path, turn),
            )

    def _here(self, turn: int, show: Callable[[VerifyFacts], None]) -> Callable[[VerifyFacts], None]:
        def told(facts: VerifyFacts) -> None:
            if turn == self._turn:
                show(facts)

        return told

    def _failed(self, path: Path, turn: int, error: AppError) -> None:
        if turn == self._turn:
            self._view.show_unread(path.name, sentence(error))


def _pins(session: "Session") -> "Pins":
    from alianza_desktop.services import authorities

    return authorities.pins(session)


def _report(path: Path, pins: "Pins", _task: Task) -> VerifyFacts:
    from alianza_desktop.signing.verify import LARGEST, verify

    try:
        if not path.is_file():  # a device or a pipe may have no end, and nobody could close the program
            raise Invalid("file-unreadable", file=path.name)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise Invalid("pdf-too-large")
    except OSError as error:
        raise Invalid("file-unreadable", file=path.name) from error
    return _facts(path.name, verify(data, pins))


def _facts(file: str, report: "Report") -> VerifyFacts:
    at = report.sealed_at
    about = (
        ("Acta", report.number),
        ("Código de verificación", report.code),
        ("Sellada", f"{day(at[:10])}, {hour(at)}, según el reloj de quien selló" if at else ""),
        ("Selló", report.sealer),
        ("Autoridad de la alianza", _fingerprint(report.authority)),
    )
    return VerifyFacts(
        file=file,
        tone=TONES[report.verdict],
        icon=_ICONS[report.verdict],
        verdict=report.words,
        why=_why(report),
        about=tuple(one for one in about if one[1]),
        checks=tuple(_check(one) for one in report.lines),
        people=tuple(_person(one) for one in report.outcomes),
        cannot_know=report.cannot_know,
    )


def _why(report: "Report") -> str:
    if report.verdict == "intact":
        return "Es el acta como se selló, y la selló un equipo de esta alianza."
    wanted = "unknown" if report.verdict == "undetermined" else "fail"
    first = ("format-newer", "issuer-unknown", "issuer-other")
    lines = [one for one in report.lines if one.code in first and report.verdict == "undetermined"]
    lines = lines or [one for one in report.lines if one.state in ("fail", wanted)]
    return lines[0].text if lines else ""


def _check(line: "Line") -> Check:
    icon, tone = _MARKS[line.state]
    return Check(icon=icon, tone=tone, words=line.text)


def _person(one: "SignatoryOutcome") -> Row:
    words = catalogs.label("outcome", one.outcome) if one.outcome else "por decidir"
    signed = bool(one.outcome) and one.outcome not in _FREED
    return Row(
        title=one.name,
        caption=f"{day(one.at[:10])} {hour(one.at)}",
        icon="check" if signed else "minus",
        tone="success" if signed else "",
        trailing=words,
        note=" ",
    )


def _fingerprint(text: str) -> str:
    """Return the fingerprint of an authority in groups that can be read aloud."""
    return " ".join(text[place : place + 8] for place in range(0, len(text), 8))
