"""A unit makes its own kind of ledger without code; what is wrong with it is said field by field."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.ledger.entry import EntryReader
from zhunsheng.ledger.own_kind import changed_too_much, read_own_kind, write_own_kind
from zhunsheng.ledger.registry import kinds

TREES = {
    "label": "古树巡护",
    "purpose": "每巡护一次记一条。",
    "day": "巡护日期",
    "columns": [
        {"label": "巡护日期", "type": "date", "required": True},
        {"label": "树号", "type": "text", "required": True, "names_thing": True},
        {"label": "胸径", "type": "number", "unit": "厘米", "scale": 1, "maximum": "500"},
        {"label": "长势", "type": "choice", "choices": ["好", "一般", "差"]},
        {"label": "巡护人数", "type": "count", "unit": "人"},
    ],
    "checks": [{"condition": "胸径 > 0", "sentence": "胸径是{胸径}厘米，应当大于0。", "column": "胸径"}],
    "asked": ["树号", "长势"],
    "photo": "welcome",
}  # fmt: skip


def spoil(path: str, value: object) -> dict:
    """The trees' definition with one field changed: ``columns.2.unit``."""
    data = copy.deepcopy(TREES)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = data
    for step in way:
        place = place[step]
    place[last] = value
    return data


def errors_of(data: object) -> dict[str, str]:
    return dict(read_own_kind(data, name="own_trees", taken=[k.label for k in kinds().values()]).errors)


def test_a_clerk_defines_a_kind_and_records_come_in():
    kind = read_own_kind(TREES, name="own_trees").kind
    assert kind.own
    entry = EntryReader(kind, datetime(2020, 7, 15), 2020).read(
        {"巡护日期": "2020年7月1日", "树号": "GS-03", "胸径": "82.5厘米", "长势": "好"}
    )
    assert entry.remarks == ()
    assert entry.values == {
        "column_1": date(2020, 7, 1),
        "column_2": "GS-03",
        "column_3": Decimal("82.5"),
        "column_4": "好",
        "column_5": None,
    }


def test_the_units_own_check_speaks_its_own_sentence():
    kind = read_own_kind(TREES, name="own_trees").kind
    entry = EntryReader(kind, datetime(2020, 7, 15)).read({"巡护日期": "2020-07-01", "树号": "GS-03", "胸径": "0"})
    assert [(r.column, r.sentence) for r in entry.remarks] == [("column_3", "胸径是0.0厘米，应当大于0。")]


@pytest.mark.parametrize(
    ("path", "value", "where", "sentence"),
    [
        ("label", "", "label", "请写台账名称。"),
        ("label", "巡查", "label", "已经有“巡查”了，请换一个台账名称。"),
        ("label", "古树 巡护", "label", "台账名称最多20字，只用汉字、字母、数字和下划线，不以数字开头。"),
        ("day", "树号", "day", "请选一列日期或时间，记录按它归到年月。"),
        ("columns.0.required", False, "day", "“巡护日期”用来归年月，应当必填。"),
        ("columns.0.type", "datum", "columns[0].type", "类型只能是：text、choice、count、number、money、date、moment、boolean。"),
        ("columns.1.label", "巡护日期", "columns[1].label", "已经有“巡护日期”了，请换一个列名。"),
        ("columns.1.label", "属于", "columns[1].label", "“属于”在公式和表格里另有意思，请换一个列名。"),
        ("columns.2.unit", "厘米 2", "columns[2].unit", "计量单位最多8字，不能有数字、空格和运算符。"),
        ("columns.2.scale", 7, "columns[2].scale", "小数位是0到3。"),
        ("columns.2.minimum", "501", "columns[2].maximum", "最大值500小于最小值501。"),
        ("columns.2.maximum", "很大", "columns[2].maximum", "请填一个数。"),
        ("columns.2.names_thing", True, "columns[2].names_thing", "只有文字列才能作编号或名称。"),
        ("columns.3.choices", ["好", "好"], "columns[3].choices", "请列2到50个不重复的选项，每个最多20字。"),
        ("columns.4.unit", "", "columns[4].unit", "请写计量单位，如“人”“次”。"),
        ("columns.4.formula", "=1", "columns[4].formula", "列没有“formula”这一项。"),
        ("checks.0.condition", "树高 > 0", "checks[0].condition", "“古树巡护”里没有“树高”这一列。"),
        ("checks.0.sentence", " ", "checks[0].sentence", "请写一句话，说明哪里不对、怎么改，最多100字。"),
        ("checks.0.severity", "note", "checks[0].severity", "只能是refuse（不能保存）或ask（问一声）。"),
        ("asked", ["树龄"], "asked", "没有“树龄”这一列。"),
        ("photo", "always", "photo", "只能是：no、welcome、expected。"),
        ("script", "x", "script", "没有“script”这一项。"),
    ],
)  # fmt: skip
def test_a_wrong_field_gets_its_own_sentence_and_nothing_else_does(path: str, value: object, where: str, sentence: str):
    assert errors_of(spoil(path, value)) == {where: sentence}


