"""The pages of evaluations and assessments beforehand: the list, and each part of one case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from zhunsheng.documents.page import Block, Paragraph, Table
from zhunsheng.documents.writing.docx import write_docx
from zhunsheng.documents.writing.report_evaluation import Written
from zhunsheng.law.evaluation import ratios
from zhunsheng.law.parameters import legal_number
from zhunsheng.web.desk.evaluations.acts import saved_sheet
from zhunsheng.web.desk.evaluations.answering import case_of, kept_typing
from zhunsheng.web.desk.export.files import file_answer
from zhunsheng.web.desk.year_pages import asked_unit
from zhunsheng.web.records import stored_files
from zhunsheng.web.records.appraisal_report import report_of, told
from zhunsheng.web.records.appraisal_sorts import OPINIONS, SOURCES, VERDICTS, report_parts
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.evidence_files import as_download
from zhunsheng.web.records.measured import said_of
from zhunsheng.web.records.models import AppraisalNote
from zhunsheng.web.records.operations.log_export import log_export
from zhunsheng.web.records.queries.appraisal_pages import (
    all_proofs,
    measured_year,
    money_of,
    paper_rows,
    papers_of,
    result_view,
    scheme_view,
    sheet_rows,
)
from zhunsheng.web.records.queries.appraisals import CaseView, appraisal_board, invitable
from zhunsheng.web.records.queries.measures import origin
from zhunsheng.web.records.rectifications import OWED_BY_UNIT
from zhunsheng.web.records.rectifications import the_process as items_process

_OWN_FILES = ("paper",)
"""Sorts whose files only insiders and the team may open."""


@require_safe
def board(request: HttpRequest, process: str) -> HttpResponse:
    """The list of cases; what needs an assessment and lacks one."""
    return board_page(request, process, *asked_unit(request))


def board_page(
    request: HttpRequest,
    process: str,
    code: str,
    year: int | None,
    typed: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The list of a unit's year; ``typed`` is what was written in a form that was refused."""
    page = request.GET.get("page", "")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
    found = appraisal_board(request.user, process, code, year, number)
    stem = "evaluations" if process == "evaluation" else "ex-ante"
    context = {
        "board": found, "where": found.where, "stem": stem, "is_evaluation": process == "evaluation", "typed": typed or {},
    }  # fmt: skip
    return render(request, "desk/evaluations/board.html", context, status=status)


@require_safe
def case(request: HttpRequest, process: str, pk: int) -> HttpResponse:
    """What a case is, where it stands, who takes part, what was done; with ``?act=`` what an act asks for."""
    view = case_of(request, process, pk)
    offer = view.offer(one_line(request.GET.get("act"), 30))
    if offer is not None:
        return act_page(request, view, offer.name, "")
    people = invitable(view.notes) if view.can["member"] else ()
    team = [
        {
            "name": view.names[pk], "row": row, "independent": view.notes.one("declaration", str(pk)), "sheet": view.notes.handed_in(pk),
            "marked": len(view.notes.marks_of(pk)), "pk": pk,
        }
        for pk, row in view.notes.members.items()
        if pk in view.names
    ]  # fmt: skip
    found = result_view(view) if view.result_shown and view.notes.of("mark") else None
    measures = [(row, view.notes.one("mended", row.key), _item(view, row.key)) for row in view.notes.of("measure")]
    context = {
        "measures": measures,
        "people": people,
        "team": team,
        "found": found,
        "my_declaration": view.notes.one("declaration", str(request.user.pk)),
    }
    return _page(request, view, "case", "", context)


@require_safe
def scheme(request: HttpRequest, process: str, pk: int) -> HttpResponse:
    """The scheme, read or edited; with ``?fill=1`` the target table's indicators brought in, not yet saved."""
    view = case_of(request, process, pk)
    return scheme_page(request, view, scheme_view(view, fill=request.GET.get("fill") == "1" and view.can["scheme"]))


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, process: str, pk: int) -> HttpResponse:
    """A member's own scoring sheet; what was refused comes back row by row."""
    view = case_of(request, process, pk)
    if not view.is_member:
        raise Http404
    typed: dict[str, dict[str, str]] = {}
    problems: dict[str, str] = {}
    if request.method == "POST":
        answer, typed, problems = saved_sheet(request, view)
        if answer is not None:
            return answer
        view = case_of(request, process, pk)
    mine = request.user.pk
    last = max((row.pk for row in view.notes.history if row.what == "mark" and row.by_id == mine), default=0)
    context = {
        "groups": sheet_rows(view, mine, typed, problems), "handed_in": view.notes.handed_in(mine), "base": last, "opinions": OPINIONS,
        "said": request.POST if request.method == "POST" else _thought(view, str(mine)),
        "problems": problems, "full": view.notes.scheme.total,
    }  # fmt: skip
    return _page(request, view, "sheet", "sheet/", context, status=409 if problems else 200)


