"""The organisation of a region from a spreadsheet: regions, finance bureau, departments, units — or every error by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from zhunsheng.lifecycle.listing import ListColumn, ListRow, RowProblem, Rows, blanks, read_rows
from zhunsheng.model.organisation_tree import Organisation, OrganisationKind, OrganisationTree, organisation_tree

_KINDS = {kind.label: kind for kind in OrganisationKind}
_ALIASES = {
    "区划": "行政区划", "地区": "行政区划", "财政": "财政部门", "财政局": "财政部门", "部门": "主管部门", "一级预算单位": "主管部门",
    "单位": "预算单位", "二级预算单位": "预算单位", "基层预算单位": "预算单位",
}  # fmt: skip
COLUMNS = (
    ListColumn("kind", "类别", ("机构类别", "类型"), True, "填行政区划、财政部门、主管部门或预算单位。", "预算单位",
               tuple(_KINDS), 14),
    ListColumn("code", "编码", ("单位编码", "单位代码", "机构编码", "代码", "区划代码"), True,
               "区划六位；主管部门三位；预算单位为部门三位加单位三位，下级再加三位。", "804002", width=16),
    ListColumn("name", "名称", ("单位名称", "机构名称"), True, "填全称。", "临港园区管理委员会", width=36),
    ListColumn("parent", "上级编码", ("上级单位编码", "上级代码", "主管部门编码"), False,
               "可以空着：单位的上级按编码推出，部门的上级是表里唯一的区划。", "804", width=16),
)  # fmt: skip
"""The columns of the list, in the order of the template."""
_PROVINCES = frozenset(
    (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82)
)
"""The first two digits of region codes (GB/T 2260)."""
LONGEST_NAME = 100
"""The longest name of a place, in characters."""


@dataclass(frozen=True, slots=True)
class OrganisationReading:
    """What the file says. With problems there is no tree: a list is taken whole or not at all."""

    tree: OrganisationTree
    problems: tuple[RowProblem, ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    """In which row each listed place stands, by its code."""


def read_organisation(rows: Rows, known: OrganisationTree | None = None) -> OrganisationReading:
    """The tree of a list, or everything that is wrong with it, each with its row and column.

    ``known`` are places that are there already: a list may hang new ones under them, and the tree holds them too.
    """
    there = (known or OrganisationTree()).places
    entries, problems = read_rows(rows, COLUMNS)
    found = [*problems]
    if not problems:
        entries = tuple(
            ListRow(row.number, {**row.cells, "kind": _ALIASES.get(row["kind"], row["kind"])}) for row in entries
        )
        found += blanks(entries, COLUMNS)
        found += _codes(entries)
        if not found:
            places = {row["code"]: row for row in map(_normal, entries)}
            found += _parents(places, there)
    if not entries and not found:
        found.append(RowProblem(1, "", "", "表头下面没有内容。请从表头下一行填起。"))
    if found:
        return OrganisationReading(OrganisationTree(), tuple(sorted(found, key=lambda one: (one.row, one.column))))
    kept = [place for code, place in there.items() if code not in places]
    numbers = {code: row.number for code, row in places.items()}
    try:
        return OrganisationReading(organisation_tree([*kept, *_places(places, there)]), (), numbers)
    except ValueError as error:
        return OrganisationReading(OrganisationTree(), (RowProblem(min(numbers.values()), "上级编码", "", str(error)),))


def _codes(entries: Iterable[ListRow]) -> Iterator[RowProblem]:
    """Codes that are no codes, of the wrong length, or there twice; names that are too long."""
    seen: dict[str, int] = {}
    for row in entries:
        code, kind = row["code"], _KINDS.get(row["kind"])
        if len(row["name"]) > LONGEST_NAME:
            yield RowProblem(row.number, "名称", row["name"][:20] + "…", f"超过{LONGEST_NAME}个字。请填单位全称。")
        if not code or kind is None:
            continue
        problem = _code_problem(code, kind)
        if problem:
            yield RowProblem(row.number, "编码", code, problem)
        elif _short(code, kind) in seen:
            yield RowProblem(row.number, "编码", code, f"与第{seen[_short(code, kind)]}行重复。请改正，或删去一行。")
        else:
            seen[_short(code, kind)] = row.number


def _code_problem(code: str, kind: OrganisationKind) -> str:
    if not re.fullmatch(r"\d+", code):
        return "编码只能是数字。请去掉其他字符。"
    if kind is OrganisationKind.REGION:
        if not re.fullmatch(r"\d{6}(?:000)?", code):
            return "区划代码应为六位（一体化系统的九位以000结尾）。"
        return "" if int(code[:2]) in _PROVINCES else "前两位不是省级区划代码。请核对。"
    if len(code) < 3:
        return "位数不足，可能丢了前面的0。请把单元格设为文本后重填。"
    if kind is OrganisationKind.UNIT:
        return "" if len(code) in (6, 9, 12) else "预算单位的编码应为六、九或十二位：部门三位，每级单位三位。"
    return "" if len(code) == 3 else f"{kind.label}的编码应为三位。"


def _short(code: str, kind: OrganisationKind) -> str:
    """A region's nine digits as its six."""
    return code[:6] if kind is OrganisationKind.REGION else code


