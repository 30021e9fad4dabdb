"""What a row plainly is by its name and target, whatever heading it stands under: a rate of quality, a count of work, a date.

The dictionaries of :mod:`zhunsheng.rules.placement` know the ends of names that leave no doubt. This is for all the other
names: a rate is this year's quality unless a word in it says that it lasts (or that it is about the environment), and so
many pieces with a target of at least so many are work done.
"""

from __future__ import annotations

import re

from zhunsheng.model.indicator import Indicator
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.dates_in_text import deadlines
from zhunsheng.rules.measuring_unit import COUNTS, unit_kind
from zhunsheng.rules.word_list import any_of, contains, ends_with, word_list

_BOOK = word_list("placements")
_QUALITY = ends_with(_BOOK["quality_of_work"]["words"])
_LASTING = contains(_BOOK["lasting"]["words"])
_ECOLOGICAL = contains(_BOOK["ecological"]["words"])
_RATE = re.compile(r"(?<![频效功速汇利])率$|(?:比例|密度|得分|结论|结果|温度|室温)$")
_DEGREE = re.compile(r"(?:水平|程度|情况|作用|影响力?|效果|(?<!长)度)$")
_NO_WORK = frozenset({"percent", "time", "money", "temperature", "ratio", "energy"})
_DONE = re.compile(
    r"(?:完成|完工|竣工|交工|通车|开工|交付|到货|投入使用|投用|启用|建成|安装|采购|购置|上架|上线|验收|终验|举办|开幕|召开|发放|拨付|兑付|到账|结算|出版|报送|上报|配发|供暖|栽植)(?:的)?(?:时间|日期|时点|期限|时限)$"
)
_STARTS = re.compile(
    any_of(
        [
            "购置",
            "采购",
            "购买",
            "新购",
            "新建",
            "改建",
            "扩建",
            "修建",
            "建成",
            "铺设",
            "铺筑",
            "铺装",
            "安装",
            "布设",
            "更换",
            "更新",
            "改造",
            "维修",
            "维护",
            "养护",
            "管护",
            "保洁",
            "清扫",
            "疏浚",
            "硬化",
            "印制",
            "印刷",
            "租赁",
            "运维",
            "检修",
            "加固",
            "修缮",
            "粉刷",
            "栽植",
            "清运",
            "供暖",
            "配备",
        ]
    )
)


def is_quality(row: Indicator) -> bool:
    """True for a name that ends in a measure of how well the work was done: 可用率, 验收得分, 重复报修次数."""
    return _QUALITY.search(core_name(row.level3)) is not None


def is_rate(row: Indicator) -> bool:
    """True for any rate, score or result."""
    return _RATE.search(core_name(row.level3)) is not None


def is_work_done(row: Indicator) -> bool:
    """True for at least (or exactly) so many pieces, people, metres or acres: an amount of work."""
    target = row.target
    if target is None or not target.number or target.operator not in (">=", ">", "=", None):
        return False
    unit = "" if _DEGREE.search(core_name(row.level3)) else target.unit or ""
    return bool(unit) and "/" not in unit and unit_kind(unit) not in _NO_WORK


def is_physical(row: Indicator) -> bool:
    """True for an amount of work whose name begins with what is done to things: 购置, 改造, 铺设, 养护."""
    return is_work_done(row) and _STARTS.match(core_name(row.level3)) is not None


def is_handled(row: Indicator) -> bool:
    """True for so much work whose name says what was done and counts it: 补贴发放人数, 举办研学活动场次."""
    name = core_name(row.level3)
    if not is_work_done(row) or _BROUGHT_ABOUT.search(f"{name}，{row.description}"):
        return False
    return _HANDLED.search(name) is not None


def names_work(row: Indicator) -> bool:
    """True for a name that says what is done to things and counts them, whatever the target."""
    name = core_name(row.level3)
    return not _BROUGHT_ABOUT.search(name) and bool(_STARTS.match(name) or _HANDLED.search(name))


