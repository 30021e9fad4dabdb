"""Projects at a checkpoint, one project at it, and the files of both."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from zhunsheng.model.monitoring import Checkpoint
from zhunsheng.usecases.monitoring import forms_document
from zhunsheng.usecases.write_document import write_document
from zhunsheng.web.desk.export.files import file_answer
from zhunsheng.web.desk.formats import BY_SUFFIX
from zhunsheng.web.desk.year_pages import asked_unit, file_name, take_note, target_of, typed_again
from zhunsheng.web.records.course import watch_refusal
from zhunsheng.web.records.evaluated import ProjectWatch, watch_targets
from zhunsheng.web.records.models import NoteStage, Target
from zhunsheng.web.records.operations.log_export import log_export
from zhunsheng.web.records.operations.note_year import may_note
from zhunsheng.web.records.queries.monitoring import checkpoint_of, project_monitoring, watch_board
from zhunsheng.web.records.queries.year_course import bulk_acts, marks_of, year_course
from zhunsheng.web.records.year_course import MONITORING, Place

_FORMS = (("docx", "Word"), ("xlsx", "Excel"), ("pdf", "PDF"))


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """A unit's projects at a checkpoint."""
    found = watch_board(request.user, *asked_unit(request), _month(request.GET.get("month", "")))
    month = found.checkpoint.month if found.checkpoint else 0
    marks = marks_of([row.target for row in found.rows], MONITORING, month) if month else {}
    context = {
        "board": found, "where": found.where, "formats": _FORMS, "all_months": range(1, 13), "marks": marks, "action": "/monitoring/course/",
        "acts": bulk_acts(request.user, MONITORING, [mark.state for mark in marks.values()]),
    }  # fmt: skip
    return render(request, "desk/monitoring/board.html", context)


@require_safe
def export_forms(request: HttpRequest, suffix: str) -> HttpResponse:
    """The official forms of all projects of a unit in one file."""
    found = watch_board(request.user, *asked_unit(request), _month(request.GET.get("month", "")))
    if found.where.unit is None or not found.rows or suffix not in BY_SUFFIX:
        raise Http404
    where, what = found.where, f"{found.checkpoint.label}绩效运行监控表" if found.checkpoint else "绩效运行监控表"
    log_export(request.user, suffix, unit=where.unit, year=where.year or 0, what=what, rows=len(found.rows))
    return _forms(found.rows, suffix, f"{found.where.unit.name}{found.where.year}年项目支出绩效运行监控表")


@require_safe
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """One project at a checkpoint."""
    target = target_of(request, pk)
    checkpoint = checkpoint_of(target.year, _month(request.GET.get("month", "")), target.unit.path)
    context: dict[str, object] = {
        "target": target, "formats": _FORMS, "all_months": range(1, 13), "typed": typed_again(request, target),
        "can_edit": request.user.may_edit and not target.archived,
        "can_decide": may_note(request.user, NoteStage.MONITORING, "decision") and not target.archived,
    }  # fmt: skip
    if (refusal := watch_refusal(target)) or checkpoint is None:
        context["refusal"] = refusal
    else:
        found = project_monitoring(target, checkpoint)
        course = year_course(request.user, Place(target, MONITORING, checkpoint.month), found.row)
        context |= {
            "found": found, "course": course, "can_follow": context["can_edit"],
            "can_add_act": context["can_edit"] and course.may_add_act, "can_edit": context["can_edit"] and course.may_fill,
            "can_decide": context["can_decide"] and course.may_decide,
        }  # fmt: skip
    return render(request, "desk/monitoring/project.html", context)


@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what somebody says; an act is kept with the checkpoint at which it was agreed."""
    target = target_of(request, pk)
    month = _month(request.POST.get("month", "")) or 0
    shown = _month(request.POST.get("shown", "")) or month
    return take_note(request, target, NoteStage.MONITORING, month, f"/monitoring/{pk}/?month={shown}")


@require_safe
def export(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    """The official form as a file."""
    target = target_of(request, pk)
    checkpoint = _checkpoint(target, request)
    if suffix not in BY_SUFFIX:
        raise Http404
    log_export(request.user, suffix, [target], what=f"{checkpoint.label}绩效运行监控表")
    rows = watch_targets([target], checkpoint, every_month=True)
    return _forms(rows, suffix, file_name([target], f"{checkpoint.label}绩效运行监控表"))


def _checkpoint(target: Target, request: HttpRequest) -> Checkpoint:
    found = checkpoint_of(target.year, _month(request.GET.get("month", "")), target.unit.path)
    if found is None or watch_refusal(target):
        raise Http404
    return found


def _month(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 3 and 1 <= int(text) <= 12 else None


def _forms(rows: Sequence[ProjectWatch], suffix: str, name: str) -> HttpResponse:
    first = rows[0].monitored.case
    document = forms_document((row.monitored for row in rows), first.project.unit, first.checkpoint.year)
    return file_answer(write_document(document, suffix), name, suffix)
