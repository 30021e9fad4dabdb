"""Whether mail is set up, and a letter to try it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.models import ReminderSent
from zhunsheng.web.records.operations.outcome import NotDone
from zhunsheng.web.records.operations.send_reminders import try_mail


@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: HttpRequest) -> HttpResponse:
    """What the environment says, without the password; POST sends a letter."""
    if not request.user.runs_installation:
        raise PermissionDenied("邮件设置只有系统管理员能看。")
    status = 200
    if request.method == "POST":
        try:
            try_mail(request.user, request.POST.get("to", ""))
        except NotDone as refusal:
            messages.error(request, str(refusal))
            status = 400
        else:
            messages.success(request, "测试邮件已交给邮件服务器，请到收件箱查看。")
            return redirect("mail")
    people = User.objects.filter(is_active=True).exclude(password="!")
    context = {
        "server": settings.MAIL_SERVER, "address": settings.ADDRESS, "data": settings.DATA,
        "to": request.POST.get("to") or request.user.email, "people": people.count(), "with_address": people.exclude(email="").count(),
        "last": ReminderSent.objects.order_by("-pk").values_list("at", flat=True).first(),
    }  # fmt: skip
    return render(request, "desk/system/mail.html", context, status=status)
