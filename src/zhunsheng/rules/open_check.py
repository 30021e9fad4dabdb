"""Checks that could not be judged (没能判断的检查项): one line a rule, with the projects it stands open for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zhunsheng.model.address import cell_name
from zhunsheng.model.document import Document
from zhunsheng.rules.form_asks import asks
from zhunsheng.rules.rule import Rule, Undecided


@dataclass(frozen=True, slots=True)
class OpenCheck:
    """A rule that is neither hit nor passed in this document, and each case that it could not judge, in reading order."""

    rule: str
    title: str
    cases: tuple[Undecided, ...]

    @property
    def reason(self) -> str:
        """Why, in words; different reasons are joined, the first three of them."""
        return "；".join(list(dict.fromkeys(case.reason for case in self.cases))[:3])

    @property
    def missing(self) -> str:
        """What would settle it; ``""`` where nobody can say."""
        return "、".join(dict.fromkeys(case.missing for case in self.cases if case.missing))

    @property
    def address(self) -> str:
        """The cell of the first case; ``""`` for a fact that is no cell."""
        return self.cases[0].address

    @property
    def projects(self) -> tuple[int, ...]:
        """The projects it stands open for, by number from 0; none where it is open for the document as a whole."""
        return tuple(dict.fromkeys(case.project_no for case in self.cases if case.project_no is not None))


def open_checks(rule: Rule, document: Document, cases: Iterable[Undecided], hit: bool) -> Iterator[OpenCheck]:
    """The rule's one line, or none: what its check could not judge, and what the document has no room for.

    A rule that found something in spite of a missing cell (``hit``) has judged what there was.
    """
    found = sorted(cases, key=lambda case: (-1 if case.project_no is None else case.project_no, case.address))
    if not hit and not found:
        found = list(_lacking(rule, document))
    if found:
        yield OpenCheck(rule.code, rule.title, tuple(found))


def _lacking(rule: Rule, document: Document) -> Iterator[Undecided]:
    if not document.projects:
        return
    for cell in rule.needs:
        if cell == "fiscal_year":
            if document.fiscal_year is None:
                yield Undecided("", "文本没有写明预算年度", "预算年度")
        elif cell == "department":
            if document.department.is_blank:
                yield Undecided("", "文本没有部门整体绩效目标部分", "部门整体绩效目标")
        elif not asks(document, cell):
            yield Undecided(cell, f"表式没有“{cell_name(cell)}”一栏", cell_name(cell))
