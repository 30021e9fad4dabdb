"""Every picture, whatever its data: well-formed, no style and no script, all text inside, the table beside it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal as D
from io import BytesIO
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from gallery import ALL, CASES, IDS, LONG, drawn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image

import zhunsheng
from zhunsheng.model.light import Light
from zhunsheng.pictures.answers import Answers, answers_picture
from zhunsheng.pictures.bars import BarRow, progress, ranking
from zhunsheng.pictures.coverage import Node, coverage, coverage_point
from zhunsheng.pictures.drawing import NARROW, Drawing
from zhunsheng.pictures.figures import percent, plain, scale, wan, wan_exact
from zhunsheng.pictures.letters import shorten, text_width, wrap
from zhunsheng.pictures.lights import LightRow, light_field
from zhunsheng.pictures.marks import MarkRow, marks_picture
from zhunsheng.pictures.money import money_by_month, money_point
from zhunsheng.pictures.picture import TOKENS, Picture
from zhunsheng.pictures.quadrant import Point, quadrant
from zhunsheng.pictures.radar import Axis, radar
from zhunsheng.pictures.raster import to_png
from zhunsheng.pictures.stacks import LIGHT_PARTS, Stack, stacks
from zhunsheng.pictures.timeline import Milestone, timeline
from zhunsheng.pictures.trends import Series, small_multiples, sparkline
from zhunsheng.pictures.waterfall import Step, waterfall
from zhunsheng.pictures.years import YearRow, years

SVG = "{http://www.w3.org/2000/svg}"
CSS = Path(zhunsheng.__file__).parent / "web/static/zhunsheng/css/tokens.css"


def root(picture: Picture) -> etree._Element:
    """The SVG as a tree; raises for XML that is not well-formed."""
    return etree.fromstring(picture.svg.encode())


def texts(picture: Picture) -> list[etree._Element]:
    """Its text elements."""
    return list(root(picture).iter(f"{SVG}text"))


def words(picture: Picture) -> list[str]:
    """What its text elements show."""
    return [element.text or "" for element in texts(picture)]


def spread(element: etree._Element) -> tuple[float, float]:
    """Where a text begins and ends, in px, by our own measure."""
    x, width = float(element.get("x")), text_width(element.text or "", float(element.get("font-size")))
    left = x - {"start": 0.0, "middle": width / 2, "end": width}[element.get("text-anchor", "start")]
    return left, left + width


@pytest.mark.parametrize(("size", "kind", "width"), CASES, ids=IDS)
def test_a_picture_may_stand_in_a_page_with_a_strict_policy(size, kind, width):
    picture = drawn(size, kind, width)
    for element in root(picture).iter():
        assert etree.QName(element).localname not in ("script", "style", "foreignObject", "image", "use")
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]
    assert set(re.findall(r"var\(--([a-z-]+)\)", picture.svg)) <= set(TOKENS)


@pytest.mark.parametrize(("size", "kind", "width"), CASES, ids=IDS)
def test_all_text_stands_inside_the_picture(size, kind, width):
    picture = drawn(size, kind, width)
    assert root(picture).get("viewBox") == f"0 0 {picture.width:g} {picture.height:g}"
    for element in texts(picture):
        left, right = spread(element)
        assert left >= -0.1, element.text
        assert right <= picture.width + 0.1, element.text
        assert 8 <= float(element.get("y")) <= picture.height, element.text


@pytest.mark.parametrize(("size", "kind", "width"), CASES, ids=IDS)
def test_every_picture_says_its_point_and_has_its_table(size, kind, width):
    picture = drawn(size, kind, width)
    assert picture.caption == root(picture).get("aria-label")
    assert picture.columns
    assert {len(row) for row in picture.rows} <= {len(picture.columns)}
    if size == "crowded":
        assert len(picture.rows) >= 12


def test_the_same_data_give_the_same_picture():
    assert drawn("quiet", "coverage", 720).svg == drawn("quiet", "coverage", 720).svg


def test_the_colours_are_those_of_the_pages():
    light, dark = CSS.read_text("utf-8").split("@media", 1)
    find = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});")
    pages = dict(find.findall(light)), dict(find.findall(dark))
    assert {name: (pages[0][name], pages[1][name]) for name in TOKENS} == TOKENS


NASTY = st.text(st.characters(exclude_categories=()), min_size=1, max_size=60)


@given(NASTY, NASTY, st.decimals(-(10**12), 10**12, places=3) | st.none())
@settings(max_examples=60, deadline=None)
def test_no_label_breaks_a_picture(label, note, value):
    pictures = (
        ranking([BarRow(label, value, note=note, link="/p/")], caption=note),
        progress([BarRow(label, value, value)], elapsed=D(50), width=328),
        light_field([LightRow(label, (Light.MET,))], (note,)),
        waterfall(D(100), [Step(label, value or D(1))], grade=note),
        radar([Axis(label, value, D(10))] * 4, width=328),
        quadrant([Point(label, value, value, value)]),
        answers_picture((label, note), [Answers(label, (3, 1))]),
        small_multiples([Series(label, (value, None), value, note)], (label, note)),
        coverage([Node("g", label)], [Node("p", note)], carried={"g": ["p"]}),
        money_by_month({6: value}, {6: value}, as_of=6, caption=label or "钱"),
    )
    for picture in pictures:
        for element in texts(picture):
            left, right = spread(element)
            assert left >= -0.1
            assert right <= picture.width + 0.1


def test_a_link_leads_to_pages_only():
    safe = ranking([BarRow("甲", D(1), link="/projects/1/")])
    assert root(safe).find(f"{SVG}a").get("href") == "/projects/1/"
    assert root(safe).get("role") == "group"
    for link in ("javascript:alert(1)", "data:text/html,x", " javascript:x"):
        assert root(ranking([BarRow("甲", D(1), link=link)])).find(f".//{SVG}a") is None


def test_marks_in_names_are_escaped():
    picture = ranking([BarRow('<script>"A&B"</script>', D(1), note="a'b<c")])
    assert '<script>"A&B"</script>' in words(picture)
    assert "<script" not in picture.svg


def test_a_cut_name_is_whole_on_hover():
    picture = ranking([BarRow(LONG, D(1)), BarRow("短", D(2))], caption="题")
    cut = next(element for element in texts(picture) if (element.text or "").endswith("…"))
    assert cut.find(f"{SVG}title").text == LONG


def test_blank_is_not_zero_anywhere():
    bars = ranking([BarRow("零", D(0)), BarRow("空", None)])
    assert bars.rows == (("零", "0"), ("空", "—"))
    dashes = [element for element in root(bars).iter(f"{SVG}path") if element.get("stroke-dasharray")]
    assert len(dashes) == 1
    money = money_by_month({6: D(0)}, {5: D(0), 6: None}, as_of=6)
    assert money.rows[4] == ("5月底", "—", "0.00")
    assert money.rows[5] == ("6月底", "0.00", "—")
    assert money.caption == "6月底没有支出数"


@pytest.mark.parametrize(
    ("plan", "paid", "sentence"),
    [
        ({6: D(582000)}, {6: D(456000)}, "6月底支出45.60万元，比计划少12.60万元（为计划的78.4%）"),
        ({6: D(100)}, {6: D(100)}, "6月底支出0.01万元，与计划相同"),
        ({6: D(0)}, {6: D(20000)}, "6月底支出2.00万元，比计划多2.00万元"),
        ({}, {6: D(-20000)}, "6月底支出−2.00万元，当月没有支出计划"),
        ({6: D(5)}, {5: D(5)}, "6月底没有支出数"),
    ],
)
def test_the_caption_of_money_says_how_far_payments_are_from_the_plan(plan, paid, sentence):
    assert money_point(plan, paid, 6) == sentence


def test_payments_after_the_day_are_not_shown():
    picture = money_by_month({}, {6: D(10000), 7: D(20000)}, as_of=6)
    assert picture.rows[6] == ("7月底", "—", "—")
    assert "7月底：累计支出2.00万元" not in picture.svg
    assert "6月底：累计支出1.00万元" in picture.svg
    assert picture.svg == money_by_month({}, {6: D(10000)}, as_of=6).svg


def test_a_waterfall_ends_at_the_score():
    picture = waterfall(D(100), [Step("甲", D("1.38")), Step("乙", D("2.4"), note="迟"), Step("丙", D(0))], grade="优")
    assert picture.caption == "得96.22分，等级为优；2处丢分，最多的是乙（2.4分）"
    assert picture.rows == (
        ("满分", "", "100", ""), ("乙", "−2.4", "97.6", "迟"), ("甲", "−1.38", "96.22", ""), ("得分", "", "96.22", "优"),
    )  # fmt: skip


def test_small_losses_of_a_long_list_are_drawn_as_one_and_listed_in_full():
    picture = waterfall(D(100), [Step(f"第{n}项", D("0.1")) for n in range(40)])
    assert "其余27处" in words(picture)
    assert len(picture.rows) == 42


def test_marks_stand_beside_each_other_and_those_far_apart_are_marked_in_shape_and_words():
    rows = [
        MarkRow("甲", D(10), (D(9), D(9)), D(9)),
        MarkRow("乙", D(10), (D(9), D(4)), D("6.5"), is_apart=True),
        MarkRow("丙", D(5), (None, D(5)), D(5)),
    ]
    picture = marks_picture(("一", "二"), rows)
    assert picture.caption == "1项专家相距过大，最大的是乙（5分）"
    assert "▲乙" in picture.svg
    assert picture.svg.count("<circle") == 5
    assert picture.rows[1] == ("乙", "10", "9", "4", "5", "6.5")
    assert picture.rows[2] == ("丙", "5", "—", "5", "0", "5")
    assert marks_picture(("一",), [MarkRow("甲", D(10), (None,), None)]).caption == "还没有专家打分"


def test_a_radar_breaks_where_a_score_is_missing():
    axes = [Axis("甲", D(5), D(10)), Axis("乙", None, D(10)), Axis("丙", D(10), D(10)), Axis("丁", D(8), D(10))]
    picture = radar(axes)
    assert picture.rows[1] == ("乙", "—", "10", "—")
    strong = [p for p in root(picture).iter(f"{SVG}path") if p.get("stroke") == "var(--accent)"]
    assert len(strong) == 2  # 丙–丁 and 丁–甲; nothing leads to 乙
    assert picture.caption == "甲得分率最低，为50%"


def test_two_axes_make_bars():
    assert radar([Axis("甲", D(5), D(10)), Axis("乙", D(1), D(2))]).columns == ("维度", "得分", "分值", "得分率")


def test_goals_that_nobody_carries_are_named_first():
    goals, projects = [Node("a", "甲"), Node("b", "乙")], [Node("p", "丙"), Node("q", "丁")]
    assert coverage_point(goals, projects, {"a": ["p"]}) == "1条目标没有项目承担，1个项目没有对应目标"
    assert coverage_point(goals, projects, {"a": ["p"], "b": ["q"]}) == "2条目标都有项目承担"
    picture = coverage(goals, projects, carried={"a": ["p"]})
    assert picture.rows == (("甲", "丙", "—"), ("乙", "无人承担", "—"), ("没有对应目标", "丁", "—"))
    red = [r for r in root(picture).iter(f"{SVG}rect") if r.get("stroke") == "var(--error)"]
    assert len(red) == 2


def test_answers_are_counted_over_those_who_answered():
    picture = answers_picture(("满意", "一般", "不满意"), [Answers("灯亮不亮", (8, 1, 1), 5)])
    assert picture.caption == "10人回答，80%满意"
    assert picture.rows == (("灯亮不亮", "8（80%）", "1（10%）", "1（10%）", "10", "5"),)


def test_a_field_of_lights_counts_what_is_wrong_now():
    rows = [
        LightRow("甲", (Light.MET, Light.MISSED)),
        LightRow("乙", (Light.MISSED, Light.AT_RISK)),
        LightRow("丙", (None, None)),
    ]
    picture = light_field(rows, ("3月底", "6月底"))
    assert picture.caption == "6月底：3项中1项未达，1项偏离"
    assert picture.rows[2] == ("丙", "—", "—")


def test_lights_differ_in_shape_not_only_in_colour():
    shapes = set()
    for light in Light:
        picture = light_field([LightRow("甲", (light,))], ("6月底",))
        marks = [m for m in root(picture).iter(f"{SVG}g") if (m.findtext(f"{SVG}title") or "").startswith("甲：")]
        shape = marks[0][1]
        shapes.add((etree.QName(shape).localname, shape.get("fill") == "none"))
    assert len(shapes) == len(Light)


def test_a_field_without_data_does_not_claim_that_all_is_well():
    assert light_field([LightRow("甲", (Light.NO_DATA,))], ("6月底",)).caption == "6月底：1项中1项无数据"
    assert light_field([LightRow("甲", (None,))], ("6月底",)).caption == "6月底：1项都没有灯"
    assert light_field([LightRow("甲", (Light.MET,))], ("6月底",)).caption == "6月底：1项都达标"


@pytest.mark.parametrize(("size", "kind", "width"), CASES, ids=IDS)
def test_what_is_cut_is_whole_on_hover_and_numbers_are_never_cut(size, kind, width):
    for element in texts(drawn(size, kind, width)):
        shown = element.text or ""
        if shown.endswith("…"):
            titles = [near.findtext(f"{SVG}title") for near in (element, *element.iterancestors())]
            full = next(title for title in titles if title)
            assert shown[:-1].strip() in full
            assert not re.match(r"^[−+]?[\d,.]+(%|人|分|万元)?$", full)


def test_twenty_thousand_projects_make_a_picture_of_ordinary_size():
    points = [Point(f"项目{n}", D(n % 113), D(n * 7 % 109), D(1000 * (n % 97)), link="/p/") for n in range(20_000)]
    picture = quadrant(points)
    assert len(picture.svg) < 120_000
    assert len(picture.rows) == 401
    assert picture.rows[-1][0] == "其余19600个项目"
    squares = [r for r in root(picture).iter(f"{SVG}rect") if r.get("fill-opacity") == "0.3"]
    counted = [int(re.search(r"：(\d+)个", square.getparent().findtext(f"{SVG}title")).group(1)) for square in squares]
    assert sum(counted) == 20_000
    assert len(list(root(picture).iter(f"{SVG}a"))) == 60


@pytest.mark.parametrize("kind", ALL["quiet"])
def test_every_link_shows_something_and_is_one_stop_for_the_keyboard(kind):
    links = list(root(drawn("quiet", kind, 720)).iter(f"{SVG}a"))
    for link in links:
        shown = [e for e in link.iter() if etree.QName(e).localname in ("text", "rect", "circle", "path")]
        assert shown
        assert not [inner for inner in link.iter(f"{SVG}a") if inner is not link]


def test_progress_says_who_is_behind():
    rows = [BarRow("甲", D(40)), BarRow("乙", D(60)), BarRow("丙", D(60), D(70)), BarRow("丁", None)]
    picture = progress(rows, elapsed=D(50))
    assert picture.caption == "3项中2项落后，1项没有数"
    assert [row[2] for row in picture.rows] == ["50%", "50%", "70%", "50%"]


def test_deadlines_stand_around_today():
    today = date(2020, 7, 27)
    picture = timeline([
        Milestone(date(2020, 8, 31), "报送一至七月绩效监控", 9, 9), Milestone(None, "公开部门决算"),
        Milestone(date(2020, 4, 10), "报送一至三月绩效监控", 0, 9), Milestone(date(2020, 7, 10), "报送一至六月绩效监控", 2, 9),
        Milestone(date(2020, 7, 27), "完成整改", 4),
    ], today)  # fmt: skip
    assert picture.caption == "现在逾期2件，下一个期限是7月27日完成整改，就是今天"
    assert picture.rows == (
        ("2020-04-10", "报送一至三月绩效监控", "办了9/9", "已办完"), ("2020-07-10", "报送一至六月绩效监控", "办了7/9", "已逾期17天"),
        ("2020-07-27", "完成整改", "4件没办", "今天到期"), ("2020-08-31", "报送一至七月绩效监控", "办了0/9", "还有35天"),
        ("未定", "公开部门决算", "—", "日子未定"),
    )  # fmt: skip
    assert timeline([Milestone(date(2020, 7, 10), "监控", 2, 9)], today, late=5).caption == "现在逾期5件"
    shown = words(picture)
    assert shown.index("2020-07-10") < shown.index("今天 7月27日") < shown.index("2020-07-27")
    assert "今天" not in "".join(words(timeline([Milestone(date(2020, 1, 1), "早", 0)], today))[2:])


def test_a_day_on_which_nothing_is_counted_is_not_told_as_late():
    today = date(2021, 8, 22)
    picture = timeline([
        Milestone(date(2020, 11, 30), "报批绩效目标调整", instead="没有申请"), Milestone(date(2021, 4, 2), "复核自评"),
        Milestone(date(2021, 9, 30), "提出挂钩意见", instead="没有事项"),
    ], today)  # fmt: skip
    assert picture.rows == (
        ("2020-11-30", "报批绩效目标调整", "没有申请", "日子已过"), ("2021-04-02", "复核自评", "—", "日子已过"),
        ("2021-09-30", "提出挂钩意见", "没有事项", "还有39天"),
    )  # fmt: skip
    assert "—" not in "".join(words(picture))


def test_money_beside_a_rate_has_as_many_decimals_as_it_needs():
    told = [wan_exact(D(yuan)) for yuan in ("70000", "69960", "69960.05", "1234567890.12", "0", "-40")]
    assert told == ["7.00", "6.996", "6.996005", "123,456.789012", "0.00", "−0.004"]
    assert years([YearRow(2020, D(70000), D(69960))]).rows[0][1:4] == ("7.00", "6.996", "99.9%")


def test_a_gap_too_small_to_print_is_not_told_as_nothing():
    assert money_point({12: D(70_000)}, {12: D(69_960)}, 12) == "12月底支出7.00万元，比计划少不到0.01万元"
    assert money_point({12: D(70_000)}, {12: D(70_030)}, 12).endswith("比计划多不到0.01万元")
    assert money_point({12: D(70_000)}, {12: D(69_940)}, 12).endswith("比计划少0.01万元（为计划的99.9%）")


def test_counts_are_stacked_with_the_worst_first():
    picture = stacks(LIGHT_PARTS, [Stack("甲", (0, 3, 0, 1)), Stack("乙", (2, 0, 1, 0)), Stack("丙", (0, 0, 0, 0))])
    assert picture.caption == "共未达2项、偏离3项、无数据1项、达标1项，乙未达最多"
    assert picture.columns == ("名称", "未达", "偏离", "无数据", "达标", "合计")
    assert [row[0] for row in picture.rows] == ["乙", "甲", "丙"]
    assert picture.rows[2] == ("丙", "0", "0", "0", "0", "0")


def test_of_many_bars_the_gravest_are_drawn_and_the_table_has_all():
    rows = [Stack(f"规则{n}", (n, 0, 0, 1), "/p/") for n in range(20)]
    picture = stacks(LIGHT_PARTS, rows, most=12)
    assert len(list(root(picture).iter(f"{SVG}a"))) == 12
    assert len(picture.rows) == 20
    assert "其余8个见表" in words(picture)
    assert picture.caption.startswith("共未达190项"), "the sentence is about all of them"


def test_scores_and_money_line_up_with_two_decimals():
    picture = ranking([BarRow("甲", D("2.1")), BarRow("乙", D("5.42")), BarRow("丙", D(0))], unit="分", places=2)
    assert picture.rows == (("乙", "5.42"), ("甲", "2.10"), ("丙", "0.00"))
    assert picture.caption == "乙居首，5.42分"


def test_names_in_a_heap_are_all_there_and_cross_neither_each_other_nor_the_lines():
    heap = (
        ("高速口广告牌租赁", "100", "100", 6), ("路灯电费", "97.76", "99.71", 15), ("绿化养护", "100", "100", 16.6),
        ("配电亮化及各项设施综合维护", "99.94", "96.4", 7), ("天然气取暖费", "99.61", "99.33", 13), ("限高杆安装", "98", "99.07", 40),
        ("运转保障经费（劳务费）", "99.56", "100", 40.5), ("中小企业创新发展资金", "100", "97.75", 150),
        ("综合事务管理经费", "81.05", "99.65", 5),
    )  # fmt: skip
    points = [Point(name, D(money), D(goals), D(size) * 10_000) for name, money, goals, size in heap]
    picture = quadrant(points, cross=(D(95), D(95)), width=560)
    shown = {}
    for element in root(picture).iter(f"{SVG}text"):
        size, x, y = (float(element.get(name)) for name in ("font-size", "x", "y"))
        wide = text_width(element.text, size)
        left = x - {None: 0, "middle": wide / 2, "end": wide}[element.get("text-anchor")]
        shown[element.text] = (left, y - size * 0.9, left + wide, y + size * 0.2)
    named = [text for text in shown if any(name.startswith(text.rstrip("…")) for name, *_ in heap)]
    assert len(named) == 9
    for one, other in combinations([shown[name] for name in named], 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    dashed = [path.get("d") for path in root(picture).iter(f"{SVG}path") if path.get("stroke-dasharray") == "4 4"]
    (x0, y0) = (float(re.search(r"M([\d.]+)", dashed[0])[1]), float(re.search(r"M[\d.]+[ ,]([\d.]+)", dashed[1])[1]))
    for name in named:
        left, top, right, bottom = shown[name]
        assert not left < x0 < right, name
        assert not top < y0 < bottom, name


@pytest.mark.parametrize("width", [490, 560, NARROW])
def test_hair_lines_strike_out_no_name_and_names_are_whole_where_there_is_room(width):
    heap = (
        ("高速口广告牌租赁", "100", "100", 6), ("路灯电费", "97.76", "99.71", 15), ("绿化养护", "100", "100", 16.6),
        ("配电亮化及各项设施综合维护", "99.94", "96.4", 7), ("天然气取暖费", "99.61", "99.33", 13), ("限高杆安装", "98", "99.07", 40),
        ("运转保障经费（劳务费）", "99.56", "100", 40.5), ("中小企业创新发展资金", "100", "94.25", 150),
        ("综合事务管理经费", "81.05", "99.65", 5),
    )  # fmt: skip
    points = [Point(name, D(money), D(goals), D(size) * 10_000) for name, money, goals, size in heap]
    picture = quadrant(points, cross=(D(95), D(95)), width=width)
    boxes = []
    for element in root(picture).iter(f"{SVG}text"):
        size, x, y = (float(element.get(name)) for name in ("font-size", "x", "y"))
        wide = text_width(element.text, size)
        left = x - {None: 0, "middle": wide / 2, "end": wide}[element.get("text-anchor")]
        boxes.append((element.text, left, y - size * 0.7, left + wide, y + size * 0.1))
    for (one, *a), (other, *b) in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (one, other)
    hairs = [path.get("d") for path in root(picture).iter(f"{SVG}path") if path.get("stroke-width") == "0.7"]
    assert hairs
    for hair in hairs:
        x1, y1, x2, y2 = map(float, re.findall(r"-?[\d.]+", hair))
        for part in range(1, 80):
            x, y = x1 + (x2 - x1) * part / 80, y1 + (y2 - y1) * part / 80
            assert not [text for text, left, top, right, bottom in boxes if left < x < right and top < y < bottom]
    texts = [box[0] for box in boxes]
    if width > NARROW:
        assert {name for name, *_ in heap} <= set(texts)
    else:
        unnamed = [name for name, *_ in heap if not any(name.startswith(text.rstrip("…")) for text in texts)]
        assert not unnamed or f"{len(unnamed)}个圆挤在一起没写名字，见表" in texts


def test_a_project_is_seen_over_the_years():
    rows = [YearRow(2020, D(240000), None), YearRow(2019, D(200000), D(190000), D("91.35"), "优")]
    picture = years(rows)
    assert picture.caption == "2020年预算24.00万元，比2019年增20%"
    assert picture.rows == (
        ("2019年", "20.00", "19.00", "95%", "91.35", "优"), ("2020年", "24.00", "—", "—", "—", "—"),
    )  # fmt: skip
    assert years([YearRow(2020, D(5), D(5)), YearRow(2021, D(5), None)]).caption == "2021年预算0.00万元，与2020年相同"


def test_a_sparkline_is_as_small_as_a_word():
    picture = sparkline(Series("亮灯率", (D(90), None, D(97)), D(95), "%"))
    assert (picture.width, picture.height) == (120, 28)
    assert picture.caption == "亮灯率，最近97%"


@pytest.mark.parametrize(
    ("shown", "want"),
    [
        (wan(D("582000")), "58.20"), (wan(D("12345678905")), "1,234,567.89"), (wan(None), "—"), (wan(D(-50)), "−0.01"),
        (percent(D("98.765")), "98.8%"), (percent(D(0)), "0%"), (percent(None), "—"),
        (plain(D("100")), "100"), (plain(D("-0.001")), "0"), (plain(D("1.50")), "1.5"), (plain(D(1000)), "1,000"),
    ],
)  # fmt: skip
def test_numbers_as_words(shown, want):
    assert shown == want


@given(st.lists(st.decimals(-(10**9), 10**9, places=2) | st.none(), max_size=8))
def test_a_scale_holds_zero_and_every_value(values):
    found = scale(values, 0, 100)
    for value in [D(0), *(v for v in values if v is not None)]:
        assert found.low - 1e-3 <= float(value) <= found.high + 1e-3  # a tenth of a 分, and less than any px
    assert 2 <= len(found.ticks) <= 8


@given(st.text(max_size=80), st.floats(8, 200))
def test_shortened_text_fits(text, room):
    assert text_width(shorten(text, 12, room), 12) <= room or shorten(text, 12, room) == ""


def test_lines_break_as_chinese_is_set():
    lines = wrap("到6月底支出45.60万元，比计划少12.60万元（为计划的78.4%），主要是路灯电费没有结算。", 12, 120, most=9)
    assert "".join(lines) == "到6月底支出45.60万元，比计划少12.60万元（为计划的78.4%），主要是路灯电费没有结算。"
    assert not [line for line in lines if line[0] in "，。）%、" or line[-1] == "（"]
    assert not [1 for one, two in pairwise(lines) if one[-1].isdigit() and two[0].isdigit()]


def test_text_without_room_is_left_out():
    drawing = Drawing(320)
    assert drawing.text(319.5, 20, "字") == 0


@pytest.mark.parametrize("kind", ALL["quiet"])
def test_a_picture_becomes_a_png_for_reports(kind):
    picture = drawn("quiet", kind, 720)
    image = Image.open(BytesIO(to_png(picture)))
    assert abs(image.width - 2 * picture.width) <= 2
    assert abs(image.height - 2 * picture.height) <= 2
    colours = {colour[:3] for _, colour in image.convert("RGB").getcolors(1 << 24)}
    assert (255, 255, 255) in colours
    assert {tuple(bytes.fromhex(TOKENS["ink"][0][1:]))} <= colours


def test_a_picture_stands_alone_as_a_file():
    picture = drawn("quiet", "radar", 720)
    tree = etree.fromstring(picture.file.encode())
    assert tree.find(f"{SVG}style") is not None
    assert "prefers-color-scheme:dark" in tree.findtext(f"{SVG}style")
    assert "var(--" not in picture.printed


def test_a_waterfall_without_a_loss_draws_no_axis_and_says_why():
    picture = waterfall(D(100), [Step("甲", D(0))], grade="优")
    assert picture.caption == "得100分，等级为优，没有丢分"
    assert "每一项都得了满分" in words(picture)
    assert "横轴" not in picture.svg
