"""The alliance's authority in Ajustes, as plain data: who has it, what each gesture does. No Qt."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from alianza_desktop.core.errors import NotAllowed
from alianza_desktop.core.format_es import count, day
from alianza_desktop.services import alliances, authorities, devices, pins
from alianza_desktop.storage.context import context
from alianza_desktop.storage.identity import identity
from alianza_desktop.ui.fields import FieldSpec
from alianza_desktop.ui.row import Row

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SOON: Final = 90
"""Days before its end in which a certificate is said to be near it."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Gesture:
    """Something that changes the authority: what it means is read before it is done."""

    title: str
    words: str
    button: str
    icon: str
    device: bool = False
    """Of one laptop, which is chosen."""
    person: bool = False
    """Of somebody who works here, who is chosen."""
    reason: bool = False


GESTURES: Final = {
    "hand": Gesture(
        title="Pasar la autoridad a otro equipo",
        words="Se guarda un archivo que solo abre ese equipo, una vez. Este la conserva hasta que el otro "
        "diga que "
        "la recibió; desde entonces ya no certifica. No se puede deshacer: vuelve solo si el otro la pasa.",
        button="Hacer el archivo",
        icon="device-usb",
        device=True,
    ),
    "receive": Gesture(
        title="Recibir la autoridad",
        words="El archivo se hizo para este equipo en el que la tiene. Desde que se recibe, este certifica "
        "a los "
        "demás. No se puede deshacer: se pasa a otro del mismo modo. Borre después el archivo del USB.",
        button="Elegir el archivo",
        icon="download",
    ),
    "renew": Gesture(
        title="Renovar los certificados",
        words="Cada equipo recibe un certificado por tres años más y lo toma cuando le llega. El código no "
        "cambia, "
        "salvo que la autoridad esté por vencer. Lo sellado antes se sigue verificando. No se puede "
        "deshacer.",
        button="Renovar",
        icon="refresh",
    ),
    "rotate": Gesture(
        title="Cambiar la autoridad",
        words="Se hace otra, avalada por la de ahora, y todos los equipos reciben certificados suyos. El "
        "código "
        "cambia: dé a conocer el nuevo. Lo sellado antes se verifica con el anterior. No se puede deshacer.",
        button="Cambiarla",
        icon="shield-check",
    ),
    "replace": Gesture(
        title="Se perdió la laptop que la tiene",
        words="Solo si no va a volver. Este equipo hace otra autoridad y certifica a los conocidos. El "
        "código cambia: "
        "dé a conocer el nuevo. Desde hoy no vale lo que se selle con certificados de la perdida; lo "
        "anterior sí. "
        "No se puede deshacer, aunque la laptop aparezca.",
        button="Hacer otra autoridad",
        icon="alert-triangle",
        reason=True,
    ),
    "revoke": Gesture(
        title="Retirar la confianza a un equipo",
        words="Desde ahora no vale lo que ese equipo selle; lo que selló antes, sí. Se usa si lo robaron o "
        "lo tiene "
        "otra persona. No se puede deshacer: tendría que entrar a la alianza como un equipo nuevo.",
        button="Retirar la confianza",
        icon="hand-stop",
        device=True,
        reason=True,
    ),
    "forget": Gesture(
        title="Quitar un PIN olvidado",
        words="Esa persona podrá poner otro PIN en este equipo. Queda anotado quién lo quitó y cuándo, y "
        "se ve en "
        "esta página. No se puede deshacer.",
        button="Quitar el PIN",
        icon="eraser",
        person=True,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AuthorityFacts:
    """The authority now, as this laptop knows it."""

    words: str
    code: tuple[str, ...]
    """Its SHA-256, in lines of eight groups of four."""
    fingerprint: str
    holder: str
    until: str
    laptops: tuple[Row, ...]
    gestures: tuple[str, ...]
    """Keys of `GESTURES` that this person can do here."""
    warning: str = ""


def grouped(fingerprint: str) -> tuple[str, ...]:
    """Write a SHA-256 to be read aloud and compared: lines of eight groups of four."""
    groups = [fingerprint[place : place + 4].upper() for place in range(0, len(fingerprint), 4)]
    return tuple(" ".join(groups[place : place + 8]) for place in range(0, len(groups), 8))


def read(session: "Session", today: date, role: str) -> AuthorityFacts:
    """Return how the authority stands, for who has a role."""
    now, own = authorities.standing(session), identity(session)
    names = devices.names(session)
    mine = names.get(own.device_id, own.letter)
    here = now.here and now.holder == mine
    where = "este equipo" if here else f"el equipo {now.holder}"
    certified = {one.device: one for one in now.certificates}
    return AuthorityFacts(
        words=f"Certifica a los equipos que sellan actas. Su clave está solo en {where}.",
        code=grouped(now.fingerprint),
        fingerprint=now.fingerprint,
        holder=now.holder,
        until=day(now.until),
        laptops=tuple(
            _laptop(name, certified.get(device), now, own=device == own.device_id)
            for device, name in sorted(names.items(), key=lambda one: (one[0] != own.device_id, one[1]))
        ),
        gestures=_gestures(here=here, alone=len(names) < 2) if role == "coordinator" else (),
        warning=_warning(certified.get(own.device_id), today),
    )


def sheet(facts: AuthorityFacts, alliance: str, today: date, *, rehearsal: bool) -> bytes:
    """Return the page with the code, as PDF."""
    from alianza_desktop.documents import authority_sheet

    made = authority_sheet.AuthoritySheet(
        alliance=alliance, code=facts.code, until=facts.until, day=today.isoformat(), rehearsal=rehearsal
    )
    return authority_sheet.build(made).data


def _gestures(*, here: bool, alone: bool) -> tuple[str, ...]:
    first = ("hand", "renew", "rotate") if here else ("receive", "replace")
    return tuple(one for one in (*first, "revoke") if not (alone and GESTURES[one].device))


def _laptop(name: str, one: authorities.Certificate | None, now: authorities.Standing, *, own: bool) -> Row:
    title = f"Equipo {name}, este equipo" if own else f"Equipo {name}"
    holds = "tiene la autoridad" if now.holder == name else ""
    if one is None:
        return Row(
            title=title, icon="device-laptop", caption="sin certificado aquí", warning=True, trailing=holds
        )
    if one.revoked_at:
        said = f"sin confianza desde el {day(one.revoked_at[:10])}"
        return Row(title=title, icon="device-laptop", caption=said, warning=True, trailing=holds)
    earlier = one.authority != now.fingerprint
    said = f"certificado hasta el {day(one.until)}" + (", de una autoridad anterior" if earlier else "")
    return Row(title=title, icon="device-laptop", caption=said, warning=earlier, trailing=holds)


def _warning(own: authorities.Certificate | None, today: date) -> str:
    """Say when this laptop will not seal any more, or does not already."""
    if own is None:
        return "Este equipo no tiene un certificado: no puede sellar."
    if own.revoked_at:
        return "La alianza retiró la confianza a este equipo: no puede sellar."
    left = (date.fromisoformat(own.until) - today).days
    if left < 0:
        return f"El certificado de este equipo venció el {day(own.until)}: pida que lo renueven."
    if left <= SOON:
        return f"El certificado de este equipo vence en {count(left, 'día', 'días')}: pida que lo renueven."
    return ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Asked:
    """What is asked before a gesture is done."""

    key: str
    has_pin: bool
    choices: tuple[tuple[str, str], ...] = ()
    """(id, words) of the laptops or the people among whom one is chosen."""


def asking(session: "Session", key: str) -> Asked:
    """Return what a gesture asks of who works here."""
    gesture, own = GESTURES[key], context(session)
    choices: tuple[tuple[str, str], ...] = ()
    if gesture.device:
        names = devices.names(session)
        choices = tuple((one, f"Equipo {name}") for one, name in names.items() if one != own.device_id)
    if gesture.person:
        holders = pins.holders(session) - {own.operator_id}
        choices = tuple((one.id, one.name) for one in alliances.operators(session) if one.id in holders)
        if not choices:
            raise NotAllowed("pin-nobody")
        if not pins.has_pin(session):
            raise NotAllowed("pin-missing")
    return Asked(key=key, has_pin=pins.has_pin(session), choices=choices)


def specs(asked: Asked) -> tuple[FieldSpec, ...]:
    """Return the fields of what is asked."""
    gesture, found = GESTURES[asked.key], []
    if asked.choices:
        words = "Qué equipo" if gesture.device else "De quién"
        found.append(FieldSpec(key="which", label=words, kind="choice", choices=asked.choices, span=2))
    if gesture.reason:
        found.append(FieldSpec(key="reason", label="Por qué", note="Queda escrito en la alianza.", span=2))
    return (*found, *_pin_specs(has_pin=asked.has_pin))


def _pin_specs(*, has_pin: bool) -> tuple[FieldSpec, ...]:
    """Return the PIN of who works here, or a new one for who has none."""
    if has_pin:
        return (FieldSpec(key="pin", label="Su PIN en este equipo", kind="secret", span=2),)
    note = "Aún no tiene uno en este equipo: 4 a 12 cifras."
    return (
        FieldSpec(key="pin", label="PIN nuevo", kind="secret", note=note),
        FieldSpec(key="again", label="El PIN otra vez", kind="secret"),
    )
