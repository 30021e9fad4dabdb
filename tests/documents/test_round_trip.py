"""What is written is read again, in every format: the laws that keep a document whole on its way through paper."""

from __future__ import annotations

from dataclasses import replace

import pytest
from generated import documents, on_paper, without_blanks
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from zhunsheng.documents.forms.layout import layouts
from zhunsheng.model.document import Document
from zhunsheng.usecases.read_document import read_bytes, read_file
from zhunsheng.usecases.write_document import SUFFIXES, write_document

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example]
law = settings(deadline=None, suppress_health_check=_SLOW, max_examples=25)


@law
@given(documents())
def test_reading_the_printed_tree_gives_the_document(document: Document) -> None:
    layout = layouts()[0]
    assert layout.read(layout.paper(document)) == document


@law
@given(documents(spans=False))
def test_text_gives_the_document_back(document: Document) -> None:
    assert read_bytes(write_document(document, "txt")) == document


@law
@given(documents())
def test_json_gives_the_document_back(document: Document) -> None:
    assert read_bytes(write_document(document, "json")) == document


@law
@given(documents())
def test_html_gives_the_document_back(document: Document) -> None:
    assert read_bytes(write_document(document, "html")) == document


@law
@given(documents())
def test_docx_gives_the_document_back(document: Document) -> None:
    assert read_bytes(write_document(document, "docx")) == document


@law
@given(documents())
def test_xlsx_gives_the_document_back(document: Document) -> None:
    assert read_bytes(write_document(document, "xlsx")) == document


@settings(law, max_examples=8, derandomize=True, phases=(Phase.generate,))  # shrinking PDFs takes minutes
@given(documents())
def test_pdf_gives_back_everything_but_blanks_and_rare_characters(document: Document) -> None:
    """Paper has no tabs, no double blanks and no line ends inside a cell, and only the characters of its fonts.

    Where a page ends between two sparse rows a reader must guess, so the same examples are taken each time.
    """
    document = on_paper(document)
    assert without_blanks(read_bytes(write_document(document, "pdf"))) == without_blanks(document)


@law
@given(st.data(), documents())
def test_one_project_alone_is_a_document_of_its_own(data: st.DataObject, document: Document) -> None:
    if not document.projects:
        return
    number = data.draw(st.integers(0, len(document.projects) - 1))
    project = document.projects[number]
    for suffix in ("docx", "html", "xlsx"):
        read = read_bytes(write_document(document, suffix, project=number))
        assert read.projects == (project,)
        assert read.department.is_blank
        assert read.fiscal_year == document.fiscal_year


@pytest.mark.parametrize("suffix", [suffix for suffix in SUFFIXES if suffix != "csv"])
def test_the_published_document_survives_every_format(seed, suffix: str) -> None:
    document = read_file(seed)
    read = read_bytes(write_document(document, suffix))
    assert read == document
    assert not read.problems


@pytest.mark.parametrize("suffix", [suffix for suffix in SUFFIXES if suffix != "csv"])
def test_the_year_survives_on_the_cover(seed, suffix: str) -> None:
    document = replace(read_file(seed), fiscal_year=2020)
    assert read_bytes(write_document(document, suffix)) == document
