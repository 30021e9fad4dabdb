"""The deadlines of a year on the overview: what each still owes, what is overdue now, what was kept and missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q, QuerySet

from zhunsheng.law.deadlines import YearCalendar, deadlines
from zhunsheng.model.monitoring import Checkpoint
from zhunsheng.pictures.timeline import Milestone
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.course import is_running, the_process
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.matters.matter import Asking, Matter
from zhunsheng.web.records.matters.seam import everything, late
from zhunsheng.web.records.models import DeadlineTally, ProjectStanding
from zhunsheng.web.records.project_standings import is_over, last_month
from zhunsheng.web.records.queries.overview import (
    ADJUSTED,
    REVIEWED,
    STILL_OWES,
    THROUGH,
    Filters,
    Totals,
    latest_seen,
    standings,
    years_seen,
)
from zhunsheng.web.records.queries.reminders import LISTED
from zhunsheng.web.records.scope import scoped, units

PLACES = {
    "evaluation": "/evaluations/", "ex_ante_assessment": "/ex-ante/", "objection": "/evaluations/", "results_use": "/evaluations/",
    "rectification": "/results/items/", "rectification_check": "/results/items/", "budget_publication": "/publications/",
    "accounts_publication": "/publications/", "unit_budget_publication": "/publications/", "unit_accounts_publication": "/publications/",
}  # fmt: skip
"""Deadlines of matters that are no project's year: where their list is."""


@dataclass(frozen=True, slots=True)
class DeadlineBoard:
    """Everything that the overview says of deadlines."""

    filters: Filters
    milestones: tuple[Milestone, ...]
    late: int
    """How many things are overdue now: as many as the list of them shows."""
    is_cut: bool
    """True where more waits than was looked at."""
    kept: tuple[tuple[str, int, int], ...]
    """Name, kept, missed."""
    today: date


def deadline_board(user: User, filters: Filters) -> DeadlineBoard:
    """The deadlines of a year in what a person sees, or of one unit with those below it."""
    year = filters.year or latest_seen(user, years_seen(user))
    filters = replace(filters, year=year or None)
    own = user.unit.path if user.unit else "/"
    path = units(user).filter(code=filters.unit).values_list("path", flat=True).first() if filters.unit else ""
    asking = Asking(user, whole=True, with_done=True, year=year, path=path or "", most=LISTED, freshens=False)
    found = everything(asking) if path is not None else ()
    rows = standings(user, year)
    tallies = scoped(DeadlineTally.objects.filter(year=year), user)
    if filters.unit:
        rows, tallies = (some.filter(unit__path__startswith=path) if path else some.none() for some in (rows, tallies))
    calendar = asking.calendars.of(path or own)
    return DeadlineBoard(
        filters, tuple(milestones(filters, counts(rows), calendar, tallies.filter(deadline="adjustment").count(), found)), late(found), asking.is_cut,
        tuple(_kept(tallies, found)), asking.today,
    )  # fmt: skip


def counts(rows: QuerySet[ProjectStanding]) -> Mapping[str, int]:
    """How many of some projects there are, are being carried out, and still owe something, by the names of what may be left to
    do. One query."""
    running = Q(state__in=[state.name for state in the_process().states if is_running(state.name)])
    wanted = {name: Count("pk", filter=condition) for name, condition in STILL_OWES.items() if name in _OWING}
    wanted |= {f"{name}_through": Count("pk", filter=condition) for name, condition in THROUGH.items()}
    return rows.aggregate(all=Count("pk"), running=Count("pk", filter=running), **wanted)


_NOBODY = "没有执行的表"
_OWING = ("draft", "review", "adjusting", "monitoring", "decision", "evaluation", "check")


def counts_of(states: Mapping[str, int], totals: Totals) -> Mapping[str, int]:
    """The same from what a page has counted already."""
    todos = {name: totals.todos[name] for name in _OWING if name in totals.todos}
    through = {f"{name}_through": totals.through[name] for name in THROUGH}
    return {
        "all": sum(states.values()), "running": sum(count for state, count in states.items() if is_running(state)), "draft": states.get("draft", 0), "review": sum(states.get(name, 0) for name in REVIEWED),
        "adjusting": sum(states.get(name, 0) for name in ("adjusting", *ADJUSTED)), **todos, **through,
    }  # fmt: skip


