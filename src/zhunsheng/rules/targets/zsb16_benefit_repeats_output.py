"""ZSB16: a benefit says the same as an output in other words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator, Level1
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name, squeezed
from zhunsheng.rules.examples import GOOD, bad, fine, good
from zhunsheng.rules.measuring_unit import COUNTS, unit_kind
from zhunsheng.rules.mentions import promised, two_by_two
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.sameness import part_of_the_other, same_target, same_thing, thing, usual
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.word_list import ends_with, word_list
from zhunsheng.rules.wording import brief

_DELIVERY = ends_with(word_list("placements")["delivery_in_benefit"]["words"])
"""A delivery among the benefits is another rule's matter, whatever output it repeats."""


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Every benefit against every output."""
    outputs = [(number, row) for number, row in enumerate(project.indicators) if row.kind1 is Level1.OUTPUT]
    for number, row in enumerate(project.indicators):
        if row.kind1 is not Level1.BENEFIT or _DELIVERY.search(core_name(row.level3)):
            continue
        twin = next((output for output in outputs if repeats(row, output[1])), None)
        if twin is not None and not _is_share_of(row, twin[1]):
            yield Remark(
                f"indicators[{number}].level3",
                f"效益“{brief(row.level3 or '')}”和产出“{brief(twin[1].level3 or '')}”说的是同一件事，没有说出带来的效果。",
                row.level3 or "",
                "效益往后再推一步：做成以后谁得了什么好处，用什么数来证明。",
                related=(Related(project.code, f"indicators[{twin[0]}].level3", twin[1].level3 or ""),),
            )


def _is_share_of(benefit: Indicator, output: Indicator) -> bool:
    """True for a share beside a count: how many of all letters go by wire may well be what sending them so has changed."""
    one, other = benefit.target, output.target
    if squeezed(benefit.description or "") == squeezed(output.description or ""):
        return False
    return one is not None and other is not None and one.is_percentage and not other.is_percentage


def repeats(benefit: Indicator, output: Indicator) -> bool:
    """The same name but for ornaments and order, the same description, or nearly both with the same number."""
    if not benefit.level3 or not output.level3:
        return False
    one, other = benefit.description or "", output.description or ""
    if len(one) >= 8 and abs(len(one) - len(other)) <= 6 and squeezed(one) == squeezed(other):
        return True
    if same_thing(benefit.level3, output.level3):
        return True
    if not same_target(benefit, output):
        return False
    if _same_heads(benefit, output) or _same_words(benefit, output) or _same_formula(benefit, output):
        return True
    if len(min(thing(benefit.level3), thing(output.level3), key=len)) < 3:
        return False
    short, long = sorted((core_name(benefit.level3), core_name(output.level3)), key=len)
    return part_of_the_other(benefit.level3, output.level3) or (len(short) >= 5 and long.endswith(short))


def _same_heads(benefit: Indicator, output: Indicator) -> bool:
    """True for a telling count of the same people or things in other words: 乘坐校车的学生420人 beside 校车接送学生数420人."""
    target = benefit.target
    said = promised(target)
    if target is None or said is None or target.is_percentage or said[0] < _TELLING:
        return False
    if _GAINED.search(benefit.level3 or "") or unit_kind(target.unit) not in COUNTS:
        return False
    names = pairs(benefit.level3) & pairs(output.level3)
    told = pairs(f"{benefit.level3}，{benefit.description}") & pairs(f"{output.level3}，{output.description}")
    return len(names) >= 2 and len(told) >= 4


def _same_words(benefit: Indicator, output: Indicator) -> bool:
    """True where name and description of both, taken together, use mostly the same words for one number of things."""
    target = benefit.target
    if target is None or target.number is None or target.is_percentage or target.number <= 1:
        return False
    if _GAINED.search(benefit.level3 or ""):
        return False
    one, other = (pairs(f"{row.level3}，{row.description}") for row in (benefit, output))
    return len(one & other) >= 4 and len(one & other) * 20 >= 9 * min(len(one), len(other))


def _same_formula(benefit: Indicator, output: Indicator) -> bool:
    """True for two shares that divide the same by the same, under names with a word in common: 室温达标率, 温度合格比例."""
    one, other = (_HEADS.sub("人数", usual(row.description or "")) for row in (benefit, output))
    if not (_DIVIDES.search(one) and _DIVIDES.search(other)):
        return False
    first, second = pairs(one), pairs(other)
    fewer = min(len(first), len(second))
    if fewer < 3 or len(first & second) * 5 < 4 * fewer:
        return False
    if two_by_two(benefit.level3 or "") & two_by_two(output.level3 or ""):
        return True
    # 取证率 and 证书取得比例: no word in common, but what is divided is told in the very words.
    close = len(first ^ second) * 3 <= len(first | second) or first <= second or second <= first
    return fewer >= _FULL and close and bool(pairs(benefit.level3) & second)


_HEADS = re.compile(r"(?:学员|人员|职工|员工|学生|居民|群众|对象)(?:人?数)")
"""Those who are counted, under whatever name."""
_FULL = 4
_DIVIDES = re.compile(r"[÷/／]|占|除以")
_TELLING = 20
"""Two different things seldom bear one number as large."""
_GAINED = re.compile(
    r"受益|惠及|受惠|带动|增收|就业|从业|减轻|节约|减少|降低|提高|提升|改善|保障|解决|新增|脱贫|获得|享受|覆盖|消除|避免|恢复|保护|安全|满意|获证|创业|入学|[人员民户者]参保|参保[人户率]"
)
"""What the work brings about, and not the work again."""

RULE = Rule(
    code="ZSB16",
    name="benefit-repeats-output",
    title="效益与产出同义反复",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="B",
    why="同一件事在产出里说一遍，在效益里换个名字再说一遍，效果仍是空的，分却计了两次。",
    how_to_fix="效益写结果：办成了这些事，服务对象的什么状况变好了，好了多少。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "效益指标反映产出带来的效果"),),
    bad=(
        bad(
            "产出写验收合格率，效益写验收合格情况",
            good({"indicators[4].level3": "灯具安装验收合格情况"}),
            ("indicators[4].level3", "灯具安装验收合格情况"),
        ),
        bad(
            "名称换了，描述一字不差",
            good(
                {
                    "indicators[4].level3": "教室照明改善",
                    "indicators[4].description": GOOD.indicators[0].description,
                }
            ),
            ("indicators[4].level3", "教室照明改善"),
        ),
        bad(
            "同样的字换个次序",
            good({"indicators[4].level3": "灯具更换套数", "indicators[4].target": "≥264套"}),
            ("indicators[4].level3", "灯具更换套数"),
        ),
    ),
    good=(
        fine("产出写装了多少，效益写达标多少", good()),
        fine("词有重叠，说的是两件事", good({"indicators[4].level3": "更换灯具节约电量"})),
    ),
    check_project=check,
    reads=("level1", "level3", "description", "target"),
)
