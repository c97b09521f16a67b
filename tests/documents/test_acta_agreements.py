"""What an acta of version 2 adds: ties and proof of agreements, those of before, clauses, notes."""

from dataclasses import replace
from typing import Final

import pytest

from alianza_desktop.documents import acta, acta_agreements, wording
from alianza_desktop.documents.acta_content import Note, acta_json, read_acta_json
from tests.documents import document_samples as samples
from tests.documents import rich_acta
from tests.documents.pdf_reading import squeezed, texts

WORDS: Final = wording.load("acta.v2")


def test_it_is_read_back_as_it_was_written() -> None:
    assert read_acta_json(acta_json(rich_acta.full())) == rich_acta.full()


def test_the_pages_say_all_of_it() -> None:
    shown = squeezed(" ".join(texts(acta.build(rich_acta.full(), WORDS).data)))

    for said in (
        "Medio de verificación: Registro fotográfico y acta de recepción",
        "Financia: Canon y sobrecanon",
        "ODS 2 y 8.2",
        "Política o plan: Política Nacional Agraria",
        "Cadena de valor: Acopio en Nieva",
        "por confirmar",
        "con objeción",
        "Objeción a A-01, de Juan Soto Paz (Cooperativa Agraria Cacao Alto Marañón): El plazo es corto",
        "Reserva sobre A-01, de MD El Cenepa: Depende del terreno",
        "Acuerdos de reuniones anteriores que siguen abiertos",
        "Acta N.º 002-2026-MESA-CACAO-A",
        "en proceso",
        "pendiente",
        "(09:30 horas) de 09:41 a 10:05, 31 personas presentes al empezar y 28 al terminar",
        "Lo hubo al empezar el punto 1 de la agenda. No lo hubo al empezar el punto 2 de la agenda.",
        "(10:00 horas) desde las 10:06, 1 persona presente al empezar",
        "no irroga gasto",
        "firmas electrónicas simples",
        "interpretados en voz alta por Santos Tiwi Shimpu",
        "V. ACUERDOS Y COMPROMISOS · Chicham umikmau",
        "en representación de Rolando Huamán Tsejem",
        "Decenio de la Igualdad",
    ):
        assert squeezed(said) in shown, said


def test_a_meeting_of_the_mesa_is_no_workshop() -> None:
    made = samples.acta()
    own = replace(made, meeting=replace(made.meeting, own=True, stage=0, workshop="Reunión de la mesa"))

    shown = squeezed(" ".join(texts(acta.build(own, WORDS).data)))

    assert squeezed("en reunión propia de la mesa") in shown
    assert squeezed("en el marco del Taller") not in shown


def test_a_clause_that_lacks_its_facts_says_nothing() -> None:
    made = samples.acta()
    alone = replace(
        made, budget_clause=False, clauses=("interpreted",), meeting=replace(made.meeting, interpreters=())
    )

    assert acta_agreements.clauses_of(alone, WORDS) == []


@pytest.mark.parametrize("kind", ["objection", "reservation", "observation"])
def test_every_note_has_its_words(kind: str) -> None:
    made = samples.acta()
    noted = replace(made.agreements[0], notes=(Note(kind=kind, text="algo", who="Ana"),))

    assert acta_agreements.notes(replace(made, agreements=(noted,)), WORDS)
