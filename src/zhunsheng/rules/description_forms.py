"""What sort of thing a description explains (a share, a day, a sum, a survey, a count), and whether the row promises that.

Two texts on one thing nearly always have a character in common. Where name and description have none, the form of the
description decides: a share cannot explain a day, a sum no number of pieces, and who is content is asked, not counted.
A description that only another row's name explains was copied from there.
"""

from __future__ import annotations

import re
from functools import lru_cache

from zhunsheng.model.indicator import Indicator, Level1
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.dates_in_text import deadlines
from zhunsheng.rules.description_measures import head_words
from zhunsheng.rules.measuring_unit import COUNTS, unit_kind
from zhunsheng.rules.sameness import thing, usual
from zhunsheng.rules.shared_words import pairs

_CONTENT = re.compile(r"满意")
_ASKED = re.compile(r"满意|[评问访]|民调|调查|反馈|意见|投诉|认可|打分|扫码|询|抽样|表扬|样本")
_SHARE = re.compile(
    r"占(?!地|用|道|线)[^，。；÷/]{1,30}(?:比例|比重|百分比|比率|的比|%|率|的?总?[数量额])|占比|÷|(?<![克升吨米元千])[/／](?![升吨米克立亩公])|除以|×\s*100|百分比|之比"
    r"|(?:比|较)(?:上年|去年|同期|上[一个])[^，。；]{0,24}(?:比例|比率|幅度|百分|率)|的?(?:比例|比率|百分比|比重)$"
)
_DIVIDED = re.compile(r"[÷/／]|除以|均|之比")
_MONEY = re.compile(
    r"元|费|价|成本|支出|金|款|工资|薪|报酬|补贴|补助|奖励|投|资|财政|收入|产值|税|额|预算|结算|合同|租|开支|损失|标准|[概决]算|买|采购|定额|效益|洋"
)
_MONEY_END = re.compile(
    r"(?:费用?|单价|价格|造价|成本|工资|补贴|补助|支出|金额|总额|产值|租金|酬)(?:合计|总计|之和|总数)?$"
)
_TIME = re.compile(
    r"\d\s*[日月天]|每[日天周月季年]|(?<!实)时(?!装)|期|分钟|[前后]|[日天时]内|限|完成|结束|投用|启用|快|慢|阶段|进度|节点|[当首末]"
)
_TIME_PLAIN = re.compile(r"日期|时间|时长|期限|工作日|\d\s*[日月天]")
_TIME_END = re.compile(
    r"(?:日期|时间|时长|时限|用时|工作日|天数|小时数?|分钟数?|年限)$"
    r"|^[^，。；占÷/]{2,14}[到至][^，。；占÷/]{2,14}的?(?:时间|工作日|小时|日期)$"
)
_COUNT_END = re.compile(
    r"(?:[人个次户家件场枚台套辆艘座盏株份册篇张间栋头只批项名期处起宗条块页棵卷所米亩]数|数量|[人场批班户剂]次|遍数|公里数|里程|面积|长度|种类)$"
)
_THING_END = re.compile(r"的[\u4e00-\u9fff]{2,8}$")
"""What ends in a noun is a thing, and no day, sum or share of anything: 签订协议并到岗的巡查员."""
_SOURCE = re.compile(r"统计|系统|平台|数据|测算|公布|认定|核定|按[\u4e00-\u9fff]|参照|依据|比$|报告|记录|台账|情况$")
_DAY = re.compile(r"\d\s*月(?:\s*\d+\s*日|底|末|中旬|上旬|下旬)?(?:之?前|以前)?$")
_MEASURES = frozenset({"area", "length", "mass", "volume", "energy"})
_NO_WORD = frozenset(
    "的率比例占数人量次个件和及与或年度内全部有项目工程度完成指标之者中大小不上下一二三四五六七八九十在已应均"
)
_LEAST = 5


