"""What may connect in a chain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alianza_desktop.core.sentences import said
from alianza_desktop.model.chain_rules import Flow, Network, Place, goes_back
from alianza_desktop.model.chains import FLOWS

PLACES = {
    "seed": Place("activity", 0),
    "farm": Place("activity", 1),
    "harvest": Place("activity", 1),
    "sale": Place("activity", 3),
    "credit": Place("support", 0),
    "note": Place("note", 0),
}


@pytest.mark.parametrize(
    ("source", "target", "flow", "code"),
    [
        ("farm", "sale", "product", ""),
        ("farm", "harvest", "product", "link-circle"),
        ("farm", "farm", "product", "link-itself"),
        ("farm", "elsewhere", "product", "link-end-missing"),
        ("credit", "farm", "product", "link-kind"),
        ("farm", "note", "information", "link-kind"),
        ("seed", "farm", "product", "link-repeated"),
        ("seed", "farm", "information", ""),
        ("farm", "seed", "product", "link-backward"),
        ("farm", "seed", "information", ""),
        ("sale", "seed", "payment", ""),
        ("harvest", "seed", "contract", ""),
    ],
)
def test_what_may_connect(source: str, target: str, flow: str, code: str) -> None:
    network = Network(PLACES, [Flow("seed", "farm", "product"), Flow("harvest", "farm", "product")])
    assert network.fault(Flow(source, target, flow)) == code
    if code:
        assert said(code)


def test_links_that_came_from_elsewhere_are_taken_as_they_are() -> None:
    odd = [Flow("sale", "seed", "product"), Flow("seed", "gone", "product"), Flow("farm", "farm", "product")]
    network = Network(PLACES, odd)
    assert network.fault(Flow("seed", "sale", "product")) == "link-circle"
    assert network.fault(Flow("seed", "farm", "product")) == ""


NAMES = [str(number) for number in range(8)]


@given(
    stages=st.lists(st.integers(0, 3), min_size=8, max_size=8),
    tries=st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(FLOWS)), max_size=60
    ),
)
def test_whatever_is_connected_product_goes_forward_and_in_no_circle(
    stages: list[int], tries: list[tuple[str, str, str]]
) -> None:
    places = {name: Place("activity", stage) for name, stage in zip(NAMES, stages, strict=True)}
    network, links = Network(places), []
    for one in tries:
        link = Flow(*one)
        if not network.fault(link):
            network.add(link)
            links.append(link)
    assert len(links) == len(set(links))
    assert not any(goes_back(link, places) for link in links)
    assert ordered(links)


def ordered(links: list[Flow]) -> bool:
    """Say whether the product flows can be put in an order, by taking away who receives nothing."""
    left = {(link.source_id, link.target_id) for link in links if link.flow == "product"}
    while left:
        first = {source for source, _ in left} - {target for _, target in left}
        if not first:
            return False
        left = {(source, target) for source, target in left if source not in first}
    return True
