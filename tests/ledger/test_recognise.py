"""Which kind of evidence a spreadsheet holds is told by its headers, whatever the file is called."""

import csv
import io

import pytest
from openpyxl import load_workbook

from zhunsheng.ledger.recognise import recognised_kinds
from zhunsheng.ledger.registry import kinds
from zhunsheng.ledger.table_file import open_table
from zhunsheng.ledger.template import write_template


@pytest.mark.parametrize("name", kinds())
def test_every_template_is_known_for_its_own_kind(name):
    found = recognised_kinds(open_table(write_template(kinds()[name])), kinds().values())
    assert [kind.name for kind in found] == [name]


@pytest.mark.parametrize("name", kinds())
def test_the_headers_alone_name_the_kind_or_say_which_kinds_are_alike(name):
    sheet = load_workbook(io.BytesIO(write_template(kinds()[name]))).worksheets[0]
    text = io.StringIO()
    csv.writer(text).writerows([cell.value for cell in row][1:] for row in sheet.iter_rows(min_row=2, max_row=2))
    found = recognised_kinds(open_table(text.getvalue().encode()), kinds().values())
    assert name in [kind.name for kind in found]


def test_a_table_that_lacks_a_required_column_is_of_no_kind():
    assert recognised_kinds(open_table("日期,备注\n2020-01-01,好\n".encode()), kinds().values()) == ()
