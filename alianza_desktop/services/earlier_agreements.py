"""Agreements of an earlier workshop, from a list: plain agreements of that workshop, in no acta.

Decided here: the same text at the same mesa is the same agreement, so a list taken again adds nothing and
what people changed since stays. A mesa or an organisation that is not here is added, counted beforehand. A
person is named only when the directory has one of that name, of the responsible organisation first: a list of
agreements is no list of people. Where the responsible is a person's name, their organisation answers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy.orm import Session

from alianza_desktop.core.format_es import fold
from alianza_desktop.model import Agreement, Mesa, Organization, Person, Workshop, WorkshopMesa
from alianza_desktop.services import agreements, earlier, mesas, organizations
from alianza_desktop.services.agreements import AgreementData
from alianza_desktop.services.earlier import Earlier
from alianza_desktop.services.invitee_drafts import Words, name_words
from alianza_desktop.services.invitee_matches import Effect
from alianza_desktop.services.invitee_rows import Mend, Remark
from alianza_desktop.services.invitees import OutcomeKind
from alianza_desktop.services.mesas import MesaPlan
from alianza_desktop.services.query import living

Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ListedAgreement:
    """One row of a list of agreements, read and cleaned. Empty is not said."""

    sheet: str = ""
    row: int = 0
    """As the spreadsheet numbers it."""
    kind: str = "compromiso"
    text: str = ""
    organization: str = ""
    person: str = ""
    partners: tuple[str, ...] = ()
    mesa: str = ""
    """Number or name; empty is the plenaria."""
    due_on: str = ""
    permanent: bool = False
    deliverable: str = ""
    amount: int | None = None
    """In céntimos of sol."""
    verification: str = ""
    funding: str = ""
    policy: str = ""
    goals: tuple[str, ...] = ()
    acceptance: str = ""
    follow_up: str = ""
    remarks: tuple[Remark, ...] = ()
    mend: Mend = field(default_factory=Mend)


@dataclass(frozen=True, slots=True, repr=False)
class AgreementOutcome:
    """What becomes of a row."""

    row: ListedAgreement
    kind: OutcomeKind
    effect: Effect | None
    remarks: tuple[Remark, ...]
    person_id: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class AgreementPlan:
    """What a list would add; it belongs to the session that made it."""

    outcomes: tuple[AgreementOutcome, ...]
    organizations: int
    mesas: int


@dataclass(slots=True, repr=False)
class _Here:
    """What the store has, to be looked up by what lists say."""

    bodies: dict[str, str]
    """Folded name and short name → id."""
    people: dict[Words, list[Person]]
    mesas: dict[str, str]
    """Folded number and name → id."""
    agreed: set[tuple[str, str]]
    """(mesa, folded text) of what the workshop has; a mesa that is not here yet stands by its folded name."""

    @classmethod
    def load(cls, session: Session, held: Workshop | None) -> "_Here":
        bodies: dict[str, str] = {}
        for body in session.scalars(living(Organization).order_by(Organization.id)):
            for key in filter(None, (fold(body.name), fold(body.short_name))):
                bodies.setdefault(key, body.id)
        people: dict[Words, list[Person]] = {}
        for one in session.scalars(living(Person).order_by(Person.id)):
            words = name_words(one.given_names, one.paternal_surname, one.maternal_surname)
            people.setdefault(words, []).append(one)
        tables: dict[str, str] = {}
        for mesa in session.scalars(living(Mesa).order_by(Mesa.number, Mesa.id)):
            for key in (str(mesa.number), mesa.name, f"mesa de {mesa.name}", f"mesa {mesa.name}"):
                tables.setdefault(fold(key), mesa.id)
        agreed = set()
        if held is not None:
            known = session.scalars(living(Agreement).where(Agreement.workshop_id == held.id))
            agreed = {(one.mesa_id, fold(one.text)) for one in known}
        return cls(bodies, people, tables, agreed)

    def person(self, name: str, organization_id: str) -> Person | None:
        """Return who has that name, of this organisation first; nobody when several have it."""
        known = self.people.get(name_words(name), []) if name else []
        own = [one for one in known if one.organization_id == organization_id]
        found = own or known
        return found[0] if len(found) == 1 or own else None

    def table(self, mesa: str) -> str:
        """Return the id of a mesa, nothing for the plenaria, or what stands for one that is not here."""
        key = fold(mesa)
        return "" if key in ("", "plenaria") else self.mesas.get(key, f"new:{key}")


def plan(
    session: Session, target: Earlier, rows: Sequence[ListedAgreement], *, step: Step | None = None
) -> AgreementPlan:
    """Work out what each row becomes, reading only."""
    earlier.check(session, target)
    here = _Here.load(session, earlier.find(session, target))
    outcomes, names, tables = [], set[str](), set[str]()
    for count, row in enumerate(rows, 1):
        outcome = _decided(here, row)
        outcomes.append(outcome)
        if outcome.effect == "new":
            told = outcome.row
            names |= {fold(one) for one in (told.organization, *told.partners) if one} - here.bodies.keys()
            tables |= {here.table(told.mesa)}
        if step is not None:
            step(count, len(rows))
    return AgreementPlan(tuple(outcomes), len(names), sum(one.startswith("new:") for one in tables))


def _decided(here: _Here, row: ListedAgreement) -> AgreementOutcome:
    if not row.text:
        return AgreementOutcome(row, "rejected", None, (Remark("agreement-text-missing"),))
    remarks = [one for one in row.remarks if one.code not in row.mend.settled]
    organization_id = here.bodies.get(fold(row.organization), "")
    who = here.person(row.person, organization_id)
    if row.organization and not organization_id and not row.person:
        who = here.person(row.organization, "")  # «Responsable: María Quispe»
        row = replace(row, organization="", person=row.organization) if who is not None else row
    if row.person and who is None and "person-unknown" not in row.mend.settled:
        remarks.append(Remark("person-unknown"))
    if not row.organization and who is None and "responsible-missing" not in row.mend.settled:
        remarks.append(Remark("responsible-missing"))
    key = (here.table(row.mesa), fold(row.text))
    if key in here.agreed:
        return AgreementOutcome(row, "updated", "unchanged", (Remark("unchanged"),))
    here.agreed.add(key)
    doubtful = any(one.doubtful for one in remarks)
    return AgreementOutcome(
        row, "review" if doubtful else "imported", "new", tuple(remarks), who.id if who else ""
    )


def apply(session: Session, target: Earlier, planned: AgreementPlan) -> Workshop:
    """Write what is new of a plan, in the order of the list."""
    held = earlier.hold(session, target)
    here = _Here.load(session, held)
    for outcome in planned.outcomes:
        if outcome.effect == "new":
            _add(session, held, here, outcome)
    session.flush()
    return held


def _add(session: Session, held: Workshop, here: _Here, outcome: AgreementOutcome) -> None:
    row = outcome.row
    body = _body(session, here.bodies, row.organization)
    if not body and outcome.person_id:
        body = session.get_one(Person, outcome.person_id).organization_id
    agreements.add(
        session,
        held.id,
        AgreementData(
            text=row.text,
            kind=row.kind,
            mesa_id=_table(session, held, here, row.mesa),
            organization_id=body,
            person_id=outcome.person_id,
            partners=tuple(dict.fromkeys(_body(session, here.bodies, one) for one in row.partners)),
            due_on="" if row.permanent else row.due_on,
            permanent=row.permanent,
            deliverable=row.deliverable,
            amount=row.amount,
            verification=row.verification,
            funding=row.funding,
            policy=row.policy,
            goals=row.goals,
            acceptance=row.acceptance,
            follow_up=row.follow_up,
        ),
    )


def _body(session: Session, bodies: dict[str, str], name: str) -> str:
    """Return the id of an organisation, added when it is new."""
    key = fold(name)
    if not key:
        return ""
    if key not in bodies:
        bodies[key] = organizations.find_or_add(session, name).id
    return bodies[key]


def _table(session: Session, held: Workshop, here: _Here, mesa: str) -> str:
    """Return the id of a mesa that meets in the workshop, added to it and to the alliance when it must."""
    known = here.table(mesa)
    if not known:
        return ""
    if known.startswith("new:"):
        name = mesas_name(mesa)
        known = here.mesas[fold(mesa)] = mesas.found(session, MesaPlan(name=name)).id
    meets = living(WorkshopMesa).where(
        WorkshopMesa.workshop_id == held.id, WorkshopMesa.mesa_id == known
    )  # fmt: skip
    if session.scalars(meets.limit(1)).first() is None:
        session.add(WorkshopMesa(workshop_id=held.id, mesa_id=known))
        session.flush()
    return known


def mesas_name(mesa: str) -> str:
    """Return how a mesa that a list names is called: «Mesa de Cacao» is Cacao, «7» is Mesa 7."""
    if mesa.isdigit():
        return f"Mesa {mesa}"
    folded = fold(mesa)
    for start in ("mesa de la ", "mesa del ", "mesa de ", "mesa "):
        if folded.startswith(start) and len(mesa) > len(start):
            rest = mesa[len(start) :].strip()
            return rest[:1].upper() + rest[1:]
    return mesa
