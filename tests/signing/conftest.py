"""One sealed acta for all the tests that only read it: sealing is quick, certificates less so."""

import pytest

from tests.signing import material
from tests.signing.material import Case


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the ten thousand changes to whoever asks for them: `-m attack_many`."""
    if config.getoption("-m"):
        return
    many = [item for item in items if item.get_closest_marker("attack_many")]
    config.hook.pytest_deselected(items=many)
    items[:] = [item for item in items if item not in many]


@pytest.fixture(scope="session")
def case() -> Case:
    return material.case()
