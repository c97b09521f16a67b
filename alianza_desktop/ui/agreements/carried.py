"""What comes from earlier workshops: the open agreements that this mesa takes up again, to be read."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QVBoxLayout

from alianza_desktop.core.format_es import count, day
from alianza_desktop.services import agreement_follow_up
from alianza_desktop.services.agreement_follow_up import Carried
from alianza_desktop.services.agreements import AgreementRow
from alianza_desktop.ui import theme
from alianza_desktop.ui.jobs import Jobs
from alianza_desktop.ui.row import Row
from alianza_desktop.ui.widgets.button import Button
from alianza_desktop.ui.widgets.labels import ElidedLabel, row, strip
from alianza_desktop.ui.widgets.rows import Look, Rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MOST = 3
"""Rows in sight; the rest scroll."""
HIGH = 40


class CarriedView(Protocol):
    """What shows them."""

    def show_carried(self, words: str, rows: tuple[Row, ...]) -> None: ...


class CarriedPresenter:
    """Reads those of one mesa; of two readings only the last is shown."""

    def __init__(self, view: CarriedView, jobs: Jobs, workshop_id: str) -> None:
        self._view, self._jobs, self._workshop_id = view, jobs, workshop_id
        self._asked = 0

    def load(self, mesa_id: str) -> None:
        """Show what that mesa (`""` is the plenaria) carries on."""
        self._asked += 1
        asked, workshop_id = self._asked, self._workshop_id

        def work(session: "Session") -> tuple[Carried, ...]:
            return agreement_follow_up.carried(session, workshop_id, mesa_id)

        def done(found: tuple[Carried, ...]) -> None:
            if asked == self._asked:
                self._view.show_carried(*carried_facts(found))

        self._jobs.read(work, done)


def carried_facts(found: tuple[Carried, ...]) -> tuple[str, tuple[Row, ...]]:
    """Return «Vienen del Taller 3: 2 acuerdos abiertos», and the rows."""
    if not found:
        return "", ()
    total = sum(len(one.rows) for one in found)
    stages = sorted({one.stage for one in found})
    where = (
        f"del Taller {stages[0]}"
        if len(stages) == 1
        else f"de los talleres {', '.join(map(str, stages[:-1]))} y {stages[-1]}"
    )
    verb = "Viene" if total == 1 else "Vienen"
    words = f"{verb} {where}: {count(total, 'acuerdo abierto', 'acuerdos abiertos')}"
    several = len(stages) > 1
    return words, tuple(_row(row, one.stage if several else 0) for one in found for row in one.rows)


def _row(one: AgreementRow, stage: int) -> Row:
    who = " · ".join(filter(None, (one.organization_short, one.person)))
    return Row(
        title=one.text,
        caption=" · ".join(filter(None, (f"Taller {stage}" if stage else "", who or "sin responsable"))),
        sector=one.sector,
        warning=not who,
        trailing="permanente" if one.permanent else day(one.due_on) or "sin plazo",
    )


class CarriedPanel(QFrame):
    """A card over the list; hidden when nothing comes from before."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "card")
        self._words = ElidedLabel("caption", semibold=True)
        self._turn = Button("", "flat", height=28)
        self.rows = _Few(self.tr("Acuerdos que vienen de antes"))
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 0, 1, 1)
        box.setSpacing(0)
        box.addWidget(strip("head", row(self._words, self._turn, margins=(12, 0, 6, 0)), 31))
        box.addWidget(self.rows)
        self._turn.clicked.connect(lambda: self.open(on=self.rows.isHidden()))
        self.open(on=True)
        self.hide()

    def open(self, *, on: bool) -> None:
        """Show the rows, or only how many there are."""
        self.rows.setVisible(on)
        self._turn.set_words(
            self.tr("Ocultar") if on else self.tr("Ver"), icon="chevron-up" if on else "chevron-down"
        )

    def show_carried(self, words: str, rows: tuple[Row, ...]) -> None:
        self._words.set_text(words)
        self.setAccessibleName(words)
        self.rows.set_rows(rows)
        self.setVisible(bool(rows))


class _Few(Rows):
    """As high as its rows, up to three."""

    def __init__(self, name: str) -> None:
        super().__init__(Look(height=HIGH, side=12), name, choosing=True)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)

    def sizeHint(self) -> QSize:
        return QSize(200, max(1, min(MOST, len(self.rows()))) * theme.px(HIGH) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())
