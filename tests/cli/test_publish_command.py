"""``zhunsheng publish``: a year's official documents and open data from the command line, behind the gate."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import zhunsheng

BUDGET, ACCOUNTS = "804002-2020-budget", "804002-2020-accounts"
TITLE = "临西县运河园区管理委员会2020年部门预算绩效目标"


@pytest.fixture(scope="module")
def park(tmp_path_factory):
    """The demonstration's data folder, on the embedded database."""
    folder = tmp_path_factory.mktemp("publish") / "示例"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("DATABASE_URL", raising=False)
        assert zhunsheng("demo", "--data", folder, "--no-server").status == 0
        yield folder


@pytest.fixture(scope="module")
def published(park, tmp_path_factory):
    """What the command wrote, and what it said."""
    out = tmp_path_factory.mktemp("out")
    return out, zhunsheng("publish", "--data", park, "--year", 2020, "-o", out)


def test_targets_and_results_are_written_with_a_sentence_for_each_file(published):
    out, ran = published
    assert ran.status == 0
    assert sorted(folder.name for folder in out.iterdir()) == [ACCOUNTS, BUDGET]
    for folder in (BUDGET, ACCOUNTS):
        told = (out / folder / "README.md").read_text("utf-8")
        for file in (out / folder).iterdir():
            if file.name != "README.md":
                assert f"`{file.name}`：" in told
                assert f"  {file.name}：" in ran.out
    assert len((out / BUDGET / "indicators.csv").read_text("utf-8-sig").strip().splitlines()) == 55
    results = json.loads((out / ACCOUNTS / "open-data.json").read_text("utf-8"))["tables"]["project_results"]
    assert [row["grade"] for row in results] == ["优"] * 9


def test_read_gives_the_published_document_back_from_word_and_json(published):
    out, _ = published
    word, data = (zhunsheng("read", "--json", out / BUDGET / name).json for name in (f"{TITLE}.docx", "document.json"))
    for part in ("unit", "fiscal_year", "department", "projects"):
        assert word[part] == data[part], part
    assert len(data["projects"]) == 9


def test_the_same_data_gives_the_same_files(park, published, tmp_path):
    out, _ = published
    assert zhunsheng("publish", "--data", park, "--year", 2020, "-o", tmp_path, "--kind", "budget").status == 0
    assert [folder.name for folder in tmp_path.iterdir()] == [BUDGET]
    for file in (tmp_path / BUDGET).iterdir():
        assert file.read_bytes() == (out / BUDGET / file.name).read_bytes(), file.name


@pytest.mark.parametrize("year", [2020, 2021])
def test_what_the_portal_offers_is_byte_for_byte_what_the_command_writes(park, tmp_path, year):
    folder, taken, out = tmp_path / "示例", tmp_path / "门户", tmp_path / "公开"
    shutil.copytree(park, folder)
    taken.mkdir()
    fetching = [sys.executable, Path(__file__).parent / "portal_downloads.py", folder, taken, str(year)]
    fetched = subprocess.run(fetching, capture_output=True, text=True, encoding="utf-8", check=False)
    assert fetched.returncode == 0, fetched.stderr
    assert zhunsheng("publish", "--data", folder, "--year", year, "-o", out, "--kind", "budget").status == 0
    title = TITLE.replace("2020", str(year))
    written = {
        file.name.replace(title, "document"): file.read_bytes()
        for file in (out / f"804002-{year}-budget").iterdir()
        if file.name != "README.md"
    }
    assert len(written) == 11
    assert {file.name: file.read_bytes() for file in taken.iterdir()} == written


def test_the_scores_are_those_of_the_score_command(park, published):
    out, _ = published
    scores = {one["project"]: one["score"] for one in zhunsheng("score", "--data", park, "--json").json["projects"]}
    rows = json.loads((out / ACCOUNTS / "open-data.json").read_text("utf-8"))["tables"]["project_results"]
    assert {row["project_code"]: row["score"] for row in rows} == scores


@pytest.fixture
def private(park, tmp_path) -> Path:
    """The park with somebody's mobile number in the department part: put in behind the program's back, as a careless import would."""
    folder = tmp_path / "含号码"
    shutil.copytree(park, folder)
    with sqlite3.connect(folder / "zhunsheng.sqlite3") as connection:
        ((pk, draft),) = connection.execute("SELECT id, draft FROM records_plan WHERE year = 2020").fetchall()
        said = json.loads(draft)
        changed = {**said, "safeguard": f"{said['safeguard']}\n5.有事联系13912345678。"}
        connection.execute(
            "UPDATE records_plan SET draft = ? WHERE id = ?", (json.dumps(changed, ensure_ascii=False), pk)
        )
    return folder


def test_a_private_number_stops_the_targets_and_says_where_and_how_to_mend(private, tmp_path):
    out = tmp_path / "out"
    ran = zhunsheng("publish", "--data", private, "--year", 2020, "-o", out)
    assert ran.status == 1
    assert "没有公开临西县运河园区管理委员会2020年部门预算绩效目标：1处错误" in ran.err
    assert "错误 ZSI01 工作保障措施" in ran.err
    assert "改法：" in ran.err
    assert "13912345678" not in ran.out + ran.err
    assert [folder.name for folder in out.iterdir()] == [ACCOUNTS], "what is clean goes out"


def test_there_is_no_way_to_force_it(private, tmp_path):
    ran = zhunsheng("publish", "--data", private, "--year", 2020, "-o", tmp_path / "out", "--force")
    assert ran.status == 2
    assert "不认识的参数：--force" in ran.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--year", 2019), "没有2019年的绩效目标表"),
        (("--year", 20), "年度20不对"),
        (("--year", 2020, "--unit", "999"), "2020年没有编码是“999”的单位"),
        (("--year", 2020, "--kind", "all"), "不能是“all”"),
        ((), "缺少参数"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(park, tmp_path, arguments, sentence):
    ran = zhunsheng("publish", "--data", park, "-o", tmp_path, *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert sentence in ran.err


def test_results_of_a_year_without_them_are_refused(tmp_path, seed):
    data = tmp_path / "只有目标"
    assert zhunsheng("import", seed, "--year", 2020, "--data", data).status == 0
    ran = zhunsheng("publish", "--data", data, "--year", 2020, "--kind", "accounts", "-o", tmp_path)
    assert ran.status == 2
    assert "还没有自评结果" in ran.err
    both = zhunsheng("publish", "--data", data, "--year", 2020, "-o", tmp_path / "out")
    assert both.status == 0
    assert "没有登记部门预算批复日期" in both.err
    assert [folder.name for folder in (tmp_path / "out").iterdir()] == [BUDGET]


def test_a_folder_that_cannot_be_written_is_one_sentence(park, tmp_path):
    (tmp_path / "out").write_text("一个文件", "utf-8")
    ran = zhunsheng("publish", "--data", park, "--year", 2020, "-o", tmp_path / "out")
    assert ran.status == 2
    assert "写不进去" in ran.err
