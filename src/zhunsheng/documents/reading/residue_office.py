"""What Word and Excel files (``.docx``, ``.xlsx``) carry besides their pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from zhunsheng.documents.reading.container import Package, XmlStream
from zhunsheng.model.place import Place
from zhunsheng.model.publication import Residue, ResidueKind

_AUTHORS = {"creator": "作者", "lastModifiedBy": "上次修改者", "Manager": "经理"}
_PROPERTIES = {
    "Company": "单位", "description": "备注", "keywords": "关键词", "category": "类别", "contentStatus": "状态", "HyperlinkBase": "链接基础",
}  # fmt: skip
_REVISIONS = {"ins": "插入", "del": "删除", "moveFrom": "移走", "moveTo": "移来"}
_FORMAT_CHANGES = frozenset({"pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange"})
_ATTACHED = re.compile(
    r"^(?:word|xl)/(?:embeddings|activeX|externalLinks)/[^/]+$|customXml/item\d*\.xml$|vbaProject\.bin$", re.I
)
_LOCAL = re.compile(r"^(?:file:|[A-Za-z]:[\\/]|\\\\)")
_SHOWN = 40
_MOST = 50
"""Like residues that are told one by one; more of a kind say nothing new."""


def office_residues(data: bytes) -> Iterator[Residue]:
    """Properties, comments, revisions, hidden text, cells and sheets, attachments, links to files of a machine."""
    package = Package(data, "Office 文件")
    names = package.names()
    yield from _properties(package)
    for name in names:
        if re.match(r"^(?:word|xl)/(?:comments|threadedComments|persons)", name, re.I) and name.endswith(".xml"):
            yield from _comments(package, name)
        elif _ATTACHED.search(name) and not _is_empty_store(package, name):
            yield Residue(ResidueKind.ATTACHMENT, "文件里", name.rpartition("/")[2])
        elif name.endswith(".rels"):
            yield from _links(package, name)
    if any(name.startswith("word/") for name in names):
        for name in names:
            if re.match(r"^word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml$", name):
                yield from _word_text(package, name)
    else:
        yield from _workbook(package)


# -- properties -------------------------------------------------------------------------------------------------------


def _properties(package: Package) -> Iterator[Residue]:
    for name in ("docProps/core.xml", "docProps/app.xml"):
        if name not in package:
            continue
        for element in package.xml(name).iter("{*}*"):
            tag = etree.QName(element).localname
            text = " ".join((element.text or "").split())
            if not text:
                continue
            if tag in _AUTHORS:
                yield Residue(ResidueKind.AUTHOR, f"文件属性的“{_AUTHORS[tag]}”", _short(text))
            elif tag in _PROPERTIES:
                yield Residue(ResidueKind.PROPERTY, f"文件属性的“{_PROPERTIES[tag]}”", _short(text))
    if "docProps/custom.xml" in package:
        for element in package.xml("docProps/custom.xml").iter("{*}property"):
            yield Residue(ResidueKind.PROPERTY, "自定义属性", _short(element.get("name") or ""))


def _comments(package: Package, name: str) -> Iterator[Residue]:
    """Each comment with its words; of Excel's list of people the names."""
    tags = {"comment": ResidueKind.COMMENT, "threadedComment": ResidueKind.COMMENT, "person": ResidueKind.AUTHOR}
    for count, element in enumerate(package.xml(name).iter("{*}comment", "{*}threadedComment", "{*}person")):
        if count >= _MOST:
            return
        text = (
            "".join(part.text or "" for part in element.iter("{*}t", "{*}text"))
            or _attribute(element, "displayName")
            or ""
        )
        where = f"单元格{element.get('ref')}" if element.get("ref") else "批注栏"
        yield Residue(tags[etree.QName(element).localname], where, _short(text))


def _is_empty_store(package: Package, name: str) -> bool:
    """True for a store of further data that programs put into every file and that holds no words."""
    return name.startswith("customXml/") and not "".join(map(str, package.xml(name).itertext())).strip()


def _links(package: Package, name: str) -> Iterator[Residue]:
    """Links that lead to a file of somebody's machine or network; links to web pages stay."""
    for element in package.xml(name).iter("{*}Relationship"):
        target = element.get("Target") or ""
        if element.get("TargetMode") == "External" and _LOCAL.match(target):
            yield Residue(ResidueKind.LINK, "超链接", _short(target))