def fits_not(row: Indicator, project: Project) -> bool:
    """True where the description is of another sort than the row promises, and says not a word of its name."""
    name, text = core_name(row.level3), row.description or ""
    if len(text) < _LEAST or not _NAME.search(name) or _UNFILLED.search(text) or pairs(name) & pairs(text):
        return False
    said, promised = _said(core_name(text)), _promised(row)
    if promised != "survey" and said is not None and _named(name) == said != promised:
        return False  # it is the target that is at odds with both
    related = bool(_letters(name) & _letters(text)) or _explains(name, text)
    if promised == "survey":
        return not _ASKED.search(text) and (said is not None or not related)
    if said == "survey":
        return not _ASKED.search(name) and not related
    if said is None or said == "thing":
        strange = promised in ("time", "money") or (promised == "share" and _named(name) == "share")
        return bool(said) and strange and not related and not _excused(promised, said, text)
    return said != promised and not _excused(promised, said, text) and not related


def may_not_fit(row: Indicator, project: Project) -> bool:
    """True where the sort is right and yet no word of the description stands anywhere else in the table: worth a look."""
    name, text = core_name(row.level3), row.description or ""
    if len(text) < _LEAST or not _NAME.search(name) or _UNFILLED.search(text) or pairs(name) & pairs(text):
        return False
    said = _said(core_name(text))
    if said != _promised(row) or said not in ("count", "share"):
        return False
    if _letters(name) & _letters(text) or _explains(name, text):
        return False
    counted = said == "count" and not _PEOPLE.search(f"{name}，{text}")
    return (counted or said == "share") and _is_far(row, project, text)


_NAME = re.compile(r"[\u4e00-\u9fff]{2}")
_UNFILLED = re.compile(r"请[填写按参]|填写|[×X＊*]{2}|示例")
_NAMED = (
    ("share", re.compile(r"(?<![频效功汇])率$|比例$|占比$|比重$")),
    ("time", re.compile(r"(?:时间|日期|时限|期限|工期|时长|用时|年限|时点)$")),
    ("money", re.compile(r"(?:[价费]|费用|成本|造价|投资|支出|金额|资金|标准|补贴|补助)$")),
)


def _named(name: str) -> str | None:
    """The sort of thing that the name itself ends in."""
    return next((sort for sort, words in _NAMED if words.search(name)), None)


def _excused(promised: str, said: str | None, text: str) -> bool:
    """True for a description that has words of what is promised in it."""
    if said in ("count", "thing"):
        return promised == "time" and _TIME_PLAIN.search(text) is not None
    if promised == "money":
        return (said != "share" or _DIVIDED.search(text) is not None) and _MONEY.search(text) is not None
    return promised == "time" and _TIME.search(text) is not None


def _explains(name: str, text: str) -> bool:
    """True where the text has what descriptions of such rates say: 了解 of a 知晓率, and so many days of what is timely."""
    wanted = head_words(name)
    if wanted is not None and wanted.search(text):
        return True
    if any(words.search(text) for head, words in _ALSO_SAID if head.search(name)):
        return True
    return _TIMELY.search(name) is not None and _TIME.search(text) is not None


_ALSO_SAID = (
    (re.compile(r"有效率$"), re.compile(r"效|完整|显|好转|完赛|合格")),
    (re.compile(r"完[整好]率$"), re.compile(r"[整齐缺全损]|有效|正常|应")),
    (re.compile(r"留任率$"), re.compile(r"留|在岗|续")),
    (re.compile(r"(?:节约|节支|节省)率$"), re.compile(r"[算支本费价额]")),
    (re.compile(r"资金|经费|预算|支出|支付|成本|投资"), re.compile(r"[支付拨款金费额价]|预算|概算|资金")),
    (re.compile(r"完成率$|到位率$|落实率$"), re.compile(r"[完已实应]|计划|任务|明确")),
)
"""What descriptions of such rates say besides: it excuses them, and is not asked of all."""
_TIMELY = re.compile(r"及时|准[点时]|正点|[按如]期|按时|限时|时限|日清|即时")


