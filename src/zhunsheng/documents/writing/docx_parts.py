"""The fixed parts of a Word package: styles, fonts, settings, footer, properties, relations. All made here, nothing copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from xml.sax.saxutils import escape

from lxml import etree

from zhunsheng.documents.writing.docx_words import RELATIONS, Element, W, add, add_field, add_run, root, serialised
from zhunsheng.documents.writing.look import (
    BODY_FONT,
    CELL,
    CELL_SIDE,
    CELL_TOP,
    HEADING_FONT,
    JOINT,
    PICTURE_ROOM,
    RULE,
    SECTION_FONT,
    TEXT_SIDE,
    TITLE_FONT,
    TYPES,
    Paper,
    Type,
)

STYLES = {
    "cover": ("Title", "Title", None),
    "part": ("Heading1", "heading 1", 0),
    "section": ("Heading2", "heading 2", 1),
    "heading": ("Heading3", "heading 3", 2),
    "title": ("TableTitle", "项目表题", 1),
    "body": ("BodyText", "Body Text", None),
    "undertitle": ("Subtitle", "Subtitle", None),
    "caption": ("Caption", "caption", None),
    "lead": ("TableCaption", "表题注", None),
    "contents": ("TOCHeading", "TOC Heading", None),
    "contents2": ("TOC1", "toc 1", None),
    "contents1": ("TOCPart", "目录部分", None),
}
"""Kind of paragraph → style id, style name, outline level (from 0); a style stands behind the one it is based on."""
CELL_STYLE, CENTRED_STYLE, HEAD_STYLE, JOINT_STYLE, TABLE_STYLE = "Cell", "CellCentre", "CellHead", "Joint", "FormTable"
PICTURE_STYLE = "Picture"
_BASES = {"TOCPart": "TOC1", "TableTitle": "Heading2"}
_ALTERNATIVES = {
    TITLE_FONT: "方正小标宋_GBK,华文中宋,Noto Serif CJK SC,宋体",
    BODY_FONT: "仿宋,FangSong,华文仿宋,Noto Serif CJK SC,宋体",
    SECTION_FONT: "SimHei,Noto Sans CJK SC",
    HEADING_FONT: "楷体,KaiTi,华文楷体,Noto Serif CJK SC,宋体",
}
"""Each font's stand-ins, in order, where it is not installed."""
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def fixed_parts(title: str, paper: Paper, pictures: Sequence[str] = ()) -> dict[str, bytes]:
    """Every part but the document itself and its pictures, by name; ``pictures`` are the files that the document shows."""
    shown = [("image", name) for name in pictures]
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")], {"core-properties": "docProps/core.xml"}),
        "docProps/core.xml": _properties(title),
        "word/_rels/document.xml.rels": _relations([*_PARTS, *shown]),
        "word/styles.xml": serialised(_styles(paper)),
        "word/settings.xml": serialised(_settings()),
        "word/fontTable.xml": serialised(_fonts()),
        "word/footer1.xml": serialised(_footer()),
    }


_PARTS = (
    ("styles", "styles.xml"),
    ("settings", "settings.xml"),
    ("fontTable", "fontTable.xml"),
    ("footer", "footer1.xml"),
)
FOOTER_ID = "rId4"
"""The relation of the footer, as the section names it."""
FIRST_PICTURE_ID = len(_PARTS) + 1
"""The number of the first picture's relation; the others count on."""


def _content_types() -> bytes:
    overrides = {"styles": "styles", "settings": "settings", "fontTable": "fontTable", "footer1": "footer"}
    lines = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{kind}+xml"/>' for name, kind in overrides.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/><Default Extension="svg" ContentType="image/svg+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>{lines}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    ).encode()


def _relations(office: Sequence[tuple[str, str]], package: dict[str, str] | None = None) -> bytes:
    kinds = [(f"{RELATIONS}/{kind}", target) for kind, target in office]
    kinds += [(f"{_PACKAGE}/relationships/metadata/{kind}", target) for kind, target in (package or {}).items()]
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(kinds, 1)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{head}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'.encode()


