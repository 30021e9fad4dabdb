"""The review form as a Word document: a list of all projects first where there are several, then a form for each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from docx import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from zhunsheng.documents.writing.look import BODY_FONT, PORTRAIT, SECTION_FONT, TITLE_FONT
from zhunsheng.rules.grade import QUALITIES
from zhunsheng.usecases.review_form import FormItem, ReviewForm
from zhunsheng.usecases.review_reports.form_words import (
    LIST_TITLE,
    SIGNATURES,
    boxes,
    cost_lines,
    dimension_title,
    facts,
    item_title,
    list_facts,
    mean_score,
    notes,
    open_words,
    opinion,
    points,
    text_of,
    ticks,
)

MOST_FORMS = 200
"""A document of more projects gets the list alone: nobody signs that many forms of one file."""
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_WIDTHS = (25.0, 50.0, 26.0, 13.0, 60.0)
"""The columns in millimetres: 审核内容, 审核要点, 审核意见, 得分, 事由."""
_PLAIN_WIDTHS = (25.0, 56.0, 26.0, 67.0)
"""The same without points."""
_LIST_WIDTHS = (12.0, 50.0, 22.0, 15.0, 15.0, 15.0, 15.0, 15.0, 15.0)
_SHADE = "E8ECF0"
_SIZE = 10.0
_FOOTER = 12.0
_POINT = 0.353
"""Millimetres of a point: a Chinese character is as wide as its size."""
_WHOLE_LINES = 20
"""A cell of more lines than this, about half a page, may go over a page's end."""


def form_docx(forms: Sequence[ReviewForm]) -> bytes:
    """The document's bytes; the same forms always give the same."""
    word = Word()
    _page(word)
    if len(forms) > 1:
        _list(word, forms)
    if len(forms) <= MOST_FORMS:
        for at, form in enumerate(forms):
            if at or len(forms) > 1:
                word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            _form(word, form)
    out = io.BytesIO()
    word.save(out)
    return _undated(out.getvalue())


def _page(word: Any) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(PORTRAIT.width), Mm(PORTRAIT.height)
    section.left_margin = section.right_margin = Mm(PORTRAIT.side)
    section.top_margin, section.bottom_margin = Mm(PORTRAIT.top), Mm(PORTRAIT.bottom)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _font(footer.add_run("— "), _FOOTER)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = footer.add_run()
        _font(run, _FOOTER)
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = text
        run._r.append(mark)
    _font(footer.add_run(" —"), _FOOTER)
    properties = word.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.title = LIST_TITLE
    properties.created = properties.modified = _EPOCH
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = BODY_FONT, Pt(_SIZE)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY_FONT)
    normal.paragraph_format.space_after = Pt(0)


def _form(word: Any, form: ReviewForm) -> None:
    scored = form.kind == "重点"
    _title(word, form.title)
    widths = _WIDTHS if scored else _PLAIN_WIDTHS
    table = _table(word, widths)
    for one, value, other, second in facts(form):
        cells = _row(table, widths, (1, 1, 1, len(widths) - 3))
        for cell, text, label in zip(cells, (one, value, other, second), (True, False, True, False), strict=True):
            _say(cell, [text], centred=label, shade=label)
    _joint(word)
    table = _table(word, widths)
    head = ("审核内容", "审核要点", "审核意见", *(("得分",) if scored else ()), "扣分事由" if scored else "主要事由")
    for cell, text in zip(_row(table, widths), head, strict=True):
        _say(cell, [text], centred=True, font=SECTION_FONT, shade=True)
    _repeat(table.rows[0])
    for at, name in enumerate(QUALITIES):
        items = [item for item in form.items if item.mark.item.dimension == name]
        (cell,) = _row(table, widths, (len(widths),))
        _say(cell, [dimension_title(at, items, scored)], font=SECTION_FONT, keep=True)
        for item in items:
            _item(table, widths, item, scored)
    _foot(table, widths, form, scored)
    for number, line in enumerate(notes(form)):
        _note(word, ("注：" if number == 0 else "　　") + line)


def _item(table: Any, widths: Sequence[float], item: FormItem, scored: bool) -> None:
    cells = _row(table, widths)
    _say(cells[0], [item_title(item, scored)], centred=True)
    _say(cells[1], [item.mark.item.question])
    _say(cells[2], ticks(item.grade), centred=True)
    if scored:
        _say(cells[3], [points(item.score)], centred=True, bold=True)
    _say(cells[-1], cost_lines(item, scored), size=9)


