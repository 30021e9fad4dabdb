"""Set at which months monitoring looks and by which numbers its lights are lit, or go back to the dated settings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from zhunsheng.law.monitoring import warning_lines
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.spelling import half_width
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.models import CalendarChange, ProjectStanding, Unit
from zhunsheng.web.records.monitoring_rules import MONITORING, NUMBERS
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.operations.set_calendar import keep, may_set, noted

_NUMBER = re.compile(r"^\d{1,3}(?:\.\d{1,2})?$")
_PAIRS = (("fund_tolerance", "fund_gap"), ("goal_tolerance", "goal_gap"))
"""What still passes must not be more than what fails."""


def set_monitoring(
    by: User, year: int | None, months: Sequence[str], lines: str, numbers: Mapping[str, str], note: str, unit: Unit | None = None
) -> CalendarChange:  # fmt: skip
    """Set the months, the warning lines and the numbers (blank: the usual one) for a region or, without ``unit``, for the whole
    installation. ``year`` ``None`` holds for every year.

    Raises ``Invalid`` or ``Forbidden``; then nothing is changed.
    """
    _may(by, unit)
    chosen = sorted({int(month) for month in months if month.isascii() and month.isdecimal()})
    if not chosen or len(chosen) != len(set(months)) or not (chosen[0] >= 1 and chosen[-1] <= 12):
        raise Invalid("监控节点要在1月到12月里选，至少选一个，没有改动。")
    if lines not in warning_lines():
        raise Invalid("没有这种预警线，没有改动。请从列表里选。")
    typed = {name: _number(name, numbers.get(name, "")) for name in NUMBERS}
    own = {name: value for name, value in typed.items() if value is not None}
    for passing, failing in _PAIRS:
        least = {name: own.get(name, _usual(name)) for name in (passing, failing)}
        if least[passing] > least[failing]:
            raise Invalid(f"“{_title(passing)}”不能多于“{_title(failing)}”，没有改动。")
    noted(note)
    value = {"months": chosen, "lines": lines, "numbers": {name: format(one, "f") for name, one in own.items()}}
    return _set(by, unit, year, value, note)


def unset_monitoring(by: User, year: int | None, note: str, unit: Unit | None = None) -> CalendarChange:
    """Go back to what holds without this setting. Raises ``Invalid`` or ``Forbidden``."""
    _may(by, unit)
    last = CalendarChange.objects.filter(unit=unit, what=MONITORING, year=year).order_by("-pk").first()
    if last is None or not last.value:
        raise Invalid("这里没有自己的设定，没有改动。")
    noted(note)
    return _set(by, unit, year, {}, note)


def _set(by: User, unit: Unit | None, year: int | None, value: dict[str, Any], note: str) -> CalendarChange:
    with transaction.atomic():
        row = keep(by, unit, MONITORING, year, value, note)
        rows = ProjectStanding.objects.filter(stale=False)
        if unit is not None:
            rows = rows.filter(unit__path__startswith=unit.path)
        (rows if year is None else rows.filter(year=year)).update(stale=True)
    return row


def _may(by: User, unit: Unit | None) -> None:
    if not may_set(by, unit):
        raise Forbidden("监控节点和亮灯的数由本地区财政绩效股和管理员设，没有改动。")


def _number(name: str, text: str) -> Decimal | None:
    said = half_width(text).strip().removesuffix("%")
    if not said:
        return None
    if not _NUMBER.match(said) or Decimal(said) > 100:
        raise Invalid(f"“{_title(name)}”应填0到100、最多两位小数的数，没有改动：{text.strip()[:20]}。")
    return Decimal(said)


def _title(name: str) -> str:
    return legal_number(f"monitoring_{name}").title


def _usual(name: str) -> Decimal:
    return legal_number(f"monitoring_{name}").latest
