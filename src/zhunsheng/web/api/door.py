"""Who asks: the unit of the token in the request; answers in JSON whatever happens."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from zhunsheng.web.records.operations.outcome import Forbidden, Invalid, NotDone
from zhunsheng.web.records.operations.unit_tokens import token_of

View = TypeVar("View", bound=Callable[..., JsonResponse])


def for_programs(view: View) -> View:
    """Turns a view of ``(request, token)`` into one that needs no session but a token in ``Authorization: Bearer …``."""

    @login_not_required
    @csrf_exempt
    @wraps(view)
    def wrapped(request: HttpRequest) -> JsonResponse:
        token = token_of(_sent(request))
        if token is None:
            answer = JsonResponse(
                {"message": "接口口令不对，或已停用。请在请求头里写 Authorization: Bearer 口令。"}, status=401
            )
            answer["WWW-Authenticate"] = "Bearer"
            return answer
        try:
            return view(request, token)
        except Forbidden as refusal:
            return JsonResponse({"message": str(refusal)}, status=403)
        except NotDone as refusal:
            return JsonResponse({"message": str(refusal)}, status=400)

    return wrapped  # type: ignore[return-value]


def body(request: HttpRequest) -> dict[str, Any]:
    """The JSON object of a request; numbers keep their digits. Raises :class:`Invalid`."""
    try:
        data = json.loads(request.body, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise Invalid("请求不是完整的JSON，没有处理。") from error
    if not isinstance(data, dict):
        raise Invalid("请求的JSON应为一个对象，没有处理。")
    return data


def _sent(request: HttpRequest) -> str:
    scheme, _, word = request.headers.get("Authorization", "").partition(" ")
    return word.strip() if scheme.lower() == "bearer" else ""
