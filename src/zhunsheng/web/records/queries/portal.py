"""What the public reads: open editions as they were frozen, and nothing of what the desk knows besides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhunsheng.model.light import Light
from zhunsheng.web.records.models import OpenEdition, OpenProject, PublicationStep, PublishedEdition
from zhunsheng.web.records.open_index import searched
from zhunsheng.web.records.queries.portal_pictures import (
    LIGHTS,
    Both,
    completion,
    project_url,
    project_years,
    unit_years,
    year_url,
)

PER_PAGE = 20
_WORDS = 6
"""Words of a search that count."""
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FoundProject:
    """A project in the search's answer; ``hits`` are its indicators that say what was looked for."""

    row: OpenProject
    hits: tuple[str, ...]

    @property
    def url(self) -> str:
        """Its stable address."""
        return project_url(self.row.unit.code, self.row.year, self.row.project)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of the search's answer."""

    q: str
    year: int | None
    years: tuple[int, ...]
    rows: tuple[FoundProject, ...]
    count: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file to take along."""

    name: str
    saved_as: str
    size: int
    sentence: str
    url: str

    @property
    def suffix(self) -> str:
        """Its format in capitals."""
        return self.name.rpartition(".")[2].upper()


@dataclass(frozen=True, slots=True)
class OpenPart:
    """One edition of a unit's year."""

    kind: str
    label: str
    title: str
    number: int
    published_on: object
    approved_on: object
    tables: Mapping[str, Sequence[Row]]
    withheld: int
    """Projects that are kept back by law."""
    files: tuple[OpenFile, ...]


@dataclass(frozen=True, slots=True)
class OpenYear:
    """A unit's year as it is open: targets, results, or both."""

    code: str
    name: str
    year: int
    parts: tuple[OpenPart, ...]

    @property
    def url(self) -> str:
        """Its stable address."""
        return year_url(self.code, self.year)

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of a table; none where it was not published."""
        return next((part.tables[table] for part in self.parts if table in part.tables), ())

    @property
    def result(self) -> Row | None:
        """What the unit as a whole came to."""
        return next(iter(self.rows("unit_result")), None)

    @property
    def goals(self) -> list[tuple[str, list[str]]]:
        """The department's goals, a heading and its texts."""
        titles = {"overall_goal": "总体绩效目标", "sub_goal": "分项绩效目标", "safeguard": "保障措施"}
        rows = self.rows("department_goals")
        found = [(title, [_numbered(row) for row in rows if row["part"] == part]) for part, title in titles.items()]
        return [(title, texts) for title, texts in found if texts]


@dataclass(frozen=True, slots=True)
class OpenIndicator:
    """One indicator of a project, target and result side by side."""

    target: Row
    result: Row | None

    @property
    def light(self) -> Light | None:
        """Whether the target was reached; ``None`` where no result is open."""
        return LIGHTS[self.result["light"]] if self.result else None


@dataclass(frozen=True, slots=True)
class OpenProjectPage:
    """One project of a unit's year."""

    year: OpenYear
    project: str
    name: str
    code: str | None
    target: Row | None
    result: Row | None
    indicators: tuple[OpenIndicator, ...]
    plan: tuple[Row, ...]
    picture: Both | None
    history: Both | None
    others: tuple[OpenProject, ...]
    """The same project in other years."""


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A unit over the years."""

    code: str
    name: str
    years: tuple[tuple[int, tuple[OpenProject, ...], tuple[OpenEdition, ...]], ...]
    picture: Both | None


def search(q: str, year: int | None, page: int) -> SearchPage:
    """Projects whose unit, code, name or indicators hold every word."""
    words = searched(q).split()[:_WORDS]
    rows = OpenProject.objects.select_related("unit")
    for word in words:
        rows = rows.filter(search__contains=word)
    if year is not None:
        rows = rows.filter(year=year)
    count = rows.count()
    pages = max(1, -(-count // PER_PAGE))
    page = min(max(1, page), pages)
    shown = rows.order_by("-year", "unit__code", "position")[(page - 1) * PER_PAGE : page * PER_PAGE]
    known = tuple(OpenProject.objects.order_by("-year").values_list("year", flat=True).distinct())
    return SearchPage(q, year, known, tuple(_found(row, words) for row in shown), count, page, pages)


def latest(most: int = 12) -> tuple[OpenEdition, ...]:
    """What was published last."""
    rows = OpenEdition.objects.select_related("edition", "unit").defer("edition__content", "edition__files")
    return tuple(rows.order_by("-edition__published_on", "-edition")[:most])


def open_year(code: str, year: int) -> OpenYear | None:
    """A unit's year; ``None`` where nothing is open."""
    rows = OpenEdition.objects.filter(unit__code=code, year=year).select_related("edition").order_by("-kind")
    parts = tuple(_part(code, row) for row in rows)
    return OpenYear(code, rows[0].unit_name, year, parts) if parts else None


