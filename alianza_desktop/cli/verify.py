"""`alianza verify`: checks a sealed acta, with or without a store."""

from argparse import Namespace
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import AppError, Invalid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alianza_desktop.signing.report import Report
    from alianza_desktop.signing.witnesses import Seen
    from alianza_desktop.storage.authority import Pins

MARKS = {"ok": "bien", "fail": "MAL ", "unknown": "?   "}


def verify(desk: Desk, arguments: Namespace) -> Reply:
    """Judge a PDF; the pins are `--ca`, or the authorities that this laptop's store knows.

    Whom the alliance does not trust any more counts in both cases, where there is a store.
    """
    from alianza_desktop.signing.verify import LARGEST, fingerprint, verify
    from alianza_desktop.signing.witnesses import Witnesses, receipt

    named, pins = frozenset(map(fingerprint, arguments.ca)), _known(desk)
    pins = replace(pins, known=named) if named else pins
    try:
        with Path(arguments.file).open("rb") as file:
            data = file.read(LARGEST + 1)  # one more is too large already: the rest need not fit in memory
    except OSError as error:
        raise Invalid("file-unreadable", file=arguments.file) from error
    seen = partial(_seen, desk)
    report = verify(data, pins, Witnesses(tuple(map(receipt, arguments.receipt)), seen))
    return Reply(_data(report), _lines(report), exit_code=0 if report.verdict == "intact" else 1)


def _known(desk: Desk) -> "Pins":
    """Return the authorities of this laptop's store; none when there is no store or it cannot be opened."""
    from alianza_desktop.services import authorities
    from alianza_desktop.storage.authority import Pins

    try:
        with desk.reading() as session:
            return authorities.pins(session)
    except AppError:
        return Pins(frozenset())


def _seen(desk: Desk, version_id: str) -> "Sequence[Seen]":
    """Return what this laptop's store keeps of the evidence of an acta version."""
    from alianza_desktop.signing.kept import seen

    try:
        with desk.reading() as session:
            return seen(session, version_id)
    except AppError:
        return ()


def _data(report: "Report") -> dict[str, object]:
    return {
        "verdict": report.verdict,
        "words": report.words,
        "number": report.number or None,
        "code": report.code or None,
        "file_hash": report.file_hash,
        "sealed_at": report.sealed_at or None,
        "sealer": report.sealer or None,
        "issuer": report.issuer or None,
        "authority": report.authority or None,
        "lines": [
            {"area": one.area, "check": one.check, "state": one.state, "code": one.code, "text": one.text}
            for one in report.lines
        ],
        "outcomes": [
            {"name": one.name, "outcome": one.outcome or None, "at": one.at} for one in report.outcomes
        ],
        "cannot_know": list(report.cannot_know),
    }


def _lines(report: "Report") -> tuple[str, ...]:
    return (
        f"{report.words.upper()}{f' · acta {report.number}' if report.number else ''}",
        *([f"Código de verificación {report.code}"] if report.code else []),
        *(f"  {MARKS[one.state]}  {one.text}" for one in report.lines),
        *(
            f"  {one.name}: {catalogs.label('outcome', one.outcome) if one.outcome else 'por decidir'}"
            for one in report.outcomes
        ),
        *report.cannot_know,
    )
