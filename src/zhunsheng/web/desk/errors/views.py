"""Pages for what went wrong: what happened, why, what to do now, and a reference number that the log knows."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from zhunsheng.web.middleware import wants_json

_PAGES = {
    400: ("请求看不懂", "送来的内容格式不对，没有处理。", "请返回上一页，刷新后再试。"),
    403: ("没有权限", "您的账号不能做这件事。", "如确需办理，请联系本单位管理员调整角色。"),
    404: ("没有找到", "这个地址下没有内容，可能已被删除，或属于您看不到的单位。", "请从工作台或项目列表重新进入。"),
    413: ("文件太大", "这个文件超过了上限，没有接收。", "请压缩图片或拆成几个文件后再上传。"),
    500: (
        "没有办成",
        "处理这个请求时出了意外，已记入日志；没有保存到一半的内容。",
        "请稍后再试；仍不行请把编号告诉管理员。",
    ),
}
_CSRF = ("页面已过期", "这个页面打开得太久，或浏览器没有带上验证信息，操作没有执行。", "请刷新页面后再做一次。")


def trouble(request: HttpRequest, status: int, words: tuple[str, str, str] | None = None) -> HttpResponse:
    """The error answer of one status: JSON for a script, else a page that needs no database."""
    title, what, now = words or _PAGES[status]
    reference = getattr(request, "reference", "-")
    if wants_json(request):
        return JsonResponse({"message": f"{what}{now}", "reference": reference}, status=status)
    page = {"title": title, "what": what, "now": now, "reference": reference, "status": status}
    return HttpResponse(render_to_string("desk/errors/trouble.html", page), status=status)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return trouble(request, 400)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403; the exception's own words say why where it has any."""
    why = str(exception) if exception and str(exception) else ""
    return trouble(request, 403, (_PAGES[403][0], why, _PAGES[403][2]) if why else None)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; on the portal a page of its own, for strangers."""
    if request.path.startswith("/open/"):
        from zhunsheng.web.desk.portal.views import not_found as not_open

        return not_open(request)
    return trouble(request, 404)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return trouble(request, 500)


def too_large(request: HttpRequest) -> HttpResponse:
    """413, with the limit in words."""
    title, _, now = _PAGES[413]
    limit = settings.UPLOAD_LIMIT // 1024 // 1024
    return trouble(request, 413, (title, f"文件超过{limit}MB的上限，没有接收。", now))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a request without the page's token."""
    return trouble(request, 403, _CSRF)
