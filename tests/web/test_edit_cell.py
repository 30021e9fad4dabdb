"""Writing a cell: it works, it refuses, it logs."""

from web_stage import acts, ask, cell, keys, write

from zhunsheng.model.address import indicator_cells
from zhunsheng.web.records.models import AuditEntry, Edit, IndicatorRow, Target
from zhunsheng.web.records.operations.recording import noun

TARGET = "≥300套"


def test_a_written_cell_is_in_the_draft_its_row_and_the_answer(target, cast, as_):
    address = cell(target, 0, "target")
    answer = write(as_(cast.clerk), target, address, TARGET, "≥264套", client_id="a1").json()

    assert answer["revision"] == 1
    assert answer["saved_by"] == "钱经办"
    assert answer["cells"] == {address: TARGET}
    assert set(answer["counts"]) == {"error", "warning", "info"}
    target.refresh_from_db()
    assert noun(target).indicators[0].target.text == TARGET
    row = IndicatorRow.objects.get(target=target, key=keys(target)[0])
    assert (row.operator, row.value, row.unit, row.target_text) == (">=", 300, "套", TARGET)
    assert (target.revision, target.updated_by, target.reviewed_revision) == (1, cast.clerk, 1)


def test_every_cell_of_the_form_can_be_written_and_read_back(target, cast, as_):
    browser = as_(cast.clerk)
    rows = {f"indicators.{keys(target)[1]}.{name}": text for name, text in indicator_cells(noun(target).indicators[1])}
    cells = {
        "unit": "219001青禾县第二小学",
        "budget.unit": "万元",
        "code": target.code,
        "name": target.name,
        "budget.total": "18.00",
        "budget.fiscal": "18.00",
        "budget.other": None,
        "purpose": noun(target).purpose,
        "fund_plan.3": "0.00",
        "goal": noun(target).goal,
        **rows,
    }
    for address, text in cells.items():
        new = {"unit": "219001青禾二小", "budget.unit": "元"}.get(address, "12.34")
        answer = write(browser, target, address, new, text or "")
        assert answer.status_code == 200, (address, answer.json())
        assert answer.json()["cells"][address] == new, address


def test_blanking_a_cell_makes_it_blank_and_not_zero(target, cast, as_):
    write(as_(cast.clerk), target, "budget.total", "", "18.00")
    target.refresh_from_db()
    assert target.draft["budget"]["total"] is None
    assert target.total_fen is None


def test_derived_columns_follow_the_draft(target, cast, as_):
    browser = as_(cast.clerk)
    write(browser, target, "budget.total", "6.005", "18.00")
    write(browser, target, "name", "路灯养护", target.name)
    target.refresh_from_db()
    assert (target.total_fen, target.name) == (6_005_000, "路灯养护")
    assert "路灯养护" in target.search


def test_a_merged_cell_changes_the_rows_it_covers_and_the_rows_are_printed_anew(target, cast, as_):
    first, second, third, fourth = (f"indicators.{key}.level1" for key in keys(target)[:4])
    answer = write(
        as_(cast.clerk), target, first, "项目产出", "产出指标", also=[second, third, fourth, "indicators.zzz.level1"]
    )
    assert answer.status_code == 200
    assert answer.json()["cells"] == dict.fromkeys((first, second, third, fourth), "项目产出")
    assert "项目产出" in answer.json()["rows"]
    assert Edit.objects.count() == 1


def test_several_cells_are_written_together_or_not_at_all(target, cast, as_):
    browser = as_(cast.clerk)
    good = {"address": cell(target, 0, "basis"), "text": "甲", "base": "2026年校舍维修计划"}
    stale = {"address": cell(target, 1, "basis"), "text": "乙", "base": "别的"}
    answer = ask(browser, f"/projects/{target.pk}/cells/", changes=[good, stale])
    assert answer.status_code == 409
    target.refresh_from_db()
    assert target.revision == 0

    stale["base"] = "采购合同验收条款"
    assert ask(browser, f"/projects/{target.pk}/cells/", changes=[good, stale]).json()["revision"] == 1


def test_writing_what_stands_there_changes_nothing(target, cast, as_):
    answer = write(as_(cast.clerk), target, "budget.total", "18.00", "18.00").json()
    assert (answer["revision"], answer["cells"]) == (0, {})
    assert not Edit.objects.exists()


def test_text_is_kept_as_forms_print_it(target, cast, as_):
    browser = as_(cast.clerk)
    answer = write(browser, target, "goal", "  一\x00、好\u200b \r\n\r\n二\x0b三\t四\ud800  ", noun(target).goal).json()
    assert answer["cells"]["goal"] == "一、好\n二\n三 四"


def test_the_same_request_sent_twice_changes_once(target, cast, as_):
    browser, address = as_(cast.clerk), cell(target, 0, "basis")
    first = write(browser, target, address, "甲", "2026年校舍维修计划", client_id="same").json()
    again = write(browser, target, address, "甲", "2026年校舍维修计划", client_id="same").json()
    assert (first["revision"], again["revision"]) == (1, 1)
    assert first["cells"] == again["cells"]
    assert Edit.objects.count() == 1


def test_a_request_number_of_somebody_else_is_refused(target, cast, as_):
    address = cell(target, 0, "basis")
    write(as_(cast.clerk), target, address, "甲", "2026年校舍维修计划", client_id="mine")
    answer = write(as_(cast.head), target, address, "乙", "甲", client_id="mine")
    assert answer.status_code == 400
    assert "已经用过" in answer.json()["message"]


