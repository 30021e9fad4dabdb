"""ZSC17: every indicator has the same points."""

from __future__ import annotations

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.form_cases import Answers, number_of, on_self_evaluations
from zhunsheng.rules.form_examples import right, spoiled
from zhunsheng.rules.rule import Context, Remark, Rule


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """Forms with enough rows to tell a habit from chance."""
    points = [number_of(row.points) for row in form.indicators]
    if len(points) < context.parameters["rows"] or None in points or len(set(points)) != 1:
        return
    printed = form.indicators[0].points
    yield Remark(
        "indicators[0].points",
        f"{len(points)}条指标分值都是{printed.text if printed else ''}分，没有分出轻重。",
        printed.text if printed else "",
        "按重要程度重新分配，核心产出和主要效益多给分。",
    )


RULE = Rule(
    code="ZSC17",
    name="equal-points",
    title="所有指标分值相同",
    category=Category.APPROPRIATENESS,
    severity=Severity.INFO,
    automation="A",
    why="平均分配省事，但核心任务没完成和次要事项没完成扣的分一样多。",
    how_to_fix="先分一级指标的分值，再按轻重分到每一条。",
    basis=(Citation(note="分值按指标重要程度分配"),),
    bad=(spoiled("每条十五分", {f"indicators[{n}].points": "15" for n in range(6)}, ("indicators[0].points", "15")),),
    good=(right("有轻有重"), right("有一条不同", {f"indicators[{n}].points": "15" for n in range(5)})),
    check_document=on_self_evaluations(check),
    parameters={"rows": 5},
    parameter_names={"rows": "指标满几条才查"},
    stage="self_evaluation",
    reads=("self_evaluations",),
)
