"""A scene of the demonstration's year, and the walk that finds them all."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.models import Target, Unit

STAGE_MODULE = "zhunsheng.web.demo_scenes"


@dataclass(frozen=True, slots=True)
class Stage:
    """Who and what a scene may use: the demonstration's people by user name, its unit, and its tables by project code."""

    people: dict[str, User]
    unit: Unit
    year: int

    @property
    def targets(self) -> dict[str, Target]:
        """The year's target tables as they stand now, by project code."""
        return {target.code: target for target in Target.objects.filter(unit=self.unit, year=self.year)}


@dataclass(frozen=True, slots=True)
class Scene:
    """One thing that happens on a day: a sentence that says what, and the function that makes it happen."""

    on: date
    title: str
    play: Callable[[Stage], None]


def scenes() -> tuple[Scene, ...]:
    """All scenes in the order of their days."""
    return tuple(sorted(_found(), key=lambda scene: scene.on))


def _found() -> Iterator[Scene]:
    package = import_module(STAGE_MODULE)
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda one: one.name):
        yield from getattr(import_module(f"{STAGE_MODULE}.{module.name}"), "SCENES", ())
