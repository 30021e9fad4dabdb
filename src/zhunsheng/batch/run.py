"""A batch from its documents to its file: what is done already is not done again, what cannot be done is a row."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from zhunsheng.batch.engines import Engine, Task, alone
from zhunsheng.batch.manifest import DOCUMENTS_A_CHUNK, Chunk, Entry, chunks_of
from zhunsheng.batch.parts import join, part_of, write_lost, write_part

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a batch came to: documents in the file, those of them that could not be used, those found done from before."""

    documents: int
    refused: int
    kept: int


def parts_folder(output: Path) -> Path:
    """Where the parts stand until the file is whole; a batch that was stopped goes on from there."""
    return output.with_name(f"{output.name}.parts")


def run_batch(
    work: str,
    entries: list[Entry],
    output: Path,
    engine: Engine,
    *,
    version: str,
    progress: Progress = lambda done: None,
    size: int = DOCUMENTS_A_CHUNK,
) -> Outcome:
    """``work`` (``read`` or ``review``) over the documents into ``output``, one row a document in their order.

    ``version`` is the program's: parts that another version has left are not used. Raises :class:`OSError` where the
    output cannot be written.
    """
    folder = parts_folder(output)
    folder.mkdir(exist_ok=True)
    chunks = chunks_of(entries, f"{work} {version}", size)
    task = partial(write_part, work, str(folder.absolute()))
    lost = partial(write_lost, work, str(folder.absolute()))
    there = [chunk for chunk in chunks if part_of(str(folder), chunk).exists()]
    kept = sum(len(chunk.entries) for chunk in there)
    progress(kept)
    parts = {chunk.key: [part_of(str(folder), chunk)] for chunk in chunks}
    for chunk, done in engine(task, [chunk for chunk in chunks if chunk not in set(there)]):
        if not done:
            parts[chunk.key] = list(one_by_one(task, lost, chunk))
        progress(len(chunk.entries))
    documents, refused = join((part for chunk in chunks for part in parts[chunk.key]), work, output)
    shutil.rmtree(folder, ignore_errors=True)
    return Outcome(documents, refused, kept)


def one_by_one(task: Task, lost: Task, chunk: Chunk) -> Iterator[Path]:
    """The parts of a chunk that took its process with it: halved until only the document at fault is without a result."""
    if alone(task, chunk):
        yield task(chunk)
    elif len(chunk.entries) == 1:
        yield lost(chunk)
    else:
        for half in chunk.halves():
            yield from one_by_one(task, lost, half)
