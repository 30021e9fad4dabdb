"""Kinds of evidence that units define for themselves."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.append_only import AppendOnly
from zhunsheng.web.records.models.unit import Unit


class OwnKind(AppendOnly):
    """One edition of a unit's own kind; the highest edition is in force, older ones explain older entries.

    The unit and the units under it use it. ``definition`` is the checked JSON of :mod:`zhunsheng.ledger.own_kind`. A new
    edition keeps the columns of the one before in their order and adds behind them; ``dropped`` names those that are no
    longer asked for. ``retired`` takes the kind off the pages.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="own_kinds")
    name = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40)
    definition = models.JSONField()
    dropped = models.JSONField(default=list)
    retired = models.BooleanField(default=False)
    reason = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("name", "edition")
        constraints = (models.UniqueConstraint(fields=("name", "edition"), name="own_kind_edition"),)

    def __str__(self) -> str:
        return f"{self.label}（第{self.edition}版）"
