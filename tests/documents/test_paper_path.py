"""Paper from the printer back to the evidence: each page in its place, the rest named, signatories ticked."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from sqlalchemy import func, select

from alianza_desktop.core.canonical import sha256, verification_code
from alianza_desktop.core.errors import AppError, Invalid, NotAllowed
from alianza_desktop.core.page_code import PageCode, encode
from alianza_desktop.core.sentences import said
from alianza_desktop.documents import issue, paper_path, signature_sheet, wording
from alianza_desktop.documents.paper_path import Papers, Scanned, Signed
from alianza_desktop.model import PaperPage
from alianza_desktop.services import acta_amendments, actas, paper_pages
from alianza_desktop.services.paper_pages import Added, Original, Seen
from alianza_desktop.signing import records
from alianza_desktop.storage import attachments
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.tables import attachment
from tests import disks
from tests.builders import writing
from tests.documents.scanned import Handling, handled, saved
from tests.documents.test_issue import frozen

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a scan, a file of the pages that are given."""

    def written(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return written


def prints(database: Database, acta: str) -> tuple[list[Image.Image], list[Image.Image]]:
    """Return the printed pages of the body and of its hoja de firmas."""
    with database.reading() as session:
        version = issue.frozen(session, acta)
        body = attachments.get(session, version.body_hash)
        content = issue.content_of(session, version)
    sheet = signature_sheet.build(content, wording.load(signature_sheet.WORDING)).data
    return drawn(body), drawn(sheet)


def drawn(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=2, grayscale=True).to_pil() for page in document]
    finally:
        document.close()


def receive(database: Database, acta: str, *paths: Path) -> Added:
    with writing(database) as session:
        return paper_path.add(session, acta, paper_path.read(paths))


def state(database: Database, acta: str) -> Papers:
    with database.reading() as session:
        return paper_path.papers(session, acta)


def kept_files(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(attachment)) or 0


def test_all_pages_come_back_in_any_order_and_the_originals_are_kept(
    database: Database, write: Write
) -> None:
    acta, _ = frozen(database)
    body, sheet = prints(database, acta)
    before = state(database, acta)
    assert [(one.kind, one.page) for one in before.missing] == [
        *(("body", page) for page in range(1, len(body) + 1)), ("sheet", 1),
    ]  # fmt: skip

    photo = write("hoja.jpg", handled(sheet[0], Handling(angle=200, skew=0.03, shade=0.5)))
    scan = write("cuerpo.pdf", saved([one.rotate(180) for one in reversed(body)], "PDF"))
    added = receive(database, acta, photo, scan)

    found = state(database, acta)
    assert (found.missing, found.repeated, found.unknown, added.foreign) == ((), (), (), ())
    assert {one.scans[0].found_by for one in found.places} == {"code"}
    assert found.places[0].scans[0].file_page == len(body)
    with database.reading() as session:
        for path in (photo, scan):
            assert attachments.get(session, sha256(path.read_bytes())) == path.read_bytes()
        small = Image.open(BytesIO(paper_path.thumbnail(session, found.places[0].scans[0])))
        assert small.height == 360


def test_the_same_file_again_changes_nothing_and_another_scan_of_a_page_is_a_repeated_one(
    database: Database, write: Write
) -> None:
    acta, _ = frozen(database)
    _, sheet = prints(database, acta)
    scan = write("hoja.jpg", handled(sheet[0], Handling()))
    receive(database, acta, scan)

    assert receive(database, acta, scan, scan).known == 1
    assert state(database, acta).repeated == ()
    receive(database, acta, write("otra.jpg", handled(sheet[0], Handling(quality=60))))
    [place] = state(database, acta).repeated
    assert (place.kind, len(place.scans)) == ("sheet", 2)
    with writing(database) as session:
        paper_pages.remove(session, place.scans[1].id)
    assert state(database, acta).repeated == ()
    with writing(database) as session:
        paper_pages.restore(session, place.scans[1].id)
    assert len(state(database, acta).repeated) == 1


def test_a_page_of_the_version_before_is_named_and_not_kept(database: Database, write: Write) -> None:
    old, _ = frozen(database)
    _, sheet = prints(database, old)
    with writing(database) as session:
        new = acta_amendments.new_version(session, old).id
        issue.review(session, new)
        issue.freeze(session, new)
    files = kept_files(database)

    [foreign] = receive(database, new, write("hoja.jpg", handled(sheet[0], Handling()))).foreign

    assert foreign.reason == "paper-other-version"
    assert "Es de la versión 1 de esta acta" in said(foreign.reason, **foreign.facts)
    assert kept_files(database) == files
    assert state(database, new).found == ()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"acta_id": "019ab000-0000-7000-8000-00000000000a"}, "paper-other-alliance"),
        ({"content_hash": "ab" * 32}, "paper-other-text"),
        ({"total": 99}, "paper-other-count"),
    ],
)
def test_what_is_not_of_this_version_is_named(
    database: Database, change: dict[str, object], reason: str
) -> None:
    acta, _ = frozen(database)
    with writing(database) as session:
        version = issue.frozen(session, acta)
        facts = {
            "acta_id": acta, "version": version.version, "content_hash": version.content_hash, "page": 1,
            "total": version.pages, **change,
        }  # fmt: skip
        file = Original("x.jpg", b"x", "image/jpeg", sha256(b"x"))
        seen = Seen(file.digest, 1, PageCode(**facts))  # type: ignore[arg-type]
        [foreign] = paper_pages.add(session, version, [file], [seen]).foreign
    assert foreign.reason == reason
    assert said(reason, **foreign.facts)


