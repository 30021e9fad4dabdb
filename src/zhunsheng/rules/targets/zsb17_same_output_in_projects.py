"""ZSB17: two projects count one and the same output."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator, Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name, squeezed
from zhunsheng.rules.examples import bad, document, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.sameness import same_thing, same_words, thing
from zhunsheng.rules.wording import brief


def check(document: Document, context: Context) -> Iterator[Remark]:
    """The same thing with the same number under 数量指标, described alike, in two tables of one unit.

    Rows are looked up by what they count and by what their description says, so that a long document stays quick.
    """
    seen: dict[tuple[str | None, ...], list[tuple[int, int]]] = {}
    for number, project in enumerate(document.projects):
        for place, row in enumerate(project.indicators):
            target = row.target
            if row.kind2 is not Level2.QUANTITY or target is None or target.value is None or target.is_percentage:
                continue
            if not row.description or not thing(row.level3):
                continue
            promise = (project.unit.label, target.operator, target.value)
            shelves = [
                seen.setdefault((*promise, *key), [])
                for key in (("name", "".join(sorted(thing(row.level3)))), ("description", squeezed(row.description)))
            ]
            twin = next(
                (at for shelf in shelves for at in shelf if _is_same(document, at, row, context.number("letters"))),
                None,
            )
            if twin is None:
                for shelf in shelves:
                    shelf.append((number, place))
            elif twin[0] != number:
                yield _remark(document, (number, place), twin)


def _is_same(document: Document, at: tuple[int, int], row: Indicator, letters: int) -> bool:
    """Long names of one thing; either name may say more than the other when the descriptions are the very same."""
    other = document.projects[at[0]].indicators[at[1]]
    name, twin = core_name(row.level3), core_name(other.level3)
    if max(len(name), len(twin)) < letters or not _same_description(row, other):
        return False
    if name == twin or same_thing(row.level3, other.level3):
        return True
    return squeezed(row.description) == squeezed(other.description) and (name in twin or twin in name)


def _same_description(row: Indicator, other: Indicator) -> bool:
    """The same words, or for a telling number the same words and then how they are counted (…，以台账为准)."""
    if same_words(row.description, other.description):
        return True
    number = row.target.number if row.target else None
    short, long = sorted((squeezed(row.description), squeezed(other.description)), key=len)
    return number is not None and number >= _TELLING and len(short) >= _SENTENCE and short in long


_TELLING = 20
"""Two different things seldom bear one number as large."""
_SENTENCE = 6


def _remark(document: Document, here: tuple[int, int], there: tuple[int, int]) -> Remark:
    twin = document.projects[there[0]]
    row = document.projects[here[0]].indicators[here[1]]
    said, target = row.level3 or "", row.target.text if row.target else ""
    return Remark(
        f"indicators[{here[1]}].level3",
        f"“{brief(core_name(said))} {brief(target)}”在项目“{brief(twin.name or '')}”里也计了一次，若是同一批事就重复计了产出。",
        said,
        "只在一个项目里计；确是各办各的，名称或描述写清是哪一批。",
        related=(Related(twin.code, f"indicators[{there[1]}].level3", twin.indicators[there[1]].level3 or ""),),
        project_no=here[0],
    )


def _named(number: int, cells: dict[str, str | None] | None = None) -> Project:
    return replace(good(cells), code=f"219-0301-YBN-7K2{number}", name=f"第{number}项")


_EVENTS: dict[str, str | None] = {
    "indicators[0].level3": "举办教研开放活动数量（个）",
    "indicators[0].description": "举办教研开放活动的数量",
    "indicators[0].target": "≥2个",
}
_EVENTS_TIMES = {**_EVENTS, "indicators[0].level3": "举办教研开放活动数量（次）", "indicators[0].target": "≥2次"}

RULE = Rule(
    code="ZSB17",
    name="same-output-in-projects",
    title="两个项目重复计同一产出",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="B",
    why="同一批活动在两个项目里各算一次，等于一份产出要了两份钱，评价时也分不清是谁办的。",
    how_to_fix="把这项产出归到真正出钱的项目；两批事就分别写明地点、对象或时间。",
    basis=(Citation(note="一项产出只对应一笔资金"),),
    bad=(
        bad(
            "两个项目都计两场教研活动",
            document(_named(1, _EVENTS), _named(2, _EVENTS_TIMES)),
            ("indicators[0].level3", "举办教研开放活动数量（次）"),
        ),
        bad(
            "第三个项目又计一次",
            document(_named(1, _EVENTS), _named(2), _named(3, _EVENTS)),
            ("indicators[0].level3", "举办教研开放活动数量（个）"),
        ),
    ),
    good=(
        fine(
            "名称相同，描述写清是两批",
            document(
                _named(1, _EVENTS),
                _named(2, {**_EVENTS, "indicators[0].description": "面向片区学校举办的开放活动场数"}),
            ),
        ),
        fine("数不同", document(_named(1, _EVENTS), _named(2, {**_EVENTS, "indicators[0].target": "≥5个"}))),
        fine(
            "名称太泛的不比",
            document(_named(1, {"indicators[0].level3": "数量"}), _named(2, {"indicators[0].level3": "数量"})),
        ),
    ),
    check_document=check,
    reads=("name", "unit", "level2", "level3", "description", "target"),
    parameters={"letters": 6},
    parameter_names={"letters": "描述不同时，名称至少几个字才比"},
)
