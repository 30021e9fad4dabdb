"""What a publication still has to answer for: findings of the gate and missing parts, each with its place and its cure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from zhunsheng.documents.writing.unwritable import Unwritable
from zhunsheng.model.address import cell_name
from zhunsheng.model.finding import Finding, Severity
from zhunsheng.model.publication import Publication
from zhunsheng.rules.private_data import PlacedHit, find_private, masked
from zhunsheng.usecases.open_data.files import public_document
from zhunsheng.usecases.open_data.rows import PublicYear, table_rows
from zhunsheng.usecases.publication import Gate, PublicationKind, look_at

PRIVATE_RULES = frozenset({"ZSI01", "ZSI02", "ZSI03", "ZSI11", "ZSI12", "ZSI13", "ZSI14"})
"""Rules about private data and secrets: what they find is mended, or released by a person who says why."""
LATE = "ZSI06"


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing in the way of a publication, or worth a look. ``name`` stays the same as long as the words do.

    ``project`` is the place of the project's table or form in the document from 0; ``release`` is why a person lets
    it go out, ``""`` while nobody does.
    """

    name: str
    severity: Severity
    rule: str
    title: str
    message: str
    quote: str = ""
    project: int | None = None
    project_name: str = ""
    address: str = ""
    indicator: str = ""
    suggestion: str = ""
    basis: str = ""
    release: str = ""

    @property
    def private(self) -> bool:
        """True for what may tell private or secret things: only that may be released with a reason."""
        return self.rule in PRIVATE_RULES and self.severity is not Severity.INFO

    @property
    def stops(self) -> bool:
        """True while nothing may go out because of it."""
        return self.severity is Severity.ERROR and not self.release

    @property
    def asks(self) -> bool:
        """True while somebody has to mend it or to say why it may go out."""
        return (self.severity is Severity.ERROR or self.private) and not self.release

    @property
    def where(self) -> str:
        """The place in words: project, cell, indicator."""
        cell = cell_name(self.address) if self.address else ""
        return " › ".join(part for part in (self.project_name, cell, self.indicator) if part) or "整份文件"

    def __str__(self) -> str:
        """The sentence for a terminal: how grave, where, what, how to mend."""
        words = (
            f"“{masked(self.quote)}”" if self.quote and self.private else f"“{self.quote[:40]}”" if self.quote else ""
        )
        cure = f"改法：{self.suggestion}" if self.suggestion else ""
        code = f"{self.rule} " if self.rule else ""
        return f"{self.severity.label} {code}{self.where}{words}：{self.message}{cure}"


def concerns(
    year: PublicYear, about: Publication | None = None, releases: Mapping[str, str] | None = None
) -> tuple[Concern, ...]:
    """Everything in the way of a publication, the gravest first. ``releases`` are reasons by the concerns' names.

    Without ``about`` nothing is known besides the days of ``year``; files that this program writes carry nothing hidden.
    """
    known = about or Publication(approved_on=year.approved_on, published_on=year.published_on)
    try:
        gate = look_at(public_document(year), year.kind, about=known, on=year.published_on)
    except Unwritable as trouble:
        return (_missing("unit", str(trouble)),)
    found = [*_missing_parts(year), *_of_gate(year, gate)]
    reasons = releases or {}
    told = {one.name: _released(one, reasons.get(one.name, "")) for one in found}
    return tuple(sorted(told.values(), key=lambda one: one.severity.rank))


def _of_gate(year: PublicYear, gate: Gate) -> Iterator[Concern]:
    quotes = set()
    for finding in gate.review.findings:
        quotes.add(finding.quote)
        yield _of_finding(year, finding)
    for hit in (*gate.hits, *_in_open_data(year)):
        if not any(hit.words in quote for quote in quotes):
            quotes.add(hit.words)
            yield _of_hit(hit)


def _in_open_data(year: PublicYear) -> Iterator[PlacedHit]:
    """Private words in the cells of the open data: some of them no form prints."""
    for rows in table_rows(year).values():
        for text in (value for row in rows for value in row.values() if isinstance(value, str)):
            for hit in find_private(text):
                yield PlacedHit(hit, text[hit.start : hit.end], None)


