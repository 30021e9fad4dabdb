"""Looking things up in the library: its sectors, its words, its trees."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.formula.checker import check
from zhunsheng.formula.units import convert, unit_of
from zhunsheng.law.indicator_trees import indicator_trees
from zhunsheng.law.weight_schemes import weight_schemes
from zhunsheng.library.entries import COMMON, library, sectors
from zhunsheng.library.search import Wanted, alike, names_like, search
from zhunsheng.model.indicator import Level1, Level2
from zhunsheng.usecases.measure import record_kinds


def test_every_sector_has_ten_indicators_of_its_own_at_least():
    assert set(sectors()) == {
        COMMON,
        "教育",
        "卫生健康",
        "道路交通",
        "水利",
        "文化体育",
        "信息化",
        "补助补贴",
        "政府采购",
        "会议活动",
        "生态环境",
    }
    for sector in sectors():
        assert sum(one.sector == sector for one in library()) >= 10, sector


@pytest.mark.parametrize("entry", library(), ids=lambda entry: entry.name)
def test_what_a_formula_comes_to_can_be_printed_in_the_indicators_unit(entry):
    formula = check(entry.formula, record_kinds())
    assert convert(Fraction(1), formula.unit, unit_of(entry.unit)) is not None
    assert formula.kinds, "there is a ledger that proves it"


@pytest.mark.parametrize("sector", [one for one in sectors() if one != COMMON])
def test_every_sector_measures_output_and_ends_with_what_people_think(sector):
    kinds = {one.level1 for one in library() if one.sector == sector}
    assert {Level1.OUTPUT, Level1.SATISFACTION} <= kinds


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("亮灯率", "设备完好率"),
        ("村医", "医护人员培训人次"),
        ("送戏下乡", "文化活动场次"),
        ("坑槽修补", "道路维修面积"),
        ("清 淤", "渠道清淤完成量"),
    ],
)
def test_an_indicator_is_found_by_another_name(words, name):
    assert search(Wanted(words))[0].name == name


def test_kind_sector_and_favourites_narrow_the_search():
    roads = search(Wanted("完好率", sector="道路交通"))
    assert {one.sector for one in roads} == {"道路交通"}
    assert all(one.level2 is Level2.QUALITY for one in search(Wanted(level2="质量指标")))
    assert all(one.level1 is Level1.BENEFIT for one in search(Wanted(level1="效益指标")))
    assert search(Wanted(names=frozenset({"设备完好率"})))[0].name == "设备完好率"
    assert search(Wanted("没有这种东西xyz")) == ()
    assert search(Wanted(level2="不是种类")) == ()


@given(st.text(max_size=30))
def test_any_words_are_answered(words):
    found = search(Wanted(words))
    assert len({one.name for one in found}) == len(found)


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_likeness_goes_both_ways_and_lies_between_nothing_and_the_same(one, other):
    assert alike(one, other) == alike(other, one)
    assert 0 <= alike(one, other) <= 100


def test_names_like_one_are_found_without_their_units_in_brackets():
    found = names_like("居民满意度", ["居民满意度(％)", "供暖面积（平方米）", "居民满意度"])
    assert [name for name, _ in found] == ["居民满意度", "居民满意度(％)"]


def test_the_national_trees_hold_the_kinds_that_tables_are_read_by():
    trees = indicator_trees()
    assert [one.key for one in trees.values() if one.is_national] == ["88", "101", "10"]
    for key in ("88", "101"):
        for level1, below in trees[key].levels.items():
            assert level1 in set(Level1)
            assert set(below) <= set(Level2)
    assert set(weight_schemes()["B"].levels) == set(trees["101"].levels)


def test_a_tree_without_a_checked_article_says_so():
    assert all("未核" in str(one.basis) or "实例" in str(one.basis) for one in indicator_trees().values())
