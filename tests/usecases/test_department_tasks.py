"""What a project is for, as short as the department's table of main tasks has room for: whole sentences, never cut off."""

import pytest

from zhunsheng.usecases.department_evaluation import in_short

LONG = "园区主干道" * 20 + "，安装限高杆。"


@pytest.mark.parametrize(
    ("content", "short"),
    [
        ("", ""),
        ("用于路灯电费。", "用于路灯电费。"),
        ("没有句号的一句", "没有句号的一句"),
        ("甲用于维护；" + "乙" * 80 + "。", "甲用于维护。"),
        ("甲。乙。\n丙。", "甲。乙。丙。"),
        (LONG + "另一句。", LONG),
    ],
)
def test_it_is_the_first_whole_sentences(content, short):
    assert in_short(content) == short