def _is_far(row: Indicator, project: Project, text: str) -> bool:
    """True for a share whose description shares nothing with any other cell of the table either."""
    told = pairs(_ANYBODYS.sub("，", _SOURCE.sub("，", _HOW.sub("", text))))
    if _CAUSE.search(text):
        return False
    rest = (f"{other.level3}，{other.description}" for other in project.indicators if other is not row)
    whole = "，".join(filter(None, (project.name, project.unit.name, project.purpose, project.goal, *rest)))
    return len(told) >= _TELLING and not told & pairs(whole)


_HOW = re.compile(r"[，（(；](?:按|以|依|据|凭|经|由)[^÷/／]*$")
"""By what it is counted may be said of any row: ，按验收单计数."""
_TELLING = 3
_PEOPLE = re.compile(r"人|员|客|观众|学生|者")
"""People are told by where they are seen (刷卡人次, 月均在岗人数): no word of it need stand elsewhere."""
_CAUSE = re.compile(r"因|引起|引发|导致|造成|影响")
_ANYBODYS = re.compile(
    r"上年|去年|同期|增长|下降|提高|降低|减少|人数|人次|次数|天数|总数|抽查|检查|检测|抽检|盘点|合格|达标|验收|质量|按时|正常|运行|时间|年内|全年|新增|处置|评估|安全|记录|符合|条件|规定|有效|应[参记报到]|[已实]际?[参记报到]"
)
"""What descriptions in every table say."""


def copied_from(number: int, project: Project) -> int | None:
    """The row whose description this one bears word for word (or with which it was exchanged), though it is not its own."""
    row = project.indicators[number]
    name, text = core_name(row.level3), row.description or ""
    told = pairs(text)
    if len(text) < _LEAST or not name or pairs(name) & told or _letters(name) & _letters(text):
        return None
    for place, other in enumerate(project.indicators):
        theirs = other.description or ""
        least = 1 if theirs == text else _OWN
        if place == number or not other.level3 or len(pairs(other.level3) & told) < least:
            continue
        back = pairs(name) & pairs(theirs) and not pairs(other.level3) & pairs(theirs)
        counts = _promised(row) == "count" and _said(core_name(text)) in ("count", "thing")
        whole = thing(other.level3)
        if theirs == text or back or (counts and len(whole) >= _WHOLE and whole in usual(text)):
            return place
    return None


_OWN = 2
_WHOLE = 4
"""So many characters of another row's thing, word for word, in a count that says nothing of its own."""


@lru_cache(maxsize=8192)
def _letters(text: str) -> frozenset[str]:
    return frozenset(text) - _NO_WORD


@lru_cache(maxsize=8192)
def _said(text: str) -> str | None:
    """The sort of thing that a description explains, by its words and its end; ``None`` where it may be any."""
    text = text.rstrip("。；，")
    if _CONTENT.search(text):
        return "survey"
    if _SHARE.search(text):
        return "share"
    if _MONEY_END.search(text):
        return "money"
    if _TIME_END.search(text):
        return "time"
    if _COUNT_END.search(text):
        return "count"
    return "thing" if _THING_END.search(text) else None


def _promised(row: Indicator) -> str:
    """The sort of thing that name and target promise; ``other`` for what is neither counted nor paid nor shared."""
    target = row.target
    if row.kind1 is Level1.SATISFACTION and "满意" in (row.level3 or ""):
        return "survey"
    if target is None or target.number is None:
        text = target.text if target else ""
        return "time" if deadlines(text) or _DAY.search(text) or _named(core_name(row.level3)) == "time" else "other"
    kind, unit = unit_kind(target.unit), target.unit or ""
    if kind == "percent" or "‰" in unit:
        return "share"
    if kind == "money" or "元" in unit:
        return "money"
    if kind == "time":
        return "time"
    return "count" if kind in COUNTS or kind in _MEASURES else "other"
