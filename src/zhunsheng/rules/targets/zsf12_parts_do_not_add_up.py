"""ZSF12: the sums listed in the purpose do not add up to its total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.money_in_text import (
    Total,
    is_open_list,
    money,
    parts,
    some_make,
    source_gap,
    source_splits,
    speaks_of_part_payments,
    the_total,
)
from zhunsheng.rules.reckoning import Reckoning, reckonings
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.shared_by import (
    by_years,
    headed_items,
    of_first_items,
    of_numbered_items,
    shared_by,
    shares_of_the_year,
    sources_of_total,
    what_is_left,
)
from zhunsheng.rules.slips_of_numbers import may_be_slip
from zhunsheng.rules.sum_lists import SumList, is_source, sum_lists
from zhunsheng.rules.wording import brief, plain_number, wan


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Every list that the text adds up itself; else the sums of the text against the budget."""
    text = project.purpose
    if not text:
        return
    yield from _by_source(project, text)
    yield from _by_share(project, text)
    yield from _after_deduction(project, text)
    yield from _of_some_items(text)
    years, items = by_years(text), of_numbered_items(text) or of_first_items(text)
    for made, stated in headed_items(text):
        if abs(made - stated.value) > _LITTLE and may_be_slip(made, stated.value) and made * _NEARLY > stated.value:
            yield _missed(f"这一项里分开写的加起来是{wan(made)}", stated.text)
    payers, shares = sources_of_total(text), shares_of_the_year(text)
    if payers is not None and abs(payers.found - payers.whole.value) > _LITTLE:
        yield _missed(
            f"各项资金来源加起来是{wan(payers.found)}，合计是{wan(payers.whole.value)}", payers.parts[-1].text
        )
    if shares is not None and abs(shares[1] - 100) > Decimal("0.1"):
        yield Remark(
            "purpose",
            f"各时段所占的比例加起来是{plain_number(shares[1])}%，不是100%。",
            shares[0],
            "逐段核对，改成加起来是100%。",
        )
    if (
        years is not None
        and abs(years.found - years.whole.value) > _LITTLE
        and may_be_slip(years.found, years.whole.value)
    ):
        yield _missed(f"各年加起来是{wan(years.found)}", years.whole.text)
    if items is not None and abs(items[0] - items[1].value) > _LITTLE and may_be_slip(items[0], items[1].value):
        yield _missed(f"这几项加起来是{wan(items[0])}", items[1].text)
    lists = sum_lists(text)
    told: set[str] = set()
    for one in lists:
        remark = _of_list(project, text, one)
        if remark is not None:
            told.add(remark.quote)
            yield remark
    for reckoning in reckonings(text):
        wrong = reckoning.is_sum and not reckoning.comes_out and not reckoning.is_mixed_up
        if wrong and reckoning.stated.text not in told:
            told.add(reckoning.stated.text)
            yield _of_reckoning(text, reckoning)
    if not lists and not told:
        yield from _against_budget(project, text)


def _of_reckoning(text: str, reckoning: Reckoning) -> Remark:
    """A sum written out with plus signs that its own figures do not make: （34+24+9.8）111万元."""
    words = reckoning.words(text)
    return Remark(
        "purpose",
        f"{brief(words, 30)}＝{wan(reckoning.yuan)}，用途却写成{wan(reckoning.stated.value)}。",
        reckoning.stated.text,
        "逐项核对，补上漏掉的或改正写错的。",
    )


def _by_source(project: Project, text: str) -> Iterator[Remark]:
    """A whole that is split by its sources, which do not make it: 54万元，其中财政资金30万元，赞助收入20万元."""
    for one in source_splits(text):
        gap = source_gap(one)
        if gap is None:
            continue
        yield Remark(
            "purpose",
            f"资金来源{len(one.parts)}项加起来是{wan(one.found)}，总数是{brief(one.whole.text, 12)}，{'多' if gap > 0 else '少'}了{wan(abs(gap))}。",
            one.words,
            "逐项核对来源，改正写错的；还有别的来源，一并写出来。",
        )


def _by_share(project: Project, text: str) -> Iterator[Remark]:
    """What several bear by shares of the whole, where one share is its part of the budget and the sums do not make it."""
    one, budget = shared_by(text), project.budget.yuan()
    if one is None or not budget or abs(one.found - budget) <= _LITTLE:
        return
    right = [
        abs(budget * share / 100 - said.value) <= _LITTLE for share, said in zip(one.shares, one.sums, strict=True)
    ]
    if not any(right):
        return  # the shares are of another whole
    wrong = next(number for number, fits in enumerate(right) if not fits)
    share, said = one.shares[wrong], one.sums[wrong]
    yield Remark(
        "purpose",
        f"各方承担的加起来是{wan(one.found)}，预算数是{wan(budget)}；{plain_number(share)}%该是{wan(budget * share / 100)}，写成了{brief(said.text, 12)}。",
        said.text,
        "按比例重算各方承担的数，加起来等于预算数。",
    )


