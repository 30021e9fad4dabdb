"""A unit's publication of a year as it stands in the records: what would go out, what is in the way, where its process is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from zhunsheng.law.deadlines import Due, YearCalendar
from zhunsheng.lifecycle.facts import Facts
from zhunsheng.lifecycle.permissions import Arrangements, Permission, Thing, may
from zhunsheng.lifecycle.process import Process, Refusal, State
from zhunsheng.lifecycle.registry import processes
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.organisation import BudgetUnit
from zhunsheng.model.project import Project
from zhunsheng.model.publication import Publication
from zhunsheng.usecases.open_data.rows import PublicYear
from zhunsheng.usecases.publication import PublicationKind
from zhunsheng.usecases.publication_concerns import Concern, concerns
from zhunsheng.usecases.self_evaluation import Evaluated, evaluate, forms_document
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.changes import noun_of
from zhunsheng.web.records.course import person_of
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.evaluated import evaluate_targets
from zhunsheng.web.records.measured import usual_day
from zhunsheng.web.records.models import (
    OpenEdition,
    Plan,
    PublicationNote,
    PublicationStep,
    PublishedEdition,
    Target,
    Unit,
    Version,
    VersionKind,
)

PROCESS = "publication"
DEADLINES = {PublicationKind.BUDGET: "budget_publication", PublicationKind.ACCOUNTS: "accounts_publication"}
EVENTS = {PublicationKind.BUDGET: "department_approved", PublicationKind.ACCOUNTS: "accounts_approved"}
"""From which event the days of each occasion count."""
_KEPT_BACK = "佐证材料另存备查"


@dataclass(frozen=True, slots=True)
class Occasion:
    """Whose publication: a unit, a year, an occasion."""

    unit: Unit
    year: int
    kind: PublicationKind

    @property
    def key(self) -> dict[str, Any]:
        """The columns of its rows."""
        return {"unit": self.unit, "year": self.year, "kind": self.kind.value}

    @property
    def words(self) -> str:
        """What people call it."""
        what = "部门预算绩效目标" if self.kind is PublicationKind.BUDGET else "部门决算绩效自评结果"
        return f"{self.unit.name}{self.year}年{what}"

    @property
    def object_name(self) -> str:
        """What the audit trail calls it."""
        return f"publication:{self.unit.pk}:{self.year}:{self.kind.value}"

    @property
    def url(self) -> str:
        """Its page at the desk."""
        return f"/publications/{self.unit.code}/{self.year}/{self.kind.value}/"

    @property
    def open_url(self) -> str:
        """Its page on the portal."""
        return f"/open/{self.unit.code}/{self.year}/"


@dataclass(frozen=True)
class Standing:
    """Everything that is recorded of one occasion, read once."""

    occasion: Occasion
    steps: tuple[PublicationStep, ...] = ()
    notes: tuple[PublicationNote, ...] = ()
    editions: tuple[PublishedEdition, ...] = ()
    open_number: int | None = None
    """The number of the edition on the portal; ``None`` when there is none."""

    @property
    def state(self) -> State:
        """Where the process stands."""
        return the_process().state(self.steps[-1].reached) if self.steps else the_process().start

    @cached_property
    def held(self) -> Mapping[tuple[str, str], PublicationNote]:
        """The newest note of each sort and key, without those taken back."""
        newest = {(note.what, note.key): note for note in self.notes}
        return {name: note for name, note in newest.items() if not note.withdrawn}

    @property
    def approval(self) -> PublicationNote | None:
        """When and by which paper the budget or the accounts were approved."""
        return self.held.get(("approval", ""))

    @property
    def approved_on(self) -> date | None:
        """The day of the approval."""
        return date.fromisoformat(self.approval.content["day"]) if self.approval else None

    @property
    def releases(self) -> dict[str, str]:
        """Why findings may go out, by their names."""
        return {key: note.content["reason"] for (what, key), note in self.held.items() if what == "release"}

    @property
    def edition(self) -> PublishedEdition | None:
        """The edition on the portal."""
        return next((one for one in self.editions if one.number == self.open_number), None)

    @property
    def due(self) -> Due | None:
        """When it has to be published; ``None`` while nobody has written down the approval."""
        kind, day = self.occasion.kind, self.approved_on
        events = {EVENTS[kind]: day} if day else {}
        return YearCalendar().due(DEADLINES[kind], self.occasion.year, events)

    @property
    def due_words(self) -> str:
        """The deadline in a sentence, and how it stands."""
        due = self.due
        if due is None or self.approved_on is None:
            return "还没有登记批复日期。批复后20日内要公开。"
        told = f"{self.approved_on}批复，应在{due.day}前公开。"
        first = next((one for one in self.editions if one.number == 1), None)
        if first is not None:
            late = (first.published_on - due.day).days
            return told + (
                f"{first.published_on}公开，晚了{late}日。" if late > 0 else f"{first.published_on}公开，没有逾期。"
            )
        left = (due.day - current_day()).days
        return told + (f"已逾期{-left}日，请尽快公开并说明原因。" if left < 0 else f"还有{left}日。")

    @property
    def is_late(self) -> bool:
        """True when nothing was published in time."""
        due = self.due
        first = self.editions[0].published_on if self.editions else current_day()
        return due is not None and first > due.day


@dataclass(frozen=True, slots=True)
class Draft:
    """What would go out now, with everything that is in the way. ``targets`` are the projects' tables in its order."""

    year: PublicYear
    targets: tuple[Target, ...] = ()
    concerns: tuple[Concern, ...] = ()
    secret: tuple[tuple[Target, str], ...] = ()
    """The projects that are kept back by law, each with the reason."""
    unapproved: int = 0
    """How many tables were never approved here: their present text goes out."""
    about: Publication = field(default_factory=Publication)

    @property
    def stopping(self) -> tuple[Concern, ...]:
        """What forbids publication."""
        return tuple(one for one in self.concerns if one.stops)

    @property
    def review_counts(self) -> tuple[int, int]:
        """Errors and warnings that the review of the tables still has: mistakes of content do not forbid publication."""
        return sum(one.error_count for one in self.targets), sum(one.warning_count for one in self.targets)

    @property
    def has_results(self) -> bool:
        """Whether there is anything to publish with the accounts."""
        return any(one.evaluation.total is not None for one in self.year.evaluated)


