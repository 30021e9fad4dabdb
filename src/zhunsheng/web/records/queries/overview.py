"""What the overview shows: money and goals, lights, deadlines and findings of all the projects that a person sees, in a few
set-based questions however many there are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, Value, When

from zhunsheng.model.finding import Category
from zhunsheng.model.light import Light
from zhunsheng.rules.registry import rules_by_code
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.models import DeadlineTally, FindingTally, ProjectStanding, Target, Unit
from zhunsheng.web.records.monitoring_rules import months_of, regional_paths
from zhunsheng.web.records.project_standings import freshen, is_over, last_month
from zhunsheng.web.records.queries.listing import whole_number
from zhunsheng.web.records.queries.unit_years import latest_seen
from zhunsheng.web.records.scope import scoped, units

BAND = 5
"""Percentage points of a field of the quadrant."""
CROWD, WORST = 400, 60
"""From how many projects on they are counted in fields; how many of the worst are still drawn one by one."""
TODOS = {
    "draft": "还没有报送", "review": "还在审核", "adjusting": "正在调整", "monitoring": "监控还没有报送", "decision": "要作处置决定",
    "evaluation": "自评还没有报送", "check": "自评等复核、抽查", "acts": "有整改没有完成",
}  # fmt: skip
"""What may still have to be done about a project."""
REVIEWED = ("submitted", "returned", "department_review", "bureau_review", "performance_review")
ADJUSTED = tuple(f"adjustment_{name}" for name in REVIEWED)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked at, as the address says; anything senseless in it is as if it were not there. ``unit`` includes the
    units below it; ``money`` and ``goals`` are fields of the quadrant by their lower end in percent."""

    year: int | None = None
    unit: str = ""
    light: str = ""
    todo: str = ""
    rule: str = ""
    category: str = ""
    deadline: str = ""
    money: int | None = None
    goals: int | None = None
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """The filters of a query string."""
        light, todo, category = (one_line(query.get(name), 12) for name in ("light", "todo", "category"))
        return cls(
            whole_number(query.get("year"), 9999), one_line(query.get("unit"), 20), light if light in set(Light) else "",
            todo if todo in TODOS else "", one_line(query.get("rule"), 12), category if category in set(Category) else "",
            one_line(query.get("deadline"), 40), _band(query.get("money")),
            _band(query.get("goals")), whole_number(query.get("page"), 100_000) or 1,
        )  # fmt: skip

    def address(self, path: str = "/overview/", **changed: object) -> str:
        """The address with these filters, some of them changed."""
        shown = replace(self, page=1, **changed) if "page" not in changed else replace(self, **changed)  # type: ignore[arg-type]
        said = {name: getattr(shown, name) for name in self.__slots__}
        kept = {
            name: str(value)
            for name, value in said.items()
            if value not in ("", None) and not (name == "page" and value == 1)
        }
        return f"{path}?{urlencode(kept)}" if kept else path

    def projects(self, **changed: object) -> str:
        """The address of the list of these projects."""
        return self.address("/overview/projects/", **changed)


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything together; money in 元."""

    projects: int
    budget: Decimal
    paid: Decimal
    lights: dict[str, int]
    todos: dict[str, int]
    spent_for_nothing: int
    slow: int
    unknown: int
    scored: int
    score: Decimal | None
    """The simple mean of the projects' scores, every project counting the same."""
    weighted: Decimal | None = None
    """The mean by budget, as the score of a unit is reckoned; ``None`` where there are too many projects to add up here."""
    through: Mapping[str, int] = field(default_factory=dict)
    """How many are through with what follows a report: decided on after a red light, confirmed after self-evaluation."""

    @property
    def rate(self) -> Decimal | None:
        """What is paid of the budget, in percent."""
        return (self.paid / self.budget * 100) if self.budget else None

    @property
    def budget_wan(self) -> Decimal:
        """The budget in 万元."""
        return self.budget / 10_000

    @property
    def paid_wan(self) -> Decimal:
        """What is paid in 万元."""
        return self.paid / 10_000


