"""The page that holds the catalogue of defects against the rules: every number has its rule, or the reason why it has none."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from zhunsheng.rules.registry import rules_by_code

GROUPS: Mapping[str, tuple[str, int]] = {
    "A": ("完整性", 26), "B": ("相关性", 18), "C": ("适当性", 18), "D": ("可行性", 13), "E": ("一致性", 20), "F": ("算术", 14),
    "G": ("表述与格式", 20), "H": ("分类", 11), "I": ("公开、脱敏与保密", 10),
}  # fmt: skip
"""Groups of the catalogue with how many defects each has."""
STAGES = {
    "self_evaluation": "自评表的缺陷，随自评阶段的规则",
    "monitoring": "监控表的缺陷，随监控阶段的规则",
    "data": "没有数据",
    "elsewhere": "由别的部分管",
    "none": "不是缺陷",
}


@cache
def defects_elsewhere() -> dict[str, dict[str, Any]]:
    """The catalogue's entries that no rule answers for, with title, stage and reason."""
    found: dict[str, dict[str, Any]] = yaml.safe_load(
        Path(__file__).with_name("defects_elsewhere.yaml").read_text("utf-8")
    )
    return found


def numbers() -> list[str]:
    """Every number of the catalogue, in order."""
    return [f"{group}{number:02d}" for group, (_, count) in GROUPS.items() for number in range(1, count + 1)]


def coverage_page() -> str:
    """The page as Markdown."""
    known, elsewhere = rules_by_code(), defects_elsewhere()
    ruled = [number for number in numbers() if f"ZS{number}" in known]
    lines = [
        "# 缺陷目录与规则的对照", "",
        f"目录共{len(numbers())}种缺陷，其中{len(ruled)}种各有一条规则（编号前加ZS）；其余{len(numbers()) - len(ruled)}种写明归谁管、为什么现在没有规则。",
        "有几条规则要靠文本以外的资料（上年的表、批复的预算、评估报告），没有给就列入“没能判断的检查项”，不算通过；一份文件里有几个单位的部门部分时，看部门部分的规则只看第一个，其余的同样列出。",
    ]  # fmt: skip
    for group, (title, count) in GROUPS.items():
        lines += ["", f"## {group} {title}", "", "| 编号 | 缺陷 | 规则 |", "|---|---|---|"]
        for number in (f"{group}{place:02d}" for place in range(1, count + 1)):
            rule = known.get(f"ZS{number}")
            if rule is not None:
                lines.append(f"| {number} | {rule.title} | [{rule.code}]({rule.code}.md) |")
            else:
                entry = elsewhere[number]
                why = f"：{entry['why']}" if "why" in entry else ""
                lines.append(f"| {number} | {entry['title']} | {STAGES[entry['stage']]}{why} |")
    return "\n".join(lines) + "\n"
