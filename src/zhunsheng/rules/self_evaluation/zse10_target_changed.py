"""ZSE10: the self-evaluation has another target than the approved table."""

from __future__ import annotations

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.quantity import PERCENT_UNITS, Quantity
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.cell_text import squeezed
from zhunsheng.rules.examples import GOOD, document
from zhunsheng.rules.form_cases import Answers, on_self_evaluations, project_of, row_title, same_name
from zhunsheng.rules.form_examples import GOOD_EVALUATION, evaluation, papers, right, wrong
from zhunsheng.rules.outside import Outside
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided
from zhunsheng.rules.wording import brief


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """Indicators of one name; the number, the sign and the unit count, not how they are written."""
    project = project_of(form, context)
    if project is None:
        if form.project_name:
            yield Undecided("indicators", "没有批复的绩效目标表可以对照", "批复的绩效目标表")
        return
    for number, row in enumerate(form.indicators):
        found = [(at, other) for at, other in enumerate(project.indicators) if same_name(row.level3, other.level3)]
        promised = row.promised
        if len(found) != 1 or promised is None or found[0][1].target is None:
            continue
        at, other = found[0]
        if _same(promised, other.target):
            continue
        approved = other.target.text if other.target else ""
        yield Remark(
            f"indicators[{number}].target",
            f"{row_title(number, row.level3)}的指标值写{brief(promised.text)}，批复的是{brief(approved)}。",
            row.target or "",
            f"改回批复的{brief(approved)}；调整过的附上调整批复。",
            related=(Related(project.code, f"indicators[{at}].target", approved),),
        )


def _same(one: Quantity, other: Quantity | None) -> bool:
    if other is None or squeezed(one.text) == squeezed(other.text):
        return True
    if one.number is None or other.number is None:
        return one.number is None and other.number is None and squeezed(one.text) == squeezed(other.text)
    signs = {one.operator, other.operator} - {None, "="}
    units = [("%" if unit in PERCENT_UNITS else unit) for unit in (one.unit, other.unit) if unit]
    return one.number == other.number and one.upper == other.upper and len(signs) <= 1 and len(set(units)) <= 1


RULE = Rule(
    code="ZSE10",
    name="target-changed",
    title="自评的指标值被改过",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    automation="A",
    why="自评要和批复的目标比。把目标改低再比，完成得再好也不算数。",
    how_to_fix="按批复的目标表填指标值；确有调整的附调整批复。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效目标一经批复一般不予调整"),),
    bad=(
        wrong(
            "满意度改低了",
            papers(GOOD, evaluation({"indicators[5].target": "≥85%"})),
            ("self_evaluations[0].indicators[5].target", "≥85%"),
        ),
        wrong(
            "上限改高了",
            papers(GOOD, evaluation({"indicators[3].target": "≤20万元"})),
            ("self_evaluations[0].indicators[3].target", "≤20万元"),
        ),
    ),
    good=(
        wrong("与批复相同", papers(GOOD, GOOD_EVALUATION)),
        wrong("写法不同，意思一样", papers(GOOD, evaluation({"indicators[5].target": "不低于90百分比"}))),
        wrong(
            "拆成三格",
            papers(
                GOOD, evaluation({"indicators[0].target": "264", "indicators[0].sign": "≥", "indicators[0].unit": "套"})
            ),
        ),
        right("没有目标表，判不了"),
        right("对照另一份批复的目标表", outside=Outside(targets=(document(),))),
    ),
    check_document=on_self_evaluations(check),
    stage="self_evaluation",
    reads=("self_evaluations", "code", "name", "level3", "target"),
)
