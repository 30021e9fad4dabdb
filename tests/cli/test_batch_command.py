"""``zhunsheng batch``: a folder in, a Parquet file out, one clear sentence where that is not possible."""

import pyarrow.parquet as pq
import pytest
from command_line import zhunsheng


def test_a_folder_becomes_one_file(example, letter, tmp_path):
    output = tmp_path / "审核.parquet"
    done = zhunsheng("batch", "review", str(tmp_path), "-o", str(output), "--workers", "1")
    assert done.status == 1  # one of the two is no performance document
    assert "2份文件" in done.err
    assert "有1份用不了" in done.err
    assert done.out == ""
    rows = {row["file"]: row for row in pq.read_table(output).to_pylist()}
    assert rows[example.name]["grade"] == "中"
    assert "没有认出" in rows[letter.name]["refusal"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["{here}", "-o", "{here}/a.csv"], "后缀写成.parquet"),
        (["{here}/没有", "-o", "{here}/a.parquet"], "没有找到要处理的文件"),
        (["{here}", "-o", "{here}/没有/a.parquet"], "写不了"),
        (["{here}", "-o", "{here}/a.parquet", "--workers", "零"], "进程数应是1到1024的整数"),
        (["{here}", "-o", "{here}/a.parquet", "--scheduler", "tcp://x:1"], "加上 --engine dask"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(example, tmp_path, words, said):
    done = zhunsheng("batch", "read", *(word.format(here=tmp_path) for word in words))
    assert done.status == 2
    assert said in done.err
    assert "Traceback" not in done.err
