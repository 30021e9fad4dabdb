"""Keeping the queue's rows: where the review of each unit's year stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet

from zhunsheng.web.records.decided import WHERE, Decided
from zhunsheng.web.records.models import DecisionKind, Plan, Round, Standing, Target, Thread, Unit


def keep_standing(
    unit: Unit,
    year: int,
    findings: Sequence[WHERE],
    counts: Mapping[str, int],
    decisions: Mapping[WHERE, Decided],
    projects: int,
) -> list[WHERE]:
    """Make the queue's row of a unit's year anew from its findings that are not set aside; which wait for a decision."""
    number, closed_at, before = last_round(unit, year)
    returned = closed_at is not None and not _changed_after(unit, year, closed_at)
    waiting = [] if returned else [where for where in findings if not is_decided(decisions.get(where), number + 1)]
    values = {
        "projects": projects, **counts, "rounds": number, "closed_at": closed_at, "returned": returned,
        "undecided": len(waiting),
        "fresh": sum(where not in before for where in findings) if number else 0,
        **_asks(unit, year),
    }  # fmt: skip
    Standing.objects.update_or_create(unit=unit, year=year, defaults=values)
    return waiting


def recount_asks(unit: Unit, year: int) -> None:
    """Bring the counts of open threads up to date."""
    Standing.objects.filter(unit=unit, year=year).update(**_asks(unit, year))


def last_round(unit: Unit, year: int) -> tuple[int, datetime | None, set[WHERE]]:
    """The last closed round: its number (0 for none), when it was closed, and the findings it had."""
    row = Round.objects.filter(unit=unit, year=year).order_by("-number").values_list("number", "at", "content").first()
    if row is None:
        return 0, None, set()
    return row[0], row[1], {(item["target"], item["finding"]) for item in row[2]["items"]}


def threads_of(unit: Unit, year: int) -> QuerySet[Thread]:
    """The threads of a unit's year."""
    own = Q(target__unit=unit, target__year=year, target__archived=False) | Q(plan__unit=unit, plan__year=year)
    return Thread.objects.filter(own)


def is_decided(decision: Decided | None, number: int) -> bool:
    """True for a decision of the round in progress; what was dismissed or is waived today is set aside before."""
    return decision is not None and decision.round == number and decision.kind != DecisionKind.WAIVE


def _changed_after(unit: Unit, year: int, at: datetime) -> bool:
    rows = {"unit": unit, "year": year, "updated_at__gt": at}
    return Target.objects.filter(**rows).exists() or Plan.objects.filter(**rows).exists()


def _asks(unit: Unit, year: int) -> dict[str, int]:
    threads = list(threads_of(unit, year).filter(open=True).values_list("asked_by_id", "last_by_id"))
    return {"asks": len(threads), "answered": sum(asked != last for asked, last in threads)}
