"""Finding what an address names: the kind, the unit that one writes for, the entry."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.kinds_in_force import KindInForce, kinds_of, kinds_seen
from zhunsheng.web.records.models import Entry, Unit
from zhunsheng.web.records.queries.entries import joined
from zhunsheng.web.records.scope import scoped, units


def seen_kind(request: HttpRequest, name: str) -> KindInForce:
    """A kind of the units that the person sees. Raises ``Http404``."""
    kind = kinds_seen(request.user).get(one_line(name, 60))
    if kind is None:
        raise Http404
    return kind


def kept_kind(unit: Unit, name: str) -> KindInForce:
    """A kind that the unit keeps. Raises ``Http404``."""
    kind = kinds_of(unit).get(one_line(name, 60))
    if kind is None:
        raise Http404
    return kind


def writing_unit(request: HttpRequest, may: bool | None = None) -> Unit:
    """The unit that the person writes for: the one that the address or form names, else their own; ``may`` where others than
    editors may.

    Raises ``Http404`` for one they do not see, ``PermissionDenied`` when they may not write.
    """
    if not (request.user.may_edit if may is None else may):
        raise PermissionDenied("您的角色只能查看，不能录入。")
    code = one_line(request.POST.get("unit") or request.GET.get("unit"), 20)
    if not code and request.user.unit is not None:
        own: Unit = request.user.unit
        return own
    found = units(request.user).filter(code=code) if code else units(request.user).order_by("code")
    unit = found.first()
    if unit is None:
        raise Http404
    return unit


def seen_entry(request: HttpRequest, pk: object) -> Entry:
    """An entry that the person sees, joined for a view. Raises ``Http404``."""
    entry = joined(scoped(Entry.objects.filter(pk=str(pk)), request.user)).first()
    if entry is None:
        raise Http404
    return entry
