"""The text of a ``.docx`` block while its elements go by: runs, fields, symbols, automatic numbers, deletions."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from zhunsheng.documents.page import BLANK, clean_text
from zhunsheng.documents.reading import docx_words as words
from zhunsheng.documents.reading.container import Package
from zhunsheng.documents.reading.docx_styles import Style, Styles, attribute, child, is_on, number, read_lists
from zhunsheng.documents.reading.docx_words import CODES
from zhunsheng.documents.reading.fields import ContentsMark, Fields, contents_mark, field_name
from zhunsheng.documents.reading.numbering import Counters
from zhunsheng.documents.reading.paragraphs import refuse_long
from zhunsheng.documents.reading.refusal import MAX_CELL_CHARS
from zhunsheng.documents.reading.symbols import UNKNOWN, symbol, symbols_in
from zhunsheng.model.place import Place

ODD = re.compile("[\n\uf020-\uf0ff]")
"""Finds text that :meth:`BlockText.odd` must look at."""
_UNREADABLE = "这里有一个只有特殊字体才能显示的符号，认不出来，请对照原文改成普通文字。"
NO_STYLE = Style()


class _Label(str):
    """An automatic number among the pieces of text: it is dropped again where no text follows it."""

    __slots__ = ()


class BlockText:
    """Collects the text of one block after another; what it learns of the paragraph on the way stays until the next.

    ``note`` is called with a sentence for what cannot be read.
    """

    def __init__(self, package: Package, document: str, tags: tuple[str, ...], note: Callable[[str], None]) -> None:
        self._package, self._document, self._tags, self._note = package, document, tags, note
        self._styles = Styles(package, document)
        self._counters: Counters | None = None
        self._labelled = False
        self._style_name, self._last_style = "", NO_STYLE
        self.parts: list[str] = []
        self.idle_styles: set[str] = set()
        """Styles without a number: in a table they say nothing that is read."""
        self.fields = Fields()
        self.skip: set[etree._Element] = set()
        """Elements that are passed over."""
        self.joined = False
        """True when the paragraph's end mark was deleted, so that it goes on in the next paragraph."""
        self.style = NO_STYLE
        self.outline: int | None = None
        self.mark: ContentsMark | None = None
        self.entry = False
        """True when the paragraph is the last line of a table of contents."""

    def start_paragraph(self) -> None:
        """Forgets what was known of the last paragraph."""
        self.style, self.outline, self.mark, self.entry = NO_STYLE, None, None, False

    def plain(self) -> bool:
        """True when what was collected needs no more than cleaning."""
        return not self._labelled and not self.fields.coding and len(self.parts[0]) <= MAX_CELL_CHARS

    def take(self, place: Place | None) -> str:
        """The text collected since the last call, cleaned; ``Refused`` where it is longer than any real one."""
        parts = self.parts
        if self._labelled:
            self._labelled = False
            _drop_idle_labels(parts)
        text = parts[0] if len(parts) == 1 else "".join(parts)
        parts.clear()
        refuse_long(text, place)
        return clean_text(text)

    # What elements do, by their code: see HANDLERS.

    def _paragraph_style(self, element: etree._Element) -> None:
        name = attribute(element, "val") or ""
        if name != self._style_name:
            self._style_name, self._last_style = name, self._styles[name]
        self.style = style = self._last_style
        if style.number is None:
            self.idle_styles.add(name)
        if style.number and child(element.getparent(), "numPr") is None:
            level = style.number_level
            self._count(style.number, self._lists().level_of_style(style.number, name) if level is None else level)

    def _numbered(self, element: etree._Element) -> None:
        listed, level = number(child(element, "numId")), number(child(element, "ilvl"))
        if listed is None:
            listed = self.style.number
        if listed:
            self._count(listed, level or 0)

    def _count(self, listed: int, level: int) -> None:
        label = self._lists().label(listed, level)
        if label:
            self.parts.append(_Label(label))
            self._labelled = True

    def _lists(self) -> Counters:
        if self._counters is None:
            self._counters = read_lists(self._package, self._document)
        return self._counters

    def _outline_level(self, element: etree._Element) -> None:
        self.outline = number(element)

    def _say(self, text: str) -> None:
        if not self.fields.coding:
            self.parts.append(text)

    def _tab(self, element: etree._Element) -> None:
        # The same name stands for a tab in a run and for a tab stop among a paragraph's properties.
        parent = element.getparent()
        if parent is not None and parent.tag in words.RUNS:
            self._say("\t")

    def _break(self, _element: etree._Element) -> None:
        self._say("\r")

    def _hyphen(self, _element: etree._Element) -> None:
        self._say("-")

    def odd(self, element: etree._Element, text: str) -> str:
        """Text of a run that is not simply shown as stored: raw line ends, characters of a symbol font."""
        fonts = child(child(element.getparent(), "rPr"), "rFonts")
        font = (attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or "") if fonts is not None else ""
        shown = symbols_in(text.replace("\n", " "), font)
        if UNKNOWN in shown:
            self._note(_UNREADABLE)
        return shown

    def _symbol(self, element: etree._Element) -> None:
        try:
            shown = symbol(attribute(element, "font") or "", int(attribute(element, "char") or "", 16))
        except ValueError:
            shown = UNKNOWN
        if shown == UNKNOWN:
            self._note(_UNREADABLE)
        self._say(shown)

    def _check_box(self, element: etree._Element) -> None:
        state = child(element, "checked")
        # It stands inside the field's instruction, yet is what the page shows of the field.
        self.parts.append("☑" if is_on(state if state is not None else child(element, "default")) else "□")

    def _field_mark(self, element: etree._Element) -> None:
        kind, fields = attribute(element, "fldCharType"), self.fields
        if kind == "begin":
            fields.begin()
        elif kind == "separate":
            self._instruction(fields.separate())
        elif kind == "end":
            within = fields.in_contents
            self._instruction(fields.end())
            # The list's last line may be this paragraph, or the one before it.
            if within and not fields.in_contents and any(part.strip(BLANK) for part in self.parts):
                self.entry = True

    def _code(self, element: etree._Element) -> None:
        self.fields.code(element.text or "")

    def _simple_field(self, element: etree._Element) -> None:
        instruction = attribute(element, "instr") or ""
        self._instruction(instruction)
        self.entry = self.entry or field_name(instruction) == "TOC"

    def _instruction(self, instruction: str | None) -> None:
        if instruction is not None and (mark := contents_mark(instruction)) is not None:
            self.mark = mark

    def _prompt(self, element: etree._Element) -> None:
        """An empty form field shows a prompt ("click to enter text"), which is no value."""
        properties = element.getparent()
        content = child(properties.getparent(), "sdtContent") if properties is not None else None
        if is_on(element) and content is not None:
            self.skip.update(found for found in content.iter(*self._tags) if CODES[found.tag] == words.TEXT)

    def _foreign(self, _element: etree._Element) -> None:
        self._note("这里嵌有别的文件或对象，读不出其中内容，请在 Word 中改成普通文字或表格。")

    def pass_over(self, element: etree._Element) -> None:
        """Leaves out ``element`` with all that it holds."""
        self.skip.update(element.iter(*self._tags))

    def _alternatives(self, element: etree._Element) -> None:
        chosen = words.chosen(element)
        for option in element:
            if option is not chosen:
                self.pass_over(option)