def _after_deduction(project: Project, text: str) -> Iterator[Remark]:
    """小计1468.62万元，扣除18.62万元，安排1450万元: the whole less what is taken off it must be what is asked."""
    one = what_is_left(text)
    if one is None or abs(one.yuan - one.rest.value) <= _LITTLE:
        return
    yield Remark(
        "purpose",
        f"{brief(one.whole.text, 14)}扣除{brief(one.off.text, 14)}，剩{wan(one.yuan)}，用途却写{brief(one.rest.text, 14)}。",
        one.rest.text,
        "核对合计、扣除的数和安排的数，改成减得出来的数。",
    )


_LITTLE = 100
"""元 by which sums may differ that are printed in 万元 with two places."""


def _missed(told: str, stated: str) -> Remark:
    return Remark("purpose", f"{told}，用途写成{brief(stated, 12)}。", stated, "逐项核对，改成加得起来的数。")


def _of_some_items(text: str) -> Iterator[Remark]:
    """A sum said to be of so many items (三项47.49万元) that no such items make, but nearly: 49.47万元."""
    sums = [n for n in money(text) if not n.is_rate and n.upper is None]
    for found in _ITEMS_SUM.finditer(text):
        stated = next((n for n in sums if n.start == found.start("sum")), None)
        before = [n.value for n in sums if stated is not None and n.start < stated.start]
        count = _HOW_MANY.index(found["count"]) + 2
        if stated is None or not count < len(before) <= _MOST or stated.approximate:
            continue
        made = [sum(some, Decimal(0)) for some in combinations(before, count)]
        if any(abs(one - stated.value) <= _LITTLE for one in made):
            continue
        near = [one for one in made if sorted(f"{one:f}".rstrip("0")) == sorted(f"{stated.value:f}".rstrip("0"))]
        if near:
            yield _missed(f"{found['count']}项加起来是{wan(near[0])}", stated.text)


_NEARLY = Decimal("1.2")
_ITEMS_SUM = re.compile(
    r"(?<=[，。；;、])(?:前|以上|上述)?(?P<count>[两三四五六])项(?:费用|合计|共计|共|计)?(?P<sum>\d[\d.,]*万?元)"
)
_HOW_MANY = "两三四五六"
_MOST = 12


def _of_list(project: Project, text: str, one: SumList) -> Remark | None:
    """Silent when any choice of the sums makes the total: some of them are then details of others."""
    whole = one.total.value
    values = (*one.parts, *one.details)
    slack = whole / 10 if one.rough else Decimal(100)
    found = sum(one.parts, Decimal(0)) or sum(one.details, Decimal(0))
    if whole and _makes_the_budget(project, one):
        return _remark(project, one.words, found, whole, "合计", one.total.text)
    if not whole or any(value >= whole for value in values):
        return None
    if some_make(values, whole, slack) and (found == whole or not _is_told_item_by_item(text, one)):
        return None
    if one.parts and one.may_come_out(slack):
        return None
    if found < whole and is_open_list(text[: one.total.start]):
        return None
    return _remark(
        project, one.words or tuple(f"{wan(value)}" for value in one.details), found, whole, "合计", one.total.text
    )


def _makes_the_budget(project: Project, one: SumList) -> bool:
    """True where the parts make the budget to the cent and the total does not: then it is the total that is wrong."""
    budget, found = project.budget.yuan(), sum(one.parts, Decimal(0))
    off = (
        abs(one.total.value - found) > 100 and one.total.value * 10_000 != found
    )  # 118元 for 118万元 is another rule's
    return off and not one.rough and len(one.parts) >= _A_LIST and found == budget


_A_LIST = 3


def _is_told_item_by_item(text: str, one: SumList) -> bool:
    """True where each sum has a sentence of its own up to the total, so that none can be a detail of another."""
    told = text[: one.total.start]
    items = [item for item in _ITEM.split(told) if item.strip()]
    if any(_is_subtotal(one.parts, place) for place in range(2, len(one.parts))):
        return False
    if one.details or one.others or one.rough or _DETAILS.search(told) or not 3 <= len(one.parts) == len(items) - 1:
        return False
    return all(len([n for n in money(item) if not n.is_rate]) == 1 for item in items[:-1])


def _is_subtotal(parts: tuple[Decimal, ...], place: int) -> bool:
    """True for a sum that those right before it make: 五类小计707.712万元."""
    return any(sum(parts[first:place], Decimal(0)) == parts[place] for first in range(place - 1))


_ITEM = re.compile(r"[；;。]")
_DETAILS = re.compile(r"其中|含|包括|包含|分别|[（(]|[×xX*＊+＋=＝]|分摊|承担|配套|自筹|财政|补助资金")
"""Words that make a sum a part or a source of another."""


