"""What a planted fault is: a good table, the one mistake made in it, the cells at which the rule must speak.

Cells are named as in the program, but a row by its indicator: ``[亮灯率].target`` (the name may be shortened as long as
one row only contains it). An edit is a new text, or a pair ``(words, other words)`` that swaps a part of the cell. In a
document of several tables ``2:goal`` is the second table's goal; ``plan:sub_goal`` is a block of the department part.
Where two cells contradict each other, either is right: ``goal|[亮灯率].target``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from zhunsheng.model.address import put_cell, put_department_cell
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Finding, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.engine import run
from zhunsheng.rules.examples import row
from zhunsheng.rules.outside import NOTHING, Outside

Edit = str | None | tuple[str, str]
Row = tuple[str | None, ...]


@dataclass(frozen=True)
class Fault:
    """One planted mistake. ``also`` names further rules that speak with good reason, each with a word why."""

    rule: str
    note: str
    document: Document
    found: tuple[tuple[frozenset[tuple[int | None, str]], str], ...]
    also: tuple[str, ...] = ()
    outside: Outside = NOTHING
    """What other papers say, where the mistake only shows beside them."""

    @property
    def name(self) -> str:
        """What the fault is called in tests and reports."""
        return f"{self.rule} {self.note}"


@dataclass(frozen=True)
class Outcome:
    """What a review of the spoilt document says: places missed, and errors or warnings that nothing deserved."""

    missed: tuple[str, ...]
    elsewhere: tuple[Finding, ...]
    also_silent: tuple[str, ...]
    """Codes named in ``also`` that did not speak: the list must stay honest."""


def fault(
    rule: str,
    note: str,
    table: Project | tuple[Project, ...],
    edits: Mapping[str, Edit] | None = None,
    *found: tuple[str, str],
    drop: tuple[str, ...] = (),
    add: tuple[Row, ...] = (),
    also: tuple[str, ...] = (),
    plan: DepartmentPlan | None = None,
    year: int = 2026,
    outside: Outside = NOTHING,
) -> Fault:
    """A fault in one table (edited here) or in a document of several (each edited before by :func:`spoilt`)."""
    tables = table if isinstance(table, tuple) else (spoilt(table, edits, drop=drop, add=add),)
    names = tables if add or drop or isinstance(table, tuple) else (table,)
    made = Document(tables[0].unit, year, plan or DepartmentPlan(unit=tables[0].unit), tables)
    places = tuple((frozenset(_place(names, one) for one in address.split("|")), words) for address, words in found)
    assert places, f"{rule} {note}: nothing to be found"
    return Fault(rule, note, made, places, also, outside)


def spoilt(
    table: Project, edits: Mapping[str, Edit] | None = None, *, drop: tuple[str, ...] = (), add: tuple[Row, ...] = ()
) -> Project:
    """The table with cells changed, rows (named as in the good table) taken out, and rows added at the end."""
    made = table
    for address, edit in (edits or {}).items():
        _, plain = _place((table,), address)
        if isinstance(edit, tuple):
            old = _text(made, plain)
            assert old.count(edit[0]) == 1, f"{table.name} {address}: “{edit[0]}” stands {old.count(edit[0])} times"
            edit = old.replace(*edit)
        made = put_cell(made, plain, edit)
    gone = {_row(table, name) for name in drop}
    rows = tuple(one for number, one in enumerate(made.indicators) if number not in gone)
    return replace(made, indicators=rows + tuple(row(*cells) for cells in add))


def spoilt_plan(plan: DepartmentPlan, edits: Mapping[str, Edit]) -> DepartmentPlan:
    """A department part with blocks changed."""
    for address, edit in edits.items():
        if isinstance(edit, tuple):
            old = getattr(plan, address) or ""
            assert old.count(edit[0]) == 1, f"{address}: “{edit[0]}” stands {old.count(edit[0])} times"
            edit = old.replace(*edit)
        plan = put_department_cell(plan, address, edit)
    return plan


def every(table: Project, column: str, text: str) -> dict[str, Edit]:
    """Edits that write the same text into one column of all rows."""
    return {f"indicators[{number}].{column}": text for number in range(len(table.indicators))}


def review(planted: Fault) -> Outcome:
    """Run all rules over the spoilt document and compare."""
    findings = run(planted.document, outside=planted.outside).findings
    own = [finding for finding in findings if finding.rule == planted.rule]
    missed = tuple(
        "|".join(sorted(address for _, address in places))
        for places, words in planted.found
        if not any((one.project_no, one.address) in places and _agree(words, one.quote) for one in own)
    )
    right = frozenset().union(*(places for places, _ in planted.found))
    deserved = {code.split()[0] for code in planted.also}
    elsewhere = tuple(
        one
        for one in findings
        if (one.severity is not Severity.INFO or one.rule == planted.rule)
        and not (one.rule == planted.rule and (one.project_no, one.address) in right)
        and one.rule not in deserved
    )
    spoken = {one.rule for one in findings}
    return Outcome(missed, elsewhere, tuple(sorted(deserved - spoken)))


def _agree(words: str, quote: str) -> bool:
    """True when the quotation holds the words at fault, or is the very heart of them."""
    return words in quote or bool(quote and quote in words)


def _place(tables: tuple[Project, ...], address: str) -> tuple[int | None, str]:
    head, colon, rest = address.partition(":")
    if colon and head == "plan":
        return None, rest
    number = int(head) - 1 if colon and head.isdigit() else 0
    plain = rest if colon and head.isdigit() else address
    found = re.fullmatch(r"\[(.+)\]\.(\w+)", plain)
    return number, f"indicators[{_row(tables[number], found[1])}].{found[2]}" if found else plain


def _row(table: Project, name: str) -> int:
    names = [one.level3 or "" for one in table.indicators]
    hits = [number for number, one in enumerate(names) if one == name] or [
        number for number, one in enumerate(names) if name in one
    ]
    assert len(hits) == 1, f"{table.name}: {len(hits)} rows are called {name}"
    return hits[0]


def _text(table: Project, address: str) -> str:
    from zhunsheng.model.address import get_cell

    return get_cell(table, address) or ""