HANDLERS: dict[int, Callable[[BlockText, etree._Element], None]] = {
    words.STYLE: BlockText._paragraph_style,
    words.NUMBERED: BlockText._numbered,
    words.OUTLINE: BlockText._outline_level,
    words.TAB: BlockText._tab,
    words.BREAK: BlockText._break,
    words.HYPHEN: BlockText._hyphen,
    words.SYMBOL: BlockText._symbol,
    words.CHECK_BOX: BlockText._check_box,
    words.FIELD_MARK: BlockText._field_mark,
    words.INSTRUCTION: BlockText._code,
    words.SIMPLE_FIELD: BlockText._simple_field,
    words.SKIPPED: BlockText.pass_over,
    words.ALTERNATIVES: BlockText._alternatives,
    words.PLACEHOLDER: BlockText._prompt,
    words.FOREIGN: BlockText._foreign,
}
"""What to do at an element, by its code, as far as that concerns only text."""


def _drop_idle_labels(parts: list[str]) -> None:
    """Blanks the numbers of paragraphs that have no text, in place."""
    following = False
    for index in range(len(parts) - 1, -1, -1):
        part = parts[index]
        if isinstance(part, _Label):
            if not following:
                parts[index] = ""
        elif part == "\n":
            following = False
        elif part.strip(BLANK):
            following = True
