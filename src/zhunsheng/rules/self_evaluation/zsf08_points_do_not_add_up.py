"""ZSF08: the points do not add up to 100, or not to what stands behind their level 1."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.form_cases import Answers, here, number_of, on_self_evaluations, total_at
from zhunsheng.rules.form_examples import evaluation, papers, right, spoiled, wrong
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import plain_number

_HUNDRED = Decimal(100)


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """Only where no row's points are blank. A form without points for execution may sum to 100 or to 90."""
    if not form.indicators or any(number_of(row.points) is None for row in form.indicators):
        return
    yield from _levels(form)
    total = total_at(form)
    own = number_of(total[1].points) if total else None
    rows = sum((number_of(row.points) or Decimal(0) for row in form.indicators), Decimal(0))
    whole = rows + (own or Decimal(0))
    printed = form.total_points
    wanted = {_HUNDRED, _HUNDRED - 10} if own is None else {_HUNDRED}
    if whole in wanted or rows == _HUNDRED:  # some forms count execution as an indicator of its own
        if printed is not None and printed.value is not None and printed.value not in (_HUNDRED, rows, whole):
            yield Remark("total_points", f"总分的分值写{printed.text}，应为100。", printed.text, "改为100。")
        return
    shown = f"{plain_number(own)}＋" if own is not None else ""
    yield Remark(
        "total_points",
        f"分值合计{plain_number(whole)}（{shown}{plain_number(rows)}），不等于100。",
        printed.text if printed else "",
        "核对各指标的分值，连同预算执行率10分合计为100分。",
        related=(here(f"funds[{total[0]}].points", total[1].points.text),) if total and total[1].points else (),
    )


def _levels(form: SelfEvaluationForm) -> Answers:
    """Rows under one level 1 that says its points in brackets."""
    at = 0
    for level, group in groupby(form.indicators, key=lambda row: row.level1):
        rows = list(group)
        printed = rows[0].level1_points
        summed = sum((number_of(row.points) or Decimal(0) for row in rows), Decimal(0))
        if printed is not None and printed != summed:
            yield Remark(
                f"indicators[{at}].level1",
                f"“{level}”下各指标分值合计{plain_number(summed)}，与括号里的{plain_number(printed)}分不符。",
                level or "",
                f"改指标分值使合计为{plain_number(printed)}分，或改括号里的分值。",
            )
        at += len(rows)


RULE = Rule(
    code="ZSF08",
    name="points-do-not-add-up",
    title="分值合计不对",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    automation="A",
    why="自评满分100分。分值加不到100，得分和等级就没有可比性。",
    how_to_fix="预算执行率10分，其余90分分给各级指标，一级指标括号里的分值与下面各行合计一致。",
    basis=(Citation("财预〔2020〕10号", None, Verified.DOCUMENT, "自评总分100分，预算执行率10分"),),
    bad=(
        spoiled("少了两分", {"indicators[0].points": "13", "indicators[0].level1": "产出指标", "indicators[1].level1": "产出指标",
                         "indicators[2].level1": "产出指标", "indicators[3].level1": "产出指标"}, ("total_points", "100")),
        spoiled("括号里是50分，合计48分", {"indicators[0].points": "13", "indicators[4].points": "32", "indicators[4].level1": "效益指标"},
                ("indicators[0].level1", "产出指标(50分)")),
        spoiled("总分的分值写错", {"total_points": "110"}, ("total_points", "110")),
    ),
    good=(
        right("合计一百"),
        right("有一行分值空着，不判", {"indicators[0].points": None}),
        wrong("表上没有执行率分值，指标合计90", papers(evaluation(funds=()))),
        right("执行率另计，指标合计100", {"indicators[4].points": "40", "indicators[4].level1": "效益指标（40分）"}),
    ),
    check_document=on_self_evaluations(check),
    stage="self_evaluation",
    reads=("self_evaluations",),
)  # fmt: skip
