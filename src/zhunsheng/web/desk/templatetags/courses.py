"""Where the projects of a list stand."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from zhunsheng.web.records.models import Target
from zhunsheng.web.records.queries.year_course import CourseMark

register = template.Library()


@register.filter
def of_project(marks: Mapping[int, CourseMark], target: Target) -> CourseMark | None:
    """The mark of one project."""
    return marks.get(target.pk)
