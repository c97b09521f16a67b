"""Founding an alliance: what it writes, what it refuses, and that it is never half made."""

import errno
import os
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import b64, unb64
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import AppError, Corrupt, Invalid, NotFound, Unavailable
from alianza_desktop.core.ids import seeded
from alianza_desktop.core.sentences import sentence
from alianza_desktop.model import Alliance, Device, Operator
from alianza_desktop.storage import identity, keys, migrate
from alianza_desktop.storage.context import context
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.founding import found
from alianza_desktop.storage.tables import identity as identity_table
from alianza_desktop.storage.tables import op
from tests.storage.stores import ALLIANCE, OPERATOR, PHRASE, add_person, check_whole, newborn, people


def one_of_each(session: Session) -> tuple[Alliance, Device, Operator]:
    return (
        session.scalars(select(Alliance)).one(),
        session.scalars(select(Device)).one(),
        session.scalars(select(Operator)).one(),
    )


def test_a_founding_writes_the_alliance_its_first_device_and_its_first_operator(store: Database) -> None:
    with store.reading() as session:
        alliance, device, operator = one_of_each(session)
        own = context(session)
    assert (alliance.id, alliance.alliance_id) == (own.alliance_id, own.alliance_id)
    assert (alliance.name, alliance.ubigeo, alliance.founded_on) == (ALLIANCE, "0104", "2026-11-23")
    assert alliance.rehearsal is False
    assert (device.device, device.letter, device.label) == (own.device_id, "A", "A")
    assert (operator.name, operator.role) == (OPERATOR, "coordinator")
    assert {device.alliance_id, operator.alliance_id} == {own.alliance_id}


def test_each_of_them_is_in_the_journal_signed_by_the_operator(store: Database) -> None:
    assert check_whole(store) == 3
    with store.reading() as session:
        operator = session.scalars(select(Operator)).one()
        bodies = session.scalars(select(op.c.body)).all()
    assert all(f'"author":"{operator.id}"'.encode() in body for body in bodies)


def test_keys_and_certificates_agree_with_the_records(store: Database) -> None:
    with store.reading() as session:
        alliance, device, _ = one_of_each(session)
        own = identity.identity(session)
    assert len(own.alliance_key) == 32
    assert alliance.ca_certificate == b64(own.ca_certificate)
    assert device.certificate == b64(own.seal_certificate)
    assert unb64(device.public_key) == own.device_key.public_key().public_bytes_raw()
    authority, seal = (
        x509.load_der_x509_certificate(der) for der in (own.ca_certificate, own.seal_certificate)
    )
    seal.verify_directly_issued_by(authority)
    assert own.ca_key is not None
    assert authority.public_key() == own.ca_key.public_key()
    assert seal.public_key() == own.seal_key.public_key()


def test_no_private_key_is_in_a_record_or_in_the_journal(store: Database) -> None:
    with store.reading() as session:
        own = identity.identity(session)
        journal = b"".join(row.body + row.opened for row in session.execute(select(op)))
    assert own.ca_key is not None
    secrets = [own.alliance_key, own.device_key.private_bytes_raw()]
    secrets += [key.private_numbers().private_value.to_bytes(32, "big") for key in (own.ca_key, own.seal_key)]
    for secret in secrets:
        assert b64(secret).encode() not in journal
        assert secret not in journal
        assert secret.hex() not in repr(own)


def test_the_identity_is_the_same_after_opening_again(folder: Path, clock: FixedClock) -> None:
    def fingerprint(database: Database) -> tuple[object, ...]:
        with database, database.reading() as session:
            own = identity.identity(session)
        assert own.ca_key is not None
        private = [key.private_numbers().private_value for key in (own.ca_key, own.seal_key)]
        raw = own.device_key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
        return own.alliance_id, own.device_id, own.alliance_key, raw, *private

    made = fingerprint(newborn(folder, clock, PHRASE))
    assert fingerprint(Database.open(folder, passphrase=PHRASE, clock=clock)) == made


def test_a_store_without_identity_is_damaged(folder: Path, clock: FixedClock) -> None:
    with newborn(folder, clock) as store, store.transaction() as session:
        session.execute(identity_table.delete())
    with pytest.raises(Corrupt, match="store-damaged"):
        Database.open(folder, clock=clock)


def test_two_alliances_share_nothing(tmp_path: Path, clock: FixedClock) -> None:
    def secrets(name: str) -> set[object]:
        with newborn(tmp_path / name, clock) as store, store.reading() as session:
            own = identity.identity(session)
        return {own.alliance_id, own.device_id, own.alliance_key, own.ca_certificate, own.seal_certificate}

    assert secrets("una").isdisjoint(secrets("otra"))


def test_a_rehearsal_says_so_and_ids_may_be_seeded(tmp_path: Path, clock: FixedClock) -> None:
    def rehearsed(name: str) -> list[str]:
        with (
            found(
                tmp_path / name,
                name="Ensayo",
                ubigeo="01",
                operator="Ana",
                role="facilitator",
                clock=clock,
                ids=seeded(3),
                rehearsal=True,
            ) as store,
            store.reading() as session,
        ):
            records = one_of_each(session)
        assert records[0].rehearsal
        return [record.id for record in records]

    assert rehearsed("uno") == rehearsed("dos")


