"""Counts that a text splits, multiplies or dates: what does not come out, and what a good text may well say."""

import pytest

from zhunsheng.rules.days_in_text import days
from zhunsheng.rules.money_in_text import source_gap, source_splits
from zhunsheng.rules.restated import restated_prices
from zhunsheng.rules.splits import wrong_splits, wrong_times


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("420名走读学生（低年级260名、高年级180名）", [440]),
        ("县道126公里、乡道214公里，合计350公里", [340]),
        ("19130名老年人，其中80—89周岁17500人、90—99周岁1600人、100周岁以上40人", [19140]),
        ("维修桥梁12座，分别为一级公路3座、二级公路8座", [11]),
        ("购置设备14台套（摄像机6台、无人机2架、工作站5台、提词器2套）", [15]),
    ],
)
def test_parts_that_do_not_make_their_whole(text, found):
    assert [one.found for one in wrong_splits(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "420名走读学生（低年级240名、高年级180名）",
        "招录50人，其中党员20人、女性35人",
        "培训教师200人（含骨干教师60人、新教师50人）",
        "新建教室12间、维修教室20间，共惠及32个班",
        "男生宿舍3栋、女生宿舍2栋，合计宿舍5栋",
        "每班配备志愿者3名、共54名",
    ],
)
def test_parts_that_may_stand_so(text):
    assert list(wrong_splits(text)) == []


def test_a_part_of_many_is_less_sure_than_parts_that_exclude_each_other():
    some, *_ = wrong_splits("种植树木5000株（国槐2000株、白蜡1500株）")
    apart, *_ = wrong_splits("培训教师200人（小学90人、初中60人）")
    assert (some.is_sure, apart.is_sure) == (False, True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("托管班18个，每班配备志愿者3名、共64名", ["18×3＝54人"]),
        ("书屋12个，每个书屋配备书架2组，共20组", ["12×2＝24组"]),
        ("下乡服务90次（每月8次）", ["每月8次，一年最多96次"]),
        ("托管班18个，每班配备志愿者3名、共54名", []),
        ("下乡服务80次（每月8次）", []),
        ("巡查100次（每月8次以上）", []),
        ("接待观众20万人次（每月1.6万人次左右）", []),
    ],
)
def test_a_count_of_each_makes_the_whole(text, told):
    assert [one.told for one in wrong_times(text)] == told


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        ("90—99周岁1600人，每人每月120元。全年1600×100×12＝192万元", ["120元"]),
        ("聘用12人，每人每月3200元，12×3000×12＝43.2万元", ["3200元"]),
        ("更换路灯80盏，每盏2500元；80×2400＝19.2万元", ["2500元"]),
        ("1600人，每人每月120元，1600×1440＝230.4万元", []),
        ("设备6台，每台5万元：6×5＝30万元", []),
        ("教师20人，每人每天150元；外聘电工12人，每人每天200元，12×200×10＝2.4万元", []),
    ],
)
def test_a_price_is_reckoned_with_as_it_is_told(text, prices):
    assert [one.price.text for one in restated_prices(text)] == prices


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("合计54万元，其中财政资金30万元，赞助收入20万元。", [-40000]),
        ("合计1260万元，其中上级补助440万元，县级财政840万元。", [200000]),
        ("合计54万元，其中财政资金30万元，赞助收入24万元。", [None]),
        ("共18万元，其中中央补助8万元，省级补助6万元。", [None]),
        ("共18万元，其中灯具15万元，安装2万元。", []),
    ],
)
def test_sources_make_their_whole(text, gaps):
    assert [source_gap(one) for one in source_splits(text)] == gaps


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("每月20日前发放到账", [(0, 20, True)]),
        ("11月底前完工", [(11, 30, True)]),
        ("6月18日至20日举办", [(6, 20, True)]),
        ("九月底前上架", [(9, 30, True)]),
        ("6月6日前后放流", [(6, 6, False)]),
        ("供暖12个月", []),
    ],
)
def test_days_of_the_year_and_of_every_month(text, found):
    assert [(day.month, day.day, day.is_limit) for day in days(text)] == found
