"""ZSI07: a project that must be published is not in the document."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.publication import Publication
from zhunsheng.rules.examples import GOOD, document
from zhunsheng.rules.form_examples import GOOD_EVALUATION, papers, right, wrong
from zhunsheng.rules.outside import Outside
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """Only in the review of a publication; the list of what must be in it comes from the approval, without secret projects."""
    about = context.outside.publication
    if about is None:
        return
    if about.expected is None:
        yield Undecided("projects", "没有应公开项目的清单", "应公开项目清单")
        return
    there = {project.code for project in document.projects} | {form.project_code for form in document.self_evaluations}
    missing = sorted(about.expected - {code for code in there if code})
    if missing:
        shown = "、".join(missing[:3]) + (f"等{len(missing)}个" if len(missing) > 3 else "")
        yield Remark(
            "projects",
            f"应公开的{len(about.expected)}个项目里少了{shown}。",
            "",
            "补上漏掉的项目；涉密不公开的要有审批手续，并从清单里去掉。",
        )


def _expected(*codes: str) -> Outside:
    return Outside(publication=Publication(expected=frozenset(codes)))


RULE = Rule(
    code="ZSI07",
    name="project-not-published",
    title="应公开的项目漏公开",
    category=Category.PUBLICATION,
    severity=Severity.ERROR,
    automation="A",
    why="除涉密项目外，绩效目标和自评结果都要公开。漏一个就不完整。",
    how_to_fix="对照批复清单逐个核对后再公开。",
    basis=(Citation("预算法", None, Verified.DOCUMENT, "批复的部门预算、决算向社会公开，涉及国家秘密的除外"),),
    bad=(
        wrong("少了一个目标表", document(), ("projects", ""), outside=_expected(GOOD.code or "", "219-0302-YBN-AAAA")),
        wrong("少了自评表", papers(), ("projects", ""), outside=_expected(GOOD.code or "")),
    ),
    good=(
        wrong("都在", document(), outside=_expected(GOOD.code or "")),
        wrong("自评表在", papers(GOOD_EVALUATION), outside=_expected(GOOD.code or "")),
        right("没有清单，判不了", outside=Outside(publication=Publication())),
        right("不是公开审查"),
    ),
    check_document=check,
    stage="publication",
    reads=("code", "self_evaluations"),
)
