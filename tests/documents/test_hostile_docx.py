"""Large, hostile and damaged Word documents: little memory, and one sentence where there is nothing to read."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from samples import STYLES, docx_of, level, listed, numbering, p, rezip, tbl, tc, zip_of

from zhunsheng.documents.page import PageTree
from zhunsheng.documents.reading import container, docx, docx_blocks
from zhunsheng.documents.reading.container import OLE_MAGIC
from zhunsheng.documents.reading.docx import read_docx
from zhunsheng.documents.reading.refusal import Refused


class TestLargeFiles:
    def test_blocks_that_cross_the_portions_of_reading_stay_whole(
        self, monkeypatch: pytest.MonkeyPatch, source_docx: bytes
    ) -> None:
        whole = read_docx(source_docx)
        for portion in (997, 4096):
            monkeypatch.setattr(container, "CHUNK", portion)
            monkeypatch.setattr(docx, "PORTION", portion)
            assert read_docx(source_docx) == whole

    def test_a_large_file_is_read_in_little_memory(self, tmp_path: Path) -> None:
        # The XML of this file would take far more than the memory allowed, were it ever held as a whole.
        run = f"<w:r><w:rPr>{'<w:b/>' * 60}</w:rPr><w:t>字</w:t></w:r>"
        row = f"<w:tr>{tc('一级指标')}<w:tc><w:p>{run * 40}</w:p></w:tc></w:tr>"
        path = tmp_path / "large.docx"
        path.write_bytes(docx_of((p("标题") + f"<w:tbl>{row * 40}</w:tbl>") * 60))
        assert read_in_little_memory(path) == "120"


def read_in_little_memory(path: Path) -> str:
    """Reads a file in a process of 420 MB: how many blocks it has, or the sentence that refuses it."""
    program = (
        "import pathlib, resource, sys\n"
        "from zhunsheng.documents.reading.docx import read_docx\n"
        "from zhunsheng.documents.reading.refusal import Refused\n"
        "resource.setrlimit(resource.RLIMIT_AS, (420 << 20, 420 << 20))\n"
        "try: print(len(read_docx(pathlib.Path(sys.argv[1]).read_bytes()).blocks))\n"
        "except Refused as refused: print(refused)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def bomb(unit: bytes, size: int, start: bytes = b"", end: bytes = b"") -> bytes:
    """A docx whose body repeats ``unit`` to ``size`` bytes unpacked."""
    filling = start + unit * (size // len(unit)) + end
    return rezip(docx_of(""), lambda _name, content: content.replace(b"<w:body>", b"<w:body>" + filling))


def claiming(data: bytes, size: int) -> bytes:
    """The docx with its table of contents saying that the document unpacks to ``size`` bytes."""
    changed = bytearray(data)
    entry = changed.find(b"PK\x01\x02")
    while changed[entry + 46 : entry + 63] != b"word/document.xml":
        entry = changed.find(b"PK\x01\x02", entry + 1)
    changed[entry + 24 : entry + 28] = size.to_bytes(4, "little")
    return bytes(changed)


def refusal(data: bytes) -> str:
    """The sentence that refuses ``data``: one sentence in Chinese, never a traceback."""
    with pytest.raises(Refused) as caught:
        read_docx(data)
    sentence = str(caught.value)
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    assert re.search("[\u4e00-\u9fff]", sentence)
    assert "\n" not in sentence
    return sentence


class TestRefusals:
    def test_what_is_no_word_document(self) -> None:
        assert "Excel" in refusal(docx_like("xl/workbook.xml"))
        assert "演示文稿" in refusal(docx_like("ppt/presentation.xml"))
        assert "不是 Word 文档" in refusal(zip_of({"a.txt": b"x"}))
        assert "不是 Word 文档" in refusal(b"plain text")
        assert "不是 Word 文档" in refusal(b"")

    def test_a_password_is_named(self) -> None:
        container_with_password = OLE_MAGIC + bytes(2000) + "EncryptedPackage".encode("utf-16-le") + bytes(100)
        assert "密码" in refusal(container_with_password)
        assert "旧版" in refusal(OLE_MAGIC + bytes(2000))
        locked = bytearray(docx_of(p("甲")))
        for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            start = -1
            while (start := locked.find(mark, start + 1)) >= 0:
                locked[start + place] |= 1
        assert "密码" in refusal(bytes(locked))

    def test_macros_are_not_let_in(self) -> None:
        plain = docx_of(p("甲"))
        assert "宏" in refusal(rezip(plain, lambda _name, content: content, {"word/vbaProject.bin": b"x"}))
        kind = "application/vnd.ms-word.document.macroEnabled.main+xml"
        types = rezip(plain, lambda _name, content: content.replace(b"application/xml", kind.encode()))
        assert "宏" in refusal(types)

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
    def test_a_truncated_file(self, share: float) -> None:
        data = docx_of(p("甲") * 200)
        assert "损坏" in refusal(data[: int(len(data) * share)])

    def test_damaged_xml(self) -> None:
        assert "损坏" in refusal(docx_of("<w:p>"))
        assert "损坏" in refusal(docx_of("<w:p>" * 3000 + "</w:p>" * 3000))
        assert "内容部分" in refusal(zip_of({"word/document.xml": b"<a/>"}))

    def test_document_types_and_entities(self) -> None:
        laughs = '<!DOCTYPE d [<!ENTITY a "哈哈哈哈">' + "".join(
            f'<!ENTITY {chr(98 + step)} "{f"&{chr(97 + step)};" * 10}">' for step in range(9)
        )
        assert "DOCTYPE" in refusal(docx_of(p("&j;"), head=laughs + "]>"))
        outside = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        assert "DOCTYPE" in refusal(docx_of(p("&x;"), head=outside))
        assert "DOCTYPE" in refusal(docx_of("", head='<!DOCTYPE d SYSTEM "http://example.invalid/x.dtd">'))
        styles = rezip(
            docx_of(p("甲", '<w:pStyle w:val="a"/>'), styles=STYLES),
            lambda name, content: (
                content.replace(b"<w:styles", b"<!DOCTYPE s><w:styles") if "styles" in name else content
            ),
        )
        assert "DOCTYPE" in refusal(styles)

    def test_a_header_that_claims_too_much(self) -> None:
        assert "过大" in refusal(claiming(docx_of(p("甲")), 1_000_000_000))

    def test_part_names_that_clash_and_parts_without_number(self) -> None:
        with pytest.warns(UserWarning, match="Duplicate"):
            doubled = rezip(docx_of(p("甲")), lambda _name, content: content, {"word/document.xml": b"<a/>"})
        assert "重名" in refusal(doubled)
        assert "部件超过" in refusal(docx_of(p("甲")) + b"PK\x01\x02" * 20_001)

    def test_a_part_that_unpacks_to_more_than_it_may(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(container, "MAX_UNPACKED_BYTES", 1024 * 1024)
        data = bomb(b"<w:p/>", 2 * 1024 * 1024)
        assert len(data) < 16 * 1024
        assert "过大" in refusal(data)

    def test_a_header_that_claims_too_little(self) -> None:
        assert "损坏" in refusal(claiming(bomb(b"<w:p/>", 1024 * 1024), 100))

    @pytest.mark.parametrize(
        ("unit", "start", "end"),
        [
            (b"<w:p><w:r><w:t>x</w:t></w:r></w:p>", b"", b""),
            (b"<w:x/>", b"", b""),
            (b"<w:tc/>", b"<w:tbl><w:tr>", b"</w:tr></w:tbl>"),
            (b"<w:a>" * 200 + b"</w:a>" * 200, b"<w:p>", b"</w:p>"),
        ],
    )
    def test_bombs_stay_within_a_small_memory(self, unit: bytes, start: bytes, end: bytes, tmp_path: Path) -> None:
        path = tmp_path / "bomb.docx"
        path.write_bytes(bomb(unit, 12 * 1024 * 1024, start, end))
        assert path.stat().st_size < 128 * 1024
        answer = read_in_little_memory(path)
        assert answer.endswith("。") or answer.isdigit()

    def test_more_blocks_than_any_document_has(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(docx_blocks, "MAX_CELLS", 100)
        for body in ("<w:p/>" * 101, "<w:x/>" * 101, tbl(*["" for _ in range(101)]), tbl(tc("x") * 100)):
            assert "超过 100 个" in refusal(docx_of(body))

    def test_one_endless_row_or_paragraph_is_refused_before_it_is_held(self) -> None:
        for start, unit, end in ((b"<w:tbl><w:tr>", b"<w:tc/>", b"</w:tr></w:tbl>"), (b"<w:p>", b"<w:r/>", b"</w:p>")):
            assert "过大" in refusal(bomb(unit, 12 * 1024 * 1024, start, end))

    def test_a_text_longer_than_any_real_one(self) -> None:
        assert "太长" in refusal(docx_of(p("长" * 1_000_001)))
        assert "第1个表格第1行第1格" in refusal(docx_of(tbl(tc("长" * 1_000_001))))


def docx_like(main: str) -> bytes:
    """A package whose main part lies where Excel or PowerPoint keeps it."""
    return rezip(
        docx_of(""), lambda _name, content: content.replace(b"word/document.xml", main.encode()), {main: b"<a/>"}
    )


class TestDamage:
    """Bytes flipped or cut at random: the answer is a tree or one sentence, whatever happens."""

    def test_flipped_and_cut_bytes(self, source_docx: bytes) -> None:
        chance = random.Random(20)
        for _ in range(120):
            data = bytearray(source_docx)
            for _ in range(chance.randint(1, 8)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            if chance.random() < 0.3:
                del data[chance.randrange(len(data)) :]
            assert_tree_or_sentence(bytes(data))

    def test_flipped_bytes_inside_the_parts(self) -> None:
        plain = docx_of(
            tbl(
                tc("甲", '<w:vMerge w:val="restart"/>') + tc("乙"),
                tc("", "<w:vMerge/>") + f"<w:tc>{listed('丙')}</w:tc>",
            ),
            styles=STYLES,
            numbering=numbering(level(0, "decimal", "%1、")),
        )
        chance = random.Random(21)

        def change(_name: str, content: bytes) -> bytes:
            data = bytearray(content)
            for _ in range(chance.randint(0, 2)):
                data[chance.randrange(len(data))] = chance.choice(b'<>/"= w0\x00\xff9')
            return bytes(data)

        for _ in range(300):
            assert_tree_or_sentence(rezip(plain, change))


def assert_tree_or_sentence(data: bytes) -> None:
    answer: PageTree | str
    try:
        answer = read_docx(data)
    except Refused as refused:
        answer = str(refused)
    assert isinstance(answer, PageTree) or answer.endswith("。")
