"""ZSA23: a target may be missed, and no reason or measure stands beside it."""

from __future__ import annotations

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.monitoring_form import MonitoringForm, Outlook
from zhunsheng.rules.cell_text import says_none
from zhunsheng.rules.form_cases import Answers, on_monitorings, row_title
from zhunsheng.rules.form_examples import watched, watched_right
from zhunsheng.rules.rule import Context, Remark, Rule

_WORDS = {Outlook.POSSIBLE: "有可能完成", Outlook.IMPOSSIBLE: "完全不可能完成"}


def check(form: MonitoringForm, context: Context) -> Answers:
    """Forms that ask for reasons and measures as a whole are answered by their closing texts."""
    if not says_none(form.advice) or not says_none(form.cause_text):
        return
    for number, row in enumerate(form.indicators):
        outlook = row.outlooks[-1] if row.outlooks else None
        if outlook not in _WORDS or not says_none(row.remark):
            continue
        yield Remark(
            f"indicators[{number}].remark",
            f"{row_title(number, row.level3)}勾的是“{_WORDS[outlook]}”，备注没有写原因和措施。",
            row.remark or "",
            "写明完不成的原因、采取什么措施、谁负责、什么时候做到。",
        )


RULE = Rule(
    code="ZSA23",
    name="risk-without-measure",
    title="可能完不成没有写措施",
    category=Category.COMPLETENESS,
    severity=Severity.ERROR,
    automation="A",
    why="监控是为了还来得及纠正。知道可能完不成却没有措施，监控就白做了。",
    how_to_fix="在备注里写原因和措施，落实到人和时间。",
    basis=(Citation(note="不能确定完成的写明原因及拟采取的措施"),),
    bad=(
        watched("有可能，备注空着", {"indicators[5].remark": None}, ("indicators[5].remark", "")),
        watched("备注写无", {"indicators[5].remark": "无"}, ("indicators[5].remark", "无")),
        watched(
            "完全不可能，备注空着",
            {"indicators[1].outlook_certain": None, "indicators[1].outlook_impossible": "√"},
            ("indicators[1].remark", ""),
        ),
    ),
    good=(
        watched_right("写了措施"),
        watched_right("措施写在表末", {"indicators[5].remark": None, "advice": "9月补做问卷，教务处负责。"}),
    ),
    check_document=on_monitorings(check),
    stage="monitoring",
    reads=("monitorings",),
)
