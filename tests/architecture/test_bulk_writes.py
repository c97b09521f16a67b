"""Synced records are written through a session, so that the journal sees it: bulk writes are banned.

Only `storage/merging.py` (what `heads.apply` and the journal share) may write them in bulk. Local tables have
no journal; what writes to those is listed here by module.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "alianza_desktop"
EXEMPT = {"storage/merging.py", "storage/bulk.py"}
LOCAL_ONLY = {
    "storage/log.py", "storage/search_index.py", "storage/attachments.py", "storage/identity.py",
    "storage/settings.py",
}  # fmt: skip
"""They write local tables only, which `test_modules_of_local_tables_know_no_record` checks."""
WRITES = {"insert", "update", "delete", "insert_rows", "update_rows"}
BULK_SOURCES = ("sqlalchemy", "alianza_desktop.storage.bulk")
BULK_METHODS = {"bulk_save_objects", "bulk_insert_mappings", "bulk_update_mappings"}


def _imported_writes(tree: ast.AST) -> set[str]:
    """Return the names by which a module knows SQLAlchemy's (or our) bulk writes."""
    return {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(BULK_SOURCES)
        for alias in node.names
        if alias.name in WRITES
    }


def bulk_writes(source: str) -> Iterator[int]:
    """Yield the lines of a module that write without the session's knowledge."""
    tree = ast.parse(source)
    names = _imported_writes(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        if isinstance(called, ast.Name) and called.id in names:
            yield node.lineno
        if isinstance(called, ast.Attribute):
            of_table = isinstance(called.value, ast.Attribute) and called.value.attr == "__table__"
            parts = [part.attr for part in ast.walk(called) if isinstance(part, ast.Attribute)]
            of_query = called.attr in WRITES and "query" in parts
            if called.attr in BULK_METHODS or (called.attr in WRITES and (of_table or of_query)):
                yield node.lineno


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not name.startswith("storage/migrations/"):
            yield name, path


def test_records_are_written_only_through_the_journal() -> None:
    found = [
        f"{name}:{line}: write the record through the session, so that the journal sees it"
        for name, path in modules()
        if name not in EXEMPT | LOCAL_ONLY
        for line in bulk_writes(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("name", sorted(LOCAL_ONLY - {"storage/search_index.py"}))
def test_modules_of_local_tables_know_no_record(name: str) -> None:
    tree = ast.parse((PACKAGE / name).read_text(encoding="utf-8"))
    imported = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not [module for module in imported if (module or "").startswith("alianza_desktop.model")]


@pytest.mark.parametrize(
    "source",
    [
        "from sqlalchemy import update\nsession.execute(update(Person).values(a=1))",
        "from sqlalchemy import delete as gone\nsession.execute(gone(Person))",
        "from sqlalchemy.dialects.sqlite import insert\ninsert(Person)",
        "session.query(Person).delete()",
        "session.query(Person).filter(x).update({})",
        "Person.__table__.insert()",
        "session.bulk_save_objects([])",
        "from alianza_desktop.storage.bulk import insert_rows\ninsert_rows(c, t, (), [])",
    ],
)
def test_the_ban_sees_a_bulk_write(source: str) -> None:
    assert list(bulk_writes(source))


@pytest.mark.parametrize(
    "source",
    [
        "values.update(a=1)",
        "from alianza_desktop.storage.journal import delete\ndelete(session, record)",
        "hash.update(b'')",
        "info.setdefault(name, set()).update(names)",
    ],
)
def test_the_ban_leaves_other_words_alone(source: str) -> None:
    assert not list(bulk_writes(source))
