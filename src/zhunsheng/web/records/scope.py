"""Who sees what: one rule for every page, list, export and search."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from zhunsheng.lifecycle.registry import processes
from zhunsheng.web.accounts.models import Role, User
from zhunsheng.web.records.models import Target, Unit

Row = TypeVar("Row", bound=Model)


def sees(user: User, unit: Unit) -> bool:
    """True when the unit is the user's own or stands under it; an administrator sees all."""
    if user.sees_everything:
        return True
    own = _own(user)
    return own is not None and bool(own.path) and unit.path.startswith(own.path)


def units(user: User) -> QuerySet[Unit]:
    """The units a user sees; none for a user without a unit who is no administrator."""
    if user.sees_everything:
        return Unit.objects.all()
    own = _own(user)
    if own is None or not own.path:
        return Unit.objects.none()
    return Unit.objects.filter(path__startswith=own.path)


def scoped(rows: QuerySet[Row], user: User, unit: str = "unit") -> QuerySet[Row]:
    """The rows of the units a user sees; ``unit`` names the rows' foreign key. Of projects, those who only look on see
    what was submitted: a draft is the unit's own."""
    if rows.model is Target and not user.sees_drafts:
        rows = rows.exclude(state=processes()["target"].start.name)
    if user.sees_everything:
        return rows
    found: dict[str, Any] = {f"{unit}__in": units(user).values("pk")}
    return rows.filter(**found)


def _own(user: User) -> Unit | None:
    """The unit a user is bound to. A third party sees what it was commissioned with, and that is no unit."""
    return None if user.role == Role.THIRD_PARTY else user.unit
