"""ZSB10: several projects carry the same indicators."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Level1
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import GOOD, bad, document, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.sameness import thing
from zhunsheng.rules.word_list import ends_with, word_list
from zhunsheng.rules.wording import brief

_DEGREE = re.compile(r"(?:的|得到)?(?:有效|显著|明显)?(?:提升|提高|增强|改善)?(?:程度|情况|水平|度)$")
"""What a name says about how much of something there is: 社会影响程度 is 社会影响."""
_PLAIN = ends_with(
    [
        "(?:和谐|社会|治安|大局|秩序)稳定",
        "经济社会(?:协调)?发展",
        "(?:社会|经济|生态|综合)效益",
        "可持续(?:发展|影响)",
        "公共服务",
        "服务能力",
    ]
)
_ABSTRACT = ends_with([word for word in word_list("unmeasured_words") if word not in ("情况", "质量", "环境")])

_Pair = tuple[str, str]
_MOST = 0.8
"""The share of rows that makes a table a copy of another."""


def check(document: Document, context: Context) -> Iterator[Remark]:
    """Whole tables with the same indicators and values; and one abstract benefit that many tables share."""
    yield from _whole_tables(document, context.number("rows"))
    yield from _shared_benefits(document, context.number("projects"))


def _whole_tables(document: Document, rows: int) -> Iterator[Remark]:
    """Tables that share most rows, name and value: a copy in which a number or two was changed is a copy.

    Tables that are the very same are met once. Of each table only its rarest rows are looked up, as many as a near
    copy cannot do without, so that a row that many tables share is compared with none.
    """
    tables = [_pairs(project) for project in document.projects]
    common = Counter(pair for pairs in set(tables) for pair in pairs)
    first: dict[frozenset[_Pair], int] = {}
    holders: dict[_Pair, list[int]] = {}
    for number, pairs in enumerate(tables):
        least = max(rows, math.ceil(len(pairs) * _MOST))
        if len(pairs) < rows:
            continue
        if pairs in first:
            yield _copy(document, number, first[pairs], len(pairs), len(pairs))
            continue
        first[pairs] = number
        rare = sorted(pairs, key=lambda pair: (common[pair], pair))
        near = {other for pair in rare[: len(rare) - least + 1] for other in holders.get(pair, ())}
        twin = next((other for other in sorted(near) if _is_copy(pairs, tables[other], rows)), None)
        if twin is not None:
            yield _copy(document, number, twin, len(pairs & tables[twin]), len(pairs))
        for pair in rare:
            if common[pair] > 1:
                holders.setdefault(pair, []).append(number)


def _pairs(project: Project) -> frozenset[_Pair]:
    """What rows measure, without ornaments (年度…, 本项目…), and their targets."""
    return frozenset((thing(row.level3), row.target.text if row.target else "") for row in project.indicators)


def _is_copy(one: frozenset[_Pair], other: frozenset[_Pair], rows: int) -> bool:
    return len(one & other) >= max(rows, math.ceil(max(len(one), len(other)) * _MOST))


def _copy(document: Document, number: int, other: int, same: int, rows: int) -> Remark:
    twin = document.projects[other]
    how = f"{rows}条指标的名称和指标值" if same == rows else f"{rows}条指标中有{same}条的名称和指标值"
    return Remark(
        "indicators",
        f"{how}与项目“{brief(twin.name or '')}”完全相同，看不出各自要办成什么。",
        suggestion="按本项目的资金用途重写指标，写出与那个项目不同的产出和效果。",
        related=(Related(twin.code, "indicators", ""),),
        project_no=number,
    )


def _shared_benefits(document: Document, projects: int) -> Iterator[Remark]:
    """By the abstract word at the end of the name: 社会影响力 of a billboard and of a lamp are the same empty shell."""
    shared: dict[str, dict[int, tuple[str, str]]] = {}
    for number, project in enumerate(document.projects):
        for place, row in enumerate(project.indicators):
            if row.kind1 is Level1.BENEFIT and row.level3:
                name = core_name(row.level3)
                plain = _DEGREE.sub("", name)
                if _ABSTRACT.search(name) or _ABSTRACT.search(plain) or _PLAIN.search(plain):
                    shared.setdefault(name, {}).setdefault(number, (f"indicators[{place}].level3", row.level3))
    for name, places in _with_longer_names(shared).items():
        if len(places) < projects:
            continue
        (number, (address, quote)), *others = sorted(places.items())
        codes = [document.projects[other].code for other, _ in others]
        yield Remark(
            address,
            f"{len(places)}个项目都用“{brief(name)}”作效益指标，说不出各自的效果。",
            quote,
            "各项目写自己的效果，如广告写“来电咨询企业数”，路灯写“夜间事故下降率”。",
            related=tuple(Related(code, a, q) for code, (_, (a, q)) in zip(codes, others, strict=True)),
            project_no=number,
        )


def _with_longer_names(shared: dict[str, dict[int, tuple[str, str]]]) -> dict[str, dict[int, tuple[str, str]]]:
    """Names that end with another project's whole name join it (路灯的使用产生社会影响力 → 社会影响力)."""
    joined: dict[str, dict[int, tuple[str, str]]] = {}
    for name in sorted(shared, key=len):
        tails = (name[start:] for start in range(len(name) - 3))
        home = next((tail for tail in tails if tail in joined), name)
        joined[home] = {**shared[name], **joined.get(home, {})}
    return joined


def _renamed(number: int, cells: dict[str, str | None] | None = None) -> Project:
    return replace(good(cells), code=f"219-0301-YBN-7K2{number}", name=f"第{number}项改造")


_SHELL: dict[str, str | None] = {"indicators[4].level3": "社会影响力"}


def _own(number: int) -> dict[str, str | None]:
    return {"indicators[0].target": f"≥{number}00套", "indicators[3].target": f"≤{number}8万元"}


RULE = Rule(
    code="ZSB10",
    name="same-indicators-in-projects",
    title="多个项目指标雷同",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="B",
    why="用途不同的项目写一样的指标，说明是套用模板，年底评价不出哪个项目办成了什么。",
    how_to_fix="从各自的资金用途出发，写本项目独有的产出和看得见的效果。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效目标与资金用途相关"),),
    bad=(
        bad("两张表的指标和指标值一模一样", document(_renamed(1), _renamed(2)), ("indicators", "")),
        bad(
            "照抄后只改了一个数",
            document(_renamed(1), _renamed(2, {"indicators[0].target": "≥120套"})),
            ("indicators", ""),
        ),
        bad(
            "三个项目都写社会影响力",
            document(
                _renamed(1, {**_SHELL, **_own(1)}),
                _renamed(2, {**_own(2), "indicators[4].level3": "路灯的使用产生社会影响力"}),
                _renamed(3, {**_SHELL, **_own(3)}),
            ),
            ("indicators[4].level3", "社会影响力"),
        ),
    ),
    good=(
        fine("只有一个项目", document(GOOD)),
        fine(
            "同类项目指标名相同，指标值各是各的",
            document(_renamed(1, _own(1)), _renamed(2, _own(2)), _renamed(3, _own(3))),
        ),
        fine(
            "两个项目用到同一个抽象名称",
            document(_renamed(1, {**_SHELL, **_own(1)}), _renamed(2, {**_SHELL, **_own(2)})),
        ),
    ),
    check_document=check,
    reads=("name", "level1", "level3", "target"),
    parameters={"rows": 5, "projects": 3},
    parameter_names={"rows": "至少几条指标相同才算整表雷同", "projects": "同一效益指标出现在几个项目才提"},
)
