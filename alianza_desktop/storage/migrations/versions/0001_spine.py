"""The spine: every synced record, and the journal, keys, attachments and search of this laptop.

Drafted by autogenerate, then folded: the synced tables are all alike (sync.md §3: no constraint
beyond the key).
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


RECORDS = {
    "acta": (
        "workshop_id* mesa_id* state number reviewed_hash date starts_at ends_at background development "
        "reservations next_meeting amends_id amends_how annulled_reason"
    ),
    "acta_seal": "version_id* file_hash file_size:int device at",
    "acta_signatory": "acta_id* person_id* organization_id position quality accreditation order_key",
    "acta_version": (
        "acta_id* number* version:int content_hash content_size:int body_hash body_size:int pages:int "
        "wording device frozen_at"
    ),
    "agenda_item": "workshop_id* order_key title starts_at minutes:int summary",
    "agreement": (
        "workshop_id* mesa_id* kind text organization_id* person_id* due_on permanent:bool deliverable "
        "amount:int order_key"
    ),
    "agreement_partner": "agreement_id* organization_id*",
    "alliance": (
        "name ubigeo founded_on rehearsal:bool ca_certificate data_holder data_bank_code data_contact "
        "retention_years:int"
    ),
    "attendance": (
        "workshop_id* session_id* person_id* organization_id position sector quality accreditation mode at"
    ),
    "consent": "person_id* purpose given:bool informed_only:bool text_version text_hash language at",
    "departure": "attendance_id* at reason",
    "device": "device* letter label public_key certificate",
    "evidence": "version_id* signatory_id* kind outcome device counter:int body signature at",
    "invitation": "workshop_id* person_id* quality",
    "invitation_doubt": "invitation_id* code",
    "invitation_row": "invitation_id* file sheet row:int digest",
    "mesa": "number:int name sigla theme norm installed_on quorum:int",
    "operator": "name role",
    "organization": "name* short_name sector level ruc ubigeo",
    "person": (
        "document_type document_number* given_names paternal_surname maternal_surname organization_id* "
        "position phone email language support community ubigeo birth_date sex"
    ),
    "same_as": "entity one_id* other_id* stated_at",
    "seating": "workshop_id* mesa_id* person_id*",
    "workshop": (
        "stage:int name ubigeo city place modality starts_on host_id convened_by conducted_by rapporteur "
        "year_line with_society:bool"
    ),
    "workshop_mesa": "workshop_id* mesa_id* facilitator place capacity:int",
    "workshop_session": "workshop_id* number:int name date starts_at ends_at state",
}
"""Each entity and its fields: text unless they say `:int` or `:bool`; a star has an index."""


def upgrade() -> None:
    for name, fields in RECORDS.items():
        _record(name, fields.split())
    _journal()
    _laptop()
    _search()


def _record(name: str, fields: list[str]) -> None:
    op.create_table(
        name,
        *(_field(text.rstrip("*")) for text in fields),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("alliance_id", sa.String(), nullable=True),
        sa.Column("deleted", sa.Boolean(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=f"pk_{name}"),
    )
    for text in fields:
        if text.endswith("*"):
            op.create_index(f"ix_{name}_{text[:-1]}", name, [text[:-1]])


def _field(text: str) -> sa.Column[Any]:
    name, _, kind = text.partition(":")
    kinds: dict[str, type[TypeEngine[Any]]] = {"": sa.String, "int": sa.Integer, "bool": sa.Boolean}
    return sa.Column(name, kinds[kind](), nullable=True)


def _needed(name: str, kind: type[TypeEngine[Any]]) -> sa.Column[Any]:
    return sa.Column(name, kind(), nullable=False)


def _by_device(name: str, *columns: sa.Column[Any], key: tuple[str, ...], rowid: bool) -> None:
    """Make a table of the journal: everything in it belongs to an operation of a device."""
    op.create_table(
        name,
        _needed("device", sa.Integer),
        _needed("seq", sa.BigInteger),
        *columns,
        sa.ForeignKeyConstraint(["device"], ["device_number.number"]),
        sa.PrimaryKeyConstraint("device", *key, name=f"pk_{name}"),
        sqlite_with_rowid=rowid,
    )


def _journal() -> None:
    op.create_table(
        "device_number",
        _needed("number", sa.Integer),
        _needed("device", sa.Text),
        sa.PrimaryKeyConstraint("number", name="pk_device_number"),
        sa.UniqueConstraint("device"),
    )
    _by_device(
        "op",
        sa.Column("lamport", sa.BigInteger(), nullable=True),
        sa.Column("record", sa.Text(), nullable=True),
        _needed("body", sa.LargeBinary),
        _needed("opened", sa.LargeBinary),
        key=("seq",),
        rowid=True,
    )
    op.create_index("ix_op_record", "op", ["record"])
    _by_device(
        "vector", _needed("chain", sa.LargeBinary), _needed("lamport", sa.BigInteger), key=(), rowid=True
    )
    _by_device(
        "signed_head",
        _needed("chain", sa.LargeBinary),
        _needed("signature", sa.LargeBinary),
        key=("seq",),
        rowid=False,
    )
    _by_device("set_aside", _needed("reason", sa.Text), key=("seq",), rowid=False)
    _by_device(
        "wait",
        _needed("record", sa.Text),
        _needed("entity", sa.Text),
        key=("seq", "record", "entity"),
        rowid=False,
    )
    _by_device("unopened", _needed("field", sa.Text), key=("seq", "field"), rowid=False)
    op.create_table(
        "head",
        _needed("record", sa.Text),
        _needed("entity", sa.Text),
        _needed("body", sa.LargeBinary),
        _needed("disputed", sa.Integer),
        _needed("parked", sa.Integer),
        sa.PrimaryKeyConstraint("record", "entity", name="pk_head"),
    )
    op.create_index("ix_head_disputed", "head", ["entity"], sqlite_where=sa.text("disputed"))
    op.create_index("ix_head_parked", "head", ["entity"], sqlite_where=sa.text("parked"))


def _laptop() -> None:
    op.create_table(
        "attachment",
        _needed("digest", sa.Text),
        _needed("media", sa.Text),
        _needed("size", sa.BigInteger),
        sa.PrimaryKeyConstraint("digest", name="pk_attachment"),
    )
    op.create_table(
        "attachment_chunk",
        _needed("digest", sa.Text),
        _needed("number", sa.Integer),
        _needed("data", sa.LargeBinary),
        sa.ForeignKeyConstraint(["digest"], ["attachment.digest"]),
        sa.PrimaryKeyConstraint("digest", "number", name="pk_attachment_chunk"),
    )
    op.create_table(
        "identity",
        sa.Column("only", sa.Integer(), sa.CheckConstraint("only = 1", name="one_row"), nullable=False),
        _needed("alliance_id", sa.Text),
        _needed("device_id", sa.Text),
        _needed("letter", sa.Text),
        _needed("alliance_key", sa.LargeBinary),
        _needed("device_key", sa.LargeBinary),
        sa.Column("ca_key", sa.LargeBinary(), nullable=True),
        _needed("ca_certificate", sa.LargeBinary),
        _needed("seal_key", sa.LargeBinary),
        _needed("seal_certificate", sa.LargeBinary),
        sa.PrimaryKeyConstraint("only", name="pk_identity"),
    )
    op.create_table(
        "local_setting",
        _needed("name", sa.Text),
        _needed("value", sa.Text),
        sa.PrimaryKeyConstraint("name", name="pk_local_setting"),
    )


def _search() -> None:
    op.create_table(
        "person_key",
        _needed("number", sa.Integer),
        _needed("record", sa.Text),
        sa.PrimaryKeyConstraint("number", name="pk_person_key"),
        sa.UniqueConstraint("record"),
    )
    op.execute(
        "CREATE VIRTUAL TABLE person_search USING fts5(folded, content='', contentless_delete=1, "
        "prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')"
    )
