"""Reminders that were sent: each goes out once."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.append_only import AppendOnly


class ReminderSent(AppendOnly):
    """``key`` names what the person was reminded of: the thing, the state it had come into and since when, and the occasion."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "key"), name="reminded_once"),)

    def __str__(self) -> str:
        return self.key
