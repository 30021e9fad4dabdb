"""What the portal finds publications by: rows derived from the open editions of a unit's year; they can be rebuilt."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from zhunsheng.model.spelling import half_width
from zhunsheng.web.records.models import OpenEdition, OpenProject, Unit

Json = Mapping[str, Any]


def index_year(unit: Unit, year: int) -> None:
    """Make the rows of a unit's year anew. Must run inside the transaction of the act that changed what is open."""
    OpenProject.objects.filter(unit=unit, year=year).delete()
    rows: dict[str, OpenProject] = {}
    for one in OpenEdition.objects.filter(unit=unit, year=year).select_related("edition").order_by("-kind"):
        tables = one.edition.content["tables"]
        for projects, lines in (("projects", "indicators"), ("project_results", "indicator_results")):
            for project in tables.get(projects, ()):
                name = project["project"]
                row = rows.setdefault(name, _row(unit, one.unit_name, year, name, len(rows)))
                _fill(row, project, [line for line in tables[lines] if line["project"] == name])
    for row in rows.values():
        row.search = searched(row.unit_name, unit.code, row.project, row.name, *row.indicators)
    OpenProject.objects.bulk_create(rows.values())


def searched(*texts: str) -> str:
    """Text as the search compares it: half-width, lower case."""
    return half_width(" ".join(texts)).lower()


def _row(unit: Unit, unit_name: str, year: int, name: str, position: int) -> OpenProject:
    return OpenProject(unit=unit, unit_name=unit_name, year=year, project=name, position=position)


def _fill(row: OpenProject, project: Json, lines: list[Json]) -> None:
    row.name = project["project_name"] or row.name
    budget = project.get("budget_total") or project.get("budget") or project.get("initial_budget")
    row.budget = row.budget if row.budget is not None else _decimal(budget)
    row.paid = _decimal(project.get("paid")) if "paid" in project else row.paid
    row.score = _decimal(project.get("score")) if "score" in project else row.score
    row.grade = project.get("grade") or row.grade
    names = [line["level3"] for line in lines if line["level3"]]
    row.indicators = list(dict.fromkeys([*row.indicators, *names]))


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
