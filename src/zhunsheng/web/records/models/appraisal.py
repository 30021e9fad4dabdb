"""Evaluations of projects (绩效评价) and assessments of new ones beforehand (事前绩效评估): the cases, and all that is said in them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from zhunsheng.web.records.models.append_only import AppendOnly
from zhunsheng.web.records.models.target import Target


class AppraisalKind(models.TextChoices):
    """Which process a case goes through; the value is the name of the process."""

    EVALUATION = "evaluation", "绩效评价"
    EX_ANTE = "ex_ante", "事前绩效评估"


class Appraisal(models.Model):
    """One case about a project-year. ``state`` is where its last step led, ``is_open`` until it comes to rest.

    Its steps are those of the project in this process after the first ``steps_before``: of one project only one case of a
    kind is open at a time. ``frame`` is the key of the law's frame from which its scheme was taken.
    """

    process = models.CharField(max_length=30, choices=AppraisalKind.choices)
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="appraisals")
    frame = models.CharField(max_length=40)
    reason = models.CharField(max_length=400)
    state = models.CharField(max_length=40)
    entered_at = models.DateTimeField()
    steps_before = models.PositiveIntegerField(default=0)
    is_open = models.BooleanField(default=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_as = models.CharField(max_length=20)
    """The role in which it was opened: by the department, or by the bureau."""
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("process", "state"), name="appraisal_in_state"),)
        constraints = (
            models.UniqueConstraint(
                fields=("target", "process"), condition=models.Q(is_open=True), name="one_open_appraisal"
            ),
        )

    def __str__(self) -> str:
        return f"{self.target.name or '未命名项目'}{self.target.year}年{self.get_process_display()}"


class AppraisalNote(AppendOnly):
    """One thing that somebody says in a case, written once; the newest of its ``what`` and ``key`` holds.

    ``what`` is the sort of thing (``scheme``, ``mark``, ``objection`` …; see :mod:`..appraisal_sorts`), ``key`` names the row,
    person or objection it is about. ``files`` are the papers that go with it (digest and name). ``withdrawn`` takes it back.
    """

    appraisal = models.ForeignKey(Appraisal, on_delete=models.PROTECT, related_name="notes")
    what = models.CharField(max_length=16)
    key = models.CharField(max_length=80, blank=True)
    content = models.JSONField(default=dict)
    files = models.JSONField(default=list)
    withdrawn = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("what", "key"), name="appraisal_note_of"),)

    def __str__(self) -> str:
        return f"{self.what} {self.key}"


class AmountSetting(AppendOnly):
    """A bureau's own value of a settable number of the law, from a day on; the latest row in force holds."""

    name = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=18, decimal_places=4)
    since = models.DateField()
    basis = models.CharField(max_length=400)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.name} {self.value}"
