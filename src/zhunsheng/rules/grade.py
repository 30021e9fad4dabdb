"""A suggested grade (优、良、中、差) from findings, by the four qualities that 财预〔2015〕88号 has a reviewer look at.

Each target table (and the department part) starts with the full score of every quality; a finding takes points from
the quality it is about, down to nothing; a document's score is the mean of its tables. The weights follow the review
form of that office document; the deductions are the program's own proposal, a parameter, and labelled as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Finding, Severity

NOTE = "等级和分数由系统按审核意见推算，分值和扣分标准可调，供审核人参考，不是法定结论。"
"""What must stand beside every grade that this module gives."""

QUALITIES = ("完整性", "相关性", "适当性", "可行性")
"""The four qualities, in the order of the review form."""

_QUALITY_OF = {
    Category.COMPLETENESS: "完整性",
    Category.WORDING: "完整性",
    Category.PUBLICATION: "完整性",
    Category.RELEVANCE: "相关性",
    Category.APPROPRIATENESS: "适当性",
    Category.CONSISTENCY: "适当性",
    Category.FEASIBILITY: "可行性",
}
"""Unclear or unpublishable words spoil completeness (规范完整、明确清晰); figures that disagree spoil appropriateness."""

NEXT_STEP = {
    "优": "可以进入下一步预算安排",
    "良": "与单位协商完善后进入下一步",
    "中": "退回单位修改，重新报送审核",
    "差": "不得进入下一步预算安排",
}
"""What follows from each grade of the review form."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """How findings become points: each quality's full score, what a finding costs, and where the grades begin."""

    weights: Mapping[str, int] = field(default_factory=lambda: {"完整性": 20, "相关性": 30, "适当性": 30, "可行性": 20})
    deductions: Mapping[Severity, Decimal] = field(
        default_factory=lambda: {
            Severity.ERROR: Decimal(4),
            Severity.WARNING: Decimal(2),
            Severity.INFO: Decimal("0.5"),
        }
    )
    hits: int = 2
    """How often one rule may cost points in one table: the same slip in six rows is one habit, not six faults."""
    bands: tuple[tuple[int, str], ...] = ((90, "优"), (80, "良"), (60, "中"), (0, "差"))


DEFAULT_SCHEME = Scheme()


@dataclass(frozen=True, slots=True)
class Grade:
    """A suggested grade with what it was made of; scores are out of 100, a quality's out of its weight."""

    grade: str
    score: Decimal
    qualities: Mapping[str, Decimal]
    tables: Mapping[int | None, Decimal]
    """The score of each project by its number from 0; ``None`` is the department part."""


def grade(document: Document, findings: Iterable[Finding], scheme: Scheme = DEFAULT_SCHEME) -> Grade | None:
    """The grade of a document, or ``None`` when it has no project to grade."""
    if not document.projects:
        return None
    tables: list[int | None] = list(range(len(document.projects)))
    if not document.department.is_blank:
        tables.insert(0, None)
    left = {table: {quality: Decimal(weight) for quality, weight in scheme.weights.items()} for table in tables}
    hits: dict[tuple[int | None, str], int] = {}
    for finding in findings:
        table, key = finding.project_no, (finding.project_no, finding.rule)
        hits[key] = hits.get(key, 0) + 1
        if table not in left or hits[key] > scheme.hits:
            continue
        quality = _QUALITY_OF[finding.category]
        left[table][quality] = max(Decimal(0), left[table][quality] - scheme.deductions[finding.severity])
    scores = {table: sum(points.values(), Decimal(0)) for table, points in left.items()}
    score = _rounded(sum(scores.values(), Decimal(0)) / len(tables))
    qualities = {
        quality: _rounded(sum((left[table][quality] for table in tables), Decimal(0)) / len(tables))
        for quality in scheme.weights
    }
    word = next(word for least, word in scheme.bands if score >= least)
    return Grade(word, score, qualities, scores)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)
