"""ZSI12: a self-evaluation or monitoring form names private persons."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.form_address import forms_of
from zhunsheng.rules.form_cases import at_form, prose_cells
from zhunsheng.rules.form_examples import right, spoiled
from zhunsheng.rules.private_data import find_names
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """One remark a cell; those who fill in the form sign it and are left alone."""
    for group, number, form in forms_of(document):
        for address, text in prose_cells(form):
            hits = [] if address.startswith("details") else list(find_names(text))
            if not hits:
                continue
            words = text[hits[0].start : hits[0].end]
            several = f"等{len(hits)}处" if len(hits) > 1 else ""
            remark = Remark(
                address,
                f"写着“{words}”{several}的姓名，公开后会泄露个人信息。",
                words,
                "删去姓名，只写人数和类别；名单另存，不随表公开。",
            )
            yield at_form(group, number, remark)


RULE = Rule(
    code="ZSI12",
    name="form-private-name",
    title="自评监控表含个人姓名",
    category=Category.PUBLICATION,
    severity=Severity.WARNING,
    automation="C",
    why="受助人、患者、学生的姓名一公开就收不回来。",
    how_to_fix="只写人数、类别和标准，姓名放在不公开的名单里。",
    basis=(Citation(note="公开前去掉个人信息"),),
    bad=(
        spoiled(
            "写了转学学生",
            {"indicators[0].cause": "困难学生王小明、李红等3人转学。"},
            ("indicators[0].cause", "王小明"),
        ),
        spoiled("完成情况写了患者", {"goals[0].actual": "救治患者：张建国，已康复。"}, ("goals[0].actual", "张建国")),
    ),
    good=(
        right("填报人可以署名"),
        right("患者后面不是名字", {"goals[0].actual": "完成患者管理和患者高危筛查260套。"}),
        right("只写人数", {"indicators[0].cause": "困难学生5人转学。"}),
    ),
    check_document=check,
    stage="publication",
    reads=("self_evaluations", "monitorings"),
)
