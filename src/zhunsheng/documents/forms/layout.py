"""What a layout is, and the registry of all of them: the modules of this folder that define ``LAYOUT``."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from zhunsheng.documents.page import Block, PageTree, Paragraph
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.model.project import Project
from zhunsheng.model.spelling import half_width


@dataclass(frozen=True, slots=True)
class Layout:
    """A family of official forms.

    ``marks`` are words that only its documents print; the layout with most marks in a document reads it. ``read``
    turns a tree into nouns with located problems; ``paper`` prints a whole document, ``project_blocks`` and
    ``department_blocks`` the parts of it that a page shows alone.
    """

    name: str
    marks: tuple[str, ...]
    read: Callable[[PageTree], Document]
    paper: Callable[[Document], PageTree]
    project_blocks: Callable[[Project, int], list[Block]]
    department_blocks: Callable[[DepartmentPlan], list[Block]]


@cache
def layouts() -> tuple[Layout, ...]:
    """Every layout there is, found by a walk over this folder, in the order of module names."""
    package = __name__.rpartition(".")[0]
    path = importlib.import_module(package).__path__
    modules = sorted(info.name for info in pkgutil.iter_modules(path))
    found = (getattr(importlib.import_module(f"{package}.{name}"), "LAYOUT", None) for name in modules)
    return tuple(layout for layout in found if isinstance(layout, Layout))


def recognise(tree: PageTree) -> Layout | None:
    """The layout whose marks the tree shows most of, or ``None`` when it shows too few of any."""
    words = _words(tree)
    scored = [(sum(mark in words for mark in layout.marks), layout) for layout in layouts()]
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
