"""What a survey indicator promises: how many are asked, how many must be satisfied, and the rate that follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from zhunsheng.model.indicator import Indicator
from zhunsheng.rules.clauses import clause_at, clause_before
from zhunsheng.rules.counters import normal_unit
from zhunsheng.rules.prose import Number, counts

HEADS = frozenset({"人", "家", "户", "人次", "份"})
"""Units in which a survey counts those it asks."""

_ASKED = re.compile(
    r"询问|征询|征求|座谈|面谈|约谈|采访|打分|评分|投票|扫码|(?<![申聘报提])请(?![假款示])|函询|短信|微信|填写|填报|答卷|答题|评议|民意|意见|评价|调查|回访|问卷|抽样|抽查|抽访|拦访|走访|入户|访问|电访|抽取|选取|样本|访谈|走访|测评|随机|总人数|总数|总户数|(?<!公)共(?:计|有|发放)|^(?:共|合计|总计|共计)$|发放"
)
_CONTENT = re.compile(r"满意|认可|好评|赞成")
_NOT_CONTENT = re.compile(r"不满意|投诉|差评|提升|提高|增长|增幅|上升|回访率|覆盖|参评|回收")
_WHOLE = re.compile(
    r"(?:达到?|须达?到?|应达?到?|实现|保持|力争|为)?[=＝≥]?(?:百分之?百|100(?:\.0+)?\s*[%％]|百分百|全部满意|人人满意)"
)
_BRACKETED = re.compile(r"[（(][^（()）]*$")
_NOT_ASKED = re.compile(
    r"不少于|满意和|满意人数(?![÷/／]|占)|(?:各(?!类|界|方|级)|每[\u4e00-\u9fff]{1,6})(?:随机|抽取|抽查|抽样|问卷|调查表?|访问|走访|选取|发放?|寄送?|送|派|投|评|收|填写?|填报|填答|答|收集|回访)*$"
)
"""A share of the sample: 每校随机抽取20人, 52个部门各填问卷3份."""
_OTHER_SAMPLES = frozenset({"张", "条", "例", "对", "次", "个"})
"""Other counters of what is asked; a 次 only of calls and visits, a 个 only of people and bodies."""
_OF_CALLS = re.compile(r"(?:回访|访问|访谈|拦访|走访|电话|面访|通话)[^，。；]{0,4}$")
_OF_PEOPLE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}?)(?:学生|家长|学员|居民|村民|群众|市民|农户|用户|住户|老人|患者|游客|读者|观众|企业|商户|单位|家庭|干部|教师|职工|乘客|代表|对象|客户|业主|儿童|司机)"
)
_DONE_BY = re.compile(
    r"[\u4e00-\u9fff]{0,8}?(?:发放|发送|发出|寄送|进行|开展|作|做)[\u4e00-\u9fff]{0,4}?(?:问卷|调查|测评|评议|访谈|回访)|\s*(?:中|进行)?(?:问卷|调查|抽样)|[\u4e00-\u9fff]{1,10}?(?:填写|填报|填答|作答|打分|评分|投票|座谈|评议|受访|接受(?:访|调查|问卷))"
)
_WHO_ASKS = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:机构|公司|专家|调查员|访问员|访员|工作人员|志愿者|督导员|联络员|网格员|成员组成)"
)
"""Those who ask, and are not asked: 请3名调查员入户."""
_IN_ALL = re.compile(r"(?:共|合计|总计|共计|总共|累计)(?:发放|调查|回收|问卷|收集|访问|回访|抽取|询问)*(?:问卷|样本)?$")


@dataclass(frozen=True, slots=True)
class Sample:
    """How many a survey asks: ``cell`` is where it is said (``description``, ``target``, ``level3``), ``words`` how."""

    cell: str
    size: int
    unit: str
    words: str


def sample(row: Indicator) -> Sample | None:
    """The sample that a row states: ``（询问10人）``, ``调查五十人中``, ``总人数25人``, or a bare ``（10人）`` for satisfaction.

    ``None`` when the row states no sample or several that differ.
    """
    about_people = "满意" in f"{row.level3}{row.description}"
    texts = (
        ("description", row.description),
        ("level3", row.level3),
        ("target", row.target.note if row.target else None),
    )
    for cell, text in texts:
        found = {number.value: number for number in _asked(text, about_people)}
        if len(found) == 1:
            number = next(iter(found.values()))
            return Sample(cell, int(number.value), number.unit, number.text)
        if found:
            return None
    return _multiplied(row) if about_people else None


def _multiplied(row: Indicator) -> Sample | None:
    """A sample told by its shares alone: 16个镇每镇访问1人 asks 16人."""
    found = _SHARED_OUT.search(row.description or "")
    if found is None:
        return None
    unit = normal_unit(found["unit"])
    return Sample("description", int(found["bodies"]) * int(found["each"]), unit, found.group())


_SHARED_OUT = re.compile(
    r"(?<![\d.])(?P<bodies>\d{1,4})(?:个|所|家|处|座)?[\u4e00-\u9fff]{1,6}[，、]?(?:每|各)(?:[个所家处座]|[镇村校乡社区站点班户组])?(?:随机)?(?:抽取|抽查|抽样|访问|走访|选取|发放?|送|寄|调查|回访|问|填写?)?(?:问卷|调查表)?(?P<each>\d{1,4})(?P<unit>[人户家份名位])"
)


@lru_cache(maxsize=4096)
def _asked(text: str | None, about_people: bool) -> tuple[Number, ...]:
    if not text or not (about_people or _ASKED.search(text)):
        return ()
    found = []
    for number in counts(text):
        if number.unit not in HEADS and not (about_people and number.unit in _OTHER_SAMPLES):
            continue
        if number.upper is not None or number.per:
            continue
        before = clause_before(text, number.start)
        if number.unit not in HEADS and not _is_sample_of(number, before, text):
            continue
        if _WHO_ASKS.match(text, number.end):
            continue
        alone = clause_at(text, number.start).strip() == number.text.strip()
        bracketed = about_people and alone and bool(_BRACKETED.search(text, max(0, number.start - 60), number.start))
        asked = _ASKED.search(before) and not _NOT_ASKED.search(before)
        behind = (_DONE_BY if about_people else _SURVEYED_BEHIND).match(text, number.end)
        if asked or bracketed or (behind and not _NOT_ASKED.search(before)):
            found.append(number)
    whole = [number for number in found if _IN_ALL.search(clause_before(text, number.start))]
    return tuple(whole or found)


_SURVEYED_BEHIND = re.compile(r"\s*(?:中|进行)?(?:问卷|调查|抽样)")


def _is_sample_of(number: Number, before: str, text: str) -> bool:
    """True for sheets (问卷20张, 评价12条), calls (回访15次) and people counted by 个 (5个学生)."""
    if number.unit == "次":
        return bool(_OF_CALLS.search(before))
    if number.unit == "个":
        return bool(_OF_PEOPLE.match(text, number.end))
    return bool(_ASKED.search(before))


def satisfaction_percent(row: Indicator) -> Decimal | None:
    """The satisfaction a row promises in percent: as written, or from people and sample; ``None`` when it cannot be told."""
    target, name = row.target, f"{row.level3}{row.description}"
    if target is None or target.operator in ("<=", "<"):
        return None
    if target.number is None:
        whole = (
            _WHOLE.fullmatch(target.text.strip())
            and _CONTENT.search(name)
            and not _NOT_CONTENT.search(row.level3 or "")
        )
        return Decimal(100) if whole else None
    if not _CONTENT.search(name) or _NOT_CONTENT.search(row.level3 or ""):
        return None
    if target.is_percentage:
        return target.number
    asked = sample(row)
    unit = normal_unit(target.unit)
    if asked is None or asked.size == 0 or unit not in HEADS or unit != asked.unit:
        return None
    return target.number * 100 / asked.size
