"""ZSD04: the purpose says how it is paid by quarters or half-years, the plan says something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.payment_stages import in_parts, off_its_stages
from zhunsheng.rules.prose import Kind, brief, clause_before, numbers, sentence_at
from zhunsheng.rules.rule import Context, Remark, Rule

_PAID = re.compile(
    r"(?P<period>每个?季度?(?:结束|终了|期满)?(?:[末初底]?)(?:月)?(?:\d{1,2}[日号])?(?:之?前|后)?|按季度?|每半年(?:[末初底])?)\s*(?:[^，。；;\n\d]{0,6}考核[^，。；;\n\d]{0,6}?)?(?:平均|均|各|等额)?\s*(?:打卡|足额|集中|统一|直接)?(?:拨付|支付|分付|付款|付|结算|缴纳|发放)(?P<more>(?:[^，。；;\n]{0,16})(?:，各付?[^，。；;\n]{0,8})?)"
)
_MONTHLY = re.compile(r"(?:按月|每月)(?:平均|等额|均)(?:拨付|支付|付款|结算|缴纳|发放)")
_UNEVEN = re.compile(r"据实|按实|比例扣|首付|预付|质保|余款|尾款|不等|另行")
_JUDGED = re.compile(r"考核")
"""Where a part is stated in so many words, what is judged only confirms it; else it may be less."""
_PART = re.compile(r"(?P<quarter>四分之一|1[/／]4)|(?P<half>二分之一|1[/／]2|一半)")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Even payments can only stand at whole parts of 100, whether paid at the start or the end of a period."""
    words, part = agreed(project.purpose, project.budget.yuan())
    if not words or not part:
        yield from (
            _before_completion(project)
            or _retained(project)
            or _settled(project)
            or _half_first(project)
            or _once_late(project)
            or _paid_off(project)
            or _staged(project)
        )
        yield from _monthly(project)
        return
    for point in project.fund_plan:
        if point.percent is None or point.percent.value is None or not 0 <= point.percent.value <= 100:
            continue
        if point.percent.value % part == 0:
            continue
        low = point.percent.value // part * part
        yield Remark(
            f"fund_plan.{point.month}",
            f"资金用途写“{brief(words, 20)}”，每次占{part}%，{point.month}月底却计划支出{brief(point.percent.text, 12)}%，付不出这个数。",
            point.percent.text,
            f"按付款约定填，{point.month}月底应是{low}.00或{low + part}.00。",
            related=(Related(project.code, "purpose", words),),
        )


def _retained(project: Project) -> list[Remark]:
    """A share held back until a later month (留3%质保金，12月支付): before it the plan cannot exceed the rest."""
    purpose = project.purpose or ""
    wordings = (_HELD_BACK, _HELD_TO_YEAR_END, _SHARE_BEFORE, _SHARE_BEHIND)
    found = next(filter(None, (wording.search(purpose) for wording in wordings)), None)
    if found is None:
        return []
    most, due = 100 - Decimal(found["share"]), int(found.groupdict().get("month") or 12)
    for point in project.fund_plan:
        percent = point.percent.value if point.percent else None
        if point.percent is None or percent is None or point.month >= due or not most < percent <= 100:
            continue
        return [
            Remark(
                f"fund_plan.{point.month}",
                f"资金用途写“{brief(found.group(), 24)}”，{point.month}月底最多付到{most}%，计划却是{brief(point.percent.text, 12)}%。",
                point.percent.text,
                f"按付款约定填，{due}月以前各时点不超过{most}.00。",
                related=(Related(project.code, "purpose", found.group()),),
            )
        ]
    return []


def _settled(project: Project) -> list[Remark]:
    """Settled after each quarter or month: by the end of October the last quarter cannot have been paid."""
    purpose = project.purpose or ""
    found = _AFTERWARDS.search(purpose)
    if found is None or _ADVANCE.search(purpose):
        return []
    for point in project.fund_plan:
        if point.month == 10 and point.percent is not None and point.percent.value == 100:
            return [
                Remark(
                    "fund_plan.10",
                    f"资金用途写“{brief(found.group(), 20)}”，四季度的钱10月底还不到付的时候，计划却已付满100%。",
                    point.percent.text,
                    "按结算时间推算，10月底只填前三季度（或前九个月）的份额。",
                    related=(Related(project.code, "purpose", found.group()),),
                )
            ]
    return []


