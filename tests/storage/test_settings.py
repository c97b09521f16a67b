"""Settings of the device: kept, replaced, forgotten, never journaled."""

from alianza_desktop.core.clock import FixedClock
from alianza_desktop.storage import settings
from alianza_desktop.storage.database import Database
from tests.storage.stores import check_whole


def test_a_setting_is_kept_replaced_and_forgotten(store: Database, clock: FixedClock) -> None:
    before = check_whole(store)
    seen = []
    for value in ("claro", "oscuro", ""):
        with store.transaction() as session:
            settings.write(session, "tema", value)
        with Database.open(store.folder, write=False, clock=clock) as reader, reader.reading() as session:
            seen.append(settings.read(session, "tema"))
    assert seen == ["claro", "oscuro", ""]
    assert check_whole(store) == before
