"""Measured values: what indicators came to, kept until an entry or a binding touches them, computed again when next read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import F, Q, QuerySet

from zhunsheng.formula.checker import Formula, check
from zhunsheng.formula.outcome import Trace
from zhunsheng.formula.problem import Problem
from zhunsheng.formula.window import When
from zhunsheng.model.measure import Binding, BindingScope, Measure, MeasureStatus
from zhunsheng.model.quantity import quantity
from zhunsheng.model.record import RecordKind
from zhunsheng.usecases.measure import NO_BINDING, Subject, measure_of, stated, subject_of, unmeasured
from zhunsheng.usecases.measure_report import measure_from_json
from zhunsheng.web.records.changes import noun_of
from zhunsheng.web.records.current_day import current_day
from zhunsheng.web.records.evidence_sql import Question, ask, traces
from zhunsheng.web.records.evidence_sql import digests as digests_of
from zhunsheng.web.records.kinds_in_force import kinds_of_many
from zhunsheng.web.records.models import (
    FormulaBinding,
    MeasuredValue,
    MonthValue,
    Plan,
    ProjectStanding,
    StatedValue,
    Target,
    Unit,
)
from zhunsheng.web.records.value_keeping import ToKeep, head, keep, keep_months

AnySheet = Target | Plan
Name = tuple[str, int, str]
"""What is measured: ``("target", 12, key)`` or ``("plan", 3, key)``."""
Touched = tuple[int, int | None, str]
"""Unit, project (or ``None``) and kind of an entry that was written."""

_IDS = 5000
"""Ids that one statement names."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to measure, with what people decided about it."""

    sheet: AnySheet
    key: str
    subject: Subject
    binding: FormulaBinding | None = None
    stated: StatedValue | None = None

    @property
    def name(self) -> Name:
        """What is measured."""
        return ("target" if isinstance(self.sheet, Target) else "plan", self.sheet.pk, self.key)

    @property
    def chosen(self) -> Binding | None:
        """The binding in force as the core knows it."""
        if self.binding is None:
            return None
        return Binding(
            self.subject.project, self.subject.name, self.binding.formula, self.binding.window, BindingScope(self.binding.scope)
        )  # fmt: skip

    @property
    def group(self) -> int:
        """The id of the project or unit whose entries count."""
        by_project = self.binding is not None and self.binding.scope == BindingScope.PROJECT
        return self.sheet.pk if by_project and isinstance(self.sheet, Target) else self.sheet.unit_id


@dataclass(frozen=True, slots=True)
class Said:
    """All that was ever bound or stated for some sheets, the oldest first."""

    bound: tuple[FormulaBinding, ...]
    stated: tuple[StatedValue, ...]


def usual_day(year: int) -> date:
    """As of when a year is measured unless somebody asks otherwise: today, or the year's last day once it is over."""
    return min(current_day(), date(year, 12, 31))


def items_of(sheets: Sequence[AnySheet], *, people: bool = True, known_at: datetime | None = None) -> list[Item]:
    """Everything of these sheets that can be measured, in the order of the tables; goals of plans as they were bound.

    Without ``people`` it is not asked who bound or stated them. With ``known_at`` what was bound and stated by then; an item that
    nobody had bound yet has its first formula.
    """
    return items_at(sheets, (known_at,), people=people)[0]


def items_at(
    sheets: Sequence[AnySheet], moments: Sequence[datetime | None], *, people: bool = True, said: Said | None = None
) -> list[list[Item]]:
    """The same at several moments (``None``: now); ``said`` where it was asked for before."""
    said = said or said_of(sheets, people=people)
    return [_items(sheets, _newest(said.bound, known, or_first=True), _newest(said.stated, known)) for known in moments]


def said_of(sheets: Sequence[AnySheet], *, people: bool = True) -> Said:
    """All that was ever bound or stated for some sheets: two queries."""
    return Said(*(tuple(_rows(model, sheets, people)) for model in (FormulaBinding, StatedValue)))


