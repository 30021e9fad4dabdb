"""ZSD09: a survey asks too few to mean anything."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.indicator_kinds import row_name
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.survey import Sample, sample
from zhunsheng.rules.wording import brief


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Any indicator that rests on asking people, wherever the row says how many are asked."""
    minimum = context.number("minimum")
    for number, row in enumerate(project.indicators):
        asked = sample(row)
        if asked is None or asked.size >= minimum or asked.size == 0:
            continue
        if _ALL_ASKED.search(_clause_of(row, asked)):
            continue
        yield Remark(
            f"indicators[{number}].{asked.cell}",
            f"{row_name(number, row)}只问{brief(asked.words, 12)}，少于{minimum}{asked.unit}，一两个回答就左右结果。",
            asked.words,
            f"扩大到{minimum}{asked.unit}以上；服务对象总共就这些的，写明“全部调查”。",
        )


_ALL_ASKED = re.compile(
    r"全部|全体|全员|全数|所有|逐[一户人个家]|普查|全覆盖|无一遗漏|[一-龥]均(?:参加|填写|接受|回访)"
)
"""Where everybody is asked, few are no small sample."""


def _clause_of(row: Indicator, asked: Sample) -> str:
    """The words right around the sample in its cell."""
    text = (row.target.note if row.target else "") if asked.cell == "target" else getattr(row, asked.cell)
    start = (text or "").find(asked.words)
    return (text or "")[max(0, start - 20) : start + len(asked.words) + 12]


RULE = Rule(
    code="ZSD09",
    name="small-survey-sample",
    title="满意度样本过小",
    category=Category.FEASIBILITY,
    severity=Severity.WARNING,
    automation="A",
    why="只问十个人，多一个不满意就差十个百分点，结果说明不了多数人的看法。",
    how_to_fix="扩大调查面，写明调查对象和份数；服务对象本来就少的，写明全部调查。下限可在设置里改。",
    basis=(Citation(note="满意度调查样本一般不少于三十份"),),
    bad=(
        bad(
            "只询问十个人",
            good({"indicators[5].description": "广大师生充分认可。（询问10人）", "indicators[5].target": "≥9人"}),
            ("indicators[5].description", "10人"),
        ),
        bad(
            "请八名代表填写",
            good({"indicators[5].description": "请8名学生代表填写笑脸卡，满意和较满意占比"}),
            ("indicators[5].description", "8名"),
        ),
        bad(
            "样本写在指标值的括号里",
            good({"indicators[5].description": "满意人数", "indicators[5].target": "≥18家（调查20家）"}),
            ("indicators[5].target", "20家"),
        ),
    ),
    good=(
        fine("抽样一百二十人", good()),
        fine("只有十二名，全部问到", good({"indicators[5].description": "向12名教师全部发放问卷，满意和较满意占比"})),
        fine(
            "调查五十人",
            good(
                {"indicators[5].description": "受益群体调查五十人中满意和较满意的人数", "indicators[5].target": "≥45人"}
            ),
        ),
        fine("括号里的不是样本", good({"indicators[0].description": "更换的套数（每班10套）"})),
    ),
    check_project=check,
    reads=("level3", "description", "target"),
    parameters={"minimum": int(legal_number("survey_sample_minimum").latest)},
    parameter_names={"minimum": "样本最少几份"},
)
