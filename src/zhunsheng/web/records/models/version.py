"""Versions: frozen contents of a sheet."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.owned import Owned, one_owner


class VersionKind(models.TextChoices):
    """How a version came about."""

    IMPORT = "import", "读入"
    SAVED = "saved", "存版"
    RESTORED = "restored", "恢复"
    CREATED = "created", "新建"
    SUBMITTED = "submitted", "报送"
    APPROVED = "approved", "批复"


class Version(Owned):
    """The whole content of a sheet at one revision, with the SHA-256 of its canonical JSON; it never changes."""

    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=VersionKind.choices)
    revision = models.PositiveIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    note = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (
            one_owner("version_has_one_owner"),
            models.UniqueConstraint(fields=("target", "number"), name="target_version_number"),
            models.UniqueConstraint(fields=("plan", "number"), name="plan_version_number"),
        )

    def __str__(self) -> str:
        return f"第{self.number}版"
