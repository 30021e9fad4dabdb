"""How projects stand: derived from monitoring and self-evaluation, so that dashboards need not compute them."""

from __future__ import annotations

from django.db import models

from zhunsheng.web.records.models.target import Target
from zhunsheng.web.records.models.unit import Unit


class ProjectStanding(models.Model):
    """One project that is not archived at the last checkpoint that has come (``month``, 0 for none yet), and at its self-evaluation once the year
    is over; ``department`` is the unit above its own (or its own), ``state`` the project's, for sums. Everything in it can be computed again (:mod:`..project_standings`).

    ``light``, ``light_before`` (at the checkpoint before) and ``fund_light`` are values of ``model.light.Light``; ``behind``
    lists what is at risk or missed as ``[anchor, name, light, why]``. Money is in fen; ``rate``, ``planned``, ``goals`` and
    ``score`` are whole hundredths (of a percent, of a point). ``unfilled`` and ``unexplained`` count what people still have
    to say at the checkpoint and at the self-evaluation; ``watch_state`` and ``score_state`` where these two stand in their
    processes (``""``: not begun). ``acts`` are corrective acts that are not done. ``revision`` is the
    draft's that was looked at; a write of anything else that the row rests on sets ``stale``. Either makes the next reader
    compute it again.
    """

    target = models.OneToOneField(Target, on_delete=models.CASCADE, related_name="standing")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=40)
    revision = models.PositiveIntegerField(default=0)
    month = models.PositiveSmallIntegerField(default=0)
    is_scored = models.BooleanField(default=False)
    light = models.CharField(max_length=10, default="no_data")
    light_before = models.CharField(max_length=10, blank=True)
    fund_light = models.CharField(max_length=10, default="no_data")
    why = models.TextField(blank=True)
    behind = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    budget_fen = models.BigIntegerField(null=True)
    paid_fen = models.BigIntegerField(null=True)
    rate = models.IntegerField(null=True)
    planned = models.IntegerField(null=True)
    goals = models.IntegerField(null=True)
    unfilled = models.PositiveIntegerField(default=0)
    needs_decision = models.BooleanField(default=False)
    acts = models.JSONField(default=list)
    score = models.IntegerField(null=True)
    grade = models.CharField(max_length=2, blank=True)
    unexplained = models.PositiveIntegerField(default=0)
    watch_state = models.CharField(max_length=40, blank=True)
    score_state = models.CharField(max_length=40, blank=True)
    stale = models.BooleanField(default=False)

    class Meta:
        indexes = (
            models.Index(fields=("year", "light", "unit"), name="standing_light"),
            models.Index(fields=("unit", "year"), name="standing_of_unit"),
        )

    def __str__(self) -> str:
        return f"{self.target_id} {self.light}"
