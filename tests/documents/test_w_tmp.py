"""What is written is read again, in every format: the laws that keep a document whole on its way through paper."""

from __future__ import annotations

from dataclasses import replace

import pytest
from generated import documents, projects
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhunsheng.documents.forms.layout import layouts
from zhunsheng.model.department import DepartmentPlan
from zhunsheng.model.document import Document
from zhunsheng.usecases.read_document import read_bytes, read_file
from zhunsheng.usecases.write_document import SUFFIXES, write_document

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example]
law = settings(deadline=None, suppress_health_check=_SLOW, max_examples=1200)


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
