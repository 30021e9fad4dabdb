"""The sorts of things that people say in an evaluation or an assessment beforehand: who may say them in which states, each
checked as it is typed: text cells in, JSON out. A sort is one row of :data:`SORTS`; its check raises ``Invalid``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from zhunsheng.documents.writing import report_evaluation, report_ex_ante
from zhunsheng.law.evaluation import ex_ante_materials
from zhunsheng.model.evaluation import EvaluationScheme
from zhunsheng.model.spelling import half_width
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.typed_cells import SHORT, TypedCells

HUNDRED = Decimal(100)
SOURCES = {
    "target": "绩效目标表", "steps": "报送、审核和批复记录", "payments": "资金支付台账", "self_evaluation": "绩效自评表",
    "monitoring": "绩效运行监控记录",
}  # fmt: skip
"""What a working paper may rest on besides measured values and files: what the program itself keeps of the project."""
VERDICTS = ("采纳", "部分采纳", "不采纳")
OPINIONS = ("予以支持", "调整完善后支持", "不予支持")


class Part(StrEnum):
    """In which part somebody takes part in a case."""

    CLIENT = "client"
    TEAM = "team"
    SELF = "self"
    UNIT = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed(TypedCells):
    """What somebody typed into one form of a case."""

    LONGEST = 4000
    UNITS = ("分",)

    process: str
    scheme: EvaluationScheme


Content = dict[str, Any]
Check = Callable[[Typed], Content]


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of note: the check, who may say it, in which states of which process, and what it is called."""

    check: Check
    part: Part
    states: Mapping[str, tuple[str, ...]]
    words: str


def member(typed: Typed) -> Content:
    """Somebody invited: leads write, judge and score, experts score."""
    lead = typed.line("part")
    if lead not in ("lead", "expert"):
        raise Invalid("还没有选是主评人还是评分专家，没有保存。")
    return {"part": lead, "note": typed.line("note")}


def declaration(typed: Typed) -> Content:
    """Whether somebody is independent of the client and of the evaluated."""
    answer = typed.line("independent")
    if answer not in ("yes", "no"):
        raise Invalid("还没有选有没有利害关系，没有保存。")
    if answer == "no" and not typed.line("note"):
        raise Invalid("有利害关系的要写明是什么关系，没有保存。")
    return {"independent": answer == "yes", "note": typed.line("note")}


def scheme(typed: Typed) -> Content:
    """The whole frame: every row's place, name, points, question and standard. Rows without a name and points are left out."""
    rows, columns = [], ("key", "level1", "level2", "name", "weight", "question", "standard", "ratio", "indicators")
    given = {name: typed.many(f"row-{name}") for name in columns}
    keys = {row.key for row in typed.project.indicators}
    for number in range(len(given["name"])):
        row = {column: one_line(_at(given[column], number), SHORT) for column in columns}
        if not row["name"] and not row["weight"]:
            continue
        rows.append(_scheme_row(row, number, keys))
    if not rows:
        raise Invalid("评价指标体系里一条指标也没有，没有保存。")
    if len(rows) > 60:
        raise Invalid(f"评价指标体系有{len(rows)}条，最多60条，没有保存。")
    return {"items": rows}


def _scheme_row(row: dict[str, str], number: int, keys: set[str]) -> dict[str, Any]:
    label = f"第{number + 1}行“{row['name'] or '没有名称'}”"
    if not row["name"] or not row["level1"]:
        raise Invalid(f"{label}没有写一级指标或三级指标名称，没有保存。")
    try:
        weight = Decimal(half_width(row["weight"]).removesuffix("分").strip())
    except InvalidOperation as error:
        raise Invalid(f"{label}的分值“{row['weight'][:20]}”不是数，没有保存。请只写数字，如 5。") from error
    if not weight.is_finite() or not 0 < weight <= HUNDRED or weight != round(weight, 2):
        raise Invalid(f"{label}的分值{row['weight'][:20]}要大于0、不超过100，最多两位小数，没有保存。")
    linked = [one for one in row["indicators"].split() if one in keys]
    return {
        "key": row["key"] or f"own-{number + 1}", "level1": row["level1"][:20], "level2": row["level2"][:40], "name": row["name"][:100],
        "weight": format(weight, "f"), "question": row["question"], "standard": row["standard"], "ratio": row["ratio"] or None,
        "indicators": linked,
    }  # fmt: skip


