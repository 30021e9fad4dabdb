"""Review a document by the rules, sum the findings up, and make the mends that are certain."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from zhunsheng.model.address import DEPARTMENT_CELLS, get_cell, put_cell, put_department_cell
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Finding, Fix, Severity
from zhunsheng.model.spelling import half_width
from zhunsheng.rules.engine import Review, run
from zhunsheng.rules.grade import DEFAULT_SCHEME, Grade, Scheme, grade
from zhunsheng.rules.outside import NOTHING, Outside, approved_budgets
from zhunsheng.rules.registry import rules, rules_by_code
from zhunsheng.rules.rule import Rule
from zhunsheng.rules.waiver import Waiver

_NUMERALS = re.compile(r"[0-9〇零一二两三四五六七八九十百千万亿]")


class UnknownRule(ValueError):
    """A rule was asked for that does not exist; the message is a Chinese sentence with the nearest ones."""


class Reviewed(NamedTuple):
    """One document with its review; ``refusal`` says why a file could not be used at all, and then nothing was found."""

    document: Document
    review: Review
    refusal: str | None = None
    partial: bool = False
    """True where somebody chose among the rules: what a few of them say makes no grade."""

    only_project: int | None = None
    """The number of the one project that was reviewed."""

    @property
    def total(self) -> Summary:
        """What the review comes to."""
        found = summary(self.document, self.review.findings, only_project=self.only_project)
        return replace(found, grade=None) if self.partial else found


@dataclass(frozen=True, slots=True)
class Summary:
    """What a review comes to: counts, and the suggested grade (``None`` where there is no project to grade)."""

    projects: int
    indicators: int
    counts: Mapping[Severity, int]
    grade: Grade | None


@dataclass(frozen=True, slots=True)
class Mended:
    """A document after its certain mends, and the findings that were mended, in order."""

    document: Document
    fixed: tuple[Finding, ...]


def choose_rules(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """The rules whose code (or beginning of it, or name) is selected — all by default — and not ignored.

    Raises :class:`UnknownRule` for a word that means no rule.
    """
    chosen = set(_codes(select)) if select else {rule.code for rule in rules()}
    chosen -= set(_codes(ignore))
    return tuple(rule for rule in rules() if rule.code in chosen)


def find_rule(word: str) -> Rule:
    """The rule of a code or name. Raises :class:`UnknownRule`."""
    found = next((rule for rule in rules() if word.upper() == rule.code or word == rule.name), None)
    if found is None:
        raise _unknown(word)
    return found


def review_document(
    document: Document,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    on: date | None = None,
    parameters: Mapping[str, Mapping[str, Any]] | None = None,
    waivers: Iterable[Waiver] = (),
    only_project: int | None = None,
    outside: Outside = NOTHING,
    severities: Mapping[str, Severity] | None = None,
) -> Review:
    """Review by the selected rules in force on the day; see :func:`zhunsheng.rules.engine.run` for the rest."""
    chosen = choose_rules(tuple(select), tuple(ignore))
    return run(
        document,
        chosen,
        on=on,
        parameters=parameters,
        waivers=waivers,
        only_project=only_project,
        outside=outside,
        severities=severities,
    )


def known_from(
    earlier: Iterable[Document] = (), approved: Iterable[Document] = (), monitored: Iterable[Document] = ()
) -> Outside:
    """What other documents tell: those of earlier years, those approved with their budgets and target tables, and those with
    the year's monitoring forms. None of a kind: unknown."""
    past, granted, watched = tuple(earlier), tuple(approved), tuple(monitored)
    budgets = approved_budgets(*granted) if granted else None
    return Outside(earlier=past or None, approved=budgets, targets=granted or None, monitored=watched or None)


def summary(
    document: Document, findings: Iterable[Finding], scheme: Scheme = DEFAULT_SCHEME, only_project: int | None = None
) -> Summary:
    """Counts by severity and the suggested grade, where only one project was reviewed its grade."""
    found = tuple(findings)
    counts = {severity: sum(f.severity is severity for f in found) for severity in Severity}
    graded = grade(document, found, scheme, only_project)
    return Summary(len(document.projects), document.indicator_count, counts, graded)