def withheld(code: str, year: int) -> tuple[str, ...]:
    """On which occasions of a unit's year nothing goes out by law, as people say it."""
    newest: dict[str, PublicationStep] = {}
    for step in PublicationStep.objects.filter(unit__code=code, year=year):
        newest[step.kind] = step
    return tuple(step.get_kind_display() for step in newest.values() if step.reached == "withheld")


def was_open(code: str, year: int) -> bool:
    """True where something was published and has been taken down since."""
    return PublishedEdition.objects.filter(unit__code=code, year=year).exists()


def open_project(code: str, year: int, project: str) -> OpenProjectPage | None:
    """One project; ``None`` where it is not open."""
    found = open_year(code, year)
    if found is None:
        return None
    target, result = (_of(found.rows(table), project) for table in ("projects", "project_results"))
    said = target or result
    if said is None:
        return None
    others = tuple(OpenProject.objects.filter(unit__code=code, project=project).select_related("unit").order_by("year"))
    indicators = tuple(_indicators(found, project))
    return OpenProjectPage(
        found, project, said["project_name"] or "未命名项目", said["project_code"], target, result, indicators,
        tuple(row for row in found.rows("fund_plan") if row["project"] == project), completion([one.result for one in indicators if one.result]),
        project_years(others), tuple(row for row in others if row.year != year),
    )  # fmt: skip


def open_unit(code: str) -> UnitPage | None:
    """A unit over the years; ``None`` where nothing of it is open."""
    editions = list(
        OpenEdition.objects.filter(unit__code=code).select_related("edition").defer("edition__content").order_by("-year", "-kind")
    )  # fmt: skip
    if not editions:
        return None
    projects = list(OpenProject.objects.filter(unit__code=code).select_related("unit"))
    told = []
    for year in dict.fromkeys(row.year for row in editions):
        of_year = tuple(row for row in projects if row.year == year)
        told.append((year, of_year, tuple(row for row in editions if row.year == year)))
    picture = unit_years(editions[0].unit_name, [(year, of_year, year_url(code, year)) for year, of_year, _ in told])
    return UnitPage(code, editions[0].unit_name, tuple(told), picture)


def open_file(code: str, year: int, kind: str, name: str) -> Mapping[str, Any] | None:
    """A file of an open edition: its digest and names; ``None`` where there is no such file."""
    row = (
        OpenEdition.objects.filter(unit__code=code, year=year, kind=kind)
        .select_related("edition")
        .defer("edition__content")
        .first()
    )
    return next((file for file in row.edition.files if file["name"] == name), None) if row else None


# -- pieces ------------------------------------------------------------------------------------------------------------


def _found(row: OpenProject, words: Sequence[str]) -> FoundProject:
    hits = [name for name in row.indicators if any(word in searched(name) for word in words)] if words else []
    return FoundProject(row, tuple(hits[:3]))


def _part(code: str, row: OpenEdition) -> OpenPart:
    edition = row.edition
    base = f"{year_url(code, row.year)}files/{row.kind}/"
    files = tuple(
        OpenFile(file["name"], file["saved_as"], file["size"], file["sentence"], f"{base}{file['name']}")
        for file in edition.files
    )
    return OpenPart(
        row.kind, row.get_kind_display(), edition.title, edition.number, edition.published_on, edition.approved_on,
        edition.content["tables"], edition.content["withheld_projects"], files,
    )  # fmt: skip


def _of(rows: Iterable[Row], project: str) -> Row | None:
    return next((row for row in rows if row["project"] == project), None)


def _indicators(year: OpenYear, project: str) -> Iterable[OpenIndicator]:
    """Targets with their results; where only results are open, those alone. A table that was adjusted since has its own rows."""
    targets = [row for row in year.rows("indicators") if row["project"] == project]
    results = {row["indicator"]: row for row in year.rows("indicator_results") if row["project"] == project}
    if results and [row["level3"] for row in targets] != [row["level3"] for row in results.values()]:
        return [OpenIndicator({"description": None, "basis": None, **row}, row) for row in results.values()]
    return [OpenIndicator(row, results.get(row["indicator"])) for row in targets]


def _numbered(row: Row) -> str:
    number = row["number"]
    if not number:
        return str(row["text"])
    return f"{number}{'.' if number.isascii() else '、'}{row['text']}"
