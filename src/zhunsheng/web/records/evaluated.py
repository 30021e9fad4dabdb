"""Projects' years scored and monitored from the records: the one place where pages, files and commands get them from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from zhunsheng.model.execution import Execution
from zhunsheng.model.measure import Measure
from zhunsheng.model.monitoring import Checkpoint, History
from zhunsheng.model.project import Project
from zhunsheng.scoring.light_rules import LightRules
from zhunsheng.usecases.monitoring import Monitored, MonitoringCase, grows, history_of, watch
from zhunsheng.usecases.self_evaluation import Evaluated, EvaluationCase, evaluate
from zhunsheng.usecases.spending import execution_of
from zhunsheng.web.records.changes import noun_of
from zhunsheng.web.records.confirmed_scores import Readings, confirmed_of
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.kept_readings import Change, Kept, changes, kept_of
from zhunsheng.web.records.measured import (
    Item,
    Name,
    Said,
    items_at,
    items_of,
    measures_of,
    month_ends,
    usual_day,
)
from zhunsheng.web.records.models import NoteStage, ProcessStep, Target, Unit
from zhunsheng.web.records.monitoring_rules import monitoring_rules, paths_of
from zhunsheng.web.records.scoring_settings import rules_of
from zhunsheng.web.records.spent import executions, paid_by
from zhunsheng.web.records.year_notes import (
    Notes,
    entries_of,
    monitoring_entries_of,
    notes_of,
    notes_of_months,
)


@dataclass(frozen=True, slots=True)
class ProjectYear:
    """A project's self-evaluation with what people said. Where it is ``confirmed`` it is the one that was confirmed then."""

    target: Target
    evaluated: Evaluated
    notes: Notes
    confirmed: ProcessStep | None = None


@dataclass(frozen=True, slots=True)
class ProjectWatch:
    """A project at a checkpoint with what people said. ``kept`` are the readings that it rests on where somebody settled them,
    ``changes`` what entries written since would change in them."""

    target: Target
    monitored: Monitored
    notes: Notes
    kept: Kept | None = None
    changes: tuple[Change, ...] = ()


def evaluate_targets(
    targets: Sequence[Target],
    said: Said | None = None,
    *,
    with_money: bool = True,
    rests_on: Mapping[int, Readings] | None = None,
) -> list[ProjectYear]:
    """Score projects: from what was kept where their self-evaluation is confirmed, else from the records as of the usual day of
    the year, today or the year's last day once it is over.

    ``said`` is what was bound and stated, where it was asked for before; without money only the indicators' scores tell something.
    ``rests_on`` are other readings than those kept, by project: with none at all, everything is scored by the records there are.
    """
    if not targets:
        return []
    confirmed = confirmed_of(targets)
    if rests_on is None:
        rests_on = {pk: one.readings for pk, one in confirmed.items()}
    moving = [target for target in targets if target.pk not in rests_on]
    (items,) = items_at(moving, (None,), said=said)
    found, notes = measures_of(items), notes_of(targets, NoteStage.EVALUATION)
    budgets = {pk: one.adjusted for pk, one in notes.items()}
    money = {}
    for year in sorted({target.year for target in moving}):
        money |= executions(
            [target for target in moving if target.year == year], usual_day(year), budgets, None if with_money else {}
        )
    departments = _departments(targets)
    rules = rules_of(targets, {pk: one.step.at for pk, one in confirmed.items()})
    scored = []
    for target in targets:
        note, project, kept = notes[target.pk], noun_of(target.draft), rests_on.get(target.pk)
        values = _measures_of(target, found)
        if kept is not None:
            values = tuple(replace(one, indicator=key) for key, one in kept.values.items())
            money[target.pk] = execution_of(project, kept.paid, kept.as_of, kept.adjusted)
        case = EvaluationCase(
            project, values, money[target.pk], target.year, entries_of(note), note.scheme, note.texts,
            departments.get(target.unit_id),
        )  # fmt: skip
        step = confirmed[target.pk].step if target.pk in confirmed and kept is not None else None
        scored.append(ProjectYear(target, evaluate(case, rules[target.pk]), note, step))
    return scored


