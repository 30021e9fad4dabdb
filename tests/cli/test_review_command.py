"""``zhunsheng review``: findings as words, JSON, HTML, Excel and SARIF; fixes; the exit status."""

import hashlib
import io
import json
import re

import pytest
from command_line import zhunsheng
from openpyxl import load_workbook

FINDING_KEYS = {
    "rule", "title", "category", "severity", "project", "indicator", "field", "message", "quote", "related", "suggestion",
    "legal_basis",
}  # fmt: skip
BRACKET = ("review", "--select", "ZSG10")


def test_the_json_has_what_the_interface_promises(seed):
    ran = zhunsheng("review", seed, "--format", "json")
    data = ran.json
    assert data["schema"] == "zhunsheng/review@1"
    assert data["source"]["sha256"] == hashlib.sha256(seed.read_bytes()).hexdigest()
    assert data["findings"]
    for finding in data["findings"]:
        assert finding.keys() >= FINDING_KEYS
        assert finding["severity"] in ("error", "warning", "info")
        assert finding["category"] in ("完整性", "相关性", "适当性", "可行性", "一致性", "表述", "公开")
    summary = data["summary"]
    assert (summary["projects"], summary["indicators"]) == (9, 54)
    assert summary["grade"] in ("优", "良", "中", "差")
    counted = [sum(f["severity"] == level for f in data["findings"]) for level in ("error", "warning", "info")]
    assert counted == [summary["error"], summary["warning"], summary["info"]]


def test_quotes_are_words_of_the_cell_they_name(seed):
    """A finding whose words have a span quotes exactly that part of the cell."""
    document = zhunsheng("read", seed, "--json").json
    findings = zhunsheng("review", seed, "--format", "json").json["findings"]
    targets = [finding for finding in findings if finding["field"] == "target" and finding["span"]]
    assert targets
    for finding in targets:
        project = next(p for p in document["projects"] if p["code"] == finding["project"])
        row = int(re.search(r"\d+", finding["address"]).group())
        start, end = finding["span"]
        assert project["indicators"][row]["target"]["text"][start:end] == finding["quote"]


@pytest.mark.parametrize(("fail_on", "status"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)])
def test_the_exit_status_tells_whether_something_grave_was_found(example, fail_on, status):
    """The missing bracket in the example is a warning."""
    assert zhunsheng(*BRACKET, "--fail-on", fail_on, example).status == status


def test_a_file_that_cannot_be_reviewed_outweighs_findings(example, letter):
    ran = zhunsheng(*BRACKET, "--fail-on", "info", "--format", "json", letter, example)
    unknown, reviewed = ran.lines
    assert ran.status == 2
    assert (unknown["findings"], unknown["summary"]["grade"]) == ([], None)
    assert "没有认出" in unknown["problems"][0]["message"]
    assert reviewed["findings"]


def test_select_and_ignore_take_codes_beginnings_and_names(example):
    def rules(*arguments):
        return {f["rule"] for f in zhunsheng("review", example, "--format", "json", *arguments).json["findings"]}

    assert rules("--select", "unpaired-bracket") == {"ZSG10"}
    assert all(code.startswith("ZSA") for code in rules("--select", "ZSA"))
    assert "ZSG10" not in rules("--ignore", "ZSA,ZSG10")


def test_some_of_the_rules_make_no_grade_and_one_project_has_its_own(example):
    def total(*arguments):
        return zhunsheng("review", example, "--format", "json", *arguments).json["summary"]

    assert (total("--select", "ZSG10")["grade"], total("--ignore", "ZSA")["grade"]) == (None, None)
    assert "只用了挑出来的规则，不推算等级" in zhunsheng("review", example, *BRACKET[1:]).out
    whole, one = total(), total("--project", "804-0501-JBN-3INN")
    assert whole["grade"] == one["grade"] == "中"
    assert float(one["score"]) < 90


def test_a_level_that_is_none_is_told_with_those_that_are(example):
    assert "可选：error、warning、info、never" in zhunsheng("review", example, "--fail-on", "grave").err


def test_an_unknown_rule_is_named_with_its_neighbours(example):
    ran = zhunsheng("review", example, "--select", "ZSG100")
    assert (ran.status, ran.out) == (2, "")
    assert "没有编号或名称为“ZSG100”的规则" in ran.err
    assert "ZSG10" in ran.err


def test_one_project_can_be_reviewed_alone(example):
    data = zhunsheng("review", example, "--project", "804-0501-JBN-3INN", "--format", "json").json
    assert {finding["project"] for finding in data["findings"]} == {"804-0501-JBN-3INN"}
    unknown = zhunsheng("review", example, example, "--project", "999", "--format", "json")
    assert unknown.status == 2
    assert "没有编码为999的项目" in unknown.lines[0]["problems"][0]["message"]


def test_the_text_shows_the_very_words_with_a_line_under_them(example):
    out = zhunsheng(*BRACKET, example).out
    lines = out.splitlines()
    head = next(number for number, line in enumerate(lines) if "ZSG10" in line and "9、" not in line)
    assert "警告 ZSG10" in lines[head]
    assert lines[head + 1].lstrip().startswith("──▶")
    assert "签约项目个数（个" in out
    assert "~~~~" in out
    assert "可自动改 补上“）”" in out