def test_a_stale_cell_is_a_conflict_with_both_texts(target, cast, as_):
    address = cell(target, 0, "target")
    write(as_(cast.head), target, address, "≥1套", "≥264套")
    answer = write(as_(cast.clerk), target, address, "≥2套", "≥264套", revision=0)
    assert answer.status_code == 409
    conflict = answer.json()["conflict"]
    assert (conflict["mine"], conflict["theirs"], conflict["by"], conflict["cell_name"]) == (
        "≥2套",
        "≥1套",
        "孙校长",
        "指标值",
    )
    assert answer.json()["revision"] == 1
    target.refresh_from_db()
    assert noun(target).indicators[0].target.text == "≥1套"


def test_a_conflict_can_be_overridden_knowingly_and_is_logged(target, cast, as_):
    address = cell(target, 0, "target")
    write(as_(cast.head), target, address, "≥1套", "≥264套")
    answer = write(as_(cast.clerk), target, address, "≥2套", "≥264套", force=True)
    assert answer.status_code == 200
    edit = Edit.objects.latest("revision")
    assert (edit.by, edit.old, edit.new) == (cast.clerk, {address: "≥1套"}, {address: "≥2套"})


def test_both_writing_the_same_words_is_no_conflict(target, cast, as_):
    address = cell(target, 0, "target")
    write(as_(cast.head), target, address, "≥1套", "≥264套")
    assert write(as_(cast.clerk), target, address, "≥1套", "≥264套").status_code == 200


def test_other_cells_do_not_conflict_and_come_along_in_the_answer(target, cast, as_):
    theirs, mine = cell(target, 0, "target"), cell(target, 1, "target")
    write(as_(cast.head), target, theirs, "≥1套", "≥264套")
    answer = write(as_(cast.clerk), target, mine, "=99%", "=100%", revision=0).json()
    assert answer["cells"] == {theirs: "≥1套", mine: "=99%"}


def test_a_removed_row_gives_the_text_back(target, cast, as_):
    address = cell(target, 0, "target")
    ask(as_(cast.head), f"/projects/{target.pk}/rows/", act="remove", key=keys(target)[0])
    answer = write(as_(cast.clerk), target, address, "≥2套", "≥264套")
    assert answer.status_code == 410
    assert (answer.json()["text"], answer.json()["by"]) == ("≥2套", "孙校长")


def test_an_unknown_cell_is_refused(target, cast, as_):
    for address in (
        "no.such",
        "budget",
        "fund_plan.5",
        "indicators[0].target",
        f"indicators.{keys(target)[0]}.weight",
        "",
        "overall_goal",
    ):
        answer = write(as_(cast.clerk), target, address, "x")
        assert answer.status_code == 400, address
        assert "没有" in answer.json()["message"]


def test_a_title_that_the_form_prescribes_is_not_kept(target, cast, as_):
    browser, usual = as_(cast.clerk), "1、教学楼护眼灯改造一期绩效目标表"
    assert write(browser, target, "heading", "教学楼改造目标表", usual).status_code == 200
    target.refresh_from_db()
    assert target.draft["heading"] == "教学楼改造目标表"
    assert write(browser, target, "heading", usual, "教学楼改造目标表").status_code == 200
    target.refresh_from_db()
    assert "heading" not in target.draft


def test_who_may_not_edit_is_told_so(target, cast, as_):
    answer = write(as_(cast.viewer), target, "goal", "x", noun(target).goal)
    assert answer.status_code == 403
    assert "只能查看" in answer.json()["message"]
    assert write(as_(cast.outsider), target, "goal", "x").status_code == 404
    assert write(as_(cast.nobody), target, "goal", "x").status_code == 404
    assert Target.objects.get(pk=target.pk).revision == 0


def test_the_department_above_may_edit(target, cast, as_):
    assert write(as_(cast.chief), target, "goal", "x", noun(target).goal).status_code == 200


def test_an_archived_project_cannot_be_written(target, cast, as_):
    as_(cast.clerk).post("/projects/archive/", {"id": target.pk})
    answer = write(as_(cast.clerk), target, "goal", "x", noun(target).goal)
    assert answer.status_code == 403
    assert "移出" in answer.json()["message"]


def test_it_is_logged(target, cast, as_):
    before = acts()
    write(as_(cast.clerk), target, "goal", "x", noun(target).goal)
    assert acts()[len(before) :] == ["edit_cell"]
    entry = AuditEntry.objects.latest("number")
    assert (entry.who, entry.object, entry.detail["address"], entry.detail["revision"]) == (
        cast.clerk,
        f"target:{target.pk}",
        "goal",
        1,
    )


def test_checking_while_typing_finds_without_saving(target, cast, as_):
    browser, url = as_(cast.clerk), f"/projects/{target.pk}/check/"
    address = cell(target, 0, "level3")
    clean = ask(browser, url, address=address, text="更换灯具数量").json()
    found = ask(browser, url, address=address, text="更换灯具数量（套").json()
    assert [f["address"] for f in found["findings"] if f["rule"] == "ZSG10"] == [address]
    assert "ZSG10" not in [f["rule"] for f in clean["findings"]]
    finding = next(f for f in found["findings"] if f["rule"] == "ZSG10")
    assert "更换灯具数量（套"[finding["start"] : finding["end"]] == finding["quote"]
    assert finding["fix"] == {"address": address, "text": "更换灯具数量（套）", "label": finding["fix"]["label"]}
    assert finding["why"]
    assert finding["how_to_fix"]
    target.refresh_from_db()
    assert target.revision == 0


def test_checking_works_for_one_who_only_looks(target, cast, as_):
    answer = ask(as_(cast.viewer), f"/projects/{target.pk}/check/", address="goal", text="x")
    assert answer.status_code == 200
    assert ask(as_(cast.outsider), f"/projects/{target.pk}/check/", address="goal", text="x").status_code == 404
