"""What each of many people answered last to the consent text: for lists, which ask once for everybody."""

from dataclasses import dataclass, field
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.model import Consent
from alianza_desktop.services import same_as
from alianza_desktop.services.query import living


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers in force of one person, by purpose; what was never asked is not there."""

    given: dict[str, bool] = field(default_factory=dict)
    informed_only: bool = False
    """Acts for a public body in its functions: was informed, needs no consent (Ley 29733 art. 14.1)."""

    @property
    def registered(self) -> bool:
        """Whether their data may stand on a list, a certificate, a credential."""
        return self.informed_only or self.given.get("registration", False)


NONE: Final = Answers()


def of(session: Session, person_ids: set[str]) -> dict[str, Answers]:
    """Return the answers of those who gave any, by person; a few thousand people at most."""
    known = same_as.identities(session, "person")
    rows = session.scalars(
        living(Consent)
        .where(Consent.person_id.in_(known.all_of(person_ids)))
        .order_by(Consent.at, Consent.id)
    )
    given: dict[str, dict[str, bool]] = {}
    informed: dict[str, bool] = {}
    for row in rows:
        person = known.shown(row.person_id)
        given.setdefault(person, {})[row.purpose] = row.given
        if row.purpose == "registration":
            informed[person] = row.informed_only
    found = {person: Answers(said, informed.get(person, False)) for person, said in given.items()}
    return {one: found[known.shown(one)] for one in person_ids if known.shown(one) in found}
