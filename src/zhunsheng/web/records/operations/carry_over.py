"""Carry a project over into the next year: a new draft from the approved table; nothing that is there is overwritten."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from zhunsheng.lifecycle.next_year import next_year
from zhunsheng.model.project import Project
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit, derived
from zhunsheng.web.records.cell_address import with_keys
from zhunsheng.web.records.changes import content_of, noun_of
from zhunsheng.web.records.copied import ORIGIN, kept_looks, under_new_names
from zhunsheng.web.records.course_facts import approved_version
from zhunsheng.web.records.measured import measures
from zhunsheng.web.records.models import FormulaBinding, ResultNote, Target, Unit, Version, VersionKind
from zhunsheng.web.records.operations.bind_formula import Wanted, bind_formula
from zhunsheng.web.records.operations.create_target import begin_plan
from zhunsheng.web.records.operations.note_result import set_down
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.operations.recording import object_name
from zhunsheng.web.records.operations.save_version import add_version
from zhunsheng.web.records.operations.upload_file import YEARS
from zhunsheng.web.records.scope import sees


def source_of(target: Target) -> tuple[Project, Version | None]:
    """What is copied: the version approved last, or the table as it stands where none was approved."""
    version = approved_version(target)
    noun = noun_of(version.content if version else target.draft)
    assert isinstance(noun, Project)
    return noun, version


def there_already(target: Target) -> Target | None:
    """Next year's table of the same project, also one that was set aside: matched by code, or by name without one."""
    same = Q(code=target.code) if target.code else Q(name=target.name, code="")
    rows = Target.objects.filter(same, unit=target.unit, year=target.year + 1)
    found: Target | None = rows.order_by("archived", "pk").first()
    return found


def carry_over(target: Target, by: User, *, formulas: bool = True) -> Target:
    """The draft of the next year, with the formulas that measured this one. Raises ``Invalid`` or ``Forbidden``."""
    if not by.may_edit or not sees(by, target.unit):
        raise Forbidden("结转由本单位经办人办理，您不能结转这个项目。")
    year = target.year + 1
    if year not in YEARS:
        raise Invalid(f"{year}年不在可用的年度里，没有结转。")
    with transaction.atomic():
        unit = Unit.objects.select_for_update(of=("self",)).get(pk=target.unit_id)
        held = Target.objects.select_related("unit").get(pk=target.pk)
        there = there_already(held)
        if there is not None:
            aside = "（已移出，可以移回）" if there.archived else ""
            raise Invalid(
                f"{year}年已经有“{there.name or there.code}”的目标表{aside}，没有覆盖，也没有结转。请直接改那一张。"
            )
        source, version = source_of(held)
        reached = {key: one for (_, _, key), one in measures([held]).items()}
        found = next_year(source, under_new_names(reached, source), year)
        project = with_keys(found.project, source)
        made = _made(held, unit, project, by)
        note = f"从{held.year}年{f'批复的第{version.number}版' if version else '的目标表（没有批复）'}结转"
        kept = add_version(made, by, VersionKind.CREATED, note, made.updated_at)
        origin = {"target": held.pk, "version": version.number if version else 0, "revision": held.revision}
        detail = {
            "name": made.name,
            "code": made.code,
            "year": year,
            "source": note,
            "digest": kept.digest,
            "from": origin,
        }
        audit.log("carry_over", by, made.updated_at, object_name(made), detail)
        set_down(made, by, ORIGIN, "", {**origin, "looks": kept_looks(project, found)})
        if formulas:
            _bind(held, made, project, by)
    return made


def origin_of(target: Target) -> ResultNote | None:
    """Where a table was carried over from; ``None`` for one that was not."""
    found: ResultNote | None = ResultNote.objects.filter(target=target, what=ORIGIN).select_related("by").first()
    return found


def _made(held: Target, unit: Unit, project: Project, by: User) -> Target:
    at, year = timezone.now(), held.year + 1
    begin_plan(unit, year, by, held.layout, at)
    last = Target.objects.filter(unit=unit, year=year).order_by("-position").values_list("position", flat=True).first()
    made = Target.objects.create(
        unit=unit, year=year, layout=held.layout, draft=content_of(project), updated_at=at, updated_by=by,
        position=0 if last is None else last + 1, **derived.target_columns(project),
    )  # fmt: skip
    derived.rebuild_rows(made, project)
    return made


def _bind(held: Target, made: Target, project: Project, by: User) -> None:
    """The formulas of the rows that were copied; one that no longer fits is left for a person."""
    newest: dict[str, FormulaBinding] = {}
    for row in FormulaBinding.objects.filter(target=held).order_by("number"):
        newest[row.key] = row
    for key in _keys(project):
        row = newest.get(key)
        if row is not None and row.formula:
            try:
                bind_formula(made, key, by, Wanted(row.formula, row.window, row.scope, f"从{held.year}年结转"))
            except Invalid:
                continue


def _keys(project: Project) -> Iterable[str]:
    return (row.key for row in project.indicators)
