"""Write into the review form of a project: a reviewer's own points for an item, or words on the whole."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.law.review_form import review_items
from zhunsheng.model.spelling import half_width
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.canonical import digest
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.models import FormMark, Target
from zhunsheng.web.records.models.form_mark import OPINION
from zhunsheng.web.records.operations.decide_findings import locked_plan, may_review
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.queries.review_forms import marks_of, project_form
from zhunsheng.web.records.standing import last_round


def mark_form(target: Target, by: User, item: str, points: str, reason: str) -> FormMark:
    """Put other points in the place of those proposed; blank points take the item back to them.

    Raises ``Invalid`` or ``Forbidden``: an item that the form has not, points beyond its worth, no reason.
    """
    may_review(by, target.unit)
    if item not in {each.key for each in review_items()}:
        raise Invalid("审核表没有这个子项，没有记下。请刷新页面后再试。")
    words = one_line(reason, 400)
    with transaction.atomic():
        locked_plan(target.unit, target.year)
        row = next(row for row in project_form(target).items if row.mark.item.key == item)
        given = _points(points, row.mark.full) if points.strip() else None
        if given is not None and not words:
            raise Invalid(f"给“{row.mark.item.name}”改分要写理由，没有记下。请写明为什么。")
        if given is None and row.override is None:
            raise Invalid("这一项没有改过分，不用撤回。要改分请填分数和理由。")
        return _keep(target, by, item, given, row.mark.score, words if given is not None else "")


def write_opinion(target: Target, by: User, text: str) -> FormMark:
    """The reviewer's own words on the whole form; blank takes them out. Raises ``Invalid`` or ``Forbidden``."""
    may_review(by, target.unit)
    words = one_line(text, 1000)
    with transaction.atomic():
        locked_plan(target.unit, target.year)
        before = marks_of([target.pk]).get(target.pk, {}).get(OPINION)
        if words == (before.text if before else ""):
            raise Invalid("意见没有变化，没有记下。")
        return _keep(target, by, OPINION, None, None, words)


def written(row: FormMark) -> dict[str, Any]:
    """What the audit trail's digest of a mark covers."""
    return {
        "target": row.target_id, "round": row.round, "item": row.item, "text": row.text,
        "points": None if row.points is None else f"{row.points:.2f}",
        "proposed": None if row.proposed is None else f"{row.proposed:.2f}",
    }  # fmt: skip


def _points(text: str, full: Decimal) -> Decimal:
    try:
        value = Decimal(half_width(text).strip())
    except InvalidOperation as error:
        raise Invalid(f"分数应是数，没有记下：{text[:20]}。") from error
    if not value.is_finite() or not 0 <= value <= full or value != value.quantize(Decimal("0.01")):
        raise Invalid(f"这一项的分数应在0到{full.normalize():f}之间，最多两位小数，没有记下。")
    return value


def _keep(target: Target, by: User, item: str, points: Decimal | None, proposed: Decimal | None, text: str) -> FormMark:
    number = last_round(target.unit, target.year)[0] + 1
    row = FormMark(
        target=target, item=item, points=points, proposed=proposed, text=text, round=number, by=by, at=timezone.now()
    )
    row.save()
    detail = {**written(row), "written": {f"form_mark:{row.pk}": digest(written(row))}}
    audit.log("mark_form" if points is not None or text else "unmark_form", by, row.at, f"target:{target.pk}", detail)
    return row
