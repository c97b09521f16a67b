"""Whatever people do with an acta, in any order: nothing frozen changes, numbers are unique, states true."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import sha256
from alianza_desktop.core.clock import FixedClock
from alianza_desktop.core.errors import AppError
from alianza_desktop.documents import after_seal, issue
from alianza_desktop.model import Acta, ActaComplement, ActaSeal, ActaVersion, LateOutcome
from alianza_desktop.services import (
    acta_amendments,
    acta_annulment,
    actas,
    agreements,
    pins,
)
from alianza_desktop.services.agreements import AgreementData
from alianza_desktop.services.query import living
from alianza_desktop.storage import attachments
from alianza_desktop.storage.database import Database
from tests.builders import agree, arrive, world, writing
from tests.conftest import MORNING
from tests.documents.test_issue import INK, stated

PIN = "4071"
GIVEN = st.sampled_from(
    (
        stated("absent"),
        stated("refused", reason="No está de acuerdo"),
        stated("ink", ink=INK, shown=True, identified_by="document", consent="ink.v1"),
    )
)
WHICH = st.integers(0, 7)


class Life(RuleBasedStateMachine):
    """One mesa, its actas, and every gesture on any of them."""

    founded: Path

    @initialize(far=st.integers(0, 4), given=GIVEN)
    def begin(self, far: int, given: issue.Given) -> None:
        """Begin with a draft, or so many steps later: most lives end before their seal."""
        self.folder = Path(mkdtemp())
        self.database = Database.open(copytree(self.founded, self.folder / "data"), clock=FixedClock(MORNING))
        self.kept: dict[str, str] = {}
        with writing(self.database) as session:
            self.made = world(session)
            arrive(session, self.made, self.made.mayor, self.made.cacao)
            agree(session, self.made)
            pins.set_pin(session, PIN)
            actas.compose(session, self.made.workshop, self.made.cacao)
        for step in ("freeze", "end", "seal", "late")[:far]:
            getattr(self, step)(which=0, **({"given": given} if step in ("end", "late") else {}))

    def _try(self, gesture: Callable[[Session, str], object], which: int) -> None:
        """Do a gesture to one of the actas; one that is refused writes nothing."""
        with self.database.reading() as session:
            ids = sorted(session.scalars(select(Acta.id)))
        try:
            with writing(self.database) as session:
                gesture(session, ids[which % len(ids)])
        except AppError:
            return

    @rule(which=WHICH)
    def freeze(self, which: int) -> None:
        def read_and_freeze(session: Session, acta: str) -> None:
            if actas.status(session, acta).state in ("draft", "review"):
                values = {"development": "Se trató", "starts_at": "09:00", "ends_at": "10:00"}
                actas.change(session, acta, values)
                issue.review(session, acta)
            issue.freeze(session, acta)

        self._try(read_and_freeze, which)

    @rule(which=WHICH, given=GIVEN)
    def end(self, which: int, given: issue.Given) -> None:
        self._try(
            lambda session, acta: issue.record_outcome(session, acta, _person(session, acta), given), which
        )

    @rule(which=WHICH)
    def seal(self, which: int) -> None:
        self._try(issue.seal, which)

    @rule(which=WHICH, given=GIVEN)
    def late(self, which: int, given: issue.Given) -> None:
        self._try(
            lambda session, acta: after_seal.record_late(session, acta, _person(session, acta), given), which
        )

    @rule(which=WHICH)
    def complement(self, which: int) -> None:
        self._try(after_seal.complement, which)

    @rule(which=WHICH)
    def addendum(self, which: int) -> None:
        self._try(acta_amendments.addendum, which)

    @rule(which=WHICH)
    def new_version(self, which: int) -> None:
        self._try(acta_amendments.new_version, which)

    @rule(which=WHICH)
    def annul(self, which: int) -> None:
        self._try(lambda session, acta: acta_annulment.annul(session, acta, "Un error", PIN), which)

    @rule(number=st.integers(0, 99))
    def agree(self, number: int) -> None:
        with writing(self.database) as session:
            data = AgreementData(
                text=f"Compromiso {number}", mesa_id=self.made.cacao,
                organization_id=self.made.municipality, due_on="2027-02-21",
            )  # fmt: skip
            agreements.add(session, self.made.workshop, data)

    @rule()
    def compose(self) -> None:
        with writing(self.database) as session:
            actas.compose(session, self.made.workshop, self.made.cacao)

    @invariant()
    def nothing_frozen_changes(self) -> None:
        with self.database.reading() as session:
            now = dict(_frozen(session))
        assert now.items() >= self.kept.items()
        self.kept = now

    @invariant()
    def numbers_and_versions_are_unique(self) -> None:
        with self.database.reading() as session:
            rows = session.execute(select(ActaVersion.number, ActaVersion.version, ActaVersion.acta_id)).all()
        assert len({(number, version) for number, version, _acta in rows}) == len(rows)
        assert len({acta for _number, _version, acta in rows}) == len(rows)

    @invariant()
    def states_are_what_the_records_say(self) -> None:
        with self.database.reading() as session:
            for acta in session.scalars(living(Acta)).all():
                version = actas.last_version(session, acta.id)
                status = actas.status(session, acta.id)
                sealed = version is not None and actas.last_seal(session, version.id) is not None
                expected = {"draft", "review"} if version is None else {"signing", "signed"}
                expected = {"sealed"} if sealed else expected
                assert status.state in ({"annulled"} if acta.state == "annulled" else expected)
                replaced = [
                    one
                    for one in status.amended_by
                    if one.how == "replacement" and one.state in ("signed", "sealed")
                ]
                assert len(replaced) <= 1
                assert (status.amended == "replaced") == bool(replaced)

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.close()
            rmtree(self.folder)


def _person(session: Session, acta: str) -> str:
    return actas.frozen_signatories(session, issue.frozen(session, acta))[0]["id"]


def _frozen(session: Session) -> Iterator[tuple[str, str]]:
    """Return by record what it froze: the bytes behind every hash are read again."""
    for version in session.scalars(select(ActaVersion)):
        for digest in (version.content_hash, version.body_hash):
            yield f"{version.id} {digest}", sha256(attachments.get(session, digest))
    for one in (*session.scalars(select(ActaSeal)), *session.scalars(select(ActaComplement))):
        yield one.id, sha256(attachments.get(session, one.file_hash))
    for later in session.scalars(select(LateOutcome)):
        yield later.id, sha256(f"{later.body} {later.signature}".encode())


@pytest.fixture
def founded(_founded: Path) -> Path:
    return _founded


def test_whatever_people_do_with_an_acta(founded: Path) -> None:
    machine = type("Life", (Life,), {"founded": founded})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=6, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
