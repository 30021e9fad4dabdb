"""``zhunsheng convert``: the official form in another format."""

import pytest
from command_line import zhunsheng


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "html", "json"])
def test_what_was_converted_reads_the_same(example, tmp_path, suffix):
    out = tmp_path / f"out.{suffix}"
    ran = zhunsheng("convert", example, "-o", out)
    assert (ran.status, ran.out) == (0, "")
    assert "9个项目，54条指标" in ran.err
    original, converted = zhunsheng("read", "--json", example, out).lines
    assert converted["projects"] == original["projects"]


def test_an_unknown_suffix_is_told_with_the_known_ones(example, tmp_path):
    ran = zhunsheng("convert", example, "-o", tmp_path / "out.odt")
    assert ran.status == 2
    assert ".docx、.xlsx、.pdf" in ran.err
    assert not (tmp_path / "out.odt").exists()


def test_the_input_is_never_overwritten(example):
    before = example.read_bytes()
    assert zhunsheng("convert", example, "-o", example).status == 2
    assert example.read_bytes() == before


def test_a_file_that_is_there_is_kept_unless_one_insists(example, tmp_path):
    out = tmp_path / "out.xlsx"
    out.write_bytes(b"hand work")
    ran = zhunsheng("convert", example, "-o", out)
    assert ran.status == 2
    assert "没有覆盖" in ran.err
    assert "--force" in ran.err
    assert out.read_bytes() == b"hand work"
    assert zhunsheng("convert", "--force", example, "-o", out).status == 0
    assert out.read_bytes() != b"hand work"
    again = tmp_path / "again.docx"
    for _ in range(2):  # the same again replaces nothing
        assert zhunsheng("convert", example, "-o", again).status == 0
