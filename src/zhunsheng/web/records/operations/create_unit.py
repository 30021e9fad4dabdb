"""Put a unit into the tree."""

from __future__ import annotations

import re

from django.db import transaction
from django.utils import timezone

from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.models import Unit, usual_kind
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid

CODE = re.compile(r"^[0-9A-Za-z]{1,20}$")
"""What a unit's code may look like."""


@transaction.atomic
def unit_for(by: User | None, code: str, name: str) -> Unit:
    """The unit of this code, made when it is missing and the person may do so.

    A new unit stands under the unit with the longest code that its own begins with (804002 under 804).
    """
    if not CODE.match(code):
        raise Invalid(f"单位编码“{code[:30]}”不对：应为1到20位数字或字母。请改正后再确认。")
    found = Unit.objects.filter(code=code).first()
    if found is not None:
        return found
    prefixes = [code[:length] for length in range(1, len(code))]
    parent = max(Unit.objects.filter(code__in=prefixes), key=lambda unit: len(unit.code), default=None)
    if by is not None and not by.sees_everything:
        own = by.unit
        if own is None or parent is None or not parent.path.startswith(own.path):
            raise Forbidden(f"文件属于单位{code}{name}，不在您能看到的单位里，没有读入。请由该单位或管理员上传。")
    return add_unit(by, code, name, parent)


@transaction.atomic
def add_unit(by: User | None, code: str, name: str, parent: Unit | None, kind: str = "") -> Unit:
    """Make a unit below another one, or at the top; without a kind it is what its code usually names."""
    unit = Unit(code=code, name=one_line(name) or code, parent=parent, kind=kind or usual_kind(code))
    unit.save()
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.save(update_fields=("path",))
    audit.log("create_unit", by, timezone.now(), f"unit:{unit.pk}", {"code": code, "name": unit.name})
    return unit
