"""``rebuild``: make everything anew that is derived: columns, indicator rows, counts of findings, entries and deadlines, standings."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from zhunsheng.model.project import Project
from zhunsheng.web.records import deadline_tallies, derived, project_standings, tallies
from zhunsheng.web.records.models import Target, Unit
from zhunsheng.web.records.operations.recording import noun
from zhunsheng.web.records.reviewing import recount


class Command(BaseCommand):
    """Rebuild what is derived."""

    help = "重建检索、汇总用的列、指标行、审核计数、台账条数、期限件数和项目进展"

    def handle(self, *args: Any, **options: Any) -> None:
        """Target by target, each in its own transaction; drafts and versions are not touched."""
        count = 0
        for pk in Target.objects.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=500):
            with transaction.atomic():
                target = Target.objects.select_for_update(of=("self",)).get(pk=pk)
                project = noun(target)
                assert isinstance(project, Project)
                Target.objects.filter(pk=pk).update(**derived.target_columns(project))
                derived.rebuild_rows(target, project)
            count += 1
        years = Target.objects.order_by("unit_id", "year").values_list("unit_id", "year").distinct()
        for unit_id, year in years:
            recount(Unit.objects.get(pk=unit_id), year)
        drawers = tallies.rebuild()
        deadline_tallies.rebuild()
        project_standings.rebuild()
        self.stdout.write(f"已重建{count}个项目，{drawers}个单位、台账和月份的条数。")
