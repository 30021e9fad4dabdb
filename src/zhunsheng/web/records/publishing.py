"""What would go out of a unit's year now, what is in the way, and who may let it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from zhunsheng.lifecycle.facts import Facts
from zhunsheng.lifecycle.permissions import Permission, Thing, may
from zhunsheng.lifecycle.process import Refusal
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
    Target,
    Version,
    VersionKind,
)
from zhunsheng.web.records.publication_standing import PROCESS, Occasion, Standing
from zhunsheng.web.records.standing_in import arrangements_of

_KEPT_BACK = "佐证材料另存备查"


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
    first = next(
        (one.published_on for one in now.editions if one.number == 1), published
    )  # the term is that of the first
    about = Publication(
        now.approved_on, first, _expected(occasion, targets, {target.code for target, _ in secret}), True, ()
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
    return may(person_of(user), f"{PROCESS}.{act}", thing_of(now), current_day(), arrangements_of(user))


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
