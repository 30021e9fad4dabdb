"""Keeping how projects stand: computed from monitoring and self-evaluation when a page first asks, many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When

from zhunsheng.model.finding import Severity
from zhunsheng.model.light import Light
from zhunsheng.model.monitoring import Checkpoint
from zhunsheng.scoring.monitoring import Monitoring
from zhunsheng.web.records.course import is_running, was_approved
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.evaluated import ProjectWatch, ProjectYear, evaluate_targets, months_past, watch_targets
from zhunsheng.web.records.models import ProjectStanding, Target, YearCourse
from zhunsheng.web.records.monitoring_rules import months_of, paths_of, regional_paths
from zhunsheng.web.records.value_keeping import head, unchanged_since
from zhunsheng.web.records.year_course import MONITORING, SELF_EVALUATION, is_reported

AT_ONCE = 80
"""Projects that one page brings up to date; of more, it says how many still wait."""
_CHUNK = 80


def last_month(year: int, path: str = "/") -> int:
    """The month of the last checkpoint of a year that has come at a place of the tree: a usual one, or the last month before the
    first of them; 0 for none."""
    past = months_past(year, months_of(year, path)) or months_past(year, range(1, 13))
    return past[-1] if past else 0


def is_over(year: int) -> bool:
    """True once a year's last day has come: from then on it is scored."""
    return current_day() >= date(year, 12, 31)


def waiting(targets: QuerySet[Target], year: int) -> QuerySet[Target]:
    """Those of some projects of a year whose standing is not up to date."""
    fresh = Q(
        standing__stale=False,
        standing__revision=F("revision"),
        standing__month=_last_months(year),
        standing__is_scored=is_over(year),
    )
    return targets.filter(year=year, archived=False).exclude(fresh)


def _last_months(year: int) -> Case | Value:
    """The last month of each project, as the database reckons it: its region's."""
    own = [When(unit__path__startswith=path, then=Value(last_month(year, path))) for path in regional_paths()]
    usual = Value(last_month(year))
    return Case(*own, default=usual) if own else usual


def is_fresh(target: Target, year: int) -> bool:
    """Whether the standing of a project, joined to it, is up to date: the same as :func:`waiting` asks of the database."""
    row = getattr(target, "standing", None)
    same = row is not None and not row.stale and row.revision == target.revision
    return (
        same
        and row is not None
        and row.month == last_month(year, paths_of([target])[target.pk])
        and row.is_scored == is_over(year)
    )


def freshen(targets: QuerySet[Target], year: int, most: int = AT_ONCE) -> int:
    """Bring the standings of some projects of a year up to date, ``most`` of them at once; how many still wait."""
    rows = waiting(targets, year)
    found = list(rows.select_related("unit").order_by("unit_id", "pk")[: most + 1])
    for first in range(0, min(len(found), most), _CHUNK):
        _compute(found[first : min(first + _CHUNK, most)], year)
    return rows.count() if len(found) > most else 0


def rebuild() -> int:
    """Compute the standing of every project anew; how many there are."""
    ProjectStanding.objects.update(stale=True)
    count = 0
    for year in Target.objects.filter(archived=False).order_by().values_list("year", flat=True).distinct():
        while waiting(Target.objects.all(), year).exists():
            count += min(waiting(Target.objects.all(), year).count(), _CHUNK)
            freshen(Target.objects.all(), year, _CHUNK)
    return count


def _compute(targets: Sequence[Target], year: int) -> None:
    """Compute the standings of some projects of a year and keep them, unless an act came in between."""
    number, paths = head(), paths_of(targets)
    months = {path: last_month(year, path) for path in set(paths.values())}
    now: dict[int, ProjectWatch] = {}
    before: dict[int, ProjectWatch] = {}
    for path, month in months.items():
        here = [target for target in targets if paths[target.pk] == path]
        now |= _watched(here, year, month)
        before |= _watched(here, year, _month_before(year, month, path))
    scores = {row.target.pk: row for row in evaluate_targets(targets)} if is_over(year) else {}
    rows = [
        _row(target, year, months[paths[target.pk]], now.get(target.pk), before.get(target.pk), scores.get(target.pk))
        for target in targets
    ]
    _reported(rows)
    with transaction.atomic():
        stale = not unchanged_since(number)
        for row in rows:
            row.stale = stale
        names = [f.name for f in ProjectStanding._meta.concrete_fields if f.name not in ("id", "target")]
        ProjectStanding.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["target"], update_fields=names, batch_size=200
        )


