"""A unit's own kinds: defined in the browser, versioned, used by those below, and never losing what was recorded."""

import pytest
from ledger_stage import new_id
from web_stage import acts, ask

from zhunsheng.web.desk.ledger.labels import names_in
from zhunsheng.web.records.models import Entry, OwnKind
from zhunsheng.web.records.operations.outcome import Invalid
from zhunsheng.web.records.verification import faults

KIND = {
    "label": "古树巡护", "purpose": "每巡护一次记一条。", "day": "巡护日期",
    "columns": [
        {"name": "day", "label": "巡护日期", "type": "date", "required": True},
        {"name": "tree", "label": "树号", "type": "text", "required": True, "names_thing": True},
        {"name": "girth", "label": "胸径", "type": "number", "unit": "厘米", "scale": 1},
        {"name": "state", "label": "长势", "type": "choice", "choices": ["好", "一般", "差"]},
    ],
    "checks": [{"condition": "胸径 > 0", "sentence": "胸径应当大于0。", "severity": "refuse"}],
    "asked": ["树号", "长势"], "remembered": [], "photo": "welcome", "place": "no",
}  # fmt: skip


def save(browser, kind=KIND, unit="219001", **more):
    return ask(browser, f"/ledger/kinds/save/?unit={unit}", kind=kind, **more)


@pytest.fixture
def name(cast, as_):
    return save(as_(cast.clerk)).json()["name"]


def record(browser, name, **cells):
    rows = [{"id": new_id(), "cells": {"day": "2024-03-05", "tree": "G-001", "girth": "120.5", "state": "好", **cells}}]
    return ask(browser, f"/ledger/{name}/rows/", rows=rows, keep=True)


def column(kind, number, **changes):
    columns = [dict(item) for item in kind["columns"]]
    columns[number] |= changes
    return kind | {"columns": columns}


def test_a_kind_is_defined_and_used_at_once(cast, as_, name):
    browser = as_(cast.clerk)
    assert "古树巡护" in browser.get("/ledger/").content.decode()
    assert record(browser, name).status_code == 200
    entry = Entry.objects.get()
    assert (entry.kind, entry.edition, entry.t1, entry.n2, entry.t2) == (name, 1, "G-001", 1205, "好")
    refused = record(browser, name, girth="0")
    assert "胸径应当大于0" in refused.json()["rows"][0]["remarks"][0]["sentence"]
    assert "G-001" in browser.get(f"/ledger/{name}/").content.decode()
    assert browser.get(f"/ledger/{name}/template/").status_code == 200
    assert browser.get("/m/data/").json()["kinds"][0]["name"] == name
    assert acts()[-1] == "add_entries"
    assert list(faults()) == []


def test_a_changed_kind_is_a_new_edition_and_old_entries_keep_theirs(cast, as_, name):
    browser = as_(cast.clerk)
    record(browser, name)
    renamed = column(KIND, 3, label="生长状况") | {"asked": ["树号"]}
    renamed["columns"].append({"name": "pests", "label": "病虫害", "type": "boolean"})
    assert save(browser, renamed, name=name, reason="按新规程").status_code == 200
    assert list(OwnKind.objects.values_list("edition", flat=True)) == [1, 2]
    assert record(browser, name, tree="G-002", pests="是").status_code == 200
    assert list(Entry.objects.order_by("recorded_at").values_list("edition", flat=True)) == [1, 2]
    old = Entry.objects.get(edition=1)
    page = browser.get(f"/ledger/entries/{old.pk}/").content.decode()
    assert "长势" in page
    assert "病虫害" not in page
    history = browser.get(f"/ledger/kinds/{name}/").content.decode()
    assert "第2版" in history
    assert "按新规程" in history


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda kind: column(kind, 2, type="text", unit=None, scale=0), "类型、单位和小数位不能改"),
        (lambda kind: column(kind, 2, unit="毫米"), "类型、单位和小数位不能改"),
        (lambda kind: column(kind, 3, choices=["好", "差"]), "不能去掉"),
        (lambda kind: kind | {"columns": [kind["columns"][0], *kind["columns"][2:]], "asked": []}, "不能删除或换位置"),
    ],
)
def test_what_is_recorded_does_not_lose_its_meaning(cast, as_, name, change, words):
    browser = as_(cast.clerk)
    record(browser, name)
    answer = save(browser, change(KIND), name=name)
    assert answer.status_code == 422
    assert words in "".join(answer.json()["errors"].values())