def _half_first(project: Project) -> list[Remark]:
    """A share paid in the first half-year, the rest said to come later: by June no more than that share."""
    found = _FIRST_SHARE.search(project.purpose or "")
    point = next((one for one in project.fund_plan if one.month == 6), None)
    percent = point.percent.value if point is not None and point.percent else None
    if found is None or point is None or point.percent is None or percent is None:
        return []
    if not Decimal(found["share"]) < percent <= 100:
        return []
    return [
        Remark(
            "fund_plan.6",
            f"资金用途写“{brief(found['words'], 16)}”，其余的以后再付，6月底计划却是{brief(point.percent.text, 12)}%。",
            point.percent.text,
            f"按付款约定填，6月底不超过{found['share']}.00。",
            related=(Related(project.code, "purpose", found["words"]),),
        )
    ]


_FIRST_SHARE = re.compile(
    r"(?P<words>上半年(?:先|预)?(?:预?拨付?|支付|预付|拨付|付)(?:[^，。；\d]{0,6})(?P<share>[1-9]\d)%)[^。\n]{0,12}(?:下半年|1[0-2]月|[789]月|年底|年末)[^。\n]{0,24}(?:剩余|其余|余下|结算|付清|尾款|拨付|支付)"
)


def _paid_off(project: Project) -> list[Remark]:
    """Everything settled by a month (6月底前结清): from that point on the plan stands at a hundred."""
    purpose = project.purpose or ""
    found = list(_SETTLED_BY.finditer(purpose))
    if len(found) != 1 or _RATES.search(purpose) or _is_of_some(purpose, found[0].start(), project.budget.yuan()):
        return []
    month, words = int(found[0]["month"]), found[0].group()
    for point in project.fund_plan:
        percent = point.percent.value if point.percent else None
        if (
            point.percent is None
            or percent is None
            or point.month < month
            or point.month == 12
            or not 0 <= percent < 100
        ):
            continue
        return [
            Remark(
                f"fund_plan.{point.month}",
                f"资金用途写“{brief(words, 16)}”，{point.month}月底计划却只有{brief(point.percent.text, 12)}%。",
                point.percent.text,
                f"按付款约定，{point.month}月底填100.00；分批付款的，用途里写明。",
                related=(Related(project.code, "purpose", words),),
            )
        ]
    return []


def _is_of_some(purpose: str, place: int, budget: Decimal | None) -> bool:
    """True where what is paid so is but a part of the money: 保管费和利息234.64万元按季拨付, 台班费94500元在4月结清，其余12月付."""
    subject, sentence = clause_before(purpose, place), sentence_at(purpose, place)
    sums = [n.value for n in numbers(subject) if n.kind is Kind.MONEY and not n.is_rate]
    if sums and budget and abs(sums[-1] - budget) > budget / 50:
        return True
    return bool(_OF_A_PART.search(subject)) or (bool(subject) and "其余" in sentence.partition(subject)[2])


def _before_completion(project: Project) -> list[Remark]:
    """Only the advance is paid before the work is accepted (预付40%、竣工验收后付到90%): two months before its day no more."""
    found = _ADVANCE_THEN_REST.search(project.purpose or "")
    month = _completed_in(project) if found is not None else None
    if found is None or month is None or _STAGES.search(project.purpose or ""):
        return []
    most = Decimal(found["advance"])
    for point in project.fund_plan:
        percent = point.percent.value if point.percent else None
        if point.percent is None or percent is None or point.month > month - 2 or not most + 5 < percent <= 100:
            continue
        return [
            Remark(
                f"fund_plan.{point.month}",
                f"资金用途写“{brief(found.group(), 24)}”，指标里{month}月才完成，{point.month}月底计划却是{brief(point.percent.text, 12)}%。",
                point.percent.text,
                f"按付款约定填，验收前各时点不超过{most}.00；中间有进度款的，用途里写明。",
                related=(Related(project.code, "purpose", found.group()),),
            )
        ]
    return []


