"""One sealed acta for all the tests that only read it: sealing is quick, certificates less so."""

import pytest

from tests.signing import material
from tests.signing.material import Case


@pytest.fixture(scope="session")
def case() -> Case:
    return material.case()
