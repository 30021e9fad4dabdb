"""Points of an evaluation as people write them: 17.5, not 17.50."""

from __future__ import annotations

from decimal import Decimal

from django import template

from zhunsheng.scoring import exact

register = template.Library()


@register.filter
def points(value: Decimal | None) -> str:
    """Points without zeros that say nothing; a dash for a blank."""
    return exact.plain(value)