def _completed_in(project: Project) -> int | None:
    """The month by which the one dated timeliness indicator wants the work done; ``None`` for none or several."""
    months = {
        int(month)
        for row in project.indicators
        if row.kind2 is Level2.TIMELINESS and row.target is not None and _COMPLETION.search(row.level3 or "")
        for month in _MONTH.findall(row.target.text)
    }
    return months.pop() if len(months) == 1 else None


_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月")
_COMPLETION = re.compile(r"完工|竣工|完成|交付|交货|验收|建成|到货|安装")
_ADVANCE_THEN_REST = re.compile(
    r"(?:预付|先付|首付|支付首付款|签订后付|签订后支付|开工后?付|开工后?支付|预拨)(?:合同价?款?|总价)?(?:的)?(?P<advance>\d{1,2})%[^。\n]{0,16}?(?:竣工|完工|交付|交货|到货|安装|全部|终期|最终|整体)?[^。\n，、；]{0,6}(?:验收|完工|竣工|交付)(?:合格)?(?:并[^，。；]{0,8})?后[^。\n]{0,10}(?:付|支付|拨)"
)
_STAGES = re.compile(r"进度款|按进度|按月|按季|主体|基础完|过半|分期|中期|阶段|封顶")


def _staged(project: Project) -> list[Remark]:
    """Shares agreed by their months (3月底前付10%，6月底累计35%，12月付清): at such a month the plan stands at their sum."""
    off = off_its_stages(project.purpose, project.fund_plan)
    if off is None or off.point.percent is None:
        return []
    point, share = off.point, off.share
    return [
        Remark(
            f"fund_plan.{point.month}",
            f"资金用途写“{brief(off.words, 20)}”，{point.month}月底应付到{share}，计划却是{brief(off.point.percent.text, 12)}%。",
            off.point.percent.text,
            f"按付款约定填，{point.month}月底是{share}。",
            related=(Related(project.code, "purpose", off.words),),
        )
    ]


def _once_late(project: Project) -> list[Remark]:
    """All of it paid at once when the year or its last months are over (年底考核合格后一次性付清): before, nothing is paid."""
    purpose = project.purpose or ""
    found = _ONCE_LATE.search(purpose)
    if found is None or _OTHER_PAYMENTS.search(purpose) or not _is_of_all(purpose, found):
        return []
    month = int(found["month"] or 12)
    for point in project.fund_plan:
        percent = point.percent.value if point.percent else None
        if point.percent is None or percent is None or point.month >= month or not 0 < percent <= 100:
            continue
        return [
            Remark(
                f"fund_plan.{point.month}",
                f"资金用途写“{brief(found.group(), 24)}”，{point.month}月底还没有到付款的时候，计划却是{brief(point.percent.text, 12)}%。",
                point.percent.text,
                f"按付款约定，{month}月以前各时点填0.00；有先付的，用途里写明付多少。",
                related=(Related(project.code, "purpose", found.group()),),
            )
        ]
    return []


def _is_of_all(purpose: str, found: re.Match[str]) -> bool:
    """True where the sentence is of the whole money: its own words say so, or the text has no sum of a part."""
    subject = clause_before(purpose, found.start())
    if _OF_A_PART.search(subject) or _OF_A_PART.search(found.group()):
        return False
    if _OF_ALL.search(subject) or _OF_ALL.search(found.group()):
        return True
    sums = [number for number in numbers(purpose) if number.kind is Kind.MONEY and not number.is_rate]
    return len({number.value for number in sums}) <= 1


_ONCE_LATE = re.compile(
    r"(?:(?P<month>1[0-2]|[89])月(?:份|底|末|[12]?\d日)?|年底|年末|年终|全年(?=[^，。；]{0,8}(?:结束|期满|完成|考核))|年度(?=[^，。；]{0,6}(?:考核|终了|结束|验收))|四季度末?|第四季度末?|第?4季度)"
    r"(?:以?后|之后|再|统一)?[^。；;\n\d]{0,22}?(?:后|再|才|由[^，。；]{2,10}|，|时|方可|统一|集中|，再)?[^。；;\n\d]{0,4}?(?:一次性?(?:全部|足额|全额|集中)?|一并|一笔)(?:全部|足额|全额|集中)?(?:付清|支付|拨付|结清|兑付|发放|结算|付款|付讫|拨清|给付|支出|划拨)"
)
_OTHER_PAYMENTS = re.compile(
    r"质保|尾款|余款|分[二两三四]次|分[二两三四]批|首付|预付|预拨|先拨|先付|进度款|按季|按月|每(?:个?季度?|个?月)(?:末|初|底)?(?:支付|拨付|发放|付|结算|缴)|\d%"
)
_OF_A_PART = re.compile(r"质保|尾款|余款|剩余|其余|余下|保证金|部分|第二笔|另一半|其中|奖金|奖励")
_OF_ALL = re.compile(
    r"各项|全部(?:费用|资金|款|经费|价|补|奖)|所有|上述|以上|均(?!衡)|统一|本项目|项目(?:资金|经费|费用|款)|全额|合同(?:价?款|总?价|金额)|^(?:资金|经费|费用|款项|补助资金|补贴资金|奖补资金|服务费)|(?:资金|经费|款项)(?:待|于|在|须|需|要|将|应|等)?$"
)


