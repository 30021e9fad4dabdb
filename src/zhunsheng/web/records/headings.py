"""The title that the form itself prescribes above a project's table."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import Q

from zhunsheng.documents.forms.layout import Layout, layouts
from zhunsheng.documents.page import Paragraph
from zhunsheng.model.project import Project
from zhunsheng.web.records.models import Target

DEFAULT_LAYOUT = "河北县级部门预算绩效文本"
"""The layout of sheets that came from no recognised form."""


def layout_of(name: str) -> Layout:
    """The layout of this name, or the default one."""
    found = {layout.name: layout for layout in layouts()}
    return found.get(name) or found[DEFAULT_LAYOUT]


def number_of(target: Target) -> int:
    """The project's place among the unit's projects of the year, from 1."""
    before = Q(position__lt=target.position) | Q(position=target.position, pk__lt=target.pk)
    others = Target.objects.filter(unit_id=target.unit_id, year=target.year, archived=False)
    return others.filter(before).count() + 1


def canonical_heading(target: Target, project: Project, number: int | None = None) -> str:
    """The title the form prints where the document gives none of its own."""
    bare = replace(project, heading=None, indicators=())
    blocks = layout_of(target.layout).project_blocks(bare, number or number_of(target))
    titles = (block.text for block in blocks if isinstance(block, Paragraph) and block.address == "heading")
    return next(titles, "")
