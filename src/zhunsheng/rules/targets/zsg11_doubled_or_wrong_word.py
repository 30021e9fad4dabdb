"""ZSG11: a word written twice in a row, or a common slip of the pen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Fix, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import Texts, department_texts, project_texts, texts_with
from zhunsheng.rules.examples import UNIT, bad, document, fine, good
from zhunsheng.rules.mistyped import Slip, begins_a_word, doubled, doubled_in, mistyped
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import any_of, word_list

_TWICE = re.compile(r"([一-龥]{2,6})\1")
_SINGLE = re.compile(
    r"全全(?<![安齐健完保周]全全)(?!面)|在在(?<![实现存正内潜自外所]在在)(?![建线职编校岗])|的的(?<!目的的)(?!确|士)"
    r"|和和(?<![共饱缓温平柔中调]和和)(?!美|睦|气)|与与(?<![参给]与与)|并并(?<![合兼]并并)"
)
"""Single characters doubled, doubled_in, where the doubling can be no word: 全全县, 在在运河西; not 目的的, 现在在建."""
_BEGINS = re.compile(any_of(word_list("word_endings")))
"""What makes a new word of the second half: 特别扶助家庭|家庭医生, 安全|安全员."""
_NUMERAL = re.compile(r"[零一二两三四五六七八九十百千万亿]")
_MAY_DOUBLE = frozenset(word_list("doubling_allowed"))
_TYPOS = word_list("typos")
_CERTAIN: dict[str, str] = _TYPOS["certain"]
_UNSURE: dict[str, str] = _TYPOS["unsure"]
_WRONG = re.compile(any_of([*_CERTAIN, *_UNSURE]))
_CONFUSED = {wrong: right for right, wrongs in word_list("confusables").items() for wrong in wrongs.split()}
_MISTAKEN = re.compile(any_of(_CONFUSED))
"""A common word with one character mistaken for another that looks or sounds like it: 派谴, 监侧."""
_PATTERNS = tuple(
    (re.compile(pattern), right, certain)
    for table, certain in ((_CERTAIN, True), (_UNSURE, False))
    for pattern, right in table.items()
)
_CELLS = ("name", "purpose", "goal", "level3", "description", "basis")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """One remark a slip; the same slip in several cells is told at the first, the others go with it."""
    told: set[str] = set()
    for remark in _remarks(project_texts(project, *_CELLS), project.code):
        told.add(remark.quote)
        yield remark
    yield from _likely(project_texts(project, *_CELLS), project.code, told)


def _likely(texts: Texts, code: str | None, told: set[str]) -> Iterator[Remark]:
    """Slips told by the usual speech of such tables: for the reader to check."""
    slips: dict[Slip, list[str]] = {}
    table = "\n".join(text for _, text in texts)
    for address, text in texts:
        for slip in dict.fromkeys((*mistyped(text), *doubled(text), *doubled_in(text, table))):
            if not any(slip.words in words for words in told):
                slips.setdefault(slip, []).append(address)
    for slip, places in slips.items():
        address, *others = sorted(places, key=[where for where, _ in texts].index)
        again = slip.words == slip.right * 2
        yield Remark(
            address,
            f"“{slip.words}”把“{slip.right}”写了两遍。" if again else f"“{slip.words}”读不通，像是“{slip.right}”之误。",
            slip.words,
            f"请核对，删去一个“{slip.right}”。" if again else f"请核对，是“{slip.right}”就改过来。",
            related=tuple(Related(code, other, slip.words) for other in others),
            severity=Severity.INFO,
        )


def check_department(document: Document, context: Context) -> Iterator[Remark]:
    """The same in the department part."""
    yield from _remarks(department_texts(document.department), None)


def _remarks(texts: Texts, code: str | None) -> Iterator[Remark]:
    slips: dict[str, list[tuple[str, str]]] = {}
    for pattern in (_TWICE, _SINGLE, _WRONG, _MISTAKEN):
        for address, text in texts_with(pattern, texts):
            for words in dict.fromkeys(_slips(pattern, text)):
                slips.setdefault(words, []).append((address, text))
    for words, ((address, text), *others) in slips.items():
        message, suggestion, right = _judged(words, text)
        yield Remark(
            address,
            f"{message}{f'本表有{len(others) + 1}处。' if others else ''}",
            words,
            suggestion,
            Fix(address, text.replace(words, right), f"改成“{right}”") if right else None,
            tuple(Related(code, other, words) for other, _ in others),
        )


def _slips(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for found in pattern.finditer(text):
        if pattern is _TWICE and (not _is_slip(found.group(1)) or _BEGINS.match(text, found.end())):
            continue
        if pattern is _WRONG and begins_a_word(text[found.end() - 1 : found.end() + 1]):
            continue  # 庭审记|录: the last character belongs to the next word
        yield found.group()


def _judged(words: str, text: str) -> tuple[str, str, str]:
    """What is wrong, what to do, and the right words where they are certain (else ``""``)."""
    half = words[: len(words) // 2]
    if half * 2 == words:
        right = "" if _NUMERAL.search(half) else half
        return f"“{words}”把“{half}”写了两遍。", f"删去一个“{half}”。", right
    right, certain = _right(words, text)
    if certain:
        return f"“{words}”是错字，应为“{right}”。", f"改成“{right}”。", right
    return f"“{words}”读不通，像是“{right}”之误。", f"请核对，是“{right}”就改过来。", ""


def _is_slip(word: str) -> bool:
    """``天天``, ``的项目的项目``, ``180人每人每天`` and words that may end one phrase and begin the next are no slips."""
    return (
        "的" not in (word[0], word[-1])
        and word[-1] != "每"
        and word not in _MAY_DOUBLE
        and len(set(word)) > 1
        and not any(word.endswith(other) for other in _MAY_DOUBLE)
    )


def _right(wrong: str, text: str) -> tuple[str, bool]:
    """The correct spelling of a slip found in ``text``, and whether it is certain."""
    for table, certain in ((_CERTAIN, True), (_UNSURE, False), (_CONFUSED, False)):
        if wrong in table:
            return table[wrong], certain
    for pattern, right, certain in _PATTERNS:
        found = pattern.search(text)
        if found is not None and found.group() == wrong:
            return right, certain
    raise LookupError(wrong)


RULE = Rule(
    code="ZSG11",
    name="doubled-or-wrong-word",
    title="叠字或错别字",
    category=Category.WORDING,
    severity=Severity.WARNING,
    automation="B",
    why="绩效表要公开。叠字、错字让人怀疑整张表没有校对，政府网站巡检也会扣分。",
    how_to_fix="删去重复的字，改正错字，再把整段读一遍。",
    basis=(Citation(note="公开文本校对要求"),),
    bad=(
        bad(
            "全全县",
            good({"indicators[4].description": "带动全全县教室照度达标的比例"}),
            ("indicators[4].description", "全全"),
        ),
        bad("职责职责", good({"indicators[0].basis": "学校综合事务管理职责职责"}), ("indicators[0].basis", "职责职责")),
        bad(
            "名称末尾的率写成律",
            good({"indicators[1].level3": "灯具安装验收合格律"}),
            ("indicators[1].level3", "合格律"),
        ),
        bad(
            "拔付、建立建全",
            good({"goal": "1、建立建全照明管理制度，更换灯具264套。\n2、按季拔付资金。"}),
            ("goal", "建立建全"),
            ("goal", "拔付"),
        ),
        bad(
            "部门部分的读不通处",
            document(plan=DepartmentPlan(unit=UNIT, overall_goal="吸引带动能力强的项目入驻元气，全年引进2个。")),
            ("overall_goal", "入驻元气"),
        ),
    ),
    good=(
        fine("没有叠字错字", good()),
        fine(
            "机构名接着同一个词",
            good({"purpose": "用于城关街道街道办事处和幸福社区社区服务中心的灯具更换264套，合计18万元。"}),
        ),
        fine(
            "讲得通的连写",
            good({"goal": "1、以及时更换为目的的改造现在在建24间，安全全覆盖。\n2、上年未完成的自己完成，天天检查。"}),
        ),
    ),
    check_project=check,
    check_document=check_department,
    reads=("name", "purpose", "goal", "level3", "description", "basis", "department"),
)
