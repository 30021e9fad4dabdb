"""ZSH08: a level-1 or level-2 name that means none of the official kinds."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import level1_kind, level2_kind
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_LEVELS = (
    ("level1", "一级", "产出指标、效益指标、满意度指标（或成本指标）"),
    ("level2", "二级", "数量、质量、时效、成本和经济、社会、生态效益等指标"),
)


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Each strange name once a table; local names that the program knows (效果指标) are official enough."""
    for cell, ordinal, official in _LEVELS:
        places: dict[str, list[int]] = {}
        for number, row in enumerate(project.indicators):
            name: str | None = getattr(row, cell)
            if name and (level1_kind(name) if cell == "level1" else level2_kind(name) or level1_kind(name)) is None:
                places.setdefault(name, []).append(number)
        for name, (first, *others) in places.items():
            yield Remark(
                f"indicators[{first}].{cell}",
                f"“{brief(name)}”不是规定的{ordinal}指标名称，归不了类，也汇总不了。",
                name,
                f"改成规定的名称：{official}。",
                related=tuple(Related(project.code, f"indicators[{other}].{cell}", name) for other in others),
            )


RULE = Rule(
    code="ZSH08",
    name="level-name-not-official",
    title="指标级别名称不规范",
    category=Category.COMPLETENESS,
    severity=Severity.INFO,
    automation="A",
    why="一级、二级指标是统一的分类。自起名称，系统认不出属于哪一类，评分和汇总都会落空。",
    how_to_fix="按表格给定的分类填写，地方版式允许的名称除外。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效指标分产出、效益、满意度等类"),),
    bad=(
        bad("一级指标写成工作指标", good({"indicators[0].level1": "工作指标"}), ("indicators[0].level1", "工作指标")),
        bad(
            "把二级的社会效益写在一级",
            good({"indicators[4].level1": "社会效益指标"}),
            ("indicators[4].level1", "社会效益指标"),
        ),
        bad("二级指标自起名称", good({"indicators[1].level2": "安全指标"}), ("indicators[1].level2", "安全指标")),
    ),
    good=(
        fine("规定的名称", good()),
        fine("河北的效果指标", good({"indicators[4].level1": "效果指标"})),
        fine("带分值的名称", good({"indicators[0].level1": "产出指标(50分)"})),
    ),
    check_project=check,
    reads=("level1", "level2"),
)
