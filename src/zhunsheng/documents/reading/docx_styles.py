"""Paragraph styles and automatic numbers of a ``.docx``, looked up only when a paragraph asks for them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from zhunsheng.documents.reading.container import Package, XmlStream
from zhunsheng.documents.reading.numbering import LEVELS, Counters, Level, NumberedList

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMESPACES = (TRANSITIONAL, STRICT)
"""The two namespaces of WordprocessingML: what Word writes by default, and ISO 29500 Strict."""
_COMMON, _OTHER = (f"{{{namespace}}}" for namespace in NAMESPACES)
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*[1-9]", re.IGNORECASE)
_OFF = ("0", "false", "off")
MAX_LABEL = 64
"""The longest pattern of an automatic number that is used; real ones are a few characters."""
MAX_LISTS = 20_000


class Style(NamedTuple):
    """What a paragraph style says that matters to a reader; ``None`` where it is silent."""

    level: int | None = None
    """Heading level from 1, 0 for body text."""
    contents: bool = False
    number: int | None = None
    number_level: int | None = None


def attribute(element: etree._Element, name: str) -> str | None:
    """The attribute ``name`` of the word-processing namespace, in either of its two spellings."""
    value = element.get(_COMMON + name)
    return value if value is not None else element.get(_OTHER + name)


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child ``name`` of the word-processing namespace."""
    if element is None:
        return None
    found = element.find(_COMMON + name)
    return found if found is not None else element.find(_OTHER + name)


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """The attribute ``name`` as a whole number; ``None`` where it is absent or no number."""
    return _whole(attribute(element, name)) if element is not None else None


def _whole(text: str | None) -> int | None:
    if text is None or len(text) > 12:
        return None
    try:
        return int(text)
    except ValueError:
        return None


def heading_level(name: str) -> int | None:
    """The level in a style's name (``"heading 2"``, ``"标题 2"`` → 2); ``None`` for other styles."""
    match = _HEADING.fullmatch(name.strip())
    return int(match[1]) if match else None


def is_contents_style(name: str) -> bool:
    """True for the styles of lines in a table of contents (``"toc 1"``, ``"目录 1"``)."""
    return _CONTENTS.fullmatch(name.strip()) is not None


def related_part(package: Package, source: str, kind: str) -> str | None:
    """The part that ``source`` (``""``: the package) names as its ``kind`` (``"styles"``); ``None`` when absent."""
    folder, name = posixpath.split(source)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in package:
        return None
    for relation in package.xml(relations).iter(_RELATIONSHIP):
        if (relation.get("Type") or "").endswith("/" + kind) and relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, unquote(relation.get("Target") or "")))
            if target[1:] in package:
                return target[1:]
    return None


class Styles:
    """Paragraph styles by their id, read from ``styles.xml`` no further than the ids that are asked for."""

    def __init__(self, package: Package, document: str) -> None:
        self._own: dict[str, tuple[Style, str | None]] = {}
        self._known: dict[str, Style] = {}
        self._rest = self._load(package, document)

    def __getitem__(self, name: str) -> Style:
        """The style ``name`` with what it inherits; an empty style where the file has none of that name."""
        style = self._known.get(name)
        if style is None:
            style = self._known[name] = self._resolve(name)
        return style

    def _resolve(self, name: str) -> Style:
        chain: list[Style] = []
        seen: set[str] = set()
        current: str | None = name
        while current is not None and current not in seen and len(seen) < 32:
            seen.add(current)
            while current not in self._own and next(self._rest, None) is not None:
                pass
            style, current = self._own.get(current, (Style(), None))
            chain.append(style)
        numbered = next((style for style in chain if style.number is not None), Style())
        level = next((style.level for style in chain if style.level is not None), None)
        return Style(level, any(style.contents for style in chain), numbered.number, numbered.number_level)

    def _load(self, package: Package, document: str) -> Iterator[str]:
        part = related_part(package, document, "styles")
        if part is None:
            return
        # Small portions: the styles of headings come early, and many files carry hundreds of table styles after them.
        stream = XmlStream(package, part, [f"{{{namespace}}}style" for namespace in NAMESPACES], 16 * 1024)
        for element in stream:
            name = attribute(element, "styleId")
            if name is not None and attribute(element, "type") == "paragraph" and len(self._own) < MAX_LISTS:
                self._own.setdefault(name, _style(element))
                yield name
            stream.release(element)


def _style(element: etree._Element) -> tuple[Style, str | None]:
    name = attribute(named, "val") or "" if (named := child(element, "name")) is not None else ""
    properties = child(element, "pPr")
    outline = number(child(properties, "outlineLvl"))
    listed = child(properties, "numPr")
    level = heading_level(name)
    if level is None and outline is not None:
        level = outline + 1 if 0 <= outline < LEVELS else 0
    based = child(element, "basedOn")
    style = Style(
        level,
        is_contents_style(name),
        number(child(listed, "numId")),
        number(child(listed, "ilvl")),
    )
    return style, attribute(based, "val") if based is not None else None


def read_lists(package: Package, document: str) -> Counters:
    """The automatic numbers of the document, none counted yet; empty where the file has no ``numbering.xml``."""
    part = related_part(package, document, "numbering")
    if part is None:
        return Counters({})
    root = package.xml(part)
    schemes: dict[int, dict[int, Level]] = {}
    styled: dict[str, int] = {}
    links: dict[int, str] = {}
    for abstract in _all(root, "abstractNum"):
        key = number(abstract, "abstractNumId")
        if key is None:
            continue
        schemes[key] = _levels(abstract)
        if (link := child(abstract, "styleLink")) is not None:
            styled[attribute(link, "val") or ""] = key
        if (link := child(abstract, "numStyleLink")) is not None:
            links[key] = attribute(link, "val") or ""
    lists: dict[int, NumberedList] = {}
    for item in _all(root, "num"):
        key = number(item, "numId")
        scheme = number(child(item, "abstractNumId"))
        if key is None or scheme is None or len(lists) >= MAX_LISTS:
            continue
        scheme = styled.get(links.get(scheme, ""), scheme)
        lists[key] = _list(item, scheme, schemes.get(scheme, {}))
    return Counters(lists)


def _list(item: etree._Element, scheme: int, levels: dict[int, Level]) -> NumberedList:
    restarts: dict[int, int] = {}
    own = dict(levels)
    for override in _all(item, "lvlOverride"):
        index = number(override, "ilvl")
        if index is None:
            continue
        own.update(_levels(override))
        if (start := number(child(override, "startOverride"))) is not None:
            restarts[index] = start
    return NumberedList(scheme, own, restarts)


def _levels(parent: etree._Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for item in _all(parent, "lvl"):
        index = number(item, "ilvl")
        if index is None or not 0 <= index < LEVELS:
            continue
        values = {_local(found): attribute(found, "val") for found in item}
        levels[index] = Level(
            start=_whole(values.get("start")) or 0,
            format=values.get("numFmt") or "decimal",
            text=(values.get("lvlText") or "")[:MAX_LABEL],
            suffix=values.get("suff") or "tab",
            legal="isLgl" in values and values["isLgl"] not in _OFF,
            restart=_whole(values.get("lvlRestart")),
            style=values.get("pStyle"),
        )
    return levels


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def is_on(element: etree._Element | None) -> bool:
    """True where a switch of Word is present and not set to off."""
    return element is not None and attribute(element, "val") not in _OFF


def _all(parent: etree._Element, name: str) -> list[etree._Element]:
    return [found for namespace in NAMESPACES for found in parent.iterfind(f"{{{namespace}}}{name}")]
