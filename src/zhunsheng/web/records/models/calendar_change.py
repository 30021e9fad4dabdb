"""The calendars of regions: deadlines and days off as somebody set them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.append_only import AppendOnly
from zhunsheng.web.records.models.unit import Unit


class CalendarChange(AppendOnly):
    """One setting, written once; the newest of its place, ``what`` and ``year`` holds.

    Without ``unit`` it holds for the whole installation. ``what`` is the name of a deadline, or ``days`` for the days off of
    ``year``. ``value`` is ``{"rule": …}`` for a deadline (``null``: not asked here), ``{"holidays": …, "worked": …}`` for days, and
    ``{}`` where the setting was taken back. ``note`` is the document it rests on.
    """

    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="calendar")
    what = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField(null=True)
    value = models.JSONField(default=dict)
    note = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("what", "year"), name="calendar_what"),)

    def __str__(self) -> str:
        return self.what