def _items(sheets: Sequence[AnySheet], bindings: Mapping[Name, Any], statements: Mapping[Name, Any]) -> list[Item]:
    found = []
    for sheet in sheets:
        if isinstance(sheet, Target):
            project = noun_of(sheet.draft)
            for indicator in project.indicators:
                name = ("target", sheet.pk, indicator.key)
                found.append(
                    _item(sheet, indicator.key, subject_of(project.code, indicator), bindings, statements, name)
                )
            continue
        for name, binding in bindings.items():
            if name[:2] == ("plan", sheet.pk) and binding.formula:
                subject = Subject(None, binding.name, quantity(binding.target_text))
                found.append(_item(sheet, name[2], subject, bindings, statements, name))
    return found


def measures(sheets: Sequence[AnySheet], as_of: date | None = None) -> dict[Name, Measure]:
    """What every item of the sheets came to. Without a day: the values kept, those that are stale computed again."""
    return measures_of(items_of(sheets), as_of)


def measures_of(
    items: Sequence[Item], as_of: date | None = None, known_at: datetime | None = None
) -> dict[Name, Measure]:
    """The same for the items of sheets, on request from the records as they were known at a moment."""
    if as_of is None and known_at is None:
        return kept(items)
    return compute(
        items, lambda year: min(as_of or usual_day(year), date(year, 12, 31)), known_at, digests=known_at is not None
    )


def measure_anew(sheets: Sequence[AnySheet]) -> int:
    """Compute every item of the sheets whatever is kept, and keep it; how many there are."""
    return len(kept(items_of(sheets, people=False), anew=True))


def compute(
    items: Sequence[Item],
    day_of: Callable[[int], date],
    known_at: datetime | None = None,
    *,
    digests: bool = False,
    kinds: Kinds | None = None,
) -> dict[Name, Measure]:
    """Compute items from the entries, set-based. ``day_of`` gives the as-of day of a year; ``digests`` also names the entries."""
    found, questions = _questions(items, day_of, known_at, kinds)
    asked = list(dict.fromkeys(question for question, _, _ in questions))
    ask(asked)
    named = digests_of(asked) if digests else {}
    for question, item, formula in questions:
        found[item.name] = _measure(item, formula, question, named[question][item.group] if digests else "")
    return found


def month_ends(wanted: Mapping[date, Sequence[Item]]) -> dict[date, dict[Name, Measure]]:
    """The values of projects' items at the ends of months. Those of past days are kept until an entry or a binding touches them."""
    today, kinds = current_day(), Kinds()
    past = [day for day in wanted if day < today]
    targets = {item.sheet.pk for items in wanted.values() for item in items}
    rows = {
        (row.as_of, ("target", row.target_id, row.key)): row
        for row in MonthValue.objects.filter(target__in=targets, as_of__in=past)
    }
    known = head()
    found: dict[date, dict[Name, Measure]] = {day: {} for day in wanted}
    again: dict[date, list[Item]] = {}
    for day, items in wanted.items():
        for item in items:
            row = rows.get((day, item.name))
            if row is not None and _says_same(row.content, item):
                found[day][item.name] = measure_from_json(row.content)
            else:
                again.setdefault(day, []).append(item)
    fresh: dict[tuple[date, Item], Measure] = {}
    for day, of_day in compute_days(again, kinds).items():
        found[day] |= of_day
        if day < today:
            fresh |= {(day, item): of_day[item.name] for item in again[day]}
    keep_months([(day, _to_keep(item, one, None, kinds)) for (day, item), one in fresh.items()], known)
    return found


def compute_days(
    wanted: Mapping[date, Sequence[Item]], kinds: Kinds | None = None, known_at: datetime | None = None
) -> dict[date, dict[Name, Measure]]:
    """Compute items as of several days, all their questions asked together; on request as known at a moment."""
    found: dict[date, dict[Name, Measure]] = {}
    asked, kinds = [], kinds or Kinds()
    for day, items in wanted.items():
        ready, questions = _questions(items, lambda _, day=day: day, known_at, kinds)  # type: ignore[misc]
        found[day] = ready
        asked.append((day, questions))
    ask(list(dict.fromkeys(question for _, questions in asked for question, _, _ in questions)))
    for day, questions in asked:
        for question, item, formula in questions:
            found[day][item.name] = _measure(item, formula, question)
    return found


