"""The receipt of a signatory: it names an entry of the evidence, the end of its chain, and nobody else."""

from pathlib import Path

import pytest
from zxingcpp import read_barcodes

from alianza_desktop.core.canonical import verification_code
from alianza_desktop.core.errors import NotFound
from alianza_desktop.documents import issue, receipt, receipt_content, registry, wording
from alianza_desktop.model import Evidence
from alianza_desktop.services import actas
from alianza_desktop.signing.evidence import Entry
from alianza_desktop.storage.database import Database
from tests.builders import writing
from tests.documents.pdf_reading import picture, squeezed, texts
from tests.documents.test_issue import SIGNED, frozen

SAMPLE = receipt_content.Receipt(
    alliance="Alianza Multiactor de Condorcanqui",
    territory="Provincia de Condorcanqui, Amazonas",
    rehearsal=True,
    number="003-2026-MESA-CACAO-A",
    version=1,
    acta_code="1ZSR-C27M-HHPB-FXAK-3KP8-F8YS-4KWF-1YP2",
    name="Rolando Huamán Tsejem",
    organization="Municipalidad Provincial de Condorcanqui",
    outcome="ink",
    at="2026-11-23T13:31:07.120-05:00",
    device="A (R1)",
    counter=4,
    entry_code="7F3A-91C2-HHPB-FXAK-3KP8-F8YS-4KWF-1YP2",
    head_code="AAAA-91C2-HHPB-FXAK-3KP8-F8YS-4KWF-1YP2",
)


def test_it_is_of_the_entry_that_was_written(database: Database) -> None:
    acta, signatory = frozen(database)
    with writing(database) as session:
        row = issue.record_outcome(session, acta, signatory, SIGNED)
        said = receipt_content.collect(session, row.id)
        version = actas.last_version(session, acta)
    assert version is not None
    assert said.entry_code == said.head_code == verification_code(Entry(row.body, row.signature).hash)
    assert said.acta_code == verification_code(version.content_hash)
    assert (said.counter, said.outcome, said.name) == (1, "ink", "María Elena Quispe Huamán")


def test_the_outcome_of_another_laptop_has_its_receipt_there(database: Database) -> None:
    acta, signatory = frozen(database)
    with writing(database) as session:
        row = issue.record_outcome(session, acta, signatory, SIGNED)
        other = Evidence(
            version_id=row.version_id, kind="outcome", device="f" * 32, body=row.body, signature=row.signature
        )
        session.add(other)
        session.flush()
        with pytest.raises(NotFound, match="receipt-elsewhere"):
            receipt_content.collect(session, other.id)


def test_its_page_says_the_codes_and_its_qr_too(tmp_path: Path) -> None:
    built = registry.find("receipt").build(SAMPLE, wording.load("receipt.v1"))

    shown = squeezed(" ".join(texts(built.data)))
    for said in (
        SAMPLE.entry_code,
        SAMPLE.head_code,
        SAMPLE.acta_code,
        SAMPLE.name,
        "firma en pantalla",
        "13:31",
    ):
        assert squeezed(said) in shown
    (code,) = read_barcodes(picture(built.data, tmp_path, 1, 150))
    assert (
        code.text == SAMPLE.qr == "AR1" + (SAMPLE.entry_code + SAMPLE.head_code).replace("-", "") + "000004"
    )
    assert built.data == receipt.build(SAMPLE, wording.load("receipt.v1")).data
