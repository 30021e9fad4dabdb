"""Take a project out of the lists, or back in; nothing is deleted."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.models import ProjectStanding, Target
from zhunsheng.web.records.operations.outcome import Forbidden
from zhunsheng.web.records.operations.recording import locked, object_name
from zhunsheng.web.records.scope import sees

REMOVABLE = ("draft", "stopped", "void")
"""The states in which a project may be taken out: nobody works on it but the unit."""


def archive_target(target: Target, by: User) -> Target:
    """Take a project out of the lists and the unit's document."""
    with transaction.atomic():
        found = locked(target, by)
        assert isinstance(found, Target)
        if found.state not in REMOVABLE:
            raise Forbidden(f"“{found.name}”已进入流转，不能移出。不再要这个项目的，请先撤回或撤项。")
        return _set(found, by, True)


def unarchive_target(target: Target, by: User) -> Target:
    """Bring an archived project back."""
    with transaction.atomic():
        found = Target.objects.select_for_update(of=("self",)).select_related("unit").get(pk=target.pk)
        if not by.may_edit or not sees(by, found.unit):
            raise Forbidden("您不能移回这个项目。如需移回，请联系本单位经办人。")
        return _set(found, by, False) if found.archived else found


def _set(target: Target, by: User, archived: bool) -> Target:
    target.archived, target.updated_at, target.updated_by = archived, timezone.now(), by
    target.save(update_fields=("archived", "updated_at", "updated_by"))
    ProjectStanding.objects.filter(target=target).delete()  # it comes back with the project
    act = "archive_target" if archived else "unarchive_target"
    audit.log(act, by, target.updated_at, object_name(target), {"code": target.code, "name": target.name})
    return target
