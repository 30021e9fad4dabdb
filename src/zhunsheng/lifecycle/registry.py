"""All processes, found by a walk over ``processes/``; a name that stands twice is refused."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import zhunsheng.lifecycle.processes
from zhunsheng.lifecycle.process import Process


@cache
def processes() -> dict[str, Process]:
    """Every process by its name, in the order of names. Raises ``ValueError`` for a name that two files claim."""
    found: dict[str, Process] = {}
    for info in pkgutil.iter_modules(zhunsheng.lifecycle.processes.__path__, "zhunsheng.lifecycle.processes."):
        process = getattr(importlib.import_module(info.name), "PROCESS", None)
        if not isinstance(process, Process):
            continue
        if process.name in found:
            raise ValueError(f"the process {process.name} stands in two files, the second is {info.name}")
        found[process.name] = process
    return dict(sorted(found.items()))
