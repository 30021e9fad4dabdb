"""What an indicator's description measures, told from its last word: days, acres, tonnes, money, people, or pieces."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from zhunsheng.model.indicator import Indicator
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.dates_in_text import deadlines
from zhunsheng.rules.measuring_unit import COUNTS, unit_kind
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.word_list import word_list

_ENDS = (
    ("volume", r"(?:立方米数|立方数|方量|用水量|供水量|水量|体积)"),
    ("energy", r"(?:千瓦时数|度数|用电量|发电量|供电量|节电量|电量)"),
    ("mass", r"(?:吨数|吨位|公斤数|重量|净重)"),
    ("area", r"(?:平方米数|平方数|亩数|公顷数|面积)"),
    ("length", r"(?:公里数|米数|里程|长度)"),
    ("money", r"(?:金额|总额|款额|资金|经费|费用|收入|支出额?|产值)(?:总额|合计|总计|之和)?"),
    ("time", r"(?:天数|日数|小时数|分钟数|月数|时长|时间|日期|用时|年限)"),
    ("people", r"(?:人数|人次|人次数|名数)"),
    ("count", r"(?:户数|家数|所数|个数|台数|套数|件数|辆数|座数|部数|册数|份数|张数|条数|盏数|株数|棵数|块数|间数|处数|起数|宗数|篇数|期数|批数|次数|场次|场数|批次|车次|班次|频次|遍数|樘数|组数|眼数|栋数|户次)"),
)  # fmt: skip
_MEASURES = tuple((kind, re.compile(f"{words}(?:之和|合计|总数|总和)?$")) for kind, words in _ENDS)
_NAMES = {
    "volume": re.compile(r"水|气|方|容|体积|(?<!电)量"),
    "energy": re.compile(r"电|能|耗"),
    "mass": re.compile(r"(?<![电水气])量|吨|重|粮|垃圾|肥|产"),
    "area": re.compile(r"面积|亩|平方|规模|绿地|造林|种植|播种"),
    "length": re.compile(r"里程|公里|长|米|路|渠|管|线|道"),
    "money": re.compile(
        r"资金|经费|费|金|额|款|成本|支出|投入|投资|收入|产值|价|标准|补助|补贴|损失|负担|增收|节约|规模|效益"
    ),
    "time": re.compile(r"时|期|[天日月年]|限|周|完成|完工|竣工|安装|交付"),
    "people": re.compile(r"人|员|生|者|师|户|众|民|职工|员工|客|兵|童|人口|队|规模"),
    "count": re.compile(r"数|次|量|频|件|起|户|家|个|场|批|处|座|台|套"),
}
"""Words of names that may mean the same: then it is the unit that is wrong, and other rules say so."""
_TAIL = 4
"""What is measured stands at a name's end: 稳岗补贴企业数 is of firms, not of money."""
_A_SHARE = re.compile(r"(?<![少多侵挤抢])占(?!地|用|道|线|的)[^，。；÷÷/]{2,24}(?:比例|比重|百分比|的比)?$|占比$")
_SHARE_NAME = re.compile(r"率|比|占|密度|系数|度$|标准|成本|单价")
_WHOLE = frozenset({"time", "area", "length", "mass", "volume", "people", "count", "energy", "money"})
_QUOTIENT = re.compile(r"[÷/／×*＋+－—-]|除以|占|之比|平均|均|每|比上年|较|差|减")
_DATED = re.compile(r"\d\s*[月日号]|[前内底]$|^当[日天月]$")


@lru_cache(maxsize=4096)
def measured(description: str) -> str | None:
    """The kind of measure that the first clause of a description ends in, or ``None`` for a quotient or none."""
    first = re.split(r"[，。；;,]", core_name(description), maxsplit=1)[0]
    if not 3 <= len(first) <= 30 or _QUOTIENT.search(first):
        return None
    return next((kind for kind, words in _MEASURES if words.search(first)), None)


