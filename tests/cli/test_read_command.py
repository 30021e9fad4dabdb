"""``zhunsheng read``: the document model as JSON, and as words for people."""

from command_line import zhunsheng


def test_the_source_document_is_read_whole(seed):
    ran = zhunsheng("read", seed, "--json")
    data = ran.json
    assert (ran.status, ran.err, data["schema"], data["problems"]) == (0, "", "zhunsheng/document@1", [])
    assert data["unit"] == {"code": "804002", "name": "临西县运河园区管理委员会"}
    assert [project["code"][-4:] for project in data["projects"]] == [
        "ULCE", "K5AT", "969N", "2RPF", "GR8Q", "SAZI", "YZRT", "96SU", "3INN",
    ]  # fmt: skip
    assert sum(len(project["indicators"]) for project in data["projects"]) == 54


def test_values_stand_as_printed_and_blanks_are_null(seed):
    data = zhunsheng("read", seed, "--json").json
    billboard = data["projects"][0]
    assert billboard["budget"] == {"total": "6.00", "fiscal": "6.00", "other": None, "unit": "万元"}
    assert billboard["fund_plan"][0] == {"month": 3, "cumulative_percent": None}
    assert billboard["indicators"][0]["target"] == {
        "text": "≥95百分比",
        "operator": ">=",
        "value": "95",
        "unit": "百分比",
    }
    assert billboard["indicators"][1]["level1"] == "产出指标", "a merged level is repeated"
    assert data["fiscal_year"] is None, "the source document names no year"


def test_the_example_names_its_year(example):
    assert zhunsheng("read", example, "--json").json["fiscal_year"] == 2020


def test_several_files_are_json_lines_in_the_order_given(example, seed):
    ran = zhunsheng("read", seed, example, "--json")
    assert [line["source"]["format"] for line in ran.lines] == ["text", "docx"]


def test_a_file_that_cannot_be_read_is_a_line_with_problems(example, tmp_path):
    ran = zhunsheng("read", tmp_path / "没有.docx", example, "--json")
    missing, read = ran.lines
    assert ran.status == 2
    assert missing["source"] == {"name": "没有.docx", "sha256": None, "format": None, "layout": None}
    assert missing["problems"] == [{"where": "全文", "message": "文件不存在。请核对路径和文件名。"}]
    assert len(read["projects"]) == 9
    assert "没有.docx：文件不存在" in ran.err


def test_one_file_that_cannot_be_read_prints_nothing_but_the_sentence(tmp_path):
    picture = tmp_path / "扫描件.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    ran = zhunsheng("read", picture, "--json")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(f"准绳：{picture}：这是图片")
    assert ran.err.count("\n") == 1


def test_a_letter_is_no_performance_document(letter):
    ran = zhunsheng("read", letter)
    assert (ran.status, ran.out) == (2, "")
    assert "没有认出" in ran.err


def test_standard_input_is_a_file_too(example):
    ran = zhunsheng("read", "-", "--json", stdin=example.read_bytes())
    assert (ran.status, len(ran.json["projects"])) == (0, 9)


def test_the_summary_shows_projects_with_amounts_and_counts(example):
    ran = zhunsheng("read", example)
    assert ran.status == 0
    assert "804002临西县运河园区管理委员会  2020年" in ran.out
    assert "150.00万元" in ran.out
    assert "293.10万元" in ran.out
    assert "全部读入，没有读取问题。" in ran.out


def test_what_read_prints_can_be_read_again(example, tmp_path):
    first = zhunsheng("read", example, "--json")
    again = tmp_path / "again.json"
    again.write_text(first.out, "utf-8")
    second = zhunsheng("read", again, "--json").json
    assert second["projects"] == first.json["projects"]


def test_self_evaluation_and_monitoring_forms_stand_beside_the_projects(tmp_path):
    page = tmp_path / "自评表.html"
    page.write_text(
        "<!DOCTYPE html><p>项目支出绩效自评表（2022年度）</p><table>"
        "<tr><td>项目名称<td colspan=7>校舍维修</tr>"
        "<tr><td rowspan=2>项目资金（万元）<td><td>年初预算数<td>全年预算数<td>全年执行数<td>分值<td>执行率<td>得分</tr>"
        "<tr><td>年度资金总额<td>25.00<td>25.00<td>21.55<td>10<td>86.20%<td>8.62</tr>"
        "<tr><td>一级指标<td>二级指标<td>三级指标<td>年度指标值<td>实际完成值<td>分值<td>得分<td>偏差原因分析及改进措施</tr>"
        "<tr><td>产出指标<td>数量指标<td>维修教室数量<td>≥24间<td>23间<td>50<td>47.92<td>一间缓建</tr>"
        "<tr><td colspan=5>总分<td>100<td>56.54<td></tr></table>",
        "utf-8",
    )
    ran = zhunsheng("read", page, "--json")
    (form,) = ran.json["self_evaluations"]
    assert (ran.status, ran.json["projects"], ran.json["fiscal_year"]) == (0, [], 2022)
    assert form["funds"][0] == {
        "label": "年度资金总额", "initial": "25.00", "adjusted": "25.00", "received": None, "executed": "21.55", "points": "10",
        "rate": "86.20", "rate_text": "86.20%", "score": "8.62", "forecast": None, "reason": None, "source": "total",
    }  # fmt: skip
    assert form["indicators"][0]["promised"] == {"text": "≥24间", "operator": ">=", "value": "24", "unit": "间"}
    assert form["indicators"][0]["cause"] == "一间缓建"
    words = zhunsheng("read", page).out
    assert "校舍维修" in words
    assert "86.20%" in words
