"""What happened lately in what a person sees: steps of the process, decisions and acts of monitoring, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import TypeVar

from django.db.models import F, Model, QuerySet
from django.utils import timezone

from zhunsheng.lifecycle.process import Course
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.course import PROCESS, the_process
from zhunsheng.web.records.models import ProcessStep, YearNote
from zhunsheng.web.records.scope import scoped

_LOOKED_AT, SHOWN = 60, 8
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: who did what to which project, and to how many others with it."""

    at: datetime
    who: str
    what: str
    name: str
    url: str
    others: int = 0
    is_back: bool = False


def events_of(user: User) -> tuple[Event, ...]:
    """The newest events, one for the same act of a person on a day. Two queries."""
    found = sorted([*_steps(user), *_notes(user)], key=lambda event: event.at, reverse=True)
    told = []
    for _, same in groupby(found, key=lambda one: (timezone.localtime(one.at).date(), one.who, one.what)):
        events = list(same)
        told.append(replace(events[0], others=len({one.url for one in events}) - 1))
    return tuple(told[:SHOWN])


def _steps(user: User) -> Iterator[Event]:
    rows = _seen(ProcessStep.objects.filter(process=PROCESS, target__archived=False), user)
    labels = {(row.source, row.name): row for row in the_process().acts}
    for one in (
        rows.select_related("by", "target")
        .defer("target__draft", "target__search", "bound")
        .order_by("-pk")[:_LOOKED_AT]
    ):
        act = labels.get((one.source, one.act))
        word = act.label if act else one.act
        word = f"{word}（调整）" if one.source.startswith("adjust") else word
        yield Event(
            one.at, str(one.by), word, one.target.name or "未命名项目", f"/projects/{one.target_id}/",
            is_back=bool(act and act.course is not Course.ONWARD),
        )  # fmt: skip


def _notes(user: User) -> Iterator[Event]:
    rows = _seen(YearNote.objects.filter(what__in=("decision", "act"), target__archived=False), user)
    found = rows.select_related("by").annotate(name=F("target__name")).order_by("-pk")[:_LOOKED_AT]
    for one in found:
        said = one.content
        if one.what == "decision":
            what = f"决定{said['decision']}"
        else:
            what = f"整改完成：{said['what']}" if said["done_on"] else f"定整改：{said['what']}"
        yield Event(
            one.at, str(one.by), what, one.name or "未命名项目", f"/monitoring/{one.target_id}/?month={one.month}"
        )


def _seen(rows: QuerySet[Row], user: User) -> QuerySet[Row]:
    """The rows about projects that the person sees; joined, because only the newest few are looked at."""
    rows = scoped(rows, user, "target__unit")
    return rows if user.sees_drafts else rows.exclude(target__state="draft")