def _normal(row: ListRow) -> ListRow:
    """The row with its own and its parent's code in the short form, the parent told or inferred."""
    kind = _KINDS[row["kind"]]
    parent = row["parent"]
    if re.fullmatch(r"\d{6}000", parent) and kind is not OrganisationKind.UNIT:
        parent = parent[:6]
    if not parent and kind is OrganisationKind.UNIT:
        parent = row["code"][:-3]
    return ListRow(row.number, {**row.cells, "code": _short(row["code"], kind), "parent": parent})


def _regions(places: Mapping[str, ListRow], there: Mapping[str, Organisation]) -> list[str]:
    """The codes of the list's regions; without any, those that are there."""
    listed = [code for code, row in places.items() if _KINDS[row["kind"]] is OrganisationKind.REGION]
    return listed or [code for code, place in there.items() if place.kind is OrganisationKind.REGION]


def _parents(places: Mapping[str, ListRow], there: Mapping[str, Organisation]) -> Iterator[RowProblem]:
    """Parents that are missing, of the wrong kind, or do not fit the code; a second bureau; a circle."""
    regions = _regions(places, there)
    bureaus: dict[str, int] = {}
    others = {
        one.parent: one for one in there.values() if one.kind is OrganisationKind.BUREAU and one.code not in places
    }
    for code, row in places.items():
        kind, parent = _KINDS[row["kind"]], _parent(row, regions)
        if parent is None:
            if kind is not OrganisationKind.REGION:
                yield RowProblem(
                    row.number, "上级编码", "", f"表里有{len(regions)}个区划，推不出上级。请填所属区划的代码。"
                )
            continue
        if parent not in places and parent not in there:
            yield RowProblem(row.number, "上级编码", parent, "不在表里。请补上这一行，或改正上级编码。")
            continue
        above = _KINDS[places[parent]["kind"]] if parent in places else there[parent].kind
        problem = _misfit(code, kind, parent, above)
        if problem:
            yield RowProblem(row.number, "上级编码", parent, problem)
        if kind is OrganisationKind.BUREAU and bureaus.setdefault(parent, row.number) != row.number:
            yield RowProblem(row.number, "类别", row["kind"], f"这个区划的财政部门已在第{bureaus[parent]}行。")
        elif kind is OrganisationKind.BUREAU and parent in others:
            yield RowProblem(row.number, "类别", row["kind"], f"这个区划已有财政部门{others[parent].code}。")


def _parent(row: ListRow, regions: list[str]) -> str | None:
    """The code above, told or inferred: the one region of the list for departments and the bureau."""
    kind = _KINDS[row["kind"]]
    if row["parent"]:
        return row["parent"]
    if kind is OrganisationKind.REGION:
        return None
    return regions[0] if len(regions) == 1 else None


def _misfit(code: str, kind: OrganisationKind, parent: str, above: OrganisationKind) -> str:
    region = OrganisationKind.REGION
    if kind is region:
        if above is not region:
            return "区划的上级应当是区划。"
        prefix = parent[:2] if parent.endswith("0000") else parent[:4] if parent.endswith("00") else parent
        return "" if code != parent and code.startswith(prefix) else f"区划{code}不在{parent}之下。请核对两个代码。"
    if kind is not OrganisationKind.UNIT:
        return "" if above is region else f"{kind.label}的上级应当是行政区划。"
    if above not in (OrganisationKind.DEPARTMENT, OrganisationKind.BUREAU, OrganisationKind.UNIT):
        return "预算单位的上级应当是主管部门或上一级预算单位。"
    return "" if code[:-3] == parent else f"单位编码{code}去掉末三位应当等于上级编码{parent}。"


def _places(places: Mapping[str, ListRow], there: Mapping[str, Organisation]) -> Iterator[Organisation]:
    regions = _regions(places, there)
    for code, row in places.items():
        yield Organisation(code, row["name"], _KINDS[row["kind"]], _parent(row, regions))