@require_safe
def papers(request: HttpRequest, process: str, pk: int) -> HttpResponse:
    """The working papers of every row with what they rest on."""
    view = _inside(request, process, pk)
    rows = paper_rows(view)
    lacking = sum(not row.evidence for row in rows)
    return _page(request, view, "papers", "papers/", {"rows": rows, "lacking": lacking})


@require_safe
def paper(request: HttpRequest, process: str, pk: int, row: str) -> HttpResponse:
    """One row's working paper: what was found, its evidence down to the records, and the form."""
    view = _inside(request, process, pk)
    edits = view.can["paper"]
    asked = next((item for item in view.notes.scheme.items if item.key == row), None)
    if asked is None:
        raise Http404
    ratio = ratios().get(asked.ratio) if asked.ratio else None
    of_money = edits and ratio is not None and "产出" not in ratio.above  # budget and payments say nothing of outputs
    told = said_of([view.case.target])
    year = measured_year(view, told, always=edits, with_money=of_money)
    found = next(one for one in papers_of(view, year) if one.item.key == row)
    keys = [proof.key for proof in found.proofs]
    wanted = request.GET.get("indicator", "").replace("\0", "")[:60]
    chosen = wanted if wanted in keys else keys[0] if keys else ""
    page = request.GET.get("page", "")
    traced = None
    if chosen:
        number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
        traced = origin(
            view.case.target,
            chosen,
            as_of=None,
            known_at=None,
            show=request.GET.get("show", "counts")[:10],
            page=number,
            told=told,
        )
    context = {
        "row": found, "traced": traced, "chosen": chosen, "sources": SOURCES.items(), "ratio": ratio,
        "proofs": all_proofs(view, year) if edits and year else (), "money": money_of(year) if of_money and year else None,
        "base": _number(view.notes.last("paper", row)),
    }  # fmt: skip
    return _page(request, view, "paper", "papers/", context)


@require_safe
def result(request: HttpRequest, process: str, pk: int) -> HttpResponse:
    """What the marks came to, row by row, with the spread between experts."""
    view = _told(request, process, pk)
    return _page(request, view, "result", "result/", {"found": result_view(view)})


@require_safe
def objections(request: HttpRequest, process: str, pk: int) -> HttpResponse:
    """The unit's objections with the answer to each."""
    view = _told(request, process, pk)
    names = {item.key: item for item in view.notes.scheme.items}
    found = {one.item.key: one for one in result_view(view).evaluation.items}
    rows = [
        {
            "row": row, "reply": view.notes.one("answer", row.key), "item": names.get(row.content["item"]),
            "score": found[row.content["item"]].score if row.content["item"] in found else None, "base": _number(view.notes.last("answer", row.key)),
        }
        for row in view.notes.of("objection")
    ]  # fmt: skip
    context = {
        "rows": rows,
        "items": view.notes.scheme.items,
        "verdicts": VERDICTS,
        "open": sum(one["reply"] is None for one in rows),
    }
    return _page(request, view, "objections", "objections/", context)


@require_safe
def materials(request: HttpRequest, process: str, pk: int) -> HttpResponse:
    """The papers of an assessment beforehand: what is in, what lacks, what is excused."""
    view = case_of(request, process, pk)
    if view.is_evaluation:
        raise Http404
    lines = view.notes.materials
    rows = [
        {
            "line": line,
            "note": view.notes.one("material", line.key),
            "base": _number(view.notes.last("material", line.key)),
        }
        for line in lines
    ]
    context = {
        "rows": rows, "lacking": sum(line.lacks for line in lines), "needed": sum(line.required for line in lines),
        "there": sum(line.required and line.is_in for line in lines),
        "excused": sum(line.required and not line.is_in and bool(line.excuse) for line in lines),
    }  # fmt: skip
    return _page(request, view, "materials", "materials/", context)


