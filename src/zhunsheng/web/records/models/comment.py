"""Talk about a cell: questions and answers under its address."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.append_only import AppendOnly
from zhunsheng.web.records.models.owned import one_owner
from zhunsheng.web.records.models.plan import Plan
from zhunsheng.web.records.models.target import Target


class CommentKind(models.TextChoices):
    """What an entry of a thread does."""

    SAY = "say", "留言"
    RESOLVE = "resolve", "了结"


class Thread(models.Model):
    """What was said about one cell (by key). Everything beside the address is derived from its comments."""

    target = models.ForeignKey(Target, null=True, on_delete=models.PROTECT, related_name="threads")
    plan = models.ForeignKey(Plan, null=True, on_delete=models.PROTECT, related_name="threads")
    address = models.CharField(max_length=80)
    open = models.BooleanField(default=True)
    count = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    last_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    last_at = models.DateTimeField()

    class Meta:
        constraints = (
            one_owner("thread_has_one_owner"),
            models.UniqueConstraint(fields=("target", "address"), name="target_thread"),
            models.UniqueConstraint(fields=("plan", "address"), name="plan_thread"),
        )
        indexes = (models.Index(fields=("open",), condition=models.Q(open=True), name="thread_open"),)

    def __str__(self) -> str:
        return self.address

    @property
    def sheet(self) -> Target | Plan:
        """The sheet whose cell it is about."""
        return self.target if self.target_id is not None else self.plan


class Comment(AppendOnly):
    """One entry of a thread. The thread is settled when its last entry says so."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="comments")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=CommentKind.choices)
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    client_id = models.CharField(max_length=64, null=True, unique=True)

    class Meta:
        ordering = ("thread", "number")
        constraints = (models.UniqueConstraint(fields=("thread", "number"), name="comment_number"),)

    def __str__(self) -> str:
        return self.text[:40]
