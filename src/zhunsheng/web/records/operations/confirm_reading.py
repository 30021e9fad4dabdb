"""Take what was read from a file into the records: new projects, new versions of those that are there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhunsheng.documents.interchange import document_from_json
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.project import Project
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit, derived
from zhunsheng.web.records.cell_address import with_keys
from zhunsheng.web.records.changes import content_of, restore_change
from zhunsheng.web.records.models import Plan, Reading, ReadingStatus, Target, Unit, VersionKind
from zhunsheng.web.records.operations.create_unit import unit_for
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.operations.recording import AnySheet, noun, object_name, record
from zhunsheng.web.records.operations.save_version import add_version, keep_unsaved
from zhunsheng.web.records.operations.take_form_values import keep_forms
from zhunsheng.web.records.operations.upload_file import YEARS
from zhunsheng.web.records.reading_parts import Part, matches, parts
from zhunsheng.web.records.scope import sees
from zhunsheng.web.records.standing_in import owners


@dataclass(slots=True)
class Taken:
    """What a confirmation did: how many projects were added, renewed, found unchanged, skipped; in which units."""

    year: int
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    units: list[Unit] = field(default_factory=list)
    sheets: list[dict[str, Any]] = field(default_factory=list)
    forms: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Import:
    """What every step of one confirmation needs to know."""

    by: User
    at: datetime
    year: int
    layout: str
    note: str
    skip: Collection[int]
    skip_plan: bool
    taken: Taken


def confirm_reading(
    reading: Reading,
    by: User,
    *,
    year: int | None,
    unit_code: str = "",
    unit_name: str = "",
    skip: Collection[int] = (),
    skip_plan: bool = False,
) -> Taken:
    """Take a reading in. ``unit_code`` is for documents that do not say whose they are; ``skip`` are indexes of
    projects to leave as they are. Raises ``Invalid`` or ``Forbidden``; then nothing is taken in.
    """
    if not by.may_upload:
        raise Forbidden(f"{by.bounds}，不能读入。如需读入，请联系本单位管理员。")
    at = timezone.now()
    with transaction.atomic():
        reading = Reading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
        check_open(reading, by)
        year = year or reading.year
        if year not in YEARS:
            raise Invalid("还缺预算年度：文件里没有写明是哪一年的。请填写4位年份，例如2020。")
        document = document_from_json(reading.document)
        tables = bool(document.projects) or not document.department.is_blank
        if not tables and not (document.self_evaluations or document.monitorings):
            raise Invalid("这个文件里没有读出任何项目、部门目标、自评表或监控表，没有可读入的内容。")
        if tables and not by.may_edit:
            raise Forbidden("您的角色不能读入绩效目标表，只能读入自评表和监控表。目标表请由单位读入。")
        taken = Taken(year)
        work = _Import(by, at, year, reading.layout, f"读入{reading.name}", skip, skip_plan, taken)
        for part in parts(document) if tables else ():
            _take_part(work, part, unit_code, unit_name)
        taken.forms = keep_forms(reading, document, by, year, at)
        reading.status, reading.decided_at, reading.year = ReadingStatus.CONFIRMED, at, year
        about = next((one["target"] for one in taken.forms if one["target"]), None)
        reading.unit = taken.units[0] if taken.units else Unit.objects.filter(targets=about).first() if about else None
        reading.save(update_fields=("status", "decided_at", "year", "unit"))
        detail = {"year": year, "sheets": taken.sheets, "skipped": taken.skipped, "unchanged": taken.unchanged}
        if taken.forms:
            detail["forms"] = taken.forms
            detail["written"] = {f"read_form:{one['row']}": one["digest"] for one in taken.forms}
        audit.log("confirm_reading", by, at, f"reading:{reading.pk}", detail)
    return taken


def check_open(reading: Reading, by: User) -> None:
    """Raise unless the reading waits for this person's decision."""
    if reading.uploaded_by_id not in owners(by) and not by.sees_everything:
        raise Forbidden("只有上传的人能确认读入。请由上传人确认，或自己重新上传。")
    if reading.status != ReadingStatus.READ:
        raise Invalid(
            f"这次上传已经处理过（{ReadingStatus(reading.status).label}），不能再确认。如需再读，请重新上传。"
        )


def _take_part(work: _Import, part: Part, unit_code: str, unit_name: str) -> None:
    code, name = (part.code, part.name) if part.code else (unit_code.strip(), part.name or unit_name)
    if not code:
        raise Invalid("还缺单位：文件里没有写单位编码。请填写编码（例如804002）后再确认。")
    unit = unit_for(work.by, code, name)
    if not sees(work.by, unit):
        raise Forbidden(f"文件属于{unit}，不在您能看到的单位里，没有读入。请由该单位或管理员上传。")
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    work.taken.units.append(unit)
    _take_plan(work, unit, part)
    existing = Target.objects.select_for_update(of=("self",)).filter(unit=unit, year=work.year, archived=False)
    rows = list(existing.order_by("position", "pk"))
    known = matches(part.projects, rows)
    position = rows[-1].position + 1 if rows else 0
    for index, project in part.projects:
        project = replace(project, unit=project.unit if project.unit.label else BudgetUnit(unit.code, unit.name))
        target = known.get(index)
        if target is not None and index in work.skip:
            work.taken.skipped += 1
        elif target is not None:
            current = noun(target)
            assert isinstance(current, Project)
            renewed = _renew(work, target, content_of(with_keys(project, current)))
            work.taken.updated += renewed
            work.taken.unchanged += not renewed
        else:
            _create(work, unit, with_keys(project), position)
            position += 1
            work.taken.created += 1


def _create(work: _Import, unit: Unit, project: Project, position: int) -> None:
    target = Target.objects.create(
        unit=unit, year=work.year, layout=work.layout, draft=content_of(project), position=position,
        updated_at=work.at, updated_by=work.by, **derived.target_columns(project),
    )  # fmt: skip
    derived.rebuild_rows(target, project)
    _keep_version(work, target)


def _take_plan(work: _Import, unit: Unit, part: Part) -> None:
    """The department part; a unit without one gets a blank plan to write in."""
    content = content_of(replace(part.plan or DepartmentPlan(), unit=BudgetUnit(unit.code, unit.name)))
    plan = Plan.objects.select_for_update(of=("self",)).filter(unit=unit, year=work.year).first()
    if plan is None:
        plan = Plan.objects.create(
            unit=unit, year=work.year, layout=work.layout, draft=content, updated_at=work.at, updated_by=work.by
        )
        _keep_version(work, plan)
    elif part.plan is not None and not work.skip_plan:
        _renew(work, plan, content)


def _renew(work: _Import, sheet: AnySheet, content: dict[str, Any]) -> bool:
    """Put new content in the place of the draft and keep it as a version; false when it says the same."""
    before = noun(sheet)
    change = restore_change(before, content)
    if change.old == change.new:
        return False
    keep_unsaved(sheet, work.by, f"{work.note}之前自动存下", work.at)
    act = "import_target" if isinstance(sheet, Target) else "import_plan"
    record(sheet, before, change, act=act, by=work.by, note=work.note, at=work.at)
    _keep_version(work, sheet)
    return True


def _keep_version(work: _Import, sheet: AnySheet) -> None:
    version = add_version(sheet, work.by, VersionKind.IMPORT, work.note, work.at)
    work.taken.sheets.append({"object": object_name(sheet), "version": version.number, "digest": version.digest})
