"""What happened lately in what a person sees: steps of tables, monitoring, evaluations, mending and publication, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.utils import timezone

from zhunsheng.lifecycle.process import Act, Course
from zhunsheng.lifecycle.registry import processes
from zhunsheng.usecases.publication import PublicationKind
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.appraisal_course import seen_cases
from zhunsheng.web.records.appraisal_todo import url_of
from zhunsheng.web.records.course import PROCESS, the_process
from zhunsheng.web.records.models import (
    Appraisal,
    AppraisalKind,
    ProcessStep,
    PublicationStep,
    RectificationStep,
    Round,
    YearNote,
)
from zhunsheng.web.records.publication_standing import Occasion
from zhunsheng.web.records.scope import scoped
from zhunsheng.web.records.year_course import MONITORING, STAGES

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
    """The newest events, one for the same act of a person on a day. Eight queries."""
    every = (
        *_steps(user),
        *_year_steps(user),
        *_notes(user),
        *_mendings(user),
        *_cases(user),
        *_publications(user),
        *_rounds(user),
    )
    found = sorted(every, key=lambda event: event.at, reverse=True)
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


def _year_steps(user: User) -> Iterator[Event]:
    """Steps of monitoring and self-evaluation."""
    rows = _seen(ProcessStep.objects.filter(course__isnull=False, target__archived=False), user)
    labels = {process: _labels(process) for process in STAGES.values()}
    found = rows.select_related("by", "course").annotate(name=F("target__name")).defer("bound", "content")
    for one in found.order_by("-pk")[:_LOOKED_AT]:
        act = labels[one.process].get((one.source, one.act))
        month, is_watch = one.course.month, one.process == MONITORING
        word = f"{act.label if act else one.act}（{f'{month}月底监控' if is_watch else '自评'}）"
        url = f"/monitoring/{one.target_id}/?month={month}" if is_watch else f"/scores/{one.target_id}/"
        is_back = bool(act and act.course is not Course.ONWARD)
        yield Event(one.at, str(one.by), word, one.name or "未命名项目", url, is_back=is_back)


def _rounds(user: User) -> Iterator[Event]:
    """Rounds of review that ended: the unit reads there what was found. Those who only look on have no drafts to mend."""
    if not user.sees_drafts:
        return
    rows = scoped(Round.objects.select_related("by", "unit").defer("content"), user)
    for one in rows.order_by("-pk")[:_LOOKED_AT]:
        url = f"/review/{one.unit.code}/{one.year}/?round={one.number}"
        yield Event(one.at, str(one.by), f"给出第{one.number}轮审核意见", f"{one.unit.name} {one.year}年", url)


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


def _mendings(user: User) -> Iterator[Event]:
    """What was asked to be mended, and how it was."""
    labels = _labels("rectification")
    rows = _seen(RectificationStep.objects.filter(item__target__archived=False).exclude(act=""), user, "item__target")
    for one in rows.select_related("by").annotate(name=F("item__title")).order_by("-pk")[:_LOOKED_AT]:
        act = labels.get((one.source, one.act))
        yield Event(
            one.at, str(one.by), f"{act.label if act else one.act}（问题整改）", one.name, f"/results/items/{one.item_id}/",
            is_back=bool(act and act.course is not Course.ONWARD),
        )  # fmt: skip


def _cases(user: User) -> Iterator[Event]:
    """Evaluations and assessments beforehand: that one was opened, and its steps. A case's newest step is its ``entered_at``."""
    seen = [Q(pk__in=seen_cases(user, process).values("pk")) for process in AppraisalKind.values]
    found = Appraisal.objects.filter(seen[0] | seen[1], target__archived=False).select_related("opened_by", "target")
    cases = list(found.defer("target__draft", "target__search").order_by("-entered_at", "-pk")[:_LOOKED_AT])
    labels = {process: _labels(process) for process in AppraisalKind.values}
    for case in cases:
        yield _of_case(
            case, case.opened_at, case.opened_by, "列入计划" if case.process == AppraisalKind.EVALUATION else "发起"
        )
    seen_ones, places = {case.pk: case for case in cases}, {case.target_id for case in cases}
    begun = list(Appraisal.objects.filter(target__in=places).order_by("-pk").values_list("target", "process", "steps_before", "pk"))  # fmt: skip
    steps = ProcessStep.objects.filter(process__in=labels, target__in=places)
    for one in steps.select_related("by").order_by("-pk")[:_LOOKED_AT]:
        owner = next((pk for *same, before, pk in begun if same == [one.target_id, one.process] and before < one.number), None)  # fmt: skip
        mine, act = seen_ones.get(owner or 0), labels[one.process].get((one.source, one.act))
        if mine is not None:
            is_back = bool(act and act.course is not Course.ONWARD)
            yield _of_case(mine, one.at, one.by, act.label if act else one.act, is_back=is_back)


def _of_case(case: Appraisal, at: datetime, by: User, what: str, *, is_back: bool = False) -> Event:
    said = f"{what}（{case.get_process_display()}）"
    return Event(at, str(by), said, case.target.name or "未命名项目", url_of(case), is_back=is_back)


def _publications(user: User) -> Iterator[Event]:
    """What went towards the public."""
    labels = _labels("publication")
    rows = scoped(PublicationStep.objects.all(), user)
    for one in rows.select_related("by", "unit").order_by("-pk")[:_LOOKED_AT]:
        act = labels.get((one.source, one.act))
        occasion = Occasion(one.unit, one.year, PublicationKind(one.kind))
        yield Event(
            one.at, str(one.by), f"{act.label if act else one.act}（信息公开）", occasion.words, occasion.url,
            is_back=bool(act and act.course is not Course.ONWARD),
        )  # fmt: skip


def _labels(process: str) -> dict[tuple[str, str], Act]:
    return {(row.source, row.name): row for row in processes()[process].acts}


def _seen(rows: QuerySet[Row], user: User, project: str = "target") -> QuerySet[Row]:
    """The rows about projects that the person sees; joined, because only the newest few are looked at."""
    rows = scoped(rows, user, f"{project}__unit")
    return rows if user.sees_drafts else rows.exclude(**{f"{project}__state": "draft"})