def apply_fixes(document: Document, findings: Iterable[Finding]) -> Document:
    """The document with every certain mend of these findings made; see :func:`mend`."""
    return mend(document, findings).document


def mend(
    document: Document,
    findings: Iterable[Finding],
    *,
    on: date | None = None,
    parameters: Mapping[str, Mapping[str, Any]] | None = None,
) -> Mended:
    """Make the mends that the findings carry, and say which were made.

    A mend replaces a whole cell, so of several in one cell the first is made and the rules look again before the next.
    A mend that would change a number, or bring back an earlier text, is not made.
    """
    by_table: dict[int | None, list[Finding]] = {}
    for finding in findings:
        if finding.fix is not None:
            by_table.setdefault(finding.project_no, []).append(finding)
    fixed: list[Finding] = []
    for number, waiting in by_table.items():
        wanted = {_mend_key(finding) for finding in waiting}
        chosen = [rules_by_code()[code] for code in sorted({f.rule for f in waiting} & rules_by_code().keys())]
        seen: set[tuple[str, str]] = set()
        while True:
            document, made = _one_pass(document, number, waiting, seen)
            if not made:
                break
            fixed += made
            again = run(document, chosen, on=on, parameters=parameters, only_project=number).findings
            waiting = [f for f in again if f.fix and f.project_no == number and _mend_key(f) in wanted]
    return Mended(document, tuple(fixed))


def mend_all(document: Document, **settings: Any) -> Mended:
    """Review and mend until no certain mend is left: one finding may stand for the same slip in several cells.

    ``settings`` are those of :func:`review_document`.
    """
    fixed: list[Finding] = []
    seen = {document}
    while True:
        found = review_document(document, **settings).findings
        mended = mend(document, found, on=settings.get("on"), parameters=settings.get("parameters"))
        if not mended.fixed or mended.document in seen:
            return Mended(document, tuple(fixed))
        document = mended.document
        seen.add(document)
        fixed += mended.fixed


def _one_pass(
    document: Document, number: int | None, waiting: Iterable[Finding], seen: set[tuple[str, str]]
) -> tuple[Document, list[Finding]]:
    """At most one mend a cell; ``seen`` remembers every text that a cell has had, so that no two mends take turns."""
    made: list[Finding] = []
    touched: set[str] = set()
    for finding in waiting:
        fix = finding.fix
        if fix is None or fix.address in touched:
            continue
        before = _cell(document, number, fix.address)
        if before is None or not _is_harmless(before, fix) or (fix.address, fix.text) in seen:
            continue
        seen |= {(fix.address, before), (fix.address, fix.text)}
        touched.add(fix.address)
        document = _put(document, number, fix.address, fix.text)
        made.append(finding)
    return document, made


def _mend_key(finding: Finding) -> tuple[str, str | None]:
    return finding.rule, finding.fix.address if finding.fix else None


def _is_harmless(before: str, fix: Fix) -> bool:
    """True when the mend changes words or marks and leaves every numeral where it was."""
    return before != fix.text and _NUMERALS.findall(half_width(before)) == _NUMERALS.findall(half_width(fix.text))


def _cell(document: Document, number: int | None, address: str) -> str | None:
    try:
        return get_cell(document.department if number is None else document.projects[number], address)
    except (KeyError, IndexError):
        return None


def _put(document: Document, number: int | None, address: str, text: str) -> Document:
    if number is None:
        if address not in DEPARTMENT_CELLS:
            return document
        return replace(document, department=put_department_cell(document.department, address, text))
    projects = list(document.projects)
    projects[number] = put_cell(projects[number], address, text)
    return replace(document, projects=tuple(projects))


def _codes(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        found = [rule.code for rule in rules() if rule.code.startswith(word.upper()) or rule.name == word]
        if not found or not word:
            raise _unknown(word)
        yield from found


def _unknown(word: str) -> UnknownRule:
    names = [*rules_by_code(), *(rule.name for rule in rules())]
    near = difflib.get_close_matches(word.upper(), names, 3) or difflib.get_close_matches(word, names, 3)
    hint = f"是不是{'、'.join(near)}？" if near else ""
    return UnknownRule(f"没有编号或名称为“{word}”的规则。{hint}用 zhunsheng rule 查看全部规则。")
