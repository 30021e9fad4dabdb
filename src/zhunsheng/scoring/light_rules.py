"""The numbers by which monitoring turns lights on: from the dated settings, and a region's own warning lines.

Source: see the parameter files and ``law/monitoring.yaml``; lines of regions are 【未核】.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from zhunsheng.law.monitoring import warning_lines
from zhunsheng.scoring.rules import value_on


@dataclass(frozen=True, slots=True)
class LightRules:
    """Tolerances and gaps in percentage points, the rest in percent. All are proposals and settable, none is law."""

    fund_tolerance: Decimal
    fund_gap: Decimal
    goal_tolerance: Decimal
    goal_gap: Decimal
    little_done: Decimal
    little_paid: Decimal
    over_completion_trigger: Decimal
    execution_floors: Mapping[int, Decimal]
    goal_money_gap: Decimal | None = None

    def floor(self, month: int) -> Decimal | None:
        """The least execution rate that the region asks for at the end of a month: of the last line drawn until then."""
        drawn = [drawn for drawn in self.execution_floors if drawn <= month]
        return self.execution_floors[max(drawn)] if drawn else None


@cache
def light_rules(on: date | None = None, region: str = "通用") -> LightRules:
    """The rules of a day with a region's lines. Raises ``KeyError`` for a region that draws none."""
    lines = warning_lines()[region]
    return LightRules(
        fund_tolerance=value_on("monitoring_fund_tolerance", on),
        fund_gap=value_on("monitoring_fund_gap", on),
        goal_tolerance=value_on("monitoring_goal_tolerance", on),
        goal_gap=value_on("monitoring_goal_gap", on),
        little_done=value_on("monitoring_little_done", on),
        little_paid=value_on("monitoring_little_paid", on),
        over_completion_trigger=value_on("over_completion_trigger", on),
        execution_floors=lines.execution_floors,
        goal_money_gap=lines.goal_money_gap,
    )
