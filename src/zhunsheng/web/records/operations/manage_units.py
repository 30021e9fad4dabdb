"""Add units to the tree, rename them, hang them somewhere else."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils import timezone

from zhunsheng.lifecycle.organisation_file import LONGEST_NAME
from zhunsheng.web.accounts.models import User
from zhunsheng.web.records import audit, deadline_tallies
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.models import Plan, Unit
from zhunsheng.web.records.operations.create_unit import CODE, add_unit
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.scope import sees


def found_unit(by: User, code: str, name: str, parent: Unit | None, kind: str = "") -> Unit:
    """Add a unit below another one; only who runs the installation puts one at the top. Raises ``Invalid``, ``Forbidden``."""
    _may(by, parent)
    code, words = code.strip(), one_line(name)
    if not CODE.match(code):
        raise Invalid("单位编码应是1到20位数字或字母，没有增加。请改编码，例如804002。")
    if not words:
        raise Invalid("还没有写单位名称，没有增加。请填写名称。")
    if len(words) > LONGEST_NAME:
        raise Invalid(f"单位名称超过{LONGEST_NAME}个字，没有增加。请填单位全称。")
    with transaction.atomic():
        if Unit.objects.filter(code=code).exists():
            raise Invalid(f"已有编码为{code}的单位，没有增加。请核对编码。")
        return add_unit(by, code, words, parent, kind)


def change_unit(by: User, unit: Unit, name: str, parent: Unit | None, kind: str = "") -> Unit:
    """Give a unit another name, kind or place in the tree; all below it goes along. Raises ``Invalid``, ``Forbidden``."""
    words = one_line(name)
    if not words:
        raise Invalid("单位名称不能空着，没有改动。请填写名称。")
    with transaction.atomic():
        rows = {row.pk: row for row in Unit.objects.select_for_update(of=("self",)).order_by("pk")}
        unit, parent = rows[unit.pk], rows[parent.pk] if parent else None
        if not by.may_manage or not sees(by, unit):
            raise Forbidden("这个单位不归您管理，没有改动。")
        moved = unit.parent_id != (parent.pk if parent else None)
        if moved:
            _may(by, parent)
            _move(by, unit, parent)
        renamed = words != unit.name
        if renamed and len(words) > LONGEST_NAME:
            raise Invalid(f"单位名称超过{LONGEST_NAME}个字，没有改动。请填单位全称。")
        unit.name, unit.parent, unit.kind = words, parent, kind or unit.kind
        unit.save(update_fields=("name", "parent", "kind"))
        if renamed:
            Plan.objects.filter(unit=unit).update(stale=True)  # rules read the unit's name
        detail = {"code": unit.code, "name": words, "parent": parent.code if parent else None, "kind": unit.kind}
        audit.log("change_unit", by, timezone.now(), f"unit:{unit.pk}", detail)
        if moved:
            deadline_tallies.rebuild(Unit.objects.values_list("path", flat=True).get(pk=unit.pk))
    return Unit.objects.get(pk=unit.pk)


def _may(by: User, parent: Unit | None) -> None:
    if not by.may_manage:
        raise Forbidden("只有管理员能增加和修改单位，没有改动。")
    if parent is None and not by.runs_installation:
        raise Forbidden("只有系统管理员能增加最上级的单位，没有改动。请选一个上级单位。")
    if parent is not None and not sees(by, parent):
        raise Forbidden("上级单位不归您管理，没有改动。请选您管理的单位。")


def _move(by: User, unit: Unit, parent: Unit | None) -> None:
    if parent is not None and parent.path.startswith(unit.path):
        raise Invalid("不能把单位挂到它自己或它的下级下面，没有改动。请选别的上级。")
    if not by.runs_installation and unit.pk == by.unit_id:
        raise Forbidden("不能移动您自己的单位，没有改动。请由上级单位的管理员改。")
    before, after = unit.path, f"{parent.path if parent else '/'}{unit.pk}/"
    rest = Substr(F("path"), len(before) + 1)
    Unit.objects.filter(path__startswith=before).update(path=Concat(Value(after), rest))
