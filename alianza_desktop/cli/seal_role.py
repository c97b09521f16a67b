"""Signing an acta on several laptops: who seals it, `alianza acta hand-over`, and what came of it."""

from argparse import Namespace
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from alianza_desktop.cli.desk import Desk, Reply
from alianza_desktop.core.format_es import listed
from alianza_desktop.core.sentences import said

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.model import ActaVersion


def hand_over(desk: Desk, arguments: Namespace) -> Reply:
    """Hand the seal of an acta on to the laptop with that letter or name: only its holder may."""
    from alianza_desktop.documents import issue
    from alianza_desktop.services import actas, devices, seal_role

    with desk.writing() as session:
        version = issue.frozen(session, actas.find(session, arguments.acta).id)
        made = seal_role.hand_on(session, version, arguments.device)
        data = {"acta": version.number, "device": made.to_device, "counter": made.counter}
        name = devices.name(session, made.to_device)
    return Reply(
        {"seal_role": data},
        (
            f"El acta {data['acta']} la sella ahora el equipo {name}.",
            "Llévele lo de este equipo antes de sellar.",
        ),
    )


def facts(session: "Session", version: "ActaVersion") -> dict[str, Any]:
    """Return what signing on several laptops left: who seals, two seals, what came after the seal."""
    from alianza_desktop.services import devices, seal_role
    from alianza_desktop.signing import records

    role, names = seal_role.role(session, version), devices.names(session)
    seals = seal_role.seals(session, version.id)
    return {
        "seal_device": names.get(role.holder, role.holder),
        "seals": [{"device": names.get(one.device, one.device), "file": one.file_hash} for one in seals],
        "after_seal": [one.hash for one in records.after_seal(session, version)],
        "handovers_ignored": [
            {"device": names.get(one.device, one.device), "code": one.code} for one in role.ignored
        ],
    }


def lines(laptops: Mapping[str, Any]) -> Iterator[str]:
    """Say it to people; nothing of a draft."""
    if not laptops:
        return
    if not laptops["seals"]:
        yield f"  La sella el equipo {laptops['seal_device']}"
    for one in laptops["handovers_ignored"]:
        yield f"  No se toma en cuenta un pase del sello del equipo {one['device']}: {said(one['code'])}"
    if len(laptops["seals"]) > 1:
        sealed = listed([one["device"] for one in laptops["seals"]])
        yield f"  CONFLICTO: {said('acta-two-seals', devices=sealed)}"
    if laptops["after_seal"]:
        yield f"  {said('evidence-after-seal', count=len(laptops['after_seal']))}"
