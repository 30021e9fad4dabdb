"""Keeping values that were computed, many at once; nothing is kept that an act since the computing may have changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.model.measure import BindingScope, Measure
from zhunsheng.usecases.measure_report import measure_json
from zhunsheng.web.records import audit
from zhunsheng.web.records.models import ChainHead, MeasuredValue, MonthValue, Target

if TYPE_CHECKING:
    from zhunsheng.web.records.measured import Item

_COLUMNS = (
    "unit_id", "project_id", "kinds", "as_of", "status", "met", "completion", "content", "computed_at", "stale",
)  # fmt: skip


def head() -> int:
    """The number of the newest act: asked before computing, told when keeping."""
    return ChainHead.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def unchanged_since(number: int) -> bool:
    """Hold the audit chain, and say whether nothing was done since it had this number. Every act that changes what values
    rest on holds the chain before it marks them, so nothing can slip in between."""
    audit.hold()
    return head() == number


def keep(values: Sequence[tuple[Item, Measure, str]], number: int) -> None:
    """Keep the values of a day, and the ledgers that each reads; those computed before an act are stale from the start."""
    if not values:
        return
    with transaction.atomic():
        stale = not unchanged_since(number)
        rows = [_row(item, measure, kinds, stale) for item, measure, kinds in values]
        for owner in ("target", "plan"):
            mine = [row for row in rows if getattr(row, f"{owner}_id") is not None]
            MeasuredValue.objects.bulk_create(
                mine, update_conflicts=True, unique_fields=[owner, "key"],
                update_fields=[name.removesuffix("_id") for name in _COLUMNS], batch_size=200,
            )  # fmt: skip


def keep_months(values: Sequence[tuple[Item, date, Measure, str]], number: int) -> None:
    """Keep the values at past month ends, unless an act came in between."""
    if not values:
        return
    with transaction.atomic():
        if unchanged_since(number):
            rows = [
                MonthValue(target_id=item.sheet.pk, key=item.key, as_of=day, kinds=kinds, content=measure_json(measure), **_whose(item))
                for item, day, measure, kinds in values
            ]  # fmt: skip
            MonthValue.objects.bulk_create(
                rows, update_conflicts=True, unique_fields=["target", "key", "as_of"],
                update_fields=["unit", "project", "kinds", "content"], batch_size=200,
            )  # fmt: skip


def _row(item: Item, measure: Measure, kinds: str, stale: bool) -> MeasuredValue:
    owner = {"target_id": item.sheet.pk} if isinstance(item.sheet, Target) else {"plan_id": item.sheet.pk}
    return MeasuredValue(
        **owner, key=item.key, **_whose(item), kinds=kinds, as_of=measure.as_of, status=measure.status.value, met=measure.met,
        completion=measure.completion, content=measure_json(measure), computed_at=timezone.now(), stale=stale,
    )  # fmt: skip


def _whose(item: Item) -> dict[str, Any]:
    """Unit and project whose entries count."""
    by_project = item.binding is not None and item.binding.scope == BindingScope.PROJECT
    own = item.sheet.pk if by_project and isinstance(item.sheet, Target) else None
    return {"unit_id": item.sheet.unit_id, "project_id": own}
