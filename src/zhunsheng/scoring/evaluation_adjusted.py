"""An evaluation after objections: scores of single items changed with a reason, the total reckoned anew, both kept in the steps.

Source: none; the arithmetic is that of the evaluation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from zhunsheng.model.evaluation import Evaluation, EvaluationScheme, ItemResult
from zhunsheng.scoring.exact import fixed, rounded
from zhunsheng.scoring.rules import scoring_rules


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Another score for one item, and why: what was granted to an objection."""

    score: Decimal
    reason: str


def adjusted(
    scheme: EvaluationScheme, evaluation: Evaluation, changes: Mapping[str, Adjustment], on: date | None = None
) -> Evaluation:
    """The evaluation with some items' scores changed; marks and their spread stay as the experts gave them.

    A change of an item that has no score, or out of its bounds, is left out: there is nothing to adjust.
    """
    items = tuple(_adjusted(one, changes.get(one.item.key)) for one in evaluation.items)
    if items == evaluation.items:
        return evaluation
    points = sum((one.score for one in items if one.score is not None), Decimal(0))
    levels = {
        level: sum((one.score or Decimal(0) for one in items if one.item.level1 == level), Decimal(0))
        for level in scheme.levels
    }
    total = points if evaluation.total is not None else None
    before = fixed(evaluation.total if evaluation.total is not None else evaluation.points)
    parts = "＋".join(f"{level}{fixed(got)}" for level, got in levels.items())
    changed = sum(one.score != old.score for one, old in zip(items, evaluation.items, strict=True))
    step = f"采纳意见调整{changed}项，{before}分改为{parts}＝{fixed(points)}分"
    grade = scoring_rules(on).grade(total) if total is not None else None
    return replace(
        evaluation, items=items, levels=levels, points=points, total=total, grade=grade, steps=(*evaluation.steps, step)
    )


def _adjusted(result: ItemResult, change: Adjustment | None) -> ItemResult:
    if change is None or result.score is None or not 0 <= change.score <= result.item.weight:
        return result
    score = rounded(change.score)
    if score == result.score:
        return result
    step = f"采纳意见由{fixed(result.score)}分调整为{fixed(score)}分：{plain_words(change.reason)}"
    return replace(result, score=score, steps=(*result.steps, step))


def plain_words(reason: str) -> str:
    """A reason on one line."""
    return " ".join(reason.split())
