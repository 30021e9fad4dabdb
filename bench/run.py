"""Measure reading and reviewing, beside other readers on the same file; prints Markdown.

``python bench/run.py`` prints; ``--write docs/measurements.md`` also puts the result into that page, between its marks.
All of it is measured in one run, the readers in turns (one round reads once with each), so that a busy moment of the
machine hits all alike; times are processor time. Read the ratios rather than the milliseconds.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from page_blocks import machine
from readers import Grid, Reader, readers

from zhunsheng.bundled import example_bytes
from zhunsheng.model.document import Document
from zhunsheng.rules.registry import rules
from zhunsheng.usecases.read_document import read_bytes
from zhunsheng.usecases.review import review_document
from zhunsheng.usecases.write_document import write_document

HERE = Path(__file__).resolve().parent
SIZES = (250, 500, 1000, 2000)
"""Projects in the large documents."""
COLUMNS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
OPEN, CLOSE = "<!-- bench/run.py -->", "<!-- /bench/run.py -->"


def main() -> None:
    """Measure everything and print it; with ``--write`` also into a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--large", help=argparse.SUPPRESS)
    parser.add_argument("--new", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.new:
        return review_new()
    if chosen.large:
        return read_large(Path(chosen.large))
    lines = list(report(chosen.rounds))
    print("\n".join(lines))
    if chosen.write:
        put_into(chosen.write, "\n".join(lines))
    return None


def report(rounds: int) -> Iterator[str]:
    """The whole report as Markdown lines."""
    yield from machine("python bench/run.py --write docs/measurements.md")
    yield ""
    yield from compare(rounds)
    yield ""
    yield from throughput(rounds)
    yield ""
    yield from large()


def compare(rounds: int) -> Iterator[str]:
    """Reading one Word document, as 准绳 writes it and as LibreOffice saves it: time, and how many indicators keep their columns."""
    found, missing = readers()
    yield "## 读一份Word文本（9张项目表、54条指标）\n"
    yield f"处理器时间的中位数，预热后轮流各读{rounds}次。“六列都对”指一条指标的六格都在自己的表头下，合并的一级、二级指标也补齐；“后四列对”不看一级、二级。\n"
    yield from compare_on("准绳写的文件", example_bytes(), found, rounds)
    saved = office_copy(example_bytes())
    if saved is not None:
        yield ""
        yield from compare_on("同一份由LibreOffice另存的文件", saved, found, rounds)
    yield "\n" + "；".join(missing) + "。" if missing else ""


def compare_on(name: str, data: bytes, found: list[Reader], rounds: int) -> Iterator[str]:
    """One table: every reader on one file, in turns."""
    truth = source_document()
    times: dict[str, list[float]] = {reader.name: [] for reader in found}
    outputs = {reader.name: reader.read(data) for reader in found}
    for _ in range(rounds):
        for reader in found:
            times[reader.name].append(timed(lambda reader=reader: reader.read(data)))
    bare = statistics.median(times[found[0].name])
    yield f"**{name}**（{len(data) / 1000:.0f} KB）\n"
    yield "| 读法 | CPU毫秒 | 相当于lxml的倍数 | 六列都对 | 后四列对 | 认得项目 |"
    yield "|---|--:|--:|--:|--:|---|"
    for reader in found:
        middle = statistics.median(times[reader.name])
        six, four = kept(reader, outputs[reader.name], truth)
        known = "9个，含编码、金额、支出计划" if reader.knows_projects else "否"
        yield f"| {reader.name} | {middle * 1000:.1f} | {middle / bare:.1f} | {six} | {four} | {known} |"


def office_copy(data: bytes) -> bytes | None:
    """The same document as LibreOffice saves it, or ``None`` on a machine without LibreOffice."""
    soffice = shutil.which("soffice")
    if soffice is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.docx"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [
            soffice,
            profile,
            "--headless",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            f"{folder}/out",
            source,
        ]
        subprocess.run(command, check=True, capture_output=True)
        return (Path(folder) / "out" / "in.docx").read_bytes()


def kept(reader: Reader, output: object, truth: Document) -> tuple[str, str]:
    """How many indicators stand whole under their own header words, in all six columns and in the last four."""
    if reader.grids is None:
        return "—", "—"
    rows = [row for grid in reader.grids(output) for row in indicator_rows(grid)]
    counts = []
    for columns in (COLUMNS, COLUMNS[2:]):
        left = [tuple(plain(row.get(column, "")) for column in columns) for row in rows]
        hits = 0
        for wanted in true_rows(truth, columns):
            if wanted in left:
                left.remove(wanted)
                hits += 1
        counts.append(f"{hits}/{truth.indicator_count}")
    return counts[0], counts[1]


def indicator_rows(grid: Grid) -> Iterator[dict[str, str]]:
    """The rows below a header, cell by header word; a header word that is printed over two columns counts once."""
    header: list[str] | None = None
    for row in grid:
        words = [plain(cell) for cell in row]
        if set(COLUMNS) <= set(words):
            header = words
        elif header is not None:
            found: dict[str, str] = {}
            for word, cell in zip(header, row, strict=False):
                found.setdefault(word, cell)
            yield found


