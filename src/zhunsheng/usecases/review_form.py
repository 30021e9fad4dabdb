"""The official review form (绩效目标审核表) filled in from a review: one form a project, with a reviewer's own points.

The points of an item are proposed from the findings that weigh on it (see :mod:`zhunsheng.rules.grade`). A reviewer may
put others in their place, item by item, and must say why: the form prints both and the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from zhunsheng.law.review_form import (
    form_titles,
    next_step_basis,
    next_steps,
    review_items,
    unchecked_numbers,
)
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Finding
from zhunsheng.model.project import Project
from zhunsheng.rules.engine import Review
from zhunsheng.rules.grade import ItemMark, Scheme, marks, scheme_on
from zhunsheng.rules.open_check import OpenCheck

KINDS = tuple(form_titles())
"""The two forms: 重点 projects are graded and scored, 一般 ones graded only."""
_OVERRIDE = re.compile(
    r"(?:(?P<project>[^/=：:]+)/)?(?P<item>[^/=：:]+)=(?P<points>\d+(?:\.\d+)?)[：:](?P<reason>.+)", re.S
)


class BadOverride(ValueError):
    """A reviewer's points cannot be taken; the message is one Chinese sentence."""


class Override(NamedTuple):
    """A reviewer's own points for one item: its Chinese name, and why. ``project`` ``None`` means every project."""

    item: str
    points: Decimal
    reason: str
    project: str | None = None
    by: str = ""
    """Who put them and when, as the form prints it; blank for the reviewer who signs."""


@dataclass(frozen=True, slots=True)
class FormItem:
    """One row of the form: the proposed mark, and the points that stand (the reviewer's, where there are any)."""

    mark: ItemMark
    score: Decimal
    grade: str
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """The form of one project, whole: rows, sum, grade, what follows, the chief faults and how to mend them."""

    title: str
    kind: str
    document: Document
    number: int
    items: tuple[FormItem, ...]
    grade: str
    findings: tuple[Finding, ...]
    undecided: tuple[OpenCheck, ...]
    checked: bool
    """False where points or bounds stand that nobody has checked against the original and no region has set."""
    local: Mapping[str, Decimal] = field(default_factory=dict)
    """The numbers that the region has set itself, by the legal number's name."""
    remark: str = ""
    """The reviewer's own words beside the proposed opinion."""
    department: str = ""
    """The department above the unit; blank where it is not known, or where the unit has none."""

    @property
    def project(self) -> Project:
        """The project that the form is about."""
        return self.document.projects[self.number]

    @property
    def score(self) -> Decimal:
        """The sum of the items, out of 100."""
        return sum((item.score for item in self.items), Decimal(0))

    @property
    def next_step(self) -> str:
        """What follows from the grade, with where that is written."""
        return f"{next_steps()[self.grade]}（{next_step_basis()}）"


def review_forms(
    document: Document,
    review: Review,
    *,
    only: int | None = None,
    overrides: Iterable[Override] = (),
    kind: str = KINDS[0],
    on: date | None = None,
    local: Mapping[str, Decimal] | None = None,
    remark: str = "",
    department: str = "",
) -> tuple[ReviewForm, ...]:
    """A form for each project (or for one), by the settings of the day and a region's own numbers (``local``).

    Raises :class:`BadOverride` for points of an item or a project that is not there, or more than the item is worth.
    """
    own = local or {}
    scheme = scheme_on(on, own)
    given = tuple(overrides)
    for override in given:
        _check(document, override, scheme)
    numbers = range(len(document.projects)) if only is None else (only,)
    checked = not set(unchecked_numbers(on)) - own.keys()
    return tuple(
        replace(
            _form(document, review, number, given, kind, scheme),
            checked=checked,
            local=own,
            remark=remark,
            department=department,
        )
        for number in numbers
    )


def department_in(document: Document) -> str:
    """The department above the document's unit as the document itself tells it, code and name; blank where it does not.

    Told by the department's own part beside its units' (a code of three digits), or by the 主管部门 cell of a form in the same file.
    """
    parts = [part.unit for part in (document.department, *document.other_departments)]
    above = {part.label for part in parts if part.code and part.name and part.code == document.unit.department_code}
    said = [
        *(form.department for form in document.self_evaluations),
        *(form.department for form in document.monitorings),
    ]
    cells = {name for name in said if name}
    told = above or cells
    is_its_own = document.unit.code is not None and document.unit.code == document.unit.department_code
    return next(iter(told)) if len(told) == 1 and not is_its_own else ""


def parse_override(text: str) -> Override:
    """``目标相关性=12:理由`` or ``项目编码/目标相关性=12:理由``. Raises :class:`BadOverride`."""
    found = _OVERRIDE.fullmatch(text.strip())
    if found is None or not found.group("reason").strip():
        raise BadOverride(f"“{text}”看不懂。请写成 子项=分数:理由，如“目标相关性=12:职责依据已补充”。")
    project = (found.group("project") or "").strip() or None
    return Override(found.group("item").strip(), Decimal(found.group("points")), found.group("reason").strip(), project)


def _check(document: Document, override: Override, scheme: Scheme) -> None:
    item = next((item for item in review_items() if item.name == override.item), None)
    if item is None:
        names = "、".join(item.name for item in review_items())
        raise BadOverride(f"审核表没有“{override.item}”这个子项。子项有：{names}。")
    if override.points > scheme.points[item.key]:
        full = scheme.points[item.key]
        raise BadOverride(f"“{override.item}”满分{full}分，不能给{override.points}分。请改分数。")
    if not override.reason.strip():
        raise BadOverride(f"给“{override.item}”改分要写理由。")
    if override.project is not None and all(project.code != override.project for project in document.projects):
        raise BadOverride(f"里面没有编码为{override.project}的项目，改不了它的分。请核对项目编码。")


def _form(
    document: Document,
    review: Review,
    number: int,
    overrides: tuple[Override, ...],
    kind: str,
    scheme: Scheme,
) -> ReviewForm:
    findings = tuple(finding for finding in review.findings if finding.project_no == number)
    code = document.projects[number].code
    own = {override.item: override for override in overrides if override.project is None}
    own |= {
        override.item: override for override in overrides if override.project is not None and override.project == code
    }
    items = []
    for mark in marks(findings, scheme):
        override = own.get(mark.item.name)
        score = mark.score if override is None else override.points
        items.append(FormItem(mark, score, scheme.grade_of(score, mark.full), override))
    total = sum((item.score for item in items), Decimal(0))
    left_open = tuple(one for one in review.undecided if not one.projects or number in one.projects)
    title = form_titles()[kind]
    return ReviewForm(title, kind, document, number, tuple(items), scheme.grade_of(total), findings, left_open, True)


def chief_faults(form: ReviewForm, most: int = 6) -> tuple[Finding, ...]:
    """The findings that the form's opinion names: the gravest first, one of each rule, those that cost points before others."""
    costs = {id(cost.finding): cost.points for item in form.items for cost in item.mark.costs}
    ranked = sorted(form.findings, key=lambda finding: (finding.severity.rank, not costs.get(id(finding))))
    first: dict[str, Finding] = {}
    for finding in ranked:
        first.setdefault(finding.rule, finding)
    return tuple(first.values())[:most]
