"""Files as they were uploaded, and what was read from them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.unit import Unit


class StoredFile(models.Model):
    """The bytes of one file, kept once under their SHA-256 in the data folder."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    name = models.CharField(max_length=255)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class ReadingStatus(models.TextChoices):
    """What became of a reading."""

    READ = "read", "待确认"
    CONFIRMED = "confirmed", "已读入"
    DISCARDED = "discarded", "已放弃"
    REFUSED = "refused", "读不了"


class Reading(models.Model):
    """What one upload said. ``document`` is the public JSON; ``unit`` is known once the reading is confirmed."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="readings")
    name = models.CharField(max_length=255)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="readings")
    at = models.DateTimeField()
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="readings")
    year = models.PositiveSmallIntegerField(null=True)
    layout = models.CharField(max_length=60, blank=True)
    document = models.JSONField(null=True)
    status = models.CharField(max_length=10, choices=ReadingStatus.choices)
    message = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    client_id = models.CharField(max_length=64, null=True, unique=True)
    """The name that the page gave the upload, so that it can take it back when the answer never came."""

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("uploaded_by", "status"), name="reading_by_person"),)

    def __str__(self) -> str:
        return self.name
