"""ZSH09: a satisfaction indicator stands among the benefits."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level1, Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_SATISFACTION = ("满意度", "满意率", "满意程度", "满意情况")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """By the level-2 name, or by the indicator's own."""
    for number, row in enumerate(project.indicators):
        if row.kind1 is not Level1.BENEFIT:
            continue
        if row.kind2 is Level2.SATISFACTION:
            cell, quote = "level1", row.level1 or ""
        elif core_name(row.level3).endswith(_SATISFACTION):
            cell, quote = "level3", row.level3 or ""
        else:
            continue
        yield Remark(
            f"indicators[{number}].{cell}",
            f"“{brief(core_name(row.level3) or row.level2 or '', 18)}”是满意度，放在“{brief(row.level1 or '')}”里，自评时满意度单独计分。",
            quote,
            "一级指标改成“满意度指标”，二级写“服务对象满意度指标”。",
        )


RULE = Rule(
    code="ZSH09",
    name="satisfaction-among-benefits",
    title="满意度放在效益指标下",
    category=Category.RELEVANCE,
    severity=Severity.INFO,
    automation="A",
    why="自评表里满意度单列10分。放在效益下面，满意度一项就没有分可评。有的地方版式允许并入，可以忽略。",
    how_to_fix="把满意度单列为一级指标。",
    basis=(Citation("财预〔2020〕10号", None, Verified.DOCUMENT, "自评指标分产出、效益、满意度分别计分"),),
    bad=(
        bad(
            "二级是满意度，一级写了效益",
            good({"indicators[5].level1": "效益指标"}),
            ("indicators[5].level1", "效益指标"),
        ),
        bad(
            "社会效益里写家长满意度",
            good({"indicators[4].level3": "家长满意度（%）"}),
            ("indicators[4].level3", "家长满意度（%）"),
        ),
    ),
    good=(
        fine("满意度单列", good()),
        fine("知晓率是社会效益", good({"indicators[4].level3": "护眼知识知晓率"})),
    ),
    check_project=check,
    reads=("level1", "level2", "level3"),
)
