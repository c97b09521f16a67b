"""`alianza verify`: checks a sealed acta, with or without a store."""

from alianza_desktop.cli.desk import Desk
from alianza_desktop.core.errors import Unavailable


def _pin(desk: Desk) -> str | None:
    """Return the CA that this laptop's store knows, or none: without a store the file is still checked."""
    from alianza_desktop.core.canonical import sha256, unb64
    from alianza_desktop.services import alliances

    try:
        with desk.reading() as session:
            return sha256(unb64(alliances.alliance(session).ca_certificate))
    except Unavailable as error:
        if error.code == "store-missing":
            return None
        raise