def test_a_column_can_be_dropped_and_taken_up_again(cast, as_, name):
    browser = as_(cast.clerk)
    record(browser, name)
    assert save(browser, name=name, dropped=["tree"]).status_code == 200
    kind = next(kind for kind in browser.get("/m/data/").json()["kinds"] if kind["name"] == name)
    assert "tree" not in [column["name"] for column in kind["columns"]]
    assert record(browser, name, tree="").status_code == 200
    assert "G-001" in browser.get(f"/ledger/{name}/").content.decode()
    assert "用来归年月的列不能停用" in save(browser, name=name, dropped=["day"]).json()["errors"]["day"]
    assert save(browser, name=name).status_code == 200
    assert "没有变化" in save(browser, name=name).json()["message"]


def test_a_retired_kind_takes_no_entries_and_comes_back_with_a_new_edition(cast, as_, name):
    browser = as_(cast.clerk)
    record(browser, name)
    assert "为什么停用" in browser.post(f"/ledger/kinds/{name}/retire/", {"reason": ""}, follow=True).content.decode()
    browser.post(f"/ledger/kinds/{name}/retire/", {"reason": "不再巡护"})
    refused = record(browser, name, tree="G-009")
    assert refused.status_code == 400
    assert "已停用" in refused.json()["message"]
    assert browser.get(f"/ledger/{name}/").context["listing"].total == 1
    assert browser.get(f"/ledger/{name}/new/").status_code == 302
    assert save(browser, name=name).status_code == 200
    assert record(browser, name, tree="G-009").status_code == 200


def test_units_below_use_it_and_only_its_own_unit_changes_it(cast, as_):
    made = save(as_(cast.chief), unit="219").json()["name"]
    clerk = as_(cast.clerk)
    assert record(clerk, made).status_code == 200
    page = clerk.get(f"/ledger/kinds/{made}/").content.decode()
    assert "只能由它改" in page
    assert 'id="builder"' not in page
    assert save(clerk, column(KIND, 1, label="编号"), name=made).status_code == 400
    assert save(clerk, column(KIND, 1, label="编号"), unit="219", name=made).status_code == 404
    assert as_(cast.outsider).get(f"/ledger/kinds/{made}/").status_code == 404
    assert as_(cast.outsider).get(f"/ledger/{made}/").status_code == 404
    assert "已经有“古树巡护”了" in save(clerk).json()["errors"]["label"]


@pytest.mark.parametrize(
    "kind", [None, [], "x", {}, {"columns": "x"}, {"columns": [None]}, {"columns": [{}] * 30}, KIND | {"label": "巡查"}]
)
def test_a_definition_that_cannot_be_is_told_field_by_field(cast, as_, kind):
    answer = save(as_(cast.clerk), kind)
    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert not OwnKind.objects.exists()


def test_the_preview_says_what_an_entry_would_be_told(cast, as_):
    browser = as_(cast.clerk)
    tried = save(browser, **{"try": True, "cells": {"day": "2024-03-05", "girth": "0"}}).json()
    assert [row["column"] for row in tried["remarks"]] == ["tree", None]
    assert tried["kind"]["asked"] == ["tree", "state"]
    assert save(browser, KIND | {"label": ""}, **{"try": True}).status_code == 422
    assert not OwnKind.objects.exists()


@pytest.mark.parametrize("who", ["viewer", "nobody"])
def test_others_define_nothing(cast, as_, who):
    assert save(as_(getattr(cast, who))).status_code in (403, 404)
    assert not OwnKind.objects.exists()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("LD-001..LD-003", ["LD-001", "LD-002", "LD-003"]), ("LD-8~10", ["LD-8", "LD-9", "LD-10"]), ("1至3", ["1", "2", "3"]),
        ("东门\n西门，东门", ["东门", "西门"]), ("A-1..B-3", ["A-1..B-3"]), (" \n x ", ["x"]),
    ],
)  # fmt: skip
def test_a_list_of_things_may_be_a_range(text, names):
    assert names_in(text) == names


@pytest.mark.parametrize("text", ["", " \n", "LD-9..LD-1", "1..99999"])
def test_a_senseless_list_of_things_gets_a_sentence(text):
    with pytest.raises(Invalid, match="。"):
        names_in(text)


def test_labels_carry_kind_thing_and_project(cast, as_):
    browser = as_(cast.clerk)
    assert browser.get("/ledger/labels/").status_code == 200
    answer = browser.post("/ledger/labels/", {"kind": "patrol", "things": "LD-001..LD-003", "project": ""})
    labels = answer.context["labels"]
    assert [label["name"] for label in labels] == ["LD-001", "LD-002", "LD-003"]
    assert labels[0]["address"] == "http://testserver/m/?kind=patrol&thing=LD-001"
    assert answer.content.decode().count('class="qr"') == 3
    assert "还没有写要印哪些编号" in browser.post("/ledger/labels/", {"kind": "patrol"}).content.decode()
    assert browser.post("/ledger/labels/", {"kind": "nothing", "things": "1"}).status_code == 400
    assert browser.post("/ledger/labels/", {"kind": "patrol", "things": "1", "project": "999"}).status_code == 400
