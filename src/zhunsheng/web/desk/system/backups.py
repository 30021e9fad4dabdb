"""A backup to download, for who runs the installation."""

from __future__ import annotations

import tempfile

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from zhunsheng.web.backup import write_backup
from zhunsheng.web.records.models import AuditEntry, StoredFile


@require_safe
def backups(request: HttpRequest) -> HttpResponse:
    """What a backup holds, when the last one was made, and how to do it every day."""
    _may(request)
    made = AuditEntry.objects.filter(act="make_backup").select_related("who").order_by("-number")[:10]
    context = {
        "made": made, "data": settings.DATA, "engine": "PostgreSQL" if connection.vendor == "postgresql" else "内置数据库",
        "files": StoredFile.objects.count(), "days": (timezone.now() - made[0].at).days if made else None,
    }  # fmt: skip
    return render(request, "desk/system/backups.html", context)


@require_POST
def download(request: HttpRequest) -> HttpResponse:
    """Make a backup and hand it over; nothing of it stays on the server."""
    _may(request)
    file = tempfile.TemporaryFile(prefix="backup-", dir=settings.DATA)  # noqa: SIM115 - the answer closes it
    write_backup(file, request.user)
    file.seek(0)
    name = f"准绳备份{timezone.localtime():%Y%m%d-%H%M}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


def _may(request: HttpRequest) -> None:
    if not request.user.runs_installation:
        raise PermissionDenied("备份只有系统管理员能做。")
