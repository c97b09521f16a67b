"""`alianza people list|show|merge|separate` and the same of `actors`, with `actors sheet`."""

from argparse import Namespace
from typing import TYPE_CHECKING

from alianza_desktop.cli import choosing, output
from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.core import catalogs
from alianza_desktop.core.format_es import count, day, hour, occasion

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.services.directory_actors import ActorCard
    from alianza_desktop.services.directory_people import PersonCard
    from alianza_desktop.services.record_history import Change


def list_people(desk: Desk, arguments: Namespace) -> Reply:
    """List everybody, or whom some words find; without document numbers."""
    from alianza_desktop.services import directory_people

    with desk.reading() as session:
        found = directory_people.listing(session, arguments.words)
    data = [
        {
            "id": one.id, "name": one.listed_name, "organization": one.organization, "sector": one.sector,
            "position": one.position, "stages": list(one.stages), "consent": one.consent,
        }
        for one in found.rows
    ]  # fmt: skip
    lines = (
        " · ".join(filter(None, (one.listed_name, one.organization, _stages(one.stages), one.id)))
        for one in found.rows
    )
    said = count(found.total, "persona", "personas")
    if arguments.words.strip():
        said = f"{len(found.rows):,} de {said}"
    return Reply({"people": data, "total": found.total}, (*lines, said))


def _stages(stages: tuple[int, ...]) -> str:
    return f"talleres {', '.join(map(str, stages))}" if stages else ""


def show_person(desk: Desk, arguments: Namespace) -> Reply:
    """Show one person: what they attended and accepted, and who changed their record."""
    from alianza_desktop.services import directory_people, record_history

    with desk.reading() as session:
        person_id = choosing.record(session, "person", arguments.person)
        card = directory_people.card(session, person_id)
        history = record_history.person(session, card.id)
    return Reply({"person": _person(card), "history": _history(history)}, _told_person(card, history))


def _person(card: "PersonCard") -> dict[str, object]:
    return {
        "id": card.id,
        "name": card.full_name,
        "organization": card.organization,
        "sector": card.sector,
        "position": card.values["position"],
        "visits": [
            {"stage": one.stage, "workshop": one.workshop, "date": one.date, "hours": list(one.hours)}
            for one in card.visits
        ],
        "signatures": [
            {"acta": one.acta_id, "number": one.number, "outcome": one.outcome} for one in card.signatures
        ],
        "consents": [
            {"purpose": one.purpose, "given": one.given, "version": one.version, "at": one.at}
            for one in card.consents
        ],
        "agreements": [one.agreement_id for one in card.answers],
        "same_as": [record_id for record_id, _words in card.others],
    }


def _told_person(card: "PersonCard", history: "tuple[Change, ...]") -> tuple[str, ...]:
    return (
        " · ".join(filter(None, (card.full_name, card.values["position"], card.organization))),
        *(
            f"  {occasion(one.stage)}, {day(one.date)}: {', '.join(one.hours)} {one.mesa}"
            for one in card.visits
        ),
        *(
            f"  {catalogs.label('consent', one.purpose)}: {'sí' if one.given else 'no'} ({one.version})"
            for one in card.consents
        ),
        *(f"  También registrada como {words}" for _id, words in card.others),
        *_told_history(history),
    )


def list_actors(desk: Desk, arguments: Namespace) -> Reply:
    """List the organisations, or those that some words find."""
    from alianza_desktop.services import directory_actors

    with desk.reading() as session:
        rows = directory_actors.listing(session, arguments.words)
    data = [
        {
            "id": one.id, "name": one.name, "short_name": one.short_name, "sector": one.sector,
            "level": one.level, "ruc": one.ruc, "ubigeo": one.ubigeo, "sections": one.filled,
            "people": one.people, "agreements": one.agreements,
        }
        for one in rows
    ]  # fmt: skip
    lines = (
        f"{one.name} · {catalogs.labels('sector').get(one.sector, 'sin sector')} · "
        f"{one.filled} de 4 secciones · {one.id}"
        for one in rows
    )
    return Reply({"actors": data}, (*lines, count(len(rows), "actor", "actores")))