@require_safe
def report(request: HttpRequest, process: str, pk: int) -> HttpResponse:
    """The report as it will print, and the words of its writers."""
    view = _told(request, process, pk)
    written, said = report_of(view), told(view)
    parts = [
        {"key": key, "heading": heading, "said": said.get(key, ""), "own": view.notes.texts.get(key, ""), "base": _number(view.notes.last("text", key))}
        for key, heading in report_parts(process).items()
    ]  # fmt: skip
    return _page(
        request, view, "report", "report/", {"blocks": preview(written), "missing": written.missing, "parts": parts}
    )


@require_safe
def report_docx(request: HttpRequest, process: str, pk: int) -> HttpResponse:
    """The report as a Word file."""
    view = _told(request, process, pk)
    what = f"{'绩效评价' if view.is_evaluation else '事前绩效评估'}报告"
    log_export(request.user, "docx", [view.case.target], what=what)
    name = f"{view.case.target.name}{view.case.target.year}年{what}"
    return file_answer(write_docx(report_of(view).tree, name), name, "docx")


@require_safe
def paper_file(request: HttpRequest, process: str, pk: int, said: int, place: int) -> HttpResponse:
    """A file that goes with a note of the case."""
    view = case_of(request, process, pk)
    row = AppraisalNote.objects.filter(appraisal=view.case, pk=said).first() if said < 2**63 else None
    if row is None or place >= len(row.files) or (row.what in _OWN_FILES and not view.inside):
        raise Http404
    if row.what == "objection" and not view.result_shown:
        raise Http404
    file = row.files[place]
    return as_download(stored_files.path_of(file["sha256"]), file["name"])


def act_page(request: HttpRequest, view: CaseView, name: str, opinion: str, status: int = 200) -> HttpResponse:
    """What an act asks for, with what was written."""
    return _page(request, view, "act", "", {"offer": view.offer(name), "opinion": opinion}, status)


def scheme_page(
    request: HttpRequest, view: CaseView, shown: Any, status: int = 200, typed: Sequence[Any] = ()
) -> HttpResponse:
    """The page of the scheme; ``typed`` rows are those that were refused."""
    context = {
        "shown": shown,
        "typed_rows": typed,
        "least": legal_number("evaluation_results_weight_minimum").latest,
        "base": _number(view.notes.last("scheme")),
    }
    return _page(request, view, "scheme", "scheme/", context, status)


def preview(written: Written) -> list[dict[str, Any]]:
    """The blocks of a report as the page shows them: covers, headings, text, tables, pictures."""
    return [one for block in written.tree.blocks for one in _block(block)]


def _block(block: Block) -> list[dict[str, Any]]:
    if isinstance(block, Paragraph):
        if block.picture is not None:
            return [{"kind": "picture", "text": block.text, "svg": block.picture.data.decode()}]
        kind = "cover" if block.cover else "caption" if block.caption else f"h{block.level}" if block.level else "text"
        return [{"kind": kind, "text": block.text}]
    if isinstance(block, Table):
        rows = [[cell for cell in row if not cell.covered] for row in block.rows]
        return [{"kind": "table", "head": rows[: block.header_rows], "rows": rows[block.header_rows :]}]
    return []


def _page(
    request: HttpRequest, view: CaseView, name: str, tab: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    stem = "evaluations" if view.is_evaluation else "ex-ante"
    about = {
        "view": view,
        "stem": stem,
        "tab": tab,
        "typed": kept_typing(request, view),
        "target": view.case.target,
        **context,
    }
    return render(request, f"desk/evaluations/{name}.html", about, status=status)


def _inside(request: HttpRequest, process: str, pk: int) -> CaseView:
    view = case_of(request, process, pk)
    if not view.inside or not view.is_evaluation:
        raise Http404
    return view


def _told(request: HttpRequest, process: str, pk: int) -> CaseView:
    view = case_of(request, process, pk)
    if not view.result_shown:
        raise Http404
    return view


def _item(view: CaseView, key: str) -> tuple[int, bool, str] | None:
    """The rectification item of something to be mended: its number, whether the unit still owes it, the words of its state."""
    item = view.notes.items.get(key)
    if item is None:
        return None
    state: str = item.now  # type: ignore[attr-defined]
    return item.pk, state in OWED_BY_UNIT, items_process().state(state).label


def _thought(view: CaseView, mine: str) -> dict[str, Any]:
    """What an expert said on the whole, as it was written last: in the sheet or before."""
    rows = [row for row in (view.notes.last("sheet", mine), view.notes.last("thought", mine)) if row is not None]
    return max(rows, key=lambda row: row.pk).content if rows else {}


def _number(row: AppraisalNote | None) -> int:
    return row.pk if row else 0
