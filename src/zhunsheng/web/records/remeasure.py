"""Measuring many sheets again, some hundreds at a time: all there are, or those that entries have touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from zhunsheng.web.records.measured import AnySheet, measure_anew, measures
from zhunsheng.web.records.models import MeasuredValue, Plan, Target

_SHEETS = 500
"""Sheets that are measured together: their questions go into one statement, their values into one transaction."""


def everything(progress: Callable[[int], None] | None = None) -> int:
    """Measure every sheet that is not archived anew; how many values there are. ``progress`` hears the number so far."""
    values = 0
    for sheets in _sheets(Target.objects.filter(archived=False), Plan.objects.filter(archived=False)):
        values += measure_anew(sheets)
        if progress is not None:
            progress(values)
    return values


def touched(progress: Callable[[int], None] | None = None) -> int:
    """Measure again what entries have touched since it was last measured; how many values there were."""
    stale = MeasuredValue.objects.filter(stale=True)
    values = stale.count()
    of_targets = Target.objects.filter(pk__in=stale.exclude(target=None).values("target"))
    of_plans = Plan.objects.filter(pk__in=stale.exclude(plan=None).values("plan"))
    done = 0
    for sheets in _sheets(of_targets, of_plans):
        measures(sheets)
        done += len(sheets)
        if progress is not None:
            progress(done)
    return values


def _sheets(*querysets: Any) -> Iterator[list[AnySheet]]:
    """The sheets in portions, in the order of their ids; ids first, because measuring changes what is asked for."""
    for rows in querysets:
        pks = iter(list(rows.order_by("pk").values_list("pk", flat=True)))
        while part := list(islice(pks, _SHEETS)):
            yield list(rows.model.objects.filter(pk__in=part).select_related("unit").order_by("pk"))
