"""The columns of the sheets of a workshop's workbook; those of people are `columns.PEOPLE`."""

from typing import Final

from alianza_desktop.spreadsheets.columns import Column

FACTS: Final = (
    Column("part", "Parte", 20),
    Column("fact", "Dato", 30),
    Column("value", "Valor", 70, "value"),
)
"""Of the sheet «Taller»: a fact in each row."""

ATTENDANCE: Final = (
    Column("name", "Apellidos y nombres", 34, "long"),
    Column("document", "Documento", 16),
    Column("organization", "Organización", 42, "long"),
    Column("sector", "Sector", 14),
    Column("position", "Cargo", 26, "long"),
    Column("mesa", "Mesa", 8),
    Column("quality", "En calidad de", 14),
)
"""Whoever came; then a column for each session with the hour, and `ATTENDANCE_END`."""
ATTENDANCE_END: Final = (
    Column("left", "Se retiró", 10, "clock"),
    Column("sessions", "Sesiones", 10, "integer"),
)
SESSION_WIDTH: Final = 15

AGREEMENTS: Final = (
    Column("mesa", "Mesa", 26, "long"),
    Column("code", "Código", 9),
    Column("kind", "Clase", 13),
    Column("text", "Acuerdo", 60, "long"),
    Column("organization", "Responsable", 36, "long"),
    Column("sector", "Sector", 14),
    Column("person", "Persona responsable", 30, "long"),
    Column("partners", "Corresponsables", 34, "long"),
    Column("due_on", "Plazo", 12, "day"),
    Column("permanent", "Permanente", 12),
    Column("deliverable", "Entregable", 36, "long"),
    Column("amount", "Monto", 15, "money"),
    Column("activity", "Actividad de la cadena", 30, "long"),
    Column("verification", "Medio de verificación", 34, "long"),
    Column("funding", "Financia", 24, "long"),
    Column("policy", "Política o plan", 28, "long"),
    Column("goals", "ODS", 14),
    Column("acceptance", "Aceptación", 16),
    Column("follow_up", "Seguimiento", 18),
    Column("notes", "Objeciones y reservas", 44, "long"),
    Column("gaps", "Por completar", 30, "long"),
)

CHAINS: Final = (
    Column("chain", "Cadena", 26, "long"),
    Column("stage", "Eslabón", 20, "long"),
    Column("kind", "Clase", 12),
    Column("name", "Actividad", 34, "long"),
    Column("current_state", "Situación actual", 34, "long"),
    Column("desired_state", "Situación deseada", 34, "long"),
    Column("actors", "Actores", 44, "long"),
    Column("gaps", "Brechas", 36, "long"),
    Column("targets", "Entrega a", 36, "long"),
    Column("agreements", "Acuerdos", 14),
)
"""An activity in each row; several actors, gaps or links are lines of one cell."""

ACTAS: Final = (
    Column("number", "Número", 26),
    Column("mesa", "Mesa", 26, "long"),
    Column("date", "Fecha", 12, "day"),
    Column("state", "Estado", 14),
    Column("version", "Versión", 9, "integer"),
    Column("pages", "Páginas", 9, "integer"),
    Column("signatories", "Firmantes", 10, "integer"),
    Column("outcomes", "Resultados", 40, "long"),
    Column("code", "Código de verificación", 44),
    Column("frozen_at", "Congelada", 17, "instant"),
    Column("sealed_at", "Sellada", 17, "instant"),
    Column("file_hash", "SHA-256 del PDF sellado", 68),
)

SIGNATORIES: Final = (
    Column("acta", "Acta", 26),
    Column("order", "N.º", 6, "integer"),
    Column("name", "Firmante", 34, "long"),
    Column("organization", "Organización", 42, "long"),
    Column("quality", "En calidad de", 14),
    Column("outcome", "Resultado", 20),
    Column("at", "Registrado", 17, "instant"),
)
