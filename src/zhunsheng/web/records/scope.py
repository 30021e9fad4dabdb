"""Who sees what: one rule for every page, list, export and search."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.models import Unit

Row = TypeVar("Row", bound=Model)


def sees(user: User, unit: Unit) -> bool:
    """True when the unit is the user's own or stands under it; an administrator sees all."""
    if user.sees_everything:
        return True
    own = user.unit
    return own is not None and bool(own.path) and unit.path.startswith(own.path)


def units(user: User) -> QuerySet[Unit]:
    """The units a user sees; none for a user without a unit who is no administrator."""
    if user.sees_everything:
        return Unit.objects.all()
    own = user.unit
    if own is None or not own.path:
        return Unit.objects.none()
    return Unit.objects.filter(path__startswith=own.path)


def scoped(rows: QuerySet[Row], user: User, unit: str = "unit") -> QuerySet[Row]:
    """The rows of the units a user sees; ``unit`` names the rows' foreign key."""
    if user.sees_everything:
        return rows
    found: dict[str, Any] = {f"{unit}__in": units(user).values("pk")}
    return rows.filter(**found)
