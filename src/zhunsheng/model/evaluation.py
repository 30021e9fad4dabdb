"""Evaluation by a department, a finance bureau or a third party, and assessment beforehand: schemes, experts' marks, results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from zhunsheng.model.score import ScoreRemark


@dataclass(frozen=True, slots=True)
class EvaluationItem:
    """One item (三级指标) that experts mark: its place in the frame, its points, what to look at.

    ``ratio`` names the ratio that the item is reckoned by (see :mod:`zhunsheng.law.evaluation`), ``materials`` the papers
    without which it cannot be judged, ``standard`` how points are given, ``indicators`` the keys of the target table's
    indicators that it rests on.
    """

    key: str
    level1: str
    level2: str
    name: str
    weight: Decimal
    question: str = ""
    ratio: str | None = None
    materials: tuple[str, ...] = ()
    standard: str = ""
    indicators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvaluationScheme:
    """A frame of items with their points; a bureau may edit any of it. ``note`` says how far it has been checked."""

    key: str
    title: str
    items: tuple[EvaluationItem, ...]
    note: str = ""

    @property
    def total(self) -> Decimal:
        """All points together."""
        return sum((item.weight for item in self.items), Decimal(0))

    @property
    def levels(self) -> dict[str, Decimal]:
        """The points of each level-1 part, in order."""
        found: dict[str, Decimal] = {}
        for item in self.items:
            found[item.level1] = found.get(item.level1, Decimal(0)) + item.weight
        return found


@dataclass(frozen=True, slots=True)
class ExpertMark:
    """What one expert gives one item, why, and the working papers (底稿) it rests on, by digest or name.

    ``recused`` (回避) marks count for nothing and are not missed.
    """

    expert: str
    item: str
    score: Decimal | None
    comment: str = ""
    papers: tuple[str, ...] = ()
    recused: bool = False


@dataclass(frozen=True, slots=True)
class RatioFigures:
    """The two numbers of an item's ratio, in the order in which the ratio names them."""

    above: Decimal | None
    below: Decimal | None


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One item's marks together: the mean, how far they lie apart, which of them stand out.

    ``ratio`` is the reckoned ratio in percent and ``proposed`` the points that it would give: a help, not a mark.
    """

    item: EvaluationItem
    score: Decimal | None
    marks: tuple[ExpertMark, ...]
    spread: Decimal | None = None
    deviation: Decimal | None = None
    outliers: tuple[str, ...] = ()
    ratio: Decimal | None = None
    proposed: Decimal | None = None
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The result of an evaluation; ``total`` and ``grade`` only when every item is marked and the scheme is sound."""

    scheme: str
    experts: tuple[str, ...]
    items: tuple[ItemResult, ...]
    levels: Mapping[str, Decimal]
    """Points got by level-1 part."""
    points: Decimal
    open_points: Decimal
    total: Decimal | None
    grade: str | None
    steps: tuple[str, ...] = ()
    remarks: tuple[ScoreRemark, ...] = ()


class Conclusion(StrEnum):
    """What an assessment beforehand (事前绩效评估) comes to."""

    SUPPORT = "予以支持"
    ADJUST = "调整完善后支持"
    REJECT = "不予支持"
    UNDECIDED = "不能判定"


@dataclass(frozen=True, slots=True)
class Assessment:
    """An assessment beforehand: the marks together, the share of each dimension, and the conclusion with its reason.

    ``missing`` are papers without which items cannot be judged: then nothing is concluded.
    """

    evaluation: Evaluation
    dimensions: Mapping[str, Decimal]
    """Percent of its points that each dimension got; only of those that are wholly marked."""
    missing: tuple[str, ...]
    unjudged: tuple[str, ...]
    conclusion: Conclusion
    why: str
