"""Monitoring and self-evaluation: what units still have to fill in, decide, mend and explain about their projects' year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Q

from zhunsheng.law.deadlines import Due, deadlines
from zhunsheng.model.monitoring import Checkpoint
from zhunsheng.model.role import Role
from zhunsheng.web.records.matters.matter import Asking, Matter, day_of
from zhunsheng.web.records.models import ProjectStanding, Target
from zhunsheng.web.records.project_standings import freshen
from zhunsheng.web.records.queries.unit_years import latest_seen
from zhunsheng.web.records.scope import scoped

_FILLS, _SEES_TO = (Role.CLERK,), (Role.CLERK, Role.HEAD)
_ABOVE, _BUREAU = (Role.DEPARTMENT,), (Role.BUREAU_SECTION, Role.PERFORMANCE)
"""Who decides what follows from a red light: the department above the unit, or the bureau where there is none."""
_BEGUN = ("filling", "returned")
_OWING = (
    Q(watch_state__in=_BEGUN)
    | Q(score_state__in=_BEGUN)
    | Q(unfilled__gt=0)
    | Q(needs_decision=True)
    | ~Q(acts=[])
    | Q(unexplained__gt=0)
)


def matters(asking: Asking) -> Iterator[Matter]:
    """Of the year at hand: by how its projects stand."""
    if not asking.whole and not asking.has_office((*_SEES_TO, *_ABOVE, *_BUREAU)):
        return
    for row in _standings(asking):
        own = [
            offices
            for offices in (_FILLS, _SEES_TO, _deciders(row))
            if asking.whole or asking.reaches(offices, row.unit.path)
        ]
        if own:
            yield from _of(asking, row, own)


def _standings(asking: Asking) -> Sequence[ProjectStanding]:
    if asking.known_standings is not None:
        return asking.known_standings
    year = asking.year if asking.year is not None else asking.known_year
    seen = scoped(Target.objects.filter(archived=False), asking.user)
    if year is None:
        year = latest_seen(asking.user, list(seen.order_by().values_list("year", flat=True).distinct()))
    if asking.freshens and year:
        freshen(seen.filter(year=year), year)
    rows = scoped(ProjectStanding.objects.filter(_OWING, year=year, target__archived=False), asking.user)
    if not asking.user.sees_drafts:
        rows = rows.exclude(state="draft")
    if asking.path:
        rows = rows.filter(unit__path__startswith=asking.path)
    found = list(
        rows.select_related("target", "unit").defer("target__draft", "target__search").order_by("pk")[: asking.most + 1]
    )
    asking.is_cut |= len(found) > asking.most
    return found[: asking.most]


def _deciders(row: ProjectStanding) -> tuple[Role, ...]:
    return _ABOVE if row.department_id != row.unit_id else _BUREAU


def _of(asking: Asking, row: ProjectStanding, own: Sequence[tuple[Role, ...]]) -> Iterator[Matter]:
    year, month, path = row.year, row.month, row.unit.path
    page = f"/monitoring/{row.target_id}/?month={month}"

    def matter(what: str, deadline: str, due: Due | None, act: str, about: str, holder: Role, url: str) -> Matter:
        day, is_checked = day_of(due)
        return Matter(
            f"{what}:{row.target_id}:{month}", deadline, act, row.target.name or "未命名项目", about, row.unit.code, row.unit.name, year,
            "年度执行", holder.label, url, asking.today, day, is_checked,
        )  # fmt: skip

    if _FILLS in own and (row.unfilled or row.watch_state in _BEGUN):
        name = f"monitoring_{month}"
        due = asking.due(path, name, year) if name in deadlines() else None
        act = "填监控" if row.unfilled else "报送监控表"
        about = f"{month}月底还有{row.unfilled}条" if row.unfilled else f"{month}月底监控填好了，还没有报送"
        one = matter("fill", name, due, act, about, Role.CLERK, page)
        yield replace(one, is_back=row.watch_state == "returned")
    if _deciders(row) in own and row.needs_decision:
        due = asking.due(path, "disposition", year, warned=Checkpoint(year, month).as_of)
        about = str((row.warnings or [row.why])[0])
        yield matter("decide", "disposition", due, "作处置决定", about, _deciders(row)[0], f"{page}#decision")
    if _SEES_TO in own:
        for act in row.acts:
            said, key = f"{act['what']}（{act['owner']}）", f"act:{act['due']}:{act['what'][:30]}"
            one = matter(key, "", None, "整改", said, Role.CLERK, f"{page}#acts-head")
            yield replace(one, due=date.fromisoformat(act["due"]))
    if _FILLS in own and (row.unexplained or row.score_state in _BEGUN):
        due = asking.due(path, "self_evaluation", year)
        act = "写偏差原因" if row.unexplained else "报送自评表"
        about = f"自评还有{row.unexplained}处偏差没有写原因" if row.unexplained else "自评填好了，还没有报送"
        one = matter("explain", "self_evaluation", due, act, about, Role.CLERK, f"/scores/{row.target_id}/")
        yield replace(one, is_back=row.score_state == "returned")