def traced(
    item: Item, day: date, known_at: datetime | None = None, kinds: Kinds | None = None
) -> tuple[Measure, Trace | None]:
    """One item with every entry of its ledgers: those that count and those that do not, with why."""
    found, questions = _questions([item], lambda _: day, known_at, kinds)
    if not questions:
        return found[item.name], None
    ((question, _, formula),) = questions
    (trace,) = traces([(question, item.group)])
    return _measure(item, formula, question, trace.digest), trace


def preview(sheet: AnySheet, key: str, text: str, window: str, scope: BindingScope, target: str = "") -> Measure | None:
    """What an item would come to by another formula; ``None`` for an item that the sheet does not have. Raises ``Problem``.

    A blank ``key`` is a goal of a department that is only being written down, ``target`` what is typed as a goal's target.
    """
    item = next((one for one in items_of([sheet]) if one.key == key), None)
    if item is None and (key or isinstance(sheet, Target)):
        return None
    subject = item.subject if item else Subject(None, "", None)
    if target and not isinstance(sheet, Target):
        subject = replace(subject, target=quantity(target))
    formula = check(text, Kinds().of(sheet))
    scope = scope if isinstance(sheet, Target) else BindingScope.UNIT
    chosen = Binding(subject.project, subject.name, text, window, scope)
    group = sheet.pk if scope is BindingScope.PROJECT and isinstance(sheet, Target) else sheet.unit_id
    question = Question(formula, When(sheet.year, usual_day(sheet.year), window), scope, (group,))
    ask([question])
    return measure_of(subject, chosen, formula, question.answers[group], question.when)


def _measure(item: Item, formula: Formula, question: Question, digest: str = "") -> Measure:
    chosen = item.chosen
    assert chosen is not None
    return measure_of(item.subject, chosen, formula, question.answers[item.group], question.when, digest)


def _questions(
    items: Sequence[Item], day_of: Callable[[int], date], known_at: datetime | None, kinds: Kinds | None = None
) -> tuple[dict[Name, Measure], list[tuple[Question, Item, Formula]]]:
    """What needs no question, and the questions for the rest: one for all items that ask the same of different projects."""
    found: dict[Name, Measure] = {}
    shapes: dict[tuple[Any, ...], list[tuple[Item, Formula]]] = {}
    kinds = kinds or Kinds()
    kinds.learn(item.sheet.unit for item in items if item.binding is not None)
    for item in items:
        day = day_of(item.sheet.year)
        ready = _ready(item, day, kinds)
        if isinstance(ready, Measure):
            found[item.name] = ready
        else:
            assert item.binding is not None
            shape = (ready.text, item.binding.window, item.binding.scope, item.sheet.year, day, kinds.same(item.sheet))
            shapes.setdefault(shape, []).append((item, ready))
    questions = []
    for (_, window, scope, year, day, _), group in shapes.items():
        groups = tuple(sorted({item.group for item, _ in group}))
        question = Question(group[0][1], When(year, day, window, known_at), BindingScope(scope), groups)
        questions += [(question, item, formula) for item, formula in group]
    return found, questions


def mark_stale(touched: Iterable[Touched]) -> None:
    """Entries were written: the values that read them are computed again when next read. Runs in the writer's transaction.

    A few statements for each kind of records, however many units and projects were written to.
    """
    units: dict[str, set[int]] = {}
    projects: dict[str, set[int]] = {}
    for unit, project, kind in touched:
        units.setdefault(kind, set()).add(unit)
        if project is not None:
            projects.setdefault(kind, set()).add(project)
    for kind, pks in units.items():
        for rows in (MeasuredValue.objects.filter(project=None), MonthValue.objects.filter(project=None)):
            _mark(rows, "unit_id", pks, kind)
    for kind, pks in projects.items():
        for rows in (MeasuredValue.objects.all(), MonthValue.objects.all()):
            _mark(rows, "project_id", pks, kind)
    for part in _parts(set().union(*units.values())):
        ProjectStanding.objects.filter(unit_id__in=part, stale=False).update(stale=True)


