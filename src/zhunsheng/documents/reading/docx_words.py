"""The elements of WordprocessingML that a reader looks at, as small numbers: one table for both namespaces."""

from __future__ import annotations

from typing import TypeGuard

from lxml import etree

from zhunsheng.documents.reading.docx_styles import NAMESPACES, STRICT, TRANSITIONAL, child, is_on

_MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)


def names(name: str) -> tuple[str, ...]:
    """The element ``name`` in each namespace of WordprocessingML."""
    return tuple(f"{{{namespace}}}{name}" for namespace in NAMESPACES)


TEXT, PARAGRAPH, CELL, SPAN, ROW, VERTICAL, STYLE, NUMBERED, TABLE, HORIZONTAL = range(10)
"""The frequent ones, tested first and in this order."""
TAB, BREAK, HYPHEN, SYMBOL, FIELD_MARK, INSTRUCTION, SIMPLE_FIELD, DELETED, SKIPPED, ALTERNATIVES = range(10, 20)
TEXT_BOX, OUTLINE, BEFORE, PLACEHOLDER, CHECK_BOX, FOREIGN, CONTAINER, BODY = range(20, 28)

_WORDS = {
    "t": TEXT,
    "p": PARAGRAPH,
    "tc": CELL,
    "gridSpan": SPAN,
    "vMerge": VERTICAL,
    "tr": ROW,
    "pStyle": STYLE,
    "numPr": NUMBERED,
    "tbl": TABLE,
    "hMerge": HORIZONTAL,
    "tab": TAB,
    "ptab": TAB,
    "br": BREAK,
    "cr": BREAK,
    "noBreakHyphen": HYPHEN,
    "sym": SYMBOL,
    "fldChar": FIELD_MARK,
    "instrText": INSTRUCTION,
    "fldSimple": SIMPLE_FIELD,
    "del": DELETED,
    "moveFrom": DELETED,
    "pPrChange": SKIPPED,
    "tcPrChange": SKIPPED,
    "trPrChange": SKIPPED,
    "numberingChange": SKIPPED,
    "rt": SKIPPED,
    "txbxContent": TEXT_BOX,
    "outlineLvl": OUTLINE,
    "gridBefore": BEFORE,
    "showingPlcHdr": PLACEHOLDER,
    "checkBox": CHECK_BOX,
    "object": FOREIGN,
    "altChunk": FOREIGN,
    "subDoc": FOREIGN,
}

CODES: dict[str, int] = {name: code for word, code in _WORDS.items() for name in names(word)}
"""Tag → number, for every element that means something inside a block."""
CODES |= {f"{{{namespace}}}t": TEXT for namespace in _MATH}
CODES[f"{{{_MARKUP}}}AlternateContent"] = ALTERNATIVES
_STRICT_TAGS = tuple(tag for tag in CODES if TRANSITIONAL not in tag)
_COMMON_TAGS = tuple(tag for tag in CODES if STRICT not in tag)
CHOICE, FALLBACK = f"{{{_MARKUP}}}Choice", f"{{{_MARKUP}}}Fallback"
CODES |= {name: CONTAINER for word in ("sdt", "sdtContent", "customXml") for name in names(word)}
CODES |= dict.fromkeys(names("body"), BODY)
"""Elements that only wrap blocks."""
TEXTS = names("t")
STYLE_NAME = f"{{{TRANSITIONAL}}}val"
"""The attribute of a paragraph's style, in the spelling that Word saves by default."""
RUNS = frozenset(names("r"))


def chosen(element: etree._Element) -> etree._Element | None:
    """The one of alternative contents that is read: the first offer with text in it, else the fallback."""
    fallback = None
    for option in element:
        if option.tag == FALLBACK:
            fallback = option
        elif option.tag == CHOICE and next(option.iter(*TEXTS), None) is not None:
            return option
    return fallback


def is_body(found: object) -> TypeGuard[etree._Element]:
    """True for the body of a word-processing document."""
    return isinstance(found, etree._Element) and CODES.get(str(found.tag)) == BODY


def is_prompt(element: etree._Element) -> bool:
    """True for a form field of whole paragraphs that still shows its prompt ("click to enter text")."""
    prompt = child(child(element, "sdtPr"), "showingPlcHdr")
    return is_on(prompt) and next(element.iter(*names("tbl")), None) is None


def tags_of(body: etree._Element) -> tuple[str, ...]:
    """What is asked of the parsed tree inside blocks of ``body``; all else is passed over in C, and at a cost per tag."""
    return _STRICT_TAGS if STRICT in str(body.tag) else _COMMON_TAGS
