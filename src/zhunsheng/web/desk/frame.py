"""What the frame around every page needs."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, object]:
    """The context of every page."""
    return {"reference": getattr(request, "reference", ""), "stands_at": settings.STANDS_AT}
