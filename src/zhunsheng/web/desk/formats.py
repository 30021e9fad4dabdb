"""The formats that a page offers for export."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its suffix, what people call it, its media type."""

    suffix: str
    label: str
    media_type: str


FORMATS = (
    Format("docx", "Word 文件（.docx）", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    Format("xlsx", "Excel 表格（.xlsx）", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Format("pdf", "PDF 文件（.pdf）", "application/pdf"),
    Format("html", "网页（.html）", "text/html; charset=utf-8"),
    Format("json", "数据（.json）", "application/json"),
    Format("csv", "数据（.csv）", "text/csv; charset=utf-8"),
)
"""Every format, in the order of menus."""

BY_SUFFIX = {item.suffix: item for item in FORMATS}
"""The formats by their suffix."""