_SETTLED_BY = re.compile(
    r"(?P<month>1[0-2]|[3-9])月(?:底|末|份)?(?:之?前)?(?:全部|一次性|统一|集中)?(?:款项|费用|资金|经费)?(?:全部|一次性)?(?:结清|付清|支付完毕|全部支付|拨付完毕|一次付清|兑付完毕)"
)
_RATES = re.compile(r"质保|尾款|余款|分[二两三四]次|分[二两三四]批|首付|预付|进度款|每季|按季|按月|每月|\d%")
_AFTERWARDS = re.compile(
    r"按(?:季度?|月)(?:考核)?(?:[，、]?按(?:季度?|月))?(?:考核)?(?:后|合格后|据实)?结算|(?:季度|每季度?|按季度?|按月|每月)考核(?:合格)?后?(?:支付|付款|拨付)|季后[^，。；]{0,8}(?:支付|拨付|付款)"
)
_ADVANCE = re.compile(r"预付|首付|季初|月初|年初|提前|先行|暑|寒假|[一二三上]季度(?:集中|完成)")
_SHARE_BEFORE = re.compile(
    r"(?P<share>\d{1,2})%(?:的)?(?:质量保证金|质保金|保修金|尾款|余款)[^。；\d\n]{0,8}?(?:在|于)?(?P<month>1[0-2]|[2-9])月底?(?:之?前)?(?:再)?(?:支付|付清|拨付|付)"
)
_SHARE_BEHIND = re.compile(
    r"(?:质量保证金|质保金|保修金|尾款|余款)(?:为|按|是)?(?P<share>\d{1,2})%[^。；\d\n]{0,14}?(?:在|于)?(?P<month>1[0-2]|[2-9])月底?(?:之?前)?(?:再)?(?:支付|付清|拨付|付)"
)
_HELD_TO_YEAR_END = re.compile(
    r"(?:质量保证金|质保金|保修金|尾款|余款)(?:为|按|是)?(?:合同价?款?的?)?(?P<share>\d{1,2})%(?:[^。；，\n]{0,6}?)(?:在|于)?(?:年底|年末|12月底?)(?:之?前|时)?(?:再)?(?:支付|付清|拨付|付)"
)
_HELD_BACK = re.compile(
    r"(?:预?留|扣留|保留)(?P<share>\d{1,2})%(?:的)?(?:合同价?款?)?(?:作为)?(?:工程)?(?:质量保证金|质保金|保修金|尾款|余款)(?:[^。；\n]{0,4}?)(?:在|于|，|到)?(?P<month>1[0-2]|[2-9])月底?(?:支付|付清|拨付|付)"
)


def _monthly(project: Project) -> Iterator[Remark]:
    """Even monthly payments, in the month or after it: a twelfth of the budget a month, give or take one."""
    found = _MONTHLY.search(project.purpose or "")
    if found is None or _UNEVEN.search(project.purpose or "") or _JUDGED.search(project.purpose or ""):
        return
    for point in project.fund_plan:
        percent = point.percent.value if point.percent else None
        if percent is None or not 0 <= percent <= 100 or point.month == 12:
            continue
        low, high = Decimal(point.month - 2) / 12 * 100, Decimal(point.month + 1) / 12 * 100
        if low <= percent <= high:
            continue
        due = round(Decimal(point.month) / 12 * 100, 2)
        yield Remark(
            f"fund_plan.{point.month}",
            f"资金用途写“{found.group()}”，{point.month}月底应付到{due}%左右，计划却是{brief(point.percent.text if point.percent else '', 12)}%。",
            point.percent.text if point.percent else "",
            f"按付款约定填，{point.month}月底是{due}。",
            related=(Related(project.code, "purpose", found.group()),),
        )


