"""Edits: every change of a draft, in order."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.owned import Owned, one_owner


class EditKind(models.TextChoices):
    """What an edit did."""

    SET = "set", "修改"
    INSERT = "insert", "增加指标"
    REMOVE = "remove", "删除指标"
    MOVE = "move", "移动指标"
    RESTORE = "restore", "整表替换"
    BLOCK = "block", "粘贴"


class Edit(Owned):
    """One change that led to ``revision``; ``old`` and ``new`` hold what :mod:`..changes` needs to go either way.

    ``address`` (by key) is the first cell of a ``set``, ``key`` the row of a row edit. ``undo_of`` and ``redo_of`` name
    the edit that this one took back or brought back.
    """

    revision = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=EditKind.choices)
    address = models.CharField(max_length=80, blank=True)
    key = models.CharField(max_length=32, blank=True)
    old = models.JSONField()
    new = models.JSONField()
    note = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    client_id = models.CharField(max_length=64, null=True, unique=True)
    undo_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    redo_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("revision",)
        constraints = (
            one_owner("edit_has_one_owner"),
            models.UniqueConstraint(fields=("target", "revision"), name="target_edit_revision"),
            models.UniqueConstraint(fields=("plan", "revision"), name="plan_edit_revision"),
        )
        indexes = (models.Index(fields=("by", "at"), name="edit_by_person"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.address or self.key}"
