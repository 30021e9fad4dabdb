"""ZSD11: a large new project comes without the ex ante assessment that it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import document, fine, good
from zhunsheng.rules.outside import Outside
from zhunsheng.rules.rule import Context, Example, Remark, Rule, Undecided
from zhunsheng.rules.wording import wan

_ATTACHED = re.compile(r"事前(?:绩效)?评估")


def check(document: Document, context: Context) -> Iterator[Remark | Undecided]:
    """Only projects of the amount; a project that earlier years have is not new, one that names its report has one."""
    least = Decimal(context.number("minimum_wan")) * 10_000
    for number, project in enumerate(document.projects):
        yuan = project.budget.yuan()
        if yuan is None or yuan < least or _ATTACHED.search(f"{project.purpose}{project.goal}"):
            continue
        new = _is_new(project, context.outside)
        if new is False or project.code in (context.outside.assessed or ()):
            continue
        if new is None or context.outside.assessed is None:
            reason = f"预算{wan(least)}以上的项目是不是新增、有没有事前评估报告，表里看不出"
            yield Undecided("budget.total", reason, "往年绩效文本和事前绩效评估报告", number)
            continue
        budget = project.budget.total
        yield Remark(
            "budget.total",
            f"新增项目预算{wan(yuan)}，达到{wan(least)}，没有事前绩效评估报告。",
            budget.text if budget else "",
            "补做事前绩效评估，报告随项目一起报送；已经评估过的，附上报告。",
            project_no=number,
        )


def _is_new(project: Project, outside: Outside) -> bool | None:
    """``None`` where no earlier year is known."""
    return None if outside.earlier is None else not outside.same_project(project)


_LARGE: dict[str, str | None] = {"budget.total": "620.00", "budget.fiscal": "620.00"}
_KNOWN = Outside(earlier=(document(good(code="219-0301-JBN-OLD1"), year=2025),), assessed=frozenset())

RULE = Rule(
    code="ZSD11",
    name="no-ex-ante-assessment",
    title="应事前评估未附报告",
    category=Category.FEASIBILITY,
    severity=Severity.WARNING,
    automation="A",
    why="新增的大项目先评估该不该花、花多少，再谈目标。没有评估就没有立项的依据。",
    how_to_fix="按当地办法做事前绩效评估，报告随预算一起报；门槛以当地规定为准。",
    basis=(
        Citation("中发〔2018〕34号", None, Verified.DOCUMENT, "对新出台重大政策、项目开展事前绩效评估"),
    ),
    bad=(
        Example("六百多万的新项目没有报告", document(good(_LARGE)), (("budget.total", "620.00"),), _KNOWN),
        Example("另一个项目有报告，这个没有", document(good(_LARGE)), (("budget.total", "620.00"),),
                Outside(_KNOWN.earlier, assessed=frozenset({"219-0301-JBN-OLD1"}))),
    ),
    good=(
        Example("钱数不到", document(), outside=_KNOWN),
        Example("已有报告", document(good(_LARGE)), outside=Outside(_KNOWN.earlier, assessed=frozenset({good().code or ""}))),
        Example("不是新增", document(good(_LARGE)), outside=Outside((document(year=2025),), assessed=frozenset())),
        fine("不知道是不是新增，判不了", document(good(_LARGE))),
    ),
    check_document=check,
    parameters={"minimum_wan": int(legal_number("ex_ante_assessment_minimum_wan").latest)},
    parameter_names={"minimum_wan": "预算达到多少要事前评估（万元）"},
    reads=("name", "unit", "budget", "purpose", "goal"),
)  # fmt: skip
