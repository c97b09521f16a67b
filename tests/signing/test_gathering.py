"""Evidence as it is read: rows of others that do not hold stop nobody, and nothing takes evidence away."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import b64
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import Corrupt, NotAllowed
from alianza_desktop.documents import issue
from alianza_desktop.model import ActaVersion, Device, Evidence, Operator
from alianza_desktop.signing import records
from alianza_desktop.signing.chains import Chain
from alianza_desktop.signing.evidence import Choice, Closing, Outcome, Signatory
from alianza_desktop.signing.gathering import gather
from alianza_desktop.storage import attachments
from alianza_desktop.storage.context import context
from alianza_desktop.storage.database import Database
from tests.signing import material as m
from tests.signing import other_laptop

OTHER = m.author(other_laptop.DEVICE, 2)


def freeze(database: Database) -> str:
    """Freeze an acta of three signatories; returns the operator."""
    with database.transaction() as session:
        attachments.put(session, m.acta_json(), "application/json")
        session.add(
            ActaVersion(
                id=m.VERSION,
                acta_id=m.ACTA,
                number=m.NUMBER,
                version=1,
                content_hash=m.SUBJECT.content_hash,
                body_hash=m.SUBJECT.body_hash,
                device=context(session).device_id,
            )
        )
        return session.scalars(select(Operator.id)).one()


@pytest.fixture
def other(store: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Database]:
    """Another laptop, made before this one opens."""
    with other_laptop.laptop(store, tmp_path / "otra", clock) as opened:
        yield opened


@pytest.fixture
def operator(other: Database, database: Database) -> str:
    assert other is not database
    return freeze(database)


def version(session: Session) -> ActaVersion:
    found = session.get(ActaVersion, m.VERSION)
    assert found is not None
    return found


def record(database: Database, operator: str, outcome: Outcome) -> None:
    with database.transaction(operator) as session:
        records.record(session, version(session), outcome)


def rows_of(chain: Chain, device: str = "") -> list[Evidence]:
    return [
        Evidence(
            version_id=m.VERSION,
            device=device or chain.device,
            counter=counter,
            kind="outcome",
            body=entry.body,
            signature=entry.signature,
        )
        for counter, entry in enumerate(chain.entries)
    ]


def arrive(database: Database, other: Database, *rows: Device | Evidence) -> None:
    other_laptop.received(database, other_laptop.sent(other, lambda session: session.add_all(rows)))


def known(database: Database) -> Device:
    """Return the record of the other laptop, certified."""
    with database.reading() as session:
        certificate = other_laptop.certificate_for(session, OTHER.device, OTHER.public_key)
    return Device(
        device=OTHER.device, letter="A1", public_key=b64(OTHER.public_key), certificate=b64(certificate)
    )


def codes(database: Database) -> list[str]:
    with database.reading() as session:
        return sorted(one.code for one in gather(session, version(session)).set_aside)


def test_rows_that_name_this_laptop_do_not_stop_it(
    database: Database, other: Database, operator: str
) -> None:
    record(database, operator, m.outcome(0, "absent"))
    with database.reading() as session:
        (own,) = records.chains(session, version(session))
    forged = m.chain_of(m.author(own.device, 9), m.outcome(1, "refused"))
    broken = Evidence(version_id=m.VERSION, device=own.device, counter=1, body="x", signature="*")
    arrive(database, other, *rows_of(forged), broken)
    record(database, operator, m.outcome(1, "absent"))
    with database.reading() as session:
        (chain,) = records.chains(session, version(session))
        assert [one.facts["kind"] for one in chain.entries] == ["genesis", "outcome", "outcome"]
    assert codes(database) == ["evidence-signature", "evidence-signature", "json-not-canonical"]


def test_a_device_record_that_names_this_laptop_does_not_change_its_key(
    database: Database, other: Database, operator: str
) -> None:
    with database.reading() as session:
        here = context(session).device_id
    first = "00000000-0000-7000-8000-000000000000"
    arrive(database, other, Device(id=first, device=here, letter="A", public_key=b64(bytes(32))))
    record(database, operator, m.outcome(0, "absent"))
    with database.reading() as session:
        assert records.standings(session, version(session))["s1"].outcome is not None


def test_rows_of_a_device_that_nobody_vouches_for(database: Database, other: Database, operator: str) -> None:
    chain = m.chain_of(OTHER, m.outcome(0, "absent"))
    unknown = m.chain_of(m.author("b" * 32, 7), m.outcome(1, "absent"))
    foreign = m.certified(chain, m.sealer(m.authority())).certificate
    device = Device(device=OTHER.device, public_key=b64(OTHER.public_key), certificate=b64(foreign))
    broken = Device(device="b" * 32, public_key="*", certificate="*")
    arrive(database, other, device, broken, *rows_of(chain), *rows_of(unknown))
    record(database, operator, m.outcome(2, "absent"))
    with database.reading() as session:
        assert records.standings(session, version(session)).keys() == {"s3"}
    assert codes(database) == ["evidence-device"] * 4


def test_the_chain_of_another_laptop_counts_as_far_as_it_holds(
    database: Database, other: Database, operator: str
) -> None:
    chain = m.chain_of(OTHER, *(m.outcome(place, "absent") for place in range(3)))
    rows = rows_of(chain)
    del rows[2]
    arrive(database, other, known(database), *rows, *rows_of(chain)[:2])
    record(database, operator, m.outcome(1, "refused"))
    with database.reading() as session:
        assert records.standings(session, version(session)).keys() == {"s1", "s2"}
        assert [len(one.entries) for one in records.chains(session, version(session))] == [2, 2]
    assert codes(database) == ["evidence-counter"]


def test_entries_of_another_version_do_not_count(database: Database, other: Database, operator: str) -> None:
    about = replace(m.SUBJECT, version="019a0000-0000-7000-8000-00000000000c")
    chain = m.chain_of(OTHER, m.outcome(0, "absent"), subject=about)
    arrive(database, other, known(database), *rows_of(chain))
    record(database, operator, m.outcome(1, "refused"))
    assert codes(database) == ["evidence-subject"] * 2


def test_a_fork_that_a_device_signed_is_never_passed_over(
    database: Database, other: Database, operator: str
) -> None:
    one = m.chain_of(OTHER, m.outcome(0, "absent"))
    two = m.chain_of(OTHER, m.outcome(0, "refused"))
    arrive(database, other, known(database), *rows_of(one), *rows_of(two))
    record(database, operator, m.outcome(1, "refused"))
    with database.reading() as session, pytest.raises(Corrupt, match="evidence-fork"):
        records.standings(session, version(session))


def test_a_tombstone_takes_no_evidence_away(database: Database, operator: str) -> None:
    """Refused, the row tombstoned, signed on paper: both are there until somebody chooses."""
    record(database, operator, m.outcome(0, "refused"))
    bury(database, "outcome")
    record(database, operator, m.outcome(0, "paper", identified_by="document"))
    with database.reading() as session:
        standing = records.standings(session, version(session))["s1"]
        assert [Outcome.read(one.facts).outcome for one in standing.outcomes] == ["refused", "paper"]
        assert standing.stands is None
    for place in (1, 2):
        record(database, operator, m.outcome(place, "absent"))
    with database.transaction(operator) as session, pytest.raises(NotAllowed, match="outcomes-undecided"):
        records.close(session, version(session), issue.sealer(session))


def bury(database: Database, kind: str) -> None:
    """Mark rows as deleted underneath everything that refuses to."""
    with database.transaction() as session:
        session.execute(text("UPDATE evidence SET deleted = 1 WHERE kind = :kind"), {"kind": kind})


def test_a_removed_laptop_s_evidence_stays(database: Database, other: Database, operator: str) -> None:
    chain = m.chain_of(OTHER, m.outcome(0, "absent"))
    device = known(database)
    arrive(database, other, device, *rows_of(chain))
    with database.transaction(operator) as session:
        session.execute(text("UPDATE device SET deleted = 1 WHERE device = :id"), {"id": OTHER.device})
    with database.reading() as session:
        assert records.standings(session, version(session)).keys() == {"s1"}


def test_damage_to_what_this_laptop_wrote_stops(database: Database, operator: str) -> None:
    record(database, operator, m.outcome(0, "absent"))
    with database.transaction() as session:
        session.execute(text("UPDATE evidence SET body = replace(body, 'absent', 'left') WHERE counter = 1"))
    with pytest.raises(Corrupt, match="evidence-signature"):
        record(database, operator, m.outcome(1, "absent"))


def test_an_outcome_of_who_does_not_sign_ends_that_laptop_s_chain(
    database: Database, other: Database, operator: str
) -> None:
    stranger = Outcome(Signatory("s9", "Nadie"), "absent")
    chain = m.chain_of(OTHER, m.outcome(0, "absent"), stranger, m.outcome(1, "absent"))
    arrive(database, other, known(database), *rows_of(chain))
    with database.reading() as session:
        assert records.standings(session, version(session)).keys() == {"s1"}
    assert codes(database) == ["evidence-link", "evidence-signatory"]


def test_a_choice_among_what_is_another_person_s_stops_nobody(
    database: Database, other: Database, operator: str
) -> None:
    before = m.chain_of(OTHER, m.outcome(0, "absent"), m.outcome(1, "refused"))
    cited = tuple(sorted(one.hash for one in before.entries[1:]))
    chain = m.chain_of(OTHER, m.outcome(0, "absent"), m.outcome(1, "refused"), Choice("s1", cited, cited[0]))
    arrive(database, other, known(database), *rows_of(chain))
    with database.reading() as session:
        found = records.standings(session, version(session))
        assert all(one.stands for one in found.values())
    assert codes(database) == ["evidence-choice"]


def test_a_cierre_by_who_does_not_hold_the_role_stops_nobody(
    database: Database, other: Database, operator: str
) -> None:
    closing = Closing((), {}, certificate="a" * 64, authority="b" * 64)
    chain = m.chain_of(OTHER, m.outcome(0, "absent"), closing)
    arrive(database, other, known(database), *rows_of(chain))
    for place in (1, 2):
        record(database, operator, m.outcome(place, "absent"))
    assert codes(database) == ["evidence-closing"]
    with database.transaction(operator) as session:
        records.close(session, version(session), issue.sealer(session))
        assert len(records.standings(session, version(session))) == 3
        assert records.after_seal(session, version(session)) == ()
