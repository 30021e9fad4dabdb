"""Self-evaluation and monitoring forms that came in as files."""

from __future__ import annotations

from django.db import models

from zhunsheng.web.records.models.append_only import AppendOnly
from zhunsheng.web.records.models.reading import Reading
from zhunsheng.web.records.models.target import Target


class ReadForm(AppendOnly):
    """One form of a confirmed reading, kept as it was read. ``address`` is its place in the document
    (``self_evaluations[0]``), ``digest`` that of ``content``; ``target`` is the project and year that it is about, if there is one."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="forms")
    address = models.CharField(max_length=40)
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    target = models.ForeignKey(Target, null=True, on_delete=models.PROTECT, related_name="read_forms")
    month = models.PositiveSmallIntegerField(null=True)
    """Up to which month a monitoring form reports."""

    class Meta:
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("reading", "address"), name="read_form_once"),)

    def __str__(self) -> str:
        return self.address
