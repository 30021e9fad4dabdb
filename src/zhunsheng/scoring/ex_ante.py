"""Assessment of new projects beforehand (事前绩效评估): five dimensions, experts' marks, a conclusion — or none without papers.

Source: 中发〔2018〕34号 (the five dimensions); the amount, the points and the lines of the conclusions are settings,
each region's own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from zhunsheng.law.evaluation import ex_ante_materials
from zhunsheng.model.evaluation import Assessment, Conclusion, Evaluation, EvaluationScheme, ExpertMark
from zhunsheng.model.project import Project
from zhunsheng.scoring.evaluation import evaluate, evaluation_rules
from zhunsheng.scoring.exact import fixed, percent, plain, wan
from zhunsheng.scoring.rules import value_on


@dataclass(frozen=True, slots=True)
class AssessmentRules:
    """From which total a project is supported (after mending), and the least percent of every dimension for support."""

    support: Decimal
    adjust: Decimal
    dimension: Decimal


def assessment_rules(on: date | None = None) -> AssessmentRules:
    """The rules of a day from the dated settings; every region sets its own."""
    return AssessmentRules(
        value_on("ex_ante_support_minimum", on),
        value_on("ex_ante_adjust_minimum", on),
        value_on("ex_ante_dimension_minimum", on),
    )


def needs_assessment(
    project: Project, is_new: bool, on: date | None = None, minimum_wan: Decimal | None = None
) -> tuple[bool, str]:
    """Whether a project must be assessed beforehand, and why; ``minimum_wan`` is a region's own amount in 万元."""
    least = (minimum_wan if minimum_wan is not None else value_on("ex_ante_assessment_minimum_wan", on)) * 10_000
    budget = project.budget.yuan()
    if not is_new:
        return False, "不是新增项目"
    if budget is None:
        return True, "新增项目没有写预算数，不能免做事前绩效评估"
    if budget >= least:
        return True, f"新增项目，预算{wan(budget)}，达到{wan(least)}"
    return False, f"新增项目，预算{wan(budget)}，不到{wan(least)}"


def assess(
    scheme: EvaluationScheme,
    marks: Iterable[ExpertMark],
    materials: Collection[str],
    rules: AssessmentRules | None = None,
    on: date | None = None,
) -> Assessment:
    """Conclude from experts' marks; ``materials`` are the keys of the papers handed in.

    An item whose papers are missing is not judged, whatever its marks: the conclusion is then 不能判定, never 不予支持.
    """
    rules = rules or assessment_rules(on)
    lacking = {item.key: [one for one in item.materials if one not in materials] for item in scheme.items}
    marked = (replace(mark, score=None, recused=True) if lacking.get(mark.item) else mark for mark in marks)
    evaluation = evaluate(scheme, marked, rules=evaluation_rules(on, results=False), on=on)
    names = ex_ante_materials()
    missing = tuple(dict.fromkeys(names.get(one, one) for item in scheme.items for one in lacking[item.key]))
    unjudged = tuple(one.item.name for one in evaluation.items if one.score is None)
    dimensions = _dimensions(scheme, evaluation)
    conclusion, why = _concluded(evaluation, dimensions, missing, unjudged, rules)
    return Assessment(evaluation, dimensions, missing, unjudged, conclusion, why)


def _dimensions(scheme: EvaluationScheme, evaluation: Evaluation) -> dict[str, Decimal]:
    opened = {one.item.level1 for one in evaluation.items if one.score is None}
    return {
        level: percent(Fraction(evaluation.levels[level]) / Fraction(points))
        for level, points in scheme.levels.items()
        if level not in opened and points
    }


def _concluded(
    evaluation: Evaluation,
    dimensions: dict[str, Decimal],
    missing: tuple[str, ...],
    unjudged: tuple[str, ...],
    rules: AssessmentRules,
) -> tuple[Conclusion, str]:
    if missing:
        return Conclusion.UNDECIDED, f"缺{'、'.join(missing)}，{len(unjudged)}项不能判定；补齐材料后再评"
    total = evaluation.total
    if total is None:
        why = f"还有{len(unjudged)}项没有打分" if unjudged else "评估表的分值有错"
        return Conclusion.UNDECIDED, why
    weak = [f"{name}{fixed(got)}%" for name, got in dimensions.items() if got < rules.dimension]
    if total < rules.adjust:
        return Conclusion.REJECT, f"总分{fixed(total)}，低于{plain(rules.adjust)}分"
    if total < rules.support:
        return Conclusion.ADJUST, f"总分{fixed(total)}，不到{plain(rules.support)}分"
    if weak:
        return Conclusion.ADJUST, f"总分{fixed(total)}，但{'、'.join(weak)}，低于{plain(rules.dimension)}%"
    return (
        Conclusion.SUPPORT,
        f"总分{fixed(total)}，不低于{plain(rules.support)}分，各维度都不低于{plain(rules.dimension)}%",
    )
