"""Acuerdos and actas in depth: notes, goals, parking, the clock, clauses, paper, what comes after a seal.

Drafted by autogenerate, then folded.
"""

from alianza_desktop.storage.migrations.records import add_fields, add_record

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


RECORDS = {
    "acta_clause": "acta_id* code included:bool",
    "acta_complement": "version_id* file_hash file_size:int device at",
    "agenda_mark": "workshop_id* item_id* kind at",
    "agreement_goal": "agreement_id* goal",
    "agreement_note": "agreement_id* kind organization_id* person_id* text at",
    "authority": "certificate replaces vouched reason device at",
    "authority_handover": "authority device to_device at",
    "heading_translation": "language key text reviewed_by",
    "late_outcome": "version_id* signatory_id* outcome device counter:int body signature at",
    "paper_page": "version_id* kind page:int file file_page:int found_by at",
    "parked_idea": "workshop_id* mesa_id* text organization_id* person_id* agreement_id* order_key at",
    "revocation": "certificate* device reason at",
    "seal_copy": "seal_id* kind signatory_id* file_hash file_size:int device at",
    "seal_handover": "version_id* counter:int device to_device at",
}

FIELDS = {
    "acta": "language",
    "acta_signatory": "accreditation_file represents_id*",
    "agreement": "verification funding policy acceptance follow_up read_digest",
    "workshop": "kind mesa_id* decade_line",
}
"""Fields that records of before have from now on."""


def upgrade() -> None:
    for name, fields in RECORDS.items():
        add_record(name, fields)
    for name, fields in FIELDS.items():
        add_fields(name, fields)
