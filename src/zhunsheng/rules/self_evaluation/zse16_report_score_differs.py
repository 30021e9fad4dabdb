"""ZSE16: the report, or the form's own conclusion, states another score than the form."""

from __future__ import annotations

import re
from decimal import Decimal

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.model.spelling import half_width
from zhunsheng.rules.examples import GOOD
from zhunsheng.rules.form_cases import Answers, here, number_of, of_form, on_self_evaluations
from zhunsheng.rules.form_examples import right, spoiled
from zhunsheng.rules.outside import Outside
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import plain_number

_STATED = re.compile(
    r"(?:(?:自评|评价|综合)?(?:总分|得分|总得分|分数)(?:为|是|:|共)?|自评为?)\s*(\d{1,3}(?:\.\d{1,2})?)\s*分"
)


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """The conclusion on the form, and the report's score where it is known."""
    total = number_of(form.total_score)
    if total is None or form.total_score is None:
        return
    found = _STATED.search(half_width(form.conclusion or ""))
    if found and Decimal(found.group(1)) != total:
        words = (form.conclusion or "")[found.start(1) : found.end(1)]
        yield Remark(
            "conclusion",
            f"评价结论写{found.group(1)}分，表上总分是{form.total_score.text}分。",
            words,
            "两处改成同一个分数。",
            related=(here("total_score", form.total_score.text),),
        )
    reported = of_form(context.outside.reported, form)
    if reported is not None and reported != total:
        yield Remark(
            "total_score",
            f"表上总分{form.total_score.text}分，自评报告写{plain_number(reported)}分。",
            form.total_score.text,
            "核对哪一个是对的，报告和表改成一致。",
        )


RULE = Rule(
    code="ZSE16",
    name="report-score-differs",
    title="自评报告与自评表分数不同",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    automation="A",
    why="同一个项目两个分数，公开以后说不清，结果应用也不知道用哪个。",
    how_to_fix="以逐项得分相加的分数为准，统一报告和表。",
    basis=(Citation(note="自评报告与自评表一致"),),
    bad=(
        spoiled("结论写的分数不同", {"conclusion": "自评得分98.5分，等级为优。"}, ("conclusion", "98.5")),
        spoiled(
            "报告写的分数不同", {}, ("total_score", "99.47"), outside=Outside(reported={GOOD.code or "": Decimal("97")})
        ),
    ),
    good=(
        right("结论没有写分数"),
        right("两处相同", {"conclusion": "自评总分99.47分，等级为优。"}),
        right("报告相同", outside=Outside(reported={GOOD.name or "": Decimal("99.47")})),
        right("说的是扣分", {"conclusion": "预算执行率扣0.3分，其余满分。"}),
    ),
    check_document=on_self_evaluations(check),
    stage="self_evaluation",
    reads=("self_evaluations",),
)
