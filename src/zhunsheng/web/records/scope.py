"""Who sees what: one rule for every page, list, export and search."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from zhunsheng.lifecycle.registry import processes
from zhunsheng.web.accounts.models import Role, User
from zhunsheng.web.records.models import Target, Unit
from zhunsheng.web.records.standing_in import charge_paths

Row = TypeVar("Row", bound=Model)


def sees(user: User, unit: Unit) -> bool:
    """True when the unit is the user's own or stands under it; an administrator sees all."""
    return user.sees_everything or any(unit.path.startswith(path) for path in _reach(user))


def units(user: User) -> QuerySet[Unit]:
    """The units a user sees; none for a user without a unit who is no administrator."""
    if user.sees_everything:
        return Unit.objects.all()
    reach = _reach(user)
    if not reach:
        return Unit.objects.none()
    return Unit.objects.filter(reduce(or_, (Q(path__startswith=path) for path in reach)))


def scoped(rows: QuerySet[Row], user: User, unit: str = "unit") -> QuerySet[Row]:
    """The rows of the units a user sees; ``unit`` names the rows' foreign key. Of projects, those who only look on see
    what was submitted: a draft is the unit's own."""
    if rows.model is Target and not user.sees_drafts:
        rows = rows.exclude(state=processes()["target"].start.name)
    if user.sees_everything:
        return rows
    found: dict[str, Any] = {f"{unit}__in": units(user).values("pk")}
    return rows.filter(**found)


def hidden_in(user: User, unit: Unit, year: int) -> frozenset[int]:
    """The drafts of a unit's year, for those to whom a draft is not shown; no query for all others."""
    if user.sees_drafts:
        return frozenset()
    drafts = Target.objects.filter(unit=unit, year=year, state=processes()["target"].start.name)
    return frozenset(drafts.values_list("pk", flat=True))


def _reach(user: User) -> tuple[str, ...]:
    """The parts of the tree that a user sees: under their unit, and of that only the departments that they look after. A
    third party sees what it was commissioned with, and that is no unit."""
    own = user.unit.path if user.unit and user.role != Role.THIRD_PARTY else ""
    if user.role == Role.BUREAU_SECTION and user.charges:
        return tuple(path for path in charge_paths(user) if path.startswith(own or "/"))
    return (own,) if own else ()
