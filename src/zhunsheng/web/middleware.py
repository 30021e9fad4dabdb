"""What happens to every request: a reference number, a limit on its size, and that someone has signed in."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, resolve_url

from zhunsheng.web.records.calendar_changes import asked_once

GetResponse = Callable[[HttpRequest], HttpResponseBase]
_ROOM_FOR_FORM_FIELDS = 64 * 1024


def wants_json(request: HttpRequest) -> bool:
    """True when a script asked, not a page."""
    return (
        request.content_type == "application/json"
        or "application/json" in request.headers.get("Accept", "")
        or request.headers.get("X-Requested-With") == "XMLHttpRequest"
    )


class ReferenceMiddleware:
    """Gives each request a short number that error pages show and the log carries; answers are asked for anew each time."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.reference = secrets.token_hex(4).upper()  # type: ignore[attr-defined]
        with asked_once():
            answer = self.get_response(request)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        return answer


class BodyLimitMiddleware:
    """Turns a too large body away before a byte of it is read."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        if length > settings.UPLOAD_LIMIT + _ROOM_FOR_FORM_FIELDS:
            from zhunsheng.web.desk.errors.views import too_large

            return too_large(request)
        return self.get_response(request)


class FieldWorkerMiddleware:
    """Keeps those who only log what they do to the phone page: every other page leads there, a script is told why."""

    OPEN = ("/m/", "/login/", "/logout/", "/password/", "/s/", "/open/", settings.STATIC_URL)
    """What begins like this is open to them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated or not request.user.is_field or request.path.startswith(self.OPEN):
            return self.get_response(request)
        if wants_json(request) or request.headers.get("HX-Request"):
            return JsonResponse({"message": "您的账号只用于在手机上录入，不能看这里。"}, status=403)
        return redirect("/m/")


class SignedInMiddleware(LoginRequiredMiddleware):
    """Sends a page to the sign-in page; tells a script with 401, so that what was typed stays on the screen."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., object]) -> HttpResponseBase:
        """The answer to somebody who has not signed in."""
        if request.headers.get("HX-Request"):
            answer = HttpResponse(status=401)
            answer["HX-Redirect"] = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.path})}"
            return answer
        if wants_json(request):
            message = "登录已过期，内容还没有保存。请在新窗口登录后再试。"
            return JsonResponse({"message": message, "login": resolve_url(settings.LOGIN_URL)}, status=401)
        return super().handle_no_permission(request, view_func)