@dataclass(frozen=True, slots=True)
class Place:
    """One project in the quadrant: percent of money and goals, budget in 元."""

    id: int
    name: str
    money: Decimal | None
    goals: Decimal | None
    budget: Decimal | None
    light: Light
    score: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A department or unit: its projects by light, its money in 元."""

    code: str
    name: str
    is_department: bool
    lights: dict[str, int]
    budget: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole page."""

    filters: Filters
    years: tuple[int, ...]
    month: int
    cross: Decimal
    """Where money and goals should be by now, in percent."""
    totals: Totals
    places: tuple[Place, ...]
    """All projects, or the worst of a crowd."""
    crowd: dict[tuple[int, int], int]
    """Of a crowd, how many projects lie in each field."""
    groups: tuple[GroupRow, ...]
    states: dict[str, int]
    """Of a glance at deadlines: how many projects are in each state."""
    findings: tuple[tuple[str, str, int], ...]
    """Rule, severity, how many."""
    choices: tuple[tuple[str, str], ...]
    waiting: int
    is_over: bool
    looks_at: str = ""
    """Of a glance: which picture it is for."""
    applied: int = 0
    """Of a glance at deadlines: for how many projects an adjustment was applied for."""


def years_seen(user: User) -> tuple[int, ...]:
    """The years of which the person sees projects, the newest first."""
    rows = seen_targets(user).order_by().values_list("year", flat=True).distinct()
    return tuple(sorted(rows, reverse=True))


def seen_targets(user: User) -> QuerySet[Target]:
    """The projects that the person sees."""
    return scoped(Target.objects.filter(archived=False), user)


def standings(user: User, year: int, unit: str = "") -> QuerySet[ProjectStanding]:
    """How the projects of a year stand that the person sees, under a unit if one is named."""
    rows = scoped(ProjectStanding.objects.filter(year=year), user)
    if not user.sees_drafts:
        rows = rows.exclude(state="draft")
    return rows.filter(_under(user, unit)) if unit else rows


def overview(user: User, filters: Filters) -> Overview:
    """Everything on the overview."""
    years = years_seen(user)
    year = filters.year if filters.year in years else latest_seen(user, years)
    filters = replace(filters, year=year or None)
    month = _month_for(user, year) if year else 0
    cross = _cross(month)
    targets = seen_targets(user).filter(year=year)
    if filters.unit:
        targets = targets.filter(_under(user, filters.unit))
    left = freshen(targets, year) if year else 0
    rows = standings(user, year, filters.unit)
    totals = _totals(rows, cross)
    is_crowd = totals.projects > CROWD
    places = _places(rows, cross, is_crowd)
    if not is_crowd:
        totals = replace(totals, weighted=_by_budget(places))
    return Overview(
        filters, years, month, cross, totals, places, _crowd(rows) if is_crowd else {}, _groups(rows, filters.unit),
        {}, _findings(user, filters, year), _choices(user), left, bool(year) and is_over(year),
    )  # fmt: skip


def glance(
    user: User,
    year: int,
    rows: Sequence[ProjectStanding],
    what: str,
    left: int,
    *,
    is_crowd: bool = False,
    applied: int = 0,
) -> Overview:
    """As much of the overview as one picture of the workbench needs. ``rows`` are the standings; of a crowd they
    are only the worst, and the sums are asked of the database."""
    month, filters = _month_for(user, year), Filters(year)
    cross, everything = _cross(month), standings(user, year)
    if is_crowd:
        totals, places, crowd = _totals(everything, cross), (), {}
        if what == "money":
            places, crowd = _places(everything, cross, True), _crowd(everything)
        groups = _groups(everything, "") if what in ("lights", "unspent") else ()
        states = _states(everything) if what == "deadlines" else {}
    else:
        totals, crowd = _totals_of(rows, cross), {}
        places = tuple(
            _place(row.target_id, row.target.name, row.rate, row.goals, row.budget_fen, row.light) for row in rows
        )
        groups, states = _groups_of(rows), dict(Counter(row.state for row in rows))
    findings = _findings(user, filters, year) if what == "findings" else ()
    return Overview(
        filters, (year,), month, cross, totals, places, crowd, groups, states, findings, (), left, is_over(year), what,
        applied,
    )  # fmt: skip


