"""Running text of a web page or of one cell: what is shown, in lines as it is shown."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from zhunsheng.documents.reading.joining import squeeze
from zhunsheng.model.place import Place, Problem

DROPPED = frozenset(
    re.findall(
        r"\w+",
        "script style nav head title noscript template svg object iframe embed applet canvas audio video map datalist "
        "button del rt rp",
    )
)
"""Elements that show nothing, or show what is no part of the text: menus, deleted words, readings beside characters."""
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure "
        "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre search section summary ul "
        "option table caption thead tbody tfoot tr td th",
    )
)
"""Elements that begin and end a line."""
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I)
_KEEPS = re.compile(r"(?:^|;)\s*white-space\s*:\s*(?:pre-wrap|break-spaces|pre)\s*(?:;|$)", re.I)
"""An element's own style that shows every blank and tab as it stands."""
_GUARD = {32: "\ufdd0", 9: "\ufdd1"}
_UNGUARD = {0xFDD0: " ", 0xFDD1: "\t"}
"""Kept blanks while a line is squeezed; the characters in their place are never part of a text."""


def is_shown(element: etree._Element) -> bool:
    """False for elements that a browser does not show, and for those that are no part of the text (``DROPPED``)."""
    if element.tag in DROPPED or not isinstance(element.tag, str) or element.get("hidden") is not None:
        return False
    style = element.get("style")
    return not (style and _HIDDEN.search(style))


class Pour:
    """Takes text and line ends as they come and hands over whole lines with the level of the heading they are in."""

    def __init__(self, line: Callable[[str, int], None], line_end_is_blank: bool = False) -> None:
        self._line, self._level, self._buffer = line, 0, list[str]()
        self._line_end_is_blank = line_end_is_blank
        self.kept_breaks = 0
        """How many ``pre`` elements are open: inside them a line end is a line end."""
        self.kept_blanks = 0
        """How many elements are open whose style keeps blanks, tabs and line ends."""
        self.deleted = 0
        """How many passages marked as deleted were left out."""

    def text(self, text: str | None) -> None:
        """Adds text of the page, white space as in the source."""
        if not text:
            return
        if self.kept_blanks:
            text = text.translate(_GUARD)
        elif not self.kept_breaks:
            self._buffer.append(text)
            return
        first, *others = text.replace("\t", " ").split("\n")
        self._buffer.append(first)
        for other in others:
            self.end_line()
            self._buffer.append(other)

    def end_line(self) -> None:
        """Ends the line: ``<br>``, or the edge of a block."""
        if self._buffer:
            text = squeeze("".join(self._buffer), self._line_end_is_blank).translate(_UNGUARD)
            self._buffer.clear()
            self._line(text, self._level)

    def heading(self, level: int) -> None:
        """Says that what follows stands in a heading (0: no longer)."""
        self._level = level

    def report(self, problems: list[Problem], place: Place | None) -> None:
        """Adds what was left out to ``problems``."""
        if self.deleted:
            where = str(place) if place else "全文"
            problems.append(
                Problem(where, f"有{self.deleted}处标为已删除的文字没有读入。如仍要用，请先接受或拒绝修订。", place)
            )


def walk(root: etree._Element, pour: Pour, on_table: Callable[[etree._Element], bool]) -> None:
    """Pours all shown text below ``root``. ``on_table`` returns True for a table that it has taken out itself."""
    walker = etree.iterwalk(root, events=("start", "end"))
    skipped: set[etree._Element] = set()
    items: dict[etree._Element, int] = {}
    for event, element in walker:
        tag = element.tag
        if event == "start":
            if element is not root and _skip(element, pour, on_table):
                skipped.add(element)
                walker.skip_subtree()
            else:
                _open(element, pour)
                if tag == "li":
                    pour.text(_list_number(element, items))
                pour.text(element.text)
            continue
        if element in skipped:
            skipped.discard(element)
        else:
            _close(element, pour)
        if element is not root:
            pour.text(element.tail)
        elif tag in BLOCKS:
            pour.end_line()


def _skip(element: etree._Element, pour: Pour, on_table: Callable[[etree._Element], bool]) -> bool:
    if not is_shown(element):
        pour.deleted += element.tag == "del"
        return True
    if element.tag == "table":
        pour.end_line()
        return on_table(element)
    if element.tag in ("input", "select"):
        pour.text(_control(element))
        return True
    return False


def _open(element: etree._Element, pour: Pour) -> None:
    tag = element.tag
    if tag in BLOCKS or tag == "br":
        pour.end_line()
    if tag in _HEADINGS:
        pour.heading(_HEADINGS[tag])
    elif tag in ("pre", "textarea"):
        pour.kept_breaks += 1
    pour.kept_blanks += _keeps_blanks(element)


def _close(element: etree._Element, pour: Pour) -> None:
    tag = element.tag
    if tag in BLOCKS:
        pour.end_line()
    if tag in _HEADINGS:
        pour.heading(0)
    elif tag in ("pre", "textarea"):
        pour.kept_breaks -= 1
    pour.kept_blanks -= _keeps_blanks(element)


def _keeps_blanks(element: etree._Element) -> bool:
    style = element.get("style")
    return bool(style) and _KEEPS.search(str(style)) is not None


def _control(element: etree._Element) -> str:
    """What a form control shows: typed text, the chosen option, a ticked or empty box."""
    if element.tag == "select":
        chosen = element.xpath("string((.//option[@selected] | .//option[1])[last()])")
        return str(chosen)
    kind = (element.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "☑" if element.get("checked") is not None else "□"
    return element.get("value") or "" if kind in ("text", "number", "date", "tel", "email") else ""


def _list_number(element: etree._Element, items: dict[etree._Element, int]) -> str | None:
    """The number that a browser prints before an item of a numbered list, else ``None``; ``items`` counts on."""
    parent = element.getparent()
    if parent is None or parent.tag != "ol" or (parent.get("type") or "1") != "1":
        return None
    if "none" in (parent.get("style") or "") + (element.get("style") or ""):
        return None
    start = parent.get("start") or "1"
    first = int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1
    items[parent] = items.get(parent, first - 1) + 1
    return f"{items[parent]}."