def _at(values: Sequence[str], number: int) -> str:
    return values[number] if number < len(values) else ""


def mark(typed: Typed) -> Content:
    """Points for one row within its bounds; with a reason where points were taken; or withdrawn from judging it."""
    item = next((one for one in typed.scheme.items if one.key == typed.key.partition(":")[2]), None)
    if item is None:
        raise Invalid("指标体系里没有这一项了，没有保存。请刷新页面后再试。")
    comment = typed.text("comment")
    if typed.line("recused"):
        if not comment:
            raise Invalid(f"“{item.name}”回避的要写明原因，没有保存。")
        return {"score": "", "comment": comment, "recused": True}
    score = typed.number("score", f"“{item.name}”的得分")
    if score is None:
        raise Invalid(f"“{item.name}”没有打分，没有保存。")
    if not 0 <= score <= item.weight or score != round(score, 2):
        raise Invalid(f"“{item.name}”打{score:f}分，应在0到{item.weight:f}分之间、最多两位小数，没有保存。")
    if score < item.weight and not comment:
        raise Invalid(f"“{item.name}”扣了{item.weight - score:f}分，没有写扣分理由，没有保存。")
    return {"score": format(score, "f"), "comment": comment, "recused": False}


def sheet(typed: Typed) -> Content:
    """A scoring sheet handed in, with what the expert says on the whole."""
    opinion, verdict = typed.text("opinion"), typed.line("verdict")
    if not opinion:
        raise Invalid("交评分表要写总体意见，没有交。")
    if typed.process == "ex_ante" and verdict not in OPINIONS:
        raise Invalid("交评分表要选意见：予以支持、调整完善后支持或不予支持，没有交。")
    return {"opinion": opinion, "verdict": verdict}


def thought(typed: Typed) -> Content:
    """What an expert says on the whole before the sheet is handed in; blank takes it back."""
    verdict = typed.line("verdict")
    return {"opinion": typed.text("opinion"), "verdict": verdict if verdict in OPINIONS else ""}


def paper(typed: Typed) -> Content:
    """A working paper of one row: what was found, and the evidence it rests on."""
    item = next((one for one in typed.scheme.items if one.key == typed.key), None)
    if item is None:
        raise Invalid("指标体系里没有这一项了，没有保存。请刷新页面后再试。")
    found = typed.text("found")
    if not found:
        raise Invalid(f"“{item.name}”的底稿没有写核查情况，没有保存。")
    above, below = typed.number("above", "分子"), typed.number("below", "分母")
    if below is not None and below <= 0:
        raise Invalid(f"“{item.name}”的分母{below:f}要大于0，没有保存。")
    known = {row.key for row in typed.project.indicators}
    return {
        "found": found, "sources": [one for one in SOURCES if one in typed.many("sources")],
        "indicators": [one for one in typed.many("indicators") if one in known],
        "above": "" if above is None else format(above, "f"), "below": "" if below is None else format(below, "f"),
    }  # fmt: skip


def text(typed: Typed) -> Content:
    """A part of the report; blank takes it back."""
    if typed.key not in report_parts(typed.process):
        raise Invalid("没有这一部分，没有保存。请刷新页面后再试。")
    return {"text": typed.text("text")}


def term(typed: Typed) -> Content:
    """A day that the client sets: until when the unit may object, or until when the sheets are to be handed in."""
    return {"until": typed.day("until", "期限").isoformat(), "note": typed.line("note")}


def objection(typed: Typed) -> Content:
    """What the unit says against the draft: about a row or the whole, with what it asks for."""
    said, item = typed.text("text"), typed.line("item")
    if not said:
        raise Invalid("反馈意见空着，没有保存。")
    if item and item not in {one.key for one in typed.scheme.items}:
        raise Invalid("指标体系里没有这一项了，没有保存。请刷新页面后再试。")
    return {"item": item, "text": said, "wish": typed.line("wish")}


