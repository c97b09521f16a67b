"""The registry: documents of real records, and nothing heavy before one is built."""

import subprocess
import sys

import pytest

from alianza_desktop.core.errors import NotFound
from alianza_desktop.documents import registry
from alianza_desktop.services import actas
from alianza_desktop.storage.database import Database
from tests import builders
from tests.documents.pdf_reading import texts


def test_a_draft_and_a_list_come_from_the_records(database: Database) -> None:
    with builders.writing(database) as session:
        made = builders.world(session)
        builders.arrive(session, made, made.mayor, made.cacao)
        builders.agree(session, made)
        acta = actas.compose(session, made.workshop, made.cacao).id
    with database.reading() as session:
        draft = registry.find("acta").render(session, acta)
        sheet = registry.find("attendance").render(session, made.session)

    acta_text, list_text = (" ".join(texts(document.data)) for document in (draft, sheet))
    assert "distrito de Nieva, provincia de Condorcanqui, departamento de Amazonas" in acta_text
    assert "1 María Elena Quispe Huamán DNI 45678901 Alcaldesa" in acta_text
    assert "A-01 compromiso Instalar dos centros de acopio" in acta_text
    assert "Acta de Acuerdos · borrador" in acta_text
    assert "1 Quispe Huamán, María Elena DNI 45678901 · titular" in list_text


def test_a_kind_that_does_not_exist_names_those_that_do() -> None:
    with pytest.raises(NotFound) as caught:
        registry.find("poster")

    assert (
        caught.value.facts["known"]
        == "acta, signatures, receipt, attendance, form, guest_form, credentials, constancias, "
        "actor, chain, mesa"
    )


def test_nothing_heavy_is_imported_before_a_document_is_built() -> None:
    code = (
        "import sys; import alianza_desktop.documents.registry, alianza_desktop.documents.acta_content;"
        "print([name for name in ('reportlab', 'pypdf', 'pyhanko', 'PySide6') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)

    assert done.stdout.strip() == b"[]"