def _properties(title: str) -> bytes:
    """Title and language; no names of people and no dates, so the same document is the same file."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator/><cp:lastModifiedBy/><dc:language>zh-CN</dc:language>"
        "</cp:coreProperties>"
    ).encode()


def _settings() -> Element:
    """Settings that make text fall as ``measure`` reckons. Fields are not updated on opening: Word would ask each time."""
    settings = root("settings")
    add(settings, "zoom", percent=100)
    add(settings, "defaultTabStop", val=420)
    add(settings, "characterSpacingControl", val="doNotCompress")
    compat = add(settings, "compat")
    uri = "http://schemas.microsoft.com/office/word"
    add(compat, "compatSetting", name="compatibilityMode", uri=uri, val=15)
    add(settings, "themeFontLang", val="en-US", eastAsia="zh-CN")
    return settings


def _fonts() -> Element:
    fonts = root("fonts")
    for name, others in _ALTERNATIVES.items():
        font = add(fonts, "font", name=name)
        add(font, "altName", val=others)
        add(font, "charset", val="86")
        add(font, "family", val="swiss" if name == SECTION_FONT else "roman")
        add(font, "pitch", val="variable")
    return fonts


def _footer() -> Element:
    """The page number as official papers print it: — 1 —."""
    footer = root("ftr")
    paragraph = add(footer, "p")
    add(add(paragraph, "pPr"), "pStyle", val="Footer")
    add_run(paragraph, "— ")
    add_field(paragraph, "PAGE", "1")
    add_run(paragraph, " —")
    return footer


def _styles(paper: Paper) -> Element:
    styles = root("styles")
    defaults = add(styles, "docDefaults")
    properties = add(add(defaults, "rPrDefault"), "rPr")
    _font(properties, BODY_FONT, TYPES["body"].size)
    add(properties, "lang", val="en-US", eastAsia="zh-CN")
    add(defaults, "pPrDefault")
    normal = add(styles, "style", type="paragraph", default=1, styleId="Normal")
    add(normal, "name", val="Normal")
    add(normal, "qFormat")
    add(add(normal, "pPr"), "widowControl", val=0)  # as Chinese Word sets it: lines fall where ``pages`` reckons them
    for kind, (name, shown, outline) in STYLES.items():
        style = _paragraph_style(styles, name, shown, TYPES[kind], _BASES.get(name, "Normal"), outline)
        if kind in ("contents1", "contents2"):
            tabs = etree.Element(f"{W}tabs")
            add(tabs, "tab", val="right", leader="dot", pos=twips(paper.text_width))
            style[-2].insert(0, tabs)
    centred = replace(CELL, align="center")
    _paragraph_style(styles, CELL_STYLE, "表格文字", replace(CELL, left=TEXT_SIDE, right=TEXT_SIDE), "Normal")
    _paragraph_style(styles, CENTRED_STYLE, "表格居中", centred, CELL_STYLE)
    _paragraph_style(styles, HEAD_STYLE, "表头", centred, CENTRED_STYLE, keep=True)
    _paragraph_style(styles, JOINT_STYLE, "表间", Type(BODY_FONT, 1, JOINT), "Normal", keep=True)
    _paragraph_style(styles, "Footer", "footer", Type(BODY_FONT, 12, 16, align="center"), "Normal")
    _picture_style(styles)
    _table_styles(styles)
    return styles


def _paragraph_style(
    styles: Element, name: str, shown: str, look: Type, base: str, outline: int | None = None, keep: bool = False
) -> Element:
    """One paragraph style with a type's look; titles (with an outline level) stay with what follows."""
    style = add(styles, "style", type="paragraph", customStyle=int(not shown.isascii()), styleId=name)
    add(style, "name", val=shown)
    add(style, "basedOn", val=base)
    add(style, "qFormat")
    properties = add(style, "pPr")
    if outline is not None or keep:
        add(properties, "keepNext")
    for switch in ("autoSpaceDE", "autoSpaceDN", "snapToGrid"):
        add(properties, switch, val=0)
    before, after, line = twips(look.before), twips(look.after), twips(look.line)
    add(properties, "spacing", before=before, after=after, line=line, lineRule="exact")
    add(properties, "ind", left=twips(look.left), right=twips(look.right), firstLine=twips(look.indent))
    add(properties, "jc", val=look.align)
    if outline is not None:
        add(properties, "outlineLvl", val=outline)
    _font(add(style, "rPr"), look.font, look.size)
    return style


def _picture_style(styles: Element) -> None:
    """A centred line as high as the picture in it, which stays with its caption."""
    style = add(styles, "style", type="paragraph", customStyle=1, styleId=PICTURE_STYLE)
    add(style, "name", val="图片")
    add(style, "basedOn", val="Normal")
    properties = add(style, "pPr")
    add(properties, "keepNext")
    add(properties, "spacing", before=twips(PICTURE_ROOM), after=0, line=240, lineRule="auto")
    add(properties, "jc", val="center")


def _font(properties: Element, font: str, size: float) -> None:
    add(properties, "rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font)
    add(properties, "sz", val=round(size * 2))
    add(properties, "szCs", val=round(size * 2))


def _table_styles(styles: Element) -> None:
    """Word's own default table style, and the ruled one of the form."""
    normal = add(styles, "style", type="table", default=1, styleId="TableNormal")
    add(normal, "name", val="Normal Table")
    form = add(styles, "style", type="table", styleId=TABLE_STYLE)
    add(form, "name", val="绩效目标表")
    add(form, "basedOn", val="TableNormal")
    properties = add(form, "tblPr")
    borders = add(properties, "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        add(borders, side, val="single", sz=round(RULE * 8), space=0, color="000000")
    margins = add(properties, "tblCellMar")
    for side, room in (("top", CELL_TOP), ("left", CELL_SIDE), ("bottom", CELL_TOP), ("right", CELL_SIDE)):
        add(margins, side, w=twips(room), type="dxa")


def twips(points: float) -> int:
    """Points in Word's unit, twentieths of a point."""
    return round(points * 20)
