"""What a project's target table and a department plan have in common: a draft with a revision number."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.unit import Unit


class Sheet(models.Model):
    """A draft that people edit together. ``revision`` counts its edits; every older state can be rebuilt from them.

    The counts of findings are derived: they belong to ``reviewed_revision`` and are stale where that is older;
    ``undecided`` counts those without a decision in the round in progress.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="%(class)ss")
    year = models.PositiveSmallIntegerField()
    layout = models.CharField(max_length=60, blank=True)
    draft = models.JSONField()
    revision = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    archived = models.BooleanField(default=False)
    error_count = models.PositiveIntegerField(default=0)
    warning_count = models.PositiveIntegerField(default=0)
    info_count = models.PositiveIntegerField(default=0)
    undecided = models.PositiveIntegerField(default=0)
    reviewed_revision = models.PositiveIntegerField(null=True)

    class Meta:
        abstract = True
