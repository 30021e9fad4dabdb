"""ZSF09: the total is not the sum of the scores."""

from __future__ import annotations

from decimal import Decimal

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.form_cases import Answers, here, number_of, on_self_evaluations, total_at
from zhunsheng.rules.form_examples import evaluation, papers, right, spoiled, wrong
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import plain_number


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """Only where every row has its score; a form that counts execution among its indicators does not count it twice."""
    printed = form.total_score
    if printed is None or printed.value is None or not form.indicators:
        return
    if any(number_of(row.score) is None for row in form.indicators):
        return
    rows = sum((number_of(row.score) or Decimal(0) for row in form.indicators), Decimal(0))
    total = total_at(form)
    own = number_of(total[1].score) if total else None
    if total and own is None and number_of(total[1].points) is not None:
        return  # the score for execution is blank: the sum cannot be made
    points = sum((number_of(row.points) or Decimal(0) for row in form.indicators), Decimal(0))
    whole = rows if own is None or points == 100 else rows + own
    slack = Decimal(str(context.parameters["tolerance"]))
    if abs(whole - printed.value) <= slack:
        return
    shown = (
        f"执行率{plain_number(own)}＋指标{plain_number(rows)}＝"
        if own is not None and whole != rows
        else "各指标得分合计"
    )
    yield Remark(
        "total_score",
        f"总分写{printed.text}分，{shown}{plain_number(whole)}分，差{plain_number(abs(whole - printed.value))}分。",
        printed.text,
        f"改为{plain_number(whole)}分；各行得分有错的先改各行。",
        related=(here(f"funds[{total[0]}].score", total[1].score.text),) if total and total[1].score else (),
    )


RULE = Rule(
    code="ZSF09",
    name="total-score-wrong",
    title="总分不等于得分之和",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    automation="A",
    why="总分由执行率得分和各指标得分相加。加错一处，等级可能就差一档。",
    how_to_fix="把执行率得分和各指标得分逐行相加，改总分。",
    basis=(Citation(note="总分等于各项得分之和"),),
    bad=(
        spoiled("加错", {"total_score": "99.77"}, ("total_score", "99.77")),
        spoiled("漏了执行率得分", {"total_score": "89.77"}, ("total_score", "89.77")),
        spoiled("改了一行没改总分", {"indicators[4].score": "28"}, ("total_score", "99.47")),
    ),
    good=(
        right("加得对"),
        right("差一分的百分之一", {"total_score": "99.48"}),
        right("有一行得分空着，加不出", {"indicators[4].score": None}),
        right("执行率得分空着，加不出", {"funds[0].score": None}),
        wrong("表上没有执行率", papers(evaluation({"total_score": "89.77"}, funds=()))),
    ),
    check_document=on_self_evaluations(check),
    parameters={"tolerance": 0.01},
    parameter_names={"tolerance": "相差多少分以内不提"},
    stage="self_evaluation",
    reads=("self_evaluations",),
)
