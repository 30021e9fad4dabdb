"""ZSA19: an indicator's completed value is blank."""

from __future__ import annotations

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.cell_text import unfilled
from zhunsheng.rules.form_cases import Answers, on_self_evaluations, row_title
from zhunsheng.rules.form_examples import right, spoiled
from zhunsheng.rules.rule import Context, Remark, Rule

_ADVICE = "填实际完成的数，有台账、验收单、问卷的按材料填；没有做的写0或写明没有开展。"


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """A column that is blank from top to bottom is one finding."""
    blank = [number for number, row in enumerate(form.indicators) if unfilled(row.actual)]
    if blank and len(blank) == len(form.indicators) > 1:
        yield Remark("indicators[0].actual", f"完成值一列全空，{len(blank)}条指标都没有填。", "", _ADVICE)
        return
    for number in blank:
        row = form.indicators[number]
        yield Remark(
            f"indicators[{number}].actual", f"{row_title(number, row.level3)}没有填完成值。", row.actual or "", _ADVICE
        )


RULE = Rule(
    code="ZSA19",
    name="blank-actual",
    title="完成值没有填",
    category=Category.COMPLETENESS,
    severity=Severity.ERROR,
    automation="A",
    why="自评就是拿完成值和指标值比。完成值空着，得分没有来处。",
    how_to_fix="逐条填实际完成的数；定性指标写清做到什么程度。",
    basis=(Citation("财预〔2020〕10号", None, Verified.DOCUMENT, "自评表逐条填实际完成值"),),
    bad=(
        spoiled("一条没填", {"indicators[3].actual": None}, ("indicators[3].actual", "")),
        spoiled("画了一道", {"indicators[3].actual": "——"}, ("indicators[3].actual", "——")),
        spoiled("整列都空", {f"indicators[{n}].actual": None for n in range(6)}, ("indicators[0].actual", "")),
    ),
    good=(right("都填了"), right("完成值是0", {"indicators[3].actual": "0"})),
    check_document=on_self_evaluations(check),
    stage="self_evaluation",
    reads=("self_evaluations",),
)
