"""The overview's pictures, each for desk and phone; every mark leads to the projects behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from zhunsheng.law.deadlines import YearCalendar, deadlines
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.light import Light
from zhunsheng.pictures.bars import BarRow, ranking
from zhunsheng.pictures.drawing import HALF, NARROW
from zhunsheng.pictures.picture import Picture
from zhunsheng.pictures.quadrant import Crowd, Point, quadrant
from zhunsheng.pictures.stacks import LIGHT_PARTS, SEVERITY_PARTS, Part, Stack, stacks
from zhunsheng.pictures.timeline import timeline
from zhunsheng.rules.registry import rules_by_code
from zhunsheng.web.records.queries.overview import GroupRow, Overview
from zhunsheng.web.records.queries.overview_deadlines import PLACES, DeadlineBoard, counts_of, milestones
from zhunsheng.web.records.queries.scores import Both

_LIGHTS = (Light.MISSED, Light.AT_RISK, Light.NO_DATA, Light.MET)
_KEPT_PARTS = (Part("逾期", "missed"), Part("按期", "met", pale=True))
_RULES_SHOWN = 12
GLANCE = 490.0
"""The width of the workbench's one picture, in px."""


def money_and_goals(found: Overview, width: float = HALF) -> Both:
    """The quadrant: every project, or a crowd counted in fields with the worst drawn one by one."""
    points = [
        Point(
            place.name,
            place.money,
            place.goals,
            place.budget,
            place.light,
            f"/monitoring/{place.id}/?month={found.month}",
        )
        for place in found.places
    ]
    crowd = None
    if found.crowd:
        link = lambda money, goals: found.filters.projects(money=money, goals=goals)  # noqa: E731
        crowd = Crowd(found.crowd, found.totals.unknown, link)
    caption = _caption(found)
    return _both(
        lambda size: quadrant(points, cross=(found.cross, found.cross), caption=caption, width=size, crowd=crowd),
        width,
    )


def _caption(found: Overview) -> str:
    totals = found.totals
    told = [
        f"{count}个{word}"
        for count, word in (
            (totals.spent_for_nothing, f"花了钱事没成（平均完成率不到{found.cross}%）"),
            (totals.slow, "钱和事都慢"),
            (totals.unknown, "缺数"),
        )
        if count
    ]
    if not totals.projects:
        return "还没有项目"
    return (
        f"{totals.projects}个项目中{'，'.join(told)}"
        if told
        else f"{totals.projects}个项目里，没有花了钱事没成的，也没有钱和事都慢的"
    )


def lights_by_group(found: Overview, width: float = HALF) -> Both:
    """How many projects of each department or unit stand under which light."""
    rows = [
        Stack(group.name, tuple(group.lights.get(light.value, 0) for light in _LIGHTS), _group_link(found, group))
        for group in found.groups
    ]
    return _both(lambda size: stacks(LIGHT_PARTS, rows, unit="个项目", width=size), width)


def unspent_by_group(found: Overview, width: float = HALF) -> Both:
    """How much money of each department or unit is not paid yet, in 万元."""
    rows = [
        BarRow(
            group.name,
            (group.budget - group.paid) / 10_000,
            link=_group_link(found, group),
            note=f"预算{group.budget / 10_000:.2f}万元",
        )
        for group in found.groups
    ]
    left = (found.totals.budget - found.totals.paid) / 10_000
    caption = f"还有{left:,.2f}万元没有支付" if left > 0 else "预算都已支付"
    return _both(lambda size: ranking(rows, caption=caption, unit="万元", width=size, places=2), width)


def _group_link(found: Overview, group: GroupRow) -> str:
    """A department leads to its units, a unit to its projects."""
    if group.is_department:
        return found.filters.address(unit=group.code)
    return found.filters.projects(unit=group.code)


def kept_deadlines(found: DeadlineBoard, width: float = HALF) -> Both:
    """Deadlines kept and missed until now; where some were missed, what missed them."""
    titles = deadlines()
    rows = [
        Stack(
            titles[name].title if name in titles else name, (missed, kept), _missed_link(found, name) if missed else ""
        )
        for name, kept, missed in found.kept
    ]
    return _both(lambda size: stacks(_KEPT_PARTS, rows, unit="件", width=size), width)


