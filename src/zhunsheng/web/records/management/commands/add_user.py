"""``add_user``: somebody who can sign in, with their unit and role."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from zhunsheng.web.accounts.models import Role, User
from zhunsheng.web.records.models import Unit
from zhunsheng.web.records.operations.create_unit import unit_for
from zhunsheng.web.records.operations.outcome import NotDone


class Command(BaseCommand):
    """Add a person, or give one a new password."""

    help = "增加一个可以登录的人，或给已有的人重设密码；密码只显示这一次"

    def add_arguments(self, parser: CommandParser) -> None:
        """``add_user NAME [--name 姓名] [--role ROLE] [--unit CODE] [--unit-name 名称]``."""
        parser.add_argument("username", metavar="用户名")
        parser.add_argument("--name", default="", metavar="姓名")
        parser.add_argument(
            "--role",
            choices=Role.values,
            default=Role.CLERK,
            help="clerk经办 head负责 reviewer审核 viewer查看 field一线（只用手机录入） admin管理",
        )
        parser.add_argument("--unit", metavar="单位编码", help="没有这个单位就建立它")
        parser.add_argument("--unit-name", default="", metavar="单位名称")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """One person; an administrator needs no unit."""
        try:
            unit: Unit | None = unit_for(None, options["unit"], options["unit_name"]) if options["unit"] else None
        except NotDone as refusal:
            raise CommandError(str(refusal)) from refusal
        user = User.objects.filter(username=options["username"]).first()
        admin = options["role"] == Role.ADMIN and unit is None
        if user is None:
            if unit is None and options["role"] not in (Role.ADMIN, Role.REVIEWER):
                raise CommandError(
                    "请用 --unit 写明单位编码；只有管理员（--role admin）和审核人（--role reviewer）可以不属于任何单位。"
                )
            user = User(
                username=options["username"], role=options["role"], is_superuser=admin, is_staff=admin, unit=unit
            )
        elif unit is not None:
            user.unit = unit
        user.name = options["name"] or user.name
        password = secrets.token_urlsafe(9)
        user.set_password(password)
        user.save()
        self.stdout.write(f"{user}：用户名 {user.username}，密码 {password}，{user.unit or '看全部单位'}。")
