"""Modules of others that a start imports and hardly ever uses: executed when one of their names is used.

The standard library's recipe (`importlib.util.LazyLoader`) executes a module already at the next `import` of
it, which asks for its `__spec__`; here only a name that the module does not have yet is a use.
"""

import importlib.util
import sys
from threading import RLock
from types import ModuleType

_EXECUTING = RLock()


class _Late(ModuleType):
    """Stands where the module will be, and becomes it at the first name that is asked of it."""

    def __getattr__(self, name: str) -> object:
        with _EXECUTING:
            loader = vars(self).pop("__late__", None)
            if loader is not None:
                loader.exec_module(self)
        return ModuleType.__getattribute__(self, name)


def defer(name: str, *at_once: str) -> None:
    """Put a module in place without executing it; one that is there already stays as it is.

    `at_once` are parts of a package whose names are asked for at once, and are executed without the rest.
    """
    spec = None if name in sys.modules else importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        return
    module = _Late(name)
    vars(module).update(__spec__=spec, __late__=spec.loader, __loader__=spec.loader, __file__=spec.origin)
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    sys.modules[name] = module
    parent, _, child = name.rpartition(".")
    module.__package__ = name if hasattr(module, "__path__") else parent
    if parent:
        setattr(sys.modules[parent], child, module)
    for part in at_once:
        ready = importlib.import_module(f"{name}.{part}")
        vars(module).update({one: getattr(ready, one) for one in ready.__all__})
