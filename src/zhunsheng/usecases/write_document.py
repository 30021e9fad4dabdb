"""Write a document in the format that a file name's suffix asks for: the official forms, or their data."""

from __future__ import annotations

from dataclasses import replace

from zhunsheng.documents.forms.hebei_county_text import cover_line
from zhunsheng.documents.forms.layout import FormKind, Layout, layouts, layouts_of
from zhunsheng.documents.page import Block, PageTree, Paragraph
from zhunsheng.documents.writing.printable import plain_title, printable_tree
from zhunsheng.documents.writing.unwritable import Unwritable
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document

SUFFIXES = ("docx", "xlsx", "pdf", "html", "json", "csv", "txt")
"""Every suffix that can be written, without its dot."""


def write_document(
    document: Document, suffix: str, *, layout: Layout | str | None = None, project: int | str | None = None
) -> bytes:
    """The bytes of a file of the format ``suffix`` (one of :data:`SUFFIXES`; case and a leading dot do not matter).

    ``layout`` is the form to print (itself or its name): unless given, the one the document was read by, else the first
    there is of each kind of form that the document holds. ``project`` restricts to one project's form: its place in the
    document from 0, or its code.
    Raises :class:`Unwritable` for an unknown suffix, layout or project, and for text that the format cannot hold.
    """
    kind = suffix.strip().lower().removeprefix(".")
    if kind not in SUFFIXES:
        known = "、".join(SUFFIXES)
        raise Unwritable(f"不能写成“{suffix}”格式：还没有这种格式的写法。请改用{known}之一。")
    chosen = _layout(document, layout)
    if project is not None:
        document = _only(document, _number(document, project))
    if kind == "json":
        from zhunsheng.documents.writing.json import write_json

        return write_json(document)
    if kind == "csv":
        from zhunsheng.documents.writing.csv import write_csv

        return write_csv(document)
    if project is not None:
        blocks = [
            *_cover(document),
            *_of_kind(FormKind.TARGET, chosen).project_blocks(document.projects[0], 1),
        ]
    else:
        blocks = chosen.paper(document).blocks if layout is not None and chosen else all_blocks(document, chosen)
    tree = printable_tree(PageTree(blocks, spans_known=True))
    return _print(tree, document, kind, _title(tree, document))


def _print(tree: PageTree, document: Document, kind: str, title: str) -> bytes:
    """The form as a file. Each format's module is loaded only when it is asked for."""
    if kind == "docx":
        from zhunsheng.documents.writing.docx import write_docx

        return write_docx(tree, title)
    if kind == "xlsx":
        from zhunsheng.documents.writing.xlsx import write_xlsx

        return write_xlsx(tree, title, document)
    if kind == "pdf":
        from zhunsheng.documents.writing.pdf import write_pdf

        return write_pdf(tree, title)
    if kind == "html":
        from zhunsheng.documents.writing.html import write_html

        return write_html(tree, title)
    from zhunsheng.documents.writing.text import write_text

    return write_text(tree)


def all_blocks(document: Document, preferred: Layout | None = None) -> list[Block]:
    """Everything that a document holds on paper: target tables with the department part, then the forms."""
    held = {
        FormKind.SELF_EVALUATION: bool(document.self_evaluations),
        FormKind.MONITORING: bool(document.monitorings),
    }
    targets = bool(document.projects) or not document.department.is_blank or not any(held.values())
    kinds = [kind for kind, there in ((FormKind.TARGET, targets), *held.items()) if there]
    return [block for kind in kinds for block in _of_kind(kind, preferred).paper(document).blocks]


def _of_kind(kind: FormKind, preferred: Layout | None) -> Layout:
    return preferred if preferred is not None and preferred.kind is kind else layouts_of(kind)[0]


def _cover(document: Document) -> list[Block]:
    """The document's title above a single table, which else would not say of which year it is."""
    if document.fiscal_year is None:
        return []
    return [Paragraph(cover_line(document.unit, document.fiscal_year), level=1)]


def _layout(document: Document, layout: Layout | str | None) -> Layout | None:
    if isinstance(layout, Layout):
        return layout
    known = layouts()
    name = layout or document.source.layout
    found = next((item for item in known if item.name == name), None)
    if found is None and layout is not None:
        names = "、".join(item.name for item in known)
        raise Unwritable(f"没有叫“{layout}”的版式。请改用：{names}。")
    return found


def _number(document: Document, project: int | str) -> int:
    """The place (from 0) of the project that is asked for."""
    if isinstance(project, int):
        if not 0 <= project < len(document.projects):
            raise Unwritable(f"没有第{project + 1}个项目：文件里共有{len(document.projects)}个。请核对序号。")
        return project
    found = [number for number, item in enumerate(document.projects) if item.code == project]
    if not found:
        raise Unwritable(f"没有项目编码为“{project}”的项目。请核对编码。")
    if len(found) > 1:
        places = "、".join(f"第{number + 1}个" for number in found)
        raise Unwritable(f"项目编码“{project}”重复：{places}项目都用它，不知道写哪一个。请改用序号。")
    return found[0]


def _only(document: Document, number: int) -> Document:
    """The document of one project alone, without any department part."""
    project = document.projects[number]
    return replace(
        document, unit=project.unit, department=DepartmentPlan(project.unit), projects=(project,), other_departments=()
    )


def _title(tree: PageTree, document: Document) -> str:
    """The file's title: its cover line, a single form's own title, or the unit's name with the kind of document."""
    covers = [block.text for block in tree.blocks if isinstance(block, Paragraph) and block.cover]
    titles = [block.text for block in tree.blocks if isinstance(block, Paragraph) and block.level != 1]
    if not covers and len(titles) == 1:
        covers = titles
    return plain_title(covers[0] if covers else f"{document.unit.name or document.unit.label}绩效文本")


__all__ = ["SUFFIXES", "Unwritable", "write_document"]
