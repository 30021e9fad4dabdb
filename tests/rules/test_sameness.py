"""When two names or descriptions mean one thing, and a set phrase with a character wrong."""

import pytest

from zhunsheng.rules.sameness import part_of_the_other, same_thing, same_words, thing
from zhunsheng.rules.set_phrases import slips


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("更新图书数量（册）", "更新图书"),
        ("维修节制闸座数", "维修节制闸"),
        ("参加培训人数", "培训"),
        ("设备验收通过率", "设备验收合格"),
        ("工期", "工期"),
    ],
)
def test_what_a_name_is_the_number_of(name, core):
    assert thing(name) == core


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("图书更新册数", "更新图书数量", True),
        ("支渠疏浚里程", "疏浚支渠长度", True),
        ("培训人数", "培训合格率", False),
        ("居民满意度", "企业满意度", False),
    ],
)
def test_names_of_one_thing(one, other, same):
    assert same_thing(one, other) is same


def test_a_shorter_name_within_a_longer_one():
    assert part_of_the_other("法律援助案件办结件数", "办结援助案件件数")
    assert not part_of_the_other("购置设备台数", "培训医师人数")


def test_descriptions_that_say_the_same():
    assert same_words("纳入日常保洁的公厕座数", "纳入保洁的公厕")
    assert not same_words("举办教研开放活动的数量", "面向片区学校举办的开放活动场数")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("践行绿水青山就是金山银上理念", ["绿水青山就是金山银上"]),
        ("增强“四个意志”", ["“四个意志”"]),
        ("收集四个意见，坚持“三位一体”养护", []),
        ("绿水青山就是金山银山；社会主义核心价值体系", []),
        ("", []),
    ],
)
def test_one_wrong_character_in_a_set_phrase(text, found):
    assert [slip.words for slip in slips(text)] == found