def _missed_link(found: DeadlineBoard, name: str) -> str:
    return PLACES.get(name) or found.filters.projects(deadline=name)


def year_deadlines(found: DeadlineBoard, width: float = HALF) -> Both:
    """The year's deadlines: when, and how much of what is due is done; how much is overdue now."""
    return _both(lambda size: timeline(found.milestones, found.today, late=found.late, width=size), width)


def coming_deadlines(found: Overview, today: date, calendar: YearCalendar, width: float = HALF) -> Both:
    """The year's deadlines of the projects: when, and how many are through. What is overdue the list beside it says."""
    owing = counts_of(found.states, found.totals)
    rows = list(milestones(found.filters, owing, calendar, found.applied))
    return _both(lambda size: timeline(rows, today, late=0, width=size), width)


def findings_by_category(found: Overview, width: float = HALF) -> Both:
    """Findings by the quality they are about and their severity."""
    known = rules_by_code()
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for code, severity, count in found.findings:
        if code in known:
            counts[known[code].category][severity] += count
    rows = [
        Stack(
            category.value, tuple(counts[category][severity.value] for severity in Severity),
            found.filters.projects(category=category.value),
        )
        for category in Category
        if counts[category]
    ]  # fmt: skip
    return _both(lambda size: stacks(SEVERITY_PARTS, rows, unit="条", width=size), width)


def findings_by_rule(found: Overview) -> Both:
    """The gravest rules, each with the way to its projects; the table beside has every rule that found something."""
    known, counts = rules_by_code(), defaultdict[str, list[int]](lambda: [0, 0, 0])
    places = [severity.value for severity in Severity]
    for code, severity, count in found.findings:
        counts[code][places.index(severity)] += count
    rows = [
        Stack(
            f"{code.removeprefix('ZS')} {known[code].title}" if code in known else code,
            tuple(each),
            found.filters.projects(rule=code),
        )
        for code, each in counts.items()
    ]
    most = f"图上是最重的{_RULES_SHOWN}条，全部在数据表里；" if len(rows) > _RULES_SHOWN else ""
    note = f"{len(rows)}条规则有意见，{most}点开看有哪些项目。单位：条" if rows else ""
    return _both(lambda width: stacks(SEVERITY_PARTS, rows, note=note, unit="条", width=width, most=_RULES_SHOWN))


def entries_by_month(months: Sequence[tuple[int, int]]) -> Both:
    """How many entries were written in each of the last months: month (``202007``) and count."""
    rows = [
        BarRow(f"{month // 100}年{month % 100}月", Decimal(count), link=f"/ledger/?month={month}" if count else "")
        for month, count in months
    ]
    total = sum(count for _, count in months)
    caption = f"{len(months)}个月共记了{total}条台账" if months else "还没有台账"
    return _both(lambda width: ranking(rows, caption=caption, unit="条", width=width, ordered=False), GLANCE)


def glance_picture(found: Overview, today: date, calendar: YearCalendar) -> tuple[str, Both]:
    """The heading and the picture that a glance is for."""
    if found.looks_at == "findings" and found.findings:
        return f"{found.filters.year}年哪类问题最多", findings_by_category(found, GLANCE)
    if found.looks_at == "lights" and len(found.groups) > 1:
        return f"{found.filters.year}年各单位的灯", lights_by_group(found, GLANCE)
    if found.looks_at == "unspent" and len(found.groups) > 1:
        return f"{found.filters.year}年还没有支付的钱", unspent_by_group(found, GLANCE)
    if found.looks_at == "deadlines":
        return f"{found.filters.year}年全年期限", coming_deadlines(found, today, calendar, GLANCE)
    return f"{found.filters.year}年的钱和事", money_and_goals(found, GLANCE)


def _both(draw: Callable[[float], Picture], width: float = HALF) -> Both:
    return Both(draw(width), draw(NARROW))
