"""ZSD04: the purpose says how it is paid by quarters or half-years, the plan says something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.clauses import clause_before, sentence_at
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.payment_stages import before_the_first, in_parts, off_its_stages, off_its_steps
from zhunsheng.rules.payment_sums import off_its_sums
from zhunsheng.rules.payment_terms import OF_A_PART, is_of_some, payment_terms
from zhunsheng.rules.prose import Kind, numbers
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief, plain_number

_PAID = re.compile(
    r"(?P<period>每个?季度?(?:结束|终了|期满)?(?:[末初底]?)(?:月)?(?:\d{1,2}[日号])?(?:之?前|后)?|按季度?|每半年(?:[末初底])?)\s*(?:[^，。；;\n\d]{0,6}考核[^，。；;\n\d]{0,6}?)?(?:平均|均|各|等额)?\s*(?:打卡|足额|集中|统一|直接)?(?:拨付|支付|分付|付款|付|结算|缴纳|发放)(?P<more>(?:[^，。；;\n]{0,16})(?:，(?:各付?|每季度?|每次|每半年)[^，。；;\n]{0,10})?)"
)
_UNEVEN = re.compile(r"据实|按实|比例扣|首付|预付|质保|余款|尾款|不等|另行")
_JUDGED = re.compile(r"考核")
"""Where a part is stated in so many words, what is judged only confirms it; else it may be less."""
_PART = re.compile(r"(?P<quarter>四分之一|1[/／]4)|(?P<half>二分之一|1[/／]2|一半)")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Even payments can only stand at whole parts of 100, whether paid at the start or the end of a period."""
    for remark in _told(project):
        known = _speaks_for_all(project, remark.related[0].quote if remark.related else "")
        yield remark if known else replace(remark, severity=Severity.INFO)


def _speaks_for_all(project: Project, words: str) -> bool:
    """False where the agreement stands in an item with a sum of its own, or is one of several: then it is of that item."""
    text, budget = project.purpose or "", project.budget.yuan()
    place = text.find(words)
    if place < 0 or not budget:
        return True
    sums = [n.value for n in numbers(sentence_at(text, place)) if n.kind is Kind.MONEY and not n.is_rate]
    items = [item for item in _ITEM.split(text) if _PAYMENT.search(item)]
    return len(items) < _SEVERAL and (not sums or any(abs(one - budget) <= budget / 50 for one in sums))


_ITEM = re.compile(r"[；;。\n]")
_PAYMENT = re.compile(r"支付|付款|付清|拨付|结算|结清|发放|[各先后预]付|付\d|月付")
_SEVERAL = 3
"""A payment and a word on what is left of it are still one agreement."""


def _told(project: Project) -> Iterator[Remark]:
    words, part = agreed(project.purpose, project.budget.yuan())
    if not words or not part:
        yield from (
            _before_completion(project)
            or _retained(project)
            or _settled(project)
            or _half_first(project)
            or _off_terms(project)
            or _staged(project)
        )
        return
    yield from list(_off_parts(project, words, part)) or _off_terms(project) or _staged(project)


def _off_parts(project: Project, words: str, part: int) -> Iterator[Remark]:
    """The points that are no whole number of even parts."""
    for point in project.fund_plan:
        if point.percent is None or point.percent.value is None or not 0 <= point.percent.value <= 100:
            continue
        if point.percent.value % part == 0 or point.month == _YEARS_END:
            continue
        due = _DUE_BY.get(point.month)
        if "，每" in words and due is not None and abs(point.percent.value - due) <= _NEARLY:
            continue  # 按季考核付款，每季度37.8万元: how the year's tenths fall is left open
        low = point.percent.value // part * part
        yield Remark(
            f"fund_plan.{point.month}",
            f"资金用途写“{brief(words, 20)}”，每次占{part}%，{point.month}月底却计划支出{brief(point.percent.text, 12)}%，付不出这个数。",
            point.percent.text,
            f"按付款约定填，{point.month}月底应是{low}.00或{low + part}.00。",
            related=(Related(project.code, "purpose", words),),
        )


_YEARS_END = 12
"""Another rule wants the whole by then."""


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
        percent = point.percent.value if point.percent else None
        if point.percent is None or percent is None or point.month not in _DUE_BY:
            continue
        if point.month == _OCTOBER and percent == 100:
            told = "四季度的钱10月底还不到付的时候，计划却已付满100%"
        elif _DUE_BY[point.month] + _AHEAD < percent <= 100:
            told = f"{point.month}月底只付得到{_DUE_BY[point.month]}%上下，计划却是{brief(point.percent.text, 12)}%"
        else:
            continue
        return [
            Remark(
                f"fund_plan.{point.month}",
                f"资金用途写“{brief(found.group(), 20)}”，{told}。",
                point.percent.text,
                "按结算时间推算，每个时点只填已经到期的份额。",
                related=(Related(project.code, "purpose", found.group()),),
            )
        ]
    return []


