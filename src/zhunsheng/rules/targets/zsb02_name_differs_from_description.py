"""ZSB02: an indicator's name and its description speak of different things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.model.spelling import half_width
from zhunsheng.rules.cell_text import core_name, squeezed
from zhunsheng.rules.contraries import contrary_part
from zhunsheng.rules.description_forms import copied_from, fits_not, may_not_fit
from zhunsheng.rules.description_measures import (
    dimension_of,
    divides_another_thing,
    measures_other_dimension,
    measures_otherwise,
)
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.measuring_unit import COUNTS, unit_kind
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.word_list import contains, word_list
from zhunsheng.rules.wording import brief

_COUNTED = {unit: contains(nouns) for unit, nouns in word_list("measure_words").items()}
_COUNT_END = re.compile(r"(?:数量|总数|人数|个数|次数|户数|家数|件数)$")
_LAST_COUNTER = re.compile(
    r"(人次|批次|场次|频次|点次|班次|台件|台套|里程|长度|面积|[人名户家所次场期批台套辆部架艘册本份篇张页株棵座处间栋盏基块面条根起宗件例头只个项村亩天节樘孔段门首席堂束盆通幕版联罐])(?:数量|数|)$"
)
_QUOTIENT = re.compile(r"除以|[÷/／]|占|之比|平均|均")
_PERIOD = re.compile(r"[/每](?:年|季度?|个?月|周|日|天|学期)$")
_FAMILIES: dict[str, frozenset[str]] = {}
for _family in word_list("counter_families"):
    for _word in _family:
        _FAMILIES[_word] = _FAMILIES.get(_word, frozenset()) | frozenset(_family)
_SHARE_END = re.compile(r"(?:比例|比率|百分比|占比|比重)$")


_IS_SHARE = re.compile(r"[÷/／×]|除以|之比|占|比上|百分")
_SHARE_AS_NUMBER = re.compile(r"^[^数量率]*占[\u4e00-\u9fff]*的(?:数量|个数)$")
"""A description that calls a share a number: 受益企业占全部企业的数量."""
_NAMED_SHARE = re.compile(r"(?:率|满意度|满意程度|比例|比率|占比|比重)$")
"""A name that promises a share itself: then name and description agree, and the unit is at fault (ZSG06, ZSG07)."""


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Certain signs only: another countable thing, another counter, or a count on one side and a share on the other."""
    for number, row in enumerate(project.indicators):
        if row.level3 and row.description and row.target is not None and row.target.value is None:
            remark = _other_kind(project, number, row)
            if remark is not None:
                yield remark
        elif row.level3 and row.description and row.target is not None:
            remark = (
                _other_thing(project, number, row)
                or _other_counter(project, number, row)
                or _count_for_share(project, number, row)
                or _opposite(project, number, row)
                or _other_quotient(project, number, row)
                or _other_measure(project, number, row)
                or _other_kind(project, number, row)
            )
            if remark is not None:
                yield remark


def _other_thing(project: Project, number: int, row: Indicator) -> Remark | None:
    """The unit and the description mean one thing (篇、稿件), the name counts another (牌面)."""
    name, description = core_name(row.level3), row.description or ""
    unit = row.target.unit if row.target else None
    counted = _COUNTED.get(unit or "")
    if (
        counted is None
        or not name.endswith(("数量", "个数"))
        or counted.search(name)
        or not counted.search(description)
    ):
        return None
    head = name.removesuffix("数量").removesuffix("个数")[-4:]
    if not any(other.search(head) for own, other in _COUNTED.items() if own != unit):
        return None
    return Remark(
        f"indicators[{number}].description",
        f"名称说“{brief(name)}”，描述和单位（{unit}）说的却是“{brief(description)}”，不是一回事。",
        description,
        "先定要考核什么，再让名称、描述、单位说同一件事。",
        related=(Related(project.code, f"indicators[{number}].level3", row.level3 or ""),),
    )


