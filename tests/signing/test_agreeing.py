"""What the pages show against what the attachments say: body text and drawn ink."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader

from alianza_desktop.documents import acta as acta_document
from alianza_desktop.documents import wording
from alianza_desktop.documents.acta_content import ActaContent, Amends, content_hash, to_json
from alianza_desktop.signing import agreeing, drawn, printed
from alianza_desktop.signing.report import Report
from alianza_desktop.signing.verify import verify
from alianza_desktop.signing.words import Mismatch
from tests.documents import document_samples as samples
from tests.documents.closing_samples import signature
from tests.documents.rich_acta import full
from tests.signing.whole import Whole, whole


@cache
def honest() -> Whole:
    return whole()


def states(report: Report) -> dict[str, str]:
    return {one.check: one.state for one in report.lines}


def test_an_acta_of_this_program_is_compared_whole() -> None:
    made = honest()
    report = verify(made.sealed, [made.pin])
    assert report.verdict == "intact"
    assert [one.code for one in report.lines if one.state != "ok"] == []
    assert states(report)["body-text"] == states(report)["drawn-ink"] == "ok"


def check(content: ActaContent, shown: ActaContent | None = None) -> None:
    """Compare a content with the body of another, or its own."""
    said = shown or content
    compare(content, acta_document.build(said, wording.load(said.acta.wording)).data, content_hash(said))


def compare(content: ActaContent, body: bytes, printed_hash: str = "") -> None:
    view = PdfFileReader(BytesIO(body)).get_historical_resolver(0)
    printed_hash = printed_hash or content_hash(content)
    agreeing.check_body_text(view, drawn.pages(view), to_json(content), printed_hash)


@pytest.mark.parametrize("name", ["acta.v1", "acta.v2"])
def test_both_wordings(name: str) -> None:
    """What version 1 says, version 2 says with the same words."""
    made = samples.acta()
    content = replace(made, acta=replace(made.acta, wording=name))
    body = acta_document.build(content, replace(wording.load("acta.v2"), name=name)).data
    compare(content, body)


def test_the_largest_acta_and_its_addendum() -> None:
    content = samples.big_acta()
    cited = Amends(
        how="addendum", acta_id="x", number="001-2026-MESA-CACAO-A", version=1, content_hash="a" * 64
    )
    check(replace(content, acta=replace(content.acta, amends=cited)))


def test_a_meeting_without_data() -> None:
    content = samples.acta()
    meeting = replace(
        content.meeting, mesa=None, starts_at="", place="", workshop="", stage=0, interpreters=(), quorum=None
    )
    check(
        replace(content, meeting=meeting, attendees=(), agenda=(), agreements=(), annexes=(), background="")
    )


letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
words = st.text(letters, min_size=1, max_size=60).filter(lambda text: text.strip() != "")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words, words, words, words)
def test_whatever_people_write(text: str, name: str, place: str, summary: str) -> None:
    """No false alarm: an acta that nobody touched is never said to be altered."""
    content = full()
    agreement = replace(
        content.agreements[0], text=text, deliverable=summary, person=name, partners=(name, text)
    )
    content = replace(
        content,
        agreements=(agreement, *content.agreements[1:]),
        attendees=(replace(content.attendees[0], name=name, organization=place), *content.attendees[1:]),
        meeting=replace(content.meeting, place=place, conducted_by=name, year_line=summary),
        agenda=(replace(content.agenda[0], title=summary, summary=text), *content.agenda[1:]),
        development=f"{summary}\n{text}",
    )
    check(content)


def test_a_cell_taller_than_a_page_is_not_compared() -> None:
    content = full()
    text = " ".join(f"compromiso número {number}" for number in range(900))
    tall = replace(content.agreements[0], text=text)
    with pytest.raises(drawn.Unreadable):
        check(replace(content, agreements=(tall, *content.agreements[1:])))


def test_words_that_this_program_does_not_have() -> None:
    with pytest.raises(printed.Unknown):
        list(printed.texts({"acta": {"wording": "acta.v999"}}))
    with pytest.raises(printed.Unknown):
        list(printed.texts({"acta": {"wording": "../x"}}))


@pytest.mark.parametrize(
    ("field", "value", "where"),
    [
        ("text", "Instalar tres centros de acopio.", "los acuerdos"),
        ("organization", "Cooperativa Agraria Cacao Alto Marañón", "los acuerdos"),
        ("due_on", "2027-04-30", "los acuerdos"),
        ("permanent", True, "los acuerdos"),
        ("amount", 800_000, "los acuerdos"),
        ("deliverable", "Un acta de conformidad", "los acuerdos"),
        ("kind", "pedido", "los acuerdos"),
        ("acceptance", "accepted", "los acuerdos"),
        ("funding", "", "los acuerdos"),
        ("notes", (), "las reservas"),
    ],
)
def test_a_body_that_says_another_agreement(field: str, value: object, where: str) -> None:
    content = full()
    changed = replace(content.agreements[0], **{field: value})  # type: ignore[arg-type]
    shown = replace(content, agreements=(changed, *content.agreements[1:]))
    with pytest.raises(Mismatch) as found:
        check(content, shown)
    assert found.value.facts["where"] == where


@pytest.mark.parametrize(
    "shown",
    [
        replace(full(), meeting=replace(full().meeting, date="2026-11-24")),
        replace(full(), meeting=replace(full().meeting, ends_at="13:42")),
        replace(full(), attendees=full().attendees[1:]),
        replace(full(), signatories=full().signatories[:-1]),
        replace(full(), signatories=full().signatories[::-1]),
        replace(full(), agreements=full().agreements[:-1]),
        replace(full(), agreements=full().agreements[::-1]),
        replace(full(), clauses=()),
        replace(full(), carried=()),
        replace(full(), development="Otra cosa se dijo."),
    ],
)
def test_a_body_that_says_something_else(shown: ActaContent) -> None:
    with pytest.raises(Mismatch):
        check(full(), shown)


def test_a_body_that_says_more() -> None:
    shown = replace(full(), annexes=(*full().annexes, replace(full().annexes[0], title="Se paga el doble")))
    with pytest.raises(Mismatch) as found:
        check(full(), shown)
    assert found.value.facts["where"] == "un texto que acta.json no tiene"


def test_two_responsibles_exchanged() -> None:
    content = full()
    one, other, *rest = content.agreements
    swapped = (
        replace(one, organization=other.organization), replace(other, organization=one.organization)
    )  # fmt: skip
    with pytest.raises(Mismatch):
        check(content, replace(content, agreements=(*swapped, *rest)))


def drawn_ink(drawings: dict[str, int]) -> Report:
    """Judge an acta whose pages draw other ink: signature to draw for each digest."""
    made = honest()
    lies = {**made.bundle.inks, **{digest: signature(number) for digest, number in drawings.items()}}
    lied = whole(drawn=lies)
    return verify(lied.sealed, [lied.pin])


def test_ink_drawn_is_not_the_ink_stored() -> None:
    first, *_ = honest().bundle.inks
    report = drawn_ink({first: 99})
    assert [one.code for one in report.lines if one.state == "fail"] == ["drawn-ink"]
    assert report.verdict == "altered"


def test_ink_of_two_people_exchanged_on_the_page() -> None:
    inks = honest().bundle.inks
    first, second = list(inks)[:2]
    lied = whole(drawn={**inks, first: inks[second], second: inks[first]})
    assert states(verify(lied.sealed, [lied.pin]))["drawn-ink"] == "fail"


def test_a_drawing_for_who_did_not_sign() -> None:
    """The pages show a signature of somebody who refused according to the evidence."""
    signed = whole(kinds=("ink",))
    told = whole(kinds=("ink", "refused"))
    view = PdfFileReader(BytesIO(signed.sealed)).get_historical_resolver(1)
    pages = drawn.pages(view)[3:]
    with pytest.raises(Mismatch, match="drawn-ink"):
        agreeing.check_drawn_ink(view, pages, to_json(told.content), told.bundle)
    agreeing.check_drawn_ink(view, pages, to_json(signed.content), signed.bundle)


def test_nobody_signed_on_screen() -> None:
    made = whole(kinds=("absent", "refused"))
    assert states(verify(made.sealed, [made.pin]))["drawn-ink"] == "ok"
