"""A finding (审核意见): one remark of one rule about one place, with the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from zhunsheng.model.place import Place


class Severity(StrEnum):
    """How grave a finding is: an error must be mended, a warning explained or mended, an info is worth a look."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return ("error", "warning", "info").index(self.value)

    @property
    def label(self) -> str:
        """The Chinese word that people read."""
        return {"error": "错误", "warning": "警告", "info": "提示"}[self.value]


class Category(StrEnum):
    """What quality a finding is about: the four of 财预〔2015〕88号, then consistency, wording and publication."""

    COMPLETENESS = "完整性"
    RELEVANCE = "相关性"
    APPROPRIATENESS = "适当性"
    FEASIBILITY = "可行性"
    CONSISTENCY = "一致性"
    WORDING = "表述"
    PUBLICATION = "公开"


@dataclass(frozen=True, slots=True)
class Fix:
    """A certain mend: the cell at ``address`` should read ``text`` (the whole cell). Never changes a number."""

    address: str
    text: str
    label: str = ""
    """What the button says, as a verb: ``补上右括号``."""


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that the finding compares with: project code, cell address and the words there."""

    project: str | None
    address: str
    quote: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark. ``project_no`` counts projects of the document from 0, ``None`` for the department part.

    ``address`` names the cell (see :mod:`zhunsheng.model.address`); ``quote`` is the very words at fault in it, ``""``
    when the fault is that nothing stands there.
    """

    rule: str
    title: str
    category: Category
    severity: Severity
    message: str
    address: str
    quote: str = ""
    project_no: int | None = None
    project: str | None = None
    project_name: str | None = None
    indicator: str | None = None
    suggestion: str | None = None
    legal_basis: str | None = None
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    place: Place | None = field(default=None, compare=False)

    @property
    def identity(self) -> tuple[str, str | None, str, str]:
        """What makes two findings the same remark: rule, project, cell, words."""
        return (self.rule, self.project, self.address, self.quote)
