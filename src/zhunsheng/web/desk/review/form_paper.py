"""The review form (审核表) as a page shows it: the printed form's words, with links to the cells and what was put by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhunsheng.law.review_form import UNCHECKED
from zhunsheng.rules.grade import QUALITIES, Cost
from zhunsheng.usecases.review_form import FormItem, ReviewForm
from zhunsheng.usecases.review_reports.form_words import (
    NUMERALS,
    boxes,
    facts,
    notes,
    open_words,
    opinion,
    points,
)
from zhunsheng.web.records.cell_address import to_key
from zhunsheng.web.records.queries.review_forms import Marked


@dataclass(frozen=True, slots=True)
class Reason:
    """What one rule took from an item: how often, how much, and where the first place is."""

    title: str
    count: int
    taken: str
    severity: str
    url: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of the form. ``moved`` is what is proposed now, where it is no longer what the reviewer saw."""

    key: str
    name: str
    question: str
    full: str
    proposed: str
    score: str
    grade: str
    boxes: tuple[str, ...]
    reasons: tuple[Reason, ...]
    mark: Marked | None
    moved: str


@dataclass(frozen=True, slots=True)
class Dimension:
    """One quality with its items: ``一、完整性审核``, what it is worth and what it got."""

    title: str
    full: str
    score: str
    rows: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True)
class FormPaper:
    """The whole form for a page."""

    title: str
    scored: bool
    facts: tuple[tuple[str, str, str, str], ...]
    dimensions: tuple[Dimension, ...]
    score: str
    grade: str
    boxes: tuple[str, ...]
    next_step: str
    problems: tuple[str, ...]
    advice: tuple[str, ...]
    undecided: tuple[str, ...]
    notes: tuple[str, ...]
    unchecked: str
    """The label of numbers that nobody has confirmed; blank where all are."""


def form_paper(form: ReviewForm, url: str, marked: Mapping[str, Marked]) -> FormPaper:
    """The form of one project; ``url`` is the project's page, ``marked`` what reviewers put by hand."""
    problems, advice = opinion(form)
    return FormPaper(
        form.title, form.kind == "重点", facts(form), tuple(_dimensions(form, url, marked)), points(form.score),
        form.grade, tuple(boxes(form.grade)), form.next_step, tuple(problems), tuple(advice), tuple(open_words(form)),
        tuple(notes(form)), "" if form.checked else UNCHECKED,
    )  # fmt: skip


def _dimensions(form: ReviewForm, url: str, marked: Mapping[str, Marked]) -> list[Dimension]:
    found = []
    for at, name in enumerate(QUALITIES):
        items = [item for item in form.items if item.mark.item.dimension == name]
        rows = tuple(_row(form, item, url, marked.get(item.mark.item.key)) for item in items)
        full, got = (
            sum((getattr(x, y) for x, y in pairs), Decimal(0))
            for pairs in ([(item.mark, "full") for item in items], [(item, "score") for item in items])
        )
        found.append(Dimension(f"{NUMERALS[at]}、{name}审核", points(full), points(got), rows))
    return found


def _row(form: ReviewForm, item: FormItem, url: str, mark: Marked | None) -> ItemRow:
    put = mark if item.override is not None else None
    moved = put is not None and put.proposed is not None and put.proposed != item.mark.score
    return ItemRow(
        item.mark.item.key, item.mark.item.name, item.mark.item.question, points(item.mark.full),
        points(item.mark.score), points(item.score), item.grade, tuple(boxes(item.grade)),
        tuple(_reasons(form, item, url)), put, points(item.mark.score) if moved else "",
    )  # fmt: skip


def _reasons(form: ReviewForm, item: FormItem, url: str) -> list[Reason]:
    groups: dict[str, list[Cost]] = {}
    for cost in item.mark.costs:
        groups.setdefault(cost.finding.rule, []).append(cost)
    ranked = sorted(groups.values(), key=lambda group: -sum(cost.points for cost in group))
    return [_reason(form, group, url) for group in ranked]


def _reason(form: ReviewForm, group: list[Cost], url: str) -> Reason:
    finding = group[0].finding
    taken = sum((cost.points for cost in group), Decimal(0))
    where = f"{url}#cell={to_key(form.project, finding.address)}"
    return Reason(finding.title, len(group), points(taken) if taken else "", finding.severity.value, where)
