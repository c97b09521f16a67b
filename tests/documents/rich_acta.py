"""An acta that says everything that version 2 of the wording can say."""

from dataclasses import replace

from alianza_desktop.documents.acta_content import ActaContent, AgendaPoint, Carried, Note, Translation
from tests.documents import document_samples as samples


def full() -> ActaContent:
    first, *others = samples.AGREEMENTS
    rich = replace(
        first,
        verification="Registro fotográfico y acta de recepción",
        funding="Canon y sobrecanon",
        goals=("2", "8.2"),
        policy="Política Nacional Agraria",
        activity="Acopio en Nieva",
        acceptance="to_confirm",
        notes=(
            Note(kind="objection", text="El plazo es corto para las lluvias.", who="Juan Soto Paz",
                 organization="Cooperativa Agraria Cacao Alto Marañón"),
            Note(kind="reservation", text="Depende del terreno.", organization="MD El Cenepa"),
        ),
    )  # fmt: skip
    made = samples.acta()
    return replace(
        made,
        agreements=(rich, *others),
        meeting=replace(made.meeting, decade_line="Decenio de la Igualdad", quorum=6),
        agenda=(
            AgendaPoint(title="Instalación", starts_at="09:30", minutes=20, began_at="09:41",
                        ended_at="10:05", present=31, present_end=28),
            AgendaPoint(title="Acuerdos", starts_at="10:00", began_at="10:06", present=1),
        ),
        carried=(
            Carried(id="c1", text="Elaborar el mapa de parcelas", organization="UNAM", due_on="2026-10-30",
                    follow_up="in_progress", acta="002-2026-MESA-CACAO-A"),
            Carried(id="c2", text="Mantener la mesa informada", permanent=True),
        ),
        clauses=("no_cost", "electronic", "interpreted"),
        language="awajún",
        translations=(Translation(key="agreements", text="Chicham umikmau", reviewed_by="Santos Tiwi"),),
        attendees=(replace(made.attendees[0], represents="Rolando Huamán Tsejem"), *made.attendees[1:]),
    )  # fmt: skip
