"""ZSE13: little was paid, and all the output is said to be done."""

from __future__ import annotations

import re

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level1
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.form_cases import Answers, number_of, on_self_evaluations, total_at
from zhunsheng.rules.form_examples import right, spoiled
from zhunsheng.rules.rule import Context, Remark, Rule

_EXPLAINED = re.compile("节约|结余|节省|压减|未到(?:支付|付款)|尾款|质保金|结转|下年支付|分期|跨年")
_LOW = {"funds[0].executed": "8.13", "funds[0].rate": "45.17%", "funds[0].score": "4.52"}
_FULL: dict[str, str | None] = {
    "indicators[0].actual": "264套",
    "indicators[0].score": "15",
    "indicators[0].cause": None,
}


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """Savings or payments that are due later are an explanation, wherever on the form they stand."""
    total = total_at(form)
    rate = total[1].rate if total else None
    output = [row for row in form.indicators if row.kind1 is Level1.OUTPUT]
    scores = [(number_of(row.points), number_of(row.score)) for row in output]
    if total is None or rate is None or rate.value is None or rate.value >= context.parameters["rate_below"]:
        return
    if len(scores) < 2 or any(points is None or score is None or score < points for points, score in scores):
        return
    texts = [form.issues, form.improvements, form.conclusion, form.overview, *(line.reason for line in form.funds)]
    texts += [row.cause for row in form.indicators] + [goal.actual for goal in form.goals]
    if any(text and _EXPLAINED.search(text) for text in texts):
        return
    yield Remark(
        f"funds[{total[0]}].rate",
        f"预算只执行了{rate.text}，{len(output)}条产出指标却全得满分，钱少花了事全办成了，要说明。",
        rate.text,
        "写明是节约、价格下降还是尾款未付；预算报多了的，下年压减。",
    )


RULE = Rule(
    code="ZSE13",
    name="low-execution-full-output",
    title="执行率低而产出全满",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    automation="A",
    why="钱花了不到一半，任务全部完成，不是预算报高了，就是完成情况写虚了。",
    how_to_fix="说明原因；确系预算偏高的，作为下年安排的依据。",
    basis=(Citation(note="预算执行与产出完成应当相称"),),
    bad=(spoiled("执行不到一半", {**_LOW, **_FULL}, ("funds[0].rate", "45.17%")),),
    good=(
        right("执行率正常"),
        right("执行率低，产出也没完成", dict(_LOW)),
        right("说明了结余", {**_LOW, **_FULL, "issues": "招标节约9万元，已交回财政。"}),
        right("尾款未付", {**_LOW, **_FULL, "goals[0].actual": "全部完成，尾款下年支付。"}),
    ),
    check_document=on_self_evaluations(check),
    parameters={"rate_below": 70},
    parameter_names={"rate_below": "执行率低于多少才提（%）"},
    stage="self_evaluation",
    reads=("self_evaluations",),
)
