"""A review in a terminal, as a compiler speaks: where, the very words with a line under them, why, and what to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from zhunsheng.model.document import Document
from zhunsheng.model.finding import Finding, Severity
from zhunsheng.rules.grade import NEXT_STEP, NOTE
from zhunsheng.usecases.review import Reviewed, Summary
from zhunsheng.usecases.review_reports.marks import (
    OPEN_TITLE,
    excerpt,
    held,
    open_lines,
    place_words,
    related_lines,
    table_title,
    where,
)

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold blue"}
_LABEL = "dim"


def print_review(console: Console, reviewed: Reviewed) -> None:
    """Print one document's review; lines are left to the terminal to wrap, so that a pipe gets whole lines."""
    for line in review_lines(reviewed, max(24, min(console.width, 120) - 12)):
        console.print(line, soft_wrap=True)


def review_lines(reviewed: Reviewed, room: int = 68) -> Iterator[Text]:
    """The report line by line; an excerpt is at most about ``room`` columns wide."""
    document, review = reviewed.document, reviewed.review
    yield _head(document)
    for problem in document.problems:
        yield Text.assemble(("读取 ", "bold magenta"), f"{problem.where}：{problem.message}")
    yield from _overview(review.findings)
    for title, findings in groupby(review.findings, key=lambda finding: table_title(document, finding)):
        yield Text("")
        yield Text(f"━━ {title}", style="bold")
        cited: set[str] = set()
        for finding in findings:
            yield Text("")
            yield from _finding(document, finding, room, cites=finding.rule not in cited)
            cited.add(finding.rule)
    if review.undecided:
        yield Text("")
        yield Text(f"━━ {OPEN_TITLE}（{len(review.undecided)}项）", style="bold")
        for reason, checks in open_lines(document, review.undecided):
            yield Text.assemble(("   ○ ", _LABEL), reason, ("：", _LABEL), (checks, _LABEL))
    yield Text("")
    yield from _foot(reviewed.total, reviewed)


def _head(document: Document) -> Text:
    facts = [document.unit.label or "单位不详"]
    facts.append("年度不详" if document.fiscal_year is None else f"{document.fiscal_year}年")
    facts += held(document)
    return Text.assemble((document.source.name, "bold underline"), "  ", " · ".join(facts))


def _overview(findings: Sequence[Finding]) -> Iterator[Text]:
    """What recurs in three tables or more, the gravest and most frequent first: whoever mends it mends it everywhere."""
    tables: dict[tuple[Severity, str, str], list[object]] = {}
    for finding in findings:
        if finding.project_no is not None:
            tables.setdefault((finding.severity, finding.rule, finding.title), []).append(finding.project_no)
    often = [(key, places) for key, places in tables.items() if len(set(places)) >= _OFTEN]
    if not often:
        return
    yield Text("")
    yield Text("━━ 多个项目都有的，先一起改", style="bold")
    grave = list(Severity)
    for (severity, rule, title), places in sorted(often, key=lambda one: (grave.index(one[0][0]), -len(set(one[1])))):
        times = f"，共{len(places)}处" if len(places) > len(set(places)) else ""
        yield Text.assemble(
            "   ",
            (severity.label, STYLES[severity]),
            " ",
            (rule, STYLES[severity]),
            f" {title}：{len(set(places))}个项目{times}",
        )


_OFTEN = 3
"""In so many tables a fault is the habit of a unit, no slip."""


def _finding(document: Document, finding: Finding, room: int, cites: bool = True) -> Iterator[Text]:
    """One finding; the basis of a rule is cited where it first speaks of a table (``cites``), not again there."""
    style = STYLES[finding.severity]
    place = place_words(document, finding)
    yield Text.assemble((finding.severity.label, style), " ", (finding.rule, style), " ", (finding.title, "bold"))
    yield Text.assemble(("  ──▶ ", _LABEL), where(finding), (f"（{place}）" if place else "", _LABEL))
    words = excerpt(document, finding, room // 4)
    if words is not None:
        yield Text.assemble(("   │ ", _LABEL), words.before, (words.words, style), words.after)
        under = " " * cell_len(words.before) + "~" * max(1, cell_len(words.words))
        yield Text.assemble(("   │ ", _LABEL), (under, style))
    yield Text(f"   {finding.message}")
    for line in related_lines(document, finding):
        yield Text.assemble(("   对照 ", _LABEL), line)
    if finding.suggestion:
        yield Text.assemble(("   改法 ", "green"), finding.suggestion)
    if finding.fix is not None:
        yield Text.assemble(("   可自动改 ", "green"), finding.fix.label or "按建议改写")
    if finding.legal_basis and cites:
        yield Text.assemble(("   依据 ", _LABEL), (finding.legal_basis, _LABEL))


def _foot(total: Summary, reviewed: Reviewed) -> Iterator[Text]:
    line = Text.assemble(("共", "bold"))
    for severity in Severity:
        line.append(
            f" {severity.label}{total.counts[severity]}", STYLES[severity] if total.counts[severity] else _LABEL
        )
    if reviewed.review.waived:
        line.append(f" 另有{len(reviewed.review.waived)}条已豁免", _LABEL)
    yield line
    if reviewed.partial:
        yield Text("只用了挑出来的规则，不推算等级。", style=_LABEL)
    if total.grade is not None:
        points = "、".join(f"{quality}{value}" for quality, value in total.grade.qualities.items())
        yield Text.assemble(
            ("建议等级 ", "bold"),
            (total.grade.grade, "bold reverse"),
            f" {total.grade.score}分（{points}）：{NEXT_STEP[total.grade.grade]}",
        )
        yield Text(NOTE, style=_LABEL)
    if not reviewed.review.findings:
        yield Text("没有发现问题。", style="green")
