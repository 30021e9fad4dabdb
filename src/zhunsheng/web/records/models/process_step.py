"""Steps of a process: who moved a sheet from which state to which, with what was said and what was frozen."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.owned import Owned, one_owner
from zhunsheng.web.records.models.version import Version
from zhunsheng.web.records.models.year_course import YearCourse


class ProcessStep(Owned):
    """One act of one process (:mod:`zhunsheng.lifecycle`) on one sheet. The state of a sheet is where its last step led.

    ``bound`` holds the findings that a return is bound to, or that the unit explained when it submitted, each with its
    reason. ``version`` is the content that the step was about, where it froze one; ``revision`` the draft's at that time.
    ``course`` is whose step it is at monitoring and self-evaluation, ``content`` what was reported or confirmed there.
    """

    process = models.CharField(max_length=30)
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=30)
    source = models.CharField(max_length=40)
    reached = models.CharField(max_length=40)
    role = models.CharField(max_length=20)
    sentence = models.TextField()
    reason = models.CharField(max_length=1000, blank=True)
    grade = models.CharField(max_length=2, blank=True)
    is_new = models.BooleanField(null=True)
    bound = models.JSONField(default=list)
    revision = models.PositiveIntegerField()
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    for_person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    """Whom the person stood in for."""
    at = models.DateTimeField()
    course = models.ForeignKey(YearCourse, null=True, on_delete=models.PROTECT, related_name="steps")
    content = models.JSONField(null=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            one_owner("process_step_has_one_owner"),
            models.UniqueConstraint(fields=("target", "process", "number"), name="target_process_step_number"),
            models.UniqueConstraint(fields=("plan", "process", "number"), name="plan_process_step_number"),
        )

    def __str__(self) -> str:
        return self.sentence

    @property
    def who(self) -> str:
        """Who did it: ``王经办（代李主任）``; needs ``by`` and ``for_person`` joined."""
        return f"{self.by}（代{self.for_person}）" if self.for_person_id else str(self.by)
