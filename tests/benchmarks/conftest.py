"""Benchmarks run only when asked for: `-m benchmark_ratio`."""

from collections.abc import Callable

import pytest

from tests.benchmarks import multitude
from tests.benchmarks.crowd import Crowd, gather
from tests.benchmarks.multitude import Multitude

Say = Callable[[str], None]


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


@pytest.fixture(scope="session")
def hundred_thousand(tmp_path_factory: pytest.TempPathFactory) -> Multitude:
    """A store of 100,000 people, made once."""
    return multitude.gather(tmp_path_factory.mktemp("multitude") / "data")


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], record_property: Callable[[str, object], None]) -> Say:
    """Print a figure at once and record it."""

    def saying(words: str) -> None:
        record_property("figure", words)
        with capsys.disabled():
            print(f"\n{words}")  # noqa: T201 - the figure is the point

    return saying
