"""The scores of a year, one project's self-evaluation, and the files of both."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from zhunsheng.documents.forms.layout import FormKind, layouts_of
from zhunsheng.documents.writing.docx import write_docx
from zhunsheng.documents.writing.report_evaluation import ReportPicture
from zhunsheng.documents.writing.report_self_evaluation import self_evaluation_report
from zhunsheng.law.weight_schemes import FULL
from zhunsheng.usecases.score_report import scores_json
from zhunsheng.usecases.self_evaluation import forms_document
from zhunsheng.usecases.write_document import write_document
from zhunsheng.web.desk.export.files import file_answer
from zhunsheng.web.desk.formats import BY_SUFFIX
from zhunsheng.web.desk.year_pages import asked_unit, file_name, paper_of, take_note, target_of, typed_again
from zhunsheng.web.records.evaluated import ProjectYear, evaluate_targets
from zhunsheng.web.records.measured import usual_day
from zhunsheng.web.records.models import NoteStage, Target
from zhunsheng.web.records.operations.log_export import log_export
from zhunsheng.web.records.queries.scores import lost_points, project_score, scoreboard
from zhunsheng.web.records.queries.year_course import bulk_acts, marks_of, year_course
from zhunsheng.web.records.year_course import SELF_EVALUATION, Place

_FORMS = (("docx", "Word"), ("xlsx", "Excel"), ("pdf", "PDF"))


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The scores of a unit's year."""
    found = scoreboard(request.user, *asked_unit(request))
    marks = marks_of([row.target for row in found.rows], SELF_EVALUATION)
    context = {
        "board": found, "where": found.where, "formats": _FORMS, "marks": marks, "action": "/scores/course/",
        "acts": bulk_acts(request.user, SELF_EVALUATION, [mark.state for mark in marks.values()]),
    }  # fmt: skip
    return render(request, "desk/scores/board.html", context)


@require_safe
def export_json(request: HttpRequest) -> HttpResponse:
    """The scores of a unit's year as the public JSON."""
    found = scoreboard(request.user, *asked_unit(request))
    if found.where.unit is None or found.where.year is None or found.whole is None:
        raise Http404
    year = found.where.year
    log_export(request.user, "json", unit=found.where.unit, year=year, what="自评得分", rows=len(found.rows))
    data = scores_json(year, usual_day(year), (row.evaluated for row in found.rows), (found.unit, found.whole))
    answer = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="scores-{found.where.unit.code}-{year}.json"'
    return answer


@require_safe
def export_forms(request: HttpRequest, suffix: str) -> HttpResponse:
    """The official forms of all projects of a unit's year in one file."""
    found = scoreboard(request.user, *asked_unit(request))
    if found.where.unit is None or suffix not in BY_SUFFIX:
        raise Http404
    where = found.where
    log_export(request.user, suffix, unit=where.unit, year=where.year or 0, what="绩效自评表", rows=len(found.rows))
    return _forms(found.rows, suffix, f"{found.where.unit.name}{found.where.year}年项目支出绩效自评表")


@require_safe
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """One project's self-evaluation: the form, the steps under every number, what people add."""
    return _project_page(request, target_of(request, pk))


def _project_page(request: HttpRequest, target: Target, status: int = 200) -> HttpResponse:
    found = project_score(target)
    course = year_course(request.user, Place(target, SELF_EVALUATION), None if found.row.confirmed else found.row)
    context = {
        "found": found, "target": target, "as_of": usual_day(target.year), "formats": _FORMS, "course": course,
        "can_edit": request.user.may_edit and not target.archived and course.may_fill, "typed": typed_again(request, target),
    }  # fmt: skip
    return render(request, "desk/scores/project.html", context, status=status)


@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what somebody says."""
    target = target_of(request, pk)
    anchor = request.POST.get("anchor", "")
    back = f"/scores/{pk}/" + (f"#{anchor}" if anchor.isascii() and anchor.isalnum() and len(anchor) < 12 else "")
    return take_note(
        request, target, NoteStage.EVALUATION, 0, back, lambda status: _project_page(request, target, status)
    )


@require_safe
def export(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    """The official form as a file."""
    target = target_of(request, pk)
    if suffix not in BY_SUFFIX:
        raise Http404
    log_export(request.user, suffix, [target], what="绩效自评表")
    return _forms(tuple(evaluate_targets([target])), suffix, file_name([target], "绩效自评表"))


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """The self-evaluation report as a Word file: text, tables, picture, and the form at its end."""
    target = target_of(request, pk)
    (row,) = evaluate_targets([target])
    log_export(request.user, "docx", [target], what="绩效自评报告")
    form, found = row.evaluated.form, row.evaluated.evaluation
    case, picture = row.evaluated.case, lost_points(row).wide
    texts = {key: text for key, text in case.texts.items() if key != "overview"}
    if not form.overview:  # what the money is for, in the words of the target table
        texts["overview"] = case.project.purpose or ""
    lost = found.total is None or found.total < FULL  # with nothing lost there is nothing to draw
    written = self_evaluation_report(
        form, texts=texts, grade=found.grade or "",
        pictures={"execution": [ReportPicture(picture.printed.encode(), picture.caption, 130)]} if lost else {},
        form_blocks=layouts_of(FormKind.SELF_EVALUATION)[0].form_blocks(form, None),
    )  # fmt: skip
    return file_answer(
        write_docx(written.tree, file_name([target], "绩效自评报告")), file_name([target], "绩效自评报告"), "docx"
    )


@require_safe
def paper(request: HttpRequest, pk: int, number: int, place: int) -> HttpResponse:
    """A paper that goes with an override."""
    return paper_of(target_of(request, pk), number, place)


def _forms(rows: tuple[ProjectYear, ...], suffix: str, name: str) -> HttpResponse:
    first = rows[0].evaluated.case
    document = forms_document((row.evaluated for row in rows), first.project.unit, first.year)
    return file_answer(write_document(document, suffix), name, suffix)
