"""What the guards of the process look at, found out for one project: findings, decisions, grade, changes, assessment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from zhunsheng.lifecycle.facts import Facts
from zhunsheng.model.address import cell_name
from zhunsheng.model.finding import Finding, Severity
from zhunsheng.model.project import Project
from zhunsheng.scoring.ex_ante import needs_assessment
from zhunsheng.web.records.cell_address import all_cells, differing
from zhunsheng.web.records.changes import noun_of
from zhunsheng.web.records.course import SUBMITS
from zhunsheng.web.records.models import Edit, ProcessStep, Target, Version, VersionKind
from zhunsheng.web.records.reviewing import Reviewed, whereabouts
from zhunsheng.web.records.standing import is_decided, last_round

WEIGHTY = (Severity.ERROR, Severity.WARNING)
"""What has to be mended or explained, and decided on; hints need not."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said with an act. ``bound`` are names of findings, ``reasons`` a reason for each, where it differs from
    ``opinion``; ``own`` is a point that no rule found."""

    opinion: str = ""
    grade: str = ""
    bound: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    own: str = ""
    is_new: bool | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A finding as steps keep it and pages offer it."""

    name: str
    severity: str
    rule: str
    title: str
    message: str
    cell: str
    decision: str = ""
    explained: str = ""


def points_of(target: Target, reviewed: Reviewed, steps: Sequence[ProcessStep]) -> tuple[Point, ...]:
    """The errors and warnings of a project that are not set aside, each once, the gravest first."""
    said = explanations(steps)
    found: dict[str, Point] = {}
    for finding in reviewed.findings:
        where = whereabouts(reviewed.year, finding)
        if where[0] == target.pk and finding.severity in WEIGHTY:
            decision = reviewed.decisions.get(where)
            found.setdefault(where[1], _point(where[1], finding, decision.label if decision else "", said))
    return tuple(sorted(found.values(), key=lambda point: point.severity != Severity.ERROR))


def explanations(steps: Sequence[ProcessStep]) -> dict[str, str]:
    """What the unit said of findings when it submitted, by their names; a changed cell makes another finding.

    What a return was bound to has to be mended or explained anew.
    """
    told: dict[str, str] = {}
    for step in steps:
        if step.act in SUBMITS or step.act.startswith("sign"):
            told.update({item["finding"]: item["reason"] for item in step.bound})
        elif step.act.startswith("return"):
            for item in step.bound:
                told.pop(item["finding"], None)
    return told


def facts_of(
    target: Target, steps: Sequence[ProcessStep], reviewed: Reviewed | None, said: Said, who: str = ""
) -> Facts:
    """Everything the guards may ask of a project; without a review, what rests on one is not known."""
    mended, agreed = _mending(target, steps)
    new = said.is_new if said.is_new is not None else was_new(target, steps)
    needed = None
    if new is not None and target.state == "passed":
        needed = needs_assessment(_project(target), new)[0]
    return Facts(
        who=who, what=f"“{target.name or '未命名项目'}”绩效目标表", opinion=said.opinion,
        bound=(*said.bound, *(("own",) if said.own else ())), has_department=target.unit.parent_id is not None,
        grade=said.grade or grade_so_far(steps) or None, mended=mended, agreed=agreed, changes=_changes(target),
        needs_assessment=needed, assessment=_assessment(target) if needed else None,
        **_counts(target, steps, reviewed, said),
    )  # fmt: skip


def grade_so_far(steps: Sequence[ProcessStep]) -> str:
    """The grade given last since the table was handed in; ``""`` for none."""
    return next((step.grade for step in reversed(since_submitted(steps)) if step.grade), "")


def since_submitted(steps: Sequence[ProcessStep]) -> Sequence[ProcessStep]:
    """The steps since the unit handed its table in last."""
    last = max((number for number, step in enumerate(steps) if step.act in SUBMITS), default=0)
    return steps[last:]


def was_new(target: Target, steps: Sequence[ProcessStep]) -> bool | None:
    """Whether the project is a new one: as somebody said, or because an earlier year has it; ``None`` is not known."""
    told = next((step.is_new for step in reversed(steps) if step.is_new is not None), None)
    if told is not None or target.state != "passed":
        return told
    same = Q(code=target.code) if target.code else Q(name=target.name)
    return False if Target.objects.filter(same, unit=target.unit, year__lt=target.year).exists() else None


def approved_version(target: Target) -> Version | None:
    """The version that was approved last."""
    return Version.objects.filter(target=target, kind=VersionKind.APPROVED).order_by("-number").first()


def _counts(
    target: Target, steps: Sequence[ProcessStep], reviewed: Reviewed | None, said: Said
) -> dict[str, int | None]:
    if reviewed is None:
        return {"open_errors": None, "unanswered": None, "undecided": None}
    now = {name for name in said.bound if said.reasons.get(name) or said.opinion.strip()}
    points = [point for point in points_of(target, reviewed, steps) if not point.explained and point.name not in now]
    number = last_round(target.unit, target.year)[0] + 1
    undecided = {
        where[1]
        for finding in reviewed.findings
        if finding.severity in WEIGHTY
        and (where := whereabouts(reviewed.year, finding))[0] == target.pk
        and not is_decided(reviewed.decisions.get(where), number)
    }
    errors = sum(point.severity == Severity.ERROR for point in points)
    return {"open_errors": errors, "unanswered": len(points) - errors, "undecided": len(undecided)}


def _point(name: str, finding: Finding, decision: str, said: Mapping[str, str]) -> Point:
    cell = cell_name(finding.address)
    return Point(
        name, finding.severity.value, finding.rule, finding.title, finding.message, cell, decision, said.get(name, "")
    )


def _mending(target: Target, steps: Sequence[ProcessStep]) -> tuple[int, bool]:
    """How many cells the reviewers changed since the table was handed in, and whether the unit agreed to the last."""
    run = since_submitted(steps)
    first = next((step for step in run if step.act == "mend"), None)
    if first is None or target.revision == first.revision:
        return 0, False
    edits = Edit.objects.filter(target=target, revision__gt=first.revision)
    last_agreed = max((step.revision for step in run if step.act == "agree"), default=0)
    return edits.count(), last_agreed >= target.revision


def _changes(target: Target) -> int | None:
    if not target.state.startswith("adjust"):
        return None
    version = approved_version(target)
    if version is None:
        return None
    before, after = all_cells(noun_of(version.content)), all_cells(noun_of(target.draft))
    return len(differing(before, after)) + sum(address not in after for address in before)


def _assessment(target: Target) -> str | None:
    """The state of the assessment beforehand, if one was begun."""
    rows = ProcessStep.objects.filter(target=target, process="ex_ante").order_by("-number")
    return rows.values_list("reached", flat=True).first()


def _project(target: Target) -> Project:
    noun = noun_of(target.draft)
    assert isinstance(noun, Project)
    return noun
