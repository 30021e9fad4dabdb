"""Make the bundled example document from its readable source.

``python tools/make_example.py`` reads ``tools/example_park.yaml`` and writes the official Word form of it into the
package; run it after a change of the source or of the Word writer. The same source gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from zhunsheng.bundled import EXAMPLE
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.figure import figure
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.organisation import BudgetUnit, parse_unit
from zhunsheng.model.project import Budget, FundPlanPoint, Project
from zhunsheng.model.quantity import quantity
from zhunsheng.usecases.write_document import write_document

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "example_park.yaml"
TARGET = HERE.parent / "src" / "zhunsheng" / "bundled" / EXAMPLE


def example_document() -> Document:
    """The example as nouns, every cell as its source spells it."""
    source = yaml.safe_load(SOURCE.read_text("utf-8"))
    unit = parse_unit(source["unit"])
    texts = {address: text.rstrip("\n") for address, text in source["department"].items()}
    return Document(
        unit=unit,
        fiscal_year=source["fiscal_year"],
        department=DepartmentPlan(unit, **texts),
        projects=tuple(_project(item, unit) for item in source["projects"]),
    )


def _project(item: dict[str, Any], unit: BudgetUnit) -> Project:
    money = {part: figure(item["budget"][part]) for part in ("total", "fiscal", "other")}
    return Project(
        code=item["code"],
        name=item["name"],
        unit=unit,
        budget=Budget(**money),
        purpose=item["purpose"],
        fund_plan=tuple(FundPlanPoint(month, figure(text)) for month, text in item["fund_plan"].items()),
        goal=item["goal"],
        indicators=tuple(
            Indicator(level1, level2, level3, description, quantity(target), basis)
            for level1, level2, level3, description, target, basis in item["indicators"]
        ),
    )


def main() -> None:
    """Write the example into the package."""
    TARGET.write_bytes(write_document(example_document(), "docx"))
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
