"""Which rules run for a unit's year, how grave and with which parameters: the rules' own words, changed by settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhunsheng.model.finding import Severity
from zhunsheng.rules.registry import rules, rules_by_code
from zhunsheng.rules.rule import Rule
from zhunsheng.web.records.models import RuleSetting


@dataclass(frozen=True, slots=True)
class Effective:
    """What the engine is given: the rules that are on, parameters and severities that were changed, by code."""

    chosen: tuple[Rule, ...]
    parameters: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)


@dataclass(slots=True)
class Aspects:
    """What the settings say about one rule in one place and year; ``None`` and ``{}``: nothing."""

    enabled: bool | None = None
    severity: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)


def effective(unit_code: str, year: int | None, on: date) -> Effective:
    """What holds on a day for the document of a unit and year."""
    changed = aspects(unit_code, year, on)
    if not changed:
        return Effective(rules())
    changed = {code: item for code, item in changed.items() if code in rules_by_code()}
    off = {code for code, item in changed.items() if item.enabled is False}
    return Effective(
        tuple(rule for rule in rules() if rule.code not in off),
        {code: item.parameters for code, item in changed.items() if item.parameters},
        {code: Severity(item.severity) for code, item in changed.items() if item.severity},
    )


def aspects(unit_code: str, year: int | None, on: date, without: RuleSetting | None = None) -> dict[str, Aspects]:
    """What the settings say about each rule: wider regions first, then narrower ones, a year's own words last.

    ``without`` leaves one row out: what would hold if it had not been made.
    """
    held = [row for row in holding(RuleSetting.objects.all(), on) if _meant(row, unit_code, year) and row != without]
    held.sort(key=lambda row: (len(row.region), row.year is not None))
    found: dict[str, Aspects] = {}
    for row in held:
        item = found.setdefault(row.rule, Aspects())
        if row.enabled is not None:
            item.enabled = row.enabled
        item.severity = row.severity or item.severity
        item.parameters.update(row.parameters)
    return found


def own_setting(rule: str, region: str, year: int | None, on: date) -> RuleSetting | None:
    """The row that holds on the day for exactly this rule, region and year: the one that a new setting replaces."""
    rows = holding(RuleSetting.objects.filter(rule=rule, region=region, year=year), on)
    return rows[0] if rows else None


def holding(rows: Iterable[RuleSetting], on: date) -> list[RuleSetting]:
    """Of each rule, region and year the row that holds on the day: the one that began last."""
    latest: dict[tuple[str, str, int | None], RuleSetting] = {}
    for row in sorted(rows, key=lambda row: (row.since, row.pk)):
        if row.since <= on:
            latest[row.rule, row.region, row.year] = row
    return list(latest.values())


def _meant(row: RuleSetting, unit_code: str, year: int | None) -> bool:
    return unit_code.startswith(row.region) and row.year in (None, year)
