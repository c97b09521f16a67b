"""Verifying a PDF that somebody brings: read, judged and told, away from the UI thread. No Qt."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
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
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from alianza_desktop.signing.report import Line, Report, SignatoryOutcome
    from alianza_desktop.signing.witnesses import Seen
    from alianza_desktop.storage.authority import Pins

TONES: Final = {"intact": "success", "altered": "error", "undetermined": "warning", "unsealed": "neutral"}
_ICONS: Final = {"intact": "shield-check", "altered": "alert-triangle", "undetermined": "help-circle",
                 "unsealed": "info-circle"}  # fmt: skip
_MARKS: Final = {
    "ok": ("check", "success"), "fail": ("x", "error"), "unknown": ("help-circle", "secondary"),
}  # fmt: skip
_HELD: Final = {
    "issuer": "Es el acta como se selló, y la selló un equipo {whose}.",
    "closer": "Es el acta como se selló. Cerró sus evidencias un equipo {whose}.",
    "sealed-with": "La selló un certificado ajeno, de un emisor conocido.",
    "sealed-with-unknown": "La selló un certificado ajeno, de un emisor que no se reconoce.",
}
"""Line of the trust → what is said first of an acta that is intact."""
_STRANGE: Final = (
    "Es el acta como se selló, pero un código de autoridad de los que escribió no es de ninguna de las suyas."
)
_CODE: Final = 64
"""Letters of the code of an authority."""
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


Found = tuple[VerifyFacts, str]
"""What is known of a PDF, and the version of which the store is asked what it keeps; nothing once it was."""


@dataclass(frozen=True, slots=True, repr=False)
class Compared:
    """What somebody has of an acta besides its file, read from what they typed."""

    receipts: tuple[str, ...] = ()
    authorities: frozenset[str] = frozenset()
    """Known in another way; they count besides those of this laptop's store."""


NOTHING: Final = Compared()


class VerifyView(Protocol):
    """What the page shows."""

    def show_verifying(self, file: str) -> None: ...
    def show_report(self, facts: VerifyFacts) -> None: ...
    def show_unread(self, file: str, words: str) -> None: ...
    def show_fault(self, field: str, words: str) -> None:
        """Say what is wrong with `receipt` or `authority`."""
        ...


class VerifyPresenter:
    """One file at a time: a newer one takes the place of the one that is being read."""

    def __init__(self, view: VerifyView, jobs: Jobs) -> None:
        self._view, self._jobs = view, jobs
        self._asked: Task | None = None
        self._turn = 0
        self._path: Path | None = None

    def check(self, path: Path, compared: Compared = NOTHING) -> None:
        """Judge a file; the pins are the authorities of this laptop's alliance, and those that were typed."""
        if self._asked is not None:
            self._asked.cancel()
        self._turn += 1
        self._path = path
        self._view.show_verifying(path.name)
        self._jobs.read(
            _pins, partial(self._judge, compared, self._turn), partial(self._failed, path, self._turn)
        )

    def compare(self, receipt: str, authority: str) -> None:
        """Judge the same file again with the code of a receipt, or of the authority; neither, as before."""
        if self._path is None:
            return
        for field, read, typed in (("receipt", _receipts, receipt), ("authority", _authorities, authority)):
            try:
                read(typed)
            except Invalid as error:
                self._view.show_fault(field, sentence(error))
                return
        self.check(self._path, Compared(_receipts(receipt), _authorities(authority)))

    def _judge(self, compared: Compared, turn: int, pins: "Pins") -> None:
        if turn == self._turn:
            self._report(compared, turn, pins, (), partial(self._seen, compared, turn, pins))

    def _seen(self, compared: Compared, turn: int, pins: "Pins", found: Found) -> None:
        """Judge again with what this store keeps of the acta, if it keeps anything."""
        facts, version = found
        if turn != self._turn:
            return

        def read(entries: "Sequence[Seen]") -> None:
            if turn != self._turn:
                return
            if entries:
                self._report(compared, turn, pins, entries, lambda again: self._show(turn, again))
            else:
                self._view.show_report(facts)

        if version:
            assert self._path is not None
            self._jobs.read(partial(_kept, version), read, partial(self._failed, self._path, turn))
        else:
            self._view.show_report(facts)

    def _report(
        self,
        compared: Compared,
        turn: int,
        pins: "Pins",
        entries: "Sequence[Seen]",
        done: Callable[[Found], None],
    ) -> None:
        assert self._path is not None
        self._asked = self._jobs.network(
            partial(_report, self._path, pins, compared, entries),
            done,
            partial(self._failed, self._path, turn),
        )

    def _show(self, turn: int, found: Found) -> None:
        if turn == self._turn:
            self._view.show_report(found[0])

    def _failed(self, path: Path, turn: int, error: AppError) -> None:
        if turn == self._turn:
            self._view.show_unread(path.name, sentence(error))