def narrowed(rows: QuerySet[ProjectStanding], filters: Filters) -> QuerySet[ProjectStanding]:
    """The standings that the filters let through besides year and unit."""
    if filters.light:
        rows = rows.filter(light=filters.light)
    if filters.todo:
        rows = rows.filter(STILL_OWES[filters.todo])
    if filters.rule or filters.category:
        found = FindingTally.objects.filter(rule__in=codes_of(filters), year=filters.year, target__isnull=False)
        rows = rows.filter(target__in=found.values("target"))
    if filters.deadline:
        late = DeadlineTally.objects.filter(deadline=filters.deadline, year=filters.year, missed__gt=0)
        rows = rows.filter(target__in=late.values("target"))
    for name, start in (("rate", filters.money), ("goals", filters.goals)):
        if start is not None:
            rows = rows.filter(**{f"{name}__gte": start * 100, f"{name}__lt": (start + BAND) * 100})
    return rows


def codes_of(filters: Filters) -> list[str]:
    """The rules whose findings are asked for: one, or those of a category."""
    if filters.rule:
        return [filters.rule]
    return [code for code, rule in rules_by_code().items() if rule.category == filters.category]


BEGUN = ("filling", "returned")
"""The states in which a monitoring or self-evaluation was begun and is not reported."""
WARNED, DECIDED = "disposition", ("suspended", "rectifying", "checking", "cancelled")
"""The state of a monitoring in which a decision is owed, and those that it leads to."""
CHECKING, CONFIRMED = ("department_check", "bureau_check"), ("confirmed", "archived", "published")
"""The states in which a reported self-evaluation is being checked, and was."""
STILL_OWES: Mapping[str, Q] = {
    "draft": Q(state="draft"), "review": Q(state__in=REVIEWED),
    "adjusting": Q(state__in=("adjusting", *ADJUSTED)), "monitoring": Q(unfilled__gt=0) | Q(watch_state__in=BEGUN),
    "decision": Q(needs_decision=True) | Q(watch_state=WARNED), "evaluation": Q(unexplained__gt=0) | Q(score_state__in=BEGUN),
    "check": Q(score_state__in=CHECKING), "acts": ~Q(acts=[]),
}  # fmt: skip
"""Which projects still have what to do."""
_LIT = ("", *BEGUN, "done")
THROUGH: Mapping[str, Q] = {
    "decision": Q(watch_state__in=DECIDED) | Q(light=Light.MISSED.value, needs_decision=False, watch_state__in=_LIT),
    "check": Q(score_state__in=CONFIRMED),
}
"""Which projects are through with what follows a report; with those that still owe it, they are all it is asked of."""
_COUNTED = ("monitoring", "decision", "evaluation", "check", "acts")


GRAVEST_FIRST = Case(
    *(When(light=light.value, then=Value(number)) for number, light in enumerate((Light.MISSED, Light.AT_RISK, Light.NO_DATA))),
    default=Value(3), output_field=IntegerField(),
)  # fmt: skip
"""Order: by light, the gravest first."""


def worst_first(cross: Decimal) -> Case:
    """Order: the farthest behind with its goals for the money it spent first."""
    line = int(cross * 100)
    behind = Case(When(goals__lt=line, then=F("goals") - line), default=Value(0), output_field=IntegerField())
    return Case(When(rate__isnull=False, then=behind * 5 - F("rate")), default=behind * 5, output_field=IntegerField())


def _totals(rows: QuerySet[ProjectStanding], cross: Decimal) -> Totals:
    line = int(cross * 100)
    known = Q(rate__isnull=False, goals__isnull=False)
    lights = {f"light_{light.value}": Count("pk", filter=Q(light=light.value)) for light in Light}
    todos = {f"todo_{name}": Count("pk", filter=STILL_OWES[name]) for name in _COUNTED}
    through = {f"through_{name}": Count("pk", filter=condition) for name, condition in THROUGH.items()}
    sums = rows.aggregate(
        projects=Count("pk"), budget=Sum("budget_fen"), paid=Sum("paid_fen"), **lights, **todos, **through,
        nothing=Count("pk", filter=known & Q(rate__gte=line, goals__lt=line)), slow=Count("pk", filter=known & Q(rate__lt=line, goals__lt=line)),
        unknown=Count("pk", filter=~known), scored=Count("score"), points=Sum("score"),
    )  # fmt: skip
    return Totals(
        sums["projects"], _yuan(sums["budget"]), _yuan(sums["paid"]), {light.value: sums[f"light_{light.value}"] for light in Light},
        {name: sums[f"todo_{name}"] for name in _COUNTED}, sums["nothing"], sums["slow"],
        sums["unknown"], sums["scored"], Decimal(sums["points"]) / sums["scored"] / 100 if sums["scored"] else None,
        through={name: sums[f"through_{name}"] for name in THROUGH},
    )  # fmt: skip


