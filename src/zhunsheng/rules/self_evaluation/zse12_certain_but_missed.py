"""ZSE12: monitoring was certain of a target that the self-evaluation then missed."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.monitoring_form import MonitoredIndicator, MonitoringForm, Outlook
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.rules.cell_text import squeezed
from zhunsheng.rules.form_arithmetic import is_met
from zhunsheng.rules.form_cases import Answers, on_self_evaluations, row_title, same_name
from zhunsheng.rules.form_examples import GOOD_EVALUATION, GOOD_MONITORING, evaluation, monitoring, papers, right, wrong
from zhunsheng.rules.outside import Outside
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief


def check(form: SelfEvaluationForm, context: Context) -> Answers:
    """Against the year's monitoring forms, of the same document or from outside; the latest one counts."""
    rows = [(number, row) for number, row in enumerate(form.indicators) if is_met(row) is False]
    watched = list(_forms(form, context)) if rows else []
    for number, row in rows:
        said = next((found for one in watched if (found := _certain(one[1], row.level3)) is not None), None)
        if said is None:
            continue
        place, other = next(one for one in watched if _certain(one[1], row.level3) is said)
        month = f"{other.until_month}月" if other.until_month else ""
        related = (
            (Related(None, f"{place}.indicators[{other.indicators.index(said)}].level3", said.level3 or ""),)
            if place
            else ()
        )
        yield Remark(
            f"indicators[{number}].actual",
            f"{row_title(number, row.level3)}{month}监控时说确定能完成，年底是{brief(row.actual, 12)}，没有达到目标。",
            row.actual or "",
            "在偏差原因里写明监控之后发生了什么，改进监控的判断。",
            related=related,
        )


def _forms(form: SelfEvaluationForm, context: Context) -> Iterator[tuple[str, MonitoringForm]]:
    own = [(f"monitorings[{n}]", one) for n, one in enumerate(context.document.monitorings)]
    other = [("", one) for document in context.outside.monitored or () for one in document.monitorings]
    same = [pair for pair in (*own, *other) if _same_project(pair[1], form)]
    yield from sorted(same, key=lambda pair: -(pair[1].until_month or 0))


def _same_project(one: MonitoringForm, other: SelfEvaluationForm) -> bool:
    if one.project_code and other.project_code:
        return one.project_code == other.project_code
    return bool(one.project_name) and squeezed(one.project_name) == squeezed(other.project_name)


def _certain(form: MonitoringForm, name: str | None) -> MonitoredIndicator | None:
    found = next((row for row in form.indicators if same_name(row.level3, name)), None)
    return found if found is not None and found.outlooks == (Outlook.CERTAIN,) else None


_SURE = monitoring({"indicators[0].outlook_certain": "√", "indicators[0].outlook_possible": None})

RULE = Rule(
    code="ZSE12",
    name="certain-but-missed",
    title="监控说确定能却没完成",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    automation="A",
    why="监控时判断确定能，年底没有完成，说明监控没有看出问题，或者之后松了劲。",
    how_to_fix="说明监控后的变化，下年在监控时逐条核实再下判断。",
    basis=(Citation(note="自评与监控的判断相互印证"),),
    bad=(
        wrong(
            "监控说能换264套",
            papers(GOOD_EVALUATION, _SURE),
            ("self_evaluations[0].indicators[0].actual", "260套"),
        ),
        wrong(
            "另一份监控表",
            papers(GOOD_EVALUATION),
            ("self_evaluations[0].indicators[0].actual", "260套"),
            outside=Outside(monitored=(papers(_SURE),)),
        ),
    ),
    good=(
        wrong("都完成了", papers(evaluation({"indicators[0].actual": "264套"}), _SURE)),
        wrong("监控时就说有可能完不成", papers(GOOD_EVALUATION, GOOD_MONITORING)),
        right("没有监控表可以对照"),
    ),
    check_document=on_self_evaluations(check),
    stage="self_evaluation",
    reads=("self_evaluations", "monitorings"),
)