def test_the_page_needs_nothing_from_elsewhere_and_escapes_what_it_prints(example):
    out = zhunsheng("review", example, "--format", "html").out
    assert out.startswith("<!doctype html>")
    assert "预算绩效目标审核意见" in out
    assert "<mark>" in out
    assert not re.search(r"(?:src|href)=|https?:|@import|url\(", out)


def test_hostile_words_do_not_become_markup(example, tmp_path):
    document = zhunsheng("read", example, "--json").json
    document["projects"][0]["name"] = "<script>alert(1)</script>（"
    hostile = tmp_path / "hostile.json"
    hostile.write_text(json.dumps(document), "utf-8")
    out = zhunsheng(*BRACKET, "--format", "html", hostile).out
    assert "<script>" not in out
    assert "&lt;script&gt;" in out


def test_the_workbook_has_filters_a_frozen_head_and_no_formulas(example, tmp_path):
    document = zhunsheng("read", example, "--json").json
    document["projects"][0]["indicators"][0]["basis"] = "=1+1（"
    crafted, book = tmp_path / "crafted.json", tmp_path / "意见.xlsx"
    crafted.write_text(json.dumps(document), "utf-8")
    zhunsheng(*BRACKET, "--format", "xlsx", "-o", book, crafted)
    sheet = load_workbook(io.BytesIO(book.read_bytes()))["审核意见"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:P{sheet.max_row}")
    assert [cell.data_type for cell in sheet["J"]] == ["s"] * sheet.max_row
    assert sheet["J2"].value == "=1+1（"


def test_the_workbook_sums_up_every_file(example, letter, tmp_path):
    book = tmp_path / "意见.xlsx"
    assert zhunsheng("review", "--format", "xlsx", "-o", book, example, letter).status == 2
    rows = list(load_workbook(book)["汇总"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [example.name, letter.name]
    assert (rows[0][3], rows[0][4], rows[1][3]) == (9, 54, 0)


def test_sarif_names_each_rule_once_and_points_at_lines_of_a_text(seed):
    log = zhunsheng("review", "--format", "sarif", seed).json
    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert (log["version"], rules) == ("2.1.0", sorted(set(rules)))
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
    lines = seed.read_text("utf-8").splitlines()
    bracket = next(result for result in run["results"] if result["ruleId"] == "ZSG10")
    region = bracket["locations"][0]["physicalLocation"]["region"]
    assert region["snippet"]["text"] in lines[region["startLine"] - 1]


def test_fixing_writes_a_second_file_and_leaves_the_first(example):
    before = example.read_bytes()
    ran = zhunsheng("review", "--fix", "--select", "ZSG10", "--format", "json", example)
    fixed = example.with_name("example-park-2020.fixed.docx")
    assert example.read_bytes() == before
    assert "补上“）”" in ran.err
    names = [row["level3"] for row in zhunsheng("read", fixed, "--json").json["projects"][8]["indicators"]]
    assert "招商活动的签约项目个数（个）" in names
    assert all("个数（个" not in finding["quote"] for finding in ran.json["findings"])


def test_fixing_again_does_not_overwrite_hand_work(example):
    zhunsheng("review", "--fix", "--select", "ZSG10", example)
    fixed = example.with_name("example-park-2020.fixed.docx")
    fixed.write_bytes(b"hand work")
    ran = zhunsheng("review", "--fix", "--select", "ZSG10", example)
    assert "example-park-2020.fixed2.docx" in ran.err
    assert fixed.read_bytes() == b"hand work"


def test_where_nothing_can_be_fixed_no_file_is_written(example):
    ran = zhunsheng("review", "--fix", "--select", "ZSA04", example)
    assert "没有可以自动改的地方" in ran.err
    assert [path.name for path in example.parent.iterdir()] == [example.name]


def test_a_report_does_not_overwrite_what_it_reads(example):
    page = example.with_suffix(".html")  # files are told by their content, not by their names
    page.write_bytes(example.read_bytes())
    before = page.read_bytes()
    ran = zhunsheng("review", "--format", "html", "-o", page, page)
    assert ran.status == 2
    assert "不能覆盖" in ran.err
    assert page.read_bytes() == before


@pytest.mark.parametrize("suffix", ["docx", "pdf", "doc", "xls"])
def test_a_report_is_not_written_under_the_name_of_a_paper(example, tmp_path, suffix):
    out = tmp_path / f"x.{suffix}"
    ran = zhunsheng("review", "--fix", "-o", out, example)
    assert ran.status == 2
    assert "--fix 另存为" in ran.err
    assert not out.exists()
    assert list(example.parent.glob("*.fixed*")) == []


def test_the_suffix_of_the_output_names_the_format(example, tmp_path):
    for suffix, begins in (("html", b"<!doctype html>"), ("xlsx", b"pk"), ("json", b"{"), ("txt", b"")):
        out = tmp_path / f"x.{suffix}"
        zhunsheng("review", "--fail-on", "never", "-o", out, example)
        assert out.read_bytes()[:15].lower().lstrip().startswith(begins), suffix
    ran = zhunsheng("review", "--format", "json", "-o", tmp_path / "y.html", example)
    assert ran.status == 2
    assert "不符" in ran.err