def _mark(rows: QuerySet[Any], column: str, pks: set[int], kind: str) -> None:
    """Values that read a kind are stale; those of past months, which are quickly computed, go."""
    for part in _parts(pks):
        reading = rows.filter(**{f"{column}__in": part}, kinds__contains=f"|{kind}|")
        if rows.model is MonthValue:
            reading.delete()
        else:
            reading.update(stale=True, touches=F("touches") + 1)


def _parts(pks: set[int]) -> Iterator[list[int]]:
    ordered = sorted(pks)
    for first in range(0, len(ordered), _IDS):
        yield ordered[first : first + _IDS]


def forget(sheet: AnySheet, key: str) -> None:
    """A binding or statement of this item changed: what is kept of it no longer holds."""
    MeasuredValue.objects.filter(**_owner(sheet), key=key).delete()
    if isinstance(sheet, Target):
        MonthValue.objects.filter(target=sheet, key=key).delete()
        ProjectStanding.objects.filter(target=sheet).update(stale=True)


def kept(items: Sequence[Item], *, anew: bool = False) -> dict[Name, Measure]:
    """The values kept; what is missing, stale, of another day or of another table cell (``anew``: all) is computed and kept."""
    if not items:
        return {}
    there = MeasuredValue.objects.filter(_owned_by([item.sheet for item in items]))
    rows = {_name_of(row): row for row in (there.defer("content") if anew else there)}
    found: dict[Name, Measure] = {}
    again: list[Item] = []
    for item in items:
        row = rows.get(item.name)
        if row is not None and not anew and _holds(row, item):
            found[item.name] = measure_from_json(row.content)
        else:
            again.append(item)
    if again:
        known, kinds = head(), Kinds()
        fresh = compute(again, usual_day, digests=True, kinds=kinds)
        found |= fresh
        keep([_to_keep(item, fresh[item.name], rows.get(item.name), kinds) for item in again], known)
    return found


def _holds(row: MeasuredValue, item: Item) -> bool:
    """True when nothing that the kept value rests on has changed."""
    return not row.stale and row.as_of == usual_day(item.sheet.year) and _says_same(row.content, item)


def _says_same(said: Mapping[str, Any], item: Item) -> bool:
    """True while the kept value is about the indicator and the target that the table has now."""
    target = item.subject.target.text if item.subject.target else None
    return (said["target"]["text"] if said["target"] else None) == target and said["indicator"] == item.subject.name


def _to_keep(item: Item, measure: Measure, row: MeasuredValue | None, kinds: Kinds) -> ToKeep:
    """A computed value with whose entries it rests on."""
    by_project = item.binding is not None and item.binding.scope == BindingScope.PROJECT
    project = item.sheet.pk if by_project and isinstance(item.sheet, Target) else None
    return ToKeep(item.sheet, item.key, project, kinds.read_by(item, measure), measure, row)


def _ready(item: Item, day: date, kinds: Kinds) -> Measure | Formula:
    """The formula to compute, or the measure of an item that has none."""
    if item.binding is None or not item.binding.formula:
        if item.stated is not None and not item.stated.withdrawn and item.stated.as_of <= day:
            return stated(item.subject, item.stated.value, item.stated.text, item.stated.reason, day)
        return unmeasured(item.subject, day, NO_BINDING)
    try:
        return kinds.checked(item.sheet, item.binding.formula)
    except Problem as problem:
        return unmeasured(item.subject, day, str(problem), MeasureStatus.ERROR, item.binding.formula)


