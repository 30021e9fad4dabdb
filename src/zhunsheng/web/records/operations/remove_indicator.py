"""Take an indicator row out."""

from __future__ import annotations

from django.db import transaction

from zhunsheng.model.project import Project
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records.cell_address import RowGone
from zhunsheng.web.records.changes import remove_change
from zhunsheng.web.records.models import Target
from zhunsheng.web.records.operations.edit_cell import gone, repeated
from zhunsheng.web.records.operations.recording import Saved, locked, noun, record


def remove_indicator(target: Target, by: User, key: str, *, client_id: str | None = None) -> Saved:
    """Take the row of this key out; undoing brings it back with its key and words."""
    with transaction.atomic():
        target = locked(target, by)
        project = noun(target)
        assert isinstance(project, Project)
        done = repeated(target, by, client_id)
        if done is not None:
            return Saved(target, project, project, done)
        try:
            change = remove_change(project, key)
        except RowGone as error:
            raise gone(target, key, None) from error
        return record(target, project, change, act="remove_indicator", by=by, client_id=client_id)
