"""A suggested grade (优、良、中、差) from findings, item by item of the review form of 财预〔2015〕88号.

Each target table (and the department part) starts with the full points of every item; a finding takes points from the
item it weighs on (``words/review_items.yaml``), down to nothing; a document's score is the mean of its tables. What an
item is worth and where grades begin are the form's, not checked against the original; what a finding costs is the
program's own proposal. All of them are dated settings of ``law/parameters`` and labelled as what they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from zhunsheng.law.parameters import legal_number
from zhunsheng.law.review_form import GRADE_NUMBERS, ReviewItem, grade_bounds, next_steps, review_items
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Finding, Severity
from zhunsheng.model.form_address import form_address
from zhunsheng.rules.word_list import word_list

NOTE = "等级和分数由系统按审核意见推算，分值和扣分标准可调，供审核人参考，不是法定结论。"
"""What must stand beside every grade that this module gives."""

QUALITIES = tuple(dict.fromkeys(item.dimension for item in review_items()))
"""The four qualities, in the order of the review form."""
NEXT_STEP = next_steps()
"""What follows from each grade of the review form."""

_ITEM_OF_CATEGORY = {
    Category.COMPLETENESS: "standard_form",
    Category.PUBLICATION: "standard_form",
    Category.WORDING: "clarity",
    Category.RELEVANCE: "goal_relevance",
    Category.APPROPRIATENESS: "reasonable_results",
    Category.CONSISTENCY: "fund_match",
    Category.FEASIBILITY: "attainability",
}
"""Where a finding weighs whose rule the list does not name."""


@cache
def item_of_rule() -> dict[str, str]:
    """The key of the item that each listed rule's findings weigh on. Raises ``ValueError`` for a rule that stands twice."""
    found: dict[str, str] = {}
    for key, codes in word_list("review_items").items():
        for code in codes:
            if code in found:
                raise ValueError(f"rule {code} weighs on {found[code]} and on {key}")
            found[code] = key
    return found


def weighs_on(finding: Finding) -> str:
    """The key of the item that a finding weighs on."""
    return item_of_rule().get(finding.rule) or _ITEM_OF_CATEGORY[finding.category]


_HITS = "review_hits_per_rule"
SCHEME_NUMBERS = (
    *(f"review_points_{item.key}" for item in review_items()), *GRADE_NUMBERS.values(),
    *(f"review_cost_{severity.value}" for severity in Severity), _HITS,
)  # fmt: skip
"""The names of all legal numbers that make a scheme; a region may set its own."""


def _costs(on: date | None, local: Mapping[str, Decimal]) -> dict[Severity, Decimal]:
    return {severity: _number(f"review_cost_{severity.value}", on, local) for severity in Severity}


def _points(on: date | None, local: Mapping[str, Decimal]) -> dict[str, Decimal]:
    return {item.key: _number(f"review_points_{item.key}", on, local) for item in review_items()}


def _number(name: str, on: date | None, local: Mapping[str, Decimal]) -> Decimal:
    return local[name] if name in local else legal_number(name).on(on).value


@dataclass(frozen=True, slots=True)
class Scheme:
    """How findings become points: each item's full points, what a finding costs, and where the grades begin (percent)."""

    points: Mapping[str, Decimal] = field(default_factory=lambda: _points(None, {}))
    costs: Mapping[Severity, Decimal] = field(default_factory=lambda: _costs(None, {}))
    hits: int = field(default_factory=lambda: int(legal_number("review_hits_per_rule").latest))
    """How often one rule may cost points in one table: the same slip in six rows is one habit, not six faults."""
    bands: tuple[tuple[Decimal, str], ...] = field(default_factory=grade_bounds)

    @property
    def weights(self) -> dict[str, Decimal]:
        """The full points of each quality."""
        return {
            name: sum((self.points[i.key] for i in review_items() if i.dimension == name), Decimal(0))
            for name in QUALITIES
        }

    def grade_of(self, points: Decimal, full: Decimal = Decimal(100)) -> str:
        """The grade of points out of full points."""
        share = points * 100 / full if full else Decimal(0)
        return next(word for least, word in self.bands if share >= least)


def scheme_on(on: date | None, local: Mapping[str, Decimal] | None = None) -> Scheme:
    """The scheme of a day, from the dated settings; ``local`` are a region's own numbers (:data:`SCHEME_NUMBERS`)."""
    own = local or {}
    return Scheme(_points(on, own), _costs(on, own), int(_number(_HITS, on, own)), grade_bounds(on, own))


DEFAULT_SCHEME = Scheme()
"""The latest settings."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one finding took from its item; nothing where its rule had cost points twice before, or none were left."""

    finding: Finding
    points: Decimal


@dataclass(frozen=True, slots=True)
class ItemMark:
    """The points of one item of one table: out of ``full``, with the findings that weighed on it."""

    item: ReviewItem
    full: Decimal
    score: Decimal
    costs: tuple[Cost, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """A suggested grade with what it was made of; scores are out of 100, a quality's out of its weight."""

    grade: str
    score: Decimal
    qualities: Mapping[str, Decimal]
    tables: Mapping[int | None, Decimal]
    """The score of each project by its number from 0; ``None`` is the department part."""
    items: Mapping[str, Decimal] = field(default_factory=dict)
    """The mean points of each item of the form, by its Chinese name."""


def marks(findings: Iterable[Finding], scheme: Scheme = DEFAULT_SCHEME) -> tuple[ItemMark, ...]:
    """The items of one table's form, in their order, from the table's findings."""
    left = dict(scheme.points)
    costs: dict[str, list[Cost]] = {key: [] for key in left}
    hits: dict[str, int] = {}
    for finding in findings:
        hits[finding.rule] = hits.get(finding.rule, 0) + 1
        key = weighs_on(finding)
        wanted = scheme.costs[finding.severity] if hits[finding.rule] <= scheme.hits else Decimal(0)
        taken = min(wanted, left[key])
        left[key] -= taken
        costs[key].append(Cost(finding, taken))
    return tuple(
        ItemMark(item, scheme.points[item.key], left[item.key], tuple(costs[item.key])) for item in review_items()
    )


def grade(
    document: Document, findings: Iterable[Finding], scheme: Scheme = DEFAULT_SCHEME, only_project: int | None = None
) -> Grade | None:
    """The grade of a document, or of the one project that was reviewed; ``None`` when it has no project to grade."""
    if not document.projects:
        return None
    by_table: dict[int | None, list[Finding]] = {number: [] for number in range(len(document.projects))}
    if only_project is not None:
        by_table = {only_project: []}
    elif not document.department.is_blank:
        by_table = {None: [], **by_table}
    for finding in findings:
        if finding.project_no in by_table and form_address(finding.address) is None:
            by_table[finding.project_no].append(finding)
    marked = {table: marks(found, scheme) for table, found in by_table.items()}
    scores = {table: sum((mark.score for mark in of_table), Decimal(0)) for table, of_table in marked.items()}
    score = _rounded(sum(scores.values(), Decimal(0)) / len(scores))
    items = {
        item.name: _rounded(sum((of_table[at].score for of_table in marked.values()), Decimal(0)) / len(scores))
        for at, item in enumerate(review_items())
    }
    qualities = {
        name: _rounded(
            sum((m.score for of_table in marked.values() for m in of_table if m.item.dimension == name), Decimal(0))
            / len(scores)
        )
        for name in QUALITIES
    }
    return Grade(scheme.grade_of(score), score, qualities, scores, items)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)