class Kinds:
    """The kinds of records of units, and formulas checked against them: what units have in common is done once."""

    def __init__(self) -> None:
        self._by_unit: dict[int, int] = {}
        self._lists: list[Mapping[str, RecordKind]] = []
        self._same: dict[tuple[RecordKind, ...], int] = {}
        self._checked: dict[tuple[int, str], Formula | Problem] = {}

    def learn(self, units: Iterable[Unit]) -> None:
        """Ask for the kinds of units that are not known yet, all at once."""
        fresh = {unit.pk: unit for unit in units if unit.pk not in self._by_unit}
        if not fresh:
            return
        known: dict[int, int] = {}
        for pk, found in kinds_of_many(fresh.values()).items():
            number = known.get(id(found))
            if number is None:
                number = known[id(found)] = self._number({name: kind.record for name, kind in found.items()})
            self._by_unit[pk] = number

    def _number(self, records: Mapping[str, RecordKind]) -> int:
        """The number of a list of kinds: that of an equal one if there is one."""
        number = self._same.setdefault(tuple(records.values()), len(self._lists))
        if number == len(self._lists):
            self._lists.append(records)
        return number

    def read_by(self, item: Item, measure: Measure) -> str:
        """The ledgers that the item's formula reads, as kept values name them: ``|patrol|duty_plan|``."""
        if item.binding is None or measure.status is MeasureStatus.ERROR or not item.binding.formula:
            return ""
        try:
            formula = self.checked(item.sheet, item.binding.formula)
        except Problem:
            return ""
        return "|" + "".join(f"{kind.name}|" for kind in formula.kinds)

    def checked(self, sheet: AnySheet, text: str) -> Formula:
        """A formula of the sheet's unit. Raises ``Problem``."""
        name = (self.same(sheet), text)
        if name not in self._checked:
            try:
                self._checked[name] = check(text, self._lists[name[0]])
            except Problem as problem:
                self._checked[name] = problem
        found = self._checked[name]
        if isinstance(found, Problem):
            raise found
        return found

    def of(self, sheet: AnySheet) -> Mapping[str, RecordKind]:
        """The kinds that the sheet's unit keeps."""
        return self._lists[self.same(sheet)]

    def same(self, sheet: AnySheet) -> int:
        """Equal for units whose kinds are the same ones."""
        if sheet.unit_id not in self._by_unit:
            self.learn([sheet.unit])
        return self._by_unit[sheet.unit_id]


def _rows(model: Any, sheets: Sequence[AnySheet], people: bool) -> list[Any]:
    """All that was ever bound or stated for the sheets, the oldest first."""
    if not sheets:
        return []
    rows = model.objects.filter(_owned_by(sheets)).order_by("pk")
    return list(rows.select_related("by") if people else rows)


def _newest(rows: Sequence[Any], known_at: datetime | None, *, or_first: bool = False) -> dict[Name, Any]:
    """The newest row of every item, in the order in which items were first spoken of; with ``known_at`` the newest by then,
    ``or_first`` the first where there was none yet."""
    found: dict[Name, Any] = {}
    for row in rows:
        if known_at is None or row.at <= known_at:
            found[_name_of(row)] = row
        elif or_first:
            found.setdefault(_name_of(row), row)
    return found


def _item(
    sheet: AnySheet,
    key: str,
    subject: Subject,
    bindings: Mapping[Name, Any],
    statements: Mapping[Name, Any],
    name: Name,
) -> Item:
    return Item(sheet, key, subject, bindings.get(name), statements.get(name))


def _name_of(row: Any) -> Name:
    return ("target", row.target_id, row.key) if row.target_id is not None else ("plan", row.plan_id, row.key)


def _owner(sheet: AnySheet) -> dict[str, AnySheet]:
    return {"target": sheet} if isinstance(sheet, Target) else {"plan": sheet}


def _owned_by(sheets: Sequence[AnySheet]) -> Q:
    targets = [sheet.pk for sheet in sheets if isinstance(sheet, Target)]
    plans = [sheet.pk for sheet in sheets if isinstance(sheet, Plan)]
    parts = [Q(target_id__in=targets)] if targets else []
    return reduce(or_, [*parts, *([Q(plan_id__in=plans)] if plans else [])])
