"""The example park's records and formulas, brought into a data folder: as imports by the clerk, with the times they were written at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import connection, transaction
from django.utils import timezone

from zhunsheng.bundled import park
from zhunsheng.formula.storage import microseconds
from zhunsheng.model.record import Record
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit, tallies
from zhunsheng.web.records.entry_rows import Row, digest_of, insert, placed, times_of
from zhunsheng.web.records.kinds_in_force import kinds_of
from zhunsheng.web.records.measured import measures
from zhunsheng.web.records.models import EntrySource, Plan, Target, Unit
from zhunsheng.web.records.operations.bind_formula import Wanted, bind_formula


def fill_year(clerk: User, unit: Unit) -> None:
    """Write the year's records, bind every indicator and measurable goal, and measure them once."""
    targets = {target.code: target for target in Target.objects.filter(unit=unit, year=park.YEAR)}
    with transaction.atomic():
        write_records(clerk, unit, park.records(), targets)
    bind(clerk, unit, targets)
    measures([*targets.values(), *Plan.objects.filter(unit=unit, year=park.YEAR)])


def write_records(clerk: User, unit: Unit, records: Sequence[Record], targets: dict[str, Target]) -> None:
    """Write records as an import of each ledger: they keep the moments at which they were written down."""
    kinds = kinds_of(unit)
    first = {record.id: record for record in records}
    for name in dict.fromkeys(record.kind for record in records):
        rows = []
        for record in (one for one in records if one.kind == name):
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
        _supersede(record for record in records if record.kind == name)
        valid = Counter((unit.pk, row.kind, row.month) for row in rows if first[row.id].superseded_at is None)
        tallies.count(valid.elements(), at=max(row.recorded_at for row in rows))


def bind(clerk: User, unit: Unit, targets: dict[str, Target]) -> None:
    """Bind every indicator and every measurable goal by the reviewed table."""
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
