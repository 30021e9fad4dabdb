"""The department as a whole: who carries its goals, what they came to, its own self-evaluation, and the scores rolled up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.department_goal import (
    DepartmentEvaluation,
    DepartmentGoal,
    GoalCoverage,
    GoalLink,
    GoalStatement,
)
from zhunsheng.model.execution import Execution
from zhunsheng.model.measure import Measure
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.project import Project
from zhunsheng.model.quantity import quantity
from zhunsheng.model.score import DeviationReason, Entries, IndicatorScore, Judgement, RollUp, ScoreRemark
from zhunsheng.model.self_evaluation_form import SelfEvaluationForm
from zhunsheng.pictures.coverage import Node
from zhunsheng.pictures.coverage import coverage as coverage_picture
from zhunsheng.pictures.drawing import BROAD, NARROW, WIDE
from zhunsheng.scoring.department import DepartmentPoints, coverage, department_points, evaluate_department, statements
from zhunsheng.scoring.roll_up import roll_up
from zhunsheng.usecases.department_evaluation import department_form, together
from zhunsheng.usecases.goal_links import proposed_links, statement_of
from zhunsheng.usecases.self_evaluation import unit_score
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import result_notes
from zhunsheng.web.records.changes import noun_of
from zhunsheng.web.records.evaluated import ProjectYear, evaluate_targets
from zhunsheng.web.records.measured import Item, items_of, kept, usual_day
from zhunsheng.web.records.models import Plan, ResultNote, Target
from zhunsheng.web.records.operations.note_result import may_say
from zhunsheng.web.records.queries.measures import Value, url_of
from zhunsheng.web.records.queries.scores import GRADE_BADGES, Both
from zhunsheng.web.records.scope import scoped

MOST = 400
"""Projects that are scored for one roll-up."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A project, or one of its indicators, that carries a goal; ``note`` where a person said so, ``words`` where words did."""

    target: Target
    name: str
    indicator: str
    key: str
    words: tuple[str, ...]
    note: ResultNote | None
    base: int

    @property
    def url(self) -> str:
        """Where it is measured, or the project's form."""
        return url_of(self.target, self.key.rpartition("|")[2]) if self.indicator else f"/projects/{self.target.pk}/"


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One statement: what measures it, what carries it, and what was taken away from it by hand."""

    statement: GoalStatement
    values: tuple[Value, ...]
    carriers: tuple[Carrier, ...]
    removed: tuple[Carrier, ...]

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return anchor_of(self.statement.address)

    @property
    def group(self) -> str:
        """Which block of the plan it stands in."""
        return "总体目标" if self.statement.address.startswith("overall") else "分项目标"

    @property
    def words(self) -> str:
        """How a formula names the statement that it measures: ``分项目标4``, or its own words where it has no number."""
        no = self.statement.no
        return f"{self.group}{no}" if no else f"{self.group}“{self.statement.text[:100]}”"


@dataclass(frozen=True, slots=True)
class CoverageMap:
    """The map of a unit's year."""

    plan: Plan
    found: GoalCoverage
    rows: tuple[GoalRow, ...]
    idle: tuple[Target, ...]
    loose: tuple[Value, ...]
    """Measured goals whose statement is no longer there."""
    picture: Both
    choices: tuple[tuple[str, str], ...]
    """What a goal can be linked to: key and words."""
    can_edit: bool
    history: tuple[tuple[str, ResultNote], ...]
    """What was changed by hand, newest first, each with what it is about."""


@dataclass(frozen=True, slots=True)
class ScoredGoal:
    """A goal with its points and how they came about."""

    goal: DepartmentGoal
    score: IndicatorScore
    value: Value
    asks: tuple[ScoreRemark, ...]
    notes: Mapping[str, ResultNote | None]
    bases: Mapping[str, int]

    @property
    def key(self) -> str:
        """The key of its formula binding."""
        return self.value.item.key


@dataclass(frozen=True, slots=True)
class DepartmentYear:
    """A department's self-evaluation as its page shows it."""

    plan: Plan
    found: DepartmentEvaluation
    goals: tuple[ScoredGoal, ...]
    points: DepartmentPoints
    projects: tuple[ProjectYear, ...]
    form: SelfEvaluationForm
    texts: Mapping[str, str]
    text_bases: Mapping[str, int]
    can_edit: bool
    other_asks: tuple[ScoreRemark, ...]

    @property
    def badge(self) -> str:
        """The look of the grade."""
        return GRADE_BADGES.get(self.found.grade or "", "")

    @property
    def goal_points(self) -> Decimal:
        """What the goals got so far."""
        return sum((one.score for one in self.found.goals if one.score is not None), Decimal(0))


