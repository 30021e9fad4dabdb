"""What the portal finds publications by: rows derived from the open editions of a unit's year; they can be rebuilt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from zhunsheng.lifecycle.process import Effect
from zhunsheng.lifecycle.registry import processes
from zhunsheng.model.spelling import half_width
from zhunsheng.web.records.models import OpenEdition, OpenProject, PublicationStep, Unit

Json = Mapping[str, Any]
Occasion = tuple[int, int, str]
_CHUNK = 200


def index_year(unit: Unit, year: int) -> None:
    """Make the rows of a unit's year anew. Must run inside the transaction of the act that changed what is open."""
    OpenProject.objects.filter(unit=unit, year=year).delete()
    OpenProject.objects.bulk_create(_derived(unit, year))


def open_faults() -> Iterator[str]:
    """Where the portal shows what the steps of publications do not bear out, or finds it otherwise than it was published."""
    expected = dict(_open_by_steps())
    for row in OpenEdition.objects.select_related("edition", "unit").order_by("pk").iterator(chunk_size=_CHUNK):
        number = expected.pop((row.unit_id, row.year, row.kind), None)
        if number != row.edition.number:
            yield f"公开查询页上的“{row.edition.title}”第{row.edition.number}版，流转记录里不该公开：公开的版本被换过。"
    for unit, year, kind in expected:
        yield f"单位{unit}号{year}年的公开（{kind}）应在公开查询页上，却不见了。"
    for pair in OpenProject.objects.order_by().values_list("unit", "year").distinct():
        unit = Unit.objects.get(pk=pair[0])
        shown = {row.project: _told(row) for row in OpenProject.objects.filter(unit=unit, year=pair[1])}
        if shown != {row.project: _told(row) for row in _derived(unit, pair[1])}:
            yield f"公开查询页上{unit.name}{pair[1]}年的项目与公开的版本不符：被改动过。"


def searched(*texts: str) -> str:
    """Text as the search compares it: half-width, lower case."""
    return half_width(" ".join(texts)).lower()


def _open_by_steps() -> Iterator[tuple[Occasion, int]]:
    """The number of the edition that should be open, for every occasion that has one."""
    editions: dict[Occasion, int] = {}
    is_open: dict[Occasion, bool] = {}
    effects = {(row.source, row.name): row.effect for row in processes()["publication"].acts}
    rows = PublicationStep.objects.order_by("pk").values_list("unit", "year", "kind", "source", "act")
    for unit, year, kind, source, act in rows.iterator(chunk_size=_CHUNK):
        name, effect = (unit, year, kind), effects.get((source, act))
        if effect is Effect.PUBLISH:
            editions[name], is_open[name] = editions.get(name, 0) + 1, True
        elif effect is Effect.WITHDRAW:
            is_open[name] = False
    return ((name, number) for name, number in editions.items() if is_open[name])


def _told(row: OpenProject) -> tuple[object, ...]:
    return (
        row.unit_name,
        row.position,
        row.name,
        row.budget,
        row.paid,
        row.score,
        row.grade,
        row.indicators,
        row.search,
    )


def _derived(unit: Unit, year: int) -> list[OpenProject]:
    """The rows that the open editions of a unit's year come to."""
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
    return list(rows.values())


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