def _other_counter(project: Project, number: int, row: Indicator) -> Remark | None:
    """The description ends in a counter (场次, 人数) that neither the unit nor the name can mean."""
    target, description = row.target, row.description or ""
    if target is None or not target.unit or target.is_percentage:
        return None
    if _QUOTIENT.search(description) or _NAMED_SHARE.search(core_name(row.level3)):
        return None
    said = last_counter(description)
    if said is None:
        return None
    unit = _plain_unit(target.unit)
    if unit not in _FAMILIES or said == unit or unit in _FAMILIES.get(said, ()):
        return None
    if _BY_PAPERS.search(core_name(description)):
        return None  # what was done is counted by what was written of it: 辅导记录表份数
    if _POSTS.search(core_name(row.level3)) and said in _FAMILIES["人"]:
        return None  # a post is counted by who holds it
    named = last_counter(row.level3)
    if named is not None and (named == said or named in _FAMILIES.get(said, ())):
        return None
    return Remark(
        f"indicators[{number}].description",
        f"名称说“{brief(row.level3 or '')}”，单位是“{target.unit}”，描述数的却是“{brief(description)}”，不是一回事。",
        description,
        "先定要考核什么，再让名称、描述、单位说同一件事。",
        related=(Related(project.code, f"indicators[{number}].level3", row.level3 or ""),),
        # Words that both say leave a doubt that they speak of two things.
        severity=Severity.INFO if pairs(description) & pairs(row.level3) else None,
    )


_BY_PAPERS = re.compile(
    r"(?:记录|台账|档案|登记|签到|验收|审批|申请|回执|报告|凭证|合同|协议|通知|证书|证明|证件|执照|许可|发票|票据|单据)[表册单簿书]?的?(?:份数|张数|册数|件数|本数|数量)$"
)
_POSTS = re.compile(r"(?:岗位|职位|工位)(?:个数|数量|数)$")


def last_counter(text: str | None) -> str | None:
    """The counter that a name or a description ends in (``…的场次`` → ``场次``), or ``None``."""
    found = _LAST_COUNTER.search(core_name(text).rstrip("。，；"))
    return found.group(1) if found and (found.group(0) != found.group(1) or len(found.group(1)) > 1) else None


@lru_cache(maxsize=1024)
def _plain_unit(unit: str) -> str:
    """The unit without a scale before it or a period behind it: ``万平方米`` → ``平方米``, ``次/月`` → ``次``."""
    return _OR_OTHER.sub("", _PERIOD.sub("", half_width(unit))).lstrip("十百千万亿")


_OR_OTHER = re.compile(r"\([\u4e00-\u9fff]{1,2}\)$")
"""A second counter behind the first: 台（套）."""


def _other_measure(project: Project, number: int, row: Indicator) -> Remark | None:
    """The description is a sum of money or a count of other things, the target an area, a length or a count."""
    target, name, description = row.target, core_name(row.level3), core_name(row.description).rstrip("。")
    if target is None or target.is_percentage or _QUOTIENT.search(description) or len(description) > 24:
        return None
    kind = unit_kind(target.unit)
    money = _SUM_END.search(description) is not None and kind in COUNTS and not _MONEY_NAME.search(name)
    other = _OTHER_COUNT.search(description) is not None and kind in _MEASURED
    other = other or measures_other_dimension(name, description, kind, target.unit or "")
    event = _EVENT_END.search(description)
    if event is not None and kind in COUNTS and event[1] not in name and not pairs(name) & pairs(event[1]):
        money = money or (_OWN_COUNT.search(name) is not None and not _OCCASIONS.search(name))
    if not (money or other) or (other and pairs(description) & pairs(name)):
        return None
    return Remark(
        f"indicators[{number}].description",
        f"名称说“{brief(name)}”，单位是“{target.unit}”，描述数的却是“{brief(description)}”，不是一回事。",
        row.description or "",
        "先定要考核什么，再让名称、描述、单位说同一件事。",
        related=(Related(project.code, f"indicators[{number}].level3", row.level3 or ""),),
    )


