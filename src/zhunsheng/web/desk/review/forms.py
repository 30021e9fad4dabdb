"""The review form of a project and of a document: looking, putting other points, writing the files."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from zhunsheng.rules.grade import QUALITIES
from zhunsheng.usecases.review_form import KINDS, ReviewForm
from zhunsheng.usecases.review_reports.form_docx import form_docx
from zhunsheng.usecases.review_reports.form_words import notes, points
from zhunsheng.usecases.review_reports.form_xlsx import form_xlsx
from zhunsheng.web.desk.export.files import file_answer
from zhunsheng.web.desk.projects.acts import find
from zhunsheng.web.desk.review.form_paper import form_paper
from zhunsheng.web.desk.review.views import find_unit
from zhunsheng.web.records import queries
from zhunsheng.web.records.models import Target
from zhunsheng.web.records.models.form_mark import OPINION
from zhunsheng.web.records.operations.log_export import log_export
from zhunsheng.web.records.operations.mark_form import mark_form, write_opinion
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.queries.review_forms import (
    document_forms,
    history_of,
    item_name,
    marks_of,
    project_form,
)
from zhunsheng.web.records.reviewing import review_target
from zhunsheng.web.records.scope import hidden_in

WRITERS = {"docx": form_docx, "xlsx": form_xlsx}


@require_http_methods(["GET", "HEAD", "POST"])
def of_project(request: HttpRequest, pk: int) -> HttpResponse:
    """One project's form; POST puts points (``item``, ``points``, ``reason``) or the opinion (``opinion``)."""
    target = find(request, pk)
    if request.method == "POST":
        return _put(request, target)
    kind = _kind(request)
    marked = marks_of([pk]).get(pk, {})
    opinion = marked.get(OPINION)
    context = {
        "target": queries.target_view(target), "paper": form_paper(_form(request, target, kind), f"/projects/{pk}/", marked),
        "kind": kind, "kinds": KINDS, "opinion": opinion, "can_review": request.user.may_review and not target.archived,
        "siblings": queries.siblings(target),
        "history": [
            {"row": row, "name": item_name(row.item), "points": None if row.points is None else points(row.points)}
            for row in history_of(target)
        ],
    }  # fmt: skip
    return render(request, "desk/review/form.html", context)


@require_safe
def of_document(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """All projects of a unit's year with their points and grades."""
    unit, kind = find_unit(request, code, year), _kind(request)
    forms = document_forms(unit, year, kind, hidden_in(request.user, unit, year))
    rows = [_list_row(pk, form) for pk, form in forms]
    mean = sum((form.score for _, form in forms), Decimal(0)) / len(forms) if forms else None
    first = forms[0][1] if forms else None
    context = {
        "unit": unit, "year": year, "kind": kind, "kinds": KINDS, "rows": rows, "qualities": QUALITIES,
        "mean": None if mean is None else points(mean.quantize(Decimal("0.01"))), "notes": notes(first) if first else [],
    }  # fmt: skip
    return render(request, "desk/review/forms.html", context)


@require_safe
def export_project(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    """One project's form as a file."""
    target, kind = find(request, pk), _kind(request)
    form = _form(request, target, kind)
    data = _writer(suffix)([form])
    log_export(request.user, suffix, [target], what="绩效目标审核表")
    return file_answer(data, f"{target.year}年{target.name or target.code or '项目'}绩效目标审核表", suffix)


@require_safe
def export_document(request: HttpRequest, code: str, year: int, suffix: str) -> HttpResponse:
    """The list of all projects and a form for each as a file."""
    unit, kind = find_unit(request, code, year), _kind(request)
    forms = [form for _, form in document_forms(unit, year, kind, hidden_in(request.user, unit, year))]
    if not forms:
        raise Http404
    data = _writer(suffix)(forms)
    log_export(request.user, suffix, unit=unit, year=year, what="绩效目标审核表", rows=len(forms))
    return file_answer(data, f"{unit.code}{unit.name}{year}年绩效目标审核表", suffix)


def _form(request: HttpRequest, target: Target, kind: str) -> ReviewForm:
    """A project's form as this person may see it."""
    hidden = hidden_in(request.user, target.unit, target.year)
    return project_form(target, kind, review_target(target, hidden=hidden))


def _put(request: HttpRequest, target: Target) -> HttpResponse:
    data = request.POST
    item = data.get("item", "")
    try:
        if item == OPINION:
            write_opinion(target, request.user, data.get("reason", ""))
            messages.success(request, "已记下审核人意见。")
        else:
            row = mark_form(target, request.user, item, data.get("points", ""), data.get("reason", ""))
            name = item_name(row.item)
            what = f"评为{points(row.points)}分" if row.points is not None else "撤回改分，按系统建议"
            messages.success(request, f"“{name}”已{what}。")
    except NotDone as refusal:
        messages.error(request, str(refusal))
    kind = _kind(request)
    query = f"?{urlencode({'kind': kind})}" if kind != KINDS[0] else ""
    return redirect(f"/projects/{target.pk}/review-form/{query}#item-{item if item.isidentifier() else ''}")


def _list_row(pk: int, form: ReviewForm) -> dict[str, object]:
    values = [
        points(sum((item.score for item in form.items if item.mark.item.dimension == name), Decimal(0)))
        for name in QUALITIES
    ]
    budget = form.project.budget.total
    return {
        "id": pk, "name": form.project.name or "未命名项目", "code": form.project.code or "没有编码",
        "budget": f"{budget.text}{form.project.budget.unit}" if budget else "", "values": list(zip(QUALITIES, values, strict=True)),
        "score": points(form.score), "grade": form.grade, "next_step": form.next_step.partition("（")[0],
        "changed": sum(item.override is not None for item in form.items), "remark": bool(form.remark),
    }  # fmt: skip


def _writer(suffix: str):  # type: ignore[no-untyped-def]
    if suffix not in WRITERS:
        raise Http404
    return WRITERS[suffix]


def _kind(request: HttpRequest) -> str:
    wanted = request.GET.get("kind", "")
    return wanted if wanted in KINDS else KINDS[0]