def true_rows(truth: Document, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for project in truth.projects:
        for row in project.indicators:
            target = row.target.text if row.target else ""
            whole = (row.level1, row.level2, row.level3, row.description, target, row.basis)
            yield tuple(plain(cell or "") for word, cell in zip(COLUMNS, whole, strict=True) if word in columns)


def plain(text: str) -> str:
    """Text without blanks, line ends and Markdown's escapes, which are no part of what a cell says."""
    return re.sub(r"[\s\\*]|<[^>]*>", "", text)


def throughput(rounds: int) -> Iterator[str]:
    """How much one core reads and reviews in a second."""
    document = read_bytes(example_bytes())
    text = write_document(document, "txt")
    form = example_bytes()
    read_text = statistics.median(timed(lambda: read_bytes(text)) for _ in range(rounds * 4))
    read_docx = statistics.median(timed(lambda: read_bytes(form)) for _ in range(rounds * 2))
    review = statistics.median(timed(lambda: review_document(document)) for _ in range(rounds))
    yield "## 一个核一秒能做多少\n"
    yield "审核量两遍。反复审同一份文本时，读过的字句都还记着，得到的是改几个字再审的速度；每份文档都是新的，没有一句读过，得到的是头一遍审的速度，成批审文件看这一行。\n"
    yield "| 工作 | 每份CPU毫秒 | 每秒 |"
    yield "|---|--:|--:|"
    yield f"| 读文本形态的绩效文本（{len(text) / 1024:.0f} KB，9个项目） | {read_text * 1000:.2f} | {1 / read_text:.0f}份 |"
    yield f"| 读Word绩效文本（9个项目） | {read_docx * 1000:.2f} | {1 / read_docx:.0f}份 |"
    yield f"| 审核，同一份文本反复审（{len(rules())}条规则，9个项目，读过的字句都还记着） | {review * 1000:.2f} | {len(document.projects) / review:.0f}个项目 |"
    tables, seconds = new_documents()
    yield f"| 审核，每份文档都是新的（{len(rules())}条规则，{tables}份文档各1个项目，每份只审一次） | {seconds * 1000:.2f} | {1 / seconds:.0f}个项目 |"


NEW_ROUNDS = 3
"""Processes that each review all new documents once; the middle one counts."""


def new_documents() -> tuple[int, float]:
    """How many documents that nobody has seen were reviewed, and the seconds each took, in processes of their own."""
    command = [sys.executable, str(HERE / "run.py"), "--new"]
    runs = [
        subprocess.run(command, capture_output=True, text=True, check=True).stdout.split() for _ in range(NEW_ROUNDS)
    ]
    return int(runs[0][0]), statistics.median(float(seconds) for _, seconds in runs)


def review_new() -> None:
    """In a process of its own: review each good table of the tests once; print how many, and the seconds for each.

    The example is reviewed first, so that rules and word lists are loaded; of the tables measured then no text has been
    read before, and nothing that is remembered of a text can help.
    """
    sys.path.insert(0, str(HERE.parent / "tests" / "rules"))
    sets, planted = importlib.import_module("written_sets"), importlib.import_module("planted")
    tables = [table for name in planted.WRITTEN for table in sets.written(name)]
    documents = [Document(one.project.unit, one.year, projects=(one.project,)) for one in tables]
    review_document(read_bytes(example_bytes()))
    seconds = timed(lambda: [review_document(document) for document in documents])
    print(len(documents), seconds / len(documents))


def large() -> Iterator[str]:
    """Large Word documents, each read in a process of its own: time and memory should grow with the size, no faster."""
    document = read_bytes(example_bytes())
    yield "## 大文件\n"
    yield "一份Word文本里有这么多项目；各在单独的进程里读；处理器时间不含启动，内存是整个进程的峰值。\n"
    yield "| 项目 | 文件 | CPU秒 | 每个项目CPU毫秒 | 峰值内存 |"
    yield "|--:|--:|--:|--:|--:|"
    folder = HERE / "made"
    folder.mkdir(exist_ok=True)
    for size in SIZES:
        path = folder / f"{size}.docx"
        path.write_bytes(write_document(of_size(document, size), "docx"))
        command = [sys.executable, str(HERE / "run.py"), "--large", str(path)]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        seconds, peak = float(told[0]), float(told[1])
        megabytes = path.stat().st_size / 1e6
        yield f"| {size} | {megabytes:.2f} MB | {seconds:.2f} | {seconds / size * 1000:.2f} | {peak:.0f} MB |"
        path.unlink()
    folder.rmdir()


def read_large(path: Path) -> None:
    """In a process of its own: read once, print seconds and peak memory in MB."""
    import resource

    data = path.read_bytes()
    seconds = timed(lambda: read_bytes(data))
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def of_size(document: Document, size: int) -> Document:
    """A document with so many projects: the example's over and over, with codes and names of their own."""
    made = []
    for number in range(size):
        project = document.projects[number % len(document.projects)]
        made.append(replace(project, code=f"804-0501-JBN-{number:04d}", name=f"{project.name}{number}", heading=None))
    return replace(document, projects=tuple(made))


def source_document() -> Document:
    """The example as its source spells it: what every reader is held against, read by none of them."""
    spec = importlib.util.spec_from_file_location("make_example", HERE.parent / "tools" / "make_example.py")
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Document = module.example_document()
    return found


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time that one call takes, its child processes' included."""
    start = cpu_seconds()
    work()
    return cpu_seconds() - start


def cpu_seconds() -> float:
    """Processor time of this process and of its finished children; another program's load does not count."""
    spent = os.times()
    return time.process_time() + spent.children_user + spent.children_system


def put_into(page: Path, text: str) -> None:
    """Replace what stands between the marks, or add the marks at the end."""
    old = (
        page.read_text("utf-8")
        if page.exists()
        else "# 实测\n\n这里的数都由仓库里的程序量出，命令写在旁边，可以重做。\n"
    )
    block = f"{OPEN}\n{text}\n{CLOSE}"
    before, found, rest = old.partition(OPEN)
    new = f"{before}{block}{rest.partition(CLOSE)[2]}" if found else f"{old.rstrip()}\n\n{block}\n"
    page.write_text(new, "utf-8")


if __name__ == "__main__":
    main()
