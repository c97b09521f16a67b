"""The acta of 40 pages and 60 drawn signatures: composed, sealed and verified.

The floor of composing is a plain reportlab document of the same content: the same paragraphs, tables and
strokes in the same widths, without sections kept together, running heads, codes or fields. Ours is timed from
the data to the two PDFs; the floor from ready texts to one. Sealing is the whole gesture (cierre, closing
pages, attachments, signature, and judging what was sealed), and the part of `signing.seal` within it; each
time in a transaction that is then rolled back. The ratio is asserted, the clock never.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any, Final

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle
from reportlab.platypus.flowables import Flowable
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import Json, sha256, unb64
from alianza_desktop.documents import acta, closing, issue, layout, parts, signature_blocks, wording
from alianza_desktop.documents.acta_content import ActaContent
from alianza_desktop.documents.closing import Closing
from alianza_desktop.documents.issue import Given
from alianza_desktop.services import actas, agreements, alliances, people
from alianza_desktop.services.agreements import AgreementData
from alianza_desktop.services.people import PersonData
from alianza_desktop.signing import records
from alianza_desktop.signing.seal import seal
from alianza_desktop.signing.verify import verify
from alianza_desktop.storage.database import Database
from tests.benchmarks.conftest import Say
from tests.builders import World, arrive, world, writing
from tests.documents.closing_samples import signature
from tests.documents.document_samples import AGREEMENTS
from tests.signing import forgery
from tests.signing.whole import whole

ROUNDS: Final = 9
SIGNATORIES: Final = 60
WRITTEN: Final = 248
"""Agreements that make it 40 pages with the closing ones."""
MOST_RATIO: Final = 1.4
MOST_THREE_TO_ONE: Final = 3.0
"""Three signatures are each checked, and so is each of the four updates with its objects."""
SPEECH: Final = "La facilitación leyó cada propuesta en voz alta y recogió las observaciones de la sala. " * 6


class Undone(Exception):
    """Leaves a transaction as if it had not been."""


class Recorded(Paragraph):  # type: ignore[misc] # untyped library
    """A paragraph that remembers what it was made of."""

    def __init__(self, text: str, style: Any = None, bulletText: str | None = None) -> None:  # noqa: N803
        super().__init__(text, style, bulletText=bulletText)
        self.made_of = (text, style, bulletText)


@pytest.mark.benchmark_ratio
@pytest.mark.timeout(900)
def test_the_long_acta(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, say: Say) -> None:
    acta_id = _signed(database)
    with _undone(database) as session:
        content, end = _closed(session, acta_id)
    plain = _texts(content, end, monkeypatch)
    ours, floor = _timed_in_turn(lambda: _composed(content, end), lambda: _typeset(plain))
    pages = _pages(content, end)
    sealed, signed, data, pin = _sealings(database, acta_id, monkeypatch)
    judged = [_seconds(lambda: verify(data, [pin])) for _ in range(ROUNDS + 1)][1:]
    assert verify(data, [pin]).verdict == "intact"
    say(
        f"acta of {pages} pages and {SIGNATORIES} drawn signatures: composed in {1000 * ours:.0f} ms; plain "
        f"reportlab document of the same content {1000 * floor:.0f} ms; ratio {ours / floor:.2f} "
        f"(most {MOST_RATIO})"
    )
    say(
        f"seal: {1000 * signed:.0f} ms (signing.seal); the whole gesture {1000 * sealed:.0f} ms, with its "
        f"closing pages and its own verification; verify {1000 * median(judged):.0f} ms; "
        f"{len(data):,} bytes"
    )
    assert 38 <= pages <= 42
    assert ours / floor <= MOST_RATIO


@pytest.mark.benchmark_ratio
def test_verifying_three_signatures(say: Say) -> None:
    """The seal, a person's signature and a time-stamp with its validation data, against the seal alone."""
    made = whole(kinds=("digital", "ink", "refused"))
    signed = forgery.time_stamped(forgery.signed_by(made.sealed, "Firma_01"))
    three = forgery.with_validation_data(signed)
    assert verify(three, [made.pin]).verdict == "intact"
    ours, floor = _timed_in_turn(lambda: verify(three, [made.pin]), lambda: verify(made.sealed, [made.pin]))
    say(
        f"verify three signatures: {1000 * ours:.0f} ms warm (at most 1,000 in quiet); the seal alone "
        f"{1000 * floor:.0f} ms; ratio {ours / floor:.2f} (most {MOST_THREE_TO_ONE})"
    )
    assert ours / floor <= MOST_THREE_TO_ONE


def _signed(database: Database) -> str:
    """Return a frozen acta that everybody signed on the screen."""
    with writing(database) as session:
        made = world(session)
        for number in range(SIGNATORIES):
            arrive(session, made, _person(session, made, number), made.cacao, quality="titular")
        for number in range(WRITTEN):
            _agree(session, made, number)
        acta_id = actas.compose(session, made.workshop, made.cacao).id
        actas.change(session, acta_id, {"development": "\n".join([SPEECH] * 4)})
        issue.review(session, acta_id)
        version = issue.freeze(session, acta_id)
        for number, one in enumerate(actas.frozen_signatories(session, version)):
            ink = signature(number)
            strokes: Json = {
                "v": 1,
                "w": ink.width,
                "h": ink.height,
                "strokes": [list(one) for one in ink.strokes],
            }
            given = Given(outcome="ink", shown=True, identified_by="document", ink=strokes, consent="ink.v1")
            issue.record_outcome(session, acta_id, one["id"], given)
    return acta_id


