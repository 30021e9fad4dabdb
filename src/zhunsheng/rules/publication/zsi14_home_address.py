"""ZSI14: a home address stands in a target table or a form."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.form_address import forms_of
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import department_texts, project_texts, texts_with
from zhunsheng.rules.examples import document, fine, good
from zhunsheng.rules.form_cases import at_form, prose_cells
from zhunsheng.rules.form_examples import right, spoiled, wrong
from zhunsheng.rules.private_data import ADDRESS, find_addresses
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided
from zhunsheng.rules.wording import brief

_CELLS = ("name", "purpose", "goal", "level3", "description", "target", "basis")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Everything that a project's table says."""
    for address, text in texts_with(ADDRESS, project_texts(project, *_CELLS)):
        yield from _remarks(address, text)


def check_beside(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """The department part, and forms."""
    for address, text in texts_with(ADDRESS, department_texts(document.department)):
        yield from _remarks(address, text)
    for group, at, form in forms_of(document):
        for address, text in prose_cells(form):
            for remark in _remarks(address, text):
                yield at_form(group, at, remark)


def _remarks(address: str, text: str) -> Iterator[Remark]:
    for hit in find_addresses(text):
        words = text[hit.start : hit.end]
        yield Remark(
            address,
            f"这里有家庭住址“{brief(words, 12)}”，公开后会泄露个人信息。",
            words,
            "只写到村、社区或街道，不写门牌。",
        )


RULE = Rule(
    code="ZSI14",
    name="home-address",
    title="含家庭住址",
    category=Category.PUBLICATION,
    severity=Severity.ERROR,
    automation="B",
    why="住址和姓名、事由放在一起就能找到人。绩效表要公开，不能写到门牌。",
    how_to_fix="写到村或社区为止；需要留存的记在内部台账。",
    basis=(Citation(note="公开前去掉住址"),),
    bad=(
        wrong(
            "用途写了门牌",
            document(good({"purpose": "用于慰问青禾县城关镇幸福小区3号楼2单元501室等困难户，合计18万元。"})),
            ("purpose", "青禾县城关镇幸福小区3号楼2单元501室"),
        ),
        spoiled(
            "原因写了住址",
            {"indicators[0].cause": "学生搬走，现住址：北关村12号，减少4套。"},
            ("indicators[0].cause", "北关村12号"),
        ),
    ),
    good=(
        fine("没有住址", good()),
        fine("写到村为止", good({"purpose": "用于北关村、南关村道路照明264套，合计18万元。"})),
        right("单位地址", {"issues": "办公地址：青禾县人民路12号教育局办公楼。"}),
        fine("工程地点", good({"goal": "1、完成人民路12号院灯具改造264套，合格率100%。"})),
    ),
    check_project=check,
    check_document=check_beside,
    stage="publication",
    reads=(*_CELLS, "department", "self_evaluations", "monitorings"),
)
