"""The audit trail as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Q, QuerySet

from zhunsheng.lifecycle.registry import processes
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.appraisal_course import looks_inside
from zhunsheng.web.records.audit import ACTS
from zhunsheng.web.records.models import Appraisal, AuditEntry, Plan, Target
from zhunsheng.web.records.scope import scoped, sees, units

PER_PAGE = 50
"""Entries on one page."""
_WORDS = {
    "revision": "第几次修改", "address": "格", "number": "第几版", "formula": "公式", "text": "内容", "reason": "理由", "rows": "条数", "kind": "种类",
    "unit": "单位", "name": "名称", "year": "年度", "message": "内容", "region": "范围", "rule": "规则", "code": "编码", "source": "来源",
    "for": "代", "person": "谁", "other": "交给", "since": "起", "until": "止", "moved": "移交", "made": "新增", "changed": "改动", "what": "事项",
    "sent": "发出", "to": "收件人",
}  # fmt: skip
"""What people call the details that the page shows; the others are digests and keys."""


@dataclass(frozen=True, slots=True)
class Act:
    """One entry of the trail."""

    number: int
    label: str
    who: str
    at: datetime
    object: str
    about: str
    details: tuple[tuple[str, str], ...]
    hash: str


@dataclass(frozen=True, slots=True)
class Trail:
    """One page of the trail."""

    acts: tuple[Act, ...]
    object: str
    act: str
    page: int
    has_more: bool
    all_acts: tuple[tuple[str, str], ...]


def trail(user: User, *, object_name: str = "", act: str = "", page: int = 1) -> Trail:
    """The newest entries that the person may see: all for an administrator, else their own and those about their units."""
    rows = _seen(user)
    if object_name:
        rows = rows.filter(object=object_name)
    if act in ACTS:
        rows = rows.filter(act=act)
    page = max(1, page)
    found = list(rows.select_related("who").order_by("-number")[(page - 1) * PER_PAGE : page * PER_PAGE + 1])
    about = _names(found)
    acts = tuple(
        Act(
            row.number, ACTS.get(row.act, row.act), str(row.who or row.who_name or "程序"), row.at, row.object, about.get(row.object, ""),
            _details(row.detail), row.hash,
        )
        for row in found[:PER_PAGE]
    )  # fmt: skip
    return Trail(
        acts, object_name, act, page, len(found) > PER_PAGE, tuple(sorted(ACTS.items(), key=lambda pair: pair[1]))
    )


def may_see(user: User, object_name: str) -> bool:
    """True when the person sees the sheet that the name means."""
    kind, _, number = object_name.partition(":")
    if kind == "appraisal" and number.isascii() and number.isdecimal() and len(number) < 16:
        return user.sees_everything or _cases(user).filter(pk=int(number)).exists()
    model = {"target": Target, "plan": Plan}.get(kind)
    if model is None or not number.isdecimal() or len(number) > 15:
        return user.sees_everything
    sheet = model.objects.select_related("unit").filter(pk=int(number)).first()
    return sheet is not None and sees(user, sheet.unit)


def _seen(user: User) -> QuerySet[AuditEntry]:
    if user.sees_everything:
        return AuditEntry.objects.all()
    names = [f"target:{pk}" for pk in scoped(Target.objects.all(), user).values_list("pk", flat=True)]
    names += [f"plan:{pk}" for pk in scoped(Plan.objects.all(), user).values_list("pk", flat=True)]
    names += [f"appraisal:{pk}" for pk in _cases(user).values_list("pk", flat=True)]
    codes = list(units(user).values_list("code", flat=True))
    return AuditEntry.objects.filter(Q(object__in=names) | Q(detail__unit__in=codes) | Q(who=user))


def _cases(user: User) -> QuerySet[Appraisal]:
    """The evaluations whose course a person may follow: those who see how they are done."""
    return (
        scoped(Appraisal.objects.all(), user, unit="target__unit") if looks_inside(user) else Appraisal.objects.none()
    )


def _names(rows: list[AuditEntry]) -> dict[str, str]:
    """What the objects are called."""
    wanted: dict[str, set[int]] = {"target": set(), "plan": set(), "appraisal": set()}
    for row in rows:
        kind, _, number = row.object.partition(":")
        if kind in wanted and number.isdecimal():
            wanted[kind].add(int(number))
    found = {
        f"target:{pk}": name for pk, name in Target.objects.filter(pk__in=wanted["target"]).values_list("pk", "name")
    }
    plans = Plan.objects.filter(pk__in=wanted["plan"]).values_list("pk", "unit__name", "year")
    for case in Appraisal.objects.filter(pk__in=wanted["appraisal"]).select_related("target"):
        found[f"appraisal:{case.pk}"] = str(case)
    return found | {f"plan:{pk}": f"{name}{year}年部门整体目标" for pk, name, year in plans}


def _details(detail: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    found = ((name, word) for name, word in _WORDS.items() if detail.get(name) not in (None, ""))
    return tuple(_told(name, word, str(detail[name])[:200]) for name, word in found)


def _told(name: str, word: str, value: str) -> tuple[str, str]:
    """A detail in words: where a process led by the state's label, what a note was about not by its code."""
    if name == "to" and value in _states():
        return "办到", _states()[value]
    return word, value


@cache
def _states() -> dict[str, str]:
    """The labels of the states of all processes."""
    return {state.name: state.label for process in processes().values() for state in process.states}
