"""ZSG04: a target number without a comparison sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Fix, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_WHOLE = ("发放率", "到位率", "合格率", "达标率", "覆盖率", "及时率", "准确率", "公开率", "兑现率", "办结率", "通过率")
"""Shares that cannot pass one hundred: a bare 100% can only mean all of them."""

_CLOCK = re.compile(r"\s*\d{1,2}\s*[:：点]\s*(?:\d{2}|半)?")
"""A time of the day (6:30前) is no number that could be reached or passed."""


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Numbers only: a date or words need no sign."""
    for number, row in enumerate(project.indicators):
        target = row.target
        if target is None or target.value is None or target.operator is not None or _CLOCK.match(target.text):
            continue
        address = f"indicators[{number}].target"
        all_of_them = target.is_percentage and target.number == 100
        certain = all_of_them and core_name(row.level3).endswith(_WHOLE)
        wanted = f"={target.text}" if all_of_them else f"≥{target.text}”或“={target.text}"
        yield Remark(
            address,
            f"指标值“{brief(target.text)}”前面没有≥、≤或=，不知道是至少、至多还是正好。",
            target.text,
            f"写成“{wanted}”。",
            Fix(address, f"={target.text}", f"写成“={target.text}”") if certain else None,
        )


RULE = Rule(
    code="ZSG04",
    name="missing-operator",
    title="指标值缺少比较符号",
    category=Category.WORDING,
    severity=Severity.INFO,
    automation="A",
    why="多一个、少一个算不算完成，全看这个符号。有的系统等于时省略不写，导出后容易误读。",
    how_to_fix="越多越好的写≥，越少越好的写≤，必须正好的写=。",
    basis=(Citation(note="指标值由符号、数值、单位组成"),),
    bad=(
        bad("只写20人", good({"indicators[0].target": "20人"}), ("indicators[0].target", "20人")),
        bad(
            "只写100百分比",
            good({"indicators[1].level3": "补贴发放率", "indicators[1].target": "100百分比"}),
            ("indicators[1].target", "100百分比"),
        ),
    ),
    good=(
        fine("都有符号", good()),
        fine("日期不要符号", good({"indicators[2].target": "2026年8月31日前"})),
        fine("文字说明了至少", good({"indicators[0].target": "不少于264套"})),
        fine("区间", good({"indicators[0].target": "250-264套"})),
    ),
    check_project=check,
    reads=("level3", "target"),
)