def watch_targets(
    targets: Sequence[Target], checkpoint: Checkpoint, *, every_month: bool = False
) -> list[ProjectWatch]:
    """Monitor projects of one year at a checkpoint. Months of what grows are always looked at, because lights rest on them;
    ``every_month`` also those of rates, whose months only widen the forecast.
    """
    if not targets:
        return []
    items, projects = items_of(list(targets)), {target.pk: noun_of(target.draft) for target in targets}
    growing = _growing(items, projects)
    telling = [item for item in items if item.binding is not None and (every_month or item.name in growing)]
    found = _at_months(items, telling, checkpoint)
    notes = notes_of(targets, NoteStage.MONITORING, checkpoint.month)
    adjusted = notes_of(targets, NoteStage.EVALUATION)
    money = executions(targets, checkpoint.as_of, {pk: one.adjusted for pk, one in adjusted.items()})
    departments, lights = _departments(targets), _lights(targets, checkpoint.year)
    watched = []
    for target in targets:
        settled = _Readings(target, checkpoint, found, money[target.pk], kept_of(notes[target.pk]))
        watched.append(
            _watched(settled, projects[target.pk], notes[target.pk], growing, departments, lights[target.pk])
        )
    return watched


def watch_months(targets: Sequence[Target], months: Sequence[int]) -> dict[int, list[ProjectWatch]]:
    """Monitor projects of one year at several checkpoints together, as :func:`watch_targets` does at one."""
    if not targets or not months:
        return {}
    year, last = targets[0].year, max(months)
    items, projects = items_of(list(targets)), {target.pk: noun_of(target.draft) for target in targets}
    growing = _growing(items, projects)
    telling = [item for item in items if item.binding is not None and item.name in growing]
    ends = {month: Checkpoint(year, month).as_of for month in range(1, last + 1)}
    wanted = {day: items if month in months else telling for month, day in ends.items()}
    computed = month_ends({day: asked for day, asked in wanted.items() if asked})
    found = {month: computed.get(day, {}) for month, day in ends.items()}
    notes, adjusted = notes_of_months(targets, months), notes_of(targets, NoteStage.EVALUATION)
    paid = paid_by(sorted({target.unit_id for target in targets}), year, ends[last])
    departments, lights = _departments(targets), _lights(targets, year)
    watched: dict[int, list[ProjectWatch]] = {}
    for month in months:
        sofar = _so_far(found, growing, month)
        budgets = {pk: one.adjusted for pk, one in adjusted.items()}
        money = executions(targets, ends[month], budgets, paid)
        watched[month] = []
        for target in targets:
            said = notes[month][target.pk]
            settled = _Readings(target, Checkpoint(year, month), sofar, money[target.pk], kept_of(said))
            watched[month].append(_watched(settled, projects[target.pk], said, growing, departments, lights[target.pk]))
    return watched


@dataclass(frozen=True, slots=True)
class _Readings:
    """What a project's monitoring rests on: values at the checkpoint and month ends before it, and its money; and what was kept."""

    target: Target
    checkpoint: Checkpoint
    found: Mapping[int, Mapping[Name, Measure]]
    money: Execution
    kept: Kept | None

    @property
    def now(self) -> dict[str, Measure]:
        """The values at the checkpoint by all entries there are, by indicator key."""
        return {key: one for (kind, pk, key), one in self.found[self.checkpoint.month].items() if (kind, pk) == ("target", self.target.pk)}  # fmt: skip

    def settled(self) -> tuple[Mapping[int, Mapping[Name, Measure]], Execution]:
        """Values and money as they were kept where they were, else as they are."""
        if self.kept is None:
            return self.found, self.money
        found = {
            month: {name: self.kept.at(month).get(name[2], one) for name, one in of_month.items() if name[1] == self.target.pk}
            for month, of_month in self.found.items()
        }  # fmt: skip
        project = noun_of(self.target.draft)
        return found, execution_of(project, self.kept.paid, self.checkpoint.as_of, self.kept.adjusted)


