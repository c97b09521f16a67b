"""What each part of the screen says, taken to the presenter: one line for each intention."""

from alianza_desktop.ui.chains.canvas import Canvas
from alianza_desktop.ui.chains.header import Header
from alianza_desktop.ui.chains.inspector import Inspector
from alianza_desktop.ui.chains.listing import ChainList
from alianza_desktop.ui.chains.presenter import ChainsPresenter


def canvas(part: Canvas, presenter: ChainsPresenter) -> None:
    edits = presenter.edits
    part.selected.connect(presenter.select)
    part.moved.connect(edits.move)
    part.connected.connect(edits.connect)
    part.created_at.connect(edits.add_at)
    part.first_requested.connect(lambda _nothing: edits.add_activity())
    part.next_requested.connect(edits.next_step)
    part.parallel_requested.connect(edits.parallel)
    part.edit_began.connect(edits.edit_began)
    part.renamed.connect(edits.rename)
    part.edit_left.connect(edits.edit_left)
    part.edit_cancelled.connect(edits.edit_cancelled)
    part.removed.connect(edits.remove)
    part.layout_requested.connect(edits.tidy)


def lines(part: ChainList, presenter: ChainsPresenter) -> None:
    edits = presenter.edits
    part.selected.connect(presenter.select)
    part.renamed.connect(edits.rename)
    part.edit_left.connect(edits.edit_left)
    part.removed.connect(edits.remove)
    part.next_requested.connect(edits.next_step)
    part.parallel_requested.connect(edits.parallel)


def inspector(part: Inspector, presenter: ChainsPresenter) -> None:
    edits = presenter.edits
    part.changed.connect(edits.change)
    part.actor_added.connect(edits.add_actor)
    part.gap_added.connect(edits.add_gap)
    part.removed.connect(edits.remove)
    part.flow_chosen.connect(edits.set_flow)
    part.stage_moved.connect(edits.move_stage)
    part.agreement_chosen.connect(presenter.open_agreement)


def header(part: Header, presenter: ChainsPresenter) -> None:
    edits = presenter.edits
    part.renamed.connect(presenter.rename_chain)
    part.chain_chosen.connect(presenter.open_chain)
    part.new_requested.connect(presenter.new_chain)
    part.undo_requested.connect(edits.undo)
    part.redo_requested.connect(edits.redo)
    part.tidy_requested.connect(edits.tidy)
