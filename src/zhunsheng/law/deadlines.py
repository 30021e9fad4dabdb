"""Deadlines of the budget year: each by date of force, with what it rests on and how far that has been checked.

One deadline is one entry of ``law/deadlines.yaml``. A region may set its own day (``DeadlineSetting``); what nobody has checked
against an official text is labelled so, and everything that shows it says so.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from zhunsheng.law.citation import Citation, Verified


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Which days are worked: Monday to Friday without ``holidays``, and the weekend days in ``worked`` (调休上班)."""

    holidays: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_worked(self, day: date) -> bool:
        """True for a day on which offices are open."""
        return day in self.worked or (day.weekday() < 5 and day not in self.holidays)

    def after(self, day: date, days: int) -> date:
        """The last of ``days`` working days that follow ``day``; with 0 the day itself."""
        while days > 0:
            day += timedelta(days=1)
            days -= self.is_worked(day)
        return day


@dataclass(frozen=True, slots=True)
class YearlyDay:
    """A day of the calendar, ``year`` years after the budget year; day 31 means the month's last."""

    month: int
    day: int
    year: int = 0

    def on(self, budget_year: int) -> date:
        """The day for a budget year."""
        year = budget_year + self.year
        return date(year, self.month, min(self.day, monthrange(year, self.month)[1]))

    def __str__(self) -> str:
        when = {-1: "上年", 0: "当年", 1: "次年"}[self.year]
        return f"{when}{self.month}月{self.day}日前"


@dataclass(frozen=True, slots=True)
class DaysAfter:
    """So many days after something happened, calendar days or working days; the last day counts."""

    event: str
    days: int
    working: bool = False

    def on(self, happened: date, calendar: WorkingDays) -> date:
        """The last day of the term."""
        return calendar.after(happened, self.days) if self.working else happened + timedelta(days=self.days)

    def __str__(self) -> str:
        return f"{EVENTS[self.event]}后{self.days}{'个工作日' if self.working else '日'}内"


DeadlineRule = YearlyDay | DaysAfter

_YEAR, _COUNTED = 365, 366
EVENTS = {
    "budget_passed": "人民代表大会批准预算", "budget_approved": "收到财政部门批复", "department_approved": "部门预算批复",
    "accounts_approved": "部门决算批复", "unit_budget_approved": "部门批复本单位预算", "unit_accounts_approved": "部门批复本单位决算",
    "entered": "进入本环节", "warned": "发出预警",
}  # fmt: skip
"""What a term may be counted from."""


@dataclass(frozen=True, slots=True)
class DatedRule:
    """The rule of a deadline from ``since`` to ``until``, with its citation."""

    rule: DeadlineRule
    since: date
    until: date | None
    basis: Citation

    @property
    def is_checked(self) -> bool:
        """True when the citation has been checked against the original text."""
        return self.basis.verified is Verified.ARTICLE


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline: its name, what is due by it, and its rules by date."""

    name: str
    title: str
    settable: bool
    rules: tuple[DatedRule, ...]
    asked: bool = True
    """``False``: due only where a region sets it."""

    def on(self, day: date | None) -> DatedRule:
        """The rule in force on the day; the latest without one. Raises ``LookupError`` for a gap."""
        if day is None:
            return self.rules[-1]
        for rule in reversed(self.rules):
            if rule.since <= day and (rule.until is None or day <= rule.until):
                return rule
        raise LookupError(f"{self.name} has no rule on {day}")


@dataclass(frozen=True, slots=True)
class DeadlineSetting:
    """What a region has set for a deadline; ``year`` ``None`` holds for every budget year without one of its own.

    ``rule`` ``None`` says that the region does not ask for this at all.
    """

    deadline: str
    region: str
    rule: DeadlineRule | None
    year: int | None = None
    note: str = ""
    """The region's own document, or why."""


@dataclass(frozen=True, slots=True)
class Due:
    """The day something is due, and who says so; ``is_checked`` is ``False`` for a default that nobody has confirmed."""

    day: date
    rule: DeadlineRule
    source: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class Ruling:
    """The rule that holds for a deadline in a budget year: ``None`` where it is not asked for. ``setting`` is the region's
    own, if it is not the law's; ``is_checked`` is ``False`` for a default that nobody has confirmed."""

    rule: DeadlineRule | None
    source: str
    is_checked: bool
    setting: DeadlineSetting | None = None


