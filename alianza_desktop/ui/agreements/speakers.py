"""Who says something, by the name that is written: a person who is here, or an organisation. No Qt."""

from alianza_desktop.core.errors import Invalid
from alianza_desktop.services import responsibles
from alianza_desktop.ui.agreements.facts import Room


def names(text: str, room: Room) -> list[str]:
    """Return who may be meant by what is written, as whole names."""
    fits = responsibles.find(room.known, text).fits if text.strip() else ()
    return list(dict.fromkeys(one.person if one.by_person else one.organization for one in fits))


def who(name: str, room: Room) -> dict[str, str]:
    """Return whom a name means, nobody for none; `Invalid("speaker-unknown")` when it means nobody known."""
    if not name.strip():
        return {"person_id": "", "organization_id": ""}
    one = responsibles.find(room.known, name).one
    if one is None:
        raise Invalid("speaker-unknown")
    return {"person_id": one.person_id if one.by_person else "", "organization_id": one.organization_id}
