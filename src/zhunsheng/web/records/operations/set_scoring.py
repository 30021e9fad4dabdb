"""Set by which switches and numbers a region's self-evaluations are scored, or go back to what holds without it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from zhunsheng.law.parameters import legal_number
from zhunsheng.model.spelling import half_width
from zhunsheng.scoring.rules import scoring_rules
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.models import CalendarChange, ProjectStanding, Unit
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.operations.set_calendar import keep, may_set, noted
from zhunsheng.web.records.scoring_settings import NUMBERS, SCORING, SWITCHES, applied, number_in

_NUMBER = re.compile(r"^\d{1,3}(?:\.\d{1,2})?$")
_ORDER = (
    ("satisfaction_nothing", "satisfaction_full"), ("band_minimum_partly", "band_minimum_reached"),
    ("score_grade_fair", "score_grade_good"), ("score_grade_good", "score_grade_excellent"),
)  # fmt: skip
"""What must be less than what."""
_POSITIVE = ("over_completion_step", "satisfaction_full")


def value_of(on: Sequence[str], numbers: Mapping[str, str]) -> dict[str, Any]:
    """A setting as it was typed, checked; a blank number is the usual one. Raises ``Invalid``."""
    if set(on) - set(SWITCHES):
        raise Invalid("没有这个开关，没有改动。请刷新页面后再试。")
    typed = {name: _number(name, numbers.get(name, "")) for name in NUMBERS}
    own = {name: format(value, "f") for name, value in typed.items() if value is not None}
    value = {"on": sorted(on), "numbers": own}
    rules = applied(scoring_rules(), value)
    for less, more in _ORDER:
        if number_in(rules, less) >= number_in(rules, more):
            raise Invalid(f"“{_title(less)}”应低于“{_title(more)}”，没有改动。")
    for name in _POSITIVE:
        if not number_in(rules, name):
            raise Invalid(f"“{_title(name)}”不能是0，没有改动。")
    return value


def set_scoring(
    by: User, unit: Unit | None, year: int | None, on: Sequence[str], numbers: Mapping[str, str], note: str
) -> CalendarChange:
    """Set it for a region or, without ``unit``, for the whole installation; ``year`` ``None`` holds for every year.

    Raises ``Invalid`` or ``Forbidden``; then nothing is changed.
    """
    _may(by, unit)
    value = value_of(on, numbers)
    noted(note)
    return _set(by, unit, year, value, note)


def unset_scoring(by: User, unit: Unit | None, year: int | None, note: str) -> CalendarChange:
    """Go back to what holds without this setting. Raises ``Invalid`` or ``Forbidden``."""
    _may(by, unit)
    last = CalendarChange.objects.filter(unit=unit, what=SCORING, year=year).order_by("-pk").first()
    if last is None or not last.value:
        raise Invalid("这里没有自己的设定，没有改动。")
    noted(note)
    return _set(by, unit, year, {}, note)


def _set(by: User, unit: Unit | None, year: int | None, value: dict[str, Any], note: str) -> CalendarChange:
    with transaction.atomic():
        row = keep(by, unit, SCORING, year, value, note)
        rows = ProjectStanding.objects.filter(stale=False)
        rows = rows.filter(unit__path__startswith=unit.path) if unit is not None else rows
        (rows if year is None else rows.filter(year=year)).update(stale=True)
    return row


def _may(by: User, unit: Unit | None) -> None:
    if not may_set(by, unit):
        raise Forbidden("自评计分由本地区财政绩效股和管理员设，没有改动。")


def _number(name: str, text: str) -> Decimal | None:
    said = half_width(text).strip().removesuffix("%")
    if not said:
        return None
    if not _NUMBER.match(said) or Decimal(said) > 100:
        raise Invalid(f"“{_title(name)}”应填0到100、最多两位小数的数，没有改动：{text.strip()[:20]}。")
    return Decimal(said)


def _title(name: str) -> str:
    return legal_number(name).title
