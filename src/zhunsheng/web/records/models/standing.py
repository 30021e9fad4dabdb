"""Where the review of a unit's year stands: what the queue shows and sorts by."""

from __future__ import annotations

from django.db import models

from zhunsheng.web.records.models.unit import Unit


class Standing(models.Model):
    """One unit's year in the queue, derived from findings, decisions, threads and rounds; made anew at each recount.

    ``error``, ``warning``, ``info`` count findings that are neither dismissed nor waived; ``undecided`` those of them
    without a decision in this round, ``fresh`` those that the last round did not have; ``asks`` counts open threads,
    ``answered`` those of them in which the other side spoke last. ``returned`` is true from the end of a round until
    somebody changes the document: then it waits for its unit, and nothing in it counts as undecided.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="standings")
    year = models.PositiveSmallIntegerField()
    projects = models.PositiveIntegerField(default=0)
    error = models.PositiveIntegerField(default=0)
    warning = models.PositiveIntegerField(default=0)
    info = models.PositiveIntegerField(default=0)
    undecided = models.PositiveIntegerField(default=0)
    fresh = models.PositiveIntegerField(default=0)
    asks = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    rounds = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    returned = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("unit", "year"), name="one_standing_a_unit_and_year"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"