def _other_kind(project: Project, number: int, row: Indicator) -> Remark | None:
    """The description measures water, days or money, where name and target are of power, a day or pieces."""
    if row.target is None:
        return None
    name, description = brief(row.level3 or ""), brief(row.description or "")
    certain = measures_otherwise(row) or fits_not(row, project)
    if certain or divides_another_thing(row):
        said = f"名称说“{name}”，指标值是“{brief(row.target.text)}”，描述量的却是“{description}”，不是一回事。"
        severity = Severity.WARNING if certain else Severity.INFO  # how a rate is reckoned has more words than any list
    elif (source := copied_from(number, project)) is not None:
        return _of_another_row(project, number, source)
    elif may_not_fit(row, project):
        said = f"名称说“{name}”，描述“{description}”里没有一个词和本表说得上，像是别处的话，请核对。"
        severity = Severity.INFO
    else:
        return None
    return Remark(
        f"indicators[{number}].description",
        said,
        row.description or "",
        "先定要考核什么，再让名称、描述、单位说同一件事。",
        related=(Related(project.code, f"indicators[{number}].level3", row.level3 or ""),),
        severity=severity,
    )


def _of_another_row(project: Project, number: int, source: int) -> Remark:
    """What to say of a description that belongs to another row of the table."""
    row, other = project.indicators[number], project.indicators[source]
    return Remark(
        f"indicators[{number}].description",
        f"名称说“{brief(row.level3 or '')}”，描述“{brief(row.description or '')}”讲的却是“{brief(other.level3 or '')}”，像是抄错了行。",
        row.description or "",
        "换成本指标自己的口径：数的是什么、怎么算。",
        related=(Related(project.code, f"indicators[{source}].level3", other.level3 or ""),),
        severity=None if other.description == row.description else Severity.INFO,
    )


_SUM_END = re.compile(
    r"(?:金额|支出额|总支出|资金(?:总额|数额|规模)?|经费(?:总额|支出)?|费用(?:总额|支出)?|款项?|产值|收入)$"
)
_OTHER_COUNT = re.compile(
    r"(?:[人个次户家件场枚台套辆艘座盏株份册篇张块间栋头只批项名]数|场次|(?:队伍|企业|人员|单位|车辆|设备|合同|项目|机构|学校|资料|手册|文件|活动|会议)的?数量)$"
)
_EVENT_END = re.compile(
    r"(会议|培训|活动|讲座|检查|宣传|演出|调度会|座谈会|推进会)的?(?:会议)?(?:召开)?(?:场次|次数|期数|场数)$"
)
_OWN_COUNT = re.compile(r"(?:数|数量)$")
_OCCASIONS = re.compile(r"会|场|次|期|批|活动|培训|讲座|宣传|演出|检查")
_MONEY_NAME = re.compile(r"资金|经费|费|金额|款|成本|支出|投入|投资|收入|产值|价|标准|补助|补贴")
_MEASURED = frozenset({"area", "length", "volume", "mass", "time", "energy"})


def _count_for_share(project: Project, number: int, row: Indicator) -> Remark | None:
    target, description = row.target, row.description or ""
    if target is None or not (target.is_percentage or "比" in description):
        return None
    plain, name = squeezed(core_name(description)), core_name(row.level3)
    if target.is_percentage and _IS_SHARE.search(description) and not _SHARE_AS_NUMBER.search(plain):
        return None
    if target.is_percentage and _COUNT_END.search(plain) and not _COUNT_END.search(name):
        said, wanted = "数量", "谁占谁的比例"
    elif unit_kind(target.unit) in COUNTS and _SHARE_END.search(plain) and not _NAMED_SHARE.search(name):
        said, wanted = "比例", "数什么、怎么数"
    else:
        return None
    return Remark(
        f"indicators[{number}].description",
        f"描述说的是{said}，指标值却是“{brief(target.text)}”，两边对不上。",
        description,
        f"描述写清{wanted}，或改指标值的单位。",
        related=(Related(project.code, f"indicators[{number}].target", target.text),),
    )


def _opposite(project: Project, number: int, row: Indicator) -> Remark | None:
    """What is divided is the contrary of what the name says: 差错率 as 合格的条目÷抽检条目."""
    part = contrary_part(row)
    if part is None:
        return None
    return Remark(
        f"indicators[{number}].description",
        f"名称说“{brief(core_name(row.level3))}”，描述算的却是“{brief(part)}”占多少，正好相反。",
        row.description or "",
        "先定要考核哪一头，再让名称、描述、指标值说同一件事。",
        related=(Related(project.code, f"indicators[{number}].level3", row.level3 or ""),),
    )