@dataclass(frozen=True, slots=True)
class UnitScore:
    """A unit or department in the roll-up; ``depth`` 0 for the whole, 1 for departments, 2 for units."""

    code: str
    name: str
    whole: RollUp
    depth: int
    projects: int
    plan: bool = False

    @property
    def badge(self) -> str:
        """The look of the grade."""
        return GRADE_BADGES.get(self.whole.grade or "", "")


@dataclass(frozen=True, slots=True)
class RolledUp:
    """The scores of everything that a person sees in a year."""

    year: int | None
    years: tuple[int, ...]
    rows: tuple[UnitScore, ...]
    too_many: int = 0


def coverage_map(user: User, plan: Plan) -> CoverageMap:
    """Who carries the goals of a unit's year."""
    noun = _plan_noun(plan)
    targets = _targets(plan)
    projects = {str(target.pk): _project(target) for target in targets}
    _, said = result_notes.of_plan(plan)
    every = statements(noun)
    carriers, removed = _carriers(noun, targets, projects, said)
    links = [_link(one) for one in carriers]
    items, values = _values(plan)
    goals, places = _goals(items, every)
    found = coverage(noun, goals, projects.values(), links)
    rows = tuple(
        GoalRow(
            one, tuple(value for value in values if places.get(value.item.key) == one.address),
            tuple(each for each in carriers if each.key.startswith(f"{one.address}|")),
            tuple(each for each in removed if each.key.startswith(f"{one.address}|")),
        )
        for one in every
    )  # fmt: skip
    loose = tuple(value for value in values if not places.get(value.item.key))
    idle = tuple(target for target in targets if str(target.pk) in found.idle_projects)
    choices = _choices(targets, projects)
    words = dict(choices)
    notes = tuple(
        (f"{_no(row.key, every)} ← {words.get(row.key.partition('|')[2], '已经没有的项目')}", row)
        for row in reversed(said) if row.what == "link"
    )  # fmt: skip
    return CoverageMap(
        plan, found, rows, idle, loose, _picture(found, targets, projects), choices, may_say(plan, user, "link"), notes,
    )  # fmt: skip


def department_year(user: User, plan: Plan) -> DepartmentYear:
    """A department's self-evaluation: its money, its measurable goals, its projects together."""
    noun, targets = _plan_noun(plan), _targets(plan)
    projects = tuple(evaluate_targets(targets))
    holding, said = result_notes.of_plan(plan)
    items, values = _values(plan)
    goals, _ = _goals(items, statements(noun), holding)
    money = together([one.evaluated.case.execution for one in projects if one.evaluated.case.execution is not None])
    rolled = unit_score(plan.unit.name, [one.evaluated for one in projects])
    by_name = {one.item.subject.name: one.measure for one in values}
    points = department_points(usual_day(plan.year))
    found = evaluate_department(goals, by_name.values(), rolled, money, _entries(items, holding), points)
    scored = tuple(
        ScoredGoal(
            goal, score, value, tuple(one for one in found.remarks if one.address.split(".")[0] == score.address),
            {what: holding.get((what, value.item.key)) for what in _SAID},
            {what: result_notes.base_of(said, what, value.item.key) for what in _SAID},
        )
        for goal, score, value in zip(goals, found.goals, values, strict=True)
    )  # fmt: skip
    addresses = {one.address for one in found.goals}
    texts = {key: row.content["text"] for (what, key), row in holding.items() if what == "text" and row.content["text"]}
    return DepartmentYear(
        plan, found, scored, points, projects, _form(plan, noun, found, money, goals, by_name, projects, points, holding, items), texts,
        {row.key: row.pk for row in said if row.what == "text"}, may_say(plan, user, "weight"),
        tuple(one for one in found.remarks if one.address.split(".")[0] not in addresses),
    )  # fmt: skip


