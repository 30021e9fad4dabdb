"""ZSG10: a bracket without its partner, or a doubled punctuation mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Fix, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import department_texts, project_texts, texts_with
from zhunsheng.rules.examples import UNIT, bad, document, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule

PAIRS = {"（": "）", "(": ")", "【": "】", "〔": "〕", "《": "》", "[": "]", "“": "”"}
_CLOSERS = {closer: opener for opener, closer in PAIRS.items()}
_SAME = {"(": "（", ")": "）"}
_ANY_BRACKET = re.compile("[" + re.escape("".join(PAIRS) + "".join(_CLOSERS)) + "]")
_MARKS = re.escape("".join(PAIRS) + "".join(_CLOSERS))
_PAIR = "|".join(f"{re.escape(opener)}[^{_MARKS}]*{re.escape(closer)}" for opener, closer in PAIRS.items())
_IN_ORDER = re.compile(f"[^{_MARKS}]*(?:(?:{_PAIR})[^{_MARKS}]*)*")
"""A text whose brackets all close at once, none within another: nothing is wrong with them."""
_LIST_NUMBER = re.compile(r"(?:^|(?<=[\n。；;：:，,、\s]))[0-9一二三四五六七八九十a-zA-Z]{1,2}[)）]")
_DOUBLED = re.compile(r"[，。；、：](?:[，。；、：]+|(?<=^.)|(?=[）】》])(?<!。)|(?<=[（【《].))", re.M)
_EITHER = re.compile(f"{_ANY_BRACKET.pattern}|{_DOUBLED.pattern}", re.M)
_CHECKED = ("name", "purpose", "goal", "level3", "description", "target", "basis")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Full-width and half-width round brackets pair with each other; list numbers like ``1）`` are no brackets."""
    for address, text in texts_with(_EITHER, project_texts(project, *_CHECKED)):
        yield from _remarks(address, text)


def check_department(document: Document, context: Context) -> Iterator[Remark]:
    """The same in the department part."""
    for address, text in texts_with(_EITHER, department_texts(document.department)):
        yield from _remarks(address, text)


def _remarks(address: str, text: str) -> Iterator[Remark]:
    if _ANY_BRACKET.search(text):
        lonely = unpaired(text)
        if lonely is not None:
            yield _bracket_remark(address, text, lonely)
    for found in _DOUBLED.finditer(text):
        marks = found.group()
        yield Remark(
            address,
            f"标点“{marks}”{'叠在一起' if len(marks) > 1 else '放错了位置'}。",
            marks,
            "留一个合适的标点，多余的去掉。" if len(marks) > 1 else f"去掉“{marks}”，或移到该在的地方。",
        )


def unpaired(text: str) -> int | None:
    """Where the first bracket without a partner stands, or ``None``.

    ``1）`` may be a list number or the end of a bracket (``（9月、10）``): a text that pairs up either way is in order.
    """
    lonely = None if _IN_ORDER.fullmatch(text) else _lonely(text)
    if lonely is None or not _LIST_NUMBER.search(text):
        return lonely
    return _lonely(_LIST_NUMBER.sub(lambda found: " " * len(found.group()), text))


def _lonely(text: str) -> int | None:
    open_: list[int] = []
    for found in _ANY_BRACKET.finditer(text):
        index, char = found.start(), found.group()
        if char in PAIRS:
            open_.append(index)
        elif not open_:
            return index
        elif _are_partners(text[open_[-1]], char):
            open_.pop()
        else:
            return open_[-1]
    return open_[0] if open_ else None


def _are_partners(opener: str, closer: str) -> bool:
    wanted = _CLOSERS[closer]
    return _SAME.get(opener, opener) == _SAME.get(wanted, wanted)


def _bracket_remark(address: str, text: str, index: int) -> Remark:
    bracket = text[index]
    quote = text[max(0, index - 4) : index + 5]
    if bracket in PAIRS:
        mended = text + PAIRS[bracket]
        rest = text[index + 1 :]
        certain = len(rest) <= 7 and not re.search(r"[，。；、：\s]", rest) and unpaired(mended) is None
        fix = Fix(address, mended, f"补上“{PAIRS[bracket]}”") if certain else None
        return Remark(
            address, f"括号“{bracket}”没有另一半“{PAIRS[bracket]}”。", quote, f"补上“{PAIRS[bracket]}”。", fix
        )
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
        bad(
            "编号的半括号之外还缺一个",
            good({"indicators[0].description": "1）教室灯；2）黑板灯（含备用灯的套数"}),
            ("indicators[0].description", "）黑板灯（含备用灯"),
        ),
        bad(
            "部门目标里少了左书名号",
            document(plan=DepartmentPlan(unit=UNIT, sub_goal="1.落实义务教育质量评价指南》，完成自评1次。")),
            ("sub_goal", "评价指南》，完成自"),
        ),
    ),
    good=(
        fine("全角半角混用但成对", good({"indicators[0].description": "更换数(含黑板灯）的套数"})),
        fine(
            "条目编号的右括号不算",
            good({"goal": "1）完成24间教室灯具更换；2）一次验收合格率达到100%，师生满意度不低于90%。"}),
        ),
        fine("括号里再编号", good({"indicators[0].description": "更换套数（1）教室灯，（2）黑板灯"})),
        fine("括号里最后是数", good({"indicators[0].description": "更换套数（含教室、走廊，24）"})),
        fine("括号里用半括号编号", good({"indicators[0].description": "更换套数（其中：1）教室灯；2）黑板灯）"})),
    ),
    check_project=check,
    check_document=check_department,
    reads=("name", "purpose", "goal", "level3", "description", "target", "basis", "department"),
)
