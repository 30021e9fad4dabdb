"""A large installation to measure on: its own data folder, or the PostgreSQL of ``DATABASE_URL``, full of projects and entries.

Entries are those of ``measure_sql.py``, written as the program itself writes them: into the real table with its indexes and
triggers, each thousand under an audit entry with its digest, so that ``zhunsheng verify`` finds nothing against them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from measure_sql import COLUMNS, KINDS, PER_PROJECT, SLOTS_OF, entries, questions

PER_UNIT = 50
"""Projects of a unit."""
BOUND = 5
"""Indicators of a project, each with a formula of its own."""
YEAR = 2020
_ACT = 5000
"""Entries under one audit entry."""


def build(folder: Path, size: int, *, verified: bool = True) -> None:
    """Fill a fresh installation with so many entries. Without ``verified`` nothing is digested: quicker, for millions."""
    from zhunsheng.web.serve import prepare

    prepare(folder)
    from django.db import connection

    from zhunsheng.web.records.models import Entry

    if Entry.objects.exists():
        return
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA cache_size = -1500000")
    projects = max(1, size // PER_PROJECT)
    people = _units_and_people(projects)
    _targets(people, projects)
    _entries(people, size, verified)
    from zhunsheng.web.records import tallies

    tallies.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA cache_size = -16000")


def person(name: str = "admin") -> Any:
    """Somebody of the installation: ``admin``, or ``clerk`` and ``worker`` of its first unit."""
    from zhunsheng.web.accounts.models import User

    return User.objects.select_related("unit").get(username=name)


def _units_and_people(projects: int) -> Any:
    from zhunsheng.web.accounts.models import User
    from zhunsheng.web.records.models import Unit

    top = Unit.objects.create(code="900", name="临港园区管理委员会")
    Unit.objects.filter(pk=top.pk).update(path=f"/{top.pk}/")
    count = -(-projects // PER_UNIT)
    Unit.objects.bulk_create(
        [Unit(code=f"900{number:06d}", name=f"第{number}服务中心", parent=top) for number in range(count)]
    )
    units = list(Unit.objects.filter(parent=top).order_by("code"))
    for unit in units:
        unit.path = f"/{top.pk}/{unit.pk}/"
    Unit.objects.bulk_update(units, ["path"], batch_size=500)
    admin = User.objects.create_superuser("admin", password="lingang-2020", name="赵管理", role="admin")
    User.objects.create_user("clerk", password="lingang-2020", name="王经办", role="clerk", unit=units[0])
    User.objects.create_user("worker", password="lingang-2020", name="马巡查", role="field", unit=units[0])
    return admin


def _targets(by: Any, projects: int) -> None:
    """Projects with five indicators, each bound to one of the formulas that ``measure_sql.py`` measures."""
    from django.db import transaction
    from django.utils import timezone

    from zhunsheng.web.records import audit
    from zhunsheng.web.records.canonical import digest
    from zhunsheng.web.records.models import FormulaBinding, Target, Unit, Version
    from zhunsheng.web.records.operations.bind_formula import written

    units = list(Unit.objects.filter(parent__isnull=False).order_by("code"))
    asked, now = questions(), timezone.now()
    numbers = iter(range(projects))
    while part := list(islice(numbers, 1000)):
        with transaction.atomic():
            targets = [_target(units[number // PER_UNIT], number, asked, by, now) for number in part]
            Target.objects.bulk_create(targets)
            Version.objects.bulk_create(
                Version(
                    target=one, number=1, kind="created", revision=0, content=one.draft, digest=digest(one.draft), by=by, at=now
                )
                for one in targets
            )  # fmt: skip
            rows = [
                FormulaBinding(target=one, key=f"k{place}", number=1, formula=row["formula"], by=by, at=now)
                for one in targets
                for place, row in enumerate(_bound(one.position + PER_UNIT * units.index(one.unit), asked))
            ]
            FormulaBinding.objects.bulk_create(rows)
            detail = {"written": {f"formula_binding:{row.pk}": digest(written(row)) for row in rows}}
            audit.log("bind_formula", by, now, "target:0", detail)


def _bound(number: int, asked: list[Any]) -> list[dict[str, str]]:
    """The five formulas of a project: they go round."""
    chosen = [asked[(number * BOUND + place) % len(asked)] for place in range(BOUND)]
    return [{"name": one.name, "formula": one.formula} for one in chosen]


def _target(unit: Any, number: int, asked: list[Any], by: Any, now: Any) -> Any:
    from zhunsheng.documents.interchange import project_to_json
    from zhunsheng.model.indicator import Indicator
    from zhunsheng.model.organisation import BudgetUnit
    from zhunsheng.model.project import Project
    from zhunsheng.model.quantity import quantity
    from zhunsheng.web.records import derived
    from zhunsheng.web.records.models import Target

    rows = tuple(
        Indicator(level1="产出指标", level2="质量指标", level3=row["name"], target=quantity("≥90%"), key=f"k{place}")
        for place, row in enumerate(_bound(number, asked))
    )
    project = Project(
        code=f"900-{number:06d}", name=f"第{number}项服务", unit=BudgetUnit(unit.code, unit.name), indicators=rows
    )
    return Target(
        unit=unit, year=YEAR, draft=project_to_json(project), position=number % PER_UNIT, updated_at=now, updated_by=by,
        **derived.target_columns(project),
    )  # fmt: skip


def new_rows(count: int, first: int = 0, seed: int = 1) -> Iterator[Any]:
    """Entries as rows that the program writes, every one of them valid; unit and project as this installation has them."""
    from zhunsheng.formula.storage import decode
    from zhunsheng.web.records.entry_rows import Row
    from zhunsheng.web.records.entry_values import to_json
    from zhunsheng.web.records.models import Target

    homes = list(Target.objects.order_by("pk").values_list("pk", "unit_id"))
    places = {name: COLUMNS.index(name) for name in ("kind", "day", "month", "project_id")}
    start = COLUMNS.index("n1")
    for told in entries(count, first=first, seed=seed):
        kind = KINDS[told[places["kind"]]]
        project, unit = homes[(told[places["project_id"]] - 1) % len(homes)]
        cells = told[start:-1]
        filled = {column.name: decode(column, cells[place]) for column, place in SLOTS_OF[kind.name]}
        yield Row(
            id=str(UUID(told[0])), kind=kind.name, edition=0, unit_id=unit, project_id=project, day=told[places["day"]],
            month=told[places["month"]], recorded_at=0, values=to_json(kind, filled), cells=cells, source="import", by_id=None,
        )  # fmt: skip


def _entries(by: Any, size: int, verified: bool) -> None:
    from dataclasses import replace

    from django.db import transaction
    from django.utils import timezone

    from zhunsheng.formula.storage import microseconds
    from zhunsheng.web.records import audit
    from zhunsheng.web.records.entry_rows import digest_of, insert_fields

    rows = new_rows(size)
    while part := list(islice(rows, _ACT)):
        with transaction.atomic():
            at = timezone.now()
            written = [replace(row, recorded_at=microseconds(at)) for row in part]
            detail = {"rows": len(written), "digest": digest_of(written) if verified else "", "source": "import"}
            logged = audit.log("import_entries", by, at, "import:0", detail)
            insert_fields(row.fields(logged.number) for row in written)
