"""Add people, change who they are and what they may do, give them new passwords."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from axes.utils import reset as forget_failures
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from zhunsheng.web.accounts.models import WITHOUT_UNIT, Role, User
from zhunsheng.web.records import audit
from zhunsheng.web.records.cell_text import one_line
from zhunsheng.web.records.models import Unit
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid
from zhunsheng.web.records.scope import sees

_FIELDS = ("name", "role", "unit", "is_active", "is_superuser", "is_staff", "email", "since", "until", "charges")
_FREE = WITHOUT_UNIT
"""Roles that need no unit."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody is: the name people read, the role, the unit they work in and the days of it, whether they may sign in,
    where reminders go, and for a section of the bureau the ids of the units it looks after."""

    name: str
    role: str
    unit: Unit | None
    active: bool = True
    email: str = ""
    since: date | None = None
    until: date | None = None
    charges: tuple[int, ...] = ()


def add_person(by: User, username: str, wanted: Person, password: str = "") -> tuple[User, str]:
    """Add somebody; the password is made up when none is given. Raises ``Invalid`` or ``Forbidden``."""
    username = username.strip()
    wanted = _checked(by, wanted)
    try:
        UnicodeUsernameValidator()(username)
    except ValidationError as error:
        raise Invalid("用户名只能用文字、数字和 @ . + - _，没有增加。请改用户名。") from error
    if not 0 < len(username) <= 60:
        raise Invalid("用户名应为1到60个字，没有增加。请改短。")
    with transaction.atomic():
        if User.objects.filter(username__iexact=username).exists():
            raise Invalid(f"已有用户名“{username}”，没有增加。请换一个用户名。")
        person = User(username=username)
        _put(person, wanted)
        word = _set(person, password)
        person.save()
        audit.log("add_person", by, timezone.now(), f"user:{person.pk}", {"username": username, **_told(wanted)})
    return person, word


def change_person(by: User, person: User, wanted: Person) -> User:
    """Change a person's name, role, unit, or whether they may sign in. Raises ``Invalid`` or ``Forbidden``."""
    wanted = _checked(by, wanted)
    with transaction.atomic():
        person = _within(by, person)
        if person.pk == by.pk and (not wanted.active or wanted.role != person.role or wanted.unit != person.unit):
            raise Invalid("不能停用自己，也不能改自己的角色和单位，没有改动。请由另一位管理员改。")
        _put(person, wanted)
        person.save(update_fields=_FIELDS)
        audit.log("change_person", by, timezone.now(), f"user:{person.pk}", _told(wanted))
    return person


def reset_password(by: User, person: User, password: str = "") -> str:
    """Give a person a new password (made up when none is given) and let them try again at once; the password.

    Whoever is signed in as that person is signed out. Raises ``Invalid`` or ``Forbidden``.
    """
    with transaction.atomic():
        person = _within(by, person)
        word = _set(person, password)
        person.save(update_fields=("password",))
        audit.log("reset_password", by, timezone.now(), f"user:{person.pk}", {"username": person.username})
    forget_failures(username=person.username)
    return word


def manages(by: User, person: User) -> bool:
    """True when the administrator may change this person: one of their units, and no administrator above them."""
    if not by.may_manage:
        return False
    if by.runs_installation:
        return True
    return not person.runs_installation and person.unit is not None and sees(by, person.unit)


def _within(by: User, person: User) -> User:
    found = User.objects.select_for_update(of=("self",)).select_related("unit").get(pk=person.pk)
    if not manages(by, found):
        raise Forbidden("这个人不归您管理，没有改动。请由上级单位的管理员改。")
    return found


def _checked(by: User, wanted: Person) -> Person:
    if not by.may_manage:
        raise Forbidden("只有管理员能增加和修改人员，没有改动。")
    if wanted.role not in Role.values:
        raise Invalid("还没有选角色，没有改动。请选一个角色。")
    name = one_line(wanted.name, 60)
    if not name:
        raise Invalid("还没有写姓名，没有改动。请填写姓名。")
    if wanted.unit is None and wanted.role not in _FREE:
        raise Invalid("还没有选单位，没有改动。只有管理员、审核人、财政部门的人和人大、审计可以不属于任何单位。")
    if wanted.unit is None and not by.runs_installation:
        raise Forbidden("只有系统管理员能增加看全部单位的人，没有改动。请选一个单位。")
    if wanted.unit is not None and not sees(by, wanted.unit):
        raise Forbidden("这个单位不归您管理，没有改动。请选您管理的单位。")
    if wanted.since and wanted.until and wanted.until < wanted.since:
        raise Invalid("任职止早于任职起，没有改动。请核对两个日期。")
    if wanted.email and not _is_email(wanted.email):
        raise Invalid("邮箱不是邮箱地址，没有改动。请写成wangmin@example.cn的样子，或空着。")
    charges = wanted.charges if wanted.role == Role.BUREAU_SECTION else ()
    return replace(wanted, name=name, charges=charges)


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _put(person: User, wanted: Person) -> None:
    person.name, person.role, person.unit, person.is_active = wanted.name, wanted.role, wanted.unit, wanted.active
    person.email, person.since, person.until, person.charges = (
        wanted.email,
        wanted.since,
        wanted.until,
        list(wanted.charges),
    )
    person.is_superuser = person.is_staff = wanted.role == Role.ADMIN and wanted.unit is None


def _set(person: User, password: str) -> str:
    word = password or secrets.token_urlsafe(9)
    try:
        validate_password(word, person)
    except ValidationError as error:
        raise Invalid(f"密码不合要求，没有改动：{''.join(error.messages)}") from error
    person.set_password(word)
    return word


def _told(wanted: Person) -> dict[str, Any]:
    return {
        "name": wanted.name, "role": wanted.role, "active": wanted.active,
        "unit": wanted.unit.code if wanted.unit else None, "since": str(wanted.since or ""), "until": str(wanted.until or ""),
        "email": wanted.email, "charges": list(wanted.charges),
    }  # fmt: skip