def _places(rows: QuerySet[ProjectStanding], cross: Decimal, is_crowd: bool) -> tuple[Place, ...]:
    columns = ("target_id", "rate", "goals", "budget_fen", "light", "score")
    if is_crowd:
        rows = rows.filter(rate__isnull=False, goals__isnull=False)
        found = list(rows.order_by(worst_first(cross), "pk").values_list(*columns)[:WORST])
    else:
        found = list(rows.order_by("pk").values_list(*columns))
    names = dict(Target.objects.filter(pk__in=[row[0] for row in found]).values_list("pk", "name"))
    return tuple(_place(row[0], names.get(row[0], ""), *row[1:]) for row in found)


def _by_budget(places: Sequence[Place]) -> Decimal | None:
    """The mean of the scores by budget; those without a score or a budget do not count, as in the roll-up."""
    known = [(one.score, one.budget) for one in places if one.score is not None and one.budget and one.budget > 0]
    whole = sum((budget for _, budget in known), Decimal(0))
    return sum((score * budget for score, budget in known), Decimal(0)) / whole if whole else None


def _states(rows: QuerySet[ProjectStanding]) -> dict[str, int]:
    """How many projects are in each state of the process."""
    return dict(rows.order_by().values_list("state").annotate(Count("pk")))


def _place(
    pk: int, name: str, rate: int | None, goals: int | None, fen: int | None, light: str, score: int | None = None
) -> Place:
    money = _yuan(fen) if fen is not None else None
    return Place(pk, name or "未命名项目", _percent(rate), _percent(goals), money, Light(light), _percent(score))


def _totals_of(rows: Sequence[ProjectStanding], cross: Decimal) -> Totals:
    """The sums of a few standings at hand."""
    line = int(cross * 100)
    known = [(row.rate, row.goals) for row in rows if row.rate is not None and row.goals is not None]
    lights, scores = Counter(row.light for row in rows), [row.score for row in rows if row.score is not None]
    todos = {
        "monitoring": sum(row.unfilled > 0 or row.watch_state in BEGUN for row in rows), "decision": sum(row.needs_decision or row.watch_state == WARNED for row in rows),
        "evaluation": sum(row.unexplained > 0 or row.score_state in BEGUN for row in rows),
        "check": sum(row.score_state in CHECKING for row in rows), "acts": sum(bool(row.acts) for row in rows),
    }  # fmt: skip
    through = {
        "decision": sum(_is_decided(row) for row in rows),
        "check": sum(row.score_state in CONFIRMED for row in rows),
    }
    return Totals(
        len(rows), _yuan(sum(row.budget_fen or 0 for row in rows)), _yuan(sum(row.paid_fen or 0 for row in rows)),
        {light.value: lights[light.value] for light in Light}, todos, sum(rate >= line > goals for rate, goals in known),
        sum(rate < line and goals < line for rate, goals in known), len(rows) - len(known), len(scores),
        Decimal(sum(scores)) / len(scores) / 100 if scores else None, through=through,
    )  # fmt: skip


def _is_decided(row: ProjectStanding) -> bool:
    """As :data:`THROUGH` says of a decision, for a row at hand."""
    lit = row.light == Light.MISSED.value and not row.needs_decision and row.watch_state in _LIT
    return lit or row.watch_state in DECIDED


def _groups_of(rows: Sequence[ProjectStanding]) -> tuple[GroupRow, ...]:
    """A few standings by unit."""
    found: dict[tuple[str, str], list[ProjectStanding]] = defaultdict(list)
    for row in rows:
        found[(row.unit.code, row.unit.name)].append(row)
    return tuple(
        GroupRow(
            code, name, False, dict(Counter(row.light for row in mine)), _yuan(sum(row.budget_fen or 0 for row in mine)),
            _yuan(sum(row.paid_fen or 0 for row in mine)),
        )
        for (code, name), mine in sorted(found.items())
    )  # fmt: skip


