"""Choose the formula by which an indicator is measured, or take the choice back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.formula.checker import check
from zhunsheng.formula.problem import Problem
from zhunsheng.formula.window import WINDOWS
from zhunsheng.model.measure import BindingScope
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.kinds_in_force import kinds_of
from zhunsheng.web.records.measured import forget
from zhunsheng.web.records.models import FormulaBinding, Plan
from zhunsheng.web.records.operations.outcome import Invalid, Moved
from zhunsheng.web.records.operations.recording import AnySheet, locked, noun, object_name, owner

LONGEST = 2000
"""Characters of a formula."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A binding as a person typed it. ``base`` is the number of the binding they saw (0: none); ``None`` asks not."""

    formula: str
    window: str = "fiscal_year"
    scope: str = BindingScope.PROJECT
    reason: str = ""
    base: int | None = None
    name: str = ""
    goal: str = ""
    target_text: str = ""


def bind_formula(sheet: AnySheet, key: str, by: User, wanted: Wanted) -> FormulaBinding:
    """Bind an indicator (or with a blank ``key`` a new goal of a plan). Raises ``Invalid``, ``Forbidden`` or ``Moved``.

    A blank formula takes the binding back and needs a reason.
    """
    with transaction.atomic():
        sheet = locked(sheet, by)
        key = _key(sheet, key)
        rows = FormulaBinding.objects.filter(**owner(sheet), key=key)
        last = rows.select_related("by").order_by("-number").first()
        if wanted.base is not None and wanted.base != (last.number if last else 0):
            who = last.by if last else "别人"
            raise Moved(f"取数办法刚被{who}改过，没有保存。请看过再改。")
        row = FormulaBinding(
            **owner(sheet), key=key, number=last.number + 1 if last else 1, by=by, at=timezone.now(), **_checked(sheet, wanted, last)
        )  # fmt: skip
        if last is not None and written(row) == written(last):
            return last
        row.save()
        forget(sheet, key)
        detail = {
            "key": key,
            "number": row.number,
            "written": {f"formula_binding:{row.pk}": digest(written(row))},
            "formula": row.formula[:200],
        }
        audit.log("bind_formula", by, row.at, object_name(sheet), detail)
    return row


def _key(sheet: AnySheet, key: str) -> str:
    """The key, if the sheet has such an indicator; a new one for a new goal of a plan."""
    if isinstance(sheet, Plan):
        if key and not FormulaBinding.objects.filter(plan=sheet, key=key).exists():
            raise Invalid("没有这条部门目标的取数办法，没有保存。请刷新页面后再试。")
        return key or uuid.uuid4().hex[:12]
    if key not in {indicator.key for indicator in noun(sheet).indicators}:
        raise Invalid("表里没有这条指标了，没有保存。请刷新页面后再试。")
    return key


def _checked(sheet: AnySheet, wanted: Wanted, last: FormulaBinding | None) -> dict[str, Any]:
    formula, reason = wanted.formula.strip(), one_line(wanted.reason, 400)
    if len(formula) > LONGEST:
        raise Invalid(f"公式有{len(formula)}个字，最多{LONGEST}个，没有保存。请写短些，或自建一本台账直接记结果。")
    if not formula:
        if last is None:
            raise Invalid("公式空着，没有保存。请写公式，或点“自述完成值”。")
        if not reason:
            raise Invalid("取消取数办法要写明理由，没有保存。")
    else:
        try:
            check(formula, {name: kind.record for name, kind in kinds_of(sheet.unit).items()})
        except Problem as problem:
            raise Invalid(f"公式有问题，没有保存：{problem}") from problem
    if wanted.window not in WINDOWS:
        raise Invalid("没有这个时段，没有保存。请从列表里选。")
    if wanted.scope not in {scope.value for scope in BindingScope}:
        raise Invalid("取数范围应是本项目或全单位，没有保存。")
    scope = BindingScope.UNIT.value if isinstance(sheet, Plan) else wanted.scope
    named = {}
    if isinstance(sheet, Plan):
        name = one_line(wanted.name, 200) or (last.name if last else "")
        if not name:
            raise Invalid("请写明量的是什么，如“安全生产事故”，没有保存。")
        named = {
            "name": name, "goal": one_line(wanted.goal, 400) or (last.goal if last else ""),
            "target_text": one_line(wanted.target_text, 200) or (last.target_text if last else ""),
        }  # fmt: skip
    return {"formula": formula, "window": wanted.window, "scope": scope, "reason": reason, **named}


def written(row: FormulaBinding) -> dict[str, Any]:
    """What a binding says, for the audit trail."""
    return {
        "key": row.key, "formula": row.formula, "window": row.window, "scope": row.scope, "name": row.name, "goal": row.goal,
        "target": row.target_text,
    }  # fmt: skip
