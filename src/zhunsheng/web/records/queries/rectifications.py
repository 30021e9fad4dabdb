"""Lists of rectification items, one item with its course, and what an item can be opened from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from zhunsheng.lifecycle.facts import Facts
from zhunsheng.lifecycle.guards import no_longer_found, opinion_given, proof_given
from zhunsheng.lifecycle.process import Refusal, offers
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.evaluated import evaluate_targets
from zhunsheng.web.records.models import (
    ItemSource,
    NoteStage,
    ProcessStep,
    Rectification,
    RectificationStep,
    Target,
    YearNote,
)
from zhunsheng.web.records.operations.rectify import may_open
from zhunsheng.web.records.queries.listing import whole_number
from zhunsheng.web.records.rectifications import Course, allowed, the_process
from zhunsheng.web.records.scope import scoped

PAGE = 50
_READ_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class ItemList:
    """The items that a person sees: one page of those asked for, and how many stand where."""

    courses: tuple[Course, ...]
    counts: tuple[tuple[str, str, int], ...]
    state: str
    words: str
    total: int
    late: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class ItemOffer:
    """A button of an item: what it asks for."""

    name: str
    label: str
    needs_opinion: bool
    needs_proof: bool
    asks_found: bool
    back: bool


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One item with its course and this person's buttons."""

    course: Course
    offers: tuple[ItemOffer, ...]
    can_follow: bool
    reference: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something found elsewhere that an item can be opened from."""

    source: str
    label: str
    title: str
    demand: str
    owner: str
    due: str
    reference: Mapping[str, Any]
    key: str


def item_list(user: User, query: Mapping[str, str], target: Target | None = None) -> ItemList:
    """The items of the projects that the person sees: open ones first, by deadline."""
    rows = scoped(Rectification.objects.all(), user, "target__unit").select_related("target__unit", "by")
    if not user.sees_drafts:
        rows = rows.exclude(target__state="draft")
    if target is not None:
        rows = rows.filter(target=target)
    words = one_line(query.get("q"), 60)
    if words:
        rows = rows.filter(title__icontains=words) | rows.filter(target__name__icontains=words)
    steps = Prefetch("steps", RectificationStep.objects.select_related("by").order_by("number"), "course_steps")
    found = [Course(row, tuple(row.course_steps)) for row in rows.prefetch_related(steps)[:_READ_AT_ONCE]]
    counted = Counter(course.state.name for course in found)
    state = query.get("state", "")
    shown = [course for course in found if not state or course.state.name == state or (state == "open" and course.is_open)]  # fmt: skip
    shown.sort(key=lambda course: (not course.is_open, course.due, course.item.pk))
    pages = max(1, -(-len(shown) // PAGE))
    page = min(whole_number(query.get("page"), pages) or 1, pages)
    counts = tuple((one.name, one.label, counted[one.name]) for one in the_process().states if counted[one.name])
    return ItemList(
        tuple(shown[(page - 1) * PAGE : page * PAGE]), counts, state, words, len(shown), sum(one.is_late for one in found), page, pages,
    )  # fmt: skip


def find_item(user: User, pk: int) -> Rectification | None:
    """One item, if the person sees its project."""
    rows = scoped(Rectification.objects.select_related("target__unit", "by"), user, "target__unit")
    found: Rectification | None = rows.filter(pk=pk).first() if pk < 2**63 else None
    if found is not None and not user.sees_drafts and found.target.state == "draft":
        return None
    return found


def item_page(user: User, course: Course) -> ItemPage:
    """One item as this person sees it."""
    made = offers(the_process(), course.state.name, user.offices, Facts())
    mine = tuple(
        ItemOffer(
            one.act.name, one.act.label, opinion_given in one.act.guards, proof_given in one.act.guards,
            no_longer_found in one.act.guards and course.item.source != ItemSource.REVIEW, one.act.course.value == "back",
        )
        for one in made if not isinstance(allowed(user, one.act.name, course), Refusal)
    )  # fmt: skip
    follows = course.is_open and any(
        role.value in ("clerk", "head", "section", "performance", "bureau_section", "department")
        for role in user.offices
    )
    return ItemPage(course, mine, follows, str(course.item.reference.get("words", "")))


def occasions(user: User, target: Target) -> tuple[Occasion, ...]:
    """What an item of a project can be opened from: monitoring acts, findings that a return was bound to, targets missed."""
    if not may_open(user, target):
        return ()
    return (*_acts(target), *_bound(target), *_missed(target))


def _acts(target: Target) -> list[Occasion]:
    newest: dict[str, YearNote] = {}
    for row in YearNote.objects.filter(target=target, stage=NoteStage.MONITORING, what="act").order_by("pk"):
        newest[row.key] = row
    return [
        Occasion(
            ItemSource.MONITORING, f"{row.month}月监控的整改措施", row.content["what"], "", row.content["owner"], row.content["due"],
            {"note": row.pk, "words": f"{row.month}月监控定的整改措施"}, f"act{row.pk}",
        )
        for row in newest.values() if not row.withdrawn and not row.content["done_on"]
    ]  # fmt: skip


def _bound(target: Target) -> list[Occasion]:
    last = ProcessStep.objects.filter(target=target, process="target").exclude(bound=[]).order_by("-number").first()
    if last is None:
        return []
    return [
        Occasion(
            ItemSource.REVIEW, "审核退回绑定的意见", item["message"][:400] or item["title"], item.get("reason", ""), "", "",
            {"rule": item["rule"], "cell": "", "words": f"{item['rule']} {item['title']}".strip()}, f"finding{number}",
        )
        for number, item in enumerate(last.bound) if item.get("rule")
    ]  # fmt: skip


def _missed(target: Target) -> list[Occasion]:
    (row,) = evaluate_targets([target])
    found = []
    for number, (score, printed) in enumerate(
        zip(row.evaluated.evaluation.indicators, row.evaluated.form.indicators, strict=True)
    ):
        if score.met is False:
            found.append(
                Occasion(
                    ItemSource.EVALUATION, "自评没有达到的指标", f"“{score.name}”没有达到指标值{printed.target or ''}，实际{printed.actual or '没有数'}",
                    "", "", "", {"indicator": row.evaluated.case.project.indicators[number].key, "words": f"{target.year}年自评"}, f"missed{number}",
                )
            )  # fmt: skip
    return found
