"""Files in and out: every input file once, read or refused with a reason; outputs whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from zhunsheng.cli.command import Unusable
from zhunsheng.model.document import Document
from zhunsheng.usecases.read_document import try_to_read
from zhunsheng.usecases.system_words import why
from zhunsheng.usecases.write_document import Unwritable, write_document

STDIN = "-"
"""The FILE that means standard input."""


class Input(NamedTuple):
    """One FILE: its document, and why it could not be used (``None`` when it could)."""

    file: str
    document: Document
    refusal: str | None


def read_inputs(files: Iterable[str]) -> Iterator[Input]:
    """Every FILE in the order given; one that cannot be used does not stop the others."""
    for file in files:
        yield read_input(file)


def read_input(file: str) -> Input:
    """One FILE, or standard input."""
    return Input(file, *try_to_read(file, sys.stdin.buffer.read() if file == STDIN else None))


def write(document: Document, suffix: str) -> bytes:
    """The document in the format of a suffix. Raises :class:`Unusable` for what that format cannot hold."""
    try:
        return write_document(document, suffix)
    except Unwritable as error:
        raise Unusable(str(error)) from error


def write_output(path: Path, data: bytes | str, inputs: Iterable[str] = ()) -> None:
    """Write a whole file or nothing; an input is never overwritten. Raises :class:`Unusable`."""
    if any(file != STDIN and _same(path, Path(file)) for file in inputs):
        raise Unusable(f"{path}：这是要读的文件，不能覆盖。请给输出换一个文件名。")
    content = data.encode("utf-8", "backslashreplace") if isinstance(data, str) else data
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a device or pipe: there is nothing to replace
            return
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(content)
            os.chmod(name, _mode(path))
            os.replace(name, path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise Unusable(
            f"{path}：写不了这个文件（{why(error)}）。请检查文件夹是否存在、有没有权限、磁盘是否已满。"
        ) from error


def keep_existing(path: Path, data: bytes) -> None:
    """Refuse to put other content in the place of a file that is there. Raises :class:`Unusable`."""
    try:
        there = path.is_file() and path.read_bytes() != data
    except OSError:
        there = True
    if there:
        raise Unusable(f"{path}：已有这个文件，没有覆盖。请换一个文件名，确要覆盖请加 --force。")


def write_stdout(data: bytes) -> None:
    """Bytes of a binary format on standard output; a terminal is spared them. Raises :class:`Unusable`."""
    if sys.stdout.isatty():
        raise Unusable("这种格式不能显示在终端里。请用 -o 指定输出文件。")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _same(one: Path, other: Path) -> bool:
    try:
        return one.exists() and other.exists() and one.samefile(other)
    except OSError:
        return False


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or what a new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
