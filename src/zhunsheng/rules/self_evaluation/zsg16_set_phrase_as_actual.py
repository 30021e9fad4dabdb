"""ZSG16: the completed value is a set phrase where the target is a number."""

from __future__ import annotations

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.cell_text import squeezed
from zhunsheng.rules.form_cases import Answers, here, on_self_evaluations, row_title
from zhunsheng.rules.form_examples import right, spoiled
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import word_list
from zhunsheng.rules.wording import brief

_PHRASES = frozenset(squeezed(word) for word in word_list("set_answers")["completed"])


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """The whole cell is the phrase. Worded targets may be answered in words, but not by saying that they were reached."""
    for number, row in enumerate(form.indicators):
        if squeezed(row.actual) not in _PHRASES or not row.target:
            continue
        counted = row.promised is not None and row.promised.is_quantitative
        if not counted and squeezed(row.actual) in ("良好", "正常", "符合要求"):
            continue
        want = f"指标值是{brief(row.target, 12)}" if counted else "定性指标也要说清做到什么程度"
        yield Remark(
            f"indicators[{number}].actual",
            f"{row_title(number, row.level3)}的完成值只写“{brief(row.actual)}”，{want}。",
            row.actual or "",
            "写实际完成的数和单位。" if counted else "写实际情况和档次，如“达成年度指标：工期内完成，验收合格”。",
            related=(here(f"indicators[{number}].target", row.target),),
        )


RULE = Rule(
    code="ZSG16",
    name="set-phrase-as-actual",
    title="完成值是套话",
    category=Category.WORDING,
    severity=Severity.WARNING,
    automation="B",
    why="“达成预期指标”没有说完成了多少，别人无法核对，也算不出得分。",
    how_to_fix="定量的填数，定性的写清情况和档次。",
    basis=(Citation("财预〔2020〕10号", None, Verified.DOCUMENT, "定性指标按三档打分，完成值要能看出档次"),),
    bad=(
        spoiled(
            "定量指标写达成预期", {"indicators[1].actual": "达成预期指标"}, ("indicators[1].actual", "达成预期指标")
        ),
        spoiled("只写已完成", {"indicators[0].actual": "已完成。"}, ("indicators[0].actual", "已完成。")),
        spoiled(
            "定性指标写达成",
            {"indicators[4].target": "明显改善", "indicators[4].actual": "达成"},
            ("indicators[4].actual", "达成"),
        ),
    ),
    good=(
        right("都是实际的数"),
        right(
            "定性指标写了情况",
            {"indicators[4].target": "明显改善", "indicators[4].actual": "达成年度指标：照度全部达标"},
        ),
        right("定性指标答良好", {"indicators[4].target": "优良", "indicators[4].actual": "良好"}),
    ),
    check_document=on_self_evaluations(check),
    stage="self_evaluation",
    reads=("self_evaluations",),
)
