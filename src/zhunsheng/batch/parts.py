"""Parts of the result, one a chunk: written whole or not at all, found again by their key, joined at the end."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from zhunsheng.batch.manifest import Chunk
from zhunsheng.batch.rows import WORKS, Row, Work, row_of_the_lost

COMPRESSION = "zstd"


def part_of(folder: str, chunk: Chunk) -> Path:
    """Where a chunk's part stands, whether or not it is there yet."""
    return Path(folder, f"{chunk.key}.parquet")


def write_part(work: str, folder: str, chunk: Chunk) -> Path:
    """Do a chunk's documents one after another. Runs wherever the engine sends it; a part that is there is left alone."""
    path = part_of(folder, chunk)
    if not path.exists():
        kind = WORKS[work]
        _write(path, kind, [kind.row(entry) for entry in chunk.entries])
    return path


def write_lost(work: str, folder: str, chunk: Chunk) -> Path:
    """The part of a chunk that no process has survived: a row that says so for each document."""
    path = part_of(folder, chunk)
    _write(path, WORKS[work], [row_of_the_lost(entry) for entry in chunk.entries])
    return path


def join(parts: Iterable[Path], work: str, output: Path) -> tuple[int, int]:
    """All parts in order as one file, put in place at once; how many documents, and how many could not be used."""
    documents = refused = 0
    unfinished = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        with pq.ParquetWriter(unfinished, WORKS[work].schema, compression=COMPRESSION) as writer:
            for part in parts:
                table = pq.read_table(part, schema=WORKS[work].schema)
                documents += table.num_rows
                refused += pc.sum(pc.is_valid(table["refusal"])).as_py() or 0
                writer.write_table(table)
        os.replace(unfinished, output)
    finally:
        unfinished.unlink(missing_ok=True)
    return documents, refused


def _write(path: Path, work: Work, rows: list[Row]) -> None:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    pq.write_table(pa.Table.from_pylist(rows, schema=work.schema), unfinished, compression=COMPRESSION)
    os.replace(unfinished, path)