def _of_finding(year: PublicYear, finding: Finding) -> Concern:
    severity = Severity.WARNING if finding.rule == LATE else finding.severity
    number, address = _place_of(year, finding)
    return Concern(
        _name(finding.rule, str(number), address, finding.quote), severity, finding.rule, finding.title, finding.message, finding.quote,
        number, _project_name(year, number) or finding.project_name or "", "" if address == "file" else address,
        finding.indicator or "", finding.suggestion or "", finding.legal_basis or "",
    )  # fmt: skip


def _place_of(year: PublicYear, finding: Finding) -> tuple[int | None, str]:
    """Which project a finding is about, and its cell there; forms are addressed ``self_evaluations[2].issues``."""
    head, dot, rest = finding.address.partition(".")
    if dot and head.startswith("self_evaluations["):
        return int(head.removeprefix("self_evaluations[").rstrip("]")), rest
    return finding.project_no, finding.address


def _project_name(year: PublicYear, number: int | None) -> str:
    names = [project.name for project in year.document.projects] if year.kind is PublicationKind.BUDGET else [
        one.form.project_name for one in year.evaluated
    ]  # fmt: skip
    return (names[number] or f"第{number + 1}个项目") if number is not None and number < len(names) else ""


def _of_hit(hit: PlacedHit) -> Concern:
    rule = "ZSI03" if "涉密" in hit.hit.kind else "ZSI02" if hit.hit.kind == "个人姓名" else "ZSI01"
    return Concern(
        _name(rule, "", "", hit.words), hit.hit.severity, rule, hit.hit.kind, f"公开文本里有{hit.hit.kind}，公开后收不回来。", hit.words,
        suggestion="删去或遮盖；确实可以公开的，写明理由。",
    )  # fmt: skip


def _missing_parts(year: PublicYear) -> Iterator[Concern]:
    if year.kind is PublicationKind.BUDGET:
        yield from _missing_targets(year)
    else:
        for number, one in enumerate(year.evaluated):
            if one.evaluation.total is None:
                yield _missing(
                    f"total-{number}", "还没有自评总分，自评表不完整。", number, one.form.project_name or "", "补齐完成值、评定和支付记录。"
                )  # fmt: skip
        if not year.evaluated:
            yield _remark("empty", "没有项目自评结果，公开的是空表和一句说明。", Severity.INFO)
    if year.approved_on is None:
        thing = "部门预算" if year.kind is PublicationKind.BUDGET else "部门决算"
        yield _remark(
            "approval", f"没有登记{thing}批复日期，判断不了是否逾期。", Severity.WARNING, "登记批复日期和文号。"
        )


def _missing_targets(year: PublicYear) -> Iterator[Concern]:
    for number, project in enumerate(year.document.projects):
        for lacking, words in ((project.name, "项目名称"), (project.indicators, "绩效指标")):
            if not lacking:
                yield _missing(
                    f"{words}-{number}",
                    f"没有{words}，目标表不完整。",
                    number,
                    project.name or "",
                    f"填上{words}后再公开。",
                )
    plan = year.document.department
    if not (plan.overall_goal or plan.sub_goal):
        yield _remark("department", "没有部门整体绩效目标。", Severity.WARNING, "有部门整体目标的，读入后一并公开。")
    if not year.document.projects:
        yield _remark("empty", "没有项目绩效目标，公开的是空表和一句说明。", Severity.INFO)


def _missing(key: str, message: str, number: int | None = None, name: str = "", cure: str = "") -> Concern:
    project = name or (f"第{number + 1}个项目" if number is not None else "")
    return Concern(
        _name("missing", key),
        Severity.ERROR,
        "",
        "内容缺失",
        message,
        project=number,
        project_name=project,
        suggestion=cure,
    )


def _remark(key: str, message: str, severity: Severity, cure: str = "") -> Concern:
    return Concern(_name("remark", key), severity, "", "提请注意", message, suggestion=cure)


def _released(concern: Concern, reason: str) -> Concern:
    return replace(concern, release=reason) if reason and concern.private else concern


def _name(*parts: str) -> str:
    """A short name that depends on rule, place and words alone."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
