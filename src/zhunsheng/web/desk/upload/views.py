"""Bringing files in: one file a request, so that each has its own progress and its own answer."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhunsheng.web.desk.answers import refused
from zhunsheng.web.middleware import wants_json
from zhunsheng.web.records.models import ReadingStatus
from zhunsheng.web.records.operations.cancel_upload import cancel_upload
from zhunsheng.web.records.operations.outcome import Invalid, NotDone
from zhunsheng.web.records.operations.upload_file import upload_file
from zhunsheng.web.records.queries.readings import recent_readings


@require_POST
def cancel(request: HttpRequest) -> HttpResponse:
    """Take back an upload that was stopped; ``found`` says whether it had come in."""
    return JsonResponse({"found": cancel_upload(request.user, request.POST.get("client_id", "")[:64])})


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """The page with the place to drop files on; POST takes one file."""
    limit = settings.UPLOAD_LIMIT // 1024 // 1024
    context = {"recent": recent_readings(request.user), "limit": limit, "can_edit": request.user.may_upload}
    if request.method != "POST":
        return render(request, "desk/upload/upload.html", context)
    try:
        file = request.FILES.get("file")
        if file is None:
            raise Invalid("没有收到文件。请重新选择后再传。")
        reading = upload_file(request.user, file.name or "", file.read(), request.POST.get("client_id", ""))
    except NotDone as refusal:
        if wants_json(request):
            return refused(refusal)
        return render(request, "desk/upload/upload.html", {**context, "message": str(refusal)}, status=400)
    url = f"/readings/{reading.pk}/"
    if not wants_json(request):
        return redirect(url)
    ok = reading.status == ReadingStatus.READ
    return JsonResponse({"reading": reading.pk, "url": url, "ok": ok, "message": reading.message, "name": reading.name})
