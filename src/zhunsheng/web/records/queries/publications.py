"""What the desk shows of publications: a list of unit-years with what is due, and everything about one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from zhunsheng.lifecycle import guards
from zhunsheng.lifecycle.facts import Facts
from zhunsheng.lifecycle.process import Refusal, hindrance_of, offers
from zhunsheng.model.finding import Severity
from zhunsheng.model.role import Role
from zhunsheng.usecases.publication import PublicationKind
from zhunsheng.usecases.publication_concerns import Concern
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.cell_address import to_key
from zhunsheng.web.records.changes import noun_of
from zhunsheng.web.records.models import PublicationStep, Target, Unit
from zhunsheng.web.records.publication_standing import Occasion, Standing, standings, the_process
from zhunsheng.web.records.publishing import Draft, allowed, draft, facts_of
from zhunsheng.web.records.scope import scoped, units

PER_PAGE = 30
_CHECKS = ("clear", "clear_alone")


@dataclass(frozen=True, slots=True)
class UnitYearRow:
    """A unit's year in the list: one standing for each occasion."""

    unit: Unit
    year: int
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class PublicationList:
    """A page of the list."""

    rows: tuple[UnitYearRow, ...]
    years: tuple[int, ...]
    year: int | None
    q: str
    page: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class OfferView:
    """A button. ``hindrance`` is what stands in the way and cannot be put right beside it."""

    name: str
    label: str
    course: str
    then: str
    hindrance: str
    needs_opinion: bool
    declares: bool
    """The person declares that nothing of it is secret."""


@dataclass(frozen=True, slots=True)
class ConcernView:
    """A concern with its link into the form."""

    concern: Concern
    url: str
    badge: str
    may_release: bool


@dataclass(frozen=True, slots=True)
class PublicationView:
    """One publication at the desk. ``draft`` is ``None`` for those to whom the unit's own work is not shown."""

    now: Standing
    draft: Draft | None
    concerns: tuple[ConcernView, ...]
    offers: tuple[OfferView, ...]
    steps: tuple[tuple[PublicationStep, str, str], ...]
    """Each step with the label of its act and of the person's role."""
    may_note: bool
    may_withhold: bool
    """The person may keep single projects back by law, and release findings."""
    is_over: bool
    """False for results of a year that is not over."""

    @property
    def open_count(self) -> int:
        """How many concerns somebody still has to answer."""
        return sum(one.concern.asks for one in self.concerns)


def publication_list(user: User, *, year: int | None = None, q: str = "", page: int = 1) -> PublicationList:
    """The unit-years that the person sees, the latest first."""
    there = scoped(Target.objects.filter(archived=False), user)
    years = tuple(there.order_by("-year").values_list("year", flat=True).distinct())
    rows = there.filter(year=year) if year else there
    if q:
        rows = rows.filter(unit__in=Unit.objects.filter(name__icontains=q) | Unit.objects.filter(code__startswith=q))
    pairs = list(
        rows.order_by("-year", "unit__code")
        .values_list("year", "unit", "unit__code")
        .distinct()[(page - 1) * PER_PAGE : page * PER_PAGE + 1]
    )
    shown = pairs[:PER_PAGE]
    by_id = Unit.objects.select_related("parent").in_bulk([pk for _, pk, _ in shown])
    found = standings([Occasion(by_id[pk], each, kind) for each, pk, _ in shown for kind in PublicationKind])
    kinds = len(PublicationKind)
    told = tuple(
        UnitYearRow(by_id[pk], each, tuple(found[number * kinds : (number + 1) * kinds]))
        for number, (each, pk, _) in enumerate(shown)
    )
    return PublicationList(told, years, year, q, page, len(pairs) > PER_PAGE)


def occasion_of(user: User, code: str, year: int, kind: str) -> Occasion | None:
    """The occasion of an address; ``None`` for what is not there, or not the person's to see."""
    if kind not in set(PublicationKind):
        return None
    unit = units(user).select_related("parent").filter(code=code).first()
    if unit is None or not scoped(Target.objects.filter(unit=unit, year=year, archived=False), user).exists():
        return None
    return Occasion(unit, year, PublicationKind(kind))


def publication_view(user: User, occasion: Occasion) -> PublicationView:
    """Everything about one publication, as this person sees it."""
    (now,) = standings([occasion])
    steps = tuple((step, _label(step), Role(step.role).label) for step in now.steps)
    own = user.unit_id == occasion.unit.pk
    if not user.sees_drafts:
        return PublicationView(now, None, (), (), steps, may_note=False, may_withhold=False, is_over=True)
    found = draft(now)
    resting = now.state.name in ("published", "withheld", "withdrawn")
    may_release = own and Role.HEAD in user.offices and not resting
    concerns = tuple(_concern(occasion, found, one, may_release) for one in found.concerns)
    may_note = own and bool({Role.CLERK, Role.HEAD} & set(user.offices)) and not resting
    over = occasion.kind is PublicationKind.BUDGET or found.has_results
    given = tuple(_offers(user, now, found)) if over else ()
    return PublicationView(now, found, concerns, given, steps, may_note, may_release, over)


def _concern(occasion: Occasion, found: Draft, one: Concern, may_release: bool) -> ConcernView:
    badge = "ok" if one.release else {Severity.ERROR: "error", Severity.WARNING: "warning"}.get(one.severity, "info")
    return ConcernView(one, _url(occasion, found, one), badge, may_release and one.private)


def _url(occasion: Occasion, found: Draft, one: Concern) -> str:
    """Where it is mended: the cell of the table, the self-evaluation, or the department part."""
    if occasion.kind is PublicationKind.ACCOUNTS:
        if one.project is not None and one.project < len(found.targets):
            return f"/scores/{found.targets[one.project].pk}/"
        return ""
    if one.project is not None and one.project < len(found.targets):
        target = found.targets[one.project]
        if not one.address:
            return f"/projects/{target.pk}/"
        return f"/projects/{target.pk}/#cell={to_key(noun_of(target.draft), one.address)}"
    if one.address.startswith(("overall", "sub_goal", "safeguard", "department")):
        return f"/department/{occasion.unit.code}/{occasion.year}/#cell={one.address}"
    return ""


def _offers(user: User, now: Standing, found: Draft) -> Iterator[OfferView]:
    facts = facts_of(now, found, who=str(user))
    for offer in offers(the_process(), now.state.name, user.offices, facts):
        row = offer.act
        answer = allowed(user, row.name, now)
        if isinstance(answer, Refusal) and "自己" not in answer.sentence:
            continue
        hopeful = _hopeful(row.name, facts)
        hindrance = answer.sentence if isinstance(answer, Refusal) else hindrance_of(row, hopeful)
        asks = guards.opinion_given in row.guards or guards.is_secret in row.guards
        then = the_process().state(row.target).label
        yield OfferView(row.name, row.label, row.course.value, then, hindrance, asks, row.name in _CHECKS)


def _hopeful(name: str, facts: Facts) -> Facts:
    """The facts with everything said that stands beside the button."""
    return replace(facts, opinion=facts.opinion or "…", secret=name == "withhold")


def _label(step: PublicationStep) -> str:
    rows = the_process().acts_from(step.source)
    return next((row.label for row in rows if row.name == step.act), step.act)
