"""Cell addresses on the wire. Inside the core a row has an index (``indicators[2].target``), here it has a key that
survives reordering (``indicators.k3f9.target``); this is the only place that turns one into the other.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import replace

from zhunsheng.model.address import (
    DEPARTMENT_CELLS,
    INDICATOR_CELLS,
    cells,
    get_cell,
    indicator_address,
    indicator_cells,
    put_cell,
    put_department_cell,
)
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.project import PLAN_MONTHS, FundPlanPoint, Project

Noun = Project | DepartmentPlan
_KEYED = re.compile(r"^indicators\.([0-9a-z]{1,32})(?:\.([a-z0-9]{1,20}))?$")


class NoSuchCell(KeyError):
    """The form has no cell of this address."""


class RowGone(KeyError):
    """The row of this key is not in the form (any more)."""


def new_key() -> str:
    """A name for a fresh row."""
    return secrets.token_hex(5)


def row_key(address: str) -> tuple[str, str] | None:
    """``indicators.k3.target`` → ``("k3", "target")``; ``None`` for any other address."""
    found = _KEYED.match(address)
    return (found.group(1), found.group(2) or "") if found else None


def keys(noun: Noun) -> tuple[str, ...]:
    """The keys of the indicator rows in order; none for a department plan."""
    return tuple(row.key for row in noun.indicators) if isinstance(noun, Project) else ()


def to_key(noun: Noun, address: str) -> str:
    """An address by index as the same address by key; other addresses stay."""
    row = indicator_address(address)
    if row is None or not isinstance(noun, Project) or row[0] >= len(noun.indicators):
        return address
    key = noun.indicators[row[0]].key
    return f"indicators.{key}.{row[1]}" if row[1] else f"indicators.{key}"


def to_index(noun: Noun, address: str) -> str:
    """An address by key as the same address by index. Raises :class:`RowGone` or :class:`NoSuchCell`."""
    row = row_key(address)
    if row is None:
        if indicator_address(address):
            raise NoSuchCell(address)
        return address
    if row[1] not in INDICATOR_CELLS or not isinstance(noun, Project):
        raise NoSuchCell(address)
    index = index_of(noun, row[0])
    if index is None:
        raise RowGone(row[0])
    return f"indicators[{index}].{row[1]}"


def index_of(project: Project, key: str) -> int | None:
    """Where the row of this key stands, counted from 0; ``None`` when there is no such row."""
    return next((index for index, row in enumerate(project.indicators) if row.key == key), None)


def read(noun: Noun, address: str) -> str | None:
    """The text of a cell by its address by key; ``None`` when blank. Raises like :func:`to_index`."""
    try:
        return get_cell(noun, to_index(noun, address))
    except RowGone:
        raise
    except KeyError as error:
        raise NoSuchCell(address) from error


def write(noun: Noun, address: str, text: str | None) -> Noun:
    """The noun with one cell changed, by its address by key. Raises like :func:`to_index`."""
    index = to_index(noun, address)
    try:
        if isinstance(noun, DepartmentPlan):
            return put_department_cell(noun, index, text)
        return put_cell(noun, index, text)
    except KeyError as error:
        raise NoSuchCell(address) from error


def all_cells(noun: Noun) -> dict[str, str | None]:
    """Every cell in the order of the form, by key."""
    if isinstance(noun, DepartmentPlan):
        return {address: getattr(noun, address) for address in DEPARTMENT_CELLS}
    found = {"heading": noun.heading}
    found.update({address: text for address, text in cells(noun).items() if not address.startswith("indicators[")})
    for row in noun.indicators:
        found.update({f"indicators.{row.key}.{name}": text for name, text in indicator_cells(row)})
    return found


def differing(before: Mapping[str, str | None], after: Mapping[str, str | None]) -> dict[str, str | None]:
    """The cells of ``after`` that read otherwise than in ``before``."""
    return {address: text for address, text in after.items() if before.get(address) != text}


def with_keys(project: Project, like: Project | None = None) -> Project:
    """The project with a key on every row: a row that ``like`` has too (by its names) keeps that row's key.

    A project without a spending plan gets the official form's months, blank, so that they can be filled in.
    """
    free = {row.key: (row.level1, row.level2, row.level3) for row in like.indicators} if like else {}
    taken: set[str] = set()
    named: dict[int, str] = {}
    for part in (slice(0, 3), slice(1, 3), slice(2, 3)):
        for number, row in enumerate(project.indicators):
            if number in named or not row.level3:
                continue
            names = (row.level1, row.level2, row.level3)[part]
            key = next((key for key, own in free.items() if key not in taken and own[part] == names), None)
            if key is not None:
                named[number] = key
                taken.add(key)
    rows = []
    for number, row in enumerate(project.indicators):
        rows.append(replace(row, key=named.get(number) or new_key()))
    plan = project.fund_plan or tuple(FundPlanPoint(month) for month in PLAN_MONTHS)
    return replace(project, indicators=tuple(rows), fund_plan=plan)
