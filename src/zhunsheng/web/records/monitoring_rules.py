"""At which months monitoring looks and by which numbers its lights are lit: as the bureau set them, else as the dated settings say.

One setting holds for the whole installation, for one budget year or for all; it is a :class:`CalendarChange` of its own sort.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from zhunsheng.law.monitoring import checkpoint_months, warning_lines
from zhunsheng.scoring.exact import plain
from zhunsheng.scoring.light_rules import LightRules, light_rules
from zhunsheng.web.records.calendar_changes import changes
from zhunsheng.web.records.models import CalendarChange

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


def monitoring_rules(year: int) -> MonitoringRules:
    """What holds for a budget year: its own setting, that of every year, or the dated settings. At most one query."""
    found = _found()
    row = found.get(year) or found.get(None)
    value = row.value if row is not None else {}
    lines = value.get("lines", USUAL_LINES)
    lights = light_rules(date(year, 12, 31), lines if lines in warning_lines() else USUAL_LINES)
    changed: dict[str, Any] = {name: Decimal(text) for name, text in value.get("numbers", {}).items()}
    months = tuple(value.get("months", checkpoint_months()))
    return MonitoringRules(year, months, lines, replace(lights, **changed), row)


def months_of(year: int) -> tuple[int, ...]:
    """The months at whose end a year is monitored."""
    return monitoring_rules(year).months


def words_of(value: Mapping[str, Any]) -> str:
    """A setting in words, for the history."""
    if not value:
        return "改回默认"
    months = "、".join(map(str, value["months"]))
    said = [f"{months}月底", *([] if value["lines"] == USUAL_LINES else [warning_lines()[value["lines"]].title])]
    changed = "、".join(plain(Decimal(text)) for text in value["numbers"].values())
    return "；".join([*said, *([f"改了{len(value['numbers'])}个数（{changed}）"] if changed else [])])


def _found() -> dict[int | None, CalendarChange]:
    found = {row.year: row for row in changes() if row.what == MONITORING and row.unit_id is None}
    return {year: row for year, row in found.items() if row.value}
