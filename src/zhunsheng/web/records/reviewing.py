"""Reviewing what the records hold: the unit's document of the year as the rules see it, and the findings of one sheet."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from threading import Lock
from typing import Any

from django.db.models import Exists, OuterRef

from zhunsheng.model.address import DEPARTMENT_CELLS
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document, Source
from zhunsheng.model.finding import Finding, Severity
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.project import Project
from zhunsheng.rules.engine import Review
from zhunsheng.rules.open_check import OpenCheck
from zhunsheng.rules.registry import rules_by_code
from zhunsheng.rules.rule import Rule
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import finding_tallies
from zhunsheng.web.records.amounts import EX_ANTE_MINIMUM, amount_on
from zhunsheng.web.records.cell_address import Noun
from zhunsheng.web.records.changes import noun_of
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.decided import WHERE, Decided, decided, waivers
from zhunsheng.web.records.finding_key import finding_key
from zhunsheng.web.records.kept_reviews import Asked, review_again, review_kept
from zhunsheng.web.records.models import DecisionKind, Plan, Standing, Target, Unit
from zhunsheng.web.records.rule_settings import Effective, effective
from zhunsheng.web.records.scope import scoped
from zhunsheng.web.records.standing import keep_standing
from zhunsheng.web.records.surroundings import (
    IN_FORCE,
    NO_STANDINGS,
    SUPPORTED,
    Standings,
    around_tables,
    with_standings,
)

RECOUNTED_AT_ONCE = 2
"""How many edited years a list brings up to date before it is shown."""
RECOUNTED_UP_TO = 300
"""A year of more projects than this is brought up to date when its own review is opened, not by a list."""
_EX_ANTE = "ZSD11"
"""The rule that asks a large new project for its assessment beforehand: only where earlier years tell that one is new."""
_YEARS_BACK = 2
"""How many earlier years a review looks at: what never changes must have stood for three."""
_KEPT = 6000
"""How many drafts are kept as nouns."""


_Row = tuple[int, int, datetime]
"""A sheet at a revision: its id, the revision, and when it came to be."""


@dataclass(frozen=True, slots=True)
class Year:
    """One unit's document of one year: its document, and which target is which project of it, in order; how these stand, and
    the rows of the years before."""

    document: Document
    ids: tuple[int, ...]
    standings: Standings = NO_STANDINGS
    earlier: tuple[tuple[int, _Row], ...] = ()


@dataclass(frozen=True, slots=True)
class Aside:
    """A finding that a reviewer set aside: dismissed for these words, or waived for the cell until a day."""

    finding: Finding
    decision: Decided


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The findings of one sheet or of all, those set aside, and the document they were found in."""

    findings: tuple[Finding, ...]
    year: Year
    aside: tuple[Aside, ...] = ()
    decisions: dict[WHERE, Decided] = field(default_factory=dict)
    """The decisions that hold in the unit's year."""
    undecided: tuple[OpenCheck, ...] = ()
    """The checks that nobody could judge (没能判断的检查项): no findings, and no passes either."""

    @property
    def counts(self) -> dict[str, int]:
        """How many findings of each severity."""
        return counts(self.findings)


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings of each severity: error, warning, info."""
    found = [finding.severity for finding in findings]
    return {severity.value: found.count(severity) for severity in Severity}


def review_target(
    target: Target, project: Project | None = None, hidden: frozenset[int] = frozenset()
) -> Reviewed:  # fmt: skip
    """The findings of one project as its draft stands, or as ``project`` would stand in its place; with ``hidden`` as if
    these other projects were not there."""
    year = _without(year_of(target.unit, target.year, with_target=target.pk), hidden)
    index = year.ids.index(target.pk)
    asked = _asked(target.unit, target.year, year, only=index)
    review = review_kept(("target", target.pk, *sorted(hidden)), asked)
    if project is not None and project is not year.document.projects[index]:
        projects = list(year.document.projects)
        projects[index] = project
        year = replace(year, document=replace(year.document, projects=tuple(projects)))
        review = review_again(asked, review, replace(asked, document=year.document))
    return _with_decisions(target.unit, target.year, year, review)


def review_plan(plan: Plan, noun: DepartmentPlan | None = None) -> Reviewed:
    """The findings of a department plan as its draft stands, or as ``noun`` would stand in its place."""
    year = year_of(plan.unit, plan.year)
    asked = _asked(plan.unit, plan.year, year, document_rules=True)
    review = review_kept(("plan", plan.pk), asked)
    if noun is not None:
        noun = replace(noun, unit=year.document.department.unit)
        year = replace(year, document=replace(year.document, department=noun))
        review = review_again(asked, review, replace(asked, document=year.document))
    own = tuple(finding for finding in review.findings if _is_plans(finding))
    left_open = tuple(item for item in review.undecided if not item.projects)
    return _with_decisions(plan.unit, plan.year, year, Review(own, (), left_open))


def review_whole(unit: Unit, year: int, hidden: frozenset[int] = frozenset()) -> Reviewed:
    """The whole document of a unit's year under review; with ``hidden`` as if these projects were not in it, so that nothing
    said of the others names them."""
    document = _without(year_of(unit, year), hidden)
    key = ("year", unit.pk, year, *sorted(hidden))
    review = review_kept(key, _asked(unit, year, document))
    return _with_decisions(unit, year, document, review)


def _without(year: Year, hidden: frozenset[int]) -> Year:
    """The year's document without some of its projects."""
    if not hidden:
        return year
    kept = [(pk, one) for pk, one in zip(year.ids, year.document.projects, strict=True) if pk not in hidden]
    shown = replace(year.document, projects=tuple(one for _, one in kept))
    return replace(year, document=shown, ids=tuple(pk for pk, _ in kept))