def _foot(table: Any, widths: Sequence[float], form: ReviewForm, scored: bool) -> None:
    rest = len(widths) - 1
    if scored:
        label, value = _row(table, widths, (1, rest))
        _say(label, ["总　分"], centred=True, shade=True)
        _say(value, [f"{points(form.score)}分"], bold=True)
    problems, advice = opinion(form)
    lines = [
        ("综合评定等级", ["　　　".join(boxes(form.grade))]),
        ("后续处理", [form.next_step]),
        ("主要问题", problems),
        ("改进建议", advice),
    ]
    if form.remark:
        lines.append(("审核人意见", [text_of(form.remark)]))
    if form.undecided:
        lines.append(("没能判断的检查项", open_words(form)))
    for name, text in lines:
        label, value = _row(table, widths, (1, rest), whole=_fits(text, sum(widths[1:])))
        _say(label, [name], centred=True, shade=True)
        _say(value, text)
    (cell,) = _row(table, widths, (len(widths),), height=16)
    _say(cell, [SIGNATURES])


def _fits(lines: Sequence[str], width: float) -> bool:
    """Whether a closing cell is short enough to stay on one page: its label would be missing on the second."""
    letters = int(width / (_SIZE * _POINT))
    return sum(1 + len(line) // letters for text in lines for line in text.split("\n")) <= _WHOLE_LINES


def _list(word: Any, forms: Sequence[ReviewForm]) -> None:
    _title(word, LIST_TITLE)
    _note(word, list_facts(forms))
    table = _table(word, _LIST_WIDTHS)
    for cell, text in zip(
        _row(table, _LIST_WIDTHS), ("序号", "项目名称", "预算数", *QUALITIES, "总分", "等级"), strict=True
    ):
        _say(cell, [text], centred=True, font=SECTION_FONT, shade=True)
    _repeat(table.rows[0])
    for at, form in enumerate(forms, 1):
        budget = form.project.budget.total
        values = [
            sum((item.score for item in form.items if item.mark.item.dimension == name), Decimal(0))
            for name in QUALITIES
        ]
        cells = _row(table, _LIST_WIDTHS)
        _say(cells[0], [str(at)], centred=True)
        _say(cells[1], [text_of(form.project.name) or "（无名称）"])
        _say(cells[2], [budget.text if budget else ""], centred=True)
        for cell, value in zip(cells[3:7], values, strict=True):
            _say(cell, [points(value)], centred=True)
        _say(cells[7], [points(form.score)], centred=True, bold=True)
        _say(cells[8], [form.grade], centred=True, bold=True)
    if len(forms) > 1:
        cells = _row(table, _LIST_WIDTHS, (7, 1, 1))
        _say(cells[0], ["平　均"], centred=True, shade=True)
        _say(cells[1], [points(mean_score(forms))], centred=True, bold=True)
    for number, line in enumerate(notes(forms[0])):
        _note(word, ("注：" if number == 0 else "　　") + line)


# -- Word's own words -------------------------------------------------------------------------------------------------


def _title(word: Any, text: str) -> None:
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(8)
    paragraph.paragraph_format.keep_with_next = True
    _font(paragraph.add_run(text), 18, TITLE_FONT)


def _note(word: Any, text: str) -> None:
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(2)
    _font(paragraph.add_run(text), 9)


def _joint(word: Any) -> None:
    """Next to no room between two tables that read as one: Word would join them, and only a table's first row repeats."""
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.line_spacing = Pt(1)
    paragraph.paragraph_format.keep_with_next = True
    _font(paragraph.add_run(), 1)


def _table(word: Any, widths: Sequence[float]) -> Any:
    table = word.add_table(rows=0, cols=len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    margins = OxmlElement("w:tblCellMar")
    for side, room in (("top", 45), ("left", 85), ("bottom", 45), ("right", 85)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(room))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    return table


def _row(
    table: Any, widths: Sequence[float], spans: Sequence[int] = (), *, height: float = 8, whole: bool = True
) -> list[Any]:
    """A new row whose cells span these many columns (one each by default); a ``whole`` row stays on one page."""
    row = table.add_row()
    row.height = Mm(height)
    if whole:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells: list[Any] = []
    at = 0
    for span in spans or (1,) * len(widths):
        cell = row.cells[at]
        if span > 1:
            cell = cell.merge(row.cells[at + span - 1])
        cell.width = Mm(sum(widths[at : at + span]))
        cells.append(cell)
        at += span
    return cells


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _say(
    cell: Any, lines: Sequence[str], *, centred: bool = False, bold: bool = False, font: str = BODY_FONT,
    size: float = _SIZE, shade: bool = False, keep: bool = False,
) -> None:  # fmt: skip
    """Put lines of text into a cell, a paragraph each."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
        paragraph.paragraph_format.keep_with_next = keep
        run = paragraph.add_run(line)
        _font(run, size, font)
        run.bold = bold
    if shade:
        fill = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
            fill.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().append(fill)


def _font(run: Any, size: float, font: str = BODY_FONT) -> None:
    run.font.size, run.font.name, run.font.color.rgb = Pt(size), font, RGBColor(0, 0, 0)
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _undated(data: bytes) -> bytes:
    """The package with every entry dated alike, so that the same forms give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        for name in package.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            fresh.writestr(entry, package.read(name))
    return out.getvalue()