def _month_before(year: int, month: int, path: str) -> int:
    return max((one for one in months_of(year, path) if one < month), default=0)


def _watched(targets: Sequence[Target], year: int, month: int) -> Mapping[int, ProjectWatch]:
    return {row.target.pk: row for row in watch_targets(targets, Checkpoint(year, month))} if month else {}


def _row(  # what people still owe is asked only of a table that is being carried out
    target: Target,
    year: int,
    month: int,
    now: ProjectWatch | None,
    before: ProjectWatch | None,
    score: ProjectYear | None,
) -> ProjectStanding:
    row = ProjectStanding(
        target=target,
        unit_id=target.unit_id,
        department_id=target.unit.parent_id or target.unit_id,
        year=year,
        state=target.state,
        revision=target.revision,
        month=month,
        is_scored=is_over(year),
    )
    row.budget_fen = target.total_fen
    if now is not None:
        found = now.monitored.monitoring
        if was_approved(target.state):  # a table that nobody approved has nothing to be behind with
            row.light, row.why, row.fund_light = found.light.value, found.why, found.funds.light.value
            row.light_before = before.monitored.monitoring.light.value if before else ""
            row.behind, row.warnings = _behind(found), list(found.warnings)
        else:
            row.why = "目标表还没有批复"
        row.budget_fen, row.paid_fen = _fen(found.funds.budget), _fen(found.funds.paid)
        row.rate, row.planned, row.goals = map(_hundredths, (found.funds.rate, found.funds.planned, found.goals))
        if is_running(target.state):
            row.unfilled = _unfilled(found)
            row.needs_decision = any(one.address == "decision" for one in found.remarks)
        row.acts = [
            {"what": act.what, "owner": act.owner, "due": act.due.isoformat()}
            for act in now.monitored.case.said.acts if act.done_on is None
        ]  # fmt: skip
    if score is not None:
        evaluation = score.evaluated.evaluation
        row.score, row.grade = _hundredths(evaluation.total), evaluation.grade or ""
        asked = [one for one in evaluation.remarks if one.severity is not Severity.INFO and "偏差原因" in one.message]
        row.unexplained = len(asked) if is_running(target.state) else 0
    return row


def _reported(rows: Sequence[ProjectStanding]) -> None:
    """Where monitoring at the last checkpoint and self-evaluation stand; what was reported nobody owes. One query."""
    by_pk = {row.target_id: row for row in rows}
    courses = YearCourse.objects.filter(target__in=list(by_pk))
    months = {row.month for row in rows}
    for course in courses.filter(Q(process=MONITORING, month__in=months) | Q(process=SELF_EVALUATION)):
        row = by_pk[course.target_id]
        if course.process == MONITORING and course.month != row.month:
            continue
        if course.process == MONITORING:
            row.watch_state = course.state
            row.unfilled = 0 if is_reported(course.state) else row.unfilled
            # once it is reported, what follows is said with the steps of the department and the bureau
            row.needs_decision = row.needs_decision and not is_reported(course.state)
        else:
            row.score_state = course.state
            row.unexplained = 0 if is_reported(course.state) else row.unexplained


def _behind(found: Monitoring) -> list[list[str]]:
    """What is at risk or missed, the gravest first: anchor on the project's page, name, light, why."""
    rows = [["money-head", "资金", found.funds.light.value, found.funds.why]]
    rows += [[f"i{number}", one.name, one.light.value, one.why] for number, one in enumerate(found.indicators)]
    grave = [Light.MISSED.value, Light.AT_RISK.value]
    return sorted((row for row in rows if row[2] in grave), key=lambda row: grave.index(row[2]))


def _unfilled(found: Monitoring) -> int:
    """How many rows of the form still ask for a cause or an outlook."""
    grave = (Light.MISSED, Light.AT_RISK)
    return sum(
        one.entry is None or one.entry.outlook is None or (one.light in grave and not one.entry.explanation.strip())
        for one in found.indicators
    )


def _fen(yuan: Decimal | None) -> int | None:
    return None if yuan is None else int((yuan * 100).to_integral_value())


def _hundredths(value: Any) -> int | None:
    return None if value is None else int((Decimal(value) * 100).to_integral_value())