def _person(session: Session, made: World, number: int) -> str:
    data = PersonData(
        document_number=f"{40_000_000 + number}",
        given_names="Carmen Rosa",
        paternal_surname=("Tsejem", "Huamán", "Wajai", "Antún")[number % 4],
        maternal_surname="Núñez",
        organization_id=(made.municipality, made.cooperative)[number % 2],
        position="Gerente de Desarrollo Económico",
    )
    return people.add(session, data).id


def _agree(session: Session, made: World, number: int) -> None:
    sample = AGREEMENTS[number % 3]
    data = AgreementData(
        text=sample.text,
        mesa_id=made.cacao,
        organization_id=(made.municipality, made.cooperative)[number % 2],
        person_id=made.mayor,
        due_on="" if sample.permanent else "2027-03-30",
        permanent=sample.permanent,
        deliverable=sample.deliverable,
        amount=sample.amount,
        acceptance="accepted",
    )
    agreements.add(session, made.workshop, data)


@contextmanager
def _undone(database: Database) -> Iterator[Session]:
    with suppress(Undone), writing(database) as session:
        yield session
        raise Undone


def _closed(session: Session, acta_id: str) -> tuple[ActaContent, Closing]:
    version = issue.frozen(session, acta_id)
    records.close(session, version, issue.sealer(session))
    content = issue.content_of(session, version)
    bundle = records.bundle(session, version, issue.sealer(session))
    names = records.device_names(session)
    end = Closing(
        content=content, body_size=version.body_size, body_pages=version.pages, bundle=bundle, devices=names
    )
    return content, end


def _composed(content: ActaContent, end: Closing) -> tuple[bytes, bytes]:
    body = acta.build(content, wording.load(content.acta.wording))
    return body.data, closing.build(end, wording.load(closing.WORDING)).pdf


def _pages(content: ActaContent, end: Closing) -> int:
    from pypdf import PdfReader

    return sum(PdfReader(BytesIO(data)).get_num_pages() for data in _composed(content, end))


def _texts(content: ActaContent, end: Closing, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Return what the two documents hold, as plain texts, tables and drawings in their order."""
    with monkeypatch.context() as recording:
        recording.setattr(parts, "Paragraph", Recorded)
        words, last = wording.load(content.acta.wording), wording.load(closing.WORDING)
        blocks = signature_blocks.Blocks(end.bundle.inks, last, words)
        story = [
            *acta._story(content, words),
            *closing._signatures(end, last, blocks),
            *closing._record(end, last),
        ]
        return [made for part in story for made in _made_of(part)]


def _made_of(part: Any) -> list[Any]:
    if isinstance(part, Recorded):
        return [("text", *part.made_of)]
    if isinstance(part, Table):
        rows = [[_cell(value) for value in row] for row in part._cellvalues]
        return [("table", rows, part._argW, part.repeatRows)]
    if isinstance(part, Spacer):
        return [("gap", part.height)]
    if isinstance(part, parts.Drawn) and not isinstance(part, parts.CrossedTail):
        return [("drawing", part)]
    return []  # what only keeps things together


def _cell(value: Any) -> list[Any]:
    held = value if isinstance(value, list | tuple) else [value]
    return [made for part in held if isinstance(part, Flowable) for made in _made_of(part)]


def _typeset(made: list[Any]) -> bytes:
    """Make the plain document."""
    buffer = BytesIO()
    margins = acta.MARGINS
    document = SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=margins.left - 6, rightMargin=margins.right - 6,
        topMargin=margins.top - 6, bottomMargin=margins.bottom - 6, invariant=1,
        initialFontName="Noto",
    )  # fmt: skip
    document.build([_flowable(*one) for one in made])
    return buffer.getvalue()


def _flowable(kind: str, *facts: Any) -> Any:
    if kind == "text":
        text, style, bullet = facts
        return Paragraph(text, style, bulletText=bullet)
    if kind == "table":
        rows, widths, repeated = facts
        cells = [[[_flowable(*one) for one in cell] for cell in row] for row in rows]
        style = TableStyle([*parts.PLAIN, ("LINEBELOW", (0, 0), (-1, -1), 0.4, layout.LINE)])
        return Table(cells, colWidths=widths, repeatRows=repeated, style=style, splitInRow=1)
    return Spacer(1, facts[0]) if kind == "gap" else facts[0]


def _timed_in_turn(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Return the medians of both, each measured in turn in the same run after a warm one."""
    taken = [(_seconds(one), _seconds(other)) for _ in range(ROUNDS + 1)][1:]
    return median(pair[0] for pair in taken), median(pair[1] for pair in taken)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _sealings(
    database: Database, acta_id: str, monkeypatch: pytest.MonkeyPatch
) -> tuple[float, float, bytes, str]:
    """Seal again and again, each time undone; return both medians, the last file and its authority's pin."""
    inside, whole, files = [], [], []
    sealing = seal

    def timed(*given: Any, **more: Any) -> bytes:
        start = time.perf_counter()
        files.append(sealing(*given, **more))
        inside.append(time.perf_counter() - start)
        return files[-1]

    monkeypatch.setattr(issue, "seal_document", timed)
    for _ in range(ROUNDS + 1):
        with _undone(database) as session:
            start = time.perf_counter()
            issue.seal(session, acta_id)
            whole.append(time.perf_counter() - start)
    with database.reading() as session:
        pin = sha256(unb64(alliances.alliance(session).ca_certificate))
    return median(whole[1:]), median(inside[1:]), files[-1], pin
