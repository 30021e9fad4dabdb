"""CSV for spreadsheets and programs: one row an indicator (see ``flat``), UTF-8 with mark, CRLF, digits as printed.

Excel and WPS run a cell as a formula when its text begins with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return.
Such text gets an apostrophe in front, here and in no other format; a program that reads the file takes it off. Numbers
stay as they are, negative ones too.
"""

from __future__ import annotations

import csv
import io

from zhunsheng.documents.writing.flat import Value, flat_tables
from zhunsheng.model.document import Document

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(document: Document) -> bytes:
    """The document's projects and indicators, or where it has none the forms'; the department part has no place in a table."""
    _, table = flat_tables(document)[0]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(table.headers)
    writer.writerows([_safe(value) for value in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")


def _safe(value: Value) -> str:
    """The text as it may stand in a CSV cell."""
    text = value.text
    return f"'{text}" if value.number is None and text.startswith(_RISKY) else text
