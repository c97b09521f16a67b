"""What a person accepted: three separate answers, with the version and hash of the text that was read."""

import tomllib
from functools import cache
from typing import Final

from sqlalchemy.orm import Session

from alianza_desktop.core.canonical import sha256
from alianza_desktop.core.clock import instant
from alianza_desktop.core.paths import resource
from alianza_desktop.model import Consent
from alianza_desktop.services import alliances, same_as
from alianza_desktop.services.query import living
from alianza_desktop.storage.context import context

PURPOSES: Final = ("registration", "contact", "photos")
VERSION: Final = "consent.v1"


@cache
def _wording() -> dict[str, str]:
    with resource("wording", f"{VERSION}.toml").open("rb") as file:
        return dict(tomllib.load(file)["text"])


def text(session: Session) -> str:
    """Return the notice that is read to the person, with this alliance's data holder."""
    alliance = alliances.alliance(session)
    return _wording()["notice"].format(
        holder=alliance.data_holder or alliance.name,
        years=alliance.retention_years or 5,
        contact=alliance.data_contact or "la mesa de registro",
    )


def boxes() -> tuple[tuple[str, str], ...]:
    """Return the three boxes, (purpose, sentence), none of them ever ticked beforehand."""
    return tuple((purpose, _wording()[purpose]) for purpose in PURPOSES)


def record(
    session: Session,
    person_id: str,
    *,
    registration: bool,
    contact: bool,
    photos: bool,
    informed: bool = False,
    at: str = "",
) -> None:
    """Write the three answers as facts, refusals included; `at` is when paper says that they were given.

    `informed`: the person acts for a public body in its functions and was told how the data are used; for
    the registration nothing is asked (Ley 29733 art. 14.1), for the other two it is.
    """
    notice = sha256(text(session).encode())
    at = at or instant(context(session).clock.now())
    answers = {"registration": registration, "contact": contact, "photos": photos}
    for purpose, given in answers.items():
        session.add(
            Consent(
                person_id=person_id,
                purpose=purpose,
                given=given,
                informed_only=informed and purpose == "registration" and not given,
                text_version=VERSION,
                text_hash=notice,
                language="es",
                at=at,
            )
        )


def last_answer(session: Session, person_id: str) -> Consent | None:
    """Return what the person answered last about the registration of their data."""
    return session.scalars(
        living(Consent)
        .where(
            Consent.person_id.in_(same_as.members(session, "person", person_id)),
            Consent.purpose == "registration",
        )
        .order_by(Consent.at.desc(), Consent.id.desc())
        .limit(1)
    ).first()


def covers(answer: Consent) -> bool:
    """Say whether an answer lets the person's data be registered: accepted, or informed as a public body."""
    return answer.given or answer.informed_only


def accepted_version(session: Session, person_id: str) -> str:
    """Return the version of the registration text that the person accepted last, or an empty text."""
    found = last_answer(session, person_id)
    return found.text_version if found and found.given else ""
