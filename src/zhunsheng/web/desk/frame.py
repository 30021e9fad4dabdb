"""What the frame around every page needs."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from zhunsheng.web.desk.navigation import navigation


def frame(request: HttpRequest) -> dict[str, object]:
    """The context of every page."""
    user = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    return {
        "reference": getattr(request, "reference", ""),
        "stands_at": settings.STANDS_AT,
        "navigation": navigation(user, request.path) if known else [],
    }
