"""Where actas stand, for one or for a whole list in the same few queries.

`draft`, `review` and `annulled` are stored; the rest comes from versions, outcomes and seals (signing.md).
What amends an acta is shown with it from its draft on, and counts («con adenda», «reemplazada») once
everybody ended with it; annulling it takes that back. With what is sealed everybody ended: an outcome that
comes later takes nobody's away (`documents.after_seal` tells it).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alianza_desktop.model import Acta, ActaSeal, ActaSignatory, ActaVersion, Evidence
from alianza_desktop.model.actas import ADDENDUM, REPLACEMENT
from alianza_desktop.services.query import living
from alianza_desktop.storage import attachments

IN_FORCE: Final = ("signed", "sealed")


@dataclass(frozen=True, slots=True)
class Amendment:
    """An acta that adds to another or replaces it."""

    acta_id: str
    how: str
    """`addendum` or `replacement`."""
    state: str
    number: str
    version: int

    @property
    def in_force(self) -> bool:
        """Whether everybody ended with it, and nobody annulled it."""
        return self.state in IN_FORCE


@dataclass(frozen=True, slots=True, repr=False)
class Status:
    """Where an acta stands."""

    state: str
    """`draft`, `review`, `signing`, `signed`, `sealed` or `annulled`."""
    number: str
    version: int
    version_id: str
    outcomes: int
    signatories: int
    two_seals: bool = False
    """Two laptops sealed this version: a conflict shown to all (`seal_role.seals`)."""
    amended_by: tuple[Amendment, ...] = ()
    """Its adendas and new versions, drafts and annulled ones too, in the order they were begun."""

    @property
    def amended(self) -> str:
        """Return `replaced` or `with_addendum` when an amendment is in force; else empty."""
        found = {one.how for one in self.amended_by if one.in_force}
        if REPLACEMENT in found:
            return "replaced"
        return "with_addendum" if ADDENDUM in found else ""


def of(session: Session, actas: Sequence[Acta]) -> dict[str, Status]:
    """Return the status of each acta, by its id."""
    found = _own(session, actas)
    ids = {one.id for one in actas}
    amending = list(session.scalars(living(Acta).where(Acta.amends_id.in_(ids)).order_by(Acta.id)))
    theirs = _own(session, amending) if amending else {}
    by_acta: dict[str, list[Amendment]] = defaultdict(list)
    for one in amending:
        at = theirs[one.id]
        by_acta[one.amends_id].append(Amendment(one.id, one.amends_how, at.state, at.number, at.version))
    return found | {key: replace(found[key], amended_by=tuple(rows)) for key, rows in by_acta.items()}


def _own(session: Session, actas: Sequence[Acta]) -> dict[str, Status]:
    ids = {one.id for one in actas}
    versions = _newest(session, ids)
    frozen = {one.id for one in versions.values()}
    sealed = _sealed(session, frozen)
    ended = _ended(session, frozen)
    drafts = _drafts(session, ids - versions.keys())
    found = {}
    for acta in actas:
        version = versions.get(acta.id)
        if version is None:
            found[acta.id] = Status(acta.state, "", 0, "", 0, drafts.get(acta.id, 0))
            continue
        expected = len(json.loads(attachments.get(session, version.content_hash))["signatories"])
        done = expected if version.id in sealed else ended.get(version.id, 0)
        state = "signed" if expected and done >= expected else "signing"
        state = "sealed" if version.id in sealed else state
        state = "annulled" if acta.state == "annulled" else state
        found[acta.id] = Status(
            state,
            version.number,
            version.version,
            version.id,
            done,
            expected,
            two_seals=sealed.get(version.id, 0) > 1,
        )
    return found


def _sealed(session: Session, versions: set[str]) -> dict[str, int]:
    """Return how many different files were sealed of each version that has any."""
    rows = session.execute(
        select(ActaSeal.version_id, func.count(ActaSeal.file_hash.distinct()))
        .where(ActaSeal.version_id.in_(versions))
        .group_by(ActaSeal.version_id)
    )
    return dict(rows.all())


def _newest(session: Session, ids: set[str]) -> dict[str, ActaVersion]:
    """Return the newest frozen version of each acta; of two with one number, the first id."""
    rows = session.scalars(
        select(ActaVersion)
        .where(ActaVersion.acta_id.in_(ids))
        .order_by(ActaVersion.version, ActaVersion.id.desc())
    )
    return {one.acta_id: one for one in rows}


def _ended(session: Session, versions: set[str]) -> dict[str, int]:
    """Return how many people have one outcome that stands, by version.

    Somebody with two has none until a choice that came after them: the seal, which reads the chains, says
    the last word.
    """
    rows = session.execute(
        select(Evidence.version_id, Evidence.signatory_id, Evidence.kind)
        .where(Evidence.version_id.in_(versions), Evidence.kind.in_(("outcome", "choice")))
        .order_by(Evidence.at, Evidence.counter, Evidence.id)
    )
    open_now: dict[tuple[str, str], int] = {}
    for version, person, kind in rows:
        key = (version, person)
        open_now[key] = 1 if kind == "choice" else open_now.get(key, 0) + 1
    return Counter(version for (version, _person), outcomes in open_now.items() if outcomes == 1)


def _drafts(session: Session, ids: set[str]) -> dict[str, int]:
    """Return how many people are expected to sign each draft."""
    rows = session.execute(
        select(ActaSignatory.acta_id, func.count())
        .where(ActaSignatory.acta_id.in_(ids), ActaSignatory.deleted.is_(False))
        .group_by(ActaSignatory.acta_id)
    )
    return dict(rows.all())
