"""What people do in a case: open it, take its steps, write things down, fill their sheet."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from zhunsheng.scoring.evaluation_scheme import scheme_problems
from zhunsheng.web.desk.answers import refused
from zhunsheng.web.desk.evaluations.answering import case_of, keep_typing
from zhunsheng.web.desk.year_pages import target_of
from zhunsheng.web.middleware import wants_json
from zhunsheng.web.records.amounts import EX_ANTE_MINIMUM
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.operations.appraise import CaseSaid, note_case, note_many, open_case, set_amount, step_case
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.queries.appraisal_pages import scheme_view
from zhunsheng.web.records.queries.appraisals import CaseView, url_of

_TABS = ("", "scheme/", "sheet/", "papers/", "result/", "objections/", "materials/", "report/")
Cells = dict[str, dict[str, str]]


@require_POST
def open_new(request: HttpRequest, process: str) -> HttpResponse:
    """Open a case about a project. What was written is not lost when it is refused."""
    chosen = request.POST.get("target", "")
    if not (chosen.isascii() and chosen.isdecimal() and len(chosen) < 16):
        messages.error(request, "还没有选项目，没有办理。请从列表里选。")
        return _board_again(request, process)
    target = target_of(request, int(chosen))
    try:
        made = open_case(
            target, request.user, process, request.POST.get("reason", ""), one_line(request.POST.get("frame"), 40)
        )
    except NotDone as refusal:
        messages.error(request, str(refusal))
        return _board_again(request, process, target.unit.code, target.year)
    messages.success(request, f"已立项：{made}。")
    return redirect(url_of(made))


@require_POST
def amount(request: HttpRequest, process: str) -> HttpResponse:
    """Set the amount from which new projects are assessed beforehand. What was written is not lost when it is refused."""
    try:
        since = date.fromisoformat(request.POST.get("since", ""))
    except ValueError:
        since = None
    try:
        set_amount(request.user, EX_ANTE_MINIMUM, request.POST.get("value", ""), since, request.POST.get("basis", ""))
    except NotDone as refusal:
        messages.error(request, str(refusal))
        return _board_again(request, "ex_ante")
    messages.success(request, "已设定。")
    return redirect("/ex-ante/")


def _board_again(request: HttpRequest, process: str, code: str = "", year: int | None = None) -> HttpResponse:
    """The list with what was written still in its form."""
    from zhunsheng.web.desk.evaluations.views import board_page

    return board_page(request, process, code, year, request.POST.dict(), status=400)


@require_POST
def step(request: HttpRequest, process: str, pk: int) -> HttpResponse:
    """Take a step. What was written is not lost when it is refused: the page comes back with it."""
    view = case_of(request, process, pk)
    name, opinion = one_line(request.POST.get("act"), 30), request.POST.get("opinion", "")
    try:
        done = step_case(view.case, request.user, name, opinion, state=one_line(request.POST.get("state"), 40) or None)
    except NotDone as refusal:
        if wants_json(request):
            return refused(refusal)
        messages.error(request, str(refusal))
        view = case_of(request, process, pk)
        if view.offer(name) is not None:
            from zhunsheng.web.desk.evaluations.views import act_page

            return act_page(request, view, name, opinion, status=409)
        return redirect(view.url)
    messages.success(request, done.sentence)
    return redirect(view.url)


@require_POST
def note(request: HttpRequest, process: str, pk: int) -> HttpResponse:
    """Write one thing down, and go back to the page it was written on."""
    view, data = case_of(request, process, pk), request.POST
    what, base = data.get("what", "")[:16], data.get("base", "")
    tab = data.get("back", "")[:80]
    back = view.url + (tab if tab.partition("/")[0] + "/" in _TABS and ".." not in tab and ":" not in tab else "")
    said = CaseSaid(
        what, one_line(data.get("key"), 80), {name: str(value) for name, value in data.items() if name not in ("what", "key", "base")}, data.getlist,
        [(file.name or "", file.read()) for file in request.FILES.getlist("files")],
        int(base) if base.isascii() and base.isdecimal() and len(base) < 16 else None, withdrawn="withdraw" in data,
    )  # fmt: skip
    try:
        note_case(view.case, request.user, said)
    except NotDone as refusal:
        messages.error(request, str(refusal))
        if what == "scheme":
            return _scheme_again(request, view)
        keep_typing(request, view)
        return redirect(back)
    messages.success(request, "已撤回。" if said.withdrawn else "已保存。")
    if what == "scheme":
        _tell_faults(request, process, pk)
    return redirect(back)


def saved_sheet(request: HttpRequest, view: CaseView) -> tuple[HttpResponse | None, Cells, dict[str, str]]:
    """Save the rows of a sheet that are filled in; with ``hand_in`` hand it in. An answer, or the typed rows with what is
    wrong in which: rows that are right are saved also when others are not."""
    data, mine = request.POST, request.user.pk
    if "take_back" in data:
        said = [CaseSaid("sheet", str(mine), withdrawn=True)]
        return _written(request, view, said, "评分表已撤回，可以改了。"), {}, {}
    base = data.get("base", "")
    last = max((row.pk for row in view.notes.history if row.what == "mark" and row.by_id == mine), default=0)
    typed: Cells = {}
    rows: list[CaseSaid] = []
    for item in view.notes.scheme.items:
        cells = {name: data.get(f"{name}-{item.key}", "") for name in ("score", "comment", "recused")}
        if any(cell.strip() for cell in cells.values()):
            typed[item.key] = cells
            rows.append(CaseSaid("mark", f"{mine}:{item.key}", cells))
        elif f"score-{item.key}" in data and view.notes.one("mark", f"{mine}:{item.key}"):
            rows.append(CaseSaid("mark", f"{mine}:{item.key}", withdrawn=True))
    if base.isascii() and base.isdecimal() and int(base) != last:
        messages.error(request, "评分表刚在别的窗口改过，没有保存。请核对下面的内容后再保存。")
        return None, typed, {"": "别的窗口改过"}
    problems: dict[str, str] = {}
    said = {name: data.get(name, "") for name in ("opinion", "verdict")}
    if any(name in data for name in said):
        rows.append(CaseSaid("thought", str(mine), said))
    right: list[CaseSaid] = rows
    try:
        note_many(view.case, request.user, rows)
    except NotDone:
        problems, right = _one_by_one(request, view, rows)
    if problems:
        kept = f"其余{len(right)}项已保存。" if right else ""
        whole = problems.pop("", "")
        messages.error(request, whole or f"有{len(problems)}项没有保存，原因在各行。{kept}")
        problems = problems or {"": whole}
        return None, typed, problems
    if "hand_in" in data:
        try:
            note_case(view.case, request.user, CaseSaid("sheet", str(mine), said))
        except NotDone as refusal:
            messages.error(request, str(refusal))
            return None, typed, {"": str(refusal)}
        messages.success(request, "评分表已交。")
        return redirect(f"{view.url}sheet/"), {}, {}
    marked = sum(row.what == "mark" and not row.withdrawn for row in rows)
    messages.success(request, f"已保存{marked}项。" if marked else "已保存。")
    return redirect(f"{view.url}sheet/"), {}, {}


def _one_by_one(request: HttpRequest, view: CaseView, rows: list[CaseSaid]) -> tuple[dict[str, str], list[CaseSaid]]:
    """Save each row by itself: why which are refused, and those that were right."""
    problems, right = {}, []
    for row in rows:
        try:
            note_case(view.case, request.user, row)
            right.append(row)
        except NotDone as refusal:
            problems[row.key.partition(":")[2]] = str(refusal)
    return problems, right


def _written(request: HttpRequest, view: CaseView, said: list[CaseSaid], done: str) -> HttpResponse:
    try:
        note_many(view.case, request.user, said)
    except NotDone as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(f"{view.url}sheet/")


def _scheme_again(request: HttpRequest, view: CaseView) -> HttpResponse:
    """The editor with the rows as they were typed."""
    from zhunsheng.web.desk.evaluations.views import scheme_page

    names = ("key", "level1", "level2", "name", "weight", "question", "standard", "ratio", "indicators")
    columns = [request.POST.getlist(f"row-{name}") for name in names]
    rows = [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=False)]
    return scheme_page(request, view, scheme_view(view), 409, rows)


def _tell_faults(request: HttpRequest, process: str, pk: int) -> None:
    """Say at once what still forbids the scheme's use."""
    view = case_of(request, process, pk)
    for fault in scheme_problems(view.notes.scheme, results=view.is_evaluation):
        messages.warning(request, fault.message)
