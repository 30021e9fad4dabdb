"""Bringing a spreadsheet in: the template, the file, how far it is, what has to be mended."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhunsheng.ledger.table_file import MAX_BYTES, MAX_ROWS
from zhunsheng.ledger.template import write_template
from zhunsheng.web.desk.answers import answering
from zhunsheng.web.desk.entry_json import projects_of
from zhunsheng.web.desk.export.files import file_answer
from zhunsheng.web.desk.ledger.finding import kept_kind, writing_unit
from zhunsheng.web.records import stored_files
from zhunsheng.web.records.kinds_in_force import kinds_of
from zhunsheng.web.records.models import ImportJob, Target
from zhunsheng.web.records.operations import start_import as acts
from zhunsheng.web.records.operations.outcome import Invalid, NotDone
from zhunsheng.web.records.queries.imports import ImportView, find_import, import_view, recent_imports
from zhunsheng.web.records.queries.listing import whole_number
from zhunsheng.web.records.queries.phone import unit_projects
from zhunsheng.web.records.scope import units
from zhunsheng.web.records.standing_in import owners


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, kind: str) -> HttpResponse:
    """Choose a file; with POST take it and start the work."""
    unit = writing_unit(request)
    found = kept_kind(unit, kind)
    projects = unit_projects(unit)
    context = {
        "kind": found, "unit": unit, "units": units(request.user).order_by("code")[:500], "projects": projects,
        "years": sorted({year for *_, year in projects}, reverse=True), "limit": MAX_BYTES // 1024 // 1024, "rows": MAX_ROWS,
        "project": whole_number(request.POST.get("project"), 10**9), "year": whole_number(request.POST.get("year"), 9999),
    }  # fmt: skip
    if request.method != "POST":
        return render(request, "desk/ledger/import.html", context)
    try:
        file = request.FILES.get("file")
        if file is None:
            raise Invalid("还没有选文件。请选填好的Excel或CSV文件。")
        chosen = context["project"]
        project = projects_of(unit, [chosen])[chosen] if chosen else None
        job = acts.start_import(request.user, unit, found, file.name or "", file, project=project, year=context["year"])
    except NotDone as refusal:
        return render(request, "desk/ledger/import.html", context | {"message": str(refusal)}, status=400)
    return redirect("ledger-import", pk=job.pk)


@require_safe
def recent(request: HttpRequest) -> HttpResponse:
    """The newest imports."""
    context = {"imports": recent_imports(request.user), "can_edit": request.user.may_edit}
    return render(request, "desk/ledger/imports.html", context)


@require_safe
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """One import: how far it is, or what came of it."""
    row = _find(request, pk)
    view = _view(row)
    mine = row.by_id in owners(request.user) or request.user.is_superuser
    return render(request, "desk/ledger/import_job.html", {"job": view, "mine": mine and request.user.may_edit})


@require_safe
@answering
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, for the page's script."""
    view = _view(_find(request, pk))
    return JsonResponse(
        {"state": view.state, "words": view.words, "done": view.done, "total": view.total, "open": view.is_open}
    )


@require_POST
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Stop it, confirm what it asks, or start it again."""
    acts_by_name = {"cancel": acts.cancel_import, "confirm": acts.confirm_import, "restart": acts.restart_import}
    if what not in acts_by_name:
        raise Http404
    row = _find(request, pk)
    try:
        acts_by_name[what](request.user, row)
    except NotDone as refusal:
        messages.error(request, str(refusal))
    return redirect("ledger-import", pk=pk)


@require_safe
def marked(request: HttpRequest, pk: int) -> HttpResponse:
    """The file with every fault beside its row."""
    row = _find(request, pk)
    if row.marked is None:
        raise Http404
    path = stored_files.path_of(row.marked.sha256)
    if not path.exists():
        raise Http404
    name = f"{row.name.rpartition('.')[0] or row.name}（标出问题）.xlsx"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name)


@require_safe
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """The Excel template of a kind, with the unit's projects of its newest year to choose from."""
    unit = writing_unit(request)
    found = kept_kind(unit, kind)
    year = whole_number(request.GET.get("year"), 9999)
    rows = Target.objects.filter(unit=unit, archived=False).exclude(code="").order_by("-year", "position")
    newest = rows.values_list("year", flat=True).first()
    chosen = rows.filter(year=year or newest).values_list("code", "name")[:300] if newest else ()
    data = write_template(found.ledger, {code: name or code for code, name in chosen}, unit.name)
    return file_answer(data, f"{found.label}导入模板", "xlsx")


def _find(request: HttpRequest, pk: int) -> ImportJob:
    row = find_import(request.user, pk)
    if row is None:
        raise Http404
    return row


def _view(row: ImportJob) -> ImportView:
    kind = kinds_of(row.unit).get(row.kind)
    return import_view(row, kind.label if kind else row.kind)
