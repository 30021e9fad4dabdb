"""Official files of one project or of several."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from zhunsheng.web.desk.export.files import file_answer, safe_name, write
from zhunsheng.web.desk.formats import BY_SUFFIX
from zhunsheng.web.desk.projects.acts import MAX_CHOSEN, find
from zhunsheng.web.records.operations.log_export import log_export
from zhunsheng.web.records.queries.documents import project_documents


@require_safe
def export_one(request: HttpRequest, pk: int, suffix: str) -> HttpResponse:
    """One project's form as a file."""
    if suffix not in BY_SUFFIX:
        raise Http404
    find(request, pk)
    found = project_documents(request.user, [pk])
    target, document, index = found[0]
    data = write(document, suffix, target.layout, index)
    log_export(request.user, suffix, [target])
    return file_answer(data, f"{target.year}年{target.name or target.code or '项目'}绩效目标表", suffix)


@require_POST
def export_chosen(request: HttpRequest) -> HttpResponse:
    """The chosen projects: each as a file in one archive (``as=each``), or together in a file a unit's year."""
    suffix = request.POST.get("format", "")
    ids = [int(pk) for pk in request.POST.getlist("id") if pk.isascii() and pk.isdecimal() and len(pk) < 15]
    if suffix not in BY_SUFFIX:
        raise Http404
    found = project_documents(request.user, ids[:MAX_CHOSEN]) if ids else []
    if not found:
        messages.error(request, "还没有选中项目，没有导出。请先在列表里勾选。")
        return redirect("projects")
    files: dict[str, bytes] = {}
    if request.POST.get("as") == "document":
        for name, document, layout in _documents(found):
            files[_free(files, name, suffix)] = write(document, suffix, layout)
    else:
        for target, document, index in found:
            name = f"{target.code} {target.name}".strip() or f"项目{target.pk}"
            files[_free(files, safe_name(name), suffix)] = write(document, suffix, target.layout, index)
    log_export(request.user, suffix, [target for target, _, _ in found])
    if len(files) == 1:
        name, data = next(iter(files.items()))
        return file_answer(data, name.rpartition(".")[0], suffix)
    return file_answer(_archive(files), f"{found[0][0].year}年绩效目标表{len(files)}份", "zip")


def _documents(found):  # type: ignore[no-untyped-def]
    """The chosen projects of each unit's year as one document."""
    groups: dict[int, list] = {}
    for row in found:
        groups.setdefault(id(row[1]), []).append(row)
    for rows in groups.values():
        target, document, _ = rows[0]
        chosen = tuple(document.projects[index] for _, _, index in rows)
        name = safe_name(f"{target.unit.code}{target.unit.name}{target.year}年绩效文本")
        yield name, replace(document, projects=chosen), target.layout


def _free(files: dict[str, bytes], name: str, suffix: str) -> str:
    """A file name that is not taken yet."""
    free, number = f"{name}.{suffix}", 2
    while free in files:
        free, number = f"{name}（{number}）.{suffix}", number + 1
    return free


def _archive(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()
