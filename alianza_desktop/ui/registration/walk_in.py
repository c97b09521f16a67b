"""The form of somebody who was not in the list: what is missing, who looks alike, drafts. No Qt.

What is half written is kept in the encrypted store of this laptop every 800 ms, under its document number,
and is there after a power cut; it is only forgotten when it becomes a registration or is thrown away on
purpose.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, fields, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final, Protocol

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import fold
from alianza_desktop.core.sentences import said, sentence
from alianza_desktop.model import rules
from alianza_desktop.services import consents, mesas, organizations, people, registration, same_as, search
from alianza_desktop.services.registration import Arrival, WalkIn
from alianza_desktop.services.search import PersonHit
from alianza_desktop.services.sector_words import plain_sector
from alianza_desktop.storage import settings
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.registration import facts
from alianza_desktop.ui.registration.facts import FormFacts, Room
from alianza_desktop.ui.registration.leaving import LeavingPresenter

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from alianza_desktop.model import Organization

Drafts = dict[str, WalkIn]
NEEDED: Final = {
    "given_names": "los nombres",
    "paternal_surname": "el apellido paterno",
    "organization": "la organización",
}
"""Fields that the form cannot do without; the mesa is chosen beforehand."""


class FormView(Protocol):
    """What the form shows."""

    def show_form(self, form: FormFacts) -> None: ...
    def show_fault(self, field: str, words: str) -> None: ...
    def show_organizations(self, names: tuple[str, ...]) -> None: ...
    def show_sector(self, sector: str, *, said: bool) -> None: ...
    def show_organization(self, name: str) -> None: ...
    def show_similar(self, person_id: str, words: str) -> None: ...


class FormPlace(Protocol):
    """Where the form opens and closes."""

    def form_opened(self) -> None: ...
    def form_closed(self) -> None: ...
    def show_drafts(self, drafts: Drafts) -> None: ...
    def toast(self, words: str, inverse: Callable[[], None] | None) -> None: ...


class WalkInPresenter:
    """Open one form at a time; `arrived` and `found` tell the desk."""

    def __init__(
        self,
        view: Callable[[], FormView],
        place: FormPlace,
        jobs: Jobs,
        room: Callable[[], Room | None],
        *,
        arrived: Callable[[Arrival], None],
        found: Callable[[str], None],
        leaving: LeavingPresenter | None = None,
    ) -> None:
        self._make, self._place, self._jobs, self._room = view, place, jobs, room
        self._arrived, self._found, self._leaving = arrived, found, leaving
        self._drafts: Drafts = {}
        self._key: str | None = None
        self._known: tuple[Organization, ...] = ()
        self._warned = ""
        self._dismissed: set[str] = set()
        self._apart: set[str] = set()
        self._asked_about = ("", "", "", "")
        self._busy = False
        self._sent: WalkIn | None = None
        """The draft that the arrival under way takes with it."""

    @cached_property
    def _view(self) -> FormView:
        """The form, made when it is first shown: the queue does not wait for it."""
        return self._make()

    def load(self, workshop_id: str) -> None:
        """Bring back what was half written when the laptop went off."""
        self._workshop_id = workshop_id
        self._jobs.read(lambda session: _read(session, workshop_id), self._loaded)

    def _loaded(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._place.show_drafts(drafts)

    def open(self, document_type: str, number: str, names: str, organization: str = "") -> None:
        """Open the form; what was already written for that number comes back."""
        room = self._room()
        if room is None or not room.session_id:
            return
        self._key = number
        kept = self._drafts.get(number)
        start = kept or WalkIn(
            document_type=document_type,
            document_number=number,
            given_names=names,
            organization=organization,
        )
        if kept is not None and document_type != "1":
            start = replace(kept, document_type=document_type)
        self._warned, self._asked_about = "", ("", "", "", "")
        self._dismissed, self._apart = set(), set()
        self._jobs.read(partial(_form, room, start, recovered=kept is not None), self._opened)

    def _opened(self, opened: "tuple[FormFacts, tuple[Organization, ...]]") -> None:
        form, self._known = opened
        self._place.form_opened()
        self._view.show_form(form)
        self.organization_edited(form.values.organization, form.values.sector)

    def change_document(self, document_type: str, values: WalkIn) -> None:
        """F7 inside the form: another type of document, with all that is already written."""
        room = self._room()
        if room is None:
            return
        changed = replace(values, document_type=document_type)
        if document_type in people.NO_NUMBER:
            changed = replace(changed, document_number="")
        self._jobs.read(partial(_form, room, changed, recovered=False), self._opened)

    def resume(self, key: str) -> None:
        """Go on with a form that was left."""
        draft = self._drafts.get(key)
        if draft is not None:
            self.open(draft.document_type, key, "")

    def edited(self, values: WalkIn) -> None:
        """800 ms without a key, or a field was left: keep it, and look for who looks alike."""
        if self._key is None:
            return
        if self._drafts.get(self._key) != values:
            self._drafts[self._key] = values
            self._keep()
        self._look_alike(values)

    def _keep(self) -> None:
        drafts, workshop_id = dict(self._drafts), self._workshop_id
        self._jobs.write(lambda session: _write(session, workshop_id, drafts), lambda _none: None)

    def leave(self, values: WalkIn) -> None:
        """Esc: back to the queue; what was written stays."""
        if _empty(values, self._key or ""):
            self._forget(self._key or "")
        else:
            self.edited(values)
        self._key = None
        self._place.form_closed()
        self._place.show_drafts(self._drafts)

    def discard(self, values: WalkIn) -> None:
        """Throw the form away, with a way back."""
        key = self._key or ""
        self._forget(key)
        self._key = None
        self._place.form_closed()
        self._place.show_drafts(self._drafts)
        self._place.toast(
            "Se descartó lo que estaba a medio escribir.", partial(self._bring_back, key, values)
        )

    def _bring_back(self, key: str, values: WalkIn) -> None:
        self._drafts[key] = values
        self._keep()
        self.resume(key)

    def _forget(self, key: str) -> None:
        if self._drafts.pop(key, None) is not None:
            self._keep()

    # while it is written

    def organization_edited(self, typed: str, sector: str = "") -> None:
        """Offer the organisations with those words; a known one brings its sector.

        A new one has the `sector` that a person said, or else what its name makes plain.
        """
        wanted = fold(typed)
        known = next(
            (one for one in self._known if wanted and wanted in (fold(one.name), fold(one.short_name))), None
        )
        told = (known.sector if known else "") or plain_sector(typed)
        said_so = bool(wanted) and sector not in ("", told) and not (known and known.sector)
        self._view.show_sector(sector if said_so else told, said=said_so)
        self._view.show_organizations(() if known else facts.organization_matches(self._known, wanted))

    def organization_left(self, typed: str, sector: str = "") -> None:
        """The field was left: the sigla of only one is that one, in sight of who typed it."""
        meant = organizations.by_sigla(self._known, typed)
        if meant is not None and fold(typed) not in (fold(meant.name), fold(meant.short_name)):
            self._view.show_organization(meant.name)
            typed = meant.name
        self.organization_edited(typed, sector)

    def _look_alike(self, values: WalkIn) -> None:
        question = (values.given_names, values.paternal_surname, values.maternal_surname, values.organization)
        if question == self._asked_about:
            return
        self._asked_about = question
        given, paternal, maternal, organization = question
        self._jobs.read(
            lambda session: search.similar(session, given, paternal, maternal, organization=organization),
            partial(self._alike, values),
        )

    def _alike(self, values: WalkIn, hits: tuple[PersonHit, ...]) -> None:
        left = [hit for hit in hits if hit.person_id not in self._dismissed]
        if self._key is None or not left:
            self._view.show_similar("", "")
            return
        self._view.show_similar(
            left[0].person_id, _alike_words(left[0], values, self._short_name(left[0].organization))
        )

    def _short_name(self, name: str) -> str:
        return next((one.short_name for one in self._known if one.short_name and one.name == name), name)

    def same(self, person_id: str) -> None:
        """It is the person who looks alike: their card, with no second record; the draft is not needed."""
        self._forget(self._key or "")
        self._key = None
        self._place.form_closed()
        self._found(person_id)

    def different(self, person_id: str) -> None:
        """They are two people: once this one is registered nobody asks again."""
        self._apart.add(person_id)
        self.later(person_id)

    def later(self, person_id: str) -> None:
        """It will be decided in the directory, which shows who is probably the same: the queue goes on."""
        self._dismissed.add(person_id)
        self._view.show_similar("", "")

    # Enter

    def submit(self, values: WalkIn) -> None:
        """Register, or say what is missing beside its field."""
        if self._key is None:
            return
        fault = self._fault(values)
        if fault is not None:
            self._view.show_fault(*fault)
            return
        self._run(values, self._register)

    def _register(self, session: "Session", room: Room, clean: WalkIn) -> Arrival:
        if self._leaving is not None and self._leaving.principal:
            return self._leaving.new(session, room, clean)
        return registration.register_new(session, room.workshop_id, clean, session_id=room.session_id)

    def submit_anonymous(self, values: WalkIn) -> None:
        """Count the person without personal data: nothing of the form is written."""
        self._run(values, lambda session, room, clean: registration.register_anonymous(
            session, room.workshop_id, clean.sector, session_id=room.session_id
        ))  # fmt: skip

    def _run(self, values: WalkIn, work: "Callable[[Session, Room, WalkIn], Arrival]") -> None:
        room, key = self._room(), self._key
        if room is None or key is None or self._busy:
            return  # until it is answered a second Enter is not heard
        self._busy, self._sent = True, self._drafts.get(key)
        clean = replace(values, document_number=_number(values))
        drafts = {one: draft for one, draft in self._drafts.items() if one != key}
        apart = frozenset(self._apart)

        def both(session: "Session") -> Arrival:
            arrival = work(session, room, clean)
            for other in apart if arrival.person_id else ():
                same_as.part(session, "person", arrival.person_id, other)
            _write(session, room.workshop_id, drafts)
            return arrival

        self._jobs.write(both, partial(self._done, key), partial(self._refused, clean))

    def _done(self, key: str, arrival: Arrival) -> None:
        self._busy = False
        if self._drafts.pop(key, None) != self._sent:
            self._keep()  # somebody wrote on meanwhile
        if key == self._key:
            self._key = None
            self._place.form_closed()
        self._place.show_drafts(self._drafts)
        self._arrived(arrival)

    def _refused(self, values: WalkIn, error: AppError) -> None:
        self._busy = False
        if error.code == "person-exists":
            self._view.show_fault("document_number", sentence(error))
            self.same(str(error.facts["id"]))
        elif error.code == "consent-needed":
            self._view.show_fault("registration", sentence(error))
        else:
            self._view.show_fault("", sentence(error))

    def _fault(self, values: WalkIn) -> tuple[str, str] | None:
        for field, words in NEEDED.items():
            if not getattr(values, field).strip():
                return field, f"Faltan {words}." if words.startswith("los") else f"Falta {words}."
        warning = self._doubtful(values)
        if warning:
            return "document_number", warning
        if not values.registration and not values.informed:
            return "registration", said("consent-needed")
        return None

    def _doubtful(self, values: WalkIn) -> str:
        """Warn once about a number of unusual form; Enter again accepts it (rules warn, they never block)."""
        checked = rules.check_document(values.document_type, values.document_number, pad=False)
        missing = not values.document_number and values.document_type not in people.NO_NUMBER
        if (not checked.warnings and not missing) or self._warned == (values.document_number or "-"):
            return ""
        self._warned = values.document_number or "-"
        if missing:
            return "Falta el número. Con F7 elija otro documento; Intro otra vez lo deja vacío."
        return f"{said(checked.warnings[0])} Intro otra vez lo registra así."


def _number(values: WalkIn) -> str:
    return rules.check_document(values.document_type, values.document_number, pad=False).value


def _form(
    room: Room, start: WalkIn, session: "Session", *, recovered: bool
) -> "tuple[FormFacts, tuple[Organization, ...]]":
    tables = mesas.listing(session, room.workshop_id)
    kind = next((one for one in catalogs.document_types() if one.code == start.document_type), None)
    suggested = start.mesa_id or registration.suggest_mesa(session, room.workshop_id, start.sector)
    message = "Esto estaba a medio escribir. Complételo y lo registramos."
    fresh = "No la encontramos. Complete 4 datos y la registramos."
    form = FormFacts(
        values=replace(start, mesa_id=suggested),
        document="" if start.document_type == "1" or kind is None else kind.short,
        numbered=start.document_type not in people.NO_NUMBER,
        message=message
        if recovered
        else fresh
        if start.document_number or start.given_names
        else "Complete 4 datos y queda el registro.",
        mesas=facts.mesa_items(tables),
        version=f"versión {consents.VERSION.rpartition('.v')[2]}",
        notice=consents.text(session),
        boxes=consents.boxes(),
    )
    return form, organizations.listing(session)


def _alike_words(hit: PersonHit, values: WalkIn, organization: str) -> str:
    document = (
        catalogs.document(hit.document_type, hit.document_number) if hit.document_number else "sin documento"
    )
    same_body = bool(hit.organization) and fold(hit.organization) == fold(values.organization)
    agree = "Coinciden el nombre y la organización" if same_body else "Coincide el nombre"
    where = f", {organization}" if organization and not same_body else ""
    lacking = "; el documento falta en una" if not hit.document_number or not values.document_number else ""
    return f"«{hit.full_name}», {document}{where}. {agree}{lacking}."


def _empty(values: WalkIn, key: str) -> bool:
    return replace(values, mesa_id="") == WalkIn(document_type=values.document_type, document_number=key)


def _setting(workshop_id: str) -> str:
    return f"window.drafts.{workshop_id}"


def _read(session: "Session", workshop_id: str) -> Drafts:
    """Return the drafts; what another version of the form wrote and this one does not know is left out."""
    text = settings.read(session, _setting(workshop_id))
    known = {one.name for one in fields(WalkIn)}
    stored = json.loads(text) if text else {}
    return {
        key: WalkIn(**{name: value for name, value in one.items() if name in known})
        for key, one in stored.items()
    }


def _write(session: "Session", workshop_id: str, drafts: Drafts) -> None:
    text = json.dumps({key: asdict(one) for key, one in drafts.items()}, ensure_ascii=False) if drafts else ""
    settings.write(session, _setting(workshop_id), text)
