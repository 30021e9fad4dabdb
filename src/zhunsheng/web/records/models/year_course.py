"""Where a project's monitoring at a checkpoint, or its self-evaluation, stands in its process."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.target import Target


class YearCourse(models.Model):
    """One project at one checkpoint (process ``monitoring``), or at its self-evaluation (``self_evaluation``, month 0).

    There is no row before somebody begins. The state is where the last of its steps led; ``filler`` is who reported last;
    ``frozen`` the step that confirmed what holds, with its content, while it is confirmed.
    """

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="year_courses")
    process = models.CharField(max_length=30)
    month = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=40)
    entered_at = models.DateTimeField()
    filler = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    frozen = models.ForeignKey("records.ProcessStep", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("process", "state"), name="year_course_in_state"),)
        constraints = (models.UniqueConstraint(fields=("target", "process", "month"), name="one_year_course"),)

    def __str__(self) -> str:
        return f"{self.process} {self.target_id} {self.month} {self.state}"
