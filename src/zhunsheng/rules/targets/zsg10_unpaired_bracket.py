"""ZSG10: a bracket without its partner, or a doubled punctuation mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.address import cells
from zhunsheng.model.finding import Category, Fix, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule

PAIRS = {"（": "）", "(": ")", "【": "】", "〔": "〕", "《": "》", "[": "]", "“": "”"}
_CLOSERS = {closer: opener for opener, closer in PAIRS.items()}
_SAME = {"(": "（", ")": "）"}
_LIST_NUMBER = re.compile(r"(?:^|(?<=[\n。；;：:，,、\s]))[0-9一二三四五六七八九十]{1,2}[)）]")
_DOUBLED = re.compile(r"[，。；、：]{2,}|^[，。；、]")
_CHECKED = ("name", "purpose", "goal", "level3", "description", "target", "basis")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Full-width and half-width round brackets pair with each other; list numbers like ``1）`` are no brackets."""
    for address, text in cells(project).items():
        if not text or address.rpartition(".")[2] not in _CHECKED:
            continue
        lonely = unpaired(text)
        if lonely is not None:
            yield _bracket_remark(address, text, lonely)
        for found in _DOUBLED.finditer(text):
            yield Remark(address, f"标点重叠或放错了位置：“{found.group()}”。", found.group(), "去掉多余的标点。")


def unpaired(text: str) -> int | None:
    """Where the first bracket without a partner stands, or ``None``."""
    plain = _LIST_NUMBER.sub(lambda found: " " * len(found.group()), text)
    open_: list[int] = []
    for index, char in enumerate(plain):
        if char in PAIRS:
            open_.append(index)
        elif char in _CLOSERS:
            if not open_:
                return index
            if _SAME.get(plain[open_[-1]], plain[open_[-1]]) != _SAME.get(_CLOSERS[char], _CLOSERS[char]):
                return open_[-1]
            open_.pop()
    return open_[0] if open_ else None


def _bracket_remark(address: str, text: str, index: int) -> Remark:
    bracket = text[index]
    quote = text[max(0, index - 4) : index + 5]
    if bracket in PAIRS:
        message = f"括号“{bracket}”没有另一半“{PAIRS[bracket]}”。"
        at_end = all(char not in "，。；、" for char in text[index:]) and len(text) - index <= 8
        fix = Fix(address, text + PAIRS[bracket], f"补上“{PAIRS[bracket]}”") if at_end else None
        return Remark(address, message, quote, f"补上“{PAIRS[bracket]}”。", fix)
    return Remark(
        address,
        f"括号“{bracket}”没有另一半“{_CLOSERS[bracket]}”。",
        quote,
        f"补上“{_CLOSERS[bracket]}”，或删去“{bracket}”。",
    )


RULE = Rule(
    code="ZSG10",
    name="unpaired-bracket",
    title="括号不配对或标点错误",
    category=Category.WORDING,
    severity=Severity.WARNING,
    automation="A",
    why="括号缺一半、标点重叠，读的人分不清说明从哪里起、到哪里止；公开后还会被网站巡检扣分。",
    how_to_fix="补上缺的一半，去掉多余的标点。",
    basis=(Citation(note="公文标点规范"),),
    bad=(
        bad(
            "三级指标名少右括号",
            good({"indicators[0].level3": "签约项目个数（个"}),
            ("indicators[0].level3", "项目个数（个"),
        ),
        bad(
            "依据里两个标点连在一起",
            good({"indicators[0].basis": "维修计划，；采购合同"}),
            ("indicators[0].basis", "，；"),
        ),
    ),
    good=(
        fine("全角半角混用但成对", good({"indicators[0].description": "更换数(含黑板灯）的套数"})),
        fine(
            "条目编号的右括号不算",
            good({"goal": "1）完成24间教室灯具更换；2）一次验收合格率达到100%，师生满意度不低于90%。"}),
        ),
    ),
    check_project=check,
)
