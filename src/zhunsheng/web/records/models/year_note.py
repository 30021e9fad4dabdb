"""What people say of a project's year: at its self-evaluation, and at the checkpoints of monitoring."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.append_only import AppendOnly
from zhunsheng.web.records.models.target import Target


class NoteStage(models.TextChoices):
    """At which occasion of the year something is said."""

    EVALUATION = "evaluation", "自评"
    MONITORING = "monitoring", "监控"


class YearNote(AppendOnly):
    """One thing that somebody says, written once; the newest of its stage, month, ``what`` and ``key`` holds.

    ``month`` is that of the checkpoint, 0 at self-evaluation. ``what`` is the sort of thing (``override``, ``act`` …; see
    :mod:`..note_sorts`), ``key`` names the indicator, part or act it is about, ``content`` is what is said. ``files`` are the
    papers that go with it (digest and name). ``withdrawn`` takes the thing back.
    """

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="notes")
    stage = models.CharField(max_length=12, choices=NoteStage.choices)
    month = models.PositiveSmallIntegerField(default=0)
    what = models.CharField(max_length=16)
    key = models.CharField(max_length=40, blank=True)
    content = models.JSONField(default=dict)
    files = models.JSONField(default=list)
    withdrawn = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("target", "stage", "month"), name="note_of_stage"),)

    def __str__(self) -> str:
        return f"{self.what} {self.key}"