# -- Word -------------------------------------------------------------------------------------------------------------


def _word_text(package: Package, name: str) -> Iterator[Residue]:
    """Revisions and hidden text, paragraph by paragraph of the body (rows of tables count as they stand in the file)."""
    place = {"document": "正文"}.get(name.split("/")[1].removesuffix(".xml"), "页眉页脚")
    told = dict.fromkeys(ResidueKind, 0)
    stream = XmlStream(package, name, ("{*}p", "{*}trPr"))
    number = 0
    for element in stream:
        number += etree.QName(element).localname == "p"
        for found in _paragraph(element, place, number):
            told[found.kind] += 1
            if told[found.kind] <= _MOST:
                yield found
        stream.release(element)


def _paragraph(paragraph: etree._Element, place: str, number: int) -> Iterator[Residue]:
    """What one paragraph, or the properties of one table row, tells of changes and hides."""
    where = f"{place}第{number}段"
    spot = Place(line=number)
    changed = False
    for element in paragraph.iter("{*}*"):
        tag = etree.QName(element).localname
        if tag in _REVISIONS:
            text = "".join(part.text or "" for part in element.iter("{*}t", "{*}delText"))
            yield Residue(
                ResidueKind.REVISION, where, _short(f"{_REVISIONS[tag]}“{text}”" if text else _REVISIONS[tag]), spot
            )
        elif tag in _FORMAT_CHANGES and not changed:
            changed = True
            yield Residue(ResidueKind.REVISION, where, "格式修订", spot)
        elif tag == "vanish" and _is_on(element):
            run = element.getparent()
            run = run.getparent() if run is not None else None
            text = "".join(part.text or "" for part in run.iter("{*}t")) if run is not None else ""
            if text.strip():
                yield Residue(ResidueKind.HIDDEN_TEXT, where, _short(text), spot)


def _is_on(element: etree._Element) -> bool:
    return (_attribute(element, "val") or "1") not in ("0", "false", "off")


# -- Excel ------------------------------------------------------------------------------------------------------------


def _workbook(package: Package) -> Iterator[Residue]:
    """Hidden sheets, and hidden rows and columns of the shown ones."""
    book = package.xml("xl/workbook.xml")
    relations = {
        element.get("Id") or "": element.get("Target") or ""
        for name in package.names()
        if name == "xl/_rels/workbook.xml.rels"
        for element in package.xml(name).iter("{*}Relationship")
    }
    for sheet in book.iter("{*}sheet"):
        title = sheet.get("name") or ""
        if (sheet.get("state") or "visible") != "visible":
            yield Residue(ResidueKind.HIDDEN_SHEET, f"工作表“{title}”", "", Place(sheet=title))
            continue
        part = relations.get(_attribute(sheet, "id") or "", "")
        part = part.removeprefix("/") if part.startswith("/") else f"xl/{part}"
        if part in package:
            yield from _sheet(package, part, title)


def _sheet(package: Package, part: str, title: str) -> Iterator[Residue]:
    stream = XmlStream(package, part, ("{*}col", "{*}row"))
    rows: list[int] = []
    columns: list[str] = []
    for element in stream:
        hidden = (element.get("hidden") or "0") in ("1", "true")
        tag = etree.QName(element).localname
        if hidden and tag == "row" and any(cell.text is not None or len(cell) for cell in element):
            rows.append(int(element.get("r") or 0))
        elif hidden and tag == "col":
            columns.append(f"{element.get('min')}—{element.get('max')}")
        if tag == "row":
            stream.release(element)
    if rows:
        shown = "、".join(f"第{row}行" for row in rows[:5]) + (f"等{len(rows)}行" if len(rows) > 5 else "")
        yield Residue(ResidueKind.HIDDEN_CELLS, f"工作表“{title}”", shown, Place(sheet=title, row=rows[0]))
    if columns:
        yield Residue(ResidueKind.HIDDEN_CELLS, f"工作表“{title}”", f"第{'、'.join(columns[:5])}列", Place(sheet=title))


def _attribute(element: etree._Element, name: str) -> str | None:
    """An attribute whatever its namespace."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else plain[:_SHOWN] + "…"