def rolled_up(user: User, year: int | None = None) -> RolledUp:
    """The scores of projects rolled up to units, departments and the whole, as far as the person sees."""
    there = scoped(Target.objects.filter(archived=False), user)
    years = tuple(sorted(set(there.order_by().values_list("year", flat=True)), reverse=True))
    if not years:
        return RolledUp(None, (), ())
    year = year if year in years else _latest_over(years)
    targets = there.filter(year=year).select_related("unit", "unit__parent")
    count = targets.count()
    if count > MOST:
        return RolledUp(year, years, (), count)
    scored = evaluate_targets(list(targets))
    by_unit: dict[int, list[ProjectYear]] = defaultdict(list)
    for row in scored:
        by_unit[row.target.unit_id].append(row)
    planned = set(scoped(Plan.objects.filter(year=year, archived=False), user).values_list("unit_id", flat=True))
    by_department: dict[tuple[str, str], list[UnitScore]] = defaultdict(list)
    for pk, rows in by_unit.items():
        unit = rows[0].target.unit
        above = unit.parent or unit
        whole = unit_score(unit.name, [row.evaluated for row in rows])
        by_department[above.code, above.name].append(UnitScore(unit.code, unit.name, whole, 2, len(rows), pk in planned))  # fmt: skip
    return RolledUp(year, years, _tree(by_department))


_SAID = ("weight", "judgement", "reason")


def _tree(by_department: Mapping[tuple[str, str], Sequence[UnitScore]]) -> tuple[UnitScore, ...]:
    """The whole where there are several departments, then each department with its units."""
    rows: list[UnitScore] = []
    wholes = []
    for (code, name), units in sorted(by_department.items()):
        ordered = sorted(units, key=lambda one: one.code)
        whole = roll_up(name, [one.whole.whole for one in ordered])
        wholes.append(whole)
        rows.append(UnitScore(code, name, whole, 1, sum(one.projects for one in ordered)))
        rows += [one for one in ordered if (one.code, one.name) != (code, name) or len(ordered) > 1]
    if len(wholes) > 1:
        rows.insert(0, UnitScore("", "全部部门", roll_up("全部部门", [one.whole for one in wholes]), 0, sum(one.projects for one in rows if one.depth == 1)))  # fmt: skip
    return tuple(rows)


def _latest_over(years: Sequence[int]) -> int:
    over = [year for year in years if usual_day(year).timetuple().tm_yday >= 365]
    return max(over, default=years[0])


def _plan_noun(plan: Plan) -> DepartmentPlan:
    noun = noun_of(plan.draft)
    assert isinstance(noun, DepartmentPlan)
    return noun


def _targets(plan: Plan) -> list[Target]:
    rows = Target.objects.filter(unit=plan.unit, year=plan.year, archived=False)
    return list(rows.select_related("unit__parent"))


def _project(target: Target) -> Project:
    """A project under a code of its own: printed ones may be blank or double."""
    noun = noun_of(target.draft)
    assert isinstance(noun, Project)
    return replace(noun, code=str(target.pk))


def _carriers(
    plan: DepartmentPlan, targets: Sequence[Target], projects: Mapping[str, Project], said: Sequence[ResultNote]
) -> tuple[list[Carrier], list[Carrier]]:
    """What carries the goals: what words suggest and nobody took away, and what people added; and what they took away."""
    by_pk = {str(target.pk): target for target in targets}
    newest = {row.key: row for row in said if row.what == "link"}
    words = {_key(one.link): one.words for one in proposed_links(plan, projects.values())}
    kept, removed = [], []
    for key in dict.fromkeys((*words, *newest)):
        note = newest.get(key)
        holds = note is not None and not note.withdrawn
        carries = bool(note.content.get("carries")) if holds and note is not None else key in words
        one = _carrier(key, by_pk, projects, words.get(key, ()), note if holds else None, note.pk if note else 0)
        if one is not None:
            (kept if carries else removed).append(one)
    return kept, [one for one in removed if one.note is not None]


def _carrier(
    key: str, targets: Mapping[str, Target], projects: Mapping[str, Project], words: tuple[str, ...], note: ResultNote | None, base: int
) -> Carrier | None:  # fmt: skip
    parts = key.split("|")
    target = targets.get(parts[1]) if len(parts) == 3 else None
    if target is None:
        return None
    row = next((each for each in projects[parts[1]].indicators if parts[2] and each.key == parts[2]), None)
    if parts[2] and row is None:
        return None
    return Carrier(
        target,
        target.name or "未命名项目",
        (row.level3 or "没有名称的指标") if row else "",
        key,
        words,
        note,
        base,
    )


def _key(link: GoalLink) -> str:
    return f"{link.statement}|{link.project}|{link.indicator or ''}"


def _link(one: Carrier) -> GoalLink:
    statement, project, indicator = one.key.split("|")
    return GoalLink(statement, project, indicator or None)


def _no(key: str, every: Sequence[GoalStatement]) -> str:
    """What people call the goal of a link."""
    address = key.partition("|")[0]
    group = "总体目标" if address.startswith("overall") else "分项目标"
    return group + next((one.no or "" for one in every if one.address == address), "")


