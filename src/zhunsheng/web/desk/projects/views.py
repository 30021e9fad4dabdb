"""The project list, the form view and the comparison."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zhunsheng.model.project import Project
from zhunsheng.web.desk import talk
from zhunsheng.web.desk.answers import review
from zhunsheng.web.desk.comparing import changes, compare, compared_paper
from zhunsheng.web.desk.course.bulk import bulk_acts
from zhunsheng.web.desk.findings import aside_json, findings_json, undecided_json
from zhunsheng.web.desk.formats import FORMATS
from zhunsheng.web.desk.paper import paper
from zhunsheng.web.desk.projects.acts import find
from zhunsheng.web.desk.projects.next_years import with_looks
from zhunsheng.web.records import queries
from zhunsheng.web.records.cell_address import keys
from zhunsheng.web.records.copied import looks_open
from zhunsheng.web.records.course import may_write
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.headings import layout_of
from zhunsheng.web.records.operations.recording import noun
from zhunsheng.web.records.queries.course import course_of
from zhunsheng.web.records.queries.history import NoSuchState, state
from zhunsheng.web.records.reviewing import freshen, keep_counts
from zhunsheng.web.records.scope import hidden_in


@require_safe
def project_list(request: HttpRequest) -> HttpResponse:
    """The projects that the person sees."""
    freshen(request.user)
    listing = queries.list_targets(request.user, queries.Filters.of(request.GET))
    context = {
        "listing": listing,
        "filters": listing.filters,
        "formats": FORMATS,
        "can_edit": request.user.may_edit,
        "acts": bulk_acts(request.user),
        "this_year": current_day().year,
    }
    part = "desk/projects/_list.html" if request.htmx and not request.htmx.boosted else "desk/projects/list.html"
    return render(request, part, context)


@require_safe
def form(request: HttpRequest, pk: int) -> HttpResponse:
    """A project's form: the official tables, its findings, its neighbours and versions."""
    target = find(request, pk)
    project = noun(target)
    assert isinstance(project, Project)
    neighbours = queries.siblings(target)
    reviewed = review(target, hidden=hidden_in(request.user, target.unit, target.year))
    keep_counts(target, reviewed.counts)
    blocks = layout_of(target.layout).project_blocks(project, neighbours.number)
    looks = looks_open(target, project)
    context = {
        "course": course_of(request.user, target, reviewed),
        "target": queries.target_view(target),
        "paper": with_looks(paper(blocks, keys(project)), looks),
        "looks": looks,
        "findings": findings_json(reviewed, project),
        "counts": reviewed.counts,
        "siblings": neighbours,
        "versions": queries.versions(target),
        "revision": target.revision,
        "can_edit": may_write(target, request.user),
        "formats": FORMATS,
        "aside": aside_json(reviewed, project),
        "undecided": undecided_json(reviewed),
        "talk": talk.talk(request.user, target),
    }
    return render(request, "desk/projects/form.html", context)


@require_safe
def compare_states(request: HttpRequest, pk: int) -> HttpResponse:
    """Two states of a project on one form."""
    target = find(request, pk)
    versions = queries.versions(target)
    first = f"v{versions[-1].number}" if versions else "r0"
    a, b = request.GET.get("a") or first, request.GET.get("b") or "draft"
    try:
        earlier, later = state(target, a), state(target, b)
    except NoSuchState as error:
        raise Http404 from error
    assert isinstance(earlier, Project)
    assert isinstance(later, Project)
    comparison = compare(earlier, later)
    blocks = layout_of(target.layout).project_blocks(comparison.project, queries.siblings(target).number)
    choices = [{"value": f"v{v.number}", "label": f"第{v.number}版 {v.note}"} for v in versions]
    choices.append({"value": "draft", "label": "现在的内容"})
    choices += [{"value": word, "label": f"第{word[1:]}次修改后"} for word in {a, b} if word.startswith("r")]
    context = {
        "target": queries.target_view(target), "paper": compared_paper(blocks, comparison), "changed": comparison.changed, "changes": changes(comparison),
        "choices": choices, "a": a, "b": b,
        "restorable": int(a[1:]) if a.startswith("v") and b == "draft" and comparison.changed and may_write(target, request.user) else 0,
    }  # fmt: skip
    return render(request, "desk/projects/compare.html", context)
