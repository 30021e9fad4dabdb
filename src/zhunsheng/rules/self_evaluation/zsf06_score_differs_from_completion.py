"""ZSF06: an indicator's score is not what its completion earns."""

from __future__ import annotations

from decimal import Decimal

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.cell_text import says_none
from zhunsheng.rules.form_arithmetic import completion_score, is_met
from zhunsheng.rules.form_cases import Answers, here, number_of, on_self_evaluations, row_title
from zhunsheng.rules.form_examples import right, spoiled
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief, plain_number


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """Rows whose target and value are numbers in one unit. Fewer points for a reached target may have their reason."""
    slack = Decimal(str(context.parameters["tolerance"]))
    for number, row in enumerate(form.indicators):
        expected, score = completion_score(row), number_of(row.score)
        if expected is None or score is None or row.score is None:
            continue
        points = number_of(row.points)
        if expected.low - slack <= score <= expected.high + slack or (points is not None and score > points):
            continue  # more than there is to get is said by ZSF07
        met = is_met(row)
        if met and (not says_none(row.cause) or row.standard):
            continue
        told = "已经完成却扣了分" if met else "没有完成却得了满分" if score == points else "与完成比例不符"
        yield Remark(
            f"indicators[{number}].score",
            f"{row_title(number, row.level3)}得{row.score.text}分，{told}：{expected.reckoning}，应得{plain_number(expected.value)}分。",
            row.score.text,
            f"按完成比例改为{plain_number(expected.value)}分；另有评分标准的，把标准写在表上。",
            related=tuple(
                here(f"indicators[{number}].{cell}", text)
                for cell, text in (("target", row.target), ("actual", row.actual))
                if text and brief(text)
            ),
        )


RULE = Rule(
    code="ZSF06",
    name="score-differs-from-completion",
    title="指标得分与完成比例不符",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    automation="A",
    why="定量指标完成的得满分，没有完成的按完成比例得分。随手给分，自评就没有意义。",
    how_to_fix="用完成值除以指标值（越低越好的反过来）乘以分值，保留两位小数。",
    basis=(Citation("财预〔2020〕10号", None, Verified.DOCUMENT, "定量指标未完成的按完成比例计分"),),
    bad=(
        spoiled("没完成得了满分", {"indicators[0].score": "15"}, ("indicators[0].score", "15")),
        spoiled(
            "反向指标没达到",
            {"indicators[3].actual": "20万元", "indicators[3].score": "10"},
            ("indicators[3].score", "10"),
        ),
        spoiled("完成了却扣分，没写原因", {"indicators[1].score": "12"}, ("indicators[1].score", "12")),
        spoiled(
            "目标是零，发生了仍得分",
            {
                "indicators[3].level3": "安全事故数",
                "indicators[3].target": "≤0起",
                "indicators[3].actual": "1起",
                "indicators[3].score": "5",
            },
            ("indicators[3].score", "5"),
        ),
    ),
    good=(
        right("按比例"),
        right("得分超过分值，另有一条说", {"indicators[1].score": "18"}),
        right("保留一位小数", {"indicators[0].score": "14.8"}),
        right(
            "完成了扣分，写了原因",
            {"indicators[1].score": "12", "indicators[1].cause": "超目标过多，目标偏低，扣3分。"},
        ),
        right("日期不是数", {"indicators[2].score": "5"}),
        right("满意度按区间赋分", {"indicators[5].actual": "80%", "indicators[5].score": "7"}),
        right("单位不同，比不了", {"indicators[0].actual": "24间"}),
        right(
            "没有写比较符的事故数，越少越好",
            {"indicators[4].level3": "安全事故数", "indicators[4].target": "3起", "indicators[4].actual": "1起"},
        ),
    ),
    check_document=on_self_evaluations(check),
    parameters={"tolerance": 0.05},
    parameter_names={"tolerance": "相差多少分以内不提"},
    stage="self_evaluation",
    reads=("self_evaluations",),
)
