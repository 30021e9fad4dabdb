"""Change what a rule does in a region and year, from a day on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.model.finding import Severity
from zhunsheng.rules.registry import rules_by_code
from zhunsheng.rules.rule import Rule
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.models import Plan, RuleSetting
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.operations.upload_file import YEARS

_REGION = re.compile(r"^[0-9A-Za-z]{0,20}$")


def set_rule(
    by: User, code: str, *, region: str, year: int | None, enabled: bool | None, severity: str,
    parameters: Mapping[str, str], since: date | None, reason: str,
) -> RuleSetting:  # fmt: skip
    """Add a setting; blank aspects leave the matter to wider settings. Raises ``Invalid`` or ``Forbidden``."""
    if not by.may_set_rules:
        raise Forbidden("只有管理员能改规则设置，没有改动。")
    rule = rules_by_code().get(code)
    if rule is None:
        raise Invalid(f"没有编号为“{code[:20]}”的规则，没有改动。")
    scope = checked_scope(region, year, since, reason)
    if severity and severity not in {item.value for item in Severity}:
        raise Invalid("级别应是错误、警告或提示，没有改动。")
    checked = {name: number(rule, name, text) for name, text in parameters.items() if text.strip()}
    with transaction.atomic():
        row = RuleSetting(
            rule=code, region=scope.region, year=year, enabled=enabled, severity=severity, parameters=checked,
            since=scope.since, reason=scope.reason, by=by, at=timezone.now(),
        )  # fmt: skip
        row.save()
        detail = {**written(row), "written": {f"rule_setting:{row.pk}": digest(written(row))}}
        audit.log("set_rule", by, row.at, f"rule:{code}", detail)
        plans = Plan.objects.filter(unit__code__startswith=scope.region, stale=False)
        (plans if year is None else plans.filter(year=year)).update(stale=True)
    return row


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom a setting holds, from when, and why."""

    region: str
    since: date
    reason: str


def checked_scope(region: str, year: int | None, since: date | None, reason: str) -> Scope:
    """The cleaned region, day and reason of a setting. Raises ``Invalid``."""
    region = region.strip()
    if not _REGION.match(region):
        raise Invalid("适用范围应是单位编码的开头几位数字或字母，没有改动。全部单位请留空。")
    if year is not None and year not in YEARS:
        raise Invalid("年度应是4位年份，没有改动。各年都用请留空。")
    words = one_line(reason, 400)
    if not words:
        raise Invalid("还没有写为什么改，没有改动。请写明理由，例如文件名称。")
    if since is None:
        raise Invalid("还没有写从哪天起，没有改动。请选一个日期。")
    return Scope(region, since, words)


def number(rule: Rule, name: str, text: str) -> int | float | str:
    """A parameter's text as the kind of value that the rule has there. Raises ``Invalid``."""
    if name not in rule.parameters:
        raise Invalid(f"规则{rule.code}没有参数“{name[:40]}”，没有改动。")
    usual, title = rule.parameters[name], rule.parameter_names[name]
    text = text.strip()
    if isinstance(usual, str):
        return one_line(text, 60)
    kind = "整数" if isinstance(usual, int) else "数"
    try:
        value = int(text) if isinstance(usual, int) else float(text)
    except ValueError as error:
        raise Invalid(f"“{title}”应填{kind}，没有改动：{text[:20]}。") from error
    if not 0 <= value < 10**9:
        raise Invalid(f"“{title}”应填不小于0、小于10亿的数，没有改动。")
    return value


def written(row: RuleSetting) -> dict[str, Any]:
    """What the audit trail keeps of a setting."""
    return {
        "rule": row.rule, "region": row.region, "year": row.year, "enabled": row.enabled, "severity": row.severity,
        "parameters": row.parameters, "since": row.since.isoformat(), "reason": row.reason,
    }  # fmt: skip