def _watched(
    readings: _Readings, project: Project, said: Notes, growing: set[Name], departments: Mapping[int, str],
    lights: LightRules,
) -> ProjectWatch:  # fmt: skip
    """A project at a checkpoint."""
    target, (found, money) = readings.target, readings.settled()
    case = MonitoringCase(
        project, _measures_of(target, found[readings.checkpoint.month]), money, readings.checkpoint,
        monitoring_entries_of(said, _histories(target, project, found, growing)), departments.get(target.unit_id),
    )  # fmt: skip
    differing = changes(readings.kept, readings.now) if readings.kept else ()
    return ProjectWatch(target, watch(case, lights), said, readings.kept, differing)


def _so_far(found: Mapping[int, dict[Name, Measure]], growing: set[Name], month: int) -> dict[int, dict[Name, Measure]]:
    """The values at a checkpoint and, of what grows, those of the months before it."""
    before = range(1, month) if month < 12 else ()
    sofar = {each: {name: one for name, one in found[each].items() if name in growing} for each in before}
    return {**sofar, month: found[month]}


def months_past(year: int, months: Sequence[int]) -> tuple[int, ...]:
    """The months of a year that have ended."""
    today = current_day()
    return tuple(month for month in months if Checkpoint(year, month).as_of <= today)


def _growing(items: Sequence[Item], projects: Mapping[int, Project]) -> set[Name]:
    """The items whose values grow over the year."""
    rows = {("target", pk, row.key): row for pk, project in projects.items() for row in project.indicators}
    return {item.name for item in items if item.binding is not None and grows(rows[item.name], item.binding.formula)}


def _at_months(items: list[Item], telling: list[Item], checkpoint: Checkpoint) -> dict[int, dict[Name, Measure]]:
    """The values at the checkpoint, and at the ends of the months before it where they tell something.

    In December the year is over and nothing is foreseen.
    """
    months = range(1 if checkpoint.month < 12 else 12, checkpoint.month + 1)
    ends = {month: Checkpoint(checkpoint.year, month).as_of for month in months}
    found = month_ends({day: items if month == checkpoint.month else telling for month, day in ends.items()})
    return {month: found[day] for month, day in ends.items()}


def _histories(
    target: Target, project: Project, found: Mapping[int, Mapping[Name, Measure]], growing: set[Name]
) -> dict[str, History]:
    histories = {}
    for row in project.indicators:
        name: Name = ("target", target.pk, row.key)
        cumulative = {month: of_month[name] for month, of_month in found.items() if name in of_month}
        if len(cumulative) > 1:
            histories[row.key] = history_of(cumulative, name in growing)
    return histories


def _measures_of(target: Target, found: Mapping[Name, Measure]) -> tuple[Measure, ...]:
    """A project's values, each named by its row's key: level-3 names may be double."""
    return tuple(replace(one, indicator=key) for (kind, pk, key), one in found.items() if (kind, pk) == ("target", target.pk))  # fmt: skip


def _lights(targets: Sequence[Target], year: int) -> dict[int, LightRules]:
    """By which numbers each project's lights are lit: those of its region."""
    paths = paths_of(targets)
    rules = {path: monitoring_rules(year, path).lights for path in set(paths.values())}
    return {pk: rules[path] for pk, path in paths.items()}


def _departments(targets: Sequence[Target]) -> dict[int, str]:
    """The competent department of each unit as forms print it; a unit at the top has none. No query where the parents are at hand."""
    at_hand = {target.unit_id: target.unit for target in targets if Target.unit.is_cached(target)}
    if all(pk in at_hand and Unit.parent.is_cached(at_hand[pk]) for pk in {target.unit_id for target in targets}):
        parents = {pk: unit.parent for pk, unit in at_hand.items()}
        return {pk: f"{parent.code}{parent.name}" for pk, parent in parents.items() if parent is not None}
    units = Unit.objects.filter(pk__in={target.unit_id for target in targets}, parent__isnull=False)
    rows = units.values_list("pk", "parent__code", "parent__name")
    return {pk: f"{code}{name}" for pk, code, name in rows}
