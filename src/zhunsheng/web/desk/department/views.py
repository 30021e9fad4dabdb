"""The department part of a unit's year: three blocks of text, edited like the cells of a form."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhunsheng.documents.page import Paragraph
from zhunsheng.model.address import DEPARTMENT_CELLS, cell_name
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.web.desk import sheet_acts, talk
from zhunsheng.web.desk.answers import answering, review
from zhunsheng.web.desk.findings import aside_json, findings_json, undecided_json
from zhunsheng.web.desk.formats import FORMATS
from zhunsheng.web.records import queries
from zhunsheng.web.records.headings import layout_of
from zhunsheng.web.records.models import Plan
from zhunsheng.web.records.operations.recording import noun
from zhunsheng.web.records.queries.sheets import list_plans
from zhunsheng.web.records.reviewing import keep_counts


@dataclass(frozen=True, slots=True)
class SectionView:
    """One block of the department part: its title on the form, its address, its text."""

    title: str
    address: str
    text: str


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """The department plans that the person sees."""
    found = list_plans(request.user)
    return render(request, "desk/department/list.html", {"plans": found})


@require_safe
def form(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """A unit's department part of a year."""
    plan = find_plan(request, code, year)
    text = noun(plan)
    assert isinstance(text, DepartmentPlan)
    reviewed = review(plan)
    keep_counts(plan, reviewed.counts)
    context = {
        "plan": queries.plan_view(plan), "sections": _sections(plan, text), "findings": findings_json(reviewed, text),
        "counts": reviewed.counts, "revision": plan.revision, "versions": queries.versions(plan),
        "can_edit": request.user.may_edit, "formats": FORMATS, "aside": aside_json(reviewed, text), "undecided": undecided_json(reviewed),
        "talk": talk.talk(request.user, plan),
    }  # fmt: skip
    return render(request, "desk/department/form.html", context)


@require_POST
@answering
def cells(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Save what was written."""
    return sheet_acts.save_cells(request, find_plan(request, code, year))


@require_POST
@answering
def check(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Review what is being written, unsaved."""
    return sheet_acts.check_cell(request, find_plan(request, code, year))


@require_POST
@answering
def undo(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Take back one's own latest edit."""
    return sheet_acts.turn_back(request, find_plan(request, code, year), forward=False)


@require_POST
@answering
def redo(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Bring back what one took back."""
    return sheet_acts.turn_back(request, find_plan(request, code, year), forward=True)


@require_safe
@answering
def changes(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """What others changed meanwhile."""
    return sheet_acts.changes_of(request, find_plan(request, code, year))


@require_safe
@answering
def history(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The edits of one block or of all."""
    return sheet_acts.history_of(request, find_plan(request, code, year))


@require_http_methods(["GET", "HEAD", "POST"])
@answering
def comments(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The talk about the blocks, or a word more."""
    return talk.comments(request, find_plan(request, code, year))


@require_http_methods(["GET", "HEAD", "POST"])
@answering
def versions(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The versions, or a new one."""
    return sheet_acts.versions_of(request, find_plan(request, code, year))


@require_POST
@answering
def restore(request: HttpRequest, code: str, year: int, number: int) -> HttpResponse:
    """An older version in the place of the draft."""
    return sheet_acts.restore(request, find_plan(request, code, year), number)


def find_plan(request: HttpRequest, code: str, year: int) -> Plan:
    """The plan of this unit and year if the person may see it. Raises ``Http404``."""
    plan = queries.find_plan(request.user, code.replace("\0", "")[:20], year) if year < 10_000 else None
    if plan is None:
        raise Http404
    return plan


def _sections(plan: Plan, text: DepartmentPlan) -> tuple[SectionView, ...]:
    """The blocks under the titles that the form prints above them."""
    filled = DepartmentPlan(**dict.fromkeys(DEPARTMENT_CELLS, "x"))  # so that every block prints its title
    titles: dict[str, str] = {}
    title = ""
    for block in layout_of(plan.layout).department_blocks(filled):
        if not isinstance(block, Paragraph):
            continue
        if block.address in DEPARTMENT_CELLS:
            titles.setdefault(block.address, title)
        elif block.level == 2:
            title = block.text
    return tuple(
        SectionView(titles.get(address) or cell_name(address), address, getattr(text, address) or "")
        for address in DEPARTMENT_CELLS
    )
