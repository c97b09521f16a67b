"""What the room waits for before it reads: the preview of an acta of twenty commitments (ux.md §1: 1 s).

Timed from the store to the PDF, and apart from the data to the PDF, beside a plain reportlab document of the
same content. The ratio is asserted, the clock never.
"""

from io import BytesIO
from typing import Final

import pytest
from pypdf import PdfReader

from alianza_desktop.documents import acta, collect, parts, wording
from alianza_desktop.services import actas, agreements
from alianza_desktop.services.agreements import AgreementData
from alianza_desktop.storage.database import Database
from tests.benchmarks.conftest import Say
from tests.benchmarks.test_acta import MOST_RATIO, SPEECH, Recorded, _made_of, _timed_in_turn, _typeset
from tests.builders import arrive, world, writing

COMMITMENTS: Final = 20


def _draft(database: Database) -> str:
    with writing(database) as session:
        made = world(session)
        for person in (made.mayor, made.manager):
            arrive(session, made, person, made.cacao, quality="titular")
        for number in range(COMMITMENTS):
            data = AgreementData(
                text=f"Instalar el centro de acopio {number + 1} con balanza, cajones y secador solar",
                mesa_id=made.cacao,
                organization_id=(made.municipality, made.cooperative)[number % 2],
                due_on="2027-03-30",
                deliverable="Acta de entrega",
                amount=8_000_000,
                verification="Fotografías y acta firmada por la comunidad",
                funding="Canon",
                policy="PDRC Amazonas al 2030",
                goals=("2.3", "8"),
            )
            agreements.add(session, made.workshop, data)
        record = actas.compose(session, made.workshop, made.cacao)
        actas.change(session, record.id, {"development": "\n".join([SPEECH] * 4)})
        return record.id


@pytest.mark.benchmark_ratio
@pytest.mark.timeout(300)
def test_preview_of_twenty_commitments(database: Database, monkeypatch: pytest.MonkeyPatch, say: Say) -> None:
    acta_id = _draft(database)
    with database.reading() as session:
        content = collect.acta(session, acta_id)
        words = wording.load(content.acta.wording)
        with monkeypatch.context() as recording:
            recording.setattr(parts, "Paragraph", Recorded)
            plain = [made for part in acta._story(content, words) for made in _made_of(part)]
        whole, floor = _timed_in_turn(
            lambda: acta.build(collect.acta(session, acta_id), words), lambda: _typeset(plain)
        )
        ours, _floor = _timed_in_turn(lambda: acta.build(content, words), lambda: _typeset(plain))
    pages = PdfReader(BytesIO(acta.build(content, words).data)).get_num_pages()
    say(
        f"preview of {COMMITMENTS} commitments, {pages} pages: {1000 * whole:.0f} ms from the store, "
        f"{1000 * ours:.0f} ms from the data; plain reportlab of the same content {1000 * floor:.0f} ms; "
        f"ratio {ours / floor:.2f} (most {MOST_RATIO})"
    )
    assert ours / floor <= MOST_RATIO
