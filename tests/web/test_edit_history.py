"""What was changed: polling for other people's edits, and the history of a cell."""

from web_stage import a_document, ask, cell, import_document, keys, with_cell, write

from zhunsheng.web.records.operations.recording import noun


def changes(browser, target, since):
    return browser.get(f"/projects/{target.pk}/changes/?since={since}")


def history(browser, target, address=""):
    return browser.get(f"/projects/{target.pk}/history/?address={address}").json()


def test_nothing_new_is_a_short_answer(target, cast, as_):
    assert changes(as_(cast.clerk), target, 0).json() == {"revision": 0, "edits": [], "structure_changed": False}


def test_another_persons_edit_arrives_with_its_findings(target, cast, as_):
    address = cell(target, 0, "level3")
    write(as_(cast.head), target, address, "灯具数量（套", "更换灯具数量")
    answer = changes(as_(cast.clerk), target, 0).json()
    (edit,) = answer["edits"]
    assert (edit["address"], edit["old"], edit["new"], edit["by"], edit["mine"]) == (
        address,
        "更换灯具数量",
        "灯具数量（套",
        "孙校长",
        False,
    )
    assert (answer["revision"], answer["structure_changed"]) == (1, False)
    assert "ZSG10" in [finding["rule"] for finding in answer["findings"]]
    assert changes(as_(cast.head), target, 0).json()["edits"][0]["mine"] is True


def test_new_rows_come_printed(target, cast, as_):
    key = ask(as_(cast.head), f"/projects/{target.pk}/rows/", act="insert").json()["key"]
    answer = changes(as_(cast.clerk), target, 0).json()
    assert answer["structure_changed"] is True
    assert f'data-row="{key}"' in answer["rows"]


def test_a_senseless_since_is_refused(target, cast, as_):
    for since in ("", "x", "-1", "9" * 30, "１"):
        assert changes(as_(cast.clerk), target, since).status_code == 400
    assert changes(as_(cast.outsider), target, 0).status_code == 404
    assert changes(as_(cast.viewer), target, 0).status_code == 200


def test_a_cells_history_is_newest_first(target, cast, as_):
    address = cell(target, 0, "target")
    write(as_(cast.clerk), target, address, "≥1套", "≥264套")
    write(as_(cast.head), target, address, "≥2套", "≥1套")
    write(as_(cast.head), target, "goal", "x", noun(target).goal)
    ask(as_(cast.head), f"/projects/{target.pk}/undo/")
    ask(as_(cast.head), f"/projects/{target.pk}/undo/")
    found = history(as_(cast.clerk), target, address)
    assert found["cell_name"] == "指标值"
    lines = [(edit["old"], edit["new"], edit["by"], edit["label"]) for edit in found["edits"]]
    assert lines == [
        ("≥2套", "≥1套", "孙校长", "撤销 指标值"),
        ("≥1套", "≥2套", "孙校长", "指标值"),
        ("≥264套", "≥1套", "钱经办", "指标值"),
    ]
    assert len(history(as_(cast.clerk), target)["edits"]) == 5


def test_a_restored_version_shows_in_the_history_of_the_cells_it_changed(target, cast, as_):
    browser, goal = as_(cast.clerk), noun(target).goal
    write(browser, target, "goal", "x", goal)
    ask(browser, f"/projects/{target.pk}/versions/1/restore/")
    newest = history(browser, target, "goal")["edits"][0]
    assert (newest["old"], newest["new"], newest["label"]) == ("x", goal, "恢复到第1版 绩效目标")
    assert history(browser, target, "name")["edits"] == []


def test_a_rows_coming_and_going_shows_in_its_cells_history(target, cast, as_):
    browser, key = as_(cast.clerk), keys(target)[0]
    ask(browser, f"/projects/{target.pk}/rows/", act="move", key=key, to=2)
    ask(browser, f"/projects/{target.pk}/rows/", act="remove", key=key)
    labels = [edit["label"] for edit in history(browser, target, f"indicators.{key}.target")["edits"]]
    assert labels == ["删除指标 绩效指标", "移动指标 绩效指标"]


def test_a_history_of_nothing_is_empty(target, cast, as_):
    for address in ("no.such", "%00", "%ff", "x" * 500):
        assert history(as_(cast.clerk), target, address)["edits"] == []
    assert as_(cast.outsider).get(f"/projects/{target.pk}/history/").status_code == 404


def test_an_import_over_a_draft_says_how_much_it_changed(target, cast, as_):
    import_document(cast.clerk, with_cell(a_document(), 0, {"goal": "别的目标。", "purpose": "别的用途。"}))
    (line,) = history(as_(cast.clerk), target)["edits"]
    assert (line["old"], line["new"], line["changed"]) == ("", "", 2)
    assert "读入" in line["label"]
    page = as_(cast.clerk).get(f"/projects/{target.pk}/compare/?a=r{line['revision'] - 1}&b=r{line['revision']}")
    assert "共有 <b>2</b> 处不同" in page.content.decode()
