"""Two states of one table side by side: what an adjustment or a new year changed, cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from zhunsheng.model.address import INDICATOR_CELLS, cell_name, cells, indicator_address, indicator_cells
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project


class ChangeKind(StrEnum):
    """What happened to a cell or a row."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        """The Chinese word that people read."""
        return {"changed": "改", "added": "增", "removed": "删"}[self.value]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. ``address`` names the cell in the later table (for a row removed: in the earlier one)."""

    kind: ChangeKind
    address: str
    name: str
    """What the form calls the cell, with the indicator it belongs to."""
    before: str | None
    after: str | None


def changes(before: Project, after: Project) -> tuple[Change, ...]:
    """Every difference in the order of the form; rows are matched by key, then by name, then by place."""
    found = [
        Change(ChangeKind.CHANGED, address, cell_name(address), one.get(address), other.get(address))
        for one, other in ((_plain_cells(before), _plain_cells(after)),)
        for address in dict.fromkeys((*one, *other))
        if one.get(address) != other.get(address)
    ]
    return (*found, *_row_changes(before.indicators, after.indicators))


def matched_rows(before: Sequence[Indicator], after: Sequence[Indicator]) -> dict[int, int]:
    """Which earlier row each later row came from: later number → earlier number."""
    pairs: dict[int, int] = {}
    for same in (_same_key, _same_name, _same_content):
        for number, row in enumerate(after):
            if number in pairs:
                continue
            free = (n for n in range(len(before)) if n not in pairs.values() and same(before[n], row))
            earlier = next(free, None)
            if earlier is not None:
                pairs[number] = earlier
    # A row that kept its place but lost its name is the same row renamed.
    for number in range(min(len(before), len(after))):
        if number not in pairs and number not in pairs.values() and _same_levels(before[number], after[number]):
            pairs[number] = number
    return pairs


def _plain_cells(project: Project) -> dict[str, str | None]:
    return {address: text for address, text in cells(project).items() if indicator_address(address) is None}


def _row_changes(before: Sequence[Indicator], after: Sequence[Indicator]) -> list[Change]:
    pairs = matched_rows(before, after)
    found: list[Change] = []
    for number, row in enumerate(after):
        if number not in pairs:
            found.append(Change(ChangeKind.ADDED, f"indicators[{number}]", _row_name(row), None, _row_text(row)))
            continue
        earlier = dict(indicator_cells(before[pairs[number]]))
        later = dict(indicator_cells(row))
        found += [
            Change(ChangeKind.CHANGED, f"indicators[{number}].{cell}", f"{_row_name(row)}·{cell_name(f'indicators[0].{cell}')}",
                   earlier[cell], later[cell])
            for cell in INDICATOR_CELLS if earlier[cell] != later[cell]
        ]  # fmt: skip
    gone = [number for number in range(len(before)) if number not in pairs.values()]
    found += [
        Change(ChangeKind.REMOVED, f"indicators[{number}]", _row_name(before[number]), _row_text(before[number]), None)
        for number in gone
    ]
    return found


def _row_name(row: Indicator) -> str:
    return f"指标“{row.level3}”" if row.level3 else "没有名称的指标"


def _row_text(row: Indicator) -> str:
    return " | ".join(text for _, text in indicator_cells(row) if text)


def _same_key(one: Indicator, other: Indicator) -> bool:
    return bool(one.key) and one.key == other.key


def _same_name(one: Indicator, other: Indicator) -> bool:
    return bool(one.level3) and one.level3 == other.level3 and not (one.key and other.key)


def _same_content(one: Indicator, other: Indicator) -> bool:
    return one == other and not (one.key and other.key)


def _same_levels(one: Indicator, other: Indicator) -> bool:
    keyed = bool(one.key and other.key)
    return not keyed and (one.level1, one.level2) == (other.level1, other.level2)
