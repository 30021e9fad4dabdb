"""Values that a person stated where no formula measures."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.owned import Owned, one_owner


class StatedValue(Owned):
    """What somebody says an indicator came to by ``as_of``, and why it is to be believed. The newest one of a key holds.

    ``text`` is what was typed, ``value`` the number in it in the target's unit, ``None`` for words. ``files`` are the
    papers that go with it (digest and name). ``withdrawn`` takes the statement back.
    """

    key = models.CharField(max_length=32)
    as_of = models.DateField()
    text = models.CharField(max_length=400, blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    reason = models.CharField(max_length=400)
    files = models.JSONField(default=list)
    withdrawn = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (one_owner("stated_value_has_one_owner"),)

    def __str__(self) -> str:
        return self.text