def _choices(targets: Sequence[Target], projects: Mapping[str, Project]) -> tuple[tuple[str, str], ...]:
    found = []
    for target in targets:
        found.append((f"{target.pk}|", target.name or "未命名项目"))
        found += [
            (f"{target.pk}|{row.key}", f"{target.name}：{row.level3}")
            for row in projects[str(target.pk)].indicators
            if row.level3
        ]
    return tuple(found)


def _values(plan: Plan) -> tuple[list[Item], tuple[Value, ...]]:
    """The measurable goals of a plan with their values, in the order in which they were bound."""
    items = items_of([plan])
    found = kept(items)
    return items, tuple(Value(item, found[item.name], url_of(plan, item.key)) for item in items)


def _goals(
    items: Sequence[Item], every: Sequence[GoalStatement], holding: Mapping[tuple[str, str], ResultNote] | None = None
) -> tuple[list[DepartmentGoal], dict[str, str]]:
    """The measurable goals as the core knows them, and each one's statement by key."""
    goals, places = [], {}
    for item in items:
        assert item.binding is not None
        places[item.key] = statement_of(item.binding.goal or item.binding.name, every)
        weight = (holding or {}).get(("weight", item.key))
        points = weight.content.get("points") if weight else None
        goals.append(
            DepartmentGoal(
                item.subject.name,
                places[item.key],
                quantity(item.binding.target_text),
                Decimal(points) if points else None,
            )
        )
    return goals, places


def _entries(items: Sequence[Item], holding: Mapping[tuple[str, str], ResultNote]) -> Entries:
    judgements, reasons = [], []
    for item in items:
        verdict, cause = holding.get(("judgement", item.key)), holding.get(("reason", item.key))
        if verdict:
            said = verdict.content
            judgements.append(Judgement(item.subject.name, Decimal(said["percent"]), None, said["description"], str(verdict.by)))  # fmt: skip
        if cause:
            reasons.append(DeviationReason(item.subject.name, cause.content["cause"], cause.content["correction"]))
    return Entries(judgements=tuple(judgements), reasons=tuple(reasons))


def _form(
    plan: Plan, noun: DepartmentPlan, found: DepartmentEvaluation, money: Execution | None, goals: Sequence[DepartmentGoal],
    values: Mapping[str, Measure], projects: Sequence[ProjectYear], points: DepartmentPoints,
    holding: Mapping[tuple[str, str], ResultNote], items: Sequence[Item],
) -> SelfEvaluationForm:  # fmt: skip
    said = {
        item.subject.name: row.content["description"] for item in items if (row := holding.get(("judgement", item.key)))
    }
    contents = {one.target.name: one.evaluated.case.project.purpose or "" for one in projects}
    return department_form(
        found, noun, BudgetUnit(plan.unit.code, plan.unit.name), plan.year, execution=money, goals=goals, measures=values, points=points,
        contents=contents, said=said,
    )  # fmt: skip


def _picture(found: GoalCoverage, targets: Sequence[Target], projects: Mapping[str, Project]) -> Both:
    goals = [Node(one.statement.address, f"{one.statement.no or ''} {one.statement.text}".strip(), f"#{anchor_of(one.statement.address)}") for one in found.statements]  # fmt: skip
    nodes = [
        Node(str(target.pk), target.name or "未命名项目", f"/projects/{target.pk}/",
             Decimal(target.total_fen).scaleb(-2) if target.total_fen is not None else None)
        for target in targets
    ]  # fmt: skip
    used = {(link.project, link.indicator) for one in found.statements for link in one.links if link.indicator}
    leaves = [
        Node(f"{target.pk}|{row.key}", row.level3 or "没有名称的指标", url_of(target, row.key))
        for target in targets for row in projects[str(target.pk)].indicators if (str(target.pk), row.key) in used
    ]  # fmt: skip
    carried = {
        one.statement.address: tuple(dict.fromkeys(link.project for link in one.links)) for one in found.statements
    }
    measured: dict[str, list[str]] = defaultdict(list)
    for leaf in leaves:
        measured[leaf.key.partition("|")[0]].append(leaf.key)
    return Both(*(coverage_picture(goals, nodes, leaves, carried=carried, measured=measured, width=width) for width in (WIDE, NARROW, BROAD)))  # fmt: skip


def anchor_of(address: str) -> str:
    """A statement's address as the anchor of a page."""
    return address.replace("[", "-").replace("]", "")
