"""``remeasure``: measure again what entries have touched, or (``--all``) every indicator there is."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from zhunsheng.web.records import remeasure


class Command(BaseCommand):
    """Measure again. Pages do so by themselves for what they show; this does it beforehand, for all."""

    help = "重算台账变动过的实测值；加 --all 则全部重算"

    def add_arguments(self, parser: CommandParser) -> None:
        """``--all``."""
        parser.add_argument("--all", action="store_true", help="不管有没有变动，全部重算")

    def handle(self, *args: Any, **options: Any) -> None:
        """Some hundreds of projects at a time, each portion in its own transaction."""
        count = remeasure.everything() if options["all"] else remeasure.touched()
        self.stdout.write(f"已重算{count}个实测值。")