def is_capped_work(row: Indicator) -> bool:
    """True for an amount of which the target allows at most so much, though no word says it should be kept low: 疏浚支渠长度 ≤12公里."""
    target, name = row.target, core_name(row.level3)
    if target is None or not target.number or target.operator not in ("<=", "<") or "/" in (target.unit or ""):
        return False
    return unit_kind(target.unit) not in (*_NO_WORK, None) and not _KEPT_LOW.search(name)


def is_capped_service(row: Indicator) -> bool:
    """True for people served and rounds made of which the target allows at most so many: 培训人数 ≤120人, 巡查次数 ≤2次/月.

    Less sure than :func:`is_capped_work`: posts, subsidies and meetings are capped with good reason, and so may these be.
    """
    target, name = row.target, core_name(row.level3)
    if target is None or not target.number or target.operator not in ("<=", "<") or _SPENT.search(name):
        return False
    return (
        unit_kind((target.unit or "").partition("/")[0]) not in (*_NO_WORK, None) and _SERVICE.search(name) is not None
    )


def is_capped_amount(row: Indicator) -> bool:
    """True for any amount with an upper limit that neither its name calls bad nor a word of the row explains as a limit."""
    target, told = row.target, f"{row.level3}，{row.description}，{row.basis}"
    if target is None or not target.number or target.operator not in ("<=", "<") or target.is_percentage:
        return False
    return not (_BAD.search(core_name(row.level3)) or _LIMITED.search(told) or "元" in (target.unit or ""))


_BAD = re.compile(
    r"每[次场车班组人]|单次|会议|参会|公务|出国|因公|接待|耗|用[水电气油]|占用|停|编制|在编|供养|事故|投诉|差错|故障|疫情|隐患|超|未|不|退[出费款货]|损[耗失]"
    r"|积压|余|欠|逾期|间隔|距离|半径|库存|存量|取水|负荷|重复|时间|时长|时限|天数|用时|排放|噪|浓度|重大|死亡|发病|病例|伤|案件|纠纷|信访|火灾|违|危|频"
)
_LIMITED = re.compile(r"不超过|不多于|不得超|以内|上限|封顶|最多|限[额量员制]|控制|压减|名额|核定")


_SERVICE = re.compile(
    r"培训|救助|资助|慰问|走访|援助|办结|办理|参赛|参演|就餐|巡[查护河防检]|清扫|洒水|保洁|清掏|监测|检测|演练|体检|接种|免疫|宣传|托管|防治|接待|化解|调解|组织|更换|更新|发布|采集|整合|普查|演出|课时|讲座|服务|受益|惠及|上报|减免|浇水|修剪|开放|供餐|供暖|展览|放映|抽检|检查|治理|养护|维[护修]|种植|栽植|签约|随访|筛查|义诊"
)
_SPENT = re.compile(
    r"每[次场车班组]|单次|会议|公务|出国|因公|耗|用[水电气油]|占用|停|聘用|编制|在[编册岗]|供养|补[贴助]|报酬|津贴|工资|奖励|抚恤|事故|投诉|差错|故障|疫情|隐患|超|未|不|退[出费款货]|损[耗失]|积压|余|欠|逾期|间隔|距离|半径|库存|存量|取水|负荷|重复"
)
_KEPT_LOW = re.compile(
    r"每|单|平均|均|会议|公务|接待|出国|因公|班次间隔|耗|用[水电气油]|占用|停|聘用|编制|在编|供养|发放|补[贴助]|报酬|津贴|工资|救助|奖励|抚恤|慰问|资助|事故|事件|投诉|差错|故障|次生|疫情|隐患|案件|起数|超|未|不|退[出费款货]|损[耗失]|积压|余|欠|逾期|间隔|距离|半径|频次|库存|存量|消耗|取水|负荷|人数$|人次$"
)
"""Amounts that may well be kept low: meetings, posts, what one shift has to bear."""
_WORK = (
    "购置|采购|更换|更新|改造|维修|安装|铺设|硬化|新建|建设|疏浚|清淤|养护|清运|清扫|保洁|巡查|培训|举办|开展|发放|检测|监测|抽检|免疫|印制|放映|演出|"
    "种植|造林|防治|整治|修缮|加固|扫描|著录|慰问|走访|聘用|运行|补贴|资助|鉴定|报送|审核|检查|检定|编制|清掏|修剪|录入|接收|征集|疗养|组织|覆盖经营"
)
_COUNTED = "(?:数量|总数|[人个户家件台套辆座处盏株册页块场期批份间栋眼所条张篇只头组吨亩]数|人次|场次|班次|批次|次数|面积|长度|里程|总?量)"
_HANDLED = re.compile(rf"^(?:{_WORK})[\u4e00-\u9fff“”]{{0,12}}{_COUNTED}$|(?:{_WORK})[\u4e00-\u9fff]{{0,4}}{_COUNTED}$")
_BROUGHT_ABOUT = re.compile(
    r"受益|惠及|受惠|服务|接待|参观|覆盖|就业|创业|上岗|脱贫|增收|获证|转化|采纳|应用|入学|升学|减少|增加|新增|提高|节约|避免|挽回|保护|保障|带动|吸引|引进|落户|康复|治愈|好转|事故|投诉|案件|纠纷|事件|隐患|满意|志愿|自主|长期|持续|骨干|持证|群众|居民|观众|读者|游客|消费|合格|达标|不|未|年限|差错|返修|报修|重复|检查人次|检查量|用地"
)
"""What the work brings about, and for whom: that is the effect, however it is counted."""


