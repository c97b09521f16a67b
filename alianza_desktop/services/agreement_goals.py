"""The Sustainable Development Goals that agreements serve: a set, one record for each member."""

from sqlalchemy.orm import Session

from alianza_desktop.model import Agreement, AgreementGoal, rules
from alianza_desktop.services.query import get, living
from alianza_desktop.storage.journal import delete


def choose(session: Session, agreement_id: str, goals: tuple[str, ...]) -> None:
    """Make these the goals of an agreement, as `rules.goal` writes them; `Invalid("goal-unknown")`."""
    get(session, Agreement, agreement_id)
    wanted = {rules.goal(one) for one in goals}
    known = list(session.scalars(living(AgreementGoal).where(AgreementGoal.agreement_id == agreement_id)))
    for one in known:
        if one.goal not in wanted:
            delete(session, one)
    for goal in sorted(wanted - {one.goal for one in known}):
        session.add(AgreementGoal(agreement_id=agreement_id, goal=goal))
    session.flush()


def of(session: Session, agreement_ids: set[str]) -> dict[str, tuple[str, ...]]:
    """Return the goals of each agreement that has any, 1 before 2.3 before 10."""
    rows = session.scalars(living(AgreementGoal).where(AgreementGoal.agreement_id.in_(agreement_ids)))
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row.agreement_id, set()).add(row.goal)
    return {key: tuple(sorted(goals, key=rules.goal_order)) for key, goals in found.items()}
