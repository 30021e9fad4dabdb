"""Making elements of WordprocessingML: short helpers over lxml, used by the modules that write Word files."""

from __future__ import annotations

from lxml import etree

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{NAMESPACE}}}"
NSMAP = {"w": NAMESPACE, "r": RELATIONS}
Element = etree._Element
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def root(tag: str) -> Element:
    """A new element ``w:tag`` that declares the namespaces."""
    return etree.Element(W + tag, nsmap=NSMAP)


def add(parent: Element, tag: str, **attributes: str | int) -> Element:
    """A new child ``w:tag`` with attributes of the same namespace."""
    child = etree.SubElement(parent, W + tag)
    for name, value in attributes.items():
        child.set(W + name, str(value))
    return child


def add_text(run: Element, text: str) -> None:
    """One line of text into a run; tabs become Word's own."""
    for number, piece in enumerate(text.split("\t")):
        if number:
            add(run, "tab")
        if piece:
            element = add(run, "t")
            element.text = piece
            if piece[0] == " " or piece[-1] == " " or "  " in piece:
                element.set(_SPACE, "preserve")


def add_run(parent: Element, text: str) -> None:
    """A run with one line of text; nothing for blank text."""
    if text:
        add_text(add(parent, "r"), text)


def add_code(parent: Element, instruction: str) -> None:
    """The opening of a field: its begin mark and instruction."""
    add(add(parent, "r"), "fldChar", fldCharType="begin")
    code = add(add(parent, "r"), "instrText")
    code.text = f" {instruction} "
    code.set(_SPACE, "preserve")


def add_mark(parent: Element, kind: str) -> None:
    """A field's ``separate`` or ``end`` mark."""
    add(add(parent, "r"), "fldChar", fldCharType=kind)


def add_field(parent: Element, instruction: str, result: str | None = None) -> None:
    """A whole field; one without a result (``TC``) has no ``separate`` mark."""
    add_code(parent, instruction)
    if result is not None:
        add_mark(parent, "separate")
        add_run(parent, result)
    add_mark(parent, "end")


def quoted(text: str) -> str:
    """Text as it may stand between the quotation marks of a field's instruction."""
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", " ")


def serialised(element: Element) -> bytes:
    """The element as an XML part."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