_DUE_BY = {3: 25, 6: 50, 10: 75}
"""The share that is due by each point, where what was done is paid quarter by quarter."""
_OCTOBER = 10
_AHEAD, _NEARLY = 30, 10
"""Percentage points that a plan may run ahead: something bought early in the year besides."""


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


def _before_completion(project: Project) -> list[Remark]:
    """Only the advance is paid before the work is accepted (预付40%、竣工验收后付到90%): two months before its day no more."""
    found = _ADVANCE_THEN_REST.search(project.purpose or "") or _ALL_AFTER.search(project.purpose or "")
    month = _completed_in(project) if found is not None else None
    if found is None or month is None or _STAGES.search(project.purpose or ""):
        return []
    most = Decimal(found.groupdict().get("advance") or 0)
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
_ALL_AFTER = re.compile(
    r"(?<!安装)(?:到货|交货|竣工|完工|交付)[^，。；]{0,8}验收(?:合格)?后(?:一次)?(?:支付|付)(?:合同价?款?的?)?(?:9\d|100)%(?![^。]{0,40}预付)"
)
_STAGES = re.compile(r"进度款|按进度|按月|按季|主体|基础完|过半|分期|中期|阶段|封顶")


def _off_terms(project: Project) -> list[Remark]:
    """All paid by a month, none before one, or evenly over the year: the first point that the term does not allow."""
    for term in payment_terms(project.purpose, project.budget.yuan()):
        for point in project.fund_plan:
            percent = point.percent.value if point.percent else None
            low, high = term.bounds(point.month)
            if point.percent is None or percent is None or point.month == 12 or not 0 <= percent <= 100:
                continue
            if low <= percent <= high:
                continue
            due = plain_number(round(high if percent > high else low, 0))
            most = "最多" if percent > high else "至少"
            return [
                Remark(
                    f"fund_plan.{point.month}",
                    f"资金用途写“{brief(term.words, 24)}”，{point.month}月底{most}付到{due}%，计划却是{brief(point.percent.text, 12)}%。",
                    point.percent.text,
                    "按付款约定推算各时点的累计百分比；分批付款的，用途里写明每批付多少。",
                    related=(Related(project.code, "purpose", term.words),),
                )
            ]
    return []


def _staged(project: Project) -> list[Remark]:
    """Shares agreed by their months (3月底前付10%，6月底累计35%，12月付清): at such a month the plan stands at their sum."""
    text, plan, budget = project.purpose, project.fund_plan, project.budget.yuan()
    certain = off_its_sums(text, budget, plan) or off_its_stages(text, plan)
    likely = off_its_steps(text, plan) or before_the_first(text, plan)
    off = certain or likely or off_its_sums(text, budget, plan, on_time=True)
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
            severity=None if certain else Severity.INFO,
        )
    ]


_AFTERWARDS = re.compile(
    r"按(?:季度?|月)(?:考核)?(?:[，、]?按(?:季度?|月))?(?:考核)?(?:后|合格后|据实)?结算|(?:季度|每季度?|按季度?|按月|每月)考核(?:合格)?后?(?:支付|付款|拨付)|季后[^，。；]{0,8}(?:支付|拨付|付款)"
    r"|(?:^|[，；。])季末月?[^，。；\d]{0,6}(?:\d{1,2}日前)?(?:结算|支付|拨付)(?:当季|上季|本季)"
    r"|每季度?(?:末月|末|结束后?|终了后?)[^，。；\d]{0,14}(?:支付|拨付|结算)(?:当季|上季|本季|上一季度)"
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


@lru_cache(maxsize=4096)
def agreed(purpose: str | None, budget: Decimal | None) -> tuple[str, int]:
    """The words that agree on even payments and the percent of each; nothing unless they state an even part."""
    parted = in_parts(purpose) if purpose else None
    if purpose and parted and not _UNEVEN.search(purpose) and not OF_A_PART.search(clause_before(purpose, parted[2])):
        return parted[:2]
    if not purpose or _UNEVEN.search(purpose):
        return "", 0
    for found in _PAID.finditer(purpose):
        if is_of_some(purpose, found.start(), budget):
            return "", 0
        even = _even_part(purpose, found, budget)
        if even is None:
            return "", 0
        if even[1]:
            return even
    return "", 0


def _even_part(purpose: str, found: re.Match[str], budget: Decimal | None) -> tuple[str, int] | None:
    """The even part of one agreement; ("", 0) where it states none, ``None`` where it states an uneven one."""
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
            return None
        if number.kind is Kind.MONEY and (not budget or abs(number.value * 100 / part - budget) > budget / 50):
            return None
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
            "先说考核后付款，再说每季度付25%",
            good(
                {"fund_plan.3": "25.00", "fund_plan.6": "80.00", "fund_plan.10": "75.00"},
                purpose="路灯220盏的维护费18万元，按季度考核后于季末付款，每季度支付25%。",
            ),
            ("fund_plan.6", "80.00"),
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
