"""Rules as pages show them: what they say, what settings make of them, and who changed what when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from zhunsheng.law.parameters import legal_numbers
from zhunsheng.model.finding import Severity
from zhunsheng.rules.registry import rules, rules_by_code
from zhunsheng.rules.rule import Rule
from zhunsheng.web.records.models import RuleSetting
from zhunsheng.web.records.rule_settings import Aspects, aspects


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a rule: what holds, and what the rule itself says."""

    name: str
    title: str
    value: Any
    usual: Any

    @property
    def changed(self) -> bool:
        """True when a setting says otherwise than the rule."""
        return bool(self.value != self.usual)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule as the settings leave it in one place and year."""

    code: str
    title: str
    category: str
    enabled: bool
    severity: Severity
    usual_severity: Severity
    parameters: tuple[Parameter, ...]

    @property
    def changed(self) -> bool:
        """True when settings make anything of it that the rule itself is not."""
        parameters = any(parameter.changed for parameter in self.parameters)
        return not self.enabled or self.severity != self.usual_severity or parameters


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One change in the history of a rule; ``None`` and blanks are aspects that it leaves alone."""

    rule: str
    region: str
    year: int | None
    enabled: bool | None
    severity: str
    parameters: Mapping[str, Any]
    since: date
    reason: str
    by: str
    at: datetime

    @property
    def words(self) -> str:
        """What it changed, in words."""
        parts = []
        if self.enabled is not None:
            parts.append("启用" if self.enabled else "停用")
        if self.severity:
            parts.append(f"级别改为{Severity(self.severity).label}")
        parts += [f"{parameter_title(self.rule, name)}改为{value}" for name, value in self.parameters.items()]
        return "，".join(parts) or "恢复上一级的设置"

    @property
    def where(self) -> str:
        """Where it holds, in words."""
        return f"{f'编码{self.region}开头的单位' if self.region else '全部单位'}，{f'{self.year}年' if self.year else '各年度'}"


def rule_rows(region: str, year: int | None, on: date) -> tuple[RuleRow, ...]:
    """All rules as they stand on a day for units whose code begins with ``region``."""
    changed = aspects(region, year, on)
    return tuple(_row(rule, changed.get(rule.code, Aspects())) for rule in rules())


def rule_row(rule: Rule, region: str, year: int | None, on: date) -> RuleRow:
    """One rule as it stands on a day."""
    return _row(rule, aspects(region, year, on).get(rule.code, Aspects()))


def history_of(code: str) -> tuple[SettingRow, ...]:
    """Every change of a rule, newest first."""
    rows = RuleSetting.objects.filter(rule=code).select_related("by").order_by("-pk")
    return tuple(
        SettingRow(
            row.rule,
            row.region,
            row.year,
            row.enabled,
            row.severity,
            row.parameters,
            row.since,
            row.reason,
            str(row.by),
            row.at,
        )
        for row in rows
    )


def parameter_title(code: str, name: str) -> str:
    """What people call a parameter of a rule, or a number of the review form."""
    rule = rules_by_code().get(code)
    if rule is not None:
        return rule.parameter_names.get(name, name)
    number = legal_numbers().get(name)
    return number.title if number else name


def _row(rule: Rule, said: Aspects) -> RuleRow:
    parameters = tuple(
        Parameter(name, rule.parameter_names[name], said.parameters.get(name, usual), usual)
        for name, usual in rule.parameters.items()
    )
    severity = Severity(said.severity) if said.severity else rule.severity
    return RuleRow(
        rule.code, rule.title, rule.category.value, said.enabled is not False, severity, rule.severity, parameters
    )