def promised_kind(row: Indicator) -> str | None:
    """What the target is of: a kind of unit, ``count`` for pieces and occasions, ``time`` for a day; ``None`` if unknown."""
    target = row.target
    if target is None:
        return None
    if target.number is None:
        return "time" if deadlines(target.text) or _DATED.search(target.text or "") else None
    kind = unit_kind(target.unit) or unit_kind(re.split(r"[/／]", target.unit or "")[0])
    return "people" if kind == "people" else "count" if kind in COUNTS else kind


def measures_otherwise(row: Indicator) -> bool:
    """True where the description measures another kind of thing than the target, and the name cannot mean it."""
    said = measured(row.description or "")
    promised = promised_kind(row)
    if said is None and promised is not None and _A_SHARE.search(row.description or ""):
        return promised in _WHOLE and not _SHARE_NAME.search(core_name(row.level3))
    if said is None or promised is None or said == promised or promised in ("ratio", "temperature"):
        return False
    if promised == "percent":
        return said in _WHOLE - {"people", "count", "money"} and _NAMES[said].search(core_name(row.level3)) is None
    if {said, promised} <= {"people", "count"}:
        return False  # 困难家庭户数 and 受助人数 are left to the counters
    return _NAMES[said].search(core_name(row.level3)[-_TAIL:]) is None


@cache
def _heads() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (re.compile(f"{head}(?:里程)?(?:率|比例)$"), re.compile(words))
        for head, words in sorted(word_list("rate_heads").items(), key=lambda entry: -len(entry[0]))
    )


@lru_cache(maxsize=4096)
def head_words(name: str) -> re.Pattern[str] | None:
    """What descriptions of such a rate always say (words/rate_heads.yaml), or ``None`` for a rate of no known kind."""
    return next((words for head, words in _heads() if head.search(name)), None)


def divides_another_thing(row: Indicator) -> bool:
    """True for a share whose description has neither the words that its name asks for nor one of the name's own."""
    name, text = core_name(row.level3), row.description or ""
    if row.target is None or not row.target.is_percentage or not _SHARES.search(text):
        return False
    if _USABLE_PAPER.search(name):
        return False
    wanted = head_words(name)
    if wanted is None or wanted.search(text):
        return False
    return not pairs(name) & pairs(text)


_USABLE_PAPER = re.compile(r"(?:图|图件|底图|数据|成果|资料|档案|样品|样本|种子|标本|问卷)可用")
"""What is drawn or collected is of use by what is right about it, and not by running."""
_SHARES = re.compile(r"[÷/／]|除以|占.{1,24}(?:比|百分)|之比|占比")


_SIZES = frozenset({"area", "length", "volume", "mass", "time", "energy"})
_DIMENSION_END = {
    "time": re.compile(r"(?:天数|日数|小时数|时长|时间|日期|用时|月数|年限)$"),
    "length": re.compile(r"(?:里程|公里数|长度|米数)$"),
    "area": re.compile(r"(?:面积|亩数|平方米数)$"),
    "mass": re.compile(r"(?:重量|吨数|吨位|公斤数)$"),
    "energy": re.compile(r"(?:用电量|节电量|发电量|度数)$"),
}
"""What a description measures, by the kind of its last word."""


_DIMENSION_NAME = {
    "time": re.compile(r"时|期|[天日月年]"),
    "length": re.compile(r"里程|公里|长|米|路|渠|管"),
    "area": re.compile(r"面积|亩|平方|规模"),
    "mass": re.compile(r"量|吨|重"),
    "energy": re.compile(r"电|能"),
}
"""Names that may mean the same: then it is the unit that is wrong, and other rules say so."""


def dimension_of(words: str) -> str | None:
    """The dimension that the last word is of: ``time`` of 受理时间, or ``None``."""
    return next((kind for kind, end in _DIMENSION_END.items() if end.search(words)), None)


def measures_other_dimension(name: str, description: str, kind: str | None, unit: str) -> bool:
    """True where the description measures days, kilometres or acres, and the target something else, or hours by the day."""
    for said, words in _DIMENSION_END.items():
        if words.search(description):
            days = said == "time" and unit in ("小时", "分钟", "个小时") and re.search(r"[天日月]数$", description)
            other = said != kind and (kind in _SIZES or kind in COUNTS) and not _DIMENSION_NAME[said].search(name)
            return bool(days) or other
    return False
