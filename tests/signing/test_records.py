"""Evidence in the store: this device's chain grows in the transaction, and the cierre ends it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import b64, sha256
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import AppError, Corrupt, Invalid, NotAllowed, NotFound
from alianza_desktop.documents import issue
from alianza_desktop.model import ActaVersion, Device, Evidence, Operator
from alianza_desktop.signing import chains, records
from alianza_desktop.signing.bundle import Bundle
from alianza_desktop.signing.evidence import Choice, Outcome
from alianza_desktop.signing.seal import Sealer, seal
from alianza_desktop.signing.verify import verify
from alianza_desktop.storage import attachments
from alianza_desktop.storage.context import context
from alianza_desktop.storage.database import Database
from alianza_desktop.storage.identity import identity
from tests.signing import material as m
from tests.signing.other_laptop import certificate_for

VERSION = "019a0000-0000-7000-8000-00000000000b"


@pytest.fixture
def operator(database: Database) -> str:
    with database.reading() as session:
        return session.scalars(select(Operator.id)).one()


@pytest.fixture
def session(database: Database, operator: str) -> Iterator[Session]:
    """A transaction with a frozen acta of three signatories."""
    with database.transaction(operator) as opened:
        attachments.put(opened, m.acta_json(), "application/json")
        attachments.put(opened, m.INK.to_bytes(), "application/json")
        opened.add(
            ActaVersion(
                id=VERSION,
                acta_id=m.ACTA,
                number=m.NUMBER,
                version=1,
                content_hash=m.SUBJECT.content_hash,
                body_hash=m.SUBJECT.body_hash,
                device=context(opened).device_id,
            )
        )
        opened.flush()
        yield opened


def version(session: Session) -> ActaVersion:
    found = session.get(ActaVersion, VERSION)
    assert found is not None
    return found


def rows(session: Session) -> list[Evidence]:
    return list(session.scalars(select(Evidence).order_by(Evidence.counter)))


def everybody(session: Session) -> None:
    for outcome in (m.ink_outcome(), m.outcome(1, "refused"), m.outcome(2, "left", left_at="12:50")):
        records.record(session, version(session), outcome)


def test_the_first_entry_brings_its_genesis(session: Session) -> None:
    row = records.record(session, version(session), m.ink_outcome(), witness=" Ana Ríos ")
    assert [(one.kind, one.counter) for one in rows(session)] == [("genesis", 0), ("outcome", 1)]
    assert (row.signatory_id, row.outcome, row.version_id) == ("s1", "ink", VERSION)
    assert row.at == "2026-11-23T08:00:00.000-05:00"
    (chain,) = records.chains(session, version(session))
    chains.check(chain, m.SUBJECT)
    facts = chain.entries[1].facts
    assert facts["operator"] == {"name": "Coordinadora", "role": "coordinator"}
    assert (facts["witness"], facts["clock"]) == ("Ana Ríos", "ok")
    own = identity(session)
    assert (chain.key, chain.certificate) == (
        own.device_key.public_key().public_bytes_raw(),
        own.seal_certificate,
    )


def test_entries_follow_each_other(session: Session) -> None:
    everybody(session)
    (chain,) = records.chains(session, version(session))
    assert [one.facts["counter"] for one in chain.entries] == [0, 1, 2, 3]
    chains.check(chain, m.SUBJECT)
    found = records.standings(session, version(session))
    assert {person: one.outcome.outcome for person, one in found.items() if one.outcome} == {
        "s1": "ink", "s2": "refused", "s3": "left"
    }  # fmt: skip


def test_an_hour_that_goes_back_is_doubtful(session: Session, clock: FixedClock) -> None:
    records.record(session, version(session), m.outcome(0, "absent"))
    clock.set(clock.now() - timedelta(hours=3))
    records.record(session, version(session), m.outcome(1, "absent"))
    (chain,) = records.chains(session, version(session))
    assert [one.facts["clock"] for one in chain.entries] == ["ok", "ok", "doubtful"]


def test_an_ink_must_be_here(session: Session) -> None:
    outcome = m.ink_outcome()
    lost = Outcome(
        outcome.signatory,
        "ink",
        body_seen=outcome.body_seen,
        identified_by="document",
        consent="ink.v1",
        ink=sha256(b"otra"),
    )
    with pytest.raises(NotFound, match="attachment-missing"):
        records.record(session, version(session), lost)
    assert rows(session) == []


def test_facts_that_do_not_go_together_write_nothing(session: Session) -> None:
    with pytest.raises(Invalid, match="left-hour-needed"):
        records.record(session, version(session), m.outcome(0, "left"))
    assert [one for one in rows(session) if one.kind == "outcome"] == []


def test_without_operator(database: Database) -> None:
    with database.transaction() as session:
        session.add(ActaVersion(id=VERSION, acta_id=m.ACTA))
        session.flush()
        with pytest.raises(NotFound, match="record-missing"):
            records.record(session, version(session), m.outcome(0, "absent"))


def test_a_damaged_chain_does_not_grow(session: Session) -> None:
    row = records.record(session, version(session), m.outcome(0, "absent"))
    row.body = row.body.replace("absent", "refused")
    with pytest.raises(Corrupt, match="evidence-signature"):
        records.record(session, version(session), m.outcome(1, "absent"))


def test_two_outcomes_and_a_choice(session: Session) -> None:
    everybody(session)
    again = records.record(session, version(session), m.outcome(1, "paper", identified_by="document"))
    with pytest.raises(NotAllowed, match="outcomes-undecided"):
        records.close(session, version(session), issue.sealer(session))
    standing = records.standings(session, version(session))["s2"]
    cites = tuple(one.hash for one in standing.outcomes)
    records.record(session, version(session), Choice("s2", cites, cites[1]))
    row = rows(session)[-1]
    assert (row.kind, row.signatory_id, row.outcome) == ("choice", "s2", "")
    stands = records.standings(session, version(session))["s2"].stands
    assert stands is not None
    assert stands.body == again.body


def test_the_closing_needs_everybody(session: Session) -> None:
    records.record(session, version(session), m.ink_outcome())
    with pytest.raises(NotAllowed) as caught:
        records.close(session, version(session), issue.sealer(session))
    assert (caught.value.code, caught.value.facts) == ("outcomes-missing", {"count": "2 firmantes"})


def test_the_closing_names_what_will_seal_and_who_is_missing(session: Session) -> None:
    absent = m.author(m.OTHER_DEVICE, 2)
    session.add(Device(device=absent.device, letter="A1", label="R2", public_key=b64(absent.public_key)))
    session.flush()
    everybody(session)
    row = records.close(session, version(session), issue.sealer(session))
    (chain,) = records.chains(session, version(session))
    _, facts = chains.check_closing([chain])
    own = identity(session)
    assert row.kind == "closing"
    assert facts["certificate"] == sha256(own.seal_certificate)
    assert facts["authority"] == sha256(own.ca_certificate)
    assert facts["missing"] == [absent.device]
    assert records.device_names(session)[absent.device] == "A1 (R2)"
    with pytest.raises(NotAllowed, match="acta-closed"):
        records.record(session, version(session), m.outcome(0, "absent"))


def add_foreign(session: Session, *outcomes: Outcome) -> chains.Chain:
    """Write the evidence of another laptop, as an exchange would bring it."""
    other = m.author(m.OTHER_DEVICE, 2)
    session.add(
        Device(
            device=other.device,
            letter="A1",
            label="A1",
            public_key=b64(other.public_key),
            certificate=b64(certificate_for(session, other.device, other.public_key)),
        )
    )
    chain = m.chain_of(other, *outcomes)
    for counter, entry in enumerate(chain.entries):
        session.add(
            Evidence(
                version_id=VERSION,
                device=other.device,
                counter=counter,
                body=entry.body,
                signature=entry.signature,
            )
        )
    session.flush()
    return chain


def test_all_evidence_of_another_laptop_closed_and_sealed_here(session: Session) -> None:
    outcomes = (m.ink_outcome(), m.outcome(1, "refused"), m.outcome(2, "left", left_at="12:50"))
    foreign = add_foreign(session, *outcomes)
    records.close(session, version(session), issue.sealer(session))
    bundle = records.bundle(session, version(session), issue.sealer(session))
    assert foreign.entries in [one.entries for one in bundle.chains]
    assert bundle.inks == {m.INK.digest: m.INK}
    data = bundle.to_bytes()
    assert Bundle.read(data) == bundle
    own = identity(session)
    stamp = Sealer(own.seal_key, own.seal_certificate, own.ca_certificate)
    at = context(session).clock.now()
    sealed = seal(m.BODY, m.APPENDIX, m.acta_json(), data, stamp, at=at)
    assert verify(sealed, [sha256(own.ca_certificate)]).verdict == "intact"


def test_nothing_of_it_survives_a_transaction_that_fails(database: Database, operator: str) -> None:
    def fails() -> None:
        with database.transaction(operator) as session:
            session.add(ActaVersion(id=VERSION, acta_id=m.ACTA, content_hash="a" * 64, body_hash="b" * 64))
            session.flush()
            records.record(session, version(session), m.outcome(0, "absent"))
            raise Invalid("not-canonical", reason="")

    with pytest.raises(AppError):
        fails()
    with database.reading() as session:
        assert rows(session) == []
