"""Surveys of the people served, and marks that keep one from answering twice."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.target import Target
from zhunsheng.web.records.models.unit import Unit


class SurveyAccess(models.TextChoices):
    """Who may answer, and how often."""

    DEVICE = "device", "每台设备答一次"
    CODE = "code", "凭答题码，每码答一次"


class Survey(models.Model):
    """A survey. Its answers are entries; ``definition`` (the checked JSON of :mod:`zhunsheng.ledger.survey_definition`) does
    not change once it is published, but for the day it closes.

    ``slug`` is the hard-to-guess end of its public address. It takes answers from ``opens`` to ``closes`` (both included),
    unless ``ended_at`` comes first. ``issued`` is how many codes or paper sheets were given out, ``None`` for an open link;
    ``answered`` numbers the answered sheets.
    """

    slug = models.CharField(max_length=32, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="surveys")
    project = models.ForeignKey(Target, null=True, on_delete=models.PROTECT, related_name="surveys")
    title = models.CharField(max_length=100)
    definition = models.JSONField()
    access = models.CharField(max_length=10, choices=SurveyAccess.choices, default=SurveyAccess.DEVICE)
    opens = models.DateField(null=True)
    closes = models.DateField(null=True)
    issued = models.PositiveIntegerField(null=True)
    answered = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("unit", "title"), name="survey_title"),)
        indexes = (models.Index(fields=("unit", "-id"), name="survey_of_unit"),)

    def __str__(self) -> str:
        return self.title


class SurveyMark(models.Model):
    """That an invitation code or a device has answered. It does not say which answer was whose, nor when."""

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="marks")
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("survey", "mark"), name="one_answer_a_mark"),)

    def __str__(self) -> str:
        return self.mark[:8]
