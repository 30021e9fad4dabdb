"""ZSC04: a satisfaction target that leaves no room: everybody must be satisfied."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.indicator_kinds import is_satisfaction, row_name
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.survey import sample, satisfaction_percent
from zhunsheng.rules.wording import brief


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Hundred percent as written, or as many satisfied as are asked."""
    for number, row in enumerate(project.indicators):
        percent = satisfaction_percent(row) if is_satisfaction(row) else None
        if percent is None or percent < 100 or row.target is None:
            continue
        asked = None if row.target.is_percentage else sample(row)
        said = (
            f"调查{brief(asked.words, 12)}，要求{brief(row.target.text, 16)}满意"
            if asked
            else f"定为{brief(row.target.text, 16)}"
        )
        yield Remark(
            f"indicators[{number}].target",
            f"{row_name(number, row)}{said}，一个人不满意就完不成，不现实。",
            row.target.text,
            "按上年调查结果定，一般在90%到95%之间。",
            related=(Related(project.code, f"indicators[{number}].{asked.cell}", asked.words),) if asked else (),
        )


RULE = Rule(
    code="ZSC04",
    name="total-satisfaction-target",
    title="满意度定为100%",
    category=Category.APPROPRIATENESS,
    severity=Severity.INFO,
    automation="A",
    why="人人满意很难做到，定成100%多半是随手填的，调查时还容易逼着人打满分。",
    how_to_fix="参照上年调查结果或同类项目，写一个经过努力能达到的数。",
    basis=(Citation(note="满意度目标要留合理余地"),),
    bad=(
        bad(
            "二十五个人都要满意",
            good(
                {
                    "indicators[5].description": "使用人员满意和较满意的数量（总人数25人）",
                    "indicators[5].target": "≥25人",
                }
            ),
            ("indicators[5].target", "≥25人"),
        ),
        bad("写成100%", good({"indicators[5].target": "=100%"}), ("indicators[5].target", "=100%")),
    ),
    good=(
        fine("百分之九十", good()),
        fine("合格率可以是100%", good({"indicators[1].target": "=100%"})),
        fine(
            "二十家里十八家",
            good({"indicators[5].description": "满意家数（调查20家）", "indicators[5].target": "≥18家"}),
        ),
    ),
    check_project=check,
    reads=("level1", "level2", "level3", "description", "target"),
)
