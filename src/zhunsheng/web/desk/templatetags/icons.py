"""Icons of the frame around every page, each rendered once: they never change, and a page has some fifteen."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """The drawing of ``components/icon.html`` by its name."""
    return _drawn(name)


@lru_cache(maxsize=128)
def _drawn(name: str) -> SafeString:
    return mark_safe(render_to_string("components/icon.html", {"name": name}))
