"""Which intention of the screen goes to which presenter."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alianza_desktop.ui.registration.form import WalkInForm
    from alianza_desktop.ui.registration.presenter import DeskPresenter
    from alianza_desktop.ui.registration.screen import RegistrationScreen
    from alianza_desktop.ui.registration.walk_in import WalkInPresenter


def connect_queue(screen: "RegistrationScreen", desk: "DeskPresenter") -> None:
    """The line, the scanner, what stands under it, and the head."""
    line, scans = screen.line, screen.scans
    line.textChanged.connect(desk.typed)
    line.entered.connect(screen.entered)
    line.moved.connect(screen.hits_page.list.step)
    scans.payload_read.connect(desk.payload)
    scans.pressed.connect(screen.strip.key_pressed)
    scans.scanned.connect(screen.scanned)
    screen.hits_page.list.chosen.connect(screen.hit_chosen)
    screen.offered.offer.clicked.connect(lambda: desk.entered(selected=""))
    screen.closed.chosen.connect(desk.equipment.open_session)
    screen.idle.drafts.chosen.connect(lambda key: screen.walk_in.resume(key.removeprefix("draft:")))
    _connect_head(screen, desk)


def _connect_head(screen: "RegistrationScreen", desk: "DeskPresenter") -> None:
    head, delegation = screen.head, screen.delegation
    head.new.clicked.connect(lambda: desk.new_person("1"))
    head.other.clicked.connect(screen.other_document)
    head.back.clicked.connect(screen.escape)
    head.letters_chosen.connect(desk.equipment.take_letters)
    head.letters_chosen.connect(lambda _letters: screen.line.setFocus())
    head.sounds_chosen.connect(lambda on: desk.equipment.hear(on=on))
    head.sign_requested.connect(screen.project_sign)
    head.papers.clicked.connect(screen.open_papers)
    delegation.accreditation.textEdited.connect(desk.leaving.accredited)
    delegation.accreditation.returnPressed.connect(screen.line.setFocus)
    delegation.stopped.connect(screen.stop_delegating)


def connect_card(screen: "RegistrationScreen", desk: "DeskPresenter") -> None:
    """The found person."""
    found = screen.found
    found.primary.clicked.connect(screen.register)
    found.not_this.clicked.connect(desk.not_this_person)
    found.leave.clicked.connect(desk.leave)
    found.delegate.clicked.connect(desk.delegate)
    found.credential.clicked.connect(screen.print_credential)
    found.doubt.settled.connect(desk.settle)
    found.card.entered.connect(screen.register)
    found.card.mesa_chosen.connect(desk.mesa_chosen)
    for box in found.card.boxes:
        box.answered.connect(lambda: desk.answered(any_box=any(found.card.answers())))


def connect_panel(screen: "RegistrationScreen", desk: "DeskPresenter") -> None:
    """The arrivals."""
    panel = screen.arrivals
    panel.undo_requested.connect(desk.panel.undo)
    panel.undone.connect(desk.panel.undo_row)
    panel.session_chosen.connect(desk.panel.show_session)
    panel.review_requested.connect(desk.review)
    panel.chosen.connect(lambda key: desk.panel.person_of(key, screen.hit_chosen))


def connect_form(form: "WalkInForm", walk_in: "WalkInPresenter") -> None:
    """The form of who was not in the list."""
    form.submitted.connect(lambda: walk_in.submit(form.values()))
    form.anonymous.connect(lambda: walk_in.submit_anonymous(form.values()))
    form.edited.connect(lambda: walk_in.edited(form.values()))
    form.discarded.connect(lambda: walk_in.discard(form.values()))
    body = form.organization
    form.organization_edited.connect(lambda text: walk_in.organization_edited(text, body.chosen))
    body.editingFinished.connect(lambda: walk_in.organization_left(body.text(), body.chosen))
    form.same.connect(walk_in.same)
    form.different.connect(walk_in.different)
    form.later.connect(walk_in.later)