def _asked(unit: Unit, year: int, document: Year, *, only: int | None = None, document_rules: bool = False) -> Asked:
    """What the rules are asked today, by the unit's and the year's settings."""
    on: date = current_day()
    rules_now = effective(unit.code, year, on)
    if document_rules:
        rules_now = replace(rules_now, chosen=_over_documents(rules_now.chosen))
    now = dict(zip(document.ids, document.document.projects, strict=True))
    around = around_tables(unit, year, now, document.standings, _earlier(unit, document))
    if around.assessed is not None and not all(map(around.same_project, now.values())):
        rules_now = _with_amounts(rules_now, on)
    return Asked(document.document, document.ids, rules_now, on, only, around)


def _with_amounts(rules_now: Effective, on: date) -> Effective:
    """The bureau's own amount counts for the rule that asks for it too, unless the rule was given one of its own."""
    amount, said = amount_on(EX_ANTE_MINIMUM, on), rules_now.parameters.get(_EX_ANTE, {})
    if not amount.is_own or "minimum_wan" in said:
        return rules_now
    least = {**said, "minimum_wan": float(amount.value)}
    return replace(rules_now, parameters={**rules_now.parameters, _EX_ANTE: least})


def _with_decisions(unit: Unit, year: int, document: Year, review: Review) -> Reviewed:
    """The review with what was dismissed or is waived today set aside."""
    on = current_day()
    decisions = decided(unit.pk, year)
    nouns: dict[int | None, Noun] = {None: document.document.department}
    nouns.update(zip(document.ids, document.document.projects, strict=True))
    waived_by = waivers(decisions.values(), nouns)
    findings: list[Finding] = []
    aside: list[Aside] = []
    for finding in review.findings:
        decision = next((decision for waiver, decision in waived_by if waiver.covers(finding, on)), None)
        if decision is None:
            decision = decisions.get(whereabouts(document, finding)) if decisions else None
            if decision is not None and decision.kind != DecisionKind.DISMISS:
                decision = None
        if decision is None:
            findings.append(finding)
        else:
            aside.append(Aside(finding, decision))
    return Reviewed(tuple(findings), document, tuple(aside), decisions, review.undecided)