@lru_cache(maxsize=4096)
def agreed(purpose: str | None, budget: Decimal | None) -> tuple[str, int]:
    """The words that agree on even payments and the percent of each; nothing unless they state an even part."""
    parted = in_parts(purpose) if purpose else None
    if purpose and parted and not _UNEVEN.search(purpose) and not _OF_A_PART.search(clause_before(purpose, parted[2])):
        return parted[:2]
    found = _PAID.search(purpose) if purpose else None
    if not purpose or not found or _UNEVEN.search(purpose) or _is_of_some(purpose, found.start(), budget):
        return "", 0
    part = 50 if "半年" in found.group("period") else 25
    start = end = found.start("more")
    named = _PART.search(found["more"])
    if named is not None and bool(named["half"]) == (part == 50):
        return purpose[found.start() : found.start("more") + named.end()].strip(), part
    stated = ("平均" in found.group() or "等额" in found.group()) and not _JUDGED.search(purpose)
    for number in numbers(purpose):
        if not start <= number.start < found.end("more"):
            continue
        if number.kind is Kind.PERCENT and number.value != part:
            return "", 0
        if number.kind is Kind.MONEY and (not budget or abs(number.value * 100 / part - budget) > budget / 50):
            return "", 0
        if number.kind in (Kind.PERCENT, Kind.MONEY):
            end, stated = number.end, True
            break
    return (purpose[found.start() : end].strip(), part) if stated else ("", 0)


RULE = Rule(
    code="ZSD04",
    name="plan-against-agreed-payments",
    title="支出计划与付款约定不符",
    category=Category.FEASIBILITY,
    severity=Severity.WARNING,
    automation="B",
    why="合同按季等额付款，累计只可能是25、50、75、100。计划写别的数，到时一定对不上。",
    how_to_fix="按合同的付款时间和金额推算各时点的累计百分比。",
    basis=(Citation(note="支出计划应与合同付款约定一致"),),
    bad=(
        bad(
            "每季度四万五，十月底却是八成",
            good(
                {"fund_plan.3": "25.00", "fund_plan.6": "50.00", "fund_plan.10": "80.00"},
                purpose="绿地面积32850平方米，养护费全年180000元，每季度拨付 45000元。",
            ),
            ("fund_plan.10", "80.00"),
        ),
        bad(
            "每季度付四分之一，没写金额",
            good(
                {"fund_plan.3": "25.00", "fund_plan.6": "60.00", "fund_plan.10": "75.00"},
                purpose="路灯220盏的维护费18万元，每季度分付25%",
            ),
            ("fund_plan.6", "60.00"),
        ),
        bad(
            "按月平均支付，三月底已过半",
            good(
                {"fund_plan.3": "55.00", "fund_plan.6": "57.00", "fund_plan.10": "83.33"},
                purpose="保洁费18万元，按月平均支付，面积3000平方米。",
            ),
            ("fund_plan.3", "55.00"),
        ),
        bad(
            "年底考核后一次付清，三月底就有两成",
            good({"fund_plan.3": "20.00"}, purpose="更换灯具264套，合计18万元，各项费用待12月考核合格后一次性付清。"),
            ("fund_plan.3", "20.00"),
        ),
    ),
    good=(
        fine("没有按季付款的约定", good()),
        fine(
            "按季付款，十月底四分之三",
            good(
                {"fund_plan.3": "25.00", "fund_plan.6": "50.00", "fund_plan.10": "75.00"},
                purpose="养护费全年180000元，每季度拨付45000元。",
            ),
        ),
        fine("按季付款，没说付多少", good(purpose="物业费每季度支付，电费按月支付，合计18万元，面积3000平方米。")),
        fine("每季度的钱只是一部分", good(purpose="保洁费每季度支付2万元，其余10万元用于设备维修，合计18万元。")),
    ),
    check_project=check,
    reads=("budget", "purpose", "fund_plan", "level2", "level3", "target"),
    needs=("fund_plan",),
)
