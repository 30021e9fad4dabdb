"""The map of a department's goals, its self-evaluation with form and report, and the scores rolled up."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from zhunsheng.documents.forms.layout import FormKind, layouts_of
from zhunsheng.documents.writing.docx import write_docx
from zhunsheng.documents.writing.report_evaluation import ReportPicture
from zhunsheng.documents.writing.report_self_evaluation import PARTS, self_evaluation_report
from zhunsheng.model.document import Document
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.usecases.write_document import write_document
from zhunsheng.web.desk.department.views import find_plan
from zhunsheng.web.desk.export.files import file_answer
from zhunsheng.web.desk.formats import BY_SUFFIX
from zhunsheng.web.desk.result_pages import said_in, take_result, typed_again
from zhunsheng.web.records.models import Plan
from zhunsheng.web.records.operations.log_export import log_export
from zhunsheng.web.records.queries.department_year import coverage_map, department_year, rolled_up

_FORMS = (("docx", "Word"), ("xlsx", "Excel"), ("pdf", "PDF"))


@require_safe
def goals(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Which projects and indicators carry which goals."""
    plan = find_plan(request, code, year)
    context = {"plan": plan, "map": coverage_map(request.user, plan), "tab": "goals"}
    return render(request, "desk/department/goals.html", context)


@require_safe
def evaluation(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The department's self-evaluation."""
    plan = find_plan(request, code, year)
    found = department_year(request.user, plan)
    context = {
        "plan": plan, "year": found, "tab": "evaluation", "formats": _FORMS, "typed": typed_again(request, f"plan{plan.pk}"),
        "parts": [(key, word, found.texts.get(key, ""), found.text_bases.get(key, 0)) for key, word in PARTS.items()],
    }  # fmt: skip
    return render(request, "desk/department/evaluation.html", context)


@require_POST
def note(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Keep what is said of a goal: who carries it, its points, a verdict, a cause, a text of the report."""
    plan, data = find_plan(request, code, year), request.POST
    said = said_in(request)
    page = "goals" if said.what == "link" else "evaluation"
    anchor = data.get("anchor", "")
    back = f"/department/{plan.unit.code}/{plan.year}/{page}/"
    if anchor.isascii() and anchor.replace("_", "").replace("-", "").isalnum() and len(anchor) < 30:
        back += f"#{anchor}"
    return take_result(request, plan, said, back, f"plan{plan.pk}")


@require_safe
def export(request: HttpRequest, code: str, year: int, suffix: str) -> HttpResponse:
    """The official form as a file."""
    plan = find_plan(request, code, year)
    if suffix not in BY_SUFFIX:
        raise Http404
    found = department_year(request.user, plan)
    log_export(request.user, suffix, unit=plan.unit, year=plan.year, what="部门整体支出绩效自评表")
    document = Document(
        unit=BudgetUnit(plan.unit.code, plan.unit.name), fiscal_year=year, self_evaluations=(found.form,)
    )
    return file_answer(write_document(document, suffix), _name(plan, "部门整体支出绩效自评表"), suffix)


@require_safe
def report(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The self-evaluation report as a Word file, with the map of goals and the form at its end."""
    plan = find_plan(request, code, year)
    found = department_year(request.user, plan)
    picture = coverage_map(request.user, plan).picture.wide
    log_export(request.user, "docx", unit=plan.unit, year=plan.year, what="部门整体支出绩效自评报告")
    written = self_evaluation_report(
        found.form, texts=found.texts, pictures={"goals": [ReportPicture(picture.printed.encode(), picture.caption, 150)]},
        grade=found.found.grade or "", form_blocks=layouts_of(FormKind.SELF_EVALUATION)[0].form_blocks(found.form, None),
    )  # fmt: skip
    name = _name(plan, "部门整体支出绩效自评报告")
    return file_answer(write_docx(written.tree, name), name, "docx")


@require_safe
def scores(request: HttpRequest) -> HttpResponse:
    """The scores rolled up to units and departments."""
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else None
    return render(request, "desk/department/scores.html", {"found": rolled_up(request.user, year)})


def _name(plan: Plan, words: str) -> str:
    return f"{plan.unit.name}{plan.year}年{words}"
