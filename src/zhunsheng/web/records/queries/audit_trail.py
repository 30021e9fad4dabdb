"""The audit trail as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.appraisal_course import looks_inside
from zhunsheng.web.records.audit import ACTS
from zhunsheng.web.records.models import Appraisal, AuditEntry, Plan, Target, Unit
from zhunsheng.web.records.queries.audit_objects import Named, names_of
from zhunsheng.web.records.queries.audit_words import details
from zhunsheng.web.records.scope import scoped, sees, units

PER_PAGE = 50
"""Entries on one page."""
_NARROWED = ("target", "plan", "appraisal")
"""The kinds of objects of which everybody who sees them may read the acts alone."""


@dataclass(frozen=True, slots=True)
class Act:
    """One entry of the trail."""

    number: int
    label: str
    who: str
    at: datetime
    object: str
    about: str
    """What the object is called; blank for an act about no single thing."""
    url: str
    """Where the reader may open it, else blank."""
    may_narrow: bool
    """True where the reader may see the acts on this object alone."""
    details: tuple[tuple[str, str], ...]
    hash: str


@dataclass(frozen=True, slots=True)
class Trail:
    """One page of the trail."""

    acts: tuple[Act, ...]
    object: str
    about: str
    """What the object is called to which the page is narrowed."""
    act: str
    page: int
    has_more: bool
    all_acts: tuple[tuple[str, str], ...]


def trail(user: User, *, object_name: str = "", act: str = "", page: int = 1) -> Trail:
    """The newest entries that the person may see: all for an administrator, else their own and those about their units."""
    rows = _seen(user)
    if object_name:
        rows = rows.filter(object=object_name)
    if act in ACTS:
        rows = rows.filter(act=act)
    page = max(1, page)
    found = list(rows.select_related("who").order_by("-number")[(page - 1) * PER_PAGE : page * PER_PAGE + 1])
    named = names_of(user, {row.object for row in found if row.object} | ({object_name} if object_name else set()))
    names = _unit_names(found)
    acts = tuple(
        Act(
            row.number, ACTS.get(row.act, row.act), str(row.who or row.who_name or "程序"), row.at, row.object,
            *_about(user, row.object, named), details(row.act, row.detail, names), row.hash,
        )
        for row in found[:PER_PAGE]
    )  # fmt: skip
    return Trail(
        acts,
        object_name,
        _about(user, object_name, named)[0],
        act,
        page,
        len(found) > PER_PAGE,
        tuple(sorted(ACTS.items(), key=lambda pair: pair[1])),
    )


def may_see(user: User, object_name: str) -> bool:
    """True when the person sees the sheet that the name means."""
    kind, _, number = object_name.partition(":")
    if kind == "appraisal" and number.isascii() and number.isdecimal() and len(number) < 16:
        return user.sees_everything or _cases(user).filter(pk=int(number)).exists()
    model = {"target": Target, "plan": Plan}.get(kind)
    if model is None or not number.isdecimal() or len(number) > 15:
        return user.sees_everything
    sheet = model.objects.select_related("unit").filter(pk=int(number)).first()
    return sheet is not None and sees(user, sheet.unit)


def _seen(user: User) -> QuerySet[AuditEntry]:
    if user.sees_everything:
        return AuditEntry.objects.all()
    names = [f"target:{pk}" for pk in scoped(Target.objects.all(), user).values_list("pk", flat=True)]
    names += [f"plan:{pk}" for pk in scoped(Plan.objects.all(), user).values_list("pk", flat=True)]
    names += [f"appraisal:{pk}" for pk in _cases(user).values_list("pk", flat=True)]
    codes = list(units(user).values_list("code", flat=True))
    return AuditEntry.objects.filter(Q(object__in=names) | Q(detail__unit__in=codes) | Q(who=user))


def _cases(user: User) -> QuerySet[Appraisal]:
    """The evaluations whose course a person may follow: those who see how they are done."""
    return (
        scoped(Appraisal.objects.all(), user, unit="target__unit") if looks_inside(user) else Appraisal.objects.none()
    )


def _about(user: User, name: str, named: dict[str, Named]) -> tuple[str, str, bool]:
    """What an act was about, where that is, and whether the reader may see the acts on it alone."""
    known = named.get(name)
    if known is None:
        return ("已不在的对象" if name else ""), "", False
    may = user.sees_everything or (bool(known.url) and name.partition(":")[0] in _NARROWED)
    return known.name, known.url, may


def _unit_names(rows: list[AuditEntry]) -> dict[str, str]:
    """The names of the units that the details mention, by code."""
    codes = {row.detail["unit"] for row in rows if isinstance(row.detail.get("unit"), str)}
    return dict(Unit.objects.filter(code__in=codes).values_list("code", "name")) if codes else {}
