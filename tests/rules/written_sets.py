"""Sets of good tables and of mistakes planted into them, written as YAML under ``sets/``: data only, one folder a set.

A table lists its indicators one a line, ``产出/数量 | name | description | target | basis``; the budget is the total, or
``total=fiscal+other``; the plan its four points. A fault says the rule, a note, what is edited (``purpose``, ``fund_plan.3``,
or a row by its indicator's name, ``亮灯率.target``; a pair swaps words within the cell, null empties it), and the cells at
which the rule must speak (``found``, alternatives with ``|``). ``also`` names rules that speak with good reason as well.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from planted.fault import Edit, Fault, every, fault

from zhunsheng.model.figure import figure
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.project import Budget, FundPlanPoint, Project
from zhunsheng.rules.examples import row

FOLDER = Path(__file__).parent / "sets"
LEVEL1 = {"产出": "产出指标", "效益": "效益指标", "效果": "效果指标", "满意": "满意度指标", "成本": "成本指标"}
LEVEL2 = {
    "数量": "数量指标", "质量": "质量指标", "时效": "时效指标", "成本": "成本指标",
    "经济": "经济效益指标", "社会": "社会效益指标", "生态": "生态效益指标", "可持续": "可持续影响指标", "对象": "服务对象满意度指标",
}  # fmt: skip
UNDER_COST = {"经济": "经济成本指标", "社会": "社会成本指标", "生态": "生态环境成本指标"}
PARTS = frozenset({"budget", "fund_plan", "plan"})
"""First words of addresses that are no indicator's name."""


@dataclass(frozen=True)
class Table:
    """A good table with the year it was written for and the faults planted into it."""

    project: Project
    year: int
    faults: tuple[Fault, ...]


@cache
def written(name: str) -> tuple[Table, ...]:
    """The tables of one set, in the order of its files."""
    files = sorted((FOLDER / name).glob("*.yaml"))
    return tuple(_table(name, entry) for file in files for entry in _read(file))


def _read(file: Path) -> list[dict[str, Any]]:
    return list(yaml.load(file.read_text("utf-8"), yaml.BaseLoader))


def _table(name: str, entry: dict[str, Any]) -> Table:
    project = _project(entry)
    year = int(entry.get("year", "2026"))
    return Table(project, year, tuple(_fault(name, project, year, one) for one in entry.get("faults", ())))


def _project(entry: dict[str, Any]) -> Project:
    total, _, parts = entry["budget"].partition("=")
    fiscal, _, other = (parts or total).partition("+")
    code, _, unit = entry["unit"].partition(" ")
    points = zip((3, 6, 10, 12), entry["plan"].split(), strict=True)
    return Project(
        code=entry["code"],
        name=entry["name"],
        unit=BudgetUnit(code, unit),
        budget=Budget(figure(total), figure(fiscal), figure(other) if other else None),
        purpose=entry["purpose"],
        fund_plan=tuple(FundPlanPoint(month, figure(percent)) for month, percent in points),
        goal=entry["goal"],
        indicators=tuple(row(*_cells(line)) for line in entry["rows"]),
    )


def _cells(line: str) -> tuple[str, ...]:
    kind, *cells = (part.strip() for part in line.split(" | "))
    assert len(cells) == 4, line
    first, second = kind.split("/")
    return (LEVEL1[first], (UNDER_COST if first == "成本" else LEVEL2)[second], *cells)


def _fault(name: str, project: Project, year: int, entry: dict[str, Any]) -> Fault:
    edits: dict[str, Edit] = {_address(cell): _edit(text) for cell, text in entry.get("edit", {}).items()}
    for column, text in entry.get("every", {}).items():
        edits |= every(project, column, text)
    found = (("|".join(map(_address, cells.split("|"))), words) for cells, words in entry["found"].items())
    return fault(
        entry["rule"],
        f"{entry['note']}（{name}，{project.name}）",
        project,
        edits,
        *found,
        drop=tuple(entry.get("drop", ())),
        add=tuple(_cells(line) for line in entry.get("add", ())),
        also=tuple(entry.get("also", ())),
        year=year,
    )


def _address(cell: str) -> str:
    """``亮灯率.target`` → ``[亮灯率].target``; other addresses stay."""
    row_name, dot, column = cell.rpartition(".")
    return f"[{row_name}].{column}" if dot and row_name not in PARTS else cell


def _edit(text: Any) -> Edit:
    if isinstance(text, list):
        return (text[0], text[1])
    return None if text in ("null", "") else str(text)
