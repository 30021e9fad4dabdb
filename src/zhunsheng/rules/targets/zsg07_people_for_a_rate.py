"""ZSG07: a satisfaction or a rate whose target is a number of people or firms."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.measuring_unit import BODIES, unit_kind
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.survey import sample, satisfaction_percent
from zhunsheng.rules.wording import brief, plain_number

_SHARES = (
    "满意度",
    "满意率",
    "满意程度",
    "认可度",
    "知晓度",
    "支持度",
    "信任度",
    "参与度",
    "认同度",
    "好评度",
    "率",
    "比例",
    "比率",
)
_NO_SHARES = ("频率", "效率", "功率", "速率", "产率", "倍率")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """People, firms and households only; other units are the matter of ZSG06."""
    for number, row in enumerate(project.indicators):
        target = row.target
        if target is None or target.value is None or unit_kind(target.unit) not in BODIES:
            continue
        name = core_name(row.level3)
        if not name.endswith(_SHARES) or name.endswith(_NO_SHARES):
            continue
        yield Remark(
            f"indicators[{number}].target",
            f"“{brief(name)}”是比率，指标值“{brief(target.text)}”却是数量，名和值对不上。",
            target.text,
            _suggestion(row),
            related=(Related(project.code, f"indicators[{number}].level3", row.level3 or ""),),
        )


def _suggestion(row: Indicator) -> str:
    """Reckon the percentage where the row says how many are asked."""
    asked, percent = sample(row), satisfaction_percent(row)
    if asked is None or percent is None or percent > Decimal(100) or row.target is None:
        return "指标值写成百分比；要考核数量，就把名称改成“满意人数”一类。"
    said = f"{row.target.value}÷{asked.size}={plain_number(percent)}%"
    return f"按描述里的{asked.words}换算：{said}，指标值写成百分比，抽样数写在描述里。"


RULE = Rule(
    code="ZSG07",
    name="people-for-a-rate",
    title="名为比率、值为数量",
    category=Category.WORDING,
    severity=Severity.WARNING,
    automation="A",
    why="满意度“≥18家”看不出是18家里的18家还是100家里的18家，也没法按满意度打分。",
    how_to_fix="满意度写百分比，调查多少人写在描述里；要考核人数就改名称。",
    basis=(Citation(note="满意度以满意数占有效样本数的比例表示"),),
    bad=(
        bad(
            "满意度写成家数",
            good(
                {
                    "indicators[5].level3": "服务对象满意度",
                    "indicators[5].description": "询问企业20家，对改造满意的家数",
                    "indicators[5].target": "≥18家",
                }
            ),
            ("indicators[5].target", "≥18家"),
        ),
        bad(
            "参与率写成人数",
            good({"indicators[4].level3": "教师参与率", "indicators[4].target": "≥40人"}),
            ("indicators[4].target", "≥40人"),
        ),
    ),
    good=(
        fine("满意度是百分比", good()),
        fine("名称就是人数", good({"indicators[5].level3": "满意人数", "indicators[5].target": "≥108人"})),
        fine("频率不是比率", good({"indicators[4].level3": "家访频率", "indicators[4].target": "≥40户/月"})),
    ),
    check_project=check,
    reads=("level3", "description", "target"),
)
