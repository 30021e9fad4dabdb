"""What may stand as evidence is told by what a file contains."""

import io
import zipfile

import pytest
from PIL import Image

from zhunsheng.documents.evidence_file import TAKEN, evidence_file, safe_name


def package(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, b"x")
    return out.getvalue()


def picture(sort):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, sort)
    return out.getvalue()


def old(stream):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + f"{stream}\0".encode("utf-16-le") + b"\0" * 60


WORD = ("[Content_Types].xml", "word/document.xml")


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("通报.pdf", b"%PDF-1.7 x", "通报.pdf"),
        ("数电票.ofd", package("OFD.xml", "Doc_0/Document.xml"), "数电票.ofd"),
        ("合同.docx", package(*WORD), "合同.docx"),
        ("清册.xlsx", package("[Content_Types].xml", "xl/workbook.xml"), "清册.xlsx"),
        ("汇报.pptx", package("[Content_Types].xml", "ppt/presentation.xml"), "汇报.pptx"),
        ("合同.doc", old("WordDocument"), "合同.doc"),
        ("合同.wps", old("WordDocument"), "合同.wps"),
        ("清册.et", old("Workbook"), "清册.et"),
        ("现场.JPG", picture("JPEG"), "现场.JPG"),
        ("现场.png", picture("PNG"), "现场.png"),
        ("现场.webp", picture("WEBP"), "现场.webp"),
        ("现场.bmp", picture("BMP"), "现场.bmp"),
        ("扫描.tif", picture("TIFF"), "扫描.tif"),
        ("现场.mp4", b"\0\0\0\x18ftypmp42\0\0\0\0", "现场.mp4"),
        ("说明.txt", "已验收".encode("gb18030"), "说明.txt"),
        ("清册.csv", "\ufeff编号,数量\n1,2\n".encode(), "清册.csv"),
        ("现场.exe", b"%PDF-1.7 x", "现场.exe.pdf"),
        ("没有后缀", picture("PNG"), "没有后缀.png"),
    ],
)
def test_what_papers_consist_of_is_taken_and_ends_as_its_content_asks(name, data, kept):
    found = evidence_file(name, data)
    assert (found.name, found.problem) == (kept, "")


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("通报.pdf", b"MZ\x90\0", "程序"),
        ("通报.pdf", b"\x7fELF\x02", "程序"),
        ("安装.doc", old("Property"), "不认识"),
        ("通报.pdf", b"<!DOCTYPE html><script>alert(1)</script>", "网页"),
        ("图.png", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "网页"),
        ("图.txt", b"\xef\xbb\xbf <script>alert(1)</script>", "网页"),
        ("跑.txt", b"#!/bin/sh\nrm -rf x", "脚本"),
        ("跑.bat", b"@echo off\r\ndel x", "不认识"),
        ("跑.ps1", b"Get-Item x", "不认识"),
        ("资料.zip", package("a.pdf", "b.pdf"), "压缩包"),
        ("资料.docx", package("a.exe"), "压缩包"),
        ("合同.docm", package(*WORD, "word/vbaProject.bin"), "宏"),
        ("表.xls", old("Workbook") + "_VBA_PROJECT".encode("utf-16-le"), "宏"),
        ("资料.docx", b"PK\x03\x04half", "没有传完整"),
        ("照片.heic", b"\0\0\0\x18ftypheic\0\0", "HEIC"),
        ("信.eml", b"From: a@b\r\n\r\nhello", "不认识"),
        ("什么.bin", b"\0\1\2\3", "不认识"),
    ],
)
def test_what_could_run_or_cannot_be_looked_at_is_refused_with_what_may_be_sent(name, data, why):
    found = evidence_file(name, data)
    assert why in found.problem
    assert TAKEN in found.problem


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("C:\\资料\\通报.pdf", "通报.pdf"),
        ("../../etc/通报.pdf", "通报.pdf"),
        ("通报\u202efdp.pdf", "通报fdp.pdf"),
        ("一\r\nSet-Cookie: x.pdf", "一Set-Cookie x.pdf"),
        ("", "附件"),
        ("...", "附件"),
        (f"{'长' * 300}.pdf", f"{'长' * 190}.pdf"),
    ],
)
def test_names_are_made_safe(typed, kept):
    assert safe_name(typed) == kept
