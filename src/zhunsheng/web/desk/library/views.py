"""The indicator library: search, one entry, trees, indicators like one, favourites, and filling a table's row."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from zhunsheng.law.indicator_trees import indicator_trees
from zhunsheng.library.entries import LibraryIndicator, by_name
from zhunsheng.web.desk.projects.acts import find
from zhunsheng.web.desk.result_pages import take_result
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.models import Target
from zhunsheng.web.records.operations.fill_from_library import Filling, fill_from_library
from zhunsheng.web.records.operations.note_result import ResultSaid
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.queries.library import card_of, fill_page, library_page, likes
from zhunsheng.web.records.reviewing import mark_stale


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The entries by words, kind and sector."""
    found = library_page(request.user, request.GET)
    target = _target(request)
    wanted = found.wanted
    kept = {"q": wanted.words, "level2": wanted.level2, "sector": wanted.sector, "mine": "1" if found.only_favourites else "", "for": str(target.pk) if target else ""}  # fmt: skip
    context = {"found": found, "page": found, "target": target, "tab": "home", "back": _address("/library/", kept)}
    return render(request, "desk/library/home.html", context)


@require_safe
def entry(request: HttpRequest) -> HttpResponse:
    """One entry: what it says, how it is measured, who uses the like, and the way into a table."""
    found, target = _entry(request.GET.get("name", "")), _target(request)
    context = {
        "card": card_of(request.user, found), "likes": likes(request.user, found.name), "target": target, "tab": "home",
        "fill": fill_page(request.user, target) if target else None,
        "back": _address("/library/entry/", {"name": found.name, "for": str(target.pk) if target else ""}),
    }  # fmt: skip
    return render(request, "desk/library/entry.html", context)


@require_safe
def trees(request: HttpRequest) -> HttpResponse:
    """The trees of indicators, national and local."""
    return render(request, "desk/library/trees.html", {"trees": indicator_trees().values(), "tab": "trees"})


@require_safe
def like(request: HttpRequest) -> HttpResponse:
    """Indicators like one, in tables that the person sees and in the library."""
    name = one_line(request.GET.get("name"), 200)
    context = {"name": name, "likes": likes(request.user, name) if name else None, "tab": "like"}
    return render(request, "desk/library/like.html", context)


@require_POST
def favourite(request: HttpRequest) -> HttpResponse:
    """Keep an entry among the unit's favourites, or take it out."""
    back = request.POST.get("back", "")
    safe = back.startswith("/library/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    unit = request.user.unit
    if unit is None:
        messages.error(request, "常用指标是单位的，您没有绑定单位，没有保存。")
        return redirect(back if safe else "/library/")
    name = _entry(request.POST.get("name", "")).name
    said = ResultSaid("favourite", name, withdrawn="withdraw" in request.POST)
    return take_result(request, unit, said, back if safe else "/library/", "library")


@require_POST
def fill(request: HttpRequest) -> HttpResponse:
    """Put an entry into a row of a table."""
    data, target = request.POST, _target(request, post=True)
    if target is None:
        raise Http404
    filling = Filling(
        data.get("name", "")[:100], data.get("row", "")[:40], data.get("value", ""), data.get("word", ""), data.get("bind") == "1"
    )  # fmt: skip
    try:
        saved = fill_from_library(target, request.user, filling)
    except NotDone as refusal:
        messages.error(request, str(refusal))
        return redirect(_address("/library/entry/", {"name": filling.name, "for": str(target.pk)}))
    assert isinstance(saved.sheet, Target)
    mark_stale(saved.sheet)
    messages.success(request, f"已把“{filling.name}”填进表里。请核对指标值和依据。")
    return redirect("project", target.pk)


def _entry(name: str) -> LibraryIndicator:
    found = by_name(one_line(name, 100))
    if found is None:
        raise Http404
    return found


def _target(request: HttpRequest, *, post: bool = False) -> Target | None:
    """The table that an entry is looked for, if any. Raises ``Http404`` for one that the person does not see."""
    asked = (request.POST if post else request.GET).get("for", "")
    if not asked.isascii() or not asked.isdecimal() or len(asked) > 15:
        return None
    return find(request, int(asked))


def _address(path: str, parts: dict[str, str]) -> str:
    query = urlencode({name: text for name, text in parts.items() if text})
    return f"{path}?{query}" if query else path