def is_mere_amount(row: Indicator) -> bool:
    """True for so many things, people or metres to be reached, which say neither how well nor by when: 补贴人数 ≥960人.

    How often something is done in a period (巡查 ≥2次/周) may be either.
    """
    target = row.target
    if target is None or not target.number or target.operator not in (">=", ">", "=", None) or target.is_percentage:
        return False
    return unit_kind(target.unit) in _AMOUNTS and _HOW_OFTEN.search(row.level3 or "") is None


_AMOUNTS = (COUNTS - {"occasion"}) | {"area", "length", "mass", "volume"}
_HOW_OFTEN = re.compile(r"频|每|均|周期|间隔|时|期限|误差|偏差|精度|厚度|高度|深度|宽度|半径|距离|得分|评分|等级|级别")


def is_due(row: Indicator) -> bool:
    """True for the day by which the work is to be done."""
    target = row.target
    if target is None or target.number is not None or not _DONE.search(core_name(row.level3)):
        return False
    return bool(deadlines(target.text)) or bool(re.search(r"\d\s*[月日号]|[前内]$", target.text or ""))


def is_lasting(row: Indicator) -> bool:
    """True where the name or the description says that it is about the time to come, or about what stays."""
    return _LASTING.search(core_name(row.level3)) is not None or _LATER.search(row.description or "") is not None


def is_there_afterwards(row: Indicator) -> bool:
    """True where what is counted is there at the end, or happens when the help is over: 年末在岗的医师, 退档满一年后重新建档的户."""
    return _AFTERWARDS.search(row.description or "") is not None or _FOR_LATER.search(row.level3 or "") is not None


def is_ecological(row: Indicator) -> bool:
    """True where the name speaks of environment or resources."""
    return _ECOLOGICAL.search(core_name(row.level3)) is not None


_AFTERWARDS = re.compile(
    r"(?:年末|年底|期末)[^，。；]{0,4}(?:在岗|在任|留任|仍)|满[一两二三四五六\d]+(?:年|个月)[之以]?后(?:重新|再|又|仍)"
)
_FOR_LATER = re.compile(r"(?:管护|养护|运维|移交|续[签约聘用])[\u4e00-\u9fff]{0,4}(?:协议|责任书|合同|制度|机制)")
"""What is agreed on for the years after: 移交管护协议份数."""
_LATER = re.compile(
    r"年末盘点|12月试|再次|复查仍|又[发出]|[一两二三四五六七八九十\d]年(?:内|后|以上)|次年|以后|今后|期满|长期|持续|后续"
)
