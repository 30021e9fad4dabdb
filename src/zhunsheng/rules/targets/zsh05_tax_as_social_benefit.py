"""ZSH05: taxes, output value or profit stand under 社会效益指标; they are an economic benefit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.measuring_unit import unit_kind
from zhunsheng.rules.placement import belongs
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import contains, word_list
from zhunsheng.rules.wording import brief

_ENTRY = word_list("placements")["tax_in_society"]
_MONEY = contains(_ENTRY["words"])
_NAMED = contains(_ENTRY["named"])
"""What a name says beyond doubt, and a description may say in passing."""
_OTHER = contains(_ENTRY["not"])

_MOVE = "移到经济效益指标；社会效益另写就业、安全、便民一类的变化。"


def check(project: Project, context: Context) -> Iterator[Remark]:
    """By the name; or by the description, where the name is too general to tell."""
    for number, row in enumerate(project.indicators):
        if row.kind2 is not Level2.SOCIAL_BENEFIT or not row.level3:
            continue
        name = core_name(row.level3)
        if _OTHER.search(name):
            continue
        for cell, text in (("level3", row.level3), ("description", row.description or "")):
            found = _MONEY.search(text) or (_NAMED.search(text) if cell == "level3" else None)
            if found is not None and not _OTHER.search(text):
                yield Remark(
                    f"indicators[{number}].{cell}",
                    f"“{brief(name, 18)}”说的是“{found.group()}”，属于经济效益，却放在社会效益里。",
                    found.group(),
                    belongs(row, _MOVE, frozenset({Level2.SOCIAL_BENEFIT})),
                )
                break
        else:
            unit = row.target.unit if row.target else None
            spared = _BORNE.search(f"{name}，{row.description}") and not _SAVED.search(name)
            if unit_kind(unit) == "money" and not spared:
                yield Remark(
                    f"indicators[{number}].level3",
                    f"“{brief(name, 18)}”按“{unit}”计，说的是钱，属于经济效益，却放在社会效益里。",
                    row.level3,
                    belongs(row, _MOVE, frozenset({Level2.SOCIAL_BENEFIT})),
                    severity=Severity.INFO,
                )


_BORNE = re.compile(
    r"负担|减免|获赔|赔偿|补[助贴偿]|救助|资助|捐|慈善|医疗|医保|报销|追[回讨缴]|欠薪|工资|挽回|费|标准|保额|保障"
)
_SAVED = re.compile(r"(?:节约|节省|节支)[\u4e00-\u9fff]{0,4}(?:[电水气热油]费|能源费|运维费|运行费|资金|支出|成本)$")
"""What people are spared or given is for society, whatever the unit."""


RULE = Rule(
    code="ZSH05",
    name="tax-as-social-benefit",
    title="税收、产值放在社会效益",
    category=Category.RELEVANCE,
    severity=Severity.INFO,
    automation="B",
    why="税收、产值、利润是钱，属于经济效益。放在社会效益里，社会效益一项就是空的。",
    how_to_fix="移到经济效益指标。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "效益指标分经济、社会、生态等类"),),
    bad=(
        bad("名称就是税收", good({"indicators[4].level3": "企业税收增长率"}), ("indicators[4].level3", "税收增长")),
        bad(
            "名称笼统，描述说的是税收",
            good(
                {
                    "indicators[4].level3": "对支持企业的推动作用",
                    "indicators[4].description": "通过支持企业，带动全县税收的效果",
                }
            ),
            ("indicators[4].description", "带动全县税收"),
        ),
    ),
    good=(
        fine("放得对", good()),
        fine("税收政策知晓率是社会效益", good({"indicators[4].level3": "税收政策知晓率"})),
        fine(
            "税收放在经济效益", good({"indicators[4].level2": "经济效益指标", "indicators[4].level3": "企业税收增长率"})
        ),
    ),
    check_project=check,
    reads=("level2", "level3", "description", "target"),
)
