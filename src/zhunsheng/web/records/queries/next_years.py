"""A table beside last year's: what was copied and has to be looked at, targets beside what was reached, what was changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from zhunsheng.lifecycle.comparison import Change, changes
from zhunsheng.lifecycle.next_year import NextYear, Standing, TargetComparison, next_year
from zhunsheng.model.measure import Measure
from zhunsheng.model.project import Project
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.copied import Look, is_far, looks_found, looks_open, under_new_names
from zhunsheng.web.records.measured import measures
from zhunsheng.web.records.models import Target, Version
from zhunsheng.web.records.operations.carry_over import origin_of, source_of, there_already
from zhunsheng.web.records.operations.note_result import may_say
from zhunsheng.web.records.operations.recording import noun
from zhunsheng.web.records.queries.measures import url_of
from zhunsheng.web.records.scope import scoped


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One indicator in both years."""

    name: str
    before: str
    after: str
    actual: str
    url: str
    standing: Standing | None
    message: str
    is_far: bool

    @property
    def changed(self) -> bool:
        """True where the target is not last year's."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Beside:
    """A table with last year's beside it."""

    target: Target
    last: Target
    version: Version | None
    looks: tuple[Look, ...]
    lines: tuple[TargetLine, ...]
    changes: tuple[Change, ...]
    carried: bool
    can_look: bool

    @property
    def looser(self) -> int:
        """How many targets are looser than what was reached."""
        return sum(one.standing is Standing.LOOSER for one in self.lines)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be carried over, and what would have to be looked at; ``there`` is next year's table where there is one."""

    target: Target
    version: Version | None
    looks: tuple[Look, ...]
    """What the draft will have marked."""
    comparison: tuple[TargetComparison, ...]
    there: Target | None
    can_carry: bool


def preview(user: User, target: Target) -> Preview:
    """What carrying a project over would come to."""
    source, version = source_of(target)
    found = next_year(source, under_new_names(_measures(target), source), target.year + 1)
    looks = looks_found(source, found)
    there = there_already(target)
    seen = there is not None and scoped(Target.objects.filter(pk=there.pk), user).exists()
    return Preview(target, version, looks, found.comparison, there if seen else None, user.may_edit and not target.archived)  # fmt: skip


def beside(user: User, target: Target) -> Beside | None:
    """A table beside last year's; ``None`` where last year has none that the person sees."""
    origin = origin_of(target)
    last = _last(user, target, origin.content["target"] if origin else None)
    if last is None:
        return None
    source, version = source_of(last)
    project = _project(target)
    reached = _measures(last)
    found = next_year(project, under_new_names(reached, project), target.year)
    looks = looks_open(target, project)
    lines = tuple(_lines(last, source, project, found, reached))
    return Beside(
        target, last, version, looks, lines, changes(source, project), origin is not None, may_say(target, user, "looked")
    )  # fmt: skip


def _lines(
    last: Target, source: Project, project: Project, found: NextYear, reached: Mapping[str, Measure]
) -> list[TargetLine]:
    before = {row.key: row for row in source.indicators}
    lines = []
    for row, one in zip(project.indicators, found.comparison, strict=True):
        old = before.get(row.key)
        measure = reached.get(row.key)
        actual = _shown(measure) if measure is not None and old is not None else ""
        lines.append(
            TargetLine(
                row.level3 or "没有名称的指标", old.target.text if old and old.target else "", row.target.text if row.target else "",
                actual, url_of(last, row.key) if old else "", one.standing if old else None, one.message if old else "新加的指标。", is_far(one),
            )
        )  # fmt: skip
    gone = [row for row in source.indicators if row.key not in {one.key for one in project.indicators}]
    lines += [
        TargetLine(row.level3 or "没有名称的指标", row.target.text if row.target else "", "", _shown(reached.get(row.key)), url_of(last, row.key), None, "今年没有这条指标。", False)
        for row in gone
    ]  # fmt: skip
    return lines


def _shown(measure: Measure | None) -> str:
    if measure is None or measure.value is None:
        return ""
    number = f"{round(measure.value, 2):f}"
    return (number.rstrip("0").rstrip(".") if "." in number else number) + (measure.unit or "")


def _measures(target: Target) -> dict[str, Measure]:
    """What a project's indicators came to, by key."""
    return {key: one for (_, _, key), one in measures([target]).items()}


def _last(user: User, target: Target, pk: int | None) -> Target | None:
    rows = scoped(Target.objects.select_related("unit"), user).filter(unit=target.unit)
    if pk is not None:
        found: Target | None = rows.filter(pk=pk).first()
        return found
    same = Q(code=target.code) if target.code else Q(name=target.name, code="")
    return rows.filter(same, year=target.year - 1, archived=False).first()


def _project(target: Target) -> Project:
    found = noun(target)
    assert isinstance(found, Project)
    return found
