"""Begin a project with a blank target table."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.indicator import Indicator, Level1, Level2
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.project import Project
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit, derived
from zhunsheng.web.records.cell_address import with_keys
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.changes import content_of
from zhunsheng.web.records.models import Plan, Target, Unit, VersionKind
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.operations.recording import object_name
from zhunsheng.web.records.operations.save_version import add_version
from zhunsheng.web.records.operations.upload_file import YEARS
from zhunsheng.web.records.scope import sees

ROWS = (
    (Level1.OUTPUT, Level2.QUANTITY), (Level1.OUTPUT, Level2.QUALITY), (Level1.OUTPUT, Level2.TIMELINESS),
    (Level1.OUTPUT, Level2.COST), (Level1.BENEFIT, Level2.SOCIAL_BENEFIT), (Level1.SATISFACTION, Level2.SATISFACTION),
)  # fmt: skip
"""The rows that a blank table begins with: one for every kind that most projects need."""
_NOTE = "新建"


def create_target(by: User, unit: Unit, year: int | None, name: str, code: str = "") -> Target:
    """A project at the end of the unit's document of the year. Raises ``Invalid`` or ``Forbidden``."""
    if not by.may_edit or not sees(by, unit):
        raise Forbidden("您不能在这个单位新建项目。如需新建，请联系该单位经办人。")
    if year not in YEARS:
        raise Invalid(f"年度应是{YEARS.start}到{YEARS.stop - 1}之间的四位数，没有新建。请改年度。")
    words, code = one_line(name, 300), one_line(code, 120)
    if not words:
        raise Invalid("还没有写项目名称，没有新建。请填写名称。")
    at = timezone.now()
    with transaction.atomic():
        unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        others = Target.objects.filter(unit=unit, year=year, archived=False)
        if code and others.filter(code=code).exists():
            raise Invalid(f"{year}年已有编码为{code}的项目，没有新建。请核对编码。")
        if others.filter(name=words, code=code).exists():
            raise Invalid(f"{year}年已有名为“{words}”、同样没有编码的项目，没有新建。请换一个名称，或写上编码。")
        last = Target.objects.filter(unit=unit, year=year).order_by("-position").values("position", "layout").first()
        layout = last["layout"] if last else ""
        begin_plan(unit, year, by, layout, at)
        project = _blank(unit, words, code)
        target = Target.objects.create(
            unit=unit, year=year, layout=layout, draft=content_of(project), updated_at=at, updated_by=by,
            position=last["position"] + 1 if last else 0, **derived.target_columns(project),
        )  # fmt: skip
        derived.rebuild_rows(target, project)
        version = add_version(target, by, VersionKind.CREATED, _NOTE, at)
        detail = {"name": words, "code": code, "year": year, "digest": version.digest}
        audit.log("create_target", by, at, object_name(target), detail)
    return target


def _blank(unit: Unit, name: str, code: str) -> Project:
    rows = tuple(Indicator(level1=level1.value, level2=level2.value) for level1, level2 in ROWS)
    return with_keys(Project(code=code or None, name=name, unit=BudgetUnit(unit.code, unit.name), indicators=rows))


def begin_plan(unit: Unit, year: int, by: User, layout: str, at: datetime) -> None:
    """The unit's plan of the year, blank where it had none: the review and the department page need one."""
    if Plan.objects.filter(unit=unit, year=year).exists():
        return
    content = content_of(replace(DepartmentPlan(), unit=BudgetUnit(unit.code, unit.name)))
    plan = Plan.objects.create(unit=unit, year=year, layout=layout, draft=content, updated_at=at, updated_by=by)
    add_version(plan, by, VersionKind.CREATED, _NOTE, at)
