"""What every report says of a finding in the same way: where it is, which words are meant, what it is compared with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from zhunsheng.model.address import WHOLE_PARTS, cell_name, cell_of, indicator_address
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Finding, Related
from zhunsheng.model.form_address import form_address
from zhunsheng.model.place import Place
from zhunsheng.rules.open_check import OpenCheck

COLOURS = {"error": "#b3261e", "warning": "#8a5300", "info": "#1f5aa6"}
"""Ink of each severity on white paper; all at least 4.5 : 1."""


OPEN_TITLE = "没能判断的检查项"
"""Heads the list of checks that are neither hit nor passed."""


class Excerpt(NamedTuple):
    """The words at fault with what stands around them in the cell; dots stand where the cell was cut."""

    before: str
    words: str
    after: str


def cell_text(document: Document, finding: Finding) -> str | None:
    """The text of the cell that a finding is about, ``None`` for a blank cell or a whole part of the form."""
    try:
        return cell_of(document, finding.project_no, finding.address)
    except (KeyError, IndexError):
        return None


def span(document: Document, finding: Finding) -> tuple[int, int] | None:
    """Where the quoted words stand in their cell (start and end in characters), or ``None`` when they do not."""
    text = cell_text(document, finding)
    if not text or not finding.quote:
        return None
    start = text.find(finding.quote)
    return None if start < 0 else (start, start + len(finding.quote))


def excerpt(document: Document, finding: Finding, room: int = 24) -> Excerpt | None:
    """The quoted words with at most ``room`` characters on either side; ``None`` when nothing is quoted."""
    if not finding.quote:
        return None
    text, where = cell_text(document, finding), span(document, finding)
    if text is None or where is None:
        return Excerpt("", _one_line(finding.quote), "")
    start, end = where
    before = ("…" if start > room else "") + text[max(0, start - room) : start]
    after = text[end : end + room] + ("…" if len(text) > end + room else "")
    return Excerpt(_one_line(before), _one_line(text[start:end]), _one_line(after))


def project_title(document: Document, number: int | None) -> str:
    """How a report heads the findings of one table: ``2、路灯电费（804-0501-JBN-K5AT）``."""
    if number is None:
        return "部门整体绩效目标"
    project = document.projects[number]
    code = f"（{project.code}）" if project.code else ""
    return f"{number + 1}、{project.name or '（无名称）'}{code}"


def held(document: Document) -> list[str]:
    """What a document holds, in words: projects and indicators, then forms, as far as there are any."""
    forms = [f"{len(document.self_evaluations)}张自评表"] if document.self_evaluations else []
    forms += [f"{len(document.monitorings)}张监控表"] if document.monitorings else []
    if forms and not document.projects:
        return forms
    return [f"{len(document.projects)}个项目", f"{document.indicator_count}条指标", *forms]


def table_key(finding: Finding) -> tuple[str, int | None]:
    """Which table of the document a finding is about, for grouping: a project's, a form, or the department part."""
    form = form_address(finding.address) if finding.project_no is None else None
    return (form[0], form[1]) if form is not None else ("projects", finding.project_no)


def table_title(document: Document, finding: Finding) -> str:
    """How a report heads the findings of the table that a finding is about."""
    group, number = table_key(finding)
    if group == "projects" or number is None:
        whole = finding.address in WHOLE_PARTS and finding.project_no is None
        return "全部材料" if whole else project_title(document, number)
    form = getattr(document, group)[number]
    kind = {"self_evaluations": "自评表", "monitorings": "监控表"}[group]
    code = f"（{form.project_code}）" if form.project_code else ""
    return f"{kind}{number + 1}、{form.label or '（无名称）'}{code}"


def where(finding: Finding) -> str:
    """The cell in the form's own words: ``指标“交通事故发生率”的指标值``."""
    name = cell_name(finding.address)
    in_row = indicator_address(finding.address) is not None or form_address(finding.address) is not None
    if not in_row or not finding.indicator:
        return name
    return f"指标“{finding.indicator}”" if name == "三级指标" else f"指标“{finding.indicator}”的{name}"


def related_lines(document: Document, finding: Finding, shown: int = 3) -> list[str]:
    """What a finding is compared with, a line a place: ``“路灯电费”绩效目标：交通事故零发生``.

    Places that say the same words share a line; beyond ``shown`` lines only their number is told.
    """
    groups: dict[str, list[str]] = {}
    for other in finding.related:
        groups.setdefault(_one_line(other.quote), []).append(_related_place(document, finding, other))
    lines = []
    for quote, places in groups.items():
        place = places[0] if len(places) == 1 else f"{places[0]}等{len(places)}处"
        lines.append(f"{place}：{quote}" if quote else place)
    return lines if len(lines) <= shown + 1 else [*lines[:shown], f"另有{len(lines) - shown}处"]


def _related_place(document: Document, finding: Finding, other: Related) -> str:
    project = next((p for p in document.projects if other.project and p.code == other.project), None)
    row = indicator_address(other.address)
    name = cell_name(other.address)
    if project is not None and row and row[0] < len(project.indicators):
        name = f"指标“{project.indicators[row[0]].level3 or row[0] + 1}”{'' if name == '三级指标' else f'的{name}'}"
    foreign = project is not None and project.name and other.project != finding.project
    return f"“{project.name}”{name}" if foreign and project else name


def open_lines(document: Document, undecided: Iterable[OpenCheck]) -> list[tuple[str, str]]:
    """What could not be judged, a line a reason: the reason, then the rules it keeps from judging and for how many projects."""
    groups: dict[str, list[OpenCheck]] = {}
    for left_open in undecided:
        groups.setdefault(left_open.reason, []).append(left_open)
    return [(reason, "；".join(_open(document, one) for one in listed)) for reason, listed in groups.items()]


def _open(document: Document, left_open: OpenCheck) -> str:
    count = len(left_open.projects)
    if count == 0 or count == len(document.projects):
        return f"{left_open.rule} {left_open.title}"
    name = document.projects[left_open.projects[0]].name
    of_what = f"{count}个项目" if count > 1 or not name else f"“{name}”"
    return f"{left_open.rule} {left_open.title}（{of_what}）"


def place_words(document: Document, finding: Finding) -> str:
    """Where in the file: the line of a text file, the paragraph or the table, row and cell of others; ``""`` when nobody knows."""
    place = finding.place
    if not isinstance(place, Place):
        return ""
    if place.line is not None and document.source.format == "text":
        return f"第{place.line}行"
    if place.line is not None and place.table is None and document.source.format in ("docx", "doc", "html"):
        return f"第{place.line}段"
    return str(place)


def printable(text: str) -> str:
    """Text without control characters, which XML and Excel do not take."""
    return "".join(char for char in text if char in "\n\t" or (char >= " " and char not in "\x7f\ufffe\uffff"))


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))
