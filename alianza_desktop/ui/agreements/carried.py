"""What comes from earlier workshops: the open agreements that this mesa takes up again, and how they go."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout

from alianza_desktop.core import catalogs
from alianza_desktop.core.errors import AppError
from alianza_desktop.core.format_es import count, day
from alianza_desktop.core.sentences import sentence
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

    def __init__(
        self,
        view: CarriedView,
        jobs: Jobs,
        workshop_id: str,
        toast: Callable[[str, Callable[[], None] | None], None],
    ) -> None:
        self._view, self._jobs, self._workshop_id, self._toast = view, jobs, workshop_id, toast
        self._asked = 0
        self._mesa, self._today = "", date.min

    def load(self, mesa_id: str, today: date) -> None:
        """Show what that mesa (`""` is the plenaria) carries on; late is late on that day."""
        self._asked += 1
        self._mesa, self._today = mesa_id, today
        asked, workshop_id = self._asked, self._workshop_id

        def work(session: "Session") -> tuple[Carried, ...]:
            return agreement_follow_up.carried(session, workshop_id, mesa_id)

        def done(found: tuple[Carried, ...]) -> None:
            if asked == self._asked:
                self._view.show_carried(*carried_facts(found, today))

        self._jobs.read(work, done)

    def follow(self, agreement_id: str, follow_up: str) -> None:
        """Say how one of them goes: it stays in the list, for the acta of this workshop to say it."""
        workshop_id = self._workshop_id

        def done(before: str) -> None:
            words = catalogs.label("follow_up", follow_up or "pending")
            back = partial(self.follow, agreement_id, before) if before != follow_up else None
            self._toast(f"Seguimiento: {words}.", back)
            self.load(self._mesa, self._today)

        def refused(error: AppError) -> None:
            self._toast(sentence(error), None)

        self._jobs.write(
            lambda session: agreement_follow_up.follow(
                session, agreement_id, follow_up, workshop_id=workshop_id
            ),
            done,
            refused,
        )


def carried_facts(found: tuple[Carried, ...], today: date) -> tuple[str, tuple[Row, ...]]:
    """Return «Vienen del Taller 3: 2 acuerdos abiertos», and the rows."""
    if not found:
        return "", ()
    total = sum(one.follow_up not in agreement_follow_up.CLOSED for two in found for one in two.rows)
    stages = sorted({one.stage for one in found})
    where = _where(stages)
    verb = "Viene" if total == 1 else "Vienen"
    words = f"{verb} {where}: {count(total, 'acuerdo abierto', 'acuerdos abiertos')}"
    several = len(stages) > 1
    return words, tuple(_row(row, one.stage if several else 0, today) for one in found for row in one.rows)


def _where(stages: list[int]) -> str:
    """Return «del Taller 3», «de los talleres 2 y 3»; stage 0 is a meeting of the mesa."""
    names = [str(one) for one in stages if one]
    if not names:
        return "de reuniones de la mesa"
    if len(names) == 1:
        held = f"del Taller {names[0]}"
    else:
        held = f"de los talleres {', '.join(names[:-1])} y {names[-1]}"
    return f"{held} y de reuniones de la mesa" if 0 in stages else held


def _row(one: AgreementRow, stage: int, today: date) -> Row:
    late = agreement_follow_up.overdue(one, today)
    going = catalogs.label("follow_up", one.follow_up) if one.follow_up else ""
    who = " · ".join(filter(None, (one.organization_short, one.person)))
    return Row(
        key=one.id,
        title=one.text,
        caption=" · ".join(filter(None, (f"Taller {stage}" if stage else "", who or "sin responsable"))),
        sector=one.sector,
        warning=not who,
        trailing="permanente" if one.permanent else day(one.due_on) or "sin plazo",
        note=" · ".join(filter(None, (going, f"vencido hace {count(late, 'día', 'días')}" if late else ""))),
        tone="warning" if late else "",
    )


class CarriedPanel(QFrame):
    """A card over the list; hidden when nothing comes from before. Enter on one says how it goes."""

    followed = Signal(str, str)

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
        self.rows.chosen.connect(lambda key: self.menu(key).popup(self._place()))
        self.open(on=True)
        self.hide()

    def _place(self) -> QPoint:
        """Return where the chosen row ends."""
        line = self.rows.visualRect(self.rows.currentIndex())
        return self.rows.viewport().mapToGlobal(QPoint(line.right() - theme.px(180), line.bottom()))

    def menu(self, key: str) -> QMenu:
        """Return how an agreement may go; another date is given in the details of its workshop."""
        menu = QMenu(self)
        for code, words in catalogs.labels("follow_up").items():
            if code != "rescheduled":
                action = menu.addAction(words.capitalize())
                action.triggered.connect(lambda _on=False, code=code: self.followed.emit(key, code))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

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
