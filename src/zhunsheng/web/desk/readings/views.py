"""What was read from a file: look, choose, confirm or give up."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zhunsheng.model.spelling import half_width
from zhunsheng.web.records import stored_files
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.evidence_files import as_download
from zhunsheng.web.records.models import Reading
from zhunsheng.web.records.operations.confirm_reading import Taken, confirm_reading
from zhunsheng.web.records.operations.discard_reading import discard_reading
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.operations.take_form_values import take_values
from zhunsheng.web.records.operations.upload_file import YEARS
from zhunsheng.web.records.queries.read_forms import form_page, form_rows
from zhunsheng.web.records.queries.readings import find_reading, reading_detail
from zhunsheng.web.records.reviewing import recount
from zhunsheng.web.records.scope import sees
from zhunsheng.web.records.standing_in import owners


@require_safe
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file says, and what of it is in the records already."""
    return _page(request, _find(request, pk), _year(request.GET.get("year")))


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it in; what is wrong is said on the same page, with everything chosen still chosen."""
    row = _find(request, pk)
    given = half_width(request.POST.get("year") or "").strip()
    year = _year(given) or row.year
    if given and _year(given) is None:
        words = f"年度“{given[:10]}”不对：应是{YEARS.start}到{YEARS.stop - 1}之间的四位数，如2026。请改好再确认。"
        return _page(request, row, row.year, words, 400)
    if _unseen(request, row, year):
        words = f"{year}年已经有这份文件里的项目。请逐个看清是更新为新版还是跳过，再确认。"
        return _page(request, row, year, words, 409)
    skip = {int(name[7:]) for name, choice in request.POST.items() if choice == "skip" and _is_project(name)}
    try:
        taken = confirm_reading(
            row, request.user, year=year, unit_code=one_line(request.POST.get("unit_code"), 20),
            unit_name=one_line(request.POST.get("unit_name")), skip=skip, skip_plan=request.POST.get("plan") == "skip",
        )  # fmt: skip
    except NotDone as refusal:
        return _page(request, row, year, str(refusal), 400)
    for unit in taken.units:
        recount(unit, taken.year)
    messages.success(request, _words(taken))
    if not taken.units:
        return redirect("reading", pk=pk)
    query = {"year": taken.year, **({"unit": taken.units[0].code} if len(taken.units) == 1 else {})}
    return redirect(f"/projects/?{urlencode(query)}")


@require_safe
def form(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """One self-evaluation or monitoring form of the file: its cells, what the rules find, what could be taken over."""
    row = _find(request, pk)
    page = form_page(request.user, row, place, row.year) if row.document else None
    if page is None:
        raise Http404
    context = {
        "page": page,
        "reading": row,
        "number": place,
        "can_take": request.user.may_edit and page.kept is not None,
    }
    return render(request, "desk/readings/form.html", context)


@require_POST
def take(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """Take chosen values of a form over as statements."""
    row = _find(request, pk)
    page = form_page(request.user, row, place, row.year) if row.document else None
    if page is None or page.kept is None or page.kept.target is None or not sees(request.user, page.kept.target.unit):
        raise Http404
    try:
        made = take_values(request.user, page.kept, [key[:40] for key in request.POST.getlist("key")])
        messages.success(request, f"已作为自述采用{len(made)}项，附上了原文件；在完成值里标着〔自述〕。")
    except NotDone as refusal:
        messages.error(request, str(refusal))
    return redirect("reading-form", pk=pk, place=place)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it up."""
    row = _find(request, pk)
    try:
        discard_reading(row, request.user)
    except NotDone as refusal:
        return _page(request, row, row.year, str(refusal), 400)
    messages.success(request, f"已放弃“{row.name}”，没有读入任何内容。")
    return redirect("upload")


@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it was uploaded."""
    row = _find(request, pk)
    return as_download(stored_files.path_of(row.file.sha256), row.name)


def _page(request: HttpRequest, row: Reading, year: int | None, message: str = "", status: int = 200) -> HttpResponse:
    year = year or row.year
    detail = reading_detail(request.user, row, year)
    mine = _is_own(request, row)
    tables = bool(detail.parts)
    waits = row.status == "read" and mine and (request.user.may_edit if tables else request.user.may_upload)
    foreign = any(part.code and not part.allowed for part in detail.parts)
    context = {
        "waits": waits, "detail": detail, "reading": detail.reading, "year": year, "message": message, "mine": mine,
        "forms": form_rows(request.user, row, year), "tables": tables, "open": waits and not foreign, "years": (YEARS.start, YEARS.stop - 1),
    }  # fmt: skip
    return render(request, "desk/readings/reading.html", context, status=status)


def _is_own(request: HttpRequest, row: Reading) -> bool:
    """True where the person decides on this file."""
    return bool(row.uploaded_by_id in owners(request.user) or request.user.sees_everything)


def _unseen(request: HttpRequest, row: Reading, year: int | None) -> bool:
    """True where the year was only just chosen, and what it would replace has not been shown yet."""
    may = request.user.may_edit and row.status == "read" and _is_own(request, row)
    if not may or year is None or request.POST.get("shown") == str(year):
        return False
    return bool(reading_detail(request.user, row, year).existing)


def _find(request: HttpRequest, pk: int) -> Reading:
    found = find_reading(request.user, pk)
    if found is None:
        raise Http404
    return found


def _year(text: str | None) -> int | None:
    text = half_width(text or "").strip()
    if not text or not text.isascii() or not text.isdecimal() or len(text) != 4:
        return None
    return int(text) if int(text) in YEARS else None


def _is_project(name: str) -> bool:
    return name.startswith("project") and name[7:].isascii() and name[7:].isdecimal() and len(name) < 15


def _words(taken: Taken) -> str:
    parts = [
        f"新增{taken.created}个项目" if taken.created else "",
        f"{taken.updated}个更新为新版" if taken.updated else "",
        f"{taken.unchanged}个内容没有变化" if taken.unchanged else "",
        f"{taken.skipped}个按您的选择跳过" if taken.skipped else "",
        f"存下{len(taken.forms)}张自评表、监控表" if taken.forms else "",
    ]
    return f"{taken.year}年读入完成：{'，'.join(part for part in parts if part) or '没有新的内容'}。"
