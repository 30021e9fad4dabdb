"""The portal's pages and files. None of them asks who is there; all of them may be kept by caches for a while."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from zhunsheng.usecases.open_data.describe import json_schema, type_word
from zhunsheng.usecases.open_data.files import MEDIA, json_bytes
from zhunsheng.usecases.open_data.tables import TABLES
from zhunsheng.web.desk.survey.flood import count, network
from zhunsheng.web.records import stored_files
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.queries import portal
from zhunsheng.web.records.queries.portal_pictures import project_url, ranked

PAGE_AGE, FILE_AGE = 300, 3600
"""Seconds that a cache may keep a page, and a file."""
FROM_ONE_NETWORK = 600
"""Searches from one network in ten minutes; pages and files are not counted, caches take those."""
_INLINE = ("pdf", "json", "md")
View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """A page for everybody: read-only, without signing in, to be kept by caches and asked for again by its tag."""

    @wraps(view)
    def shown(request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponseBase:
        answer = view(request, *arguments, **named)
        if answer.status_code != 200:
            return answer
        answer.headers.setdefault("Cache-Control", f"public, max-age={PAGE_AGE}")
        if not answer.has_header("ETag") and isinstance(answer, HttpResponse):
            answer["ETag"] = quote_etag(hashlib.sha256(answer.content).hexdigest()[:32])
        same = get_conditional_response(request, etag=answer["ETag"], response=answer)
        return same if same is not None else answer

    return login_not_required(require_safe(shown))


@public
def search(request: HttpRequest) -> HttpResponse:
    """The way in: a search, and what was published last."""
    q = one_line(request.GET.get("q"), 80)
    if q and count(f"open:{network(request)}") > FROM_ONE_NETWORK:
        words = ("查得太快", "这个网络查得太多，先不查了。", "请过几分钟再查；已经公开的页面和文件照常可以打开。")
        answer = told(request, 429, words)
        answer["Retry-After"] = "600"
        return answer
    found = portal.search(q, _number(request, "year"), _number(request, "page") or 1)
    context = {"found": found, "latest": () if q or found.year else portal.latest()}
    return render(request, "desk/portal/search.html", context)


@public
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """A unit over the years."""
    found = portal.open_unit(_code(code))
    if found is None:
        raise Http404
    return render(request, "desk/portal/unit.html", {"found": found})


@public
def unit_year(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """A unit's year: its goals, its projects, its files."""
    found = portal.open_year(_code(code), _year(year))
    if found is None:
        return _gone_or_missing(request, code, year)
    return render(
        request,
        "desk/portal/year.html",
        {
            "found": found,
            "picture": ranked(found.url, found.rows("projects"), found.rows("project_results")),
            "lines": _lines(found),
            "mean": _mean(found.rows("project_results")),
            "withheld": portal.withheld(found.code, found.year),
        },
    )


@public
def project(request: HttpRequest, code: str, year: int, project: str) -> HttpResponse:
    """One project: target and result of every indicator, money, other years, files."""
    found = portal.open_project(_code(code), _year(year), project.replace("\0", ""))
    if found is None:
        return _gone_or_missing(request, code, year)
    return render(request, "desk/portal/project.html", {"found": found})


@public
def file(request: HttpRequest, code: str, year: int, publication: str, file: str) -> HttpResponseBase:
    """A file of an open edition, byte for byte as it was published."""
    kept = portal.open_file(_code(code), _year(year), publication, file)
    if kept is None:
        raise Http404
    suffix = file.rpartition(".")[2]
    answer = FileResponse(stored_files.path_of(kept["sha256"]).open("rb"), content_type=MEDIA[suffix])
    disposition = content_disposition_header(suffix not in _INLINE, kept["saved_as"])
    if disposition:
        answer["Content-Disposition"] = disposition
    answer["ETag"] = quote_etag(kept["sha256"])
    answer["Cache-Control"] = f"public, max-age={FILE_AGE}"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@public
def dictionary(request: HttpRequest) -> HttpResponse:
    """What every column of the open data means."""
    tables = [{"table": table, "fields": [(field, type_word(field)) for field in table.fields]} for table in TABLES]
    return render(request, "desk/portal/dictionary.html", {"tables": tables})


@public
def schema(request: HttpRequest) -> HttpResponse:
    """The JSON schema of the open data."""
    answer = HttpResponse(json_bytes(json_schema()), content_type=MEDIA["json"])
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def told(request: HttpRequest, status: int, words: tuple[str, str, str]) -> HttpResponse:
    """A page of the portal that says what is not there, and where to go."""
    title, what, now = words
    return render(request, "desk/portal/told.html", {"title": title, "what": what, "now": now}, status=status)


def not_found(request: HttpRequest) -> HttpResponse:
    """404 on the portal."""
    words = (
        "没有找到",
        "这个地址下没有公开的内容：可能没有公开过，也可能网址写错了。",
        "请按单位、项目或指标的名称查一查。",
    )
    return told(request, 404, words)


def _gone_or_missing(request: HttpRequest, code: str, year: int) -> HttpResponse:
    kept_back = portal.withheld(_code(code), year)
    if kept_back:
        words = f"{year}年{'、'.join(kept_back)}的内容涉及国家秘密，经保密审查，依法不公开。"
        return told(request, 451, ("依法不公开", words, "其他单位和年度公开的内容可以照常查询。"))
    if portal.open_year(_code(code), year) is None and portal.was_open(_code(code), year):
        return told(
            request, 410, ("已经撤下", f"{year}年公开的内容已由公开单位撤下。", "更正后会在同一个网址重新公开。")
        )
    raise Http404


def _lines(found: portal.OpenYear) -> list[dict[str, Any]]:
    """The projects of a year, target and result side by side, in the order of the tables."""
    results = {row["project"]: row for row in found.rows("project_results")}
    targets = {row["project"]: row for row in found.rows("projects")}
    names = dict.fromkeys([*targets, *results])
    counts: dict[str, int] = {}
    for row in found.rows("indicators") or found.rows("indicator_results"):
        counts[row["project"]] = counts.get(row["project"], 0) + 1
    return [
        {
            "name": (targets.get(name) or results[name])["project_name"] or "未命名项目", "project": name, "target": targets.get(name),
            "result": results.get(name), "indicators": counts.get(name, 0), "url": project_url(found.code, found.year, name),
        }
        for name in names
    ]  # fmt: skip


def _code(code: str) -> str:
    return code.replace("\0", "")[:20]


def _year(year: int) -> int:
    if not 1900 <= year <= 9999:
        raise Http404
    return year


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else None


def _mean(results: Sequence[Mapping[str, Any]]) -> Decimal | None:
    """The simple mean of the projects' scores, said beside the unit's, which is by budget; none for a single one."""
    scores = [Decimal(row["score"]) for row in results if row["score"] is not None]
    return sum(scores, Decimal(0)) / len(scores) if len(scores) > 1 else None