def show_actor(desk: Desk, arguments: Namespace) -> Reply:
    """Show one organisation: its four lists, where it takes part, who changed it."""
    from alianza_desktop.services import directory_actors, record_history

    with desk.reading() as session:
        actor_id = choosing.record(session, "organization", arguments.actor)
        card = directory_actors.card(session, actor_id)
        history = record_history.organization(session, card.id)
    return Reply({"actor": _actor(card), "history": _history(history)}, _told_actor(card, history))


def _actor(card: "ActorCard") -> dict[str, object]:
    public = ("name", "short_name", "sector", "level", "ruc", "ubigeo")
    return {
        "id": card.id,
        **{name: card.values[name] for name in public},
        "traits": [{"id": one.id, "kind": one.kind, "text": one.text} for one in card.traits],
        "takes_part": [{"kind": one.kind, "id": one.id, "title": one.title} for one in card.links],
        "same_as": [record_id for record_id, _words in card.others],
    }


def _told_actor(card: "ActorCard", history: "tuple[Change, ...]") -> tuple[str, ...]:
    return (
        f"{card.values['name']} · {card.filled} de 4 secciones",
        *(f"  {catalogs.label('trait', one.kind)}: {one.text}" for one in card.traits),
        *(f"  {one.title} · {one.caption}" for one in card.links),
        *_told_history(history),
    )


def _history(changes: "tuple[Change, ...]") -> list[dict[str, object]]:
    return [{"at": one.at, "who": one.who, "device": one.device, "words": list(one.words)} for one in changes]


def _told_history(changes: "tuple[Change, ...]") -> tuple[str, ...]:
    return tuple(
        f"  {day(one.at[:10])} {hour(one.at)}, {one.who or 'alguien'}, {one.device}: {'; '.join(one.words)}"
        for one in changes
    )


def merge_people(desk: Desk, arguments: Namespace) -> Reply:
    """Say that two records are one person."""
    return _merge(desk, "person", arguments)


def merge_actors(desk: Desk, arguments: Namespace) -> Reply:
    """Say that two records are one organisation."""
    return _merge(desk, "organization", arguments)


def _merge(desk: Desk, entity: str, arguments: Namespace) -> Reply:
    from alianza_desktop.services import same_as

    with desk.writing() as session:
        ids = [choosing.record(session, entity, one) for one in (arguments.one, arguments.other)]
        same_as.join(session, entity, *ids)
        shown, *others = same_as.members(session, entity, ids[0])
        name = _name(session, entity, shown)
    return Reply(
        {"shown": shown, "same_as": others},
        (f"Quedan como uno solo: {name}. Se separan con: separate {others[0]}",),
    )


def _name(session: "Session", entity: str, record_id: str) -> str:
    from alianza_desktop.model import Person
    from alianza_desktop.services import same_as
    from alianza_desktop.services.query import get

    record = get(session, same_as.KINDS[entity], record_id)
    return record.full_name if isinstance(record, Person) else record.name


def separate_people(desk: Desk, arguments: Namespace) -> Reply:
    """Take a record out of the person to whom it was joined."""
    return _separate(desk, "person", arguments)


def separate_actors(desk: Desk, arguments: Namespace) -> Reply:
    """Take a record out of the organisation to which it was joined."""
    return _separate(desk, "organization", arguments)


def _separate(desk: Desk, entity: str, arguments: Namespace) -> Reply:
    from alianza_desktop.services import same_as

    with desk.writing() as session:
        known = choosing.record(session, entity, arguments.one)
        said = same_as.separate(session, entity, known)
    words = "Ya no son el mismo." if said.removed else "No estaba unido a ningún otro. No cambió nada."
    return Reply({"separated": bool(said.removed)}, (words,))


def sheet(desk: Desk, arguments: Namespace) -> Reply:
    """Write the sheet of an actor; with its contact only when it is asked for."""
    from alianza_desktop.documents import actor_sheet, actor_sheet_content, wording

    with desk.reading() as session:
        actor_id = choosing.record(session, "organization", arguments.actor)
        content = actor_sheet_content.collect(session, actor_id, internal=arguments.internal)
    made = actor_sheet.build(content, wording.load(actor_sheet_content.WORDING))
    target = output.write(arguments.file, made.data)
    return Reply({"file": str(target), "pages": made.pages}, (f"{target}: {content.name}",))
