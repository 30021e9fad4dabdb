"""Several experts' marks put together: mean and spread of each item, marks that stand out, ratios with their own denominators.

Source: 财预〔2020〕10号附件 (the ratios and what they are divided by); from which spread marks are looked at again is
a setting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from statistics import median

from zhunsheng.law.evaluation import ratios
from zhunsheng.model.evaluation import (
    Evaluation,
    EvaluationItem,
    EvaluationScheme,
    ExpertMark,
    ItemResult,
    RatioFigures,
)
from zhunsheng.model.finding import Severity
from zhunsheng.model.score import ScoreRemark
from zhunsheng.scoring.evaluation_scheme import scheme_problems
from zhunsheng.scoring.exact import fixed, percent, plain, rounded
from zhunsheng.scoring.rules import scoring_rules, value_on

FEWEST_TO_TRIM = 5
"""How many marks there must be before the highest and the lowest can be left out."""


@dataclass(frozen=True, slots=True)
class EvaluationRules:
    """How marks become points: from which spread (percent of an item's points) they are looked at again, how many experts.

    ``trimmed`` leaves out one highest and one lowest mark of an item with five or more; ``results`` asks that outputs and
    benefits have their least share.
    """

    spread_maximum: Decimal
    experts_minimum: Decimal
    trimmed: bool = False
    results: bool = True


def evaluation_rules(on: date | None = None, trimmed: bool = False, results: bool = True) -> EvaluationRules:
    """The rules of a day from the dated settings."""
    return EvaluationRules(
        value_on("expert_spread_maximum", on), value_on("evaluation_experts_minimum", on), trimmed, results
    )


def evaluate(
    scheme: EvaluationScheme,
    marks: Iterable[ExpertMark],
    figures: Mapping[str, RatioFigures] | None = None,
    rules: EvaluationRules | None = None,
    on: date | None = None,
) -> Evaluation:
    """Put the experts' marks together. ``figures`` are the two numbers of each ratio by item key.

    An item without a valid mark is open: no total until every item has one. Never raises for what people typed.
    """
    rules = rules or evaluation_rules(on)
    given = tuple(sorted(marks, key=lambda mark: (mark.expert, mark.item, str(mark.score))))
    valid, remarks = _valid(scheme, given)
    results = tuple(_result(item, valid, (figures or {}).get(item.key), rules) for item in scheme.items)
    experts = tuple(dict.fromkeys(mark.expert for mark in given))
    problems = scheme_problems(scheme, on, rules.results)
    remarks = [*problems, *remarks, *_asked(scheme, given, results, experts, rules)]
    points = sum((one.score for one in results if one.score is not None), Decimal(0))
    open_points = sum((one.item.weight for one in results if one.score is None), Decimal(0))
    sound = not any(problem.severity is Severity.ERROR for problem in problems)
    total = points if sound and not any(one.score is None for one in results) else None
    levels = {level: _of_level(results, level) for level in scheme.levels}
    steps = _steps(levels, scheme, points, open_points, total)
    grade = scoring_rules(on).grade(total) if total is not None else None
    return Evaluation(scheme.key, experts, results, levels, points, open_points, total, grade, steps, tuple(remarks))


def ratio_of(key: str, figures: RatioFigures) -> Fraction | None:
    """A ratio exactly, or ``None`` where its denominator is blank, zero or negative. Raises ``KeyError`` for an unknown ratio."""
    way = ratios()[key].way
    if figures.above is None or figures.below is None or figures.below <= 0:
        return None
    share = Fraction(figures.above) / Fraction(figures.below)
    return 1 - share if way == "saving" else share


def _valid(scheme: EvaluationScheme, given: tuple[ExpertMark, ...]) -> tuple[tuple[ExpertMark, ...], list[ScoreRemark]]:
    """The marks that can count, and why others cannot."""
    items = {item.key: item for item in scheme.items}
    seen = [(mark.expert, mark.item) for mark in given]
    doubled = {pair for pair in seen if seen.count(pair) > 1}
    valid, remarks = [], []
    for mark in given:
        item = items.get(mark.item)
        if item is None:
            remarks.append(_error("items", f"{mark.expert}给“{mark.item}”打了分，指标体系里没有这一项。"))
        elif (mark.expert, mark.item) in doubled:
            said = f"{mark.expert}给“{item.name}”打了不止一次分，都不计入；请只留一个。"
            if not any(remark.message == said for remark in remarks):
                remarks.append(_error(item.key, said))
        elif mark.recused or mark.score is None:
            continue
        elif not 0 <= mark.score <= item.weight:
            said = f"{mark.expert}给“{item.name}”打{plain(mark.score)}分，不在0到{plain(item.weight)}分之间，不计入。"
            remarks.append(_error(item.key, said))
        else:
            valid.append(mark)
    return tuple(valid), remarks


def _result(
    item: EvaluationItem, valid: tuple[ExpertMark, ...], figures: RatioFigures | None, rules: EvaluationRules
) -> ItemResult:
    marks = tuple(mark for mark in valid if mark.item == item.key)
    ratio, proposed, steps = _ratio(item, figures)
    scores = sorted(mark.score for mark in marks if mark.score is not None)
    if not scores:
        return ItemResult(item, None, marks, ratio=ratio, proposed=proposed, steps=(*steps, "还没有专家打分，不计分"))
    counted = scores[1:-1] if rules.trimmed and len(scores) >= FEWEST_TO_TRIM else scores
    score = rounded(Fraction(sum(counted, Decimal(0))) / len(counted))
    said = "＋".join(plain(one) for one in counted)
    trimmed = f"去掉最高{plain(scores[-1])}和最低{plain(scores[0])}，" if len(counted) < len(scores) else ""
    mean = (
        f"得分＝{trimmed}（{said}）÷{len(counted)}＝{fixed(score)}分" if len(scores) > 1 else f"得分＝{fixed(score)}分"
    )
    return ItemResult(
        item, score, marks, scores[-1] - scores[0], _deviation(scores), _outliers(item, marks, scores, rules),
        ratio, proposed, (*steps, mean),
    )  # fmt: skip


def _ratio(
    item: EvaluationItem, figures: RatioFigures | None
) -> tuple[Decimal | None, Decimal | None, tuple[str, ...]]:
    """The item's ratio in percent, the points it would give, and how."""
    if item.ratio is None:
        return None, None, ()
    ratio = ratios()[item.ratio]
    share = ratio_of(item.ratio, figures) if figures else None
    if share is None or figures is None:
        return None, None, (f"{ratio.title}算不出：没有{ratio.below}或{ratio.above}",)
    above, below = plain(figures.above, 4), plain(figures.below, 4)
    if ratio.way == "saving":
        step = f"{ratio.title}＝（{ratio.below}{below}－{ratio.above}{above}）÷{below}＝{fixed(percent(share))}%"
        earned = Fraction(1) if share >= 0 else 1 / (1 - share)
    else:
        step = f"{ratio.title}＝{ratio.above}{above}÷{ratio.below}{below}＝{fixed(percent(share))}%"
        earned = max(Fraction(0), min(Fraction(1), share))
    proposed = rounded(earned * Fraction(item.weight))
    return percent(share), proposed, (step, f"按比率可得{fixed(proposed)}分，供专家参考")


def _outliers(
    item: EvaluationItem, marks: tuple[ExpertMark, ...], scores: list[Decimal], rules: EvaluationRules
) -> tuple[str, ...]:
    """Who stands out: too far from the middle mark; of two who disagree, both."""
    allowed = item.weight * rules.spread_maximum / 100
    if len(scores) == 2:
        return tuple(mark.expert for mark in marks) if scores[1] - scores[0] > allowed else ()
    middle = median(scores)
    return tuple(mark.expert for mark in marks if mark.score is not None and abs(mark.score - middle) > allowed)


def _deviation(scores: list[Decimal]) -> Decimal:
    """The standard deviation of the marks (of all of them, not of a sample), to a hundredth."""
    exact = [Fraction(score) for score in scores]
    mean = sum(exact, Fraction(0)) / len(exact)
    variance = sum(((score - mean) ** 2 for score in exact), Fraction(0)) / len(exact)
    with localcontext() as context:
        context.prec = 50
        return rounded((Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt())


def _asked(
    scheme: EvaluationScheme,
    given: tuple[ExpertMark, ...],
    results: tuple[ItemResult, ...],
    experts: tuple[str, ...],
    rules: EvaluationRules,
) -> list[ScoreRemark]:
    """What is still to be done: marks missing, deductions without a word, marks far apart, too few experts."""
    remarks = []
    if len(experts) < rules.experts_minimum:
        said = f"只有{len(experts)}位专家打分，至少要{plain(rules.experts_minimum)}位。"
        remarks.append(ScoreRemark(Severity.WARNING, "experts", said))
    weights = {item.key: item.weight for item in scheme.items}
    for expert in experts:
        mine = {mark.item: mark for mark in given if mark.expert == expert}
        missing = [
            item.name
            for item in scheme.items
            if item.key not in mine or (mine[item.key].score is None and not mine[item.key].recused)
        ]
        if missing:
            remarks.append(_warning("experts", f"{expert}还有{len(missing)}项没有打分：{'、'.join(missing)}。"))
        silent = sum(
            1
            for mark in mine.values()
            if mark.score is not None and mark.score < weights.get(mark.item, Decimal(0)) and not mark.comment.strip()
        )
        if silent:
            remarks.append(_warning("experts", f"{expert}有{silent}项扣了分没有写理由。"))
    for one in results:
        if one.outliers and one.spread is not None:
            said = f"“{one.item.name}”各位专家相差{plain(one.spread)}分，{'、'.join(one.outliers)}离得远，请复核。"
            remarks.append(_warning(one.item.key, said))
    return remarks


def _of_level(results: tuple[ItemResult, ...], level: str) -> Decimal:
    return sum((one.score or Decimal(0) for one in results if one.item.level1 == level), Decimal(0))


def _steps(
    levels: Mapping[str, Decimal],
    scheme: EvaluationScheme,
    points: Decimal,
    open_points: Decimal,
    total: Decimal | None,
) -> tuple[str, ...]:
    parts = "＋".join(f"{level}{fixed(got)}（满分{plain(scheme.levels[level])}）" for level, got in levels.items())
    if total is not None:
        return (f"总分＝{parts}＝{fixed(total)}分",)
    why = f"还有{plain(open_points)}分没有打" if open_points else "指标体系有错，没有总分"
    return (f"已得分＝{parts}＝{fixed(points)}分", why)


def _error(address: str, message: str) -> ScoreRemark:
    return ScoreRemark(Severity.ERROR, address, message)


def _warning(address: str, message: str) -> ScoreRemark:
    return ScoreRemark(Severity.WARNING, address, message)