def _over_documents(chosen: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """What of the rules looks at the whole document and its department part; some look at single projects too."""
    return tuple(_document_part(rule.code) for rule in chosen if rule.check_document is not None)


@cache
def _document_part(code: str) -> Rule:
    return replace(rules_by_code()[code], check_project=None)


def whereabouts(year: Year, finding: Finding) -> WHERE:
    """Which finding it is: the project's id (``None``: the department part) and the finding's name there."""
    number = finding.project_no
    if number is None:
        return None, finding_key(finding, year.document.department)
    return year.ids[number], finding_key(finding, year.document.projects[number])


def by_sheet(reviewed: Reviewed) -> dict[int | None, list[Finding]]:
    """The findings of a whole document by target id; ``None`` is the department part."""
    found: dict[int | None, list[Finding]] = {pk: [] for pk in (None, *reviewed.year.ids)}
    for finding in reviewed.findings:
        found[None if finding.project_no is None else reviewed.year.ids[finding.project_no]].append(finding)
    return found


def recount(unit: Unit, year: int) -> None:
    """Bring the counts of findings of a whole year up to date, and its row in the queue."""
    Plan.objects.filter(unit=unit, year=year, stale=True).update(stale=False)  # first: an edit meanwhile sets it again
    reviewed = review_whole(unit, year)
    found = by_sheet(reviewed)
    finding_tallies.keep(unit, year, found)
    now_open = [whereabouts(reviewed.year, finding) for finding in reviewed.findings]
    waiting = Counter(
        target
        for target, _ in keep_standing(
            unit, year, now_open, counts(reviewed.findings), reviewed.decisions, len(reviewed.year.ids)
        )
    )
    names = ["undecided", *_columns({}, 0)]
    changed = []
    for row in Target.objects.filter(unit=unit, year=year, archived=False).only("pk", "revision", *names):
        columns = {"undecided": waiting[row.pk], **_columns(counts(found.get(row.pk, ())), row.revision)}
        if any(getattr(row, name) != value for name, value in columns.items()):
            changed.append(Target(pk=row.pk, **columns))
    Target.objects.bulk_update(changed, names, batch_size=200)
    plan = Plan.objects.filter(unit=unit, year=year)
    columns = _columns(counts(found[None]), plan.values_list("revision", flat=True).first() or 0)
    plan.update(undecided=waiting[None], **columns)


def mark_stale(sheet: Target | Plan) -> None:
    """Remember that a sheet's year was edited: findings of its other sheets may have come or gone."""
    Plan.objects.filter(unit_id=sheet.unit_id, year=sheet.year, stale=False).update(stale=True)


def freshen(user: User) -> None:
    """Recount a few of the edited years that the person sees, so that lists show counts that are true.

    A year with very many projects waits until its review is opened, or for ``rebuild`` or a new import.
    """
    stale = scoped(Plan.objects.filter(stale=True), user).select_related("unit").defer("draft")
    for plan in stale.order_by("-updated_at")[:RECOUNTED_AT_ONCE]:
        if Target.objects.filter(unit=plan.unit, year=plan.year, archived=False).count() <= RECOUNTED_UP_TO:
            recount(plan.unit, plan.year)


def take_up(user: User) -> None:
    """Put a few of the person's years that the queue does not know yet into it."""
    known = Standing.objects.filter(unit=OuterRef("unit"), year=OuterRef("year"))
    plans = scoped(Plan.objects.filter(~Exists(known), archived=False), user).select_related("unit").defer("draft")
    for plan in plans.order_by("-updated_at")[:RECOUNTED_AT_ONCE]:
        recount(plan.unit, plan.year)


def keep_counts(sheet: Target | Plan, found: dict[str, int]) -> None:
    """Keep the counts of a sheet's findings, unless the sheet has changed again meanwhile or they stand already."""
    columns = _columns(found, sheet.revision)
    if all(getattr(sheet, name) == value for name, value in columns.items()):
        return
    type(sheet).objects.filter(pk=sheet.pk, revision=sheet.revision).update(**columns)


def year_of(unit: Unit, year: int, *, with_target: int | None = None) -> Year:
    """The unit's document of the year; an archived project ``with_target`` stands in a document of its own."""
    kept = Target.objects.filter(unit_id=unit.pk, year__range=(year - _YEARS_BACK, year), archived=False)
    found = list(with_standings(kept).order_by("-year", "position", "pk").values_list(
        "year", "pk", "revision", "updated_at", "state", "confirmed", "assessment", named=True
    ))  # fmt: skip
    rows: list[_Row] = [(row.pk, row.revision, row.updated_at) for row in found if row.year == year]
    plan_row = Plan.objects.filter(unit_id=unit.pk, year=year).values_list("pk", "revision", "updated_at").first()
    if with_target is not None and with_target not in {row[0] for row in rows}:
        rows, plan_row = _one(with_target), None
    nouns = _nouns(Target, rows)
    plan = _nouns(Plan, [plan_row])[plan_row[0]] if plan_row else DepartmentPlan()
    own = BudgetUnit(unit.code, unit.name)
    assert isinstance(plan, DepartmentPlan)
    projects = tuple(nouns[row[0]] for row in rows)
    document = Document(own, year, replace(plan, unit=own), projects, source=Source())  # type: ignore[arg-type]
    standings = Standings(
        frozenset(row.pk for row in found if row.year == year and row.state in IN_FORCE),
        frozenset(row.pk for row in found if row.year == year and row.assessment == SUPPORTED),
        any(row.confirmed for row in found if row.year == year - 1),
    )
    earlier = tuple((row.year, (row.pk, row.revision, row.updated_at)) for row in found if row.year != year)
    return Year(document, tuple(row[0] for row in rows), standings, earlier)


def _earlier(unit: Unit, year: Year) -> tuple[Document, ...]:
    """The unit's tables of the years before, the latest first; a year without any is not among them."""
    own, nouns = BudgetUnit(unit.code, unit.name), _nouns(Target, [row for _, row in year.earlier])
    projects: dict[int, list[Noun]] = {}
    for of_year, row in year.earlier:
        projects.setdefault(of_year, []).append(nouns[row[0]])
    return tuple(Document(own, of_year, projects=tuple(there)) for of_year, there in projects.items())  # type: ignore[arg-type]


def remember(sheet: Target | Plan, noun: Noun) -> None:
    """Keep the noun of a draft that was just saved, so that the review need not read it again. Only after the commit."""
    with _guard:
        _parsed[(type(sheet), sheet.pk, sheet.revision, sheet.updated_at)] = noun


def _is_plans(finding: Finding) -> bool:
    return finding.project_no is None and finding.address in DEPARTMENT_CELLS


_parsed: OrderedDict[tuple[Any, ...], Noun] = OrderedDict()
_guard = Lock()


def _one(pk: int) -> list[_Row]:
    return list(Target.objects.filter(pk=pk).values_list("pk", "revision", "updated_at"))


def _nouns(model: type[Target] | type[Plan], rows: list[_Row]) -> dict[int, Noun]:
    """The drafts as nouns; a draft already read at this revision is not fetched and parsed again."""
    found: dict[int, Noun] = {}
    missing: dict[int, _Row] = {}
    with _guard:
        for row in rows:
            noun = _parsed.get((model, *row))
            if noun is None:
                missing[row[0]] = row
            else:
                _parsed.move_to_end((model, *row))
                found[row[0]] = noun
    if missing:
        fresh = model.objects.filter(pk__in=missing).values_list("pk", "revision", "updated_at", "draft")
        for pk, revision, at, draft in fresh:
            found[pk] = noun_of(draft)
            with _guard:
                _parsed[(model, pk, revision, at)] = found[pk]
                while len(_parsed) > _KEPT:
                    _parsed.popitem(last=False)
    return found


def _columns(found: dict[str, int], revision: int) -> dict[str, int]:
    return {
        "error_count": found.get("error", 0),
        "warning_count": found.get("warning", 0),
        "info_count": found.get("info", 0),
        "reviewed_revision": revision,
    }
