"""Tokens with which other programs send a unit's entries."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.unit import Unit


class UnitToken(models.Model):
    """A token of one unit. Only its SHA-256 is kept; ``start`` are its first characters, to tell one from another."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)
    start = models.CharField(max_length=12)
    sha256 = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name