def test_another_acta_is_named_by_its_number(database: Database) -> None:
    acta, _ = frozen(database)
    with writing(database) as session:
        mine = issue.frozen(session, acta)
        other = type(mine)(
            acta_id="019ab000-0000-7000-8000-00000000000a", number="009-2026-MESA-CACAO-A", version=1,
            content_hash="cd" * 32, pages=1,
        )  # fmt: skip
        session.add(other)
        session.flush()
        seen = Seen("f" * 64, 1, PageCode(other.acta_id, 1, other.content_hash, 1, 1))
        [foreign] = paper_pages.add(session, mine, [], [seen]).foreign
    assert said(foreign.reason, **foreign.facts) == "Es del Acta N.º 009-2026-MESA-CACAO-A, versión 1."


def unknown_page(database: Database, write: Write, acta: str) -> str:
    receive(database, acta, write("oscura.jpg", handled(Image.new("L", (800, 1100), 200), Handling())))
    [one] = state(database, acta).unknown
    return one.id


def test_a_page_without_a_code_waits_until_somebody_types_it(database: Database, write: Write) -> None:
    acta, _ = frozen(database)
    page = unknown_page(database, write, acta)
    with database.reading() as session:
        version = issue.frozen(session, acta)
        code = verification_code(version.content_hash)
    for typed, expected in (
        ("", "paper-typed-page"),
        (code, "paper-typed-page"),
        ("hoja", "paper-typed-page"),
        ("0" * 32 + " 1", "paper-typed-code"),
        ("99", "paper-typed-range"),
        ("H2", "paper-typed-range"),
        ("AZ1", "page-code-foreign"),
    ):
        with pytest.raises(AppError, match=expected), writing(database) as session:
            paper_path.identify(session, acta, page, typed)
    with writing(database) as session:
        paper_path.identify(session, acta, page, f"{code.lower().replace('0', 'o')} · hoja 1")
    found = state(database, acta)
    assert found.unknown == ()
    assert [(one.kind, one.scans[0].found_by) for one in found.found] == [("sheet", "typed")]
    with pytest.raises(AppError), writing(database) as session:
        paper_path.identify(session, acta, page, "1")


@pytest.mark.parametrize(("kind", "page"), [("body", 1), ("sheet", 1)])
def test_the_whole_code_can_be_typed(database: Database, write: Write, kind: str, page: int) -> None:
    acta, _ = frozen(database)
    with database.reading() as session:
        version = issue.frozen(session, acta)
        code = PageCode(acta, version.version, version.content_hash, page, version.pages, kind)
        assert paper_pages.typed_page(version, encode(code).lower(), 1) == (kind, page)


def test_the_acta_s_own_file_is_no_scan(database: Database, write: Write) -> None:
    acta, _ = frozen(database)
    with database.reading() as session:
        body = attachments.get(session, issue.frozen(session, acta).body_hash)
    with pytest.raises(Invalid, match="scan-own-file"):
        receive(database, acta, write("acta.pdf", body))
    assert state(database, acta).found == ()


def test_one_broken_file_among_good_ones_keeps_nothing(database: Database, write: Write) -> None:
    acta, _ = frozen(database)
    _, sheet = prints(database, acta)
    files = kept_files(database)
    good = write("hoja.jpg", handled(sheet[0], Handling()))
    with pytest.raises(AppError, match="scan-empty"):
        receive(database, acta, good, write("vacío.pdf", b""))
    with pytest.raises(AppError, match="disk-full"), disks.full(database):
        receive(database, acta, good)
    assert kept_files(database) == files
    assert state(database, acta).found == ()


def test_paper_never_changes_an_outcome_and_who_signed_is_recorded_with_its_pages(
    database: Database, write: Write
) -> None:
    acta, person = frozen(database)
    body, sheet = prints(database, acta)
    with pytest.raises(Invalid, match="paper-no-pages"), writing(database) as session:
        paper_path.record(session, acta, [Signed(signatory_id=person)], identified_by="document", shown=True)
    receive(database, acta, write("todo.tif", saved([*sheet, *body], "TIFF")))
    with writing(database) as session:
        assert actas.status(session, acta).outcomes == 0
        with pytest.raises(Invalid, match="paper-unticked"):
            paper_path.record(session, acta, [], identified_by="document", shown=True)
        [entry] = paper_path.record(
            session, acta, [Signed(signatory_id=person, outcome="thumbprint")],
            identified_by="document", shown=True,
        )  # fmt: skip
        standing = records.standings(session, issue.frozen(session, acta))[person]
    assert standing.outcome is not None
    assert standing.outcome.outcome == "thumbprint"
    pages = f"1 a {len(body)}" if len(body) > 1 else "1"
    assert standing.outcome.paper == f"cuerpo {pages} de {len(body)}; hoja de firmas 1 de 1 (escaneado)"
    assert entry.outcome == "thumbprint"
    with pytest.raises(Invalid, match="paper-signed-already"), writing(database) as session:
        paper_path.record(session, acta, [Signed(signatory_id=person)], identified_by="document", shown=True)


def test_a_draft_has_no_paper(database: Database) -> None:
    acta, _ = frozen(database)
    with writing(database) as session:
        draft = acta_amendments.new_version(session, acta).id
        with pytest.raises(NotAllowed, match="acta-not-frozen"):
            paper_path.add(session, draft, Scanned((), ()))
        assert session.scalar(select(func.count()).select_from(PaperPage)) == 0


def test_who_asks_hears_of_each_page_and_may_stop(write: Write) -> None:
    heard: list[int] = []
    blank = Image.new("L", (300, 400), 255)

    def told(pages: int) -> None:
        heard.append(pages)
        if pages == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        paper_path.read([write("tres.pdf", saved([blank] * 3, "PDF"))], told)
    assert heard == [1, 2]