def _other_quotient(project: Project, number: int, row: Indicator) -> Remark | None:
    """A cost for each piece that is reckoned by another measure of another thing: 单份耗材成本 as 燃油费÷行驶里程."""
    target, name, text = row.target, core_name(row.level3), (row.description or "").strip()
    unit = (target.unit or "") if target is not None else ""
    found = _QUOTIENT_OF_MONEY.match(half_width(text))
    if found is None or not unit.startswith(("元/", "万元/", "元每")):
        return None
    piece = re.split(r"[/每]", unit, maxsplit=1)[1]
    divisor = found["by"]
    if piece in divisor or any(word in divisor for word in _FAMILIES.get(piece, frozenset()) - {"天"}):
        return None
    other = dimension_of(divisor)
    counter = last_counter(divisor) if other is None else None
    strange = (other is not None and unit_kind(piece) != other) or (
        counter is not None and piece in _FAMILIES and counter not in _FAMILIES[piece]
    )
    if not strange or pairs(name) & pairs(text):
        return None
    return Remark(
        f"indicators[{number}].description",
        f"名称说“{brief(name)}”，按{brief(piece)}算，描述算的却是“{brief(text)}”，不是一回事。",
        row.description or "",
        "先定要考核什么，再让名称、描述、单位说同一件事。",
        related=(Related(project.code, f"indicators[{number}].level3", row.level3 or ""),),
    )


_QUOTIENT_OF_MONEY = re.compile(
    r"(?P<sum>[^÷/，。；]{2,24}(?:费用?|支出|成本|金额|价款?|经费|资金|款|投资|补助|补贴))(?:÷|/|除以)(?P<by>[^÷/，。；×]{2,16})"
)


RULE = Rule(
    code="ZSB02",
    name="name-differs-from-description",
    title="指标名与描述不一致",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="B",
    why="名称说一件事，描述和单位说另一件事，年底不知道该拿哪个数交账。多半是从指标库选来后没有改口径。",
    how_to_fix="以要考核的事为准，把名称、描述、单位改成同一件事。",
    basis=(Citation(note="指标名称、口径、单位三者一致"),),
    bad=(
        bad(
            "名称数牌面，描述数稿件",
            good(
                {
                    "indicators[0].level3": "宣传牌面数量",
                    "indicators[0].description": "在宣传平台播发的稿件数量",
                    "indicators[0].target": "≥12篇",
                }
            ),
            ("indicators[0].description", "在宣传平台播发的稿件数量"),
        ),
        bad(
            "名称是比例，描述成了数量",
            good(
                {
                    "indicators[4].level3": "照明改善教室覆盖比例",
                    "indicators[4].description": "改善照明的教室占全部教室的数量",
                    "indicators[4].target": "≥95%",
                }
            ),
            ("indicators[4].description", "改善照明的教室占全部教室的数量"),
        ),
        bad(
            "指标值是套数，描述成了比例",
            good({"indicators[0].description": "已更换灯具占应更换灯具的比例"}),
            ("indicators[0].description", "已更换灯具占应更换灯具的比例"),
        ),
        bad(
            "名称是合格率，描述算不合格的",
            good({"indicators[1].description": "验收不合格的套数÷更换套数×100%"}),
            ("indicators[1].description", "验收不合格的套数÷更换套数×100%"),
        ),
        bad(
            "名称和单位数灯具，描述数人",
            good({"indicators[0].description": "参加安全用电培训的人数"}),
            ("indicators[0].description", "参加安全用电培训的人数"),
        ),
    ),
    good=(
        fine("说法不同，数的是同一样东西", good()),
        fine(
            "参展企业与企业总数是一回事",
            good(
                {
                    "indicators[0].level3": "参展企业数量（家）",
                    "indicators[0].description": "参加展会的企业总数",
                    "indicators[0].target": "≥15家",
                }
            ),
        ),
        fine("套与盏数的是同一样东西", good({"indicators[0].description": "年内更换并点亮的灯具盏数"})),
        fine(
            "比例写清了分子分母",
            good({"indicators[4].description": "照度达标的教室间数占改造教室总数的比例"}),
        ),
    ),
    check_project=check,
    reads=("name", "unit", "purpose", "goal", "level1", "level3", "description", "target"),
    needs=("description",),
)
