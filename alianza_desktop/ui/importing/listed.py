"""The file that is being imported: what was read of it, and what a person chose about its rows. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from alianza_desktop.services.invitee_rows import OTHER, Mend
from alianza_desktop.spreadsheets.importer import ImportResult, RowResult
from alianza_desktop.spreadsheets.reading import RawSheet
from alianza_desktop.spreadsheets.rows import SheetRead
from alianza_desktop.ui.importing import mending
from alianza_desktop.ui.importing.facts import AS_IT_IS, Shown
from alianza_desktop.ui.importing.kinds import INVITED, ListKind


@dataclass(slots=True, repr=False)
class ListedFile:
    """A list, its columns and its mends; only while it is `open` can it be mended."""

    name: str
    raw: list[RawSheet]
    sheets: tuple[SheetRead, ...]
    kept_as: str
    """The setting of its columns."""
    kind: ListKind = INVITED
    mapping: dict[str, str] = field(default_factory=dict)
    remembered: bool = False
    mends: dict[tuple[str, int], Mend] = field(default_factory=dict)
    touched: set[tuple[str, int]] = field(default_factory=set)
    """Rows mended since they were last read."""
    left: set[str] = field(default_factory=set)
    """Sheets that are not taken."""
    result: ImportResult | None = None

    @property
    def open(self) -> bool:
        """Whether it was planned and is not in yet."""
        return self.result is not None and self.result.dry_run

    @property
    def taken(self) -> tuple[SheetRead, ...]:
        return tuple(sheet for sheet in self.sheets if sheet.name not in self.left)

    @property
    def shown(self) -> Shown:
        return Shown(self.sheets, frozenset(self.left), dict(self.mends), self.remembered, self.kind)

    @property
    def rows(self) -> int:
        return sum(sheet.named for sheet in self.taken)

    def write(self, key: str, field_name: str, value: str) -> None:
        """Write into a cell of a row."""
        one = self._results((key,)).get(key)
        if one is not None and value != one.cells.get(field_name, ""):
            self._mend(key, mending.with_values(one, self._mend_of(key), {field_name: value}))

    def use(self, keys: Sequence[str], hint: str) -> None:
        """Take the way to mend with this key, in every row that has it."""
        for key, one in self._results(keys).items():
            for way in mending.ways_of(one, self._mend_of(key)):
                if way.key == hint:
                    self._mend(key, way.mend)

    def answer(self, keys: Sequence[str], *, same: bool) -> None:
        """Say who a row is about; the same answer twice takes it back."""
        for key, one in self._results(keys).items():
            mend = self._mend_of(key)
            if one.known is not None and (one.known.asked or mend.answer):
                self._mend(key, mending.answered(mend, one.known.person_id if same else OTHER))
            elif mend.answer:  # it was somebody else: ask again
                self._mend(key, replace(mend, answer=""))

    def prefer(self, key: str, field_name: str, *, listed: bool) -> None:
        """Take a field from the list, or keep the directory's."""
        if self.open:
            self._mend(key, mending.choosing(self._mend_of(key), field_name, chosen=listed))

    def leave_out(self, keys: Sequence[str], *, out: bool) -> None:
        """Leave rows out, or take them in again."""
        for key in keys if self.open else ():
            self._mend(key, replace(self._mend_of(key), out=out))

    def _results(self, keys: Sequence[str]) -> dict[str, RowResult]:
        """Return the rows with these keys that can be mended."""
        if self.result is None or not self.open:
            return {}
        places = {mending.place_of(key): key for key in keys}
        return {places[one.sheet, one.row]: one for one in self.result.rows if (one.sheet, one.row) in places}

    def _mend_of(self, key: str) -> Mend:
        return self.mends.get(mending.place_of(key), AS_IT_IS)

    def _mend(self, key: str, mend: Mend) -> None:
        place = mending.place_of(key)
        self.mends[place] = mend
        self.touched.add(place)
