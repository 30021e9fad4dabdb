"""ZSI03: words that mark a paper as secret or internal."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import department_texts, project_texts, texts_with
from zhunsheng.rules.examples import UNIT, bad, document, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import contains, word_list

_MARKS = contains(word_list("secrecy_marks"))
_CELLS = ("name", "purpose", "goal", "level3", "description", "basis")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Marks only; work about secrecy (保密培训) is no secret."""
    for address, text in texts_with(_MARKS, project_texts(project, *_CELLS)):
        yield from _remarks(address, text)


def check_department(document: Document, context: Context) -> Iterator[Remark]:
    """The same in the department part."""
    for address, text in texts_with(_MARKS, department_texts(document.department)):
        yield from _remarks(address, text)


def _remarks(address: str, text: str) -> Iterator[Remark]:
    for words in dict.fromkeys(found.group() for found in _MARKS.finditer(text)):
        yield Remark(
            address,
            f"这里有“{words}”字样，涉密或内部内容不能写进要公开的绩效表。",
            words,
            "先由保密审查人员确认；确属涉密的整个项目不公开，不涉密的改写这一句。",
        )


RULE = Rule(
    code="ZSI03",
    name="secrecy-mark",
    title="含涉密或内部字样",
    category=Category.PUBLICATION,
    severity=Severity.ERROR,
    automation="B",
    why="带密级标志或注明内部的内容公开出去就是泄密，责任在填报单位。",
    how_to_fix="停止公开，按单位的保密审查程序处理。",
    basis=(Citation(note="公开前保密审查，涉密项目不公开"),),
    bad=(
        bad(
            "依据是秘密文件",
            good({"indicators[0].basis": "校舍安全情况通报（秘密★1年）"}),
            ("indicators[0].basis", "秘密★"),
        ),
        bad(
            "用途注明内部资料",
            good({"purpose": "用于更换灯具264套，合计18万元。内部资料，不得外传。"}),
            ("purpose", "内部资料"),
            ("purpose", "不得外传"),
        ),
        bad(
            "部门部分",
            document(plan=DepartmentPlan(unit=UNIT, safeguard="1.按内部文件要求，每周检查1次。")),
            ("safeguard", "内部文件"),
        ),
    ),
    good=(
        fine("没有这类字样", good()),
        fine(
            "保密培训、销毁涉密载体是工作内容",
            good({"goal": "1、组织保密培训2场，国家秘密载体集中销毁1次。\n2、参训人员考核通过率100%。"}),
        ),
        fine("内部资料性出版物", good({"purpose": "用于印制内部资料性出版物2期4000册，合计18万元。"})),
    ),
    check_project=check,
    check_document=check_department,
    reads=("name", "purpose", "goal", "level3", "description", "basis", "department"),
)
