"""ZSC03: a satisfaction target is too low to mean anything."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.indicator_kinds import is_satisfaction, row_name
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.survey import sample, satisfaction_percent
from zhunsheng.rules.wording import brief, plain_number


def check(project: Project, context: Context) -> Iterator[Remark]:
    """A target in people counts as its share of those asked, where the row says how many are asked."""
    minimum = context.number("minimum_percent")
    for number, row in enumerate(project.indicators):
        percent = satisfaction_percent(row) if is_satisfaction(row) else None
        if percent is None or percent >= minimum or row.target is None:
            continue
        asked = None if row.target.is_percentage else sample(row)
        share = f"，{brief(asked.words, 12)}里满意的占{plain_number(round(percent, 1))}%" if asked else ""
        address = f"indicators[{number}].target"
        yield Remark(
            address,
            f"{row_name(number, row)}定为{brief(row.target.text, 16)}{share}，低于{minimum}%，标准偏低。",
            row.target.text,
            f"一般不低于{minimum}%；确有原因定得低的，在描述里写明。",
            related=(Related(project.code, f"indicators[{number}].{asked.cell}", asked.words),) if asked else (),
        )


RULE = Rule(
    code="ZSC03",
    name="low-satisfaction-target",
    title="满意度目标偏低",
    category=Category.APPROPRIATENESS,
    severity=Severity.WARNING,
    automation="A",
    why="十个人里六个满意就算完成，等于允许四成人不满意，达到了也说明不了服务好。",
    how_to_fix="满意度目标一般不低于80%，并写明调查多少人；下限可在设置里改。",
    basis=(Citation(note="满意度目标一般不低于80%"),),
    bad=(
        bad(
            "十个人里六个满意",
            good(
                {
                    "indicators[5].description": "对维修进度与质量的满意人数（总人数10人）",
                    "indicators[5].target": "≥6人",
                }
            ),
            ("indicators[5].target", "≥6人"),
        ),
        bad("百分之七十", good({"indicators[5].target": "≥70百分比"}), ("indicators[5].target", "≥70百分比")),
    ),
    good=(
        fine("百分之九十", good()),
        fine(
            "五十人里四十人，正好八成",
            good({"indicators[5].description": "调查五十人中满意和较满意的人数", "indicators[5].target": "≥40人"}),
        ),
        fine(
            "没说问多少人，算不出比率",
            good({"indicators[5].description": "满意的人数", "indicators[5].target": "≥6人"}),
        ),
        fine("说的是提升幅度", good({"indicators[5].level3": "师生满意度提升", "indicators[5].target": "≥5%"})),
        fine("投诉率越低越好", good({"indicators[5].level3": "服务投诉率", "indicators[5].target": "=0%"})),
        fine("不是满意度", good({"indicators[4].target": "≥70%"})),
    ),
    check_project=check,
    reads=("level1", "level2", "level3", "description", "target"),
    parameters={"minimum_percent": int(legal_number("satisfaction_floor_percent").latest)},
    parameter_names={"minimum_percent": "满意度最低多少（%）"},
)