# --- what it refuses


def refused(folder: Path, clock: FixedClock, **changes: str) -> AppError:
    words = {"name": ALLIANCE, "ubigeo": "0104", "operator": OPERATOR, "role": "coordinator"} | changes
    with pytest.raises(AppError) as error:
        found(folder, clock=clock, **words)  # type: ignore[arg-type]
    assert sentence(error.value)
    return error.value


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "name-needed"),
        ({"operator": ""}, "name-needed"),
        ({"role": "administrator"}, "unknown-code"),
        ({"ubigeo": "9901"}, "ubigeo-unknown"),
        ({"passphrase": " "}, "passphrase-empty"),
    ],
)
def test_what_cannot_be_founded_leaves_no_store(
    folder: Path, clock: FixedClock, changes: dict[str, str], code: str
) -> None:
    error = refused(folder, clock, **changes)
    assert error.code == code
    assert isinstance(error, Invalid | NotFound)
    assert not folder.exists() or [path.name for path in folder.iterdir()] == ["en-uso.lock"]


def test_a_folder_that_has_an_alliance_is_not_touched(folder: Path, clock: FixedClock) -> None:
    with newborn(folder, clock) as store:
        made = add_person(store)
        assert refused(folder, clock).code == "store-locked"
    before = {path: path.read_bytes() for path in folder.iterdir()}
    assert refused(folder, clock).code == "store-exists"
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    with Database.open(folder, clock=clock) as store:
        assert people(store) == [made]


def test_side_files_of_a_lost_store_are_not_mixed_with_a_new_one(folder: Path, clock: FixedClock) -> None:
    folder.mkdir()
    (folder / "alianza.db-wal").write_bytes(b"lo que queda")
    assert refused(folder, clock).code == "store-exists"


def test_a_folder_with_other_files_keeps_them(folder: Path, clock: FixedClock) -> None:
    folder.mkdir()
    (folder / "invitados.xlsx").write_bytes(b"lista")
    newborn(folder, clock).close()
    assert (folder / "invitados.xlsx").read_bytes() == b"lista"


def test_the_key_of_a_lost_store_is_set_aside(folder: Path, clock: FixedClock) -> None:
    newborn(folder, clock, PHRASE).close()
    old = (folder / keys.KEY_FILE).read_bytes()
    (folder / "alianza.db").rename(folder / "guardada")
    newborn(folder, clock).close()
    (folder / "alianza.db").unlink()
    newborn(folder, clock, "otra").close()
    assert (folder / "clave-1.json").read_bytes() == old
    assert b'"plain"' in (folder / "clave-2.json").read_bytes()


def test_a_path_that_is_a_file_is_refused(folder: Path, clock: FixedClock) -> None:
    folder.write_text("un archivo")
    assert isinstance(refused(folder, clock), Unavailable)
    assert folder.read_text() == "un archivo"


# --- never half made


@pytest.mark.parametrize("step", range(12))
def test_a_disk_that_fills_up_at_any_step_leaves_no_store(
    folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Every write of a small file and every rename counts as a step; the last ones never come."""
    left = step
    whole = Path.replace

    def replace(path: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        if left < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return whole(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    code = ""
    try:
        newborn(folder, clock).close()
    except Unavailable as error:
        code = error.code
    monkeypatch.undo()
    assert ((folder / "alianza.db").exists(), code) in ((True, ""), (False, "disk-full"))
    assert not (folder / ".nueva").exists()
    if code:
        newborn(folder, clock).close()
    with Database.open(folder, clock=clock) as store:
        check_whole(store)


def test_what_a_killed_founding_left_is_swept(folder: Path, clock: FixedClock) -> None:
    nursery = folder / ".nueva"
    nursery.mkdir(parents=True)
    (nursery / "alianza.db").write_bytes(b"a medias")
    with pytest.raises(Unavailable, match="store-missing"):
        Database.open(folder, clock=clock)
    newborn(folder, clock).close()
    assert not nursery.exists()


def test_a_founding_that_fails_in_the_middle_can_be_repeated(
    folder: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_connection: object) -> None:
        raise Unavailable("disk-full")

    monkeypatch.setattr(migrate, "create", full)
    with pytest.raises(Unavailable, match="disk-full"):
        newborn(folder, clock)
    assert [path.name for path in folder.iterdir()] == ["en-uso.lock"]
    monkeypatch.undo()
    with newborn(folder, clock) as store:
        check_whole(store)


def test_a_folder_that_it_makes_is_only_of_whose_laptop_it_is(tmp_path: Path, clock: FixedClock) -> None:
    folder = tmp_path / "casa" / "datos"
    with found(folder, name="Alianza", ubigeo="01", operator="Rosa", role="coordinator", clock=clock):
        assert folder.stat().st_mode & 0o077 == 0
