"""The example that comes with the program: right facts, its faults still in it, fresh from its source."""

import importlib.util
import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from zhunsheng.bundled import example_bytes
from zhunsheng.usecases.read_document import read_bytes
from zhunsheng.usecases.review import review_document

TOOL = Path(__file__).resolve().parents[2] / "tools" / "make_example.py"


def make_example():
    """The tool that makes the example, as a module."""
    spec = importlib.util.spec_from_file_location("make_example", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def parts(data: bytes) -> dict[str, bytes]:
    """A Word file's parts, unpacked: how they are packed differs from one zlib to the next."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_example_holds_the_parks_year():
    document = read_bytes(example_bytes())
    assert (len(document.projects), document.indicator_count) == (9, 54)
    assert document.budget_yuan == Decimal("2931000.00")
    assert (document.unit.label, document.fiscal_year) == ("804002临西县运河园区管理委员会", 2020)
    assert document.problems == ()


def test_the_example_is_what_its_source_says():
    source = make_example().example_document()
    read = read_bytes(example_bytes())
    assert (read.unit, read.fiscal_year, read.department) == (source.unit, source.fiscal_year, source.department)
    assert read.projects == source.projects


def test_the_example_is_fresh():
    """After a change of the source or of the Word writer: run tools/make_example.py."""
    module = make_example()
    made = module.write_document(module.example_document(), "docx")
    assert parts(made) == parts(example_bytes())


def test_making_it_twice_gives_the_same_bytes():
    module = make_example()
    document = module.example_document()
    assert module.write_document(document, "docx") == module.write_document(document, "docx")


def test_its_facts_are_those_of_the_source_document(seed):
    """Codes, names, amounts, plans, indicator names, kinds and values; the prose is told in other words."""
    published, ours = read_bytes(seed.read_bytes()), read_bytes(example_bytes())
    for one, other in zip(published.projects, ours.projects, strict=True):
        assert (one.code, one.name, one.budget, one.fund_plan) == (
            other.code,
            other.name,
            other.budget,
            other.fund_plan,
        )
        assert one.purpose != other.purpose
        facts = [(row.level1, row.level2, row.level3, row.target) for row in one.indicators]
        assert facts == [(row.level1, row.level2, row.level3, row.target) for row in other.indicators]


def test_a_review_finds_in_it_what_it_finds_in_the_source_document(seed):
    """Told in other words, with every fault still in its cell."""
    published, ours = replace(read_bytes(seed.read_bytes()), fiscal_year=2020), read_bytes(example_bytes())
    cells = [
        {(f.rule, f.project, f.address) for f in review_document(document).findings} for document in (published, ours)
    ]
    assert cells[0] == cells[1]
    assert len(cells[0]) > 50
