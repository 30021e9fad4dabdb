"""``run_import``: the work of one import; pages start it in a process of its own."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from zhunsheng.web.records.import_work import run


class Command(BaseCommand):
    """Do the work of an import that waits."""

    help = "核对并存入一次表格导入（由网页启动）"

    def add_arguments(self, parser: CommandParser) -> None:
        """``run_import NUMBER``."""
        parser.add_argument("number", type=int, metavar="导入编号")

    def handle(self, *args: Any, **options: Any) -> None:
        """One import."""
        run(options["number"])
