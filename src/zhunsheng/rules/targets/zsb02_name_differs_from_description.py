"""ZSB02: an indicator's name and its description speak of different things."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name, squeezed
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.measuring_unit import COUNTS, unit_kind
from zhunsheng.rules.prose import brief
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import contains, word_list

_COUNTED = {unit: contains(nouns) for unit, nouns in word_list("measure_words").items()}
_COUNT_END = re.compile(r"(?:数量|总数|人数|个数|次数|户数|家数|件数)$")
_SHARE_END = re.compile(r"(?:比例|比率|百分比|占比|比重)$")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Two certain signs only: another countable thing, or a count on one side and a share on the other."""
    for number, row in enumerate(project.indicators):
        if row.level3 and row.description and row.target is not None and row.target.value is not None:
            remark = _other_thing(project, number, row) or _count_for_share(project, number, row)
            if remark is not None:
                yield remark


def _other_thing(project: Project, number: int, row: Indicator) -> Remark | None:
    """The unit and the description mean one thing (篇、稿件), the name counts another (牌面)."""
    name, description = core_name(row.level3), row.description or ""
    unit = row.target.unit if row.target else None
    counted = _COUNTED.get(unit or "")
    if (
        counted is None
        or not name.endswith(("数量", "个数"))
        or counted.search(name)
        or not counted.search(description)
    ):
        return None
    head = name.removesuffix("数量").removesuffix("个数")[-4:]
    if not any(other.search(head) for own, other in _COUNTED.items() if own != unit):
        return None
    return Remark(
        f"indicators[{number}].description",
        f"名称说“{brief(name)}”，描述和单位（{unit}）说的却是“{brief(description)}”，不是一回事。",
        description,
        "先定要考核什么，再让名称、描述、单位说同一件事。",
        related=(Related(project.code, f"indicators[{number}].level3", row.level3 or ""),),
    )


def _count_for_share(project: Project, number: int, row: Indicator) -> Remark | None:
    target, description = row.target, row.description or ""
    if target is None:
        return None
    plain = squeezed(core_name(description))
    if target.is_percentage and _COUNT_END.search(plain) and not _COUNT_END.search(core_name(row.level3)):
        said, wanted = "数量", "谁占谁的比例"
    elif unit_kind(target.unit) in COUNTS and _SHARE_END.search(plain):
        said, wanted = "比例", "数什么、怎么数"
    else:
        return None
    return Remark(
        f"indicators[{number}].description",
        f"描述说的是{said}，指标值却是“{brief(target.text)}”，两边对不上。",
        description,
        f"描述写清{wanted}，或改指标值的单位。",
        related=(Related(project.code, f"indicators[{number}].target", target.text),),
    )


RULE = Rule(
    code="ZSB02",
    name="name-differs-from-description",
    title="指标名与描述不一致",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="B",
    why="名称说一件事，描述和单位说另一件事，年底不知道该拿哪个数交账。多半是从指标库选来后没有改口径。",
    how_to_fix="以要考核的事为准，把名称、描述、单位改成同一件事。",
    basis=(Citation(note="指标名称、口径、单位三者一致"),),
    bad=(
        bad(
            "名称数牌面，描述数稿件",
            good(
                {
                    "indicators[0].level3": "宣传牌面数量",
                    "indicators[0].description": "在宣传平台播发的稿件数量",
                    "indicators[0].target": "≥12篇",
                }
            ),
            ("indicators[0].description", "在宣传平台播发的稿件数量"),
        ),
        bad(
            "名称是比例，描述成了数量",
            good(
                {
                    "indicators[4].level3": "照明改善教室覆盖比例",
                    "indicators[4].description": "改善照明的教室占全部教室的数量",
                    "indicators[4].target": "≥95%",
                }
            ),
            ("indicators[4].description", "改善照明的教室占全部教室的数量"),
        ),
        bad(
            "指标值是套数，描述成了比例",
            good({"indicators[0].description": "已更换灯具占应更换灯具的比例"}),
            ("indicators[0].description", "已更换灯具占应更换灯具的比例"),
        ),
    ),
    good=(
        fine("说法不同，数的是同一样东西", good()),
        fine(
            "参展企业与企业总数是一回事",
            good(
                {
                    "indicators[0].level3": "参展企业数量（家）",
                    "indicators[0].description": "参加展会的企业总数",
                    "indicators[0].target": "≥15家",
                }
            ),
        ),
        fine(
            "比例写清了分子分母",
            good({"indicators[4].description": "照度达标的教室间数占改造教室总数的比例"}),
        ),
    ),
    check_project=check,
    reads=("level3", "description", "target"),
    needs=("description",),
)
