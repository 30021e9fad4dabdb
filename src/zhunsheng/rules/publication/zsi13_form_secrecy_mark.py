"""ZSI13: a self-evaluation or monitoring form is marked secret or internal."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.form_address import forms_of
from zhunsheng.rules.form_cases import at_form, prose_cells
from zhunsheng.rules.form_examples import right, spoiled, watched
from zhunsheng.rules.private_data import find_secrecy
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """Marks only; work about secrecy is no secret."""
    for group, number, form in forms_of(document):
        for address, text in prose_cells(form):
            for words in dict.fromkeys(text[hit.start : hit.end] for hit in find_secrecy(text)):
                remark = Remark(
                    address,
                    f"这里有“{words}”字样，涉密或内部内容不能写进要公开的表。",
                    words,
                    "先由保密审查人员确认；确属涉密的整个项目不公开，不涉密的改写这一句。",
                )
                yield at_form(group, number, remark)


RULE = Rule(
    code="ZSI13",
    name="form-secrecy-mark",
    title="自评监控表含涉密字样",
    category=Category.PUBLICATION,
    severity=Severity.ERROR,
    automation="B",
    why="带密级标志或注明内部的内容公开出去就是泄密，责任在填报单位。",
    how_to_fix="停止公开，按单位的保密审查程序处理。",
    basis=(Citation(note="公开前保密审查，涉密项目不公开"),),
    bad=(
        spoiled(
            "原因引了秘密文件",
            {"indicators[0].cause": "按校舍安全通报（秘密★1年）减少4套。"},
            ("indicators[0].cause", "秘密★"),
        ),
        watched(
            "备注注明内部", {"indicators[5].remark": "内部文件要求9月完成。"}, ("indicators[5].remark", "内部文件")
        ),
    ),
    good=(right("没有这类字样"), right("保密培训是工作", {"goals[0].actual": "组织保密培训2场。"})),
    check_document=check,
    stage="publication",
    reads=("self_evaluations", "monitorings"),
)
