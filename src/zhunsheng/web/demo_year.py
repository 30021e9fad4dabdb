"""The example park's records and formulas, brought into a data folder: as imports by the clerk, with the times they were written at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta

from django.db import connection, transaction
from django.utils import timezone

from zhunsheng.bundled import park
from zhunsheng.formula.storage import microseconds
from zhunsheng.model.record import Record
from zhunsheng.web.accounts.models import User
from zhunsheng.web.demo_clock import Clock
from zhunsheng.web.records import audit, tallies
from zhunsheng.web.records.entry_rows import Row, digest_of, insert, placed, times_of
from zhunsheng.web.records.kinds_in_force import kinds_of
from zhunsheng.web.records.measured import measures
from zhunsheng.web.records.models import Entry, EntrySource, Plan, Target, Unit
from zhunsheng.web.records.operations.bind_formula import Wanted, bind_formula


class Ledger:
    """The park's records as the clerk brings them in: every month those of the months before, with the times they were
    written at; so that on any day there is what was written until then.
    """

    def __init__(self, clerk: User, unit: Unit) -> None:
        self._clerk, self._unit = clerk, unit
        self._records, self._done = park.records(), datetime.min.replace(tzinfo=UTC)

    def bring_in_until(self, day: date, clock: Clock, *, whole: bool = False) -> None:
        """Bring in what was written before each first of a month until a day; ``whole`` also what was written on the day
        itself and before."""
        for first in _firsts(self._done, day):
            clock.set_to(first)
            self._bring_in(_morning(first))
        if whole:
            clock.set_to(day)
            self._bring_in(_morning(day + timedelta(days=1)))

    def measure(self) -> None:
        """Compute every indicator and measurable goal, and keep the values."""
        measures([*_targets(self._unit).values(), *Plan.objects.filter(unit=self._unit, year=park.YEAR)])

    def _bring_in(self, before: datetime) -> None:
        with transaction.atomic():
            write_records(self._clerk, self._unit, self._records, _targets(self._unit), self._done, before)
        self._done = before


def write_records(
    clerk: User, unit: Unit, records: Sequence[Record], targets: dict[str, Target], since: datetime, before: datetime
) -> None:
    """Write what was written down from ``since`` until ``before`` as an import of each ledger; what was superseded
    meanwhile counts no longer."""
    kinds = kinds_of(unit)
    first = {record.id: record for record in records}
    fresh = [one for one in records if one.recorded_at is not None and since <= one.recorded_at < before]
    gone = [one for one in records if one.superseded_at is not None and since <= one.superseded_at < before]
    for name in dict.fromkeys(record.kind for record in fresh):
        rows = []
        for record in (one for one in fresh if one.kind == name):
            project = targets[record.project].pk if record.project else None
            root = _root(record, first)
            rows.append(
                Row(
                    id=record.id, edition=0, unit_id=unit.pk, project_id=project, recorded_at=_at(record), source=str(EntrySource.IMPORT),
                    by_id=clerk.pk, supersedes_id=record.supersedes, root_id=root if root != record.id else None, reason=record.reason,
                    **placed(kinds[name].record, record.values),
                )
            )  # fmt: skip
        at = timezone.now()
        detail = {
            "kind": name,
            "unit": unit.code,
            "rows": len(rows),
            "digest": digest_of(rows),
            "times": times_of(rows),
            "source": str(EntrySource.IMPORT),
        }
        logged = audit.log("import_entries", clerk, at, f"ledger:{name}", detail)
        insert(rows, logged.number)
        superseded = [one for one in gone if one.kind == name]
        _supersede(superseded)
        drawers = {row.id: (unit.pk, row.kind, row.month) for row in rows}
        taken = Entry.objects.filter(pk__in=[one.id for one in superseded]).values_list("unit_id", "kind", "month")
        tallies.count(drawers.values(), taken, at=max(row.recorded_at for row in rows))


def bind_all(clerk: User, unit: Unit) -> None:
    """Bind every indicator and every measurable goal by the reviewed table."""
    targets = _targets(unit)
    keys = {
        (target.code, row.level3): (target, row.key) for target in targets.values() for row in target.rows.all()
    }  # fmt: skip
    plan = Plan.objects.filter(unit=unit, year=park.YEAR).first()
    for row in park.binding_rows():
        wanted = Wanted(
            row.binding.formula, row.binding.window, row.binding.scope, row.why, name=row.binding.indicator, goal=row.goal,
            target_text=row.target,
        )  # fmt: skip
        if row.binding.project is not None:
            target, key = keys[(row.binding.project, row.binding.indicator)]
            bind_formula(target, key, clerk, wanted)
        elif plan is not None:
            bind_formula(plan, "", clerk, wanted)


def _targets(unit: Unit) -> dict[str, Target]:
    return {target.code: target for target in Target.objects.filter(unit=unit, year=park.YEAR)}


def _firsts(done: datetime, day: date) -> list[date]:
    """The firsts of months from January 2020 until a day at which nothing was brought in yet."""
    firsts = [date(park.YEAR + number // 12, number % 12 + 1, 1) for number in range(24)]
    return [first for first in firsts if first <= day and _morning(first) > done]


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _at(record: Record) -> int:
    assert record.recorded_at is not None
    return microseconds(record.recorded_at)


def _root(record: Record, by_id: dict[str, Record]) -> str:
    while record.supersedes is not None:
        record = by_id[record.supersedes]
    return record.id


def _supersede(records: Iterable[Record]) -> None:
    done = [(microseconds(one.superseded_at), one.id) for one in records if one.superseded_at is not None]
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE records_entry SET superseded_at = %s WHERE id = %s", done)
