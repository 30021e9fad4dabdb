"""Publications: twenty days after the approval of the budget and of the accounts, done once they are out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import CharField, F, IntegerField, Min, Q, QuerySet, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, TruncDate

from zhunsheng.lifecycle.process import Course
from zhunsheng.model.role import Role
from zhunsheng.usecases.publication import PublicationKind
from zhunsheng.web.records.matters.matter import Asking, Matter, day_of
from zhunsheng.web.records.models import ProcessStep, PublicationNote, PublicationStep, Unit
from zhunsheng.web.records.publication_standing import Occasion, due_on, the_process
from zhunsheng.web.records.scope import scoped

_OFFICES = (Role.CLERK, Role.HEAD, Role.DEPARTMENT)
_OUT = ("published", "withheld")
"""The states in which the term is kept: it is out, or kept back by law."""
_UNIT = ("unit__id", "unit__code", "unit__name", "unit__path", "unit__parent_id", "unit__kind")
_RESTS = ("published", "withheld", "withdrawn")
"""The states in which nothing is owed."""
_YEARS_BACK = 2
"""Approvals of budget years longer ago than this are nobody's duty any more."""


@dataclass
class _Known:
    """What the rows say of one unit's year and occasion."""

    unit: Unit | None = None
    state: str = ""
    out: date | None = None
    is_correcting: bool = False
    """True from the beginning of a correction until it is out: what it corrects stays on the portal."""
    approved: dict[str, date] = field(default_factory=dict)


def matters(asking: Asking) -> Iterator[Matter]:
    """What units have to publish since it was approved: one query."""
    if not asking.whole and not asking.has_office(_OFFICES):
        return
    known = _known(asking)
    found = {
        key: one
        for key, one in known.items()
        if _approved(one) is not None and (asking.with_done or one.state not in _RESTS)
    }
    for (_, year, kind), one in sorted(found.items()):
        if one.unit is not None:
            yield from _matter(asking, Occasion(one.unit, year, PublicationKind(kind)), one)


def _matter(asking: Asking, occasion: Occasion, one: _Known) -> Iterator[Matter]:
    state = the_process().state(one.state or the_process().start.name)
    offices = (Role.CLERK, Role.HEAD) if state.name == "ready" else (state.holder,)
    unit = occasion.unit
    if not asking.whole and not asking.reaches(offices, unit.path):
        return
    approved = _approved(one)
    assert approved is not None
    deadline, due = due_on(occasion, approved, asking.calendars)
    day, is_checked = day_of(due)
    act = next((row.label for row in the_process().acts_from(state.name) if row.course is Course.ONWARD), "公开")
    if state.name == "preparing" and "said" not in one.approved:
        act = "登记批复并公开"
    matter = Matter(
        f"publication:{unit.pk}:{occasion.year}:{occasion.kind.value}:{state.name}:{approved:%Y%m%d}", deadline, act, occasion.words,
        f"{approved}批复，{state.label}", unit.code, unit.name, occasion.year, state.label,
        "、".join(office.label for office in offices), occasion.url, asking.today, day, is_checked,
        is_back=state.name == "returned", is_done=state.name in _OUT and asking.with_done, done_on=one.out if state.name in _OUT else None,
    )  # fmt: skip
    if not one.is_correcting:
        yield matter
        return
    if asking.with_done:  # the term was kept, or missed, by what is out
        yield replace(matter, key=f"{matter.key}:out", is_done=True, done_on=one.out)
    about = f"更正已公开的文本，{state.label}"
    yield replace(matter, deadline="", about=about, due=None, is_checked=True, is_done=False, done_on=None)


def _approved(one: _Known) -> date | None:
    """The day of the approval: as it was written down, else as the tables were handed down here."""
    return one.approved.get("said") or one.approved.get("process")


def _known(asking: Asking) -> dict[tuple[int, int, str], _Known]:
    since = Q(year__gte=asking.today.year - _YEARS_BACK) if asking.year is None else Q(year=asking.year)
    text = CharField()

    def seen(rows: QuerySet, unit: str) -> QuerySet:  # type: ignore[type-arg]
        rows = scoped(rows, asking.user, unit)
        return rows.filter(**{f"{unit}__path__startswith": asking.path}) if asking.path else rows

    steps = seen(PublicationStep.objects.filter(since), "unit").order_by()
    notes = seen(PublicationNote.objects.filter(since, what="approval"), "unit").order_by()
    years = {f"target__{name}": value for name, value in since.children}
    down = ProcessStep.objects.filter(
        process="target", source="approved", reached="in_execution", target__archived=False, **years
    )
    down = seen(down, "target__unit").order_by().values("target__unit", "target__year")
    own, above = _UNIT, [f"target__{name}" for name in _UNIT]
    query = steps.values_list(*own, "year", "kind", F("number"), F("reached"), Cast("on", text), Value("step", text)).union(
        notes.values_list(*own, "year", "kind", F("pk"), Cast("withdrawn", text), KT("content__day"), Value("note", text)),
        down.values_list(
            *above, "target__year", Value("budget", text), Value(0, IntegerField()), Value("", text),
            Cast(Min(TruncDate("at")), text), Value("down", text),
        ),
        all=True,
    )  # fmt: skip
    found: dict[tuple[int, int, str], _Known] = {}
    for *unit, year, kind, _, said, day, what in sorted(query, key=lambda row: (row[-1], row[-4])):
        known = found.setdefault((unit[0], year, kind), _Known())
        known.unit = known.unit or Unit(
            **dict(zip(("id", "code", "name", "path", "parent_id", "kind"), unit, strict=True))
        )
        _take(known, what, said, day)
    return found


def _take(known: _Known, what: str, said: str, day: str) -> None:
    """One row of what is recorded."""
    on = date.fromisoformat(day[:10])
    if what == "down":
        known.approved["process"] = on
    elif what == "note":
        known.approved.pop("said", None)
        if said in ("0", "false"):
            known.approved["said"] = on
    else:
        known.state = said
        if said in ("correcting", "published", "withheld", "withdrawn"):
            known.is_correcting = said == "correcting"
        if said in ("published", "withheld") and known.out is None:
            known.out = on