def the_process() -> Process:
    """The process of a publication."""
    return processes()[PROCESS]


def standings(occasions: Sequence[Occasion]) -> list[Standing]:
    """What is recorded of some occasions: four queries, however many there are. Contents of editions are not read."""
    units, years = {one.unit.pk for one in occasions}, {one.year for one in occasions}
    where = {"unit__in": units, "year__in": years}
    found: dict[tuple[int, int, str], dict[str, list[Any]]] = {
        (one.unit.pk, one.year, one.kind.value): {"steps": [], "notes": [], "editions": [], "open": []} for one in occasions
    }  # fmt: skip
    rows = {
        "steps": PublicationStep.objects.filter(**where).select_related("by"),
        "notes": PublicationNote.objects.filter(**where).select_related("by"),
        "editions": PublishedEdition.objects.filter(**where).select_related("by").defer("content"),
        "open": OpenEdition.objects.filter(**where).select_related("edition").defer("edition__content"),
    }
    for name, query in rows.items():
        for row in query:
            place = found.get((row.unit_id, row.year, row.kind))
            if place is not None:
                place[name].append(row)
    told = []
    for one in occasions:
        place = found[(one.unit.pk, one.year, one.kind.value)]
        number = place["open"][0].edition.number if place["open"] else None
        told.append(Standing(one, *(tuple(place[name]) for name in ("steps", "notes", "editions")), number))
    return told


def standing(occasion: Occasion) -> Standing:
    """What is recorded of one occasion."""
    return standings([occasion])[0]


def draft(now: Standing, on: date | None = None) -> Draft:
    """What would go out on a day: the approved tables, or the results with what people said of them.

    The edition is the one that is out where the process rests there, else the next one.
    """
    occasion = now.occasion
    there = Target.objects.filter(unit=occasion.unit, year=occasion.year, archived=False).select_related("unit__parent")
    reasons = _secrets(occasion)
    secret = tuple((target, reasons[str(target.pk)]) for target in there if str(target.pk) in reasons)
    targets = tuple(target for target in there if str(target.pk) not in reasons)
    unit = BudgetUnit(occasion.unit.code, occasion.unit.name)
    resting = now.edition if now.state.name == "published" else None
    number = resting.number if resting else len(now.editions) + 1
    published = on or (resting.published_on if resting else current_day())
    unapproved, evaluated = 0, ()
    if occasion.kind is PublicationKind.BUDGET:
        document, unapproved = _document(occasion, targets, unit)
    else:
        evaluated = _results(targets) if usual_day(occasion.year) == date(occasion.year, 12, 31) else ()
        document = forms_document(evaluated, unit, occasion.year)
    year = PublicYear(occasion.kind, document, evaluated, number, now.approved_on, published, len(secret))
    about = Publication(
        now.approved_on, published, _expected(occasion, targets, {target.code for target, _ in secret}), True, ()
    )
    return Draft(year, targets, concerns(year, about, now.releases), secret, unapproved, about)


