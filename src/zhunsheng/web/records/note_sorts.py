"""The sorts of things that people say of a project's year, each checked as it is typed: text cells in, JSON out.

A sort is one function in :data:`EVALUATION` or :data:`MONITORING`; it raises ``Invalid`` with what is wrong and how to mend it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from zhunsheng.documents.writing.report_self_evaluation import PARTS
from zhunsheng.law.weight_schemes import FULL, weight_schemes
from zhunsheng.model.monitoring import Decision
from zhunsheng.model.monitoring_form import DeviationCause, Outlook
from zhunsheng.model.score import EXECUTION, Band
from zhunsheng.usecases.self_evaluation import GOALS_REACHED
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.typed_cells import TypedCells

TEXTS = {GOALS_REACHED: "总体目标实际完成情况", **PARTS}
"""The texts that a writer may fill in, and what they are called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed(TypedCells):
    """What somebody typed into one form about a project's year."""

    def indicator(self) -> None:
        """Refuse a key that the table does not have."""
        if self.key not in {row.key for row in self.project.indicators}:
            raise Invalid("表里没有这条指标了，没有保存。请刷新页面后再试。")


Content = dict[str, Any]
Sort = Callable[[Typed], Content]


def scheme(typed: Typed) -> Content:
    """The weight scheme by its key; blank is the one that fits the table."""
    chosen = typed.line("scheme")
    if chosen and chosen not in weight_schemes():
        raise Invalid("没有这种权重方案，没有保存。请从列表里选。")
    return {"scheme": chosen}


def weight(typed: Typed) -> Content:
    """The points of one indicator; blank gives them back to the scheme."""
    typed.indicator()
    points = typed.number("points", "分值", Decimal(0), FULL)
    return {"points": _digits(points)} if points is not None else {}


def judgement(typed: Typed) -> Content:
    """A verdict on what no formula can score: percent of the points, and what was achieved in words."""
    typed.indicator()
    given = typed.number("percent", "得分比例", Decimal(0), Decimal(100))
    if given is None:
        raise Invalid("评定要给出得分比例（0到100），没有保存。撤回评定请点“撤回”。")
    said = typed.text("description")
    if not said:
        raise Invalid("评定要写明完成情况，不能只给比例，没有保存。")
    band = typed.line("band")
    if band and band not in set(Band):
        raise Invalid("没有这个档次，没有保存。请从列表里选。")
    return {"percent": _digits(given), "band": band, "description": said}


def override(typed: Typed) -> Content:
    """Another value or score than the computed one: only with a reason and a paper."""
    typed.indicator()
    value = typed.number("value", "完成值")
    score = typed.number("score", "得分", Decimal(0), FULL)
    if (value is None) == (score is None):
        raise Invalid("人工改动要么改完成值，要么改得分，只填一个，没有保存。")
    reason = typed.text("reason")
    if not reason:
        raise Invalid("人工改动要写明理由，没有保存。")
    if not typed.has_files:
        raise Invalid("人工改动要附上佐证材料，没有保存。请选择文件。")
    changed = {"value": _digits(value)} if value is not None else {"score": _digits(score)}
    return {**changed, "reason": reason}


def reason(typed: Typed) -> Content:
    """Why something came out otherwise than planned, and what is done about it."""
    if typed.key != EXECUTION:
        typed.indicator()
    cause = typed.text("cause")
    if not cause:
        raise Invalid("偏差原因空着，没有保存。撤回请点“撤回”。")
    return {"cause": cause, "correction": typed.text("correction")}


def budget(typed: Typed) -> Content:
    """The year's budget after adjustments, in 万元, and by which paper."""
    amount = typed.number("budget", "全年预算数", Decimal(0), Decimal(10) ** 8)
    if amount is None:
        raise Invalid("全年预算数空着，没有保存。没有调整过的不用填；撤回请点“撤回”。")
    why = typed.line("reason")
    if not why:
        raise Invalid("预算调整要写明依据，如文号，没有保存。")
    return {"yuan": _digits(amount * 10_000), "reason": why}


def text(typed: Typed) -> Content:
    """One of the texts of form and report; blank takes it back."""
    if typed.key not in TEXTS:
        raise Invalid("没有这一部分，没有保存。请刷新页面后再试。")
    return {"text": typed.text("text")}


