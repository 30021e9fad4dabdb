"""Correct an entry by a new one, or take it back. The old one stays, marked with when it ceased to hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from zhunsheng.formula.storage import microseconds
from zhunsheng.model.record import Value
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit, tallies
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.entry_rows import SLOTS, Row, digest_of, insert, placed
from zhunsheng.web.records.kinds_in_force import KindInForce
from zhunsheng.web.records.measured import mark_stale
from zhunsheng.web.records.models import Entry, EntrySource, Target
from zhunsheng.web.records.moments import moment_of
from zhunsheng.web.records.operations.add_entries import Receipt, check_id, may_write, receipt_of
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid, Moved

LONGEST_REASON = 400


def correct_entry(
    by: User, old_id: str, new_id: str, kind: KindInForce, values: Mapping[str, Value], *, project: Target | None, reason: str,
    source: EntrySource = EntrySource.DESK,
) -> Receipt:  # fmt: skip
    """Put a new entry in the place of an old one. Raises ``Invalid``, ``Forbidden`` or ``Moved``; then nothing changes."""
    words = _reason(reason, "更正")
    with transaction.atomic():
        old = _held(by, old_id, check_id(new_id))
        if old.pk == new_id:
            return receipt_of(old, again=True)
        said = placed(kind.record, values)
        if said["kind"] != old.kind:
            raise Invalid("更正不能换台账，没有保存。请撤回这一条，再到另一种台账里录入。")
        if said["values"] == old.values and old.project_id == (project.pk if project else None) and not old.withdrawn:
            raise Invalid("内容没有变化，没有保存更正。")
        columns = {
            **said,
            "edition": kind.edition,
            "project_id": project.pk if project else None,
            "source": str(source),
        }
        return _supersede(by, old, new_id, columns, words, "correct_entry")


def withdraw_entry(by: User, old_id: str, new_id: str, reason: str) -> Receipt:
    """Take an entry back: it stays readable and never counts again. Raises as :func:`correct_entry`."""
    words = _reason(reason, "撤回")
    with transaction.atomic():
        old = _held(by, old_id, check_id(new_id))
        if old.pk == new_id:
            return receipt_of(old, again=True)
        if old.withdrawn:
            raise Invalid("这一条已经撤回了。")
        columns = {
            "kind": old.kind, "edition": old.edition, "project_id": old.project_id, "day": old.day, "month": old.month,
            "values": old.values, "cells": tuple(getattr(old, slot) for slot in SLOTS), "source": old.source,
            "withdrawn": True,
        }  # fmt: skip
        return _supersede(by, old, new_id, columns, words, "withdraw_entry")


def _held(by: User, old_id: str, new_id: str) -> Entry:
    """The entry as it is now, while nobody else writes; the new one if the same request was answered before."""
    audit.hold()
    done = Entry.objects.filter(pk=new_id).select_related("unit").first()
    if done is not None:
        if done.supersedes_id != old_id or done.by_id != by.pk:
            raise Invalid("这个编号已经用在另一条记录上，没有保存。请刷新页面后再试。")
        return done
    old = Entry.objects.filter(pk=old_id).select_related("unit").first()
    if old is None:
        raise Invalid("没有找到这一条记录，没有保存。")
    may_write(by, old.unit)
    if by.is_field and old.by_id != by.pk:
        raise Forbidden("只能更正自己录的记录，没有保存。请告诉本单位经办人。")
    if old.superseded_at is not None:
        raise Moved("这一条刚被别人更正过，没有覆盖。请刷新页面，看清现在的内容再改。")
    return old


def _supersede(by: User, old: Entry, new_id: str, columns: dict[str, Any], reason: str, act: str) -> Receipt:
    """Write the successor and mark the old one, with their audit entry."""
    at = max(timezone.now(), moment_of(old.recorded_at + 1))
    row = Row(
        id=new_id, unit_id=old.unit_id, recorded_at=microseconds(at), by_id=by.pk, supersedes_id=old.pk,
        root_id=old.root_id or old.pk, reason=reason, **columns,
    )  # fmt: skip
    detail = {"kind": row.kind, "unit": old.unit.code, "rows": 1, "digest": digest_of([row]), "supersedes": old.pk}
    logged = audit.log(act, by, at, f"entry:{row.root_id}", {**detail, "reason": reason})
    insert([row], logged.number)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_entry SET superseded_at = %s WHERE id = %s AND superseded_at IS NULL",
            [microseconds(at), old.pk],
        )
        if cursor.rowcount != 1:
            raise Moved("这一条刚被别人更正过，没有覆盖。请刷新页面，看清现在的内容再改。")
    mark_stale([(old.unit_id, old.project_id, old.kind)])
    added = [] if row.withdrawn else [(row.unit_id, row.kind, row.month)]
    taken = [] if old.withdrawn else [(old.unit_id, old.kind, old.month)]
    tallies.count(added, taken, at=microseconds(at))
    return Receipt(row.id, logged.number, row.digest, at)


def _reason(text: object, what: str) -> str:
    words = one_line(text, LONGEST_REASON)
    if not words:
        raise Invalid(f"还没有写为什么{what}，没有保存。请写一句，例如“读数抄错”。")
    return words
