"""The phone page and what its script asks for. The page itself says nothing of anybody, so that a phone may keep it."""

from __future__ import annotations

import hashlib
import json
from uuid import UUID

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_POST, require_safe

from zhunsheng.web.desk.answers import answering, body
from zhunsheng.web.desk.entry_json import entered_json, kind_json, place_of, receipt_json, typed_entries
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.kinds_in_force import KindInForce, kinds_of
from zhunsheng.web.records.models import EntrySource, Unit
from zhunsheng.web.records.operations.attach_file import attach_file
from zhunsheng.web.records.operations.enter_typed import enter
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.queries.phone import phone_data

SHELL = (
    "icon.svg", "css/tokens.css", "css/base.css", "css/phone.css", "js/dom.js", "js/phone/main.js", "js/phone/form.js",
    "js/phone/picture.js", "js/phone/queue.js", "js/phone/send.js", "js/phone/store.js",
)  # fmt: skip
"""The files without which the page does not open."""


@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """The page: the same for everybody."""
    return render(request, "desk/entry/phone.html")


@require_safe
@answering
def data(request: HttpRequest) -> HttpResponse:
    """Who this is and what they may enter."""
    unit = _unit(request)
    today, user = current_day(), request.user
    found = phone_data(unit, today.year, user)
    return JsonResponse(
        {
            "user": {"id": user.pk, "name": str(user), "unit": unit.name},
            "stands_at": settings.STANDS_AT and settings.STANDS_AT.isoformat(),
            "kinds": [
                kind_json(kind) | {"used": kind.name in found.used, "projects": found.readers.get(kind.name, [])}
                for kind in found.kinds
            ],
            "projects": [
                {"id": pk, "name": name or code, "code": code, "year": year} for pk, name, code, year in found.projects
            ],
            "things": found.things,
        }
    )


@require_safe
def token(request: HttpRequest) -> HttpResponse:
    """The token that a later request has to carry: the page may be older than the session."""
    return JsonResponse({"token": get_token(request)})


@require_POST
@answering
def add(request: HttpRequest) -> HttpResponse:
    """Take one entry: its receipt, or what is to be mended or confirmed first."""
    sent = body(request)
    if _is_of_another(request, sent.get("user")):
        return _for_its_owner()
    unit = _unit(request)
    kind = _kind(unit, sent.get("kind"))
    (typed,) = typed_entries(unit, [sent])
    place = place_of(sent.get("place"))
    entered = enter(request.user, unit, kind, [typed], EntrySource.PHONE, places={typed.id: place} if place else None)
    if entered.receipts:
        return JsonResponse(receipt_json(entered.receipts[0]) | {"message": ""})
    answer = entered_json(kind, entered)
    return JsonResponse({"message": answer["message"], "remarks": answer["rows"][0]["remarks"]}, status=422)


@require_POST
@answering
def add_file(request: HttpRequest, id: UUID) -> HttpResponse:
    """Take a photo of an entry that was sent before."""
    if _is_of_another(request, request.POST.get("user")):
        return _for_its_owner()
    file = request.FILES.get("file")
    if file is None:
        raise Invalid("没有收到照片。请重新拍一张。")
    attached = attach_file(request.user, str(id), file.name or "照片.jpg", file)
    return JsonResponse({"sha256": attached.sha256, "message": attached.message})


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, told which files to keep; its text changes whenever one of them does."""
    files = [static(f"zhunsheng/{name}") for name in SHELL]
    contents = [_bytes(f"zhunsheng/{name}") for name in (*SHELL, "js/phone/worker.js")]
    page = render(request, "desk/entry/phone.html").content
    version = hashlib.sha256(b"\0".join([*contents, page])).hexdigest()[:16]
    head = f"const VERSION = {json.dumps(version)}, FILES = {json.dumps(files)};\n"
    answer = HttpResponse(head + contents[-1].decode("utf-8"), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """How the page looks on a phone's home screen."""
    icon = {"src": static("zhunsheng/icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
    told = {
        "name": "准绳 记台账", "short_name": "记台账", "lang": "zh-Hans", "start_url": "/m/", "scope": "/m/",
        "display": "standalone", "icons": [icon],
    }  # fmt: skip
    return JsonResponse(
        told, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": settings.DEBUG}
    )


def _unit(request: HttpRequest) -> Unit:
    """The unit that the person enters for."""
    if not request.user.may_enter:
        raise Forbidden("您的角色只能查看，不能录入。如需录入，请联系本单位管理员。")
    if request.user.unit is None:
        raise Forbidden("您的账号不属于哪一个单位，不能在手机上录入。请用单位的账号登录。")
    unit: Unit = request.user.unit
    return unit


def _is_of_another(request: HttpRequest, person: object) -> bool:
    """Whether the phone says that somebody else made this: pages and sessions change hands, entries do not."""
    return person is not None and str(person) != str(request.user.pk)


def _for_its_owner() -> JsonResponse:
    return JsonResponse({"message": "这条是别人在这台手机上录的，没有收下，要由他本人登录后发送。"}, status=409)


def _kind(unit: Unit, word: object) -> KindInForce:
    kind = kinds_of(unit).get(one_line(word, 60))
    if kind is None:
        raise Invalid("本单位没有这种台账，没有保存。请刷新页面，另选一种。")
    return kind


def _bytes(name: str) -> bytes:
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(name)
    with open(path, "rb") as file:
        return file.read()
