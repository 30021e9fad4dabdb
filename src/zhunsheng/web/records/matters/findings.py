"""Findings of the review on which nobody has decided: for those who review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from django.db.models import Sum

from zhunsheng.web.accounts.models import Role
from zhunsheng.web.records.matters.matter import Asking, Matter
from zhunsheng.web.records.models import Plan, Target
from zhunsheng.web.records.scope import scoped

SHOWN = 30
"""Unit-years that are named one by one."""


def matters(asking: Asking) -> Iterator[Matter]:
    """The unit-years in which findings wait for this reviewer; administrators may decide, but need not. Nobody has set a day."""
    if asking.whole or not asking.user.may_review or asking.user.role == Role.ADMIN:
        return
    known = asking.known_waiting if asking.known_waiting is not None else _waiting(asking)
    waiting = [row for row in known if row[3]]
    for code, name, year, count in waiting[:SHOWN]:
        yield Matter(
            f"findings:{code}:{year}", "", "处理审核意见", name, f"{year}年还有{count}条没有处理", code, name, year, "审核", "审核人",
            f"/review/{code}/{year}/", asking.today,
        )  # fmt: skip
    if waiting[SHOWN:]:
        rest = sum(row[3] for row in waiting[SHOWN:])
        yield Matter(
            "findings:", "", "处理审核意见", f"另有{len(waiting) - SHOWN}个单位年度", f"还有{rest}条没有处理", "", "", 0, "审核", "审核人", "/review/", asking.today,
        )  # fmt: skip


def _waiting(asking: Asking) -> Sequence[tuple[str, str, int, int]]:
    found: Counter[tuple[str, str, int]] = Counter()
    for model in (Target, Plan):
        rows = scoped(model.objects.filter(archived=False, undecided__gt=0), asking.user).order_by()
        for code, name, year, count in rows.values_list("unit__code", "unit__name", "year").annotate(Sum("undecided")):
            found[code, name, year] += count
    return [(*key, count) for key, count in sorted(found.items(), key=lambda row: (-row[0][2], row[0][0]))]
