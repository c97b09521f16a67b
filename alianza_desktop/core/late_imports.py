"""Modules of others that a start imports and hardly ever uses: executed when one of their names is used."""

import importlib.util
import sys


def defer(name: str) -> None:
    """Put a module in place without executing it; one that is there already stays as it is.

    The standard library's own recipe (`importlib.util.LazyLoader`). Not for what two threads could ask for at
    the same moment.
    """
    if name in sys.modules:
        return
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        return
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, module)
