"""Photos and files that belong to entries."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.append_only import AppendOnly
from zhunsheng.web.records.models.entry import Entry
from zhunsheng.web.records.models.reading import StoredFile


class Photo(AppendOnly):
    """What a stored file says as a picture. ``taken_at`` is the camera's own clock, read as local time; the place in degrees;
    ``look`` is what :func:`zhunsheng.ledger.photo.distance` compares."""

    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="photo")
    media_type = models.CharField(max_length=40)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    taken_at = models.DateTimeField(null=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    device = models.CharField(max_length=60, blank=True)
    look = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.width}×{self.height}"


class Attachment(AppendOnly):
    """A file of an entry. It belongs to the first entry of a chain of corrections and so to all of them.

    ``logged`` is the number of the audit entry that covers it.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="attachments", db_index=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=255)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    logged = models.BigIntegerField()

    class Meta:
        ordering = ("entry", "pk")
        constraints = (models.UniqueConstraint(fields=("entry", "file"), name="attached_once"),)

    def __str__(self) -> str:
        return self.name


class PhotoMatch(AppendOnly):
    """A photo that was used before: the later attachment, the earlier one, and how many bits of their looks differ (0: the
    same picture; ``same_file`` when even the bytes are equal)."""

    later = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="matches")
    earlier = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    distance = models.PositiveSmallIntegerField()
    same_file = models.BooleanField()

    class Meta:
        ordering = ("later", "pk")

    def __str__(self) -> str:
        return f"{self.later_id} ~ {self.earlier_id}"
