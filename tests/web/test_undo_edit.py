"""Undo and redo: one's own latest edit, as a new edit, never over another person's work."""

from web_stage import acts, ask, cell, keys, write

from zhunsheng.web.records.models import Edit
from zhunsheng.web.records.operations.recording import noun


def undo(browser, target, **data):
    return ask(browser, f"/projects/{target.pk}/undo/", **data)


def redo(browser, target, **data):
    return ask(browser, f"/projects/{target.pk}/redo/", **data)


def text(target, number=0, name="target"):
    target.refresh_from_db()
    row = noun(target).indicators[number]
    return row.target.text if name == "target" else getattr(row, name)


def test_edits_are_taken_back_newest_first_and_brought_back(target, cast, as_):
    browser, address = as_(cast.clerk), cell(target, 0, "target")
    write(browser, target, address, "≥1套", "≥264套")
    write(browser, target, address, "≥2套", "≥1套")
    answer = undo(browser, target).json()
    assert (answer["cells"], answer["undone"], answer["revision"]) == ({address: "≥1套"}, "已撤销“指标值”的修改。", 3)
    undo(browser, target)
    assert text(target) == "≥264套"
    assert undo(browser, target).json()["undone"] is None
    redo(browser, target)
    redo(browser, target)
    assert text(target) == "≥2套"
    assert redo(browser, target).json()["undone"] is None
    assert Edit.objects.count() == 6


def test_a_new_edit_ends_the_chance_to_redo(target, cast, as_):
    browser, address = as_(cast.clerk), cell(target, 0, "target")
    write(browser, target, address, "≥1套", "≥264套")
    undo(browser, target)
    write(browser, target, address, "≥3套", "≥264套")
    assert redo(browser, target).json()["undone"] is None
    undo(browser, target)
    assert text(target) == "≥264套"


def test_only_ones_own_edits_are_taken_back(target, cast, as_):
    write(as_(cast.clerk), target, cell(target, 0, "target"), "≥1套", "≥264套")
    write(as_(cast.head), target, cell(target, 1, "target"), "=99%", "=100%")
    undo(as_(cast.clerk), target)
    assert (text(target, 0), text(target, 1)) == ("≥264套", "=99%")


def test_what_another_wrote_over_it_is_a_conflict_and_can_be_forced(target, cast, as_):
    address = cell(target, 0, "target")
    write(as_(cast.clerk), target, address, "≥1套", "≥264套")
    write(as_(cast.head), target, address, "≥2套", "≥1套")
    answer = undo(as_(cast.clerk), target)
    assert answer.status_code == 409
    assert (answer.json()["conflict"]["theirs"], answer.json()["conflict"]["by"]) == ("≥2套", "孙校长")
    assert undo(as_(cast.clerk), target, force=True).status_code == 200
    assert text(target) == "≥264套"


def test_a_removed_row_comes_back_with_its_key_words_and_place(target, cast, as_):
    before = target.draft
    browser, key = as_(cast.clerk), keys(target)[2]
    ask(browser, f"/projects/{target.pk}/rows/", act="remove", key=key)
    answer = undo(browser, target).json()
    target.refresh_from_db()
    assert target.draft == before
    assert f'data-row="{key}"' in answer["rows"]


def test_a_removed_row_comes_back_last_where_its_neighbour_is_gone(target, cast, as_):
    names = keys(target)
    ask(as_(cast.clerk), f"/projects/{target.pk}/rows/", act="remove", key=names[2])
    ask(as_(cast.head), f"/projects/{target.pk}/rows/", act="remove", key=names[1])
    assert undo(as_(cast.clerk), target).status_code == 200
    assert keys(target) == [names[0], *names[3:], names[2]]


def test_an_added_row_goes_again_with_what_its_author_wrote_into_it(target, cast, as_):
    browser = as_(cast.clerk)
    key = ask(browser, f"/projects/{target.pk}/rows/", act="insert").json()["key"]
    write(browser, target, f"indicators.{key}.level3", "新指标")
    undo(browser, target)
    undo(browser, target)
    assert key not in keys(target)
    redo(browser, target)
    redo(browser, target)
    assert text(target, 6, "level3") == "新指标"


def test_an_added_row_stays_when_another_has_written_into_it(target, cast, as_):
    key = ask(as_(cast.clerk), f"/projects/{target.pk}/rows/", act="insert").json()["key"]
    write(as_(cast.head), target, f"indicators.{key}.level3", "校长写的")
    answer = undo(as_(cast.clerk), target)
    assert answer.status_code == 409
    assert "孙校长" in answer.json()["message"]
    assert text(target, 6, "level3") == "校长写的"


def test_a_move_is_taken_back(target, cast, as_):
    names = keys(target)
    ask(as_(cast.clerk), f"/projects/{target.pk}/rows/", act="move", key=names[0], to=4)
    undo(as_(cast.clerk), target)
    assert keys(target) == names


def test_an_edit_in_a_row_that_is_gone_cannot_be_taken_back(target, cast, as_):
    key = keys(target)[0]
    write(as_(cast.clerk), target, f"indicators.{key}.basis", "甲", "2026年校舍维修计划")
    ask(as_(cast.head), f"/projects/{target.pk}/rows/", act="remove", key=key)
    assert undo(as_(cast.clerk), target).status_code == 410


def test_a_restored_version_is_taken_back_unless_it_was_edited_since(target, cast, as_):
    browser, address = as_(cast.clerk), cell(target, 0, "basis")
    write(browser, target, address, "甲", "2026年校舍维修计划")
    assert ask(browser, f"/projects/{target.pk}/versions/1/restore/").status_code == 200
    undo(browser, target)
    assert text(target, 0, "basis") == "甲"
    redo(browser, target)
    write(as_(cast.head), target, "goal", "校长写的", noun(target).goal)
    answer = undo(browser, target)
    assert answer.status_code == 409
    assert "版本" in answer.json()["message"]


def test_the_same_request_sent_twice_takes_back_once(target, cast, as_):
    browser, address = as_(cast.clerk), cell(target, 0, "target")
    write(browser, target, address, "≥1套", "≥264套")
    write(browser, target, address, "≥2套", "≥1套")
    undo(browser, target, client_id="u")
    undo(browser, target, client_id="u")
    assert text(target) == "≥1套"


def test_who_may_not_edit_is_refused(target, cast, as_):
    for act in (undo, redo):
        assert act(as_(cast.viewer), target).status_code == 403
        assert act(as_(cast.outsider), target).status_code == 404


def test_they_are_logged(target, cast, as_):
    browser, count = as_(cast.clerk), len(acts())
    write(browser, target, "goal", "x", noun(target).goal)
    undo(browser, target)
    redo(browser, target)
    assert acts()[count:] == ["edit_cell", "undo_edit", "redo_edit"]
