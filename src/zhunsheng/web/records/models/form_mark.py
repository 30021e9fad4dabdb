"""What reviewers wrote into the review form (审核表) of a project."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.append_only import AppendOnly
from zhunsheng.web.records.models.target import Target

OPINION = "opinion"
"""The ``item`` of a reviewer's own words on the whole form; every other one is the key of an item."""


class FormMark(AppendOnly):
    """A reviewer's own points for one item of the form, with the reason; the latest row of an item holds.

    ``points`` is ``None`` for the opinion and for a row that takes the item back to what is proposed (its ``text`` is
    then blank). ``proposed`` is what the program proposed at that moment.
    """

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="form_marks")
    item = models.CharField(max_length=40)
    points = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    proposed = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    text = models.CharField(max_length=1000, blank=True)
    round = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.item} {self.points}"