@dataclass(frozen=True, slots=True)
class YearCalendar:
    """The deadlines of one region: ``regions`` are codes from the region itself upwards, the nearest setting wins."""

    regions: tuple[str, ...] = ()
    settings: tuple[DeadlineSetting, ...] = ()
    working_days: WorkingDays = field(default_factory=WorkingDays)

    def due(self, name: str, year: int, events: Mapping[str, date] | None = None) -> Due | None:
        """When a deadline falls for a budget year; ``None`` where the region does not ask for it, or where the event
        that the term counts from has not happened. Raises ``KeyError`` for a name that no deadline bears."""
        ruling = self.ruling(name, year)
        day = self._day(ruling.rule, year, events or {}) if ruling.rule is not None else None
        if day is None or ruling.rule is None:
            return None
        return Due(day, ruling.rule, ruling.source, ruling.is_checked)

    def ruling(self, name: str, year: int) -> Ruling:
        """The rule in force for a deadline, and who says so. Raises ``KeyError`` for a name that no deadline bears."""
        deadline = deadlines()[name]
        setting, dated = self._setting(name, year), deadline.on(date(year, 12, 31))
        if setting:
            return Ruling(setting.rule, setting.note or "本地设定", True, setting)
        return Ruling(dated.rule if deadline.asked else None, str(dated.basis), dated.is_checked)

    def _setting(self, name: str, year: int) -> DeadlineSetting | None:
        for region in self.regions:
            found = [one for one in self.settings if one.deadline == name and one.region == region]
            for wanted in (year, None):
                mine = [one for one in found if one.year == wanted]
                if mine:
                    return mine[-1]
        return None

    def _day(self, rule: DeadlineRule, year: int, events: Mapping[str, date]) -> date | None:
        if isinstance(rule, YearlyDay):
            return rule.on(year)
        happened = events.get(rule.event)
        return None if happened is None else rule.on(happened, self.working_days)


def days_left(due: date, day: date) -> str:
    """How a due day stands on a day, for people: days within a year of it; farther off nobody counts days."""
    left = (due - day).days
    if abs(left) > _COUNTED:
        return f"还有{left // _YEAR}年多" if left > 0 else f"已逾期{-left // _YEAR}年多"
    return f"还有{left}天" if left > 0 else "今天到期" if left == 0 else f"已逾期{-left}天"


@cache
def deadlines() -> dict[str, Deadline]:
    """Every deadline by its name, in the order of the year. Raises ``ValueError`` for a name that stands twice."""
    found: dict[str, Deadline] = {}
    for item in yaml.safe_load(files("zhunsheng.law").joinpath("deadlines.yaml").read_text("utf-8")):
        if item["name"] in found:
            raise ValueError(f"the deadline {item['name']} stands twice")
        rules = tuple(_dated_rule(value) for value in item["values"])
        found[item["name"]] = Deadline(
            item["name"], item["title"], bool(item.get("settable", True)), rules, bool(item.get("asked", True))
        )
    return found


def deadline_rule(data: Mapping[str, Any]) -> DeadlineRule:
    """A rule from its plain form, as the YAML file and a region's settings keep it. Raises ``ValueError`` for any other."""
    if "month" in data:
        rule = YearlyDay(int(data["month"]), int(data["day"]), int(data.get("year", 0)))
        if not (1 <= rule.month <= 12 and 1 <= rule.day <= 31 and -1 <= rule.year <= 1):
            raise ValueError("期限的月份应为1至12，日应为1至31，年份应为上年、当年或次年。")
        return rule
    if data.get("after") not in EVENTS:
        raise ValueError(f"期限应写成月和日，或从这些事起算的天数：{'、'.join(EVENTS.values())}。")
    if int(data["days"]) < 0:
        raise ValueError("期限的天数不能是负数。")
    return DaysAfter(data["after"], int(data["days"]), bool(data.get("working", False)))


def _dated_rule(item: Mapping[str, Any]) -> DatedRule:
    basis = item["basis"]
    citation = Citation(basis.get("number"), basis.get("article"), Verified(basis["verified"]), basis.get("note", ""))
    return DatedRule(deadline_rule(item["rule"]), item["since"], item.get("until"), citation)


def working_days(holidays: Iterable[date] = (), worked: Collection[date] = ()) -> WorkingDays:
    """Working days with these holidays and these worked weekend days; none are built in, for each year's are announced."""
    return WorkingDays(frozenset(holidays), frozenset(worked))