def answer(typed: Typed) -> Content:
    """The answer to one objection: granted or not, why, and the row's new score where it changes."""
    verdict, said = typed.line("verdict"), typed.text("text")
    if verdict not in VERDICTS:
        raise Invalid("还没有选采纳、部分采纳或不采纳，没有保存。")
    if not said:
        raise Invalid("答复要写明理由，没有保存。")
    score = typed.number("score", "调整后的得分")
    if score is not None and verdict == "不采纳":
        raise Invalid("不采纳的意见不能调整得分，没有保存。")
    return {"verdict": verdict, "text": said, "score": "" if score is None else format(score, "f")}


def material(typed: Typed) -> Content:
    """A paper of the list handed in, or excused with a reason."""
    if typed.key not in ex_ante_materials():
        raise Invalid("材料清单里没有这一项，没有保存。请刷新页面后再试。")
    excuse = typed.line("excuse")
    if not typed.has_files and not excuse:
        raise Invalid(f"“{ex_ante_materials()[typed.key]}”没有选文件，没有保存。不适用的请写明原因。")
    return {"excuse": "" if typed.has_files else excuse, "note": typed.line("note")}


def measure(typed: Typed) -> Content:
    """Something to be mended after the evaluation: what, by whom, until when."""
    what, owner = typed.line("task"), typed.line("owner")
    if not what or not owner:
        raise Invalid("整改事项要写明做什么、谁负责，没有保存。")
    return {"task": what, "owner": owner, "due": typed.day("due", "完成期限").isoformat()}


def mended(typed: Typed) -> Content:
    """What the unit did about one item."""
    said = typed.text("result")
    if not said:
        raise Invalid("整改情况空着，没有保存。")
    return {"result": said, "done_on": typed.day("done_on", "完成日期").isoformat()}


_INVITING = ("planned", "commissioned", "scheme", "scheme_review", "fieldwork")
_WRITING = ("fieldwork", "draft", "answering")
SORTS: Mapping[str, Sort] = {
    "member": Sort(member, Part.CLIENT, {"evaluation": _INVITING, "ex_ante": ("submitted", "assessing")}, "评价组成员"),
    "declaration": Sort(declaration, Part.SELF, {"evaluation": _INVITING, "ex_ante": ("submitted", "assessing")}, "回避声明"),
    "scheme": Sort(scheme, Part.TEAM, {"evaluation": ("scheme",)}, "评价指标体系"),
    "mark": Sort(mark, Part.SELF, {"evaluation": ("fieldwork",), "ex_ante": ("assessing",)}, "打分"),
    "sheet": Sort(sheet, Part.SELF, {"evaluation": ("fieldwork",), "ex_ante": ("assessing",)}, "评分表"),
    "thought": Sort(thought, Part.SELF, {"evaluation": ("fieldwork",), "ex_ante": ("assessing",)}, "总体意见"),
    "paper": Sort(paper, Part.TEAM, {"evaluation": _WRITING}, "底稿"),
    "text": Sort(text, Part.TEAM, {"evaluation": _WRITING, "ex_ante": ("assessing", "concluding")}, "报告文字"),
    "term": Sort(term, Part.CLIENT, {"evaluation": ("draft", "objection")}, "反馈期限"),
    "scoring_term": Sort(term, Part.CLIENT, {"evaluation": _INVITING, "ex_ante": ("submitted", "assessing")}, "评分期限"),
    "objection": Sort(objection, Part.UNIT, {"evaluation": ("objection",)}, "反馈意见"),
    "answer": Sort(answer, Part.TEAM, {"evaluation": ("answering",)}, "意见答复"),
    "material": Sort(material, Part.UNIT, {"ex_ante": ("preparing", "supplementing")}, "评估材料"),
    "measure": Sort(measure, Part.CLIENT, {"evaluation": ("final", "feedback", "reply")}, "整改事项"),
    "mended": Sort(mended, Part.UNIT, {"evaluation": ("feedback",)}, "整改情况"),
}  # fmt: skip


def report_parts(process: str) -> dict[str, str]:
    """The parts of the report that people write, with their headings."""
    outline = report_evaluation.OUTLINE if process == "evaluation" else report_ex_ante.OUTLINE
    return {key: heading or section for section, parts in outline for key, heading in parts}
