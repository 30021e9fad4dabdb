"""What people set down about the use of results, the department as a whole and the indicator library."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.append_only import AppendOnly
from zhunsheng.web.records.models.plan import Plan
from zhunsheng.web.records.models.target import Target
from zhunsheng.web.records.models.unit import Unit


class ResultNote(AppendOnly):
    """One thing set down, written once; the newest of its owner, year, ``what`` and ``key`` holds.

    It is about a project (``target``), a unit's year (``plan``), a unit, or, without any of these, the whole installation.
    ``what`` is the sort of thing (``rule``, ``link`` …; see :mod:`..result_sorts`), ``content`` is what is said, ``files``
    are the papers that go with it (digest and name). ``withdrawn`` takes the thing back.
    """

    year = models.PositiveSmallIntegerField(default=0)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(Plan, null=True, on_delete=models.PROTECT, related_name="result_notes")
    target = models.ForeignKey(Target, null=True, on_delete=models.PROTECT, related_name="result_notes")
    what = models.CharField(max_length=16)
    key = models.CharField(max_length=160, blank=True)
    content = models.JSONField(default=dict)
    files = models.JSONField(default=list)
    withdrawn = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("what", "year"), name="result_note_of_year"),)

    def __str__(self) -> str:
        return f"{self.what} {self.key}"
