"""Which number of a text is about which indicator, and when two texts count the same thing."""

from decimal import Decimal

import pytest

from zhunsheng.model.quantity import quantity
from zhunsheng.rules.examples import row
from zhunsheng.rules.mentions import agrees, linked, mentions, promised, same_matter


def of(name, target):
    return row("产出指标", "数量指标", name, "口径", target, "依据")


@pytest.mark.parametrize(
    ("text", "name", "target", "found"),
    [
        ("扫描民生档案150万页，每页0.3元", "扫描档案页数", "≥100万页", ["150万页"]),
        ("两边供暖面积3510㎡，供暖季为四个月", "供暖面积", "≥2500平方", ["3510㎡"]),
        ("使得路灯亮化率达到97%，消除隐患", "路灯亮化比例", "≥98百分比", ["97%"]),
        ("当年成活率不低于85%", "当年造林成活率（%）", "≥80百分比", ["85%"]),
        ("评估报告出具率100%", "评估报告合格率", "≥98%", []),
        ("路灯亮化率比上年提高5%", "路灯亮化比例", "≥98%", []),
        ("2025年抽检1000批次", "食品抽检批次", "≥1050批次", []),
        ("每期培训50人", "培训人数", "≥300人", []),
    ],
)
def test_a_number_is_linked_to_the_indicator_it_is_about(text, name, target, found):
    told = linked(text, [(0, of(name, target))], 2026)
    assert [mention.number.text for mention in told.get(0, [])] == found


def test_a_number_belongs_to_the_nearest_indicator_only():
    rows = [(0, of("维修节制闸数量", "≥6座")), (1, of("新建泵站数量", "≥2座"))]
    told = linked("维修节制闸6座，新建泵站3座", rows)
    assert {number: [mention.number.text for mention in found] for number, found in told.items()} == {
        0: ["6座"],
        1: ["3座"],
    }


def test_a_target_is_read_with_its_scale():
    assert promised(quantity("≥21万平方米")) == (Decimal(210_000), "平方米")
    assert promised(quantity("≥95百分比")) == (Decimal(95), "%")
    assert promised(quantity("8月31日前")) is None


@pytest.mark.parametrize("unit", ["千瓦时", "公斤", "公里"])
def test_a_unit_that_begins_with_thousand_has_no_scale(unit):
    spelt = {"公斤": "千克", "公里": "千米"}.get(unit, unit)

    assert promised(of("用量", f"≤440{spelt}").target) == (Decimal(440), unit)
    assert promised(of("用量", f"≤3.6万{spelt}").target) == (Decimal(36000), unit)


def test_the_words_of_the_year_decide_whether_a_number_counts_now():
    assert [mention.number.text for mention in mentions("2026年10月底前改造3.6公里", 2026)] == ["3.6公里"]
    assert mentions("2025年改造3.6公里", 2026) == ()
    assert mentions("上年改造3.6公里") == ()


def test_two_texts_count_the_same_thing_or_another():
    (here,), (there,) = mentions("引进3个项目落地园区"), mentions("全年签约引进新项目2个")
    assert same_matter(here, there)
    (other,) = mentions("引进3个高级人才")
    assert not same_matter(other, there)


def test_numbers_agree_one_by_one_or_added():
    told = mentions("民事援助案件300件、刑事援助案件80件")
    assert agrees(Decimal(380), told)
    assert not agrees(Decimal(400), told)
