"""ZSA21: something fell short and nobody says why."""

from __future__ import annotations

import re

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.cell_text import unfilled
from zhunsheng.rules.form_arithmetic import completion_score, is_met
from zhunsheng.rules.form_cases import Answers, here, lost_points, number_of, on_self_evaluations, row_title, total_at
from zhunsheng.rules.form_examples import right, spoiled
from zhunsheng.rules.rule import Context, Remark, Rule

_ABOUT_MONEY = re.compile("执行|支出|支付|预算|资金|结余|结转|节约|压减")


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """Rows that lost points or missed their target; and an execution rate that is low without a word about it."""
    for number, row in enumerate(form.indicators):
        lost, missed = lost_points(row), is_met(row) is False
        if is_met(row) and completion_score(row) is not None:
            continue  # points lost for a target that was reached: the score itself is in doubt, which another rule tells
        if not unfilled(row.cause) or not ((lost is not None and lost > 0) or missed):
            continue
        told = f"扣了{lost}分" if lost else "没有完成"
        yield Remark(
            f"indicators[{number}].cause",
            f"{row_title(number, row.level3)}{told}，没有写偏差原因。",
            row.cause or "",
            "写明为什么没有完成，下一步怎么改进、什么时候完成。",
            related=(here(f"indicators[{number}].actual", row.actual),) if row.actual else (),
        )
    yield from _execution(form, context)


def _execution(form: SelfEvaluationForm, context: Context) -> Answers:
    total = total_at(form)
    rate = number_of(total[1].rate) if total else None
    if total is None or rate is None or rate >= context.parameters["rate_below"] or total[1].rate is None:
        return
    words = [total[1].reason, form.issues, form.improvements, form.conclusion, *(row.cause for row in form.indicators)]
    words += [line.reason for line in form.funds] + [goal.actual for goal in form.goals]
    if any(text and _ABOUT_MONEY.search(text) for text in words):
        return
    yield Remark(
        f"funds[{total[0]}].rate",
        f"预算执行率只有{total[1].rate.text}，表上没有说明原因。",
        total[1].rate.text,
        "写明没有执行完的原因：进度、结余、调整还是支付时间，结余怎么处理。",
        severity=Severity.WARNING,
    )


RULE = Rule(
    code="ZSA21",
    name="deviation-without-cause",
    title="有偏差没有写原因",
    category=Category.COMPLETENESS,
    severity=Severity.ERROR,
    automation="A",
    why="没有完成的指标要分析偏差原因、提出改进措施。空着，下一年还会照旧。",
    how_to_fix="逐条写原因和改进措施；执行率低的也要说明。",
    basis=(Citation("财预〔2020〕10号", None, Verified.DOCUMENT, "未完成的要分析偏差原因并提出改进措施"),),
    bad=(
        spoiled("扣了分没写原因", {"indicators[0].cause": None}, ("indicators[0].cause", "")),
        spoiled("没完成也没扣分，没写原因", {"indicators[5].actual": "85%"}, ("indicators[5].cause", "")),
        spoiled(
            "执行率低没有说明",
            {"funds[0].executed": "9.00", "funds[0].rate": "50.00%", "funds[0].score": "5.00"},
            ("funds[0].rate", "50.00%"),
        ),
    ),
    good=(
        right("写了原因"),
        right(
            "执行率低，原因写在存在问题里",
            {"funds[0].rate": "50.00%", "issues": "尾款未到支付时间，结转下年支付。"},
        ),
        right("满分的不用写"),
        right("完成了却扣分，是得分的问题", {"indicators[1].score": "12"}),
        right("执行率九成以上", {"funds[0].rate": "92.00%"}),
    ),
    check_document=on_self_evaluations(check),
    parameters={"rate_below": float(legal_number("execution_reason_below").latest)},
    parameter_names={"rate_below": "执行率低于多少要写原因（%）"},
    stage="self_evaluation",
    reads=("self_evaluations",),
)
