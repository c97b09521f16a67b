"""An acta that the first program froze and sealed: drawn again by this one, page by page the same bytes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from alianza_desktop.core.canonical import sha256, unb64
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.documents import acta, issue, wording
from alianza_desktop.documents.wording import Wording
from alianza_desktop.model import ActaVersion
from alianza_desktop.services import actas, alliances
from alianza_desktop.signing.verify import verify
from alianza_desktop.storage import attachments
from alianza_desktop.storage.database import Database
from tests.old_databases import make


@pytest.fixture
def old(tmp_path: Path, clock: FixedClock) -> Iterator[Database]:
    folder = shutil.copytree(make.HERE / "acta-v1", tmp_path / "acta-v1")
    with Database.open(folder, clock=clock) as store:
        yield store


def test_its_pages_are_drawn_again_as_they_were(old: Database) -> None:
    with old.reading() as session:
        version = session.scalars(select(ActaVersion)).one()
        again = acta.build(issue.content_of(session, version), wording.load(version.wording))
        assert version.wording == "acta.v1"
        assert again.data == attachments.get(session, version.body_hash)
        assert again.pages == version.pages


def test_it_is_sealed_and_holds(old: Database) -> None:
    with old.reading() as session:
        version = session.scalars(select(ActaVersion)).one()
        report = verify(
            issue.pdf(session, version.acta_id), [sha256(unb64(alliances.alliance(session).ca_certificate))]
        )
        assert actas.status(session, version.acta_id).state == "sealed"
    assert report.verdict == "intact"


def test_its_own_words_come_first_and_the_next_version_fills_in() -> None:
    old, new = wording.load("acta.v1"), wording.load("acta.v2")
    assert old.name == "acta.v1"
    assert old("agreement.budget") == old("clause.budget") == new("clause.budget")
    assert "agreement.budget" not in new._texts
    assert Wording("x", old._texts).clause("attendees.represents", person="") == ""
