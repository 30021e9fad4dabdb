"""Finding what an address names, within what the person sees."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest

from zhunsheng.web.records.measured import AnySheet
from zhunsheng.web.records.models import Plan, Target
from zhunsheng.web.records.queries.measures import end_of
from zhunsheng.web.records.scope import scoped

_TYPED = "typed_measure"
_KEPT = 12_000
"""Characters of a refused form that are kept for the person to mend."""


def sheet_of(request: HttpRequest, whose: str, pk: int) -> AnySheet:
    """The project's table or the department plan. Raises ``Http404`` for others and for those of other units."""
    model = {"project": Target, "department": Plan}.get(whose)
    if model is None or pk >= 2**63:
        raise Http404
    found: AnySheet | None = scoped(model.objects.select_related("unit"), request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def day_of(request: HttpRequest) -> date | None:
    """The as-of day that the address asks for; ``None`` for the usual one or for what is no day."""
    try:
        day = date.fromisoformat(request.GET.get("as_of", "")[:10])
    except ValueError:
        return None
    return day if 1990 <= day.year <= 2100 else None


def known_at(request: HttpRequest, day: date | None) -> datetime | None:
    """The moment at whose records the person wants to look: the end of the as-of day with ``?known=1``, or the moment named."""
    asked = request.GET.get("known", "")
    if not asked or day is None:
        return None
    try:
        found = datetime.fromisoformat(asked)
    except ValueError:
        return end_of(day)
    if found.tzinfo is None or not 1990 <= found.year <= 2100:
        return None
    return found


def keep_typed(request: HttpRequest, where: str, sort: str, fields: dict[str, Any]) -> None:
    """Keep what a refused form says (``sort``: ``bind`` or ``state``) until its page is shown again."""
    if sum(len(str(value)) for value in fields.values()) <= _KEPT:
        request.session[_TYPED] = {"where": where, "sort": sort, "fields": fields}


def typed_again(request: HttpRequest, where: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the refused forms of a page said, once: that of the formula and that of the statement; empty when nothing was refused."""
    kept = request.session.get(_TYPED)
    if kept is None or kept["where"] != where:
        return {}, {}
    del request.session[_TYPED]
    return (kept["fields"], {}) if kept["sort"] == "bind" else ({}, kept["fields"])
