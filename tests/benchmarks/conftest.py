"""Benchmarks run only when asked for: `-m benchmark_ratio`."""

import pytest

from tests.benchmarks.crowd import Crowd, gather


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("-m"):
        return
    skipped = [item for item in items if item.get_closest_marker("benchmark_ratio")]
    config.hook.pytest_deselected(items=skipped)
    items[:] = [item for item in items if item not in skipped]


@pytest.fixture(scope="session")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Crowd:
    """A store of 20,000 people, made once."""
    return gather(tmp_path_factory.mktemp("crowd") / "data")
