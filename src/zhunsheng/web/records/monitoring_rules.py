"""At which months monitoring looks and by which numbers its lights are lit: as the bureau set them, else as the dated settings say.

One setting holds for a region and what lies below it, or for the whole installation, for one budget year or for all; the nearest
region that set something wins. A setting is a :class:`CalendarChange` of its own sort.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from zhunsheng.law.monitoring import checkpoint_months, warning_lines
from zhunsheng.scoring.exact import plain
from zhunsheng.scoring.light_rules import LightRules, light_rules
from zhunsheng.web.records.calendar_changes import changes
from zhunsheng.web.records.models import CalendarChange, Target, Unit

MONITORING = "monitoring"
"""What a change is about when it sets the months and numbers of monitoring."""
USUAL_LINES = "通用"
NUMBERS = ("fund_tolerance", "fund_gap", "goal_tolerance", "goal_gap", "little_done", "little_paid")
"""The numbers that may be set, named as :class:`LightRules` and, with ``monitoring_`` before them, the dated settings name them."""


@dataclass(frozen=True, slots=True)
class MonitoringRules:
    """What holds for a budget year; ``setting`` is the change that it rests on, ``None`` where nobody set anything."""

    year: int
    months: tuple[int, ...]
    lines: str
    lights: LightRules
    setting: CalendarChange | None = None


def monitoring_rules(year: int, path: str = "/") -> MonitoringRules:
    """What holds for a budget year at a place of the tree: of the nearest place that set something, its setting of the year, else
    that of every year; else the dated settings. At most one query."""
    found = _found()
    places = (*(int(part) for part in reversed(path.split("/")) if part), None)
    row = next((found[place, each] for place in places for each in (year, None) if (place, each) in found), None)
    value = row.value if row is not None else {}
    lines = value.get("lines", USUAL_LINES)
    lights = light_rules(date(year, 12, 31), lines if lines in warning_lines() else USUAL_LINES)
    changed: dict[str, Any] = {name: Decimal(text) for name, text in value.get("numbers", {}).items()}
    months = tuple(value.get("months", checkpoint_months()))
    return MonitoringRules(year, months, lines, replace(lights, **changed), row)


def months_of(year: int, path: str = "/") -> tuple[int, ...]:
    """The months at whose end a year is monitored at a place of the tree."""
    return monitoring_rules(year, path).months


def regional_paths() -> tuple[str, ...]:
    """The paths of the regions that set something of their own, the nearest to the units first. At most one query."""
    paths = {row.unit.path for (place, _), row in _found().items() if place is not None and row.unit is not None}
    return tuple(sorted(paths, key=lambda path: (-len(path), path)))


def paths_of(targets: Sequence[Target]) -> dict[int, str]:
    """Where each project stands, by its number; the root for all while no region set anything, so that nothing is asked."""
    if not regional_paths():
        return {target.pk: "/" for target in targets}
    if all(Target.unit.is_cached(target) for target in targets):
        return {target.pk: target.unit.path for target in targets}
    units = dict(Unit.objects.filter(pk__in={target.unit_id for target in targets}).values_list("pk", "path"))
    return {target.pk: units[target.unit_id] for target in targets}


def words_of(value: Mapping[str, Any]) -> str:
    """A setting in words, for the history."""
    if not value:
        return "改回默认"
    months = "、".join(map(str, value["months"]))
    said = [f"{months}月底", *([] if value["lines"] == USUAL_LINES else [warning_lines()[value["lines"]].title])]
    changed = "、".join(plain(Decimal(text)) for text in value["numbers"].values())
    return "；".join([*said, *([f"改了{len(value['numbers'])}个数（{changed}）"] if changed else [])])


def _found() -> dict[tuple[int | None, int | None], CalendarChange]:
    """The settings that hold, by the region's number (``None``: the installation) and the year (``None``: every year)."""
    found = {(row.unit_id, row.year): row for row in changes() if row.what == MONITORING}
    return {name: row for name, row in found.items() if row.value}
