"""Where each thing that an acta lacks is mended: a field of its own, a signatory, another screen."""

from typing import Final

from alianza_desktop.ui.actas.acta_page import ActaPage
from alianza_desktop.ui.actas.side_desk import SideDesk
from alianza_desktop.ui.context import Context

_AGREEMENT_FIELD: Final = {
    "gap-responsible": "responsible",
    "gap-due": "due_on",
    "gap-due-twice": "due_on",
    "gap-unconfirmed": "acceptance",
    "gap-declined": "acceptance",
}
"""Field of an agreement's details where each of its gaps is mended."""
_OWN_FIELD: Final = {
    "gap-hours": "starts_at",
    "gap-hours-crossed": "starts_at",
    "gap-addendum-text": "development",
}
_WORKSHOP_FIELD: Final = {"gap-place": "place", "gap-date": "starts_on"}
_SCREENS: Final = {"mesa": "mesas", "person": "people"}


def mend(context: Context, page: ActaPage, side: SideDesk, key: str) -> None:
    """Go where a gap or a notice is mended; `key` is its kind, record and code."""
    kind, _, rest = key.partition(":")
    record, _, code = rest.partition(":")
    if kind == "agreement":
        context.open("agreements", f"{record}:{_AGREEMENT_FIELD.get(code, '')}")
    elif kind == "reading":
        context.open("reading-page", f"mesa:{record}")
    elif code == "gap-agreements":
        context.open("agreements", "")
    elif kind == "signatory":
        side.capacity.ask(record)
    elif kind in _SCREENS:
        context.open(_SCREENS[kind], record)
    elif code in _OWN_FIELD:
        page.draft.form.focus_field(_OWN_FIELD[code])
    elif code in ("gap-signatories", "gap-no-signer"):
        page.draft.who.setFocus()
    else:
        context.open("workshop-page", f"{context.workshop_id}:{_WORKSHOP_FIELD.get(code, '')}")
