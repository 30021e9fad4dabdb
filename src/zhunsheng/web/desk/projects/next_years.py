"""Carrying a project over into the next year, and a table beside last year's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhunsheng.web.desk.paper import Paper, PaperRow
from zhunsheng.web.desk.projects.acts import find
from zhunsheng.web.desk.result_pages import said_in, take_result
from zhunsheng.web.records.copied import Look
from zhunsheng.web.records.operations.carry_over import carry_over
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.queries.next_years import beside, preview
from zhunsheng.web.records.reviewing import recount


@require_http_methods(["GET", "HEAD", "POST"])
def next_year(request: HttpRequest, pk: int) -> HttpResponse:
    """What carrying over would come to; with POST, the new draft."""
    target = find(request, pk)
    if request.method != "POST":
        return render(request, "desk/projects/next_year.html", {"target": target, "found": preview(request.user, target), "year": target.year + 1})  # fmt: skip
    try:
        made = carry_over(target, request.user, formulas=request.POST.get("formulas") == "1")
    except NotDone as refusal:
        messages.error(request, str(refusal))
        return redirect("project-next-year", pk)
    recount(made.unit, made.year)
    messages.success(request, f"已结转到{made.year}年，是一张新草稿。加了底色的地方逐处看过。")
    return redirect("project", made.pk)


@require_safe
def last_year(request: HttpRequest, pk: int) -> HttpResponse:
    """The table beside last year's: targets, what was reached, what was changed, what is still to be looked at."""
    target = find(request, pk)
    return render(request, "desk/projects/last_year.html", {"target": target, "found": beside(request.user, target)})


@require_POST
def looked(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick off a place that was looked at and is right as it stands."""
    target = find(request, pk)
    said = said_in(request)
    if said.what != "looked":
        raise Http404
    return take_result(request, target, said, f"/projects/{pk}/last-year/", f"target{pk}")


def with_looks(paper: Paper, looks: Sequence[Look]) -> Paper:
    """The form with the places to look at marked."""
    if not looks:
        return paper
    marked = {look.address for look in looks}

    def row(one: PaperRow) -> PaperRow:
        cells = tuple(
            replace(cell, css=f"{cell.css} to-look".strip()) if cell.address in marked else cell for cell in one.cells
        )
        return replace(one, cells=cells)

    tables = tuple(replace(table, rows=tuple(map(row, table.rows))) for table in paper.tables)
    return replace(paper, tables=tables)
