"""What a file carries besides the page that one sees: authors, comments, revisions, hidden rows, attachments.

For the gate before publication. Each kind of file has its own places for such things; what is found is told with the
place where a person finds it in the program. Formats that cannot be looked into say so by raising ``Refused``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

from zhunsheng.documents.reading.detect import detect
from zhunsheng.documents.reading.refusal import Refused
from zhunsheng.documents.reading.residue_office import office_residues
from zhunsheng.documents.reading.residue_pdf import pdf_residues
from zhunsheng.model.publication import Residue, ResidueKind

_COMMENT = re.compile(rb"<!--(?!\[)(.*?)-->", re.S)
_AUTHOR = re.compile(rb"<meta[^>]+name=[\"']?(?:author|creator|generator)[\"']?[^>]*content=[\"']([^\"']*)[\"']", re.I)
_SHOWN = 40


def residues(data: bytes) -> tuple[Residue, ...]:
    """Everything hidden in the file, in the order of its parts. Raises :class:`Refused` for a file that cannot be read."""
    look = _INSPECTORS.get(detect(data))
    return tuple(look(data)) if look is not None else ()


def _html(data: bytes) -> Iterator[Residue]:
    """Comments of a page and the author that its head names."""
    for found in _AUTHOR.finditer(data):
        yield Residue(ResidueKind.AUTHOR, "网页头部", _words(found.group(1)))
    for found in _COMMENT.finditer(data):
        if found.group(1).strip():
            yield Residue(ResidueKind.COMMENT, "网页源码", _words(found.group(1)))


def _words(data: bytes) -> str:
    text = " ".join(data.decode("utf-8", "replace").split())
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _old_office(data: bytes) -> Iterator[Residue]:
    """Author, last author and company of a Word or Excel 97–2003 file; what else it hides cannot be seen without the program."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            about = container.get_metadata()
            names = [("/".join(entry)).lower() for entry in container.listdir()]
    except Exception as error:  # olefile raises many kinds for a damaged container
        raise Refused("文件已损坏：旧版Office容器打不开，查不了隐藏内容。请另存为.docx或.xlsx再查。") from error
    for label, value in (("作者", about.author), ("上次保存者", about.last_saved_by)):
        text = _words(value) if isinstance(value, bytes) else str(value or "")
        if text.strip():
            yield Residue(ResidueKind.AUTHOR, f"文件属性的“{label}”", text.strip())
    for label, value in (("单位", about.company), ("经理", about.manager), ("备注", about.comments)):
        text = _words(value) if isinstance(value, bytes) else str(value or "")
        if text.strip():
            yield Residue(ResidueKind.PROPERTY, f"文件属性的“{label}”", text.strip())
    if any("macros" in name or "_vba_project" in name for name in names):
        yield Residue(ResidueKind.ATTACHMENT, "文件", "宏程序")
    yield Residue(ResidueKind.PROPERTY, "文件格式", "旧版Office文件可能留有批注、修订和隐藏内容，查不全")


_INSPECTORS: dict[str, Callable[[bytes], Iterator[Residue]]] = {
    "docx": office_residues,
    "xlsx": office_residues,
    "pdf": pdf_residues,
    "html": _html,
    "doc": _old_office,
    "xls": _old_office,
}
