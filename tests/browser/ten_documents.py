"""Ten units' documents of one year, made from the example park by variation: other names, numbers, faults and projects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zhunsheng.bundled import example_bytes
from zhunsheng.model.address import cells, put_cell
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.project import Project
from zhunsheng.usecases.read_document import read_bytes
from zhunsheng.usecases.review import mend_all
from zhunsheng.usecases.write_document import write_document

PARKS = ("轴承", "纺织", "农产品", "物流", "装备", "建材", "食品", "电子", "医药", "家居")


def ten_documents(year: int) -> Iterator[tuple[str, bytes]]:
    """Each as a file name and a Word file."""
    park = read_bytes(example_bytes())
    for number, name in enumerate(PARKS):
        document = _varied(park, number, f"临西县{name}园区管理委员会", year)
        yield f"{document.unit.code}.docx", write_document(document, "docx")


def _varied(park: Document, number: int, name: str, year: int) -> Document:
    unit = BudgetUnit(f"8040{number + 10}", name)
    first, count = number % len(park.projects), 2 + number % 4
    chosen = [park.projects[(first + at) % len(park.projects)] for at in range(count)]
    projects = tuple(_project(project, unit, number, at) for at, project in enumerate(chosen))
    told = {
        cell: (getattr(park.department, cell) or "").replace("运河", name[3:5])
        for cell in ("overall_goal", "sub_goal", "safeguard")
    }
    plan = (
        DepartmentPlan(unit, **told) if number % 3 else replace(DepartmentPlan(unit), overall_goal=told["overall_goal"])
    )
    document = Document(unit, year, plan, projects)
    return mend_all(document).document if number % 2 else document


def _project(project: Project, unit: BudgetUnit, number: int, at: int) -> Project:
    """The project as this unit would have it; every other one with a slip of its own."""
    for address, text in cells(project).items():
        if text and "运河" in text and address != "unit":
            project = put_cell(project, address, text.replace("运河", unit.name[3:5] if unit.name else ""))
    project = replace(
        project, unit=unit, code=f"804-{number:02d}{at:02d}-JBN-{project.code[-4:] if project.code else ''}"
    )
    slips = (
        ("indicators[0].target", None), ("indicators[1].basis", None), ("budget.fiscal", f"{number + 1}.50"),
        ("fund_plan.12", "90.00"), ("goal", "加强管理，再上新台阶。"), ("indicators[2].level3", "满意程度（"),
    )  # fmt: skip
    address, text = slips[(number + at) % len(slips)]
    return put_cell(project, address, text)
