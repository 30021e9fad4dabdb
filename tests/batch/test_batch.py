"""Many documents into one file: the same answers as one by one, in order, and nothing lost when something dies."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from deadly import read_unless_deadly
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.batch.engines import Task, on_a_cluster, on_this_machine
from zhunsheng.batch.manifest import Chunk, Entry, chunks_of, documents_in
from zhunsheng.batch.parts import write_lost
from zhunsheng.batch.run import one_by_one, parts_folder, run_batch
from zhunsheng.documents.interchange import document_to_json
from zhunsheng.usecases.read_document import read_file
from zhunsheng.usecases.review import Reviewed, review_document
from zhunsheng.usecases.review_reports.json_report import review_to_json


def here(task: Task, chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, bool]]:
    """The simplest engine: this process."""
    for chunk in chunks:
        task(chunk)
        yield chunk, True


def batch(folder: Path, work: str = "read", engine=here, **settings):
    """A batch over a folder into a file beside it; what it came to, and its rows by the documents' names."""
    output = folder.parent / "结果.parquet"
    outcome = run_batch(work, documents_in(str(folder)), output, engine, version="1", size=2, **settings)
    return outcome, {row["file"]: row for row in pq.read_table(output).to_pylist()}


def test_each_document_reads_as_it_does_alone(folder):
    outcome, rows = batch(folder)
    assert list(rows) == sorted(["园区/甲.docx", "园区/乙.xlsx", "丙.html", "丁.docx", "坏.docx"])
    assert (outcome.documents, outcome.refused) == (5, 1)
    for name, row in rows.items():
        if row["refusal"] is None:
            assert json.loads(row["document"]) == json.loads(json.dumps(document_to_json(read_file(folder / name))))
            assert (row["projects"], row["indicators"], row["budget_yuan"]) == (9, 54, 2_931_000)


def test_each_document_is_reviewed_as_it_is_alone(folder):
    _, rows = batch(folder, "review")
    document = read_file(folder / "园区" / "甲.docx")
    alone = review_to_json(Reviewed(document, review_document(document)))
    row = rows["园区/甲.docx"]
    assert json.loads(row["review"]) == json.loads(json.dumps(alone))
    assert (row["errors"], row["warnings"]) == (alone["summary"]["error"], alone["summary"]["warning"])
    assert [finding["message"] for finding in row["findings"]] == [each["message"] for each in alone["findings"]]


def test_a_file_that_cannot_be_used_is_a_row_with_its_reason(folder):
    _, rows = batch(folder, "review")
    assert "坏.docx" in rows
    assert rows["坏.docx"]["refusal"]
    assert (rows["坏.docx"]["errors"], rows["坏.docx"]["projects"]) == (None, None)


def test_a_batch_that_was_stopped_goes_on_where_it_was(folder):
    whole = batch(folder)[1]

    def stopped_early(task: Task, chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, bool]]:
        yield from here(task, chunks[:2])
        raise KeyboardInterrupt

    output = folder.parent / "结果.parquet"
    before = output.read_bytes()
    (folder / "丁.docx").touch()
    with pytest.raises(KeyboardInterrupt):
        batch(folder, engine=stopped_early)
    assert output.read_bytes() == before  # half a result never takes the place of a whole one
    outcome, rows = batch(folder)
    assert outcome.kept == 4
    assert rows == whole
    assert not parts_folder(output).exists()


def test_a_document_that_has_changed_since_is_done_again(folder):
    (first,) = chunks_of(documents_in(str(folder)), "read 1")
    os.utime(folder / "丁.docx", (1, 1))
    (second,) = chunks_of(documents_in(str(folder)), "read 1")
    assert first.key != second.key
    assert second.key != chunks_of(documents_in(str(folder)), "read 2")[0].key


@pytest.mark.parametrize("engine", [on_this_machine(2), on_a_cluster(None, 2)], ids=["processes", "dask"])
def test_processes_and_a_cluster_come_to_the_same(folder, engine):
    assert batch(folder, engine=engine) == batch(folder)


@pytest.mark.parametrize("engine", [on_this_machine(1), on_a_cluster(None, 1)], ids=["processes", "dask"])
def test_a_document_that_ends_its_process_costs_only_its_own_row(folder, engine):
    (folder / "致命.docx").write_bytes((folder / "丁.docx").read_bytes())
    parts = folder.parent / "parts"
    parts.mkdir()
    task = partial(read_unless_deadly, str(parts))
    chunks = chunks_of(documents_in(str(folder)), "read", 3)
    ended = dict(engine(task, chunks))
    assert set(ended) == set(chunks)
    undone = [chunk for chunk in chunks if not ended[chunk]]
    found = [part for chunk in undone for part in one_by_one(task, partial(write_lost, "read", str(parts)), chunk)]
    rows = [row for part in found for row in pq.read_table(part).to_pylist()]
    assert [row["file"] for row in rows] == [entry.name for chunk in undone for entry in chunk.entries]
    lost = [row for row in rows if row["file"] == "致命.docx"]
    assert len(lost) == 1
    assert "进程意外结束" in lost[0]["refusal"]
    assert all("进程" not in (row["refusal"] or "") for row in rows if row not in lost)


def test_a_pattern_names_what_is_taken(folder):
    assert [entry.name for entry in documents_in(f"{folder}/**/*.docx")] == [
        f"{folder}/{name}" for name in sorted(["丁.docx", "坏.docx", "园区/甲.docx"])
    ]
    assert documents_in(str(folder / "没有")) == []


@given(st.integers(0, 50), st.integers(1, 9))
def test_chunks_hold_every_document_once_and_in_order(count, size):
    entries = [Entry(f"/没有/{number}", str(number)) for number in range(count)]
    chunks = chunks_of(entries, "read", size)
    assert [entry for chunk in chunks for entry in chunk.entries] == entries
    assert len({chunk.key for chunk in chunks}) == len(chunks)
    for chunk in chunks:
        one, other = chunk.halves()
        assert one.entries + other.entries == chunk.entries
