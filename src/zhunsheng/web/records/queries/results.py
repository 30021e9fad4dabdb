"""What the pages of the use of results show: the rule table, the list for the budget office, a project over the years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from zhunsheng.lifecycle.permissions import Thing, may
from zhunsheng.lifecycle.process import Refusal
from zhunsheng.model.evaluation import Evaluation
from zhunsheng.model.light import Light
from zhunsheng.model.monitoring import Checkpoint
from zhunsheng.model.result_use import AdviceList, AdviceRule, Exemption, ProjectAdvice, YearResult
from zhunsheng.pictures.drawing import BROAD, NARROW, WIDE
from zhunsheng.pictures.years import YearRow, years
from zhunsheng.scoring.exact import fixed
from zhunsheng.scoring.result_use import advise
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import result_notes
from zhunsheng.web.records.appraisal_result import final_evaluations
from zhunsheng.web.records.course import person_of
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.evaluated import (
    ProjectWatch,
    ProjectYear,
    evaluate_targets,
    months_past,
    watch_months,
    watch_targets,
)
from zhunsheng.web.records.models import Appraisal, ResultNote, Target
from zhunsheng.web.records.monitoring_rules import months_of, paths_of
from zhunsheng.web.records.operations.note_result import may_say
from zhunsheng.web.records.queries.scores import GRADE_BADGES, Both
from zhunsheng.web.records.result_sorts import rule_of
from zhunsheng.web.records.scope import scoped

MOST = 400
"""Projects that are scored for one list; of more, a unit has to be chosen."""
PAGE = 50
SORTS = {"unit": "单位", "money": "申请金额", "cut": "建议压减", "grade": "等级", "rate": "执行率"}
"""How a list can be sorted."""
_GRADES = "差中良优"
YEARS = 6
"""Years that a project's history shows."""
WHATS = ("graded", "request", "exempt", "mark")
"""The sorts of notes that the list looks at."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One row of the rule table with the note it stands in."""

    rule: AdviceRule
    note: ResultNote


@dataclass(frozen=True, slots=True)
class RuleTable:
    """A year's rule table; ``history`` is everything ever set down, newest first."""

    year: int
    rows: tuple[RuleRow, ...]
    history: tuple[RuleRow, ...]
    can_set: bool


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """A project in the list."""

    target: Target
    advice: ProjectAdvice
    score: str

    @property
    def badge(self) -> str:
        """The look of the grade."""
        return GRADE_BADGES.get(self.advice.result.grade or "", "")

    @property
    def actions(self) -> tuple[str, ...]:
        """What is advised, each once."""
        return tuple(str(action) for action in self.advice.actions)


@dataclass(frozen=True, slots=True)
class AdviceBoard:
    """The list of a year as one page shows it; ``found`` is the whole of it."""

    year: int | None
    years: tuple[int, ...]
    unit: str
    units: tuple[tuple[str, str], ...]
    sort: str
    found: AdviceList
    lines: tuple[AdviceLine, ...]
    page: int
    pages: int
    total: int
    rules: tuple[AdviceRule, ...]
    too_many: int = 0
    """How many projects there are where they are too many to be scored at once."""
    silent: int = 0
    """Projects of which no rule speaks."""
    refusal: str = ""
    """Why the person does not see the list."""
    on: date | None = None

    @property
    def next_year(self) -> int:
        """The year whose budget is advised upon."""
        return (self.year or 0) + 1

    @property
    def exempt(self) -> int:
        """Projects that the rules would touch and that are exempt."""
        return sum(one.exemption is not None for one in self.found.projects)


@dataclass(frozen=True, slots=True)
class HistoryYear:
    """One year of a project."""

    target: Target
    budget: Decimal | None
    paid: Decimal | None
    rate: Decimal | None
    score: Decimal | None
    grade: str
    met: int
    measured: int
    indicators: int
    advice: ProjectAdvice | None

    @property
    def badge(self) -> str:
        """The look of the grade."""
        return GRADE_BADGES.get(self.grade, "")


