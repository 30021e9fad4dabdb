"""Adding, removing, moving and pasting indicator rows: it works, it refuses, it logs."""

import pytest
from web_stage import acts, ask, cell, keys, write

from zhunsheng.web.records.models import Edit, IndicatorRow
from zhunsheng.web.records.operations.recording import noun


def rows(browser, target, **data):
    return ask(browser, f"/projects/{target.pk}/rows/", **data)


def indexed(target):
    """The derived rows, which must follow the draft."""
    return list(IndicatorRow.objects.filter(target=target).order_by("position").values_list("key", flat=True))


def test_a_row_is_added_below_another(target, cast, as_):
    first, *rest = keys(target)
    answer = rows(as_(cast.clerk), target, act="insert", after=first, client_id="r1").json()
    assert keys(target) == [first, answer["key"], *rest] == indexed(target)
    assert f'data-row="{answer["key"]}"' in answer["rows"]
    assert answer["revision"] == 1


def test_a_row_is_added_above_another_with_its_words(target, cast, as_):
    first = keys(target)[0]
    values = {"level1": "产出指标", "level3": " 灯具数量 ", "target": "≥5套"}
    key = rows(as_(cast.clerk), target, act="insert", before=first, values=values).json()["key"]
    target.refresh_from_db()
    row = noun(target).indicators[0]
    assert (row.key, row.level1, row.level2, row.level3, row.target.number) == (key, "产出指标", None, "灯具数量", 5)


def test_a_row_without_a_place_comes_last(target, cast, as_):
    key = rows(as_(cast.clerk), target, act="insert").json()["key"]
    assert keys(target)[-1] == key


def test_a_row_is_removed(target, cast, as_):
    first, *rest = keys(target)
    assert rows(as_(cast.clerk), target, act="remove", key=first).status_code == 200
    assert keys(target) == rest == indexed(target)
    target.refresh_from_db()
    assert target.indicator_count == 5


@pytest.mark.parametrize(("place", "order"), [({"to": 0}, "cabdef"), ({"to": 5}, "abdefc"), ({"to": 99}, "abdefc"),
    ({"before": "a"}, "cabdef"), ({"after": "f"}, "abdefc"), ({"after": "a"}, "acbdef"), ({"before": "d"}, "abcdef"), ({"after": "b"}, "abcdef")])  # fmt: skip
def test_a_row_is_moved(target, cast, as_, place, order):
    named = dict(zip("abcdef", keys(target), strict=True))
    wanted = {word: named.get(value, value) for word, value in place.items()}
    assert rows(as_(cast.clerk), target, act="move", key=named["c"], **wanted).status_code == 200
    assert keys(target) == [named[letter] for letter in order] == indexed(target)


def test_a_block_lands_in_the_cells_and_adds_rows(target, cast, as_):
    names = keys(target)
    block = [
        ["光通量", "每套灯的光通量", "≥2000流明", "标准"],
        ["质保期", "质保年数", "≥3年", "合同"],
        ["", "", "", ""],
    ]
    answer = rows(as_(cast.clerk), target, act="paste", at=5, column="level3", block=block).json()
    target.refresh_from_db()
    project = noun(target)
    assert [row.level3 for row in project.indicators[5:]] == ["光通量", "质保期"]
    assert project.indicators[5].level1 == "满意度指标"
    assert keys(target)[:6] == names
    assert answer["revision"] == 1


def test_pasting_is_undone_as_one_and_redone_as_one(target, cast, as_):
    browser = as_(cast.clerk)
    before = target.draft
    rows(browser, target, act="paste", at=4, column="target", block=[["1"], ["2"], ["3"]])
    target.refresh_from_db()
    after = target.draft
    assert ask(browser, f"/projects/{target.pk}/undo/").json()["undone"] == "已撤销粘贴。"
    target.refresh_from_db()
    assert target.draft == before
    ask(browser, f"/projects/{target.pk}/redo/")
    target.refresh_from_db()
    assert target.draft == after
    assert indexed(target) == keys(target)


def test_a_senseless_request_is_refused_with_a_sentence(target, cast, as_):
    first = keys(target)[0]
    for data in (
        {"act": "burn"}, {}, {"act": "insert", "values": []}, {"act": "insert", "values": {"weight": "5"}},
        {"act": "insert", "after": 7}, {"act": "insert", "values": {"level3": 5}}, {"act": "remove"}, {"act": "move", "key": first, "to": "x"},
        {"act": "move", "key": first, "to": True}, {"act": "paste", "at": 9, "column": "level3", "block": [["x"]]},
        {"act": "paste", "at": -1, "column": "level3", "block": [["x"]]}, {"act": "paste", "at": 0, "column": "weight", "block": [["x"]]},
        {"act": "paste", "at": 0, "column": "basis", "block": [["x", "y"]]}, {"act": "paste", "at": 0, "column": "basis", "block": "x"},
        {"act": "paste", "at": 0, "column": "basis", "block": [[5]]}, {"act": "paste", "at": 0, "column": "basis", "block": [["x"]] * 999},
    ):  # fmt: skip
        answer = rows(as_(cast.clerk), target, **data)
        assert answer.status_code == 400, data
        assert answer.json()["message"].endswith("。"), data
    assert not Edit.objects.exists()


def test_a_row_that_is_gone_cannot_be_removed_moved_or_stood_next_to(target, cast, as_):
    key = keys(target)[2]
    rows(as_(cast.head), target, act="remove", key=key)
    for data in ({"act": "remove", "key": key}, {"act": "move", "key": key, "to": 0}, {"act": "insert", "after": key}):
        answer = rows(as_(cast.clerk), target, **data)
        assert answer.status_code == 410
        assert answer.json()["by"] == "孙校长"


def test_there_is_a_limit(target, cast, as_):
    block = [[str(number)] for number in range(294)]
    assert rows(as_(cast.clerk), target, act="paste", at=6, column="level3", block=block).status_code == 200
    answer = rows(as_(cast.clerk), target, act="insert")
    assert answer.status_code == 400
    assert "300条" in answer.json()["message"]


def test_the_same_request_sent_twice_adds_one_row(target, cast, as_):
    first = rows(as_(cast.clerk), target, act="insert", client_id="once").json()
    again = rows(as_(cast.clerk), target, act="insert", client_id="once").json()
    assert first["key"] == again["key"]
    assert len(keys(target)) == 7


def test_who_may_not_edit_is_refused(target, cast, as_):
    for data in (
        {"act": "insert"},
        {"act": "remove", "key": keys(target)[0]},
        {"act": "move", "key": keys(target)[0], "to": 3},
    ):
        assert rows(as_(cast.viewer), target, **data).status_code == 403
        assert rows(as_(cast.outsider), target, **data).status_code == 404
    assert len(keys(target)) == 6


def test_they_are_logged(target, cast, as_):
    browser, count = as_(cast.clerk), len(acts())
    key = rows(browser, target, act="insert").json()["key"]
    rows(browser, target, act="move", key=key, to=0)
    rows(browser, target, act="remove", key=key)
    assert acts()[count:] == ["insert_indicator", "move_indicator", "remove_indicator"]


def test_rows_and_cells_keep_apart(target, cast, as_):
    """A move by one person does not disturb what another writes into the same row."""
    address = cell(target, 0, "basis")
    rows(as_(cast.head), target, act="move", key=keys(target)[0], to=5)
    assert write(as_(cast.clerk), target, address, "新依据", "2026年校舍维修计划").status_code == 200
    target.refresh_from_db()
    assert noun(target).indicators[5].basis == "新依据"