def test_a_kind_has_no_more_columns_than_the_table_has_slots():
    day, number = TREES["columns"][0], {"type": "count", "unit": "个"}
    many = [day, *({**number, "label": f"数{n}"} for n in range(12))]
    assert errors_of({"label": "大表", "day": "巡护日期", "columns": many}) == {
        "columns": "数字、日期和是否最多12列，现有13列。"
    }
    assert errors_of({"label": "大表", "day": "巡护日期", "columns": many[:12]}) == {}
    words = [day, *({"type": "text", "label": f"字{n}"} for n in range(9))]
    assert errors_of({"label": "大表", "day": "巡护日期", "columns": words}) == {
        "columns": "文字和选项最多8列，现有9列。"
    }


def test_records_hold_a_kind_to_its_columns():
    old = read_own_kind(TREES, name="own_trees").kind
    renamed = read_own_kind(spoil("columns.1.label", "古树编号") | {"asked": []}, name="own_trees").kind
    assert changed_too_much(old, renamed, has_records=True) == {}
    retyped = read_own_kind(spoil("columns.4.unit", "人次"), name="own_trees").kind
    assert changed_too_much(old, retyped, has_records=True) == {
        "columns[4].type": "已有记录，“巡护人数”的类型、单位和小数位不能改；请另加一列。"
    }
    assert changed_too_much(old, retyped, has_records=False) == {}
    fewer = read_own_kind(spoil("columns.3.choices", ["好", "差"]), name="own_trees").kind
    assert changed_too_much(old, fewer, has_records=True) == {"columns[3].choices": "已有记录，选项“一般”不能去掉。"}
    shorter = replace(old, record=replace(old.record, columns=old.columns[:4]))
    assert changed_too_much(old, shorter, has_records=True) == {
        "columns[4]": "已有记录，“巡护人数”不能删除或换位置；新的列加在最后。"
    }


@pytest.mark.parametrize("name", list(kinds()))
def test_what_is_written_reads_back_as_the_same_kind(name: str):
    built_in = kinds()[name]
    written = json.loads(json.dumps(write_own_kind(built_in), ensure_ascii=False))
    own = read_own_kind(written, name="own_copy")
    assert own.errors == {}
    assert own.kind.columns == built_in.columns
    assert own.kind.checks == built_in.checks
    assert (own.kind.asked, own.kind.remembered, own.kind.ahead) == (
        built_in.asked,
        built_in.remembered,
        built_in.ahead,
    )
    assert write_own_kind(own.kind) == {**written, "name": "own_copy"}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)  # fmt: skip
FIELDS = ["label", "day", "columns", "checks", "asked", "photo", "purpose", "columns.0", "columns.0.type", "columns.2.unit", "columns.2.scale", "columns.2.maximum",
          "columns.3.choices", "columns.1.label", "columns.1.name", "checks.0", "checks.0.condition", "checks.0.when", "checks.0.column", "columns.1.required"]  # fmt: skip


@given(st.sampled_from(FIELDS), json_values)
def test_no_definition_breaks_the_reading(path: str, value: object):
    own = read_own_kind(spoil(path, value), name="own_trees")
    assert (own.kind is None) is bool(own.errors)
    if own.kind is not None:
        assert read_own_kind(write_own_kind(own.kind), name="own_trees").kind == own.kind
