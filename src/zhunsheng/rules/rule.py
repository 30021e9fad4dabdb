"""What a rule is, what it may look at, and what it yields. A rule file defines one ``RULE``.

A check is a generator over nouns: ``check(project, context)`` for scope ``project`` (once for each project),
``check(document, context)`` for scope ``document`` (once; it sees all projects and the department part). It yields
:class:`Remark` values; the engine adds the rule's own words to make them findings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Fix, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.outside import NOTHING, Outside

Scope = Literal["project", "document"]
Automation = Literal["A", "B", "C"]


@dataclass(frozen=True, slots=True)
class Remark:
    """One hit of a check: the cell, the words at fault in it, what is wrong (with the numbers), what to write.

    ``project_no`` is only set by rules of scope ``document``: which project the remark is about; ``None`` is the
    department part.
    """

    address: str
    message: str
    quote: str = ""
    suggestion: str | None = None
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    project_no: int | None = None
    severity: Severity | None = None
    """Only where a rule's severity depends on the case."""


@dataclass(frozen=True, slots=True)
class Undecided:
    """What a check could not judge (无法判定): the cell, why not, what is missing. No finding, and no pass either.

    ``project_no`` is only set by rules of scope ``document``, as in :class:`Remark`.
    """

    address: str
    reason: str
    missing: str = ""
    """What would settle it, as a noun: ``上年完成数``."""
    project_no: int | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """All that a check may look at besides its noun. No clock: ``on`` is the day the review is of."""

    document: Document
    parameters: Mapping[str, Any]
    """The rule's own parameters, with the region's or year's settings applied."""
    on: date | None = None
    outside: Outside = NOTHING

    def number(self, name: str) -> int:
        """A whole-number parameter of the rule."""
        return int(self.parameters[name])


@dataclass(frozen=True, slots=True)
class Example:
    """A case in words: a noun, and for a bad one the cells that must be found (address, quote)."""

    note: str
    noun: Project | Document
    found: tuple[tuple[str, str], ...] = ()
    outside: Outside = NOTHING
    """What the case knows from beyond the document."""


ProjectCheck = Callable[[Project, Context], Iterator[Remark | Undecided]]
DocumentCheck = Callable[[Document, Context], Iterator[Remark | Undecided]]
READABLE = (
    "code", "name", "unit", "heading", "budget", "purpose", "fund_plan", "goal", "level1", "level2", "level3", "description",
    "target", "basis", "department", "self_evaluations", "monitorings",
)  # fmt: skip
"""What a rule may say it reads: cells of a target table (those of its rows by column), the ``department`` part, forms."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One review rule with all its words. ``code`` is never reused; ``name`` states the defect and matches the file."""

    code: str
    name: str
    title: str
    category: Category
    severity: Severity
    automation: Automation
    why: str
    how_to_fix: str
    basis: tuple[Citation, ...]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    check_project: ProjectCheck | None = None
    check_document: DocumentCheck | None = None
    """Of a rule that has both checks, this one looks at the department part alone."""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    parameter_names: Mapping[str, str] = field(default_factory=dict)
    """What people call each parameter, with its unit: every one of :attr:`parameters` has such a name."""
    since: date | None = None
    until: date | None = None
    stage: str = "target"
    reads: tuple[str, ...] = READABLE
    """What the check looks at (words of :data:`READABLE`); everything, unless the rule says less. A re-check relies on it."""
    needs: tuple[str, ...] = ()
    """Cells, or ``fiscal_year`` or ``department``, without which the check cannot judge: a form that lacks one leaves the rule undecided."""

    legal_basis: str = field(init=False, compare=False, repr=False)
    """The rule's citations as a finding prints them."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "legal_basis", "；".join(str(citation) for citation in self.basis))

    @property
    def scope(self) -> Scope:
        """``project`` for a rule over one table, ``document`` for one over the whole document."""
        return "project" if self.check_project is not None else "document"

    def in_force(self, on: date | None) -> bool:
        """True when the rule applies to a review of that day (always, when no day is given)."""
        if on is None:
            return True
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)
