"""Read a file of any supported format into the document model."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from zhunsheng.documents.forms.mixed import read_tree, unruled_tables
from zhunsheng.documents.interchange import NotADocument, document_from_json
from zhunsheng.documents.page import PageTree
from zhunsheng.documents.reading.detect import read_pages
from zhunsheng.documents.reading.refusal import MAX_FILE_BYTES, Refused
from zhunsheng.model.document import Document, Source
from zhunsheng.model.place import Problem
from zhunsheng.usecases.system_words import why

_JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*["}]')


class Attempt(NamedTuple):
    """A file's document, and why the file could not be used (``None`` when it could)."""

    document: Document
    refusal: str | None


def try_to_read(file: Path | str, data: bytes | None = None) -> Attempt:
    """Read one file (or ``data`` under its name) and never fail: a reader of many files goes on to the next.

    A file in which no known form was recognised cannot be used either, but keeps its source. Set ``ZHUNSHENG_DEBUG`` to
    have what nobody foresaw raised.
    """
    name = Path(file).name
    try:
        document = read_file(file) if data is None else read_bytes(data, name)
    except Refused as refusal:
        return _unusable(name, str(refusal))
    except Exception as error:
        if os.environ.get("ZHUNSHENG_DEBUG"):
            raise
        reason = f"读取时出了程序没有料到的情况（{type(error).__name__}：{error}）。请另存一次再试，仍不行请把文件交给维护者。"
        return _unusable(name, reason)
    if document.source.layout is None and not document.projects and document.source.format != "json":
        return Attempt(document, "".join(problem.message for problem in document.problems))
    return Attempt(document, None)


def _unusable(name: str, reason: str) -> Attempt:
    return Attempt(Document(problems=(Problem("全文", reason),), source=Source(name)), reason)


def read_file(path: Path | str) -> Document:
    """Read one file. Raises :class:`Refused` when it cannot be used; everything less stands in ``problems``."""
    path = Path(path)
    try:
        if path.is_dir():
            raise Refused("这是文件夹，不是文件。请给出文件夹里的文件。")
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise Refused(
                f"文件有{size // 1024 // 1024}MB，超过{MAX_FILE_BYTES // 1024 // 1024}MB的上限。请拆成几个文件。"
            )
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise Refused("文件不存在。请核对路径和文件名。") from error
    except OSError as error:
        raise Refused(f"文件打不开：{why(error)}。请检查权限，或确认文件没有被占用。") from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str = "") -> Document:
    """Read the bytes of one file; ``name`` is only kept as its source. Raises :class:`Refused` like :func:`read_file`."""
    digest = hashlib.sha256(data).hexdigest()
    if _JSON.match(data):
        return _read_json(data, name, digest)
    kind, tree = read_pages(data)
    document, layout = read_tree(tree)
    if layout is None:
        return Document(problems=tuple(_unrecognised(tree)), source=Source(name, digest, kind, None))
    return replace(document, source=Source(name, digest, kind, layout.name))


def _read_json(data: bytes, name: str, digest: str) -> Document:
    """A document that this program wrote as JSON; its source becomes the JSON file itself."""
    try:
        document = document_from_json(json.loads(data))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"JSON写得不完整：{error}。请重新生成后再读。") from error
    except RecursionError as error:
        raise Refused("JSON嵌套过深，不是绩效文本。请用 zhunsheng read --json 重新生成。") from error
    except NotADocument as error:
        raise Refused(str(error)) from error
    return replace(document, source=replace(document.source, name=name, sha256=digest, format="json"))


def _unrecognised(tree: PageTree) -> list[Problem]:
    """Why nothing was read: the readers' own problems, or that no known form was found."""
    if tree.problems and (not tree.blocks or unruled_tables(tree)):
        return tree.problems
    message = "没有认出这是哪一种绩效表：文件里找不到“项目编码、预算数、绩效目标、一级指标”等栏目。请确认文件，或换用原始的Word、Excel文件。"
    return [*tree.problems, Problem("全文", message)]
