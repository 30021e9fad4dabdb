"""ZSG01: words that leave open how far something will be done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import department_texts, project_texts, texts_with
from zhunsheng.rules.empty_talk import empty_clauses
from zhunsheng.rules.examples import GOOD_PLAN, bad, document, fine, good
from zhunsheng.rules.prose import Kind, numbers
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import any_of, word_list

_WORD = any_of(word_list("vague_words"))
_VAGUE = re.compile(f"{_WORD}{_WORD}*")
_STOCK = re.compile(
    r"(?:进一步|不断|持续|切实|着力|大力|扎实|稳步|全力|有力)"
    r"(?:加强|完善|提升|提高|改善|优化|增强|深化|强化|健全|做好|抓好|规范|推进|推动|落实|巩固|扩大|拓宽|营造|夯实|改进|加大|促进|丰富|满足|维护|保障|发展|繁荣|激发|壮大|筑牢|补齐|办好|抓实)"
)
_NO_MEASURE = (Kind.ORDINAL, Kind.DOCUMENT, Kind.BARE)
_STOP = re.compile(r"[，。；;\n]")
_YEAR = re.compile(r"20\d{2}年?")
"""A goal without any figure but a year says nothing at all: the rule of empty goals tells that."""
_EITHER = re.compile(f"{_VAGUE.pattern}|{_STOCK.pattern}")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Goals and descriptions; a purpose tells why, and may use such words."""
    told: set[str] = set()
    for address, text in texts_with(_EITHER, project_texts(project, "goal", "description")):
        told.add(address)
        yield from _remarks(address, text)
    if project.goal and "goal" not in told and re.search(r"\d", _YEAR.sub("", project.goal)):
        for words in empty_clauses(project.goal):
            yield _remark("goal", words)


def check_department(document: Document, context: Context) -> Iterator[Remark]:
    """Overall and itemised goals; safeguards tell the means."""
    for address, text in texts_with(_EITHER, department_texts(document.department)):
        if address != "safeguard":
            yield from _remarks(address, text)


def _remarks(address: str, text: str) -> Iterator[Remark]:
    for words in dict.fromkeys((*(found.group() for found in _VAGUE.finditer(text)), *_stock(text))):
        yield _remark(address, words)


def _remark(address: str, words: str) -> Remark:
    message = f"“{words}”说不清做到哪一步，年底无法判断完成没有。"
    return Remark(address, message, words, "删去这几个字，写明做什么、做多少、做到什么程度。")


def _stock(text: str) -> Iterator[str]:
    """Stock words (进一步加强, 不断完善) in a clause of its own that holds no number and no date at all."""
    for found in _STOCK.finditer(text):
        begin = max((stop.end() for stop in _STOP.finditer(text, 0, found.start())), default=0)
        end = _STOP.search(text, found.end())
        clause = text[begin : end.start() if end else len(text)]
        if all(number.kind in _NO_MEASURE for number in numbers(clause)):
            yield found.group()


RULE = Rule(
    code="ZSG01",
    name="vague-words",
    title="空泛用语",
    category=Category.WORDING,
    severity=Severity.WARNING,
    automation="B",
    why="“力争”“尽可能”“出一点力”这样的话，做多做少都算完成，目标就失去了约束。",
    how_to_fix="换成能核对的说法：数量、比例、日期或验收标准。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效目标要细化量化"),),
    bad=(
        bad(
            "出一点力",
            good({"goal": "1、完成24间教室改造。\n2、为学校再上新台阶出一点力。"}),
            ("goal", "再上新台阶出一点力"),
        ),
        bad(
            "增加几个项目",
            good({"goal": "1、尽可能更换护眼灯，增加几个示范教室，合格率达到100%，师生满意。"}),
            ("goal", "增加几个"),
            ("goal", "尽可能"),
        ),
        bad(
            "部门目标里的力争",
            document(plan=GOOD_PLAN.__class__(unit=GOOD_PLAN.unit, sub_goal="1.招商方面，力争引进2个项目落地。")),
            ("sub_goal", "力争"),
        ),
    ),
    good=(
        fine(
            "“进一步”后面跟着数",
            good({"goal": "1、进一步改善24间教室照明，照度达标率100%。\n2、师生满意度不低于90%。"}),
        ),
        fine("有数、有标准", good()),
        fine("争取上级资金是具体工作", good({"goal": "1、争取上级补助资金200万元。\n2、更换24间教室的护眼灯264套。"})),
        fine("“进一步”在用途里", good({"purpose": "为进一步改善照明，更换灯具264套，合计18万元。"})),
    ),
    check_project=check,
    check_document=check_department,
    reads=("goal", "description", "department"),
)