@dataclass(frozen=True, slots=True)
class ProjectHistory:
    """A project over the years, the newest first."""

    years: tuple[HistoryYear, ...]
    picture: Both
    notes: Mapping[str, ResultNote]
    bases: Mapping[str, int]
    said: tuple[ResultNote, ...]


def rule_table(user: User, year: int) -> RuleTable:
    """A year's rules: those that hold, and what was set down before."""
    return _rule_table(user, year, *result_notes.of_year("rule", year))


def _rule_table(user: User, year: int, holding: Mapping[str, ResultNote], history: Sequence[ResultNote]) -> RuleTable:
    rows = tuple(RuleRow(rule_of(year, note.content), note) for note in holding.values())
    before = tuple(RuleRow(rule_of(year, note.content), note) for note in reversed(history))
    return RuleTable(year, rows, before, may_say(None, user, "rule"))


def usual_year(user: User) -> int | None:
    """The year that the pages show unless one is asked for."""
    there = scoped(Target.objects.filter(archived=False), user)
    years = sorted(set(there.order_by().values_list("year", flat=True)), reverse=True)
    return _usual_year(years, result_notes.of_years("rule", years))


def list_refusal(user: User) -> str:
    """Why the person does not see the list for the budget office; ``""`` for those who do."""
    path = user.unit.path if user.unit else "/"
    answer = may(person_of(user), "results.see", Thing(path), current_day())
    return answer.sentence if isinstance(answer, Refusal) else ""


