"""Rectification items (问题单) and the steps by which they are tracked to closure."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.append_only import AppendOnly
from zhunsheng.web.records.models.target import Target


class ItemSource(models.TextChoices):
    """Where the problem was found."""

    MONITORING = "monitoring", "监控"
    REVIEW = "review", "审核"
    EVALUATION = "evaluation", "评价"
    OTHER = "other", "其他"


class Rectification(AppendOnly):
    """A problem of a project that somebody has to mend: what, by whom, until when. It never changes; its steps tell its course.

    ``reference`` says what it was opened from: the note of a monitoring act, the rule and cell of a finding, the key of an
    indicator; empty for one that was typed.
    """

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="rectifications")
    source = models.CharField(max_length=12, choices=ItemSource.choices)
    reference = models.JSONField(default=dict)
    title = models.CharField(max_length=400)
    demand = models.CharField(max_length=1000, blank=True)
    owner = models.CharField(max_length=100)
    due = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.title


class RectificationStep(AppendOnly):
    """One act of the process ``rectification`` on an item; its state is where its last step led.

    A blank ``act`` is a word on how it goes: it leads nowhere. ``due`` is another deadline where the step set one;
    ``still_found`` what a check said: whether the problem is still there.
    """

    item = models.ForeignKey(Rectification, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=30, blank=True)
    source = models.CharField(max_length=40)
    reached = models.CharField(max_length=40)
    role = models.CharField(max_length=20)
    sentence = models.TextField()
    opinion = models.CharField(max_length=1000, blank=True)
    files = models.JSONField(default=list)
    due = models.DateField(null=True)
    still_found = models.BooleanField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("item", "number"), name="rectification_step_number"),)

    def __str__(self) -> str:
        return self.sentence