def standing(typed: Typed) -> Content:
    """What is said of an indicator at a checkpoint: causes, outlook, what is expected, a remark."""
    typed.indicator()
    causes = [cause.value for cause in DeviationCause if cause.value in typed.many("causes")]
    outlook = typed.line("outlook")
    if outlook and outlook not in {one.value for one in Outlook}:
        raise Invalid("没有这种完成目标可能性，没有保存。请从列表里选。")
    said = {name: typed.text(name) for name in ("explanation", "remark")}
    if outlook in (Outlook.POSSIBLE, Outlook.IMPOSSIBLE) and not said["remark"]:
        raise Invalid("选了“有可能”或“完全不可能”，备注里要写原因和拟采取的措施，没有保存。")
    if causes and not said["explanation"]:
        raise Invalid("勾了偏差原因，还要写明情况，没有保存。")
    return {"causes": causes, "outlook": outlook, "expected": typed.line("expected"), **said}


def act(typed: Typed) -> Content:
    """Something to be done: what, by whom, until when; and when it was done."""
    what, owner, due = typed.line("act_what"), typed.line("owner"), _day(typed.line("due"))
    missing = [word for word, said in (("做什么", what), ("谁负责", owner), ("完成期限", due)) if not said]
    if missing:
        raise Invalid(f"整改措施还没有写{'、'.join(missing)}，没有保存。")
    indicator = typed.line("indicator")
    if indicator and indicator not in {row.key for row in typed.project.indicators}:
        raise Invalid("表里没有这条指标了，没有保存。请刷新页面后再试。")
    done = _day(typed.line("done_on"))
    if done is not None and done > current_day():
        raise Invalid("完成的日子还没有到，没有保存。请写实际完成的日子，没有完成的留空。")
    return {
        "what": what, "owner": owner, "due": due.isoformat() if due else "", "indicator": indicator,
        "done_on": done.isoformat() if done else "", "result": typed.line("result"),
    }  # fmt: skip


def decision(typed: Typed) -> Content:
    """What follows from monitoring, and why."""
    chosen, why = typed.line("decision"), typed.text("reason")
    if chosen not in set(Decision):
        raise Invalid("还没有选处置决定，没有保存。")
    if chosen != Decision.CONTINUE and not why:
        raise Invalid(f"“{chosen}”要写明理由，没有保存。")
    return {"decision": chosen, "reason": why}


def proposal(typed: Typed) -> Content:
    """What the unit proposes to follow from monitoring, and why: those above it decide."""
    chosen, why = typed.line("decision"), typed.text("reason")
    if chosen not in set(Decision):
        raise Invalid("还没有选处置建议，没有保存。")
    if not why:
        raise Invalid("处置建议要写明理由，没有保存。")
    return {"decision": chosen, "reason": why}


def reading(typed: Typed) -> Content:
    """The readings of a checkpoint are kept: nothing is typed, :func:`.kept_readings.readings` computes them."""
    return {}


EVALUATION: Mapping[str, Sort] = {
    "scheme": scheme, "weight": weight, "judgement": judgement, "override": override, "reason": reason, "budget": budget, "text": text,
}  # fmt: skip
MONITORING: Mapping[str, Sort] = {
    "standing": standing, "act": act, "proposal": proposal, "decision": decision, "reading": reading,
}  # fmt: skip
LABELS = {
    "scheme": "计分办法", "weight": "指标分值", "judgement": "定性评定", "override": "人工改分", "reason": "偏差原因", "budget": "预算数",
    "text": "自评文字", "standing": "指标进展", "act": "整改措施", "proposal": "处置建议", "decision": "处置决定", "reading": "节点读数",
}  # fmt: skip
"""What people call each sort."""


def new_key() -> str:
    """The key of a further act."""
    return uuid.uuid4().hex[:12]


def _digits(number: Decimal | None) -> str:
    return "" if number is None else format(number, "f")


def _day(said: str) -> date | None:
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError as error:
        raise Invalid(f"“{said[:20]}”不是日期，没有保存。请写成2020-08-15这样。") from error
