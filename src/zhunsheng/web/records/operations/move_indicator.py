"""Move an indicator row to another place."""

from __future__ import annotations

from django.db import transaction

from zhunsheng.model.project import Project
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.cell_address import RowGone, index_of
from zhunsheng.web.records.changes import move_change
from zhunsheng.web.records.models import Target
from zhunsheng.web.records.operations.edit_cell import gone, repeated
from zhunsheng.web.records.operations.insert_indicator import place
from zhunsheng.web.records.operations.recording import Saved, locked, noun, record


def move_indicator(
    target: Target,
    by: User,
    key: str,
    *,
    to: int | None = None,
    before: str | None = None,
    after: str | None = None,
    client_id: str | None = None,
) -> Saved:
    """Move a row: to an index (counted from 0), or before or after another row."""
    with transaction.atomic():
        target = locked(target, by)
        project = noun(target)
        assert isinstance(project, Project)
        done = repeated(target, by, client_id)
        if done is not None:
            return Saved(target, project, project, done)
        try:
            change = move_change(project, key, _above(project, key, to, before, after))
        except RowGone as error:
            raise gone(target, str(error.args[0]), None) from error
        if change.old == change.new:
            return Saved(target, project, project, None)
        return record(target, project, change, act="move_indicator", by=by, client_id=client_id)


def _above(project: Project, key: str, to: int | None, before: str | None, after: str | None) -> str | None:
    """The key of the row that will stand above; never the moved row itself."""
    index = index_of(project, key)
    if index is None:
        raise RowGone(key)
    others = [row.key for row in project.indicators if row.key != key]
    if to is None:
        if before == key or after == key:
            to = index
        else:
            above = place(project, before, after)
            if above != key:
                return above
            to = index
    to = max(0, min(to, len(others)))
    return others[to - 1] if to else None
