"""What a layout is, and the registry of all of them: the modules of this folder that define ``LAYOUT``."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from zhunsheng.documents.page import Block, PageTree, Paragraph
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.form_address import Form
from zhunsheng.model.project import Project
from zhunsheng.model.spelling import half_width


class FormKind(StrEnum):
    """What nouns a layout reads and prints: target tables (with the department part), self-evaluation or monitoring forms."""

    TARGET = "target"
    SELF_EVALUATION = "self_evaluation"
    MONITORING = "monitoring"


def no_project_blocks(project: Project, number: int) -> list[Block]:
    """What a layout without target tables prints of a project: nothing."""
    return []


def no_department_blocks(plan: DepartmentPlan) -> list[Block]:
    """What a layout without a department part prints of one: nothing."""
    return []


def no_form_blocks(form: Form, number: int | None = None) -> list[Block]:
    """What a layout without forms of this kind prints of one: nothing."""
    return []


@dataclass(frozen=True, slots=True)
class Layout:
    """A family of official forms.

    ``marks`` are words that only its documents print; the layout with most marks in a document reads it. ``read``
    turns a tree into nouns with located problems; ``paper`` prints a whole document, ``project_blocks``,
    ``department_blocks`` and ``form_blocks`` the parts of it that a page shows alone. A form's number is its place
    in the document, from 1; one that stands alone has none.
    """

    name: str
    marks: tuple[str, ...]
    read: Callable[[PageTree], Document]
    paper: Callable[[Document], PageTree]
    project_blocks: Callable[[Project, int], list[Block]] = no_project_blocks
    department_blocks: Callable[[DepartmentPlan], list[Block]] = no_department_blocks
    form_blocks: Callable[[Form, int | None], list[Block]] = no_form_blocks
    kind: FormKind = FormKind.TARGET


@cache
def layouts() -> tuple[Layout, ...]:
    """Every layout there is, found by a walk over this folder, in the order of module names."""
    package = __name__.rpartition(".")[0]
    path = importlib.import_module(package).__path__
    modules = sorted(info.name for info in pkgutil.iter_modules(path))
    found = (getattr(importlib.import_module(f"{package}.{name}"), "LAYOUT", None) for name in modules)
    return tuple(layout for layout in found if isinstance(layout, Layout))


def layouts_of(kind: FormKind) -> tuple[Layout, ...]:
    """The layouts of one kind; the first of them prints what was read by none."""
    return tuple(layout for layout in layouts() if layout.kind is kind)


def recognise(tree: PageTree, kind: FormKind | None = None) -> Layout | None:
    """The layout (of a kind, if given) whose marks the tree shows most of, or ``None`` when it shows too few of any."""
    words = _words(tree)
    known = layouts() if kind is None else layouts_of(kind)
    scored = [(sum(mark in words for mark in layout.marks), layout) for layout in known]
    best, layout = max(scored, key=lambda pair: pair[0])
    return layout if best >= 3 else None


@lru_cache(maxsize=4096)
def label_key(text: str) -> str:
    """A label as the form means it: half-width, no blanks or line breaks, no colon, no bracketed unit behind it."""
    plain = half_width("".join(text.split())).rstrip(":")
    if plain.endswith(")"):
        stem, _, inside = plain.rpartition("(")
        if inside in ("%)", "万元)", "元)", "盖章)"):
            plain = stem
    return plain


def _words(tree: PageTree) -> set[str]:
    """Short texts of the tree as label keys: where a form's own words are."""
    short: set[str] = set()
    for block in tree.blocks:
        if isinstance(block, Paragraph):
            if len(block.text) < 40:
                short.add(block.text)
        else:
            for row in block.rows:
                short.update([cell.text for cell in row if len(cell.text) < 16])
    return {label_key(text) for text in short if text}