def facts_of(now: Standing, found: Draft, *, who: str = "", opinion: str = "", secret: bool | None = None) -> Facts:
    """Everything that the guards of the process may ask."""
    asked = [one for one in found.concerns if one.asks]
    nothing = now.occasion.kind is PublicationKind.ACCOUNTS and bool(found.targets) and not found.year.evaluated
    missing = sum(not one.private for one in asked) + (now.approved_on is None) + nothing
    return Facts(
        who=who, what=now.occasion.words, opinion=opinion, has_department=now.occasion.unit.parent_id is not None,
        privacy_hits=sum(one.private for one in asked), incomplete=missing, residues=0, secret=secret,
    )  # fmt: skip


def thing_of(now: Standing) -> Thing:
    """A publication as the permissions know things; who sent it in last may not check it."""
    submits = (step for step in reversed(now.steps) if step.act in ("submit", "resubmit"))
    filler = next((str(step.by_id) for step in submits), None)
    occasion = now.occasion
    return Thing(occasion.unit.path, occasion.object_name, PROCESS, now.state.name, filler)


def allowed(user: User, act: str, now: Standing) -> Permission | Refusal:
    """Whether a person may do an act of the process today."""
    return may(person_of(user), f"{PROCESS}.{act}", thing_of(now), current_day(), Arrangements())


def _secrets(occasion: Occasion) -> dict[str, str]:
    """Why projects of the year are kept back, by their numbers: what was said on one occasion holds on the other too."""
    newest: dict[str, PublicationNote] = {}
    for note in PublicationNote.objects.filter(unit=occasion.unit, year=occasion.year, what="secret"):
        newest[note.key] = note
    return {key: note.content["reason"] for key, note in newest.items() if not note.withdrawn}


def _document(occasion: Occasion, targets: Sequence[Target], unit: BudgetUnit) -> tuple[Document, int]:
    """The department part and the tables as they were approved first; without an approval as they stand."""
    approved = _approved(targets)
    nouns = [approved.get(target.pk) or noun_of(target.draft) for target in targets]
    projects = tuple(noun for noun in nouns if isinstance(noun, Project))
    plan = Plan.objects.filter(unit=occasion.unit, year=occasion.year).first()
    noun = noun_of(plan.draft) if plan is not None else DepartmentPlan(unit)
    assert isinstance(noun, DepartmentPlan)
    return Document(unit, occasion.year, noun, projects), len(targets) - len(approved)


def _approved(targets: Sequence[Target]) -> dict[int, Project]:
    """The contents that were approved with the budget, by project: adjustments come later and are not part of it."""
    rows = Version.objects.filter(target__in=[target.pk for target in targets], kind=VersionKind.APPROVED)
    found: dict[int, Project] = {}
    for pk, content in rows.order_by("number").values_list("target_id", "content"):
        noun = noun_of(content)
        if pk not in found and isinstance(noun, Project):
            found[pk] = noun
    return found


def _results(targets: Sequence[Target]) -> tuple[Evaluated, ...]:
    """The self-evaluations as the public reads them: names of internal papers and of people stay inside."""
    found = []
    for row in evaluate_targets(targets):
        case, entries = row.evaluated.case, row.evaluated.case.entries
        if not entries.overrides:
            found.append(row.evaluated)
            continue
        overrides = tuple(replace(one, attachment=_KEPT_BACK, by="") for one in entries.overrides)
        found.append(evaluate(replace(case, entries=replace(entries, overrides=overrides))))
    return tuple(found)


def _expected(occasion: Occasion, targets: Sequence[Target], kept_back: set[str]) -> frozenset[str]:
    """The codes that have to be in it: those of all tables, with the accounts also those published with the budget."""
    codes = {target.code for target in targets if target.code}
    if occasion.kind is PublicationKind.ACCOUNTS:
        row = (
            OpenEdition.objects.filter(unit=occasion.unit, year=occasion.year, kind="budget")
            .select_related("edition")
            .first()
        )
        if row is not None:
            rows = row.edition.content["tables"]["projects"]
            codes |= {each["project_code"] for each in rows if each["project_code"]}
    return frozenset(codes - kept_back)
