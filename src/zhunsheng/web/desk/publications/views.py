"""Publication at the desk: the list, one publication, its acts, its previews and its frozen files."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from zhunsheng.documents.writing.unwritable import Unwritable
from zhunsheng.usecases.open_data.files import MEDIA, public_document
from zhunsheng.usecases.publication import publish
from zhunsheng.web.desk.errors.views import trouble
from zhunsheng.web.desk.export.files import file_answer
from zhunsheng.web.records import stored_files
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.models import PublishedEdition
from zhunsheng.web.records.operations.note_publication import note_approval, note_release, note_secret
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.operations.publish_year import take
from zhunsheng.web.records.publication_standing import Occasion, standing
from zhunsheng.web.records.publishing import draft
from zhunsheng.web.records.queries.publications import PublicationView, occasion_of, publication_list, publication_view

_PAPERS = ("docx", "pdf")


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every unit-year that the person sees, with what is due."""
    year, page = (request.GET.get(name, "") for name in ("year", "page"))
    found = publication_list(
        request.user, year=int(year) if _is_number(year, 4) else None, q=one_line(request.GET.get("q"), 60),
        page=max(1, int(page)) if _is_number(page, 5) else 1,
    )  # fmt: skip
    return render(request, "desk/publications/list.html", {"found": found})


@require_safe
def publication(request: HttpRequest, code: str, year: int, publication: str) -> HttpResponse:
    """One publication: what is due, what is in the way, what can be done, what went out."""
    return _page(request, _occasion(request, code, year, publication))


@require_POST
def step(request: HttpRequest, code: str, year: int, publication: str) -> HttpResponse:
    """Take a step; what was written is not lost when it is refused."""
    occasion, data = _occasion(request, code, year, publication), request.POST
    try:
        done = take(
            occasion, request.user, one_line(data.get("act"), 30), opinion=data.get("opinion", ""),
            not_secret=data.get("not_secret") == "yes", state=one_line(data.get("state"), 40) or None,
        )  # fmt: skip
    except NotDone as refusal:
        messages.error(request, str(refusal))
        return _page(request, occasion, {"act": data.get("act", ""), "opinion": data.get("opinion", "")}, status=409)
    messages.success(request, done.sentence)
    return redirect(occasion.url)


@require_POST
def note(request: HttpRequest, code: str, year: int, publication: str) -> HttpResponse:
    """Write down the approval, or why a finding may go out."""
    occasion, data = _occasion(request, code, year, publication), request.POST
    try:
        if data.get("what") == "release":
            note_release(
                occasion, request.user, finding=one_line(data.get("finding"), 40), reason=data.get("reason", ""),
                withdrawn="withdraw" in data,
            )  # fmt: skip
        elif data.get("what") == "secret":
            note_secret(
                occasion, request.user, project=one_line(data.get("project"), 20), reason=data.get("reason", ""),
                withdrawn="withdraw" in data,
            )  # fmt: skip
        else:
            note_approval(occasion, request.user, day=data.get("day", ""), paper=data.get("paper", ""))
    except NotDone as refusal:
        messages.error(request, str(refusal))
        typed = {name: data.get(name, "")[:400] for name in ("finding", "project", "reason", "day", "paper")}
        return _page(request, occasion, typed, status=409)
    messages.success(request, "已撤回。" if "withdraw" in data else "已保存。")
    return redirect(occasion.url)


@require_safe
def preview(request: HttpRequest, code: str, year: int, publication: str, paper: str) -> HttpResponse:
    """The official document as it would go out now; a PDF opens in the browser."""
    occasion = _occasion(request, code, year, publication)
    if paper not in _PAPERS or not request.user.sees_drafts:
        raise Http404
    found = draft(standing(occasion))
    try:
        made = publish(
            public_document(found.year),
            occasion.kind,
            paper,
            about=found.about,
            on=found.year.published_on,
            withheld=found.year.withheld,
        )
    except Unwritable as refusal:
        return trouble(request, 404, ("没有内容可以预览", str(refusal), "请先补齐内容。"))
    answer = file_answer(made.data, f"预览 {made.name.rpartition('.')[0]}", paper)
    if paper == "pdf":
        answer["Content-Disposition"] = answer["Content-Disposition"].replace("attachment", "inline", 1)
    return answer


@require_safe
def edition_file(
    request: HttpRequest, code: str, year: int, publication: str, edition: int, file: str
) -> HttpResponse | FileResponse:
    """A file of an edition, as it went out; also of one that was replaced or taken down."""
    occasion = _occasion(request, code, year, publication)
    row = (
        PublishedEdition.objects.filter(**occasion.key, number=edition).defer("content").first()
        if edition < 2**31
        else None
    )
    kept = next((one for one in row.files if one["name"] == file), None) if row else None
    if kept is None:
        raise Http404
    suffix = kept["name"].rpartition(".")[2]
    return FileResponse(
        stored_files.path_of(kept["sha256"]).open("rb"), as_attachment=True, filename=kept["saved_as"], content_type=MEDIA[suffix]
    )  # fmt: skip


def _occasion(request: HttpRequest, code: str, year: int, publication: str) -> Occasion:
    found = occasion_of(request.user, code.replace("\0", "")[:20], year, publication) if year < 10000 else None
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, occasion: Occasion, typed: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    view: PublicationView = publication_view(request.user, occasion)
    context = {"view": view, "now": view.now, "occasion": occasion, "typed": typed or {}}
    return render(request, "desk/publications/publication.html", context, status=status)


def _is_number(text: str, most: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= most
