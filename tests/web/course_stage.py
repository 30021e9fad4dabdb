"""How tests of the course set things up: people of every office, a project in any state."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

from web_stage import add_person

from zhunsheng.model.finding import Severity
from zhunsheng.web.accounts.models import Role
from zhunsheng.web.records.course import steps_of
from zhunsheng.web.records.course_facts import Said, points_of
from zhunsheng.web.records.models import ProcessStep, Target, VersionKind
from zhunsheng.web.records.operations.decide_findings import Wanted, decide_findings
from zhunsheng.web.records.operations.save_version import add_version
from zhunsheng.web.records.reviewing import review_target, whereabouts

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def offices(cast) -> SimpleNamespace:
    """Somebody of every role: at the school, at the department above it, at the bureau."""
    where = {
        "section": cast.school, "field": cast.school, "department": cast.department, "reviewer": cast.department,
        "third_party": cast.school,
    }  # fmt: skip
    people = {"clerk": cast.clerk, "head": cast.head, "viewer": cast.viewer, "admin": cast.admin}
    for role in Role.values:
        if role not in people:
            people[role] = add_person(f"p-{role}", f"{Role(role).label}甲", role, where.get(role))
    return SimpleNamespace(**people)


def put(target: Target, state: str, by) -> Target:
    """Bring a project into a state, as if the steps before had been another's: one row, and what approving leaves."""
    target.refresh_from_db()
    number = ProcessStep.objects.filter(target=target).count() + 1
    version = None
    if state.startswith(("adjust", "in_exec", "approved", "closed")):
        version = add_version(target, by, VersionKind.APPROVED, "批复", AT)
    ProcessStep(
        target=target, process="target", number=number, act="put", source=target.state, reached=state, role="clerk",
        sentence="放到这一步。", revision=target.revision, version=version, by=by, at=AT,
    ).save()  # fmt: skip
    Target.objects.filter(pk=target.pk).update(state=state, entered_at=AT)
    return Target.objects.select_related("unit").get(pk=target.pk)


def everything(target: Target, said: str = "按单位实际") -> Said:
    """A word on every error and warning of a project."""
    points = points_of(target, review_target(target), steps_of(target))
    return Said(said, bound=tuple(point.name for point in points))


def decide_all(target: Target, by) -> int:
    """Accept every error and warning of a project, as on the review desk."""
    reviewed = review_target(target)
    weighty = [f for f in reviewed.findings if f.severity in (Severity.ERROR, Severity.WARNING)]
    places = {where for f in weighty if (where := whereabouts(reviewed.year, f))[0] == target.pk}
    return decide_findings(target.unit, target.year, by, places, Wanted("accept")) if places else 0