def _pins(session: "Session") -> "Pins":
    from alianza_desktop.services import authorities

    return authorities.pins(session)


def _receipts(typed: str) -> tuple[str, ...]:
    from alianza_desktop.signing.witnesses import receipt

    return (receipt(typed),) if typed.strip() else ()


def _authorities(typed: str) -> frozenset[str]:
    """Read codes one after another: each may be in groups, so only a whole number of them is cut."""
    from alianza_desktop.signing.verify import fingerprint

    parts = [one for one in re.split(r"[,;]", typed) if one.strip()]
    joined = [re.sub(r"[\s:.-]", "", one) for one in parts]
    return frozenset(
        fingerprint(one[place : place + _CODE])
        for one in joined
        for place in range(0, max(len(one), 1), _CODE)
    )


def _kept(version: str, session: "Session") -> "Sequence[Seen]":
    from alianza_desktop.signing.kept import seen

    return seen(session, version)


def _report(
    path: Path,
    pins: "Pins",
    compared: Compared,
    entries: "Sequence[Seen]",
    _task: Task,
) -> Found:
    from alianza_desktop.signing.verify import LARGEST, verify
    from alianza_desktop.signing.witnesses import Witnesses

    try:
        if not path.is_file():  # a device or a pipe may have no end, and nobody could close the program
            raise Invalid("file-unreadable", file=path.name)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise Invalid("pdf-too-large")
    except OSError as error:
        raise Invalid("file-unreadable", file=path.name) from error
    asked = []

    def seen(version: str) -> "Sequence[Seen]":
        asked.append(version)
        return entries

    known = replace(pins, known=pins.known | compared.authorities)
    report = verify(data, known, Witnesses(compared.receipts, seen))
    return _facts(path.name, report, pins, compared.authorities), "" if entries else "".join(asked)


def _facts(file: str, report: "Report", own: "Pins", typed: frozenset[str]) -> VerifyFacts:
    at = report.sealed_at
    strange = bool(typed.difference(report.authorities, report.issuers)) and report.verdict == "intact"
    about = (
        ("Acta", report.number),
        ("Código de verificación", report.code),
        ("Sellada", f"{day(at[:10])}, {hour(at)}, según el reloj de quien selló" if at else ""),
        ("Selló", report.sealer),
        ("Autoridad de la alianza", _fingerprint(report.authority)),
    )
    return VerifyFacts(
        file=file,
        tone="warning" if strange else TONES[report.verdict],
        icon="alert-triangle" if strange else _ICONS[report.verdict],
        verdict=report.words,
        why=_STRANGE if strange else _why(report, ours=report.authority in own),
        about=tuple(one for one in about if one[1]),
        checks=tuple(_check(one) for one in report.lines),
        people=tuple(_person(one) for one in report.outcomes),
        cannot_know=report.cannot_know,
    )


def _why(report: "Report", *, ours: bool) -> str:
    if report.verdict == "intact":
        whose = "de esta alianza" if ours else "de la alianza cuyo código usted escribió"
        trusted = (line.code for line in report.lines if line.area == "trust")
        return " ".join(_HELD[code].format(whose=whose) for code in trusted)
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
