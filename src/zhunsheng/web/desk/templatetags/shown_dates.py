"""Django's own ``date`` filter, for every template without loading it: a moment is told as :func:`shown_moment` has it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.template import defaultfilters

from zhunsheng.web.records.current_day import shown_moment

register = template.Library()


@register.filter(expects_localtime=True, is_safe=False)
def date(value: Any, form: str | None = None) -> str:
    """A day or moment in a form; in a demonstration nothing is told as later than the day it stands at."""
    shown = shown_moment(value) if isinstance(value, datetime) else value
    return str(defaultfilters.date(shown, form))