def milestones(
    filters: Filters,
    owing: Mapping[str, int],
    calendar: YearCalendar,
    applied: int,
    found: Sequence[Matter] | None = None,
) -> Iterator[Milestone]:
    """The deadlines of a year by a calendar: how many projects, and how many of the other matters, are through with each.
    An adjustment is owed by those that applied for one, monitoring and self-evaluation by those that are carried out."""
    if not filters.year:
        return
    year, month, groups = filters.year, last_month(filters.year), defaultdict(list)
    for one in found or ():
        if one.deadline in PLACES:
            groups[one.deadline].append(one)
    everybody, running = owing["all"], owing["running"]
    of_projects = {
        "target_submission": (owing["draft"], everybody, "draft", ""), "target_final": (owing["draft"] + owing["review"], everybody, "review", ""),
        f"monitoring_{month}": (owing["monitoring"], running, "monitoring", _NOBODY),
        "adjustment": (owing["adjusting"], max(applied, owing["adjusting"]), "adjusting", "没有申请"),
        "self_evaluation": (owing["evaluation"], running if is_over(year) else 0, "evaluation", _NOBODY if is_over(year) else ""),
        "disposition": (owing["decision"], owing["decision"] + owing["decision_through"], "decision", ""),
        "self_evaluation_check": (owing["check"], owing["check"] + owing["check_through"], "check", "还没有报来的自评"),
    }  # fmt: skip
    asked = found is not None and month and of_projects["disposition"][1]  # whoever decides has the whole board
    events = {"warned": Checkpoint(year, month).as_of} if asked else {}
    days = [one.due for one in found or () if one.deadline == "disposition" and one.due and not one.is_done]
    for name, deadline in deadlines().items():
        due, mine = calendar.due(name, year, events), groups.get(name, [])
        note = "" if due is None or due.is_checked else "期限未核，以当地通知为准"
        if mine:
            yield _of_matters(deadline.title, due.day if due else None, name, mine)
        elif due is not None:
            count, total, todo, instead = of_projects.get(
                name, (0, 0, "", "没有事项" if found is not None and name in PLACES else "")
            )
            link = filters.projects(todo=todo) if count else ""
            day = min(days, default=due.day) if name == "disposition" else due.day
            gone = name.removeprefix("monitoring_")
            if (
                running and gone.isdecimal() and int(gone) < month
            ):  # what is owed is counted at the last checkpoint only
                link, instead = f"/monitoring/?year={year}&month={gone}", "看当时的监控"
                yield Milestone(due.day, deadline.title, None, None, link, note, instead)
                continue
            counted = (count, total, link) if total else (None, None, "")
            yield Milestone(day, deadline.title, *counted, note, "" if total else instead)
    if year == current_day().year:  # next year's targets are due while this year is being carried out
        for name in ("target_submission", "target_final"):
            due = calendar.due(name, year + 1)
            if due is not None:
                doubt = "" if due.is_checked else "期限未核，以当地通知为准"
                yield Milestone(due.day, f"{year + 1}年{deadlines()[name].title}", note=doubt)


def _of_matters(title: str, day: date | None, name: str, mine: Sequence[Matter]) -> Milestone:
    """One row for all matters of a deadline: by its own day, else by the first that is still open."""
    still = [one for one in mine if not one.is_done]
    days = sorted(one.due for one in still or mine if one.due is not None)
    note = "" if all(one.is_checked for one in mine) else "期限未核，以当地通知为准"
    return Milestone(day or (days[0] if days else None), title, len(still), len(mine), PLACES[name], note)


def _kept(tallies: QuerySet[DeadlineTally], found: Sequence[Matter]) -> Iterator[tuple[str, int, int]]:
    """Deadlines kept and missed: projects, one that missed it once among the missed as in the list behind; and other matters as
    they were done."""
    some = Count("pk", filter=Q(missed__gt=0))
    rows = tallies.order_by().values("deadline").annotate(all=Count("pk"), late_ones=some)
    yield from ((row["deadline"], row["all"] - row["late_ones"], row["late_ones"]) for row in rows)
    done: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in found:
        if one.was_kept is not None:
            done[one.deadline][not one.was_kept] += 1
    for name, (kept, missed) in done.items():
        yield name, kept, missed


__all__ = ["PLACES", "DeadlineBoard", "counts_of", "deadline_board", "milestones"]