def _against_budget(project: Project, text: str) -> Iterator[Remark]:
    listed, budget = parts(text), project.budget.yuan()
    total = the_total(text)
    firm = total if total and total.firm else None
    if firm is None and len(listed) > _A_LIST and _LED_BY.match(text, listed[0].end):
        firm, listed = Total(listed[0], True), listed[1:]  # 监理经费31.9万元：检验15.6万元；…
    whole = firm.yuan if firm else None if speaks_of_part_payments(text) else budget
    sources = [number for number in listed if is_source(text, number)]
    if sources and budget and abs(sum((n.value for n in sources), Decimal(0)) - budget) <= 100:
        listed, whole = tuple(number for number in listed if number not in sources), budget
    values = [number.value for number in listed]
    if len(listed) < 2 or not whole or whole < 0 or any(value >= whole for value in values):
        return
    slack = whole / 10 if any(number.approximate for number in listed) else Decimal(100)
    if some_make(values, whole, slack) or (budget and some_make(values, budget, slack)):
        return
    if firm and budget and budget > firm.yuan and some_make(values, budget - firm.yuan, slack):
        return
    found = sum(values, Decimal(0))
    if found < whole and (is_open_list(text) or not firm):
        return
    words = tuple(number.text for number in listed)
    label, at = ("合计", firm.number.text) if firm else ("预算数", listed[0].text)
    remark = _remark(project, words, found, whole, label, at)
    yield remark if firm else replace(remark, severity=Severity.INFO)


_LED_BY = re.compile(r"\s*[：:]|[，,]\s*(?:包括|其中包括|主要用于|用于|明细为|构成为|支出构成)\s*[：:]")
"""What stands between a sum and the list that it heads."""


def _remark(project: Project, words: tuple[str, ...], found: Decimal, whole: Decimal, label: str, at: str) -> Remark:
    word = "多" if found > whole else "少"
    return Remark(
        "purpose",
        f"用途列的{len(words)}项加起来是{wan(found)}，{label}是{wan(whole)}，{word}了{wan(abs(found - whole))}。",
        at,
        "逐项核对，补上漏掉的或改正写错的。",
        related=tuple(Related(project.code, "purpose", text) for text in words),
        severity=None if may_be_slip(found, whole) else Severity.INFO,
    )


RULE = Rule(
    code="ZSF12",
    name="parts-do-not-add-up",
    title="明细相加不等于合计",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    automation="B",
    why="明细加不出合计，说明有漏项或抄错，预算数就站不住。",
    how_to_fix="逐项重新加总，合计、预算数与明细一致。",
    basis=(Citation(note="用途明细之和等于合计"),),
    bad=(
        bad(
            "三项加起来不到合计",
            good(purpose="其中办公费5万元，印刷费3万元，租车费8万元，合计18万元。"),
            ("purpose", "18万元"),
        ),
        bad(
            "明细超过预算数",
            good(purpose="用于更换教室灯具264套，其中灯具15.12万元，线路改造4.88万元。"),
            ("purpose", "15.12万元"),
        ),
        bad(
            "质保金的话不妨碍把明细加一遍",
            good(purpose="灯具15.12万元；线路改造2.18万元；合计18万元。验收后付款，留3%质保金。"),
            ("purpose", "18万元"),
        ),
        bad(
            "两级资金够了，开支多出一项",
            good(purpose="县级补助10万元，学校配套8万元，用于灯具15.12万元、线路改造3.88万元、检测1万元。"),
            ("purpose", "15.12万元"),
        ),
        bad(
            "两级来源加不出总数",
            good(purpose="更换灯具264套，共需资金18万元，其中县级财政资金12万元，学校自筹5万元。"),
            ("purpose", "18万元，其中县级财政资金12万元，学校自筹5万元"),
        ),
        bad(
            "三项加起来就是预算数，合计却漏了一项",
            good(purpose="灯具9万元；安装6万元；检测3万元；合计12万元。"),
            ("purpose", "12万元"),
        ),
    ),
    good=(
        fine("加起来正好", good()),
        fine(
            "只说了上级来源",
            good(purpose="更换灯具264套，共需资金18万元，其中中央补助8万元，省级补助6万元。"),
        ),
        fine(
            "单价乘一台就是一项",
            good(purpose="购置检测仪1台，预算单价16万元；培训2人，每人0.5万元，计1万元；安装调试1万元；合计18万元。"),
        ),
        fine(
            "用元写的全年数也是一项",
            good(purpose="保洁员补助5人，每人每月2,400元，全年144,000元；工具36,000元；合计180,000元。"),
        ),
        fine(
            "末项写“左右”",
            good(
                {"budget.total": "5.00", "budget.fiscal": "5.00"},
                purpose="其中办公费0.5万元，设施维修等3.5万元，租车费用1万元左右。",
            ),
        ),
        fine("只列了主要几项", good(purpose="其中办公费5万元，印刷费3万元等，合计18万元。")),
        fine("先给一项的合计，再给别的项", good(purpose="电费全年合计10万元，水费5万元，气费3万元，办公楼3栋。")),
        fine("县级只承担一部分", good(purpose="中央补助20万元，县级配套18万元，建设教室12间。")),
        fine("有一项是另一项的明细", good(purpose="设备费15万元，其中主机9万元，辅材6万元；安装费3万元，合计18万元。")),
    ),
    check_project=check,
    reads=("budget", "purpose"),
)