def advice_board(
    user: User, *, year: int | None = None, unit: str = "", sort: str = "unit", page: int = 1, whole: bool = False
) -> AdviceBoard:
    """The list of a year in the person's scope; with ``whole`` all of its lines at once."""
    there = scoped(Target.objects.filter(archived=False), user)
    places = list(there.order_by().values_list("year", "unit__code", "unit__name").distinct())
    all_years = tuple(sorted({each for each, _, _ in places}, reverse=True))
    refusal = list_refusal(user)
    said = result_notes.of_years("rule", all_years) if not refusal else {}
    year = year if year in all_years else _usual_year(all_years, said)
    units = tuple(sorted({(code, name) for each, code, name in places if each == year}))
    unit = unit if unit in {code for code, _ in units} else ""
    empty = AdviceList(year or 0, (), Decimal(0), Decimal(0))
    sort = sort if sort in SORTS else "unit"
    if year is None or refusal:
        return AdviceBoard(year, all_years, unit, units, sort, empty, (), 1, 1, 0, (), refusal=refusal)
    rows = there.filter(year=year, **({"unit__code": unit} if unit else {})).select_related("unit")
    targets = list(rows[: MOST + 1])
    rules = tuple(row.rule for row in _rule_table(user, year, *said.get(year, ({}, ()))).rows)
    if len(targets) > MOST:
        return AdviceBoard(year, all_years, unit, units, sort, empty, (), 1, 1, 0, rules, too_many=rows.count())
    scored = evaluate_targets(targets)
    notes = result_notes.of_targets([row.target for row in scored], *WHATS)
    results = results_of(user, scored, notes)
    exempt = [Exemption(name_of(row.target), note.content["reason"]) for row in scored if (note := notes.get((row.target.pk, "exempt", "")))]  # fmt: skip
    found = advise(year, results, rules, exempt)
    ordered = sorted(found.projects, key=_order(sort))
    pages = max(1, -(-len(ordered) // PAGE))
    page = min(max(1, page), pages)
    shown = ordered if whole else ordered[(page - 1) * PAGE : page * PAGE]
    by_name = {name_of(row.target): row for row in scored}
    lines = tuple(_line(one, by_name[one.result.project]) for one in shown)
    return AdviceBoard(
        year, all_years, unit, units, sort, found, lines, page, pages, len(ordered), rules,
        silent=len(results) - len(ordered), on=scored[0].evaluated.case.execution.as_of if scored and scored[0].evaluated.case.execution else None,
    )  # fmt: skip


def results_of(
    user: User, scored: Sequence[ProjectYear], notes: Mapping[result_notes.Key, ResultNote]
) -> list[YearResult]:
    """What each project's year came to: the grade of the bureau's or department's evaluation before the unit's own."""
    asked = _next_requests(user, [row.target for row in scored])
    finals = final_evaluations([row.target for row in scored])
    found = []
    for row in scored:
        pk = row.target.pk
        mine = {what: note for what in WHATS if (note := notes.get((pk, what, ""))) is not None}
        found.append(_result(row, mine, asked.get(pk), finals.get(pk)))
    return found


def _result(
    row: ProjectYear, notes: Mapping[str, ResultNote], asked: Decimal | None, final: tuple[Appraisal, Evaluation] | None
) -> YearResult:
    """A grade that somebody put down goes before the evaluation's here, and that before the unit's own."""
    target, said = row.target, row.evaluated.evaluation
    evaluated, wanted, mark = notes.get("graded"), notes.get("request"), notes.get("mark")
    budget, paid = said.execution.budget, said.execution.paid
    over = current_day() > date(target.year, 12, 31)
    grade, source = said.grade, "单位自评"
    if final is not None and final[1].grade:
        grade, source = final[1].grade, f"绩效评价{final[1].total}分"
    if evaluated:
        grade, source = evaluated.content["grade"], evaluated.content["source"]
    return YearResult(
        name_of(target), target.name or "未命名项目", target.unit.name, target.year,
        grade, said.execution.rate,
        Decimal(wanted.content["yuan"]) if wanted else asked,
        budget - paid if over and budget is not None and paid is not None else None,
        bool(mark and mark.content["late"]), bool(mark and mark.content["unpublished"]),
        source,
    )  # fmt: skip


def lights_in_words(targets: Sequence[Target]) -> dict[str, str]:
    """The lights of a year's checkpoints in words, by the name that the list knows a project by."""
    return {
        name_of(target): "，".join(f"{month}月{light.sign}{light.label}" for month, light in lights)
        for target, lights in all_lights(targets).items()
    }


def project_history(user: User, target: Target) -> ProjectHistory:
    """A project over the years: those of the same unit with its code, or with its name where it has none."""
    same = Q(code=target.code) if target.code else Q(name=target.name)
    there = scoped(Target.objects.filter(same, unit=target.unit), user)
    rows = [
        row
        for row in there.select_related("unit__parent").order_by("-year", "pk")
        if not row.archived or row.pk == target.pk
    ]
    rows = rows[:YEARS] if target in rows[:YEARS] else [target, *rows[: YEARS - 1]]
    said = tuple(ResultNote.objects.filter(target=target).select_related("by").order_by("-pk"))
    holding = {what: note for (_, what, key), note in result_notes.holding(reversed(said), "target").items() if not key}
    scored = {year.target.pk: year for year in evaluate_targets(rows)}
    asked = {
        row.year: Decimal(row.total_fen).scaleb(-2) for row in rows if row.total_fen is not None and not row.archived
    }
    advice = _advice_of(user, scored[target.pk], holding, asked.get(target.year + 1))
    found = tuple(_history_year(row, scored[row.pk], advice if row.pk == target.pk else None) for row in rows)
    drawn = [
        YearRow(one.target.year, one.budget, one.paid, one.score, one.grade, f"/results/projects/{one.target.pk}/")
        for one in found
    ]
    pictures = Both(*(years(drawn, width=width) for width in (WIDE, NARROW, BROAD)))
    bases = {what: result_notes.base_of(said, what, "") for what in WHATS}
    return ProjectHistory(found, pictures, holding, bases, said[:40])


def name_of(target: Target) -> str:
    """The name by which the list knows a project: one a project, whatever its code."""
    return f"{target.position:06d}-{target.pk}"


def _usual_year(all_years: Sequence[int], ruled: Iterable[int]) -> int | None:
    """The latest year that has rules, else the latest that is over, else the latest."""
    if not all_years:
        return None
    over = [year for year in all_years if year < current_day().year]
    return max(ruled, default=max(over, default=all_years[0]))


def _next_requests(user: User, targets: Sequence[Target]) -> dict[int, Decimal]:
    """What next year's tables ask for, by this year's project: matched by code, or by name where there is none."""
    if not targets:
        return {}
    year, units = targets[0].year + 1, {target.unit_id for target in targets}
    rows = scoped(Target.objects.filter(year=year, unit__in=units, archived=False), user)
    asked = {
        (unit, code or name): Decimal(fen).scaleb(-2)
        for unit, code, name, fen in rows.values_list("unit_id", "code", "name", "total_fen")
        if fen is not None
    }
    pairs = ((target.pk, asked.get((target.unit_id, target.code or target.name))) for target in targets)
    return {pk: amount for pk, amount in pairs if amount is not None}


def _line(one: ProjectAdvice, row: ProjectYear) -> AdviceLine:
    total = row.evaluated.evaluation.total
    return AdviceLine(row.target, one, fixed(total) if total is not None else "")


def _order(sort: str) -> Callable[[ProjectAdvice], tuple[Any, ...]]:
    def key(one: ProjectAdvice) -> tuple[Any, ...]:
        result = one.result
        first: Any = {
            "unit": result.unit,
            "money": -(result.requested or Decimal(-1)),
            "cut": -one.most,
            "grade": _GRADES.find(result.grade) if result.grade else 9,
            "rate": result.rate if result.rate is not None else Decimal(999),
        }[sort]
        return (first, result.unit, result.project)

    return key


def last_lights(targets: Sequence[Target]) -> dict[int, tuple[Light, str]]:
    """The light of each project at the last checkpoint that has come, and what of how much it tells of: a light is that of the
    worst indicator or of the money, a grade that of all points together."""
    if not targets:
        return {}
    found = {}
    for months, here in _by_months(targets):
        if months:
            for row in watch_targets(here, Checkpoint(targets[0].year, months[-1])):
                found[row.target.pk] = (row.monitored.monitoring.light, _what_is_behind(row))
    return found


def _by_months(targets: Sequence[Target]) -> list[tuple[tuple[int, ...], list[Target]]]:
    """The projects of a year by the checkpoints of their regions that have come."""
    paths, year = paths_of(targets), targets[0].year
    groups: dict[tuple[int, ...], list[Target]] = {}
    for target in targets:
        groups.setdefault(months_past(year, months_of(year, paths[target.pk])), []).append(target)
    return list(groups.items())


def _what_is_behind(row: ProjectWatch) -> str:
    found = row.monitored.monitoring
    if found.light not in (Light.MISSED, Light.AT_RISK):
        return ""
    many = sum(one.light is found.light for one in found.indicators)
    told = [f"{len(found.indicators)}条指标中{many}条{found.light.label}"] * bool(many)
    return "，".join(told + [f"资金{found.light.label}"] * (found.funds.light is found.light))


def all_lights(targets: Sequence[Target]) -> dict[Target, tuple[tuple[int, Light], ...]]:
    """The lights of each project at every checkpoint that has come."""
    if not targets:
        return {}
    found = {}
    for months, here in _by_months(targets):
        watched = watch_months(here, months)
        for number, target in enumerate(here):
            found[target] = tuple((month, watched[month][number].monitored.monitoring.light) for month in months)
    return found


def _history_year(target: Target, year: ProjectYear, advice: ProjectAdvice | None) -> HistoryYear:
    said = year.evaluated.evaluation
    known = [one for one in said.indicators if one.met is not None]
    return HistoryYear(
        target, said.execution.budget, said.execution.paid, said.execution.rate, said.total, said.grade or "",
        sum(bool(one.met) for one in known), len(known), len(said.indicators), advice,
    )  # fmt: skip


def _advice_of(
    user: User, year: ProjectYear, notes: Mapping[str, ResultNote], asked: Decimal | None
) -> ProjectAdvice | None:
    """What the rules advise for one project, for those who see the list."""
    if list_refusal(user):
        return None
    target = year.target
    rules = [row.rule for row in rule_table(user, target.year).rows]
    exempt = [Exemption(name_of(target), note.content["reason"]) for note in (notes.get("exempt"),) if note]
    return next(
        iter(
            advise(
                target.year, [_result(year, notes, asked, final_evaluations([target]).get(target.pk))], rules, exempt
            ).projects
        ),
        None,
    )
