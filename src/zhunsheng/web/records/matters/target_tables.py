"""Target tables: the next act of each that is not at rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from zhunsheng.lifecycle.due import Owed, UnderWay, owed
from zhunsheng.lifecycle.facts import Facts
from zhunsheng.lifecycle.permissions import Thing
from zhunsheng.web.records.course import PROCESS, the_process
from zhunsheng.web.records.current_day import no_later
from zhunsheng.web.records.matters.matter import Asking, Matter, day_of
from zhunsheng.web.records.models import Target, UnitKind
from zhunsheng.web.records.queries.listing import owed_rows
from zhunsheng.web.records.scope import scoped

_COLUMNS = (
    "pk", "name", "year", "state", "entered_at", "updated_at", "unit__path", "unit__code", "unit__name", "unit__parent_id", "unit__kind",
)  # fmt: skip


def matters(asking: Asking) -> Iterator[Matter]:
    """The tables whose next act is owed: one query, those that wait longest first."""
    if not asking.whole and not asking.user.offices:
        return
    rows = scoped(Target.objects.filter(archived=False), asking.user)
    if asking.whole:
        states = [state.name for state in the_process().states if not (state.waits or state.ends)]
        rows = rows.filter(state__in=states)
    else:
        rows = owed_rows(asking.user, rows)
    if asking.year is not None:
        rows = rows.filter(year=asking.year)
    if asking.path:
        rows = rows.filter(unit__path__startswith=asking.path)
    rows = rows.order_by(F("entered_at").asc(nulls_last=True), "year", "pk")
    looked = list(rows.values_list(*_COLUMNS)[: asking.most + 1])
    asking.is_cut |= len(looked) > asking.most
    known: dict[tuple[str, int, date, str], Owed | None] = {}
    for pk, name, year, state, entered, updated, path, code, unit_name, parent, kind in looked[: asking.most]:
        since = no_later(timezone.localtime(entered or updated).date())
        same = (state, year, since, path)
        if same not in known:
            facts = Facts(has_department=parent is not None and kind == UnitKind.UNIT)
            events = {"budget_approved": since} if state == "approved" else {}
            thing = Thing(path, "", PROCESS, state)
            known[same] = owed(UnderWay(thing, "", year, since, facts=facts, events=events), asking.calendars.of(path))
        one = known[same]
        if one is not None:
            yield _matter(asking, one, (pk, name, year, state, entered), (code, unit_name))


def _matter(
    asking: Asking, one: Owed, row: tuple[int, str, int, str, datetime | None], unit: tuple[str, str]
) -> Matter:
    pk, name, year, state, entered = row
    due, is_checked = day_of(one.due)
    since = f"{entered:%Y%m%d%H%M%S}" if entered else "0"
    return Matter(
        f"target:{pk}:{state}:{since}", one.deadline, one.label, name or "未命名项目", f"{unit[1]} {year}年", *unit, year,
        the_process().state(state).label, one.role.label, f"/projects/{pk}/", asking.today, due, is_checked,
        is_back=one.is_back, is_past=one.is_past, state_name=state, id=pk,
    )  # fmt: skip
