"""ZSA20: a score, or the total, is blank."""

from __future__ import annotations

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.cell_text import unfilled
from zhunsheng.rules.form_cases import Answers, number_of, on_self_evaluations, row_title
from zhunsheng.rules.form_examples import evaluation, papers, right, spoiled, wrong
from zhunsheng.rules.rule import Context, Remark, Rule


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """Rows that have points. A column that is blank from top to bottom is one finding; a form without points has none."""
    asked = [(n, row) for n, row in enumerate(form.indicators) if number_of(row.points) is not None]
    blank = [(n, row) for n, row in asked if row.score is None or unfilled(row.score.text)]
    if blank and len(blank) == len(asked) > 1:
        yield Remark(
            f"indicators[{blank[0][0]}].score",
            f"得分一列全空，{len(blank)}条指标都没有打分。",
            "",
            "按完成情况逐条打分，再填总分。",
        )
    else:
        for number, row in blank:
            told = row.score.text if row.score else ""
            yield Remark(
                f"indicators[{number}].score",
                f"{row_title(number, row.level3)}没有得分。",
                told,
                "按完成比例或档次打分。",
            )
    for number, line in enumerate(form.funds):
        if number_of(line.points) is not None and line.score is None:
            yield Remark(f"funds[{number}].score", "预算执行率没有得分。", "", "按执行率乘分值填得分。")
    if asked and len(blank) < len(asked) and (form.total_score is None or unfilled(form.total_score.text)):
        yield Remark(
            "total_score",
            "自评总分没有填。",
            form.total_score.text if form.total_score else "",
            "把执行率得分和各指标得分相加填上。",
        )


RULE = Rule(
    code="ZSA20",
    name="blank-score",
    title="得分没有填",
    category=Category.COMPLETENESS,
    severity=Severity.ERROR,
    automation="A",
    why="没有得分和总分，自评没有结论，也进不了结果应用。",
    how_to_fix="逐条打分，填总分。",
    basis=(Citation("财预〔2020〕10号", None, Verified.DOCUMENT, "自评表填得分和总分"),),
    bad=(
        spoiled("一条没打分", {"indicators[1].score": None}, ("indicators[1].score", "")),
        spoiled("没有总分", {"total_score": None}, ("total_score", "")),
        spoiled("执行率没有得分", {"funds[0].score": None}, ("funds[0].score", "")),
        spoiled("全都没打分", {f"indicators[{n}].score": None for n in range(6)}, ("indicators[0].score", "")),
    ),
    good=(
        right("都有得分"),
        right("得了0分", {"indicators[1].score": "0"}),
        wrong(
            "没有分值的表",
            papers(
                evaluation(
                    {f"indicators[{n}].{c}": None for n in range(6) for c in ("points", "score")},
                    funds=(),
                    total_points=None,
                    total_score=None,
                )
            ),
        ),
    ),
    check_document=on_self_evaluations(check),
    stage="self_evaluation",
    reads=("self_evaluations",),
)
