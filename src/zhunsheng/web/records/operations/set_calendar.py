"""Set a region's deadline or its days off, or take the setting back; what held before stays in the history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.law.deadlines import deadline_rule, deadlines
from zhunsheng.lifecycle.day_list import read_days
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.calendar_changes import forget
from zhunsheng.web.records.calendars import DAYS
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.models import CalendarChange, Unit, UnitKind
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.scope import sees

ALL_YEARS = range(1990, 2101)


def set_deadline(
    by: User, unit: Unit | None, name: str, year: int | None, rule: Mapping[str, Any] | None, note: str
) -> CalendarChange:  # fmt: skip
    """Set when a deadline falls; ``rule`` ``None`` says that it is not asked here. ``year`` ``None`` holds for every year.

    Raises ``Invalid`` or ``Forbidden``.
    """
    _known(by, unit, name, note)
    if rule is not None:
        try:
            deadline_rule(rule)
        except (KeyError, TypeError, ValueError) as error:
            raise Invalid(f"{error}没有改动。") from error
    return keep(by, unit, name, year, {"rule": dict(rule) if rule is not None else None}, note)


def unset_deadline(by: User, unit: Unit | None, name: str, year: int | None, note: str) -> CalendarChange:
    """Go back to what holds without this setting. Raises ``Invalid`` or ``Forbidden``."""
    _known(by, unit, name, note)
    rows = CalendarChange.objects.filter(unit=unit, what=name, year=year).order_by("-pk")
    last = rows.first()
    if last is None or not last.value:
        raise Invalid("这里没有自己的设定，没有改动。")
    return keep(by, unit, name, year, {}, note)


def set_days(by: User, unit: Unit | None, year: int, holidays: str, worked: str, note: str) -> CalendarChange:
    """Set a year's days off and the weekend days that are worked instead, as a notice writes them; both blank takes it back.

    Raises ``Invalid`` or ``Forbidden``.
    """
    _may(by, unit)
    noted(note)
    if year not in ALL_YEARS:
        raise Invalid("年份应在1990到2100之间，没有改动。")
    off, on = read_days(holidays, year), read_days(worked, year)
    problems = [*off.problems, *on.problems]
    both = sorted(set(off.days) & set(on.days))
    problems += [f"{day}既放假又上班。请核对。" for day in both[:3]]
    problems += [f"{day}是工作日，本来就上班，不用写在调休上班里。" for day in on.days if day.weekday() < 5][:3]
    problems += [f"{day}不在{year}年。请写到那一年里。" for day in (*off.days, *on.days) if not _near(day, year)][:3]
    if problems:
        raise Invalid(f"没有改动。{' '.join(problems[:5])}")
    value = {"holidays": [str(day) for day in off.days], "worked": [str(day) for day in on.days]}
    return keep(by, unit, DAYS, year, value if off.days or on.days else {}, note)


def written(row: CalendarChange) -> dict[str, Any]:
    """What the audit trail's digest of a change covers."""
    return {
        "unit": row.unit_id,
        "what": row.what,
        "year": row.year,
        "value": row.value,
        "note": row.note,
        "by": row.by_id,
    }


def may_set(by: User, unit: Unit | None) -> bool:
    """True when the person may set the calendar of this place: of a region that they see, or of the whole installation."""
    if not by.may_set_calendar:
        return False
    if unit is None:
        return by.runs_installation or by.may_set_rules
    return unit.kind == UnitKind.REGION and sees(by, unit)


def _near(day: date, year: int) -> bool:
    """Holidays of New Year may begin in the last days of the year before."""
    return day.year == year or (day.year == year - 1 and day.month == 12)


def _may(by: User, unit: Unit | None) -> None:
    if not may_set(by, unit):
        raise Forbidden("年历由财政绩效股和管理员设，没有改动。")


def _known(by: User, unit: Unit | None, name: str, note: str) -> None:
    _may(by, unit)
    known = deadlines().get(name)
    if known is None:
        raise Invalid("没有这个期限，没有改动。请刷新页面后再试。")
    if not known.settable:
        raise Invalid(f"“{known.title}”是法定期限，不能改。")
    noted(note)


def noted(note: str) -> None:
    """Refuse a setting that rests on nothing. Raises ``Invalid``."""
    if not one_line(note, 400):
        raise Invalid("还没有写依据，没有改动。请写本地文件的名称文号，或为什么这样定。")


def keep(by: User, unit: Unit | None, what: str, year: int | None, value: dict[str, Any], note: str) -> CalendarChange:
    """Write a setting that was checked, and log it."""
    with transaction.atomic():
        audit.hold()  # no step is judged meanwhile by what held before
        at = timezone.now()
        row = CalendarChange(unit=unit, what=what, year=year, value=value, note=one_line(note, 400), by=by, at=at)
        row.save()
        detail = {
            "what": what, "year": year, "region": str(unit or "全部单位"), "value": value, "reason": row.note,
            "written": {f"calendar_change:{row.pk}": digest(written(row))},
        }  # fmt: skip
        audit.log("set_calendar", by, row.at, f"calendar:{unit.code if unit else ''}", detail)
    forget()
    return row
