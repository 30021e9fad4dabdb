"""Tokens with which other programs send a unit's entries: made, shown once, taken back."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.models import Unit, UnitToken
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.scope import sees

MOST = 20
"""Tokens of one unit that are in use."""
_PREFIX = "zs_"
_NOTED = timedelta(minutes=1)
"""How often the use of a token is noted."""


def make_token(by: User, unit: Unit, name: str) -> str:
    """A new token: the only time it can be read. Raises ``Invalid`` or ``Forbidden``."""
    _may(by, unit)
    words = one_line(name, 60)
    if not words:
        raise Invalid("请写明口令给哪个系统用，例如“路灯监控平台”。")
    word = _PREFIX + secrets.token_urlsafe(32)
    with transaction.atomic():
        audit.hold()
        if UnitToken.objects.filter(unit=unit, revoked_at__isnull=True).count() >= MOST:
            raise Invalid(f"一个单位最多{MOST}个口令，请先停用不用的。")
        at = timezone.now()
        row = UnitToken.objects.create(unit=unit, name=words, start=word[:9], sha256=_digest(word), by=by, at=at)
        audit.log("make_token", by, at, f"unit_token:{row.pk}", {"unit": unit.code, "name": words})
    return word


def revoke_token(by: User, row: UnitToken) -> None:
    """Take a token back. Raises ``Invalid`` or ``Forbidden``."""
    _may(by, row.unit)
    with transaction.atomic():
        audit.hold()
        at = timezone.now()
        if not UnitToken.objects.filter(pk=row.pk, revoked_at__isnull=True).update(revoked_at=at):
            raise Invalid("这个口令已经停用了。")
        audit.log("revoke_token", by, at, f"unit_token:{row.pk}", {"unit": row.unit.code, "name": row.name})


def token_of(word: str) -> UnitToken | None:
    """The token in use that this is, with its unit; notes now and then that it was used."""
    if not word.startswith(_PREFIX) or len(word) > 100:
        return None
    row = UnitToken.objects.select_related("unit").filter(sha256=_digest(word), revoked_at__isnull=True).first()
    if row is not None and (row.used_at is None or timezone.now() - row.used_at > _NOTED):
        UnitToken.objects.filter(pk=row.pk).update(used_at=timezone.now())
    return row


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode("utf-8", "replace")).hexdigest()


def _may(by: User, unit: Unit) -> None:
    if not sees(by, unit) or not by.may_edit:
        raise Forbidden("您的角色不能管理接口口令。如需办理，请联系本单位管理员。")