def _crowd(rows: QuerySet[ProjectStanding]) -> dict[tuple[int, int], int]:
    known = rows.filter(rate__isnull=False, goals__isnull=False)
    found = known.order_by().values_list(F("rate") / (BAND * 100), F("goals") / (BAND * 100)).annotate(Count("pk"))
    return {(int(money), int(goals)): count for money, goals, count in found}


def _groups(rows: QuerySet[ProjectStanding], unit: str) -> tuple[GroupRow, ...]:
    """By department where several are seen, else by unit."""
    found = _by(rows, F("department_id"))
    by_department = len(found) > 1 and not unit
    if not by_department:
        found = _by(rows, F("unit_id"))
    names = {pk: (code, name) for pk, code, name in Unit.objects.filter(pk__in=found).values_list("pk", "code", "name")}
    groups = []
    for pk, counts in found.items():
        lights = {light: count for light, (count, _, _) in counts.items()}
        budget, paid = (sum(row[place] or 0 for row in counts.values()) for place in (1, 2))
        groups.append(GroupRow(*names[pk], by_department, lights, _yuan(budget), _yuan(paid)))
    return tuple(sorted(groups, key=lambda group: group.code))


def _by(rows: QuerySet[ProjectStanding], key: object) -> dict[int, dict[str, tuple[int, int, int]]]:
    found: dict[int, dict[str, tuple[int, int, int]]] = defaultdict(dict)
    grouped = rows.order_by().annotate(group=key).values_list("group", "light")  # type: ignore[arg-type]
    for group, light, count, budget, paid in grouped.annotate(Count("pk"), Sum("budget_fen"), Sum("paid_fen")):
        found[group][light] = (count, budget or 0, paid or 0)
    return found


def _findings(user: User, filters: Filters, year: int) -> tuple[tuple[str, str, int], ...]:
    rows = finding_tallies(user, filters, year)
    return tuple(rows.order_by().values_list("rule", "severity").annotate(Sum("count")))


def finding_tallies(user: User, filters: Filters, year: int) -> QuerySet[FindingTally]:
    """The counts of findings of a year that a person sees, or of one unit with those below it."""
    rows = scoped(FindingTally.objects.filter(year=year), user)
    if not user.sees_drafts:
        rows = rows.exclude(target__in=ProjectStanding.objects.filter(year=year, state="draft").values("target"))
    return rows.filter(_under(user, filters.unit)) if filters.unit else rows


def _choices(user: User) -> tuple[tuple[str, str], ...]:
    """The departments that may be chosen; where none is seen, the units."""
    rows = units(user).order_by("code")
    above = rows.filter(children__isnull=False).distinct()
    return tuple(above.values_list("code", "name")) or tuple(rows.values_list("code", "name")[:200])


def _under(user: User, code: str) -> Q:
    """The rows of a unit that the person sees and of those below it; none for any other."""
    path = units(user).filter(code=code).values_list("path", flat=True).first()
    return Q(unit__path__startswith=path) if path else Q(pk=None)


def _cross(month: int) -> Decimal:
    """Where money and goals should be: the share of the year gone by, less the usual tolerance."""
    return max(Decimal(month * 100) / 12 - BAND, Decimal(0)).quantize(Decimal(1))


def _month_for(user: User, year: int) -> int:
    """The last month that has come where a person works."""
    return last_month(
        year, user.unit.path if user.unit_id is not None and user.unit is not None and regional_paths() else "/"
    )


def checkpoint_word(year: int, month: int) -> str:
    """``7月底`` and whether it is a usual checkpoint."""
    return f"{month}月底" if month in months_of(year) else f"{month}月底（还没有到第一个节点）"


def _band(text: str | None) -> int | None:
    if not text or not text.isascii() or not text.isdecimal() or len(text) > 3:
        return None
    return int(text) // BAND * BAND


def _yuan(fen: int | None) -> Decimal:
    return Decimal(fen or 0) / 100


def _percent(hundredths: int | None) -> Decimal | None:
    return None if hundredths is None else Decimal(hundredths) / 100
