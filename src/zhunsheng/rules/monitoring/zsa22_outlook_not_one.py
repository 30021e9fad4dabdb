"""ZSA22: the outlook of an indicator is ticked nowhere, or more than once."""

from __future__ import annotations

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.monitoring_form import MonitoredIndicator, MonitoringForm, Outlook, is_ticked
from zhunsheng.rules.form_cases import Answers, on_monitorings, row_title
from zhunsheng.rules.form_examples import monitoring, papers, watched, watched_right, wrong
from zhunsheng.rules.rule import Context, Remark, Rule

_WORDS = {Outlook.CERTAIN: "确定能", Outlook.POSSIBLE: "有可能", Outlook.IMPOSSIBLE: "完全不可能"}


def check(form: MonitoringForm, context: Context) -> Answers:
    """A form where nobody ticked anything is one finding."""
    blank = [number for number, row in enumerate(form.indicators) if not row.outlooks]
    if blank and len(blank) == len(form.indicators) > 1:
        yield Remark(
            f"indicators[0].{_cell(form)}",
            "“完成目标可能性”一栏全没有勾选。",
            _text(form, 0),
            "逐条勾选：确定能、有可能、完全不可能，三选一。",
        )
        return
    for number, row in enumerate(form.indicators):
        if len(row.outlooks) == 1:
            continue
        name = row_title(number, row.level3)
        if not row.outlooks:
            yield Remark(
                f"indicators[{number}].{_cell(form)}",
                f"{name}没有勾选完成目标可能性。",
                _text(form, number),
                "确定能、有可能、完全不可能，三选一。",
            )
        else:
            words = "、".join(_WORDS[one] for one in row.outlooks)
            at = f"outlook_{row.outlooks[-1].value}"
            yield Remark(
                f"indicators[{number}].{at}",
                f"{name}同时勾了{words}，只能勾一个。",
                getattr(row, at) or "",
                "只留一个勾。",
            )


def _cell(form: MonitoringForm) -> str:
    """The cell that the form asks for: words or the first tick."""
    worded = any(row.outlook for row in form.indicators) and not any(_ticks(row) for row in form.indicators)
    return "outlook" if worded else "outlook_certain"


def _ticks(row: MonitoredIndicator) -> bool:
    return any(is_ticked(getattr(row, f"outlook_{one.value}")) for one in Outlook)


def _text(form: MonitoringForm, number: int) -> str:
    return getattr(form.indicators[number], _cell(form)) or ""


_NO_TICKS: dict[str, str | None] = {
    f"indicators[{n}].{cell}": None for n in range(6) for cell in ("outlook_certain", "outlook_possible")
}

RULE = Rule(
    code="ZSA22",
    name="outlook-not-one",
    title="完成可能性没有勾选一项",
    category=Category.COMPLETENESS,
    severity=Severity.ERROR,
    automation="A",
    why="监控要判断年底能不能完成。不勾或者多勾，等于没有判断。",
    how_to_fix="每条指标在三个选项里勾一个。",
    basis=(Citation(note="监控表每条指标勾选一项完成目标可能性"),),
    bad=(
        watched("一条没勾", {"indicators[1].outlook_certain": None}, ("indicators[1].outlook_certain", "")),
        watched("勾了两个", {"indicators[5].outlook_impossible": "√"}, ("indicators[5].outlook_impossible", "√")),
        watched("全都没勾", dict(_NO_TICKS), ("indicators[0].outlook_certain", "")),
        watched(
            "一列文字，写得看不懂",
            {
                **_NO_TICKS,
                **{f"indicators[{n}].outlook": "确定能" for n in range(6)},
                "indicators[2].outlook": "再看看",
            },
            ("indicators[2].outlook", "再看看"),
        ),
    ),
    good=(
        watched_right("每条一个"),
        watched_right("打勾变成别的符号", {"indicators[1].outlook_certain": "þ"}),
        wrong("没有指标的表", papers(monitoring(indicators=()))),
    ),
    check_document=on_monitorings(check),
    stage="monitoring",
    reads=("monitorings",),
)
