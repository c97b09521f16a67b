"""The collector is off only meanwhile, and stays off if it was."""

import gc

import pytest

from alianza_desktop.core.garbage import uncollected


@uncollected()
def failing() -> None:
    assert not gc.isenabled()
    raise KeyError


def test_it_is_off_only_meanwhile_even_after_a_failure() -> None:
    assert gc.isenabled()
    with pytest.raises(KeyError):
        failing()
    assert gc.isenabled()


def test_whoever_switched_it_off_keeps_it_off() -> None:
    with uncollected():
        with uncollected():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
