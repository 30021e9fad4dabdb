"""Units and people from spreadsheets: templates, a look at what a list would do, and bringing it in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhunsheng.lifecycle.list_template import organisation_template, people_template
from zhunsheng.web.desk.export.files import file_answer
from zhunsheng.web.desk.system.units import may_manage
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.operations.import_organisation import MAX_BYTES, MOST_NEW, Shown, bring_in, look_at
from zhunsheng.web.records.operations.outcome import Invalid, Moved, NotDone

SHOWN = 300
"""How many rows of each sort the page lists."""


@require_http_methods(["GET", "HEAD", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """Choose a list; with POST say what it would make, change and leave alone, or what is wrong in which row."""
    may_manage(request)
    if request.method != "POST":
        return _page(request, None)
    try:
        file = request.FILES.get("file")
        if file is None:
            raise Invalid("还没有选文件。请选填好的单位表或用户表。")
        shown = look_at(request.user, file.name or "", file.read(MAX_BYTES + 1))
    except NotDone as refusal:
        messages.error(request, str(refusal))
        return _page(request, None, 400)
    return _page(request, shown)


@require_POST
def bring(request: HttpRequest) -> HttpResponse:
    """Bring in what was looked at."""
    may_manage(request)
    data = request.POST
    name, sha256 = one_line(data.get("name"), 200), one_line(data.get("sha256"), 64)
    try:
        done = bring_in(request.user, name, sha256, one_line(data.get("mark"), 64))
    except Moved as refusal:
        messages.error(request, str(refusal))
        return redirect("lists")
    except NotDone as refusal:
        messages.error(request, str(refusal))
        return _page(request, None, 400)
    words = f"已从“{name}”导入{done.kind.label}：新增{done.made}，改动{done.changed}，没有变化{done.same}。"
    if done.passwords:
        return render(request, "desk/system/passwords_shown.html", {"told": words, "passwords": done.passwords})
    messages.success(request, words)
    return redirect("units" if done.kind.value == "units" else "people")


@require_safe
def units_template(request: HttpRequest) -> HttpResponse:
    """The template of the list of units."""
    may_manage(request)
    return file_answer(organisation_template(), "单位表模板", "xlsx")


@require_safe
def users_template(request: HttpRequest) -> HttpResponse:
    """The template of the list of people."""
    may_manage(request)
    return file_answer(people_template(), "用户表模板", "xlsx")


def _page(request: HttpRequest, shown: Shown | None, status: int = 200) -> HttpResponse:
    context: dict[str, object] = {"shown": shown, "limit": MAX_BYTES // 1024 // 1024, "most_new": MOST_NEW}
    if shown is not None:
        plan = shown.plan
        context |= {
            "plan": plan, "made": plan.made[:SHOWN], "changed": plan.changed[:SHOWN], "problems": plan.problems[:SHOWN],
            "of_units": plan.kind.value == "units",
        }  # fmt: skip
    return render(request, "desk/system/lists.html", context, status=status)
