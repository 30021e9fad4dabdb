"""Which documents a batch is over, and how they fall into chunks that can be done again without harm."""

from __future__ import annotations

import glob
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

SUFFIXES = frozenset({".docx", ".doc", ".xlsx", ".xls", ".pdf", ".html", ".htm", ".txt"})
"""What is taken from a folder. A pattern takes whatever it names, so that JSON can be asked for."""
DOCUMENTS_A_CHUNK = 200
"""Small enough to lose little when a machine goes down, large enough that handing it out costs nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of the batch: where it is, and what it is called in the result."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some documents that are worked on together, in order. ``key`` changes when one of them or the work changes."""

    key: str
    entries: tuple[Entry, ...]

    def halves(self) -> tuple[Chunk, Chunk]:
        """The chunk in two; a chunk of one document has no halves."""
        middle = len(self.entries) // 2
        return (
            Chunk(f"{self.key}-a", self.entries[:middle]),
            Chunk(f"{self.key}-b", self.entries[middle:]),
        )


def documents_in(place: str) -> list[Entry]:
    """The documents of a folder (all below it) or of a pattern (``**`` is any depth), in the order of their names.

    Hidden files and Word's lock files (``~$``) are passed over. Names are relative to the folder; those of a pattern stay
    as the pattern gives them.
    """
    if os.path.isdir(place):
        found = (Path(folder) / file for folder, _, files in os.walk(place) for file in files)
        entries = (
            Entry(str(path.absolute()), path.relative_to(place).as_posix())
            for path in found
            if path.suffix.lower() in SUFFIXES and not _is_passed_over(path.relative_to(place))
        )
    else:
        paths = map(Path, glob.glob(os.path.expanduser(place), recursive=True))
        entries = (
            Entry(str(path.absolute()), path.as_posix())
            for path in paths
            if path.is_file() and not path.name.startswith("~$")
        )
    return sorted(entries, key=lambda entry: entry.name)


def chunks_of(entries: Sequence[Entry], work: str, size: int = DOCUMENTS_A_CHUNK) -> list[Chunk]:
    """The documents in chunks. ``work`` names all that the result depends on beside the documents (what is done, version).

    The key is made of names, sizes and times of change rather than of contents: reading a province's documents only to
    find out that nothing has changed would cost as much as a good part of the work.
    """
    return [Chunk(_key(work, chunk), chunk) for chunk in _in_groups(entries, size)]


def _key(work: str, entries: Iterable[Entry]) -> str:
    digest = hashlib.sha256(work.encode())
    for entry in entries:
        digest.update(f"\0{entry.name}\0{_state(entry.path)}".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:32]


def _state(path: str) -> str:
    try:
        state = os.stat(path)
    except OSError:
        return "gone"
    return f"{state.st_size} {state.st_mtime_ns}"


def _is_passed_over(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def _in_groups(entries: Iterable[Entry], size: int) -> Iterator[tuple[Entry, ...]]:
    left = iter(entries)
    while group := tuple(islice(left, size)):
        yield group
