"""A project's target table of one year."""

from __future__ import annotations

from django.db import models

from zhunsheng.web.records.models.sheet import Sheet


class Target(Sheet):
    """A project in a year. Everything beside ``draft`` and ``position`` is derived from the draft and can be rebuilt.

    ``total_fen`` is the budget in 分 (whole numbers add up exactly in every database), ``None`` where the cell is blank or
    no number; ``search`` is the half-width, lower-case text that the project search looks through. ``state`` is where the
    last step of the process ``target`` led, ``entered_at`` since when (``None``: it has not been moved yet).
    """

    code = models.CharField(max_length=120, blank=True, db_index=True)
    name = models.CharField(max_length=300, blank=True)
    position = models.PositiveIntegerField(default=0)
    total_fen = models.BigIntegerField(null=True)
    indicator_count = models.PositiveIntegerField(default=0)
    search = models.TextField(blank=True)
    state = models.CharField(max_length=40, default="draft")
    entered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("unit", "year", "position", "id")
        indexes = (
            models.Index(fields=("unit", "year", "position"), name="target_of_unit_and_year"),
            models.Index(fields=("year", "unit"), name="target_of_year"),
            models.Index(fields=("state",), name="target_in_state"),
            models.Index(fields=("year", "archived", "revision"), name="target_at_revision"),
            models.Index(
                fields=(
                    "archived",
                    "unit",
                    "year",
                    "updated_at",
                    "indicator_count",
                    "total_fen",
                    "error_count",
                    "warning_count",
                    "info_count",
                    "undecided",
                ),
                name="target_sums",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
