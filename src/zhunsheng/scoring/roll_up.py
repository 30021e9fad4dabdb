"""Scores of units and departments from those of their projects: weighted by budget or evenly, never averages of averages.

Every level keeps the sum of weight × score and the sum of weights, and adds those up; the execution rate is reckoned from
the summed payments and budgets. A project without a total is listed and not counted, and it is said how much counts.

Source: no national text fixes how projects make a unit's score; both weightings are choices.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from zhunsheng.model.score import Part, RollUp, SelfEvaluation, Weighting
from zhunsheng.scoring.exact import fixed, percent, plain, rounded, wan
from zhunsheng.scoring.execution_score import execution_share
from zhunsheng.scoring.rules import ScoringRules, scoring_rules


def part_of(name: str, evaluation: SelfEvaluation, weighting: Weighting = Weighting.BUDGET) -> Part:
    """A project as a part of its unit: weighs its year's budget, or one."""
    budget, paid = evaluation.execution.budget, evaluation.execution.paid
    weight = Decimal(1) if weighting is Weighting.EVEN else (budget if budget is not None and budget > 0 else None)
    total = evaluation.total
    weighted = total * weight if total is not None and weight is not None else Decimal(0)
    return Part(name, total, weight, weighted, budget, paid)


def roll_up(
    name: str,
    parts: Iterable[Part],
    weighting: Weighting = Weighting.BUDGET,
    rules: ScoringRules | None = None,
) -> RollUp:
    """The score of a whole from its parts: projects by :func:`part_of`, units by the ``whole`` of their own roll-up."""
    everything = tuple(parts)
    counted = tuple(part for part in everything if part.score is not None and part.weight)
    left_out = tuple(part for part in everything if part not in counted)
    weight = sum((part.weight or Decimal(0) for part in counted), Decimal(0))
    weighted = sum((part.weighted for part in counted), Decimal(0))
    score = rounded(Fraction(weighted) / Fraction(weight)) if weight else None
    all_weight = sum((part.weight or Decimal(0) for part in everything), Decimal(0))
    budget, paid = _money(everything)
    share = execution_share(budget, paid)
    complete = all(part.complete for part in everything)
    whole = Part(name, score, weight or None, weighted, budget, paid, complete)
    return RollUp(
        name=name,
        weighting=weighting,
        score=score,
        grade=(rules or scoring_rules()).grade(score) if score is not None and complete else None,
        rate=percent(share) if share is not None else None,
        parts=everything,
        left_out=left_out,
        covered=percent(Fraction(weight) / Fraction(all_weight)) if all_weight else None,
        whole=whole,
        steps=_steps(whole, counted, left_out, weighting),
    )


def _money(parts: tuple[Part, ...]) -> tuple[Decimal | None, Decimal | None]:
    """Budgets and payments of the parts that have both: a rate is reckoned from like and like."""
    both = [(part.budget, part.paid) for part in parts if part.budget is not None and part.paid is not None]
    if not both:
        return None, None
    return sum((one for one, _ in both), Decimal(0)), sum((paid for _, paid in both), Decimal(0))


def _steps(whole: Part, counted: tuple[Part, ...], left_out: tuple[Part, ...], weighting: Weighting) -> tuple[str, ...]:
    steps = []
    if whole.score is None or whole.weight is None:
        steps.append("没有可以汇总的得分。")
    else:
        unit = "" if weighting is Weighting.EVEN else "元"
        terms = [f"{fixed(part.score)}×{plain(part.weight)}" for part in counted]
        said = "＋".join(terms) if len(terms) <= 12 else f"{len(terms)}项得分×权重之和{plain(whole.weighted)}"
        steps.append(f"得分（{weighting}）＝（{said}）÷{plain(whole.weight)}{unit}＝{fixed(whole.score)}分")
    share = execution_share(whole.budget, whole.paid)
    if share is not None:
        steps.append(f"执行率＝{wan(whole.paid)}÷{wan(whole.budget)}＝{fixed(percent(share))}%")
    if left_out:
        steps.append(f"没有计入的：{'、'.join(part.name for part in left_out)}（没有总分或没有预算数）")
    return tuple(steps)
