"""What the money of a purpose is reckoned for, where goal and indicators promise another number of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.model.finding import Related, Severity
from zhunsheng.model.indicator import Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.clauses import sentence_at
from zhunsheng.rules.each_time import people_each_time
from zhunsheng.rules.line_items import paid_counts
from zhunsheng.rules.mentions import Mention, linked, promised
from zhunsheng.rules.money_in_text import some_make
from zhunsheng.rules.prose import Kind, Number, counts, numbers
from zhunsheng.rules.rule import Remark
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.slips_of_numbers import may_be_slip
from zhunsheng.rules.wording import brief, plain_number

_MEND = "核实实际数量，用途、目标、指标三处写成一致。"
_HEADS = frozenset({"人", "户", "家"})
_TWO = 2


def paid_for_others(project: Project, year: int | None) -> Iterator[Remark]:
    """The first of these that holds: people each time, times at each place, heads that are paid, pieces the budget buys."""
    if project.purpose:
        found = (
            _of_each_time(project), _times_at_places(project), _whole_budget(project), _one_line(project), _by_its_formula(project),
        )  # fmt: skip
        remark = next((one for one in found if one is not None), None) or next(_paid_otherwise(project, year), None)
        if remark is not None:
            yield remark


def _of_each_time(project: Project) -> Remark | None:
    """So many people each time, so many times, where goal and indicator both say another number."""
    each = people_each_time(project.purpose)
    if each is None:
        return None
    values = {value for value, unit in _promises(project) if unit in _HEADS}
    told = [n for n in counts(project.goal) if n.unit in _HEADS and not n.per]
    one = next((n for n in told if n.value in values and each.made / 2 <= n.value <= each.made * 2), None)
    if one is None or any(n.value == each.made for n in told):
        return None
    return Remark(
        "goal",
        f"资金用途写{each.words}，共{plain_number(each.made)}人，绩效目标写“{brief(one.text, 12)}”，对不上。",
        one.text,
        _MEND,
        related=(Related(project.code, "purpose", each.each.text),),
        severity=None if may_be_slip(each.made, one.value) else Severity.INFO,
    )


def _times_at_places(project: Project) -> Remark | None:
    """128站×4次 are 512站次, where the one indicator in that unit promises 502."""
    for found in _AT_PLACES.finditer(project.purpose or ""):
        made = Decimal(found["places"]) * Decimal(found["times"])
        units = {found["unit"], found["place"] + found["unit"]}
        rows = [(index, value) for index, (value, unit) in enumerate(_promises(project, every=True)) if unit in units]
        if len(rows) != 1 or not made / 2 <= rows[0][1] <= made * 2 or rows[0][1] == made:
            continue
        index, value = rows[0]
        target = project.indicators[index].target
        if target is None or plain_number(made) in (project.goal or ""):
            continue
        return Remark(
            f"indicators[{index}].target",
            f"资金用途按“{brief(found['words'], 14)}”算钱，共{plain_number(made)}{found['unit']}，指标值写“{brief(target.text, 12)}”，对不上。",
            target.text,
            _MEND,
            related=(Related(project.code, "purpose", found["words"]),),
            severity=None if may_be_slip(made, value) else Severity.INFO,
        )
    return None


_AT_PLACES = re.compile(
    r"(?<![\d.,])(?P<words>(?P<places>[1-9]\d*)(?:个|座|所|家|处)?(?P<place>[\u4e00-\u9fff]{1,3})[×xX*](?:每[\u4e00-\u9fff])?(?P<times>[1-9]\d*)(?P<unit>次|场|期|遍|趟|轮))(?=\s*[×xX*]\s*[\d.,]+\s*万?元)"
)


def _whole_budget(project: Project) -> Remark | None:
    """The budget is just so many pieces at the text's one price (240场，每场3800元), and fewer are promised."""
    budget, found = project.budget.yuan(), numbers(project.purpose)
    prices = [n for n in found if n.kind is Kind.MONEY and n.is_rate and len(n.per) == 1] if budget else []
    bought = [
        n for n in found if n.kind is Kind.COUNT and not n.per for price in prices
        if n.unit == price.per[0] and n.value >= _MANY and n.value * price.value == budget
    ]  # fmt: skip
    if len({(n.value, n.unit) for n in bought}) != 1:
        return None
    one = bought[0]
    rows = [(value, index) for index, (value, unit) in enumerate(_promises(project, every=True)) if unit == one.unit]
    said = {n.value for n in counts(project.goal) if n.unit == one.unit}
    if not rows or any(value == one.value for value, _ in rows) or one.value in said:
        return None
    value, index = max(rows)
    target = project.indicators[index].target
    if target is None or not one.value / 2 <= value < one.value or value not in said:
        return None
    if any(n.value == value and n.unit == one.unit for n in found if n.kind is Kind.COUNT):
        return None
    return Remark(
        f"indicators[{index}].target",
        f"预算正好是{one.text}的钱，绩效目标和指标都只写{plain_number(value)}{one.unit}，少了{plain_number(one.value - value)}{one.unit}。",
        target.text,
        _MEND,
        related=(Related(project.code, "purpose", one.text),),
    )


_MANY = 5
"""Of fewer pieces the product may be the budget's by chance."""


def _one_line(project: Project) -> Remark | None:
    """Of the pieces that are paid line by line, one that no row promises, and one row in that unit that nothing pays."""
    goal, text = project.goal or "", project.purpose or ""
    paid = _paid_pieces(text)
    promises = _promises(project, every=True)
    for unit in dict.fromkeys(number.unit for number in paid):
        bought = Counter({number.value for number in paid if number.unit == unit})
        wanted = Counter(value for value, one in promises if one == unit)
        unpaid, unwanted = list((wanted - bought).elements()), list((bought - wanted).elements())
        if unpaid and len(unwanted) >= _LIST:
            remark = _of_all_pieces(project, unit, max(unpaid), paid)
            if remark is not None:
                return remark
        if len(unpaid) != 1 or len(unwanted) != 1 or not unwanted[0] / 2 <= unpaid[0] <= unwanted[0] * 2:
            continue
        listed = [n.value for n in counts(text) if n.unit == unit and not n.per]
        if min(unpaid[0], unwanted[0]) < _SOME or some_make(listed, unpaid[0], Decimal(0)):
            continue
        index = promises.index((unpaid[0], unit))
        row, one = project.indicators[index], next(n for n in paid if n.unit == unit and n.value == unwanted[0])
        told = [n for n in counts(goal) if n.unit == unit]
        if row.target is None or not any(n.value == unpaid[0] for n in told) or any(n.value == one.value for n in told):
            continue
        same = pairs(row.level3) & pairs(sentence_at(text, one.start))
        if not same or any(n.value == unpaid[0] and n.unit == unit for n in counts(text)):
            continue
        return Remark(
            f"indicators[{index}].target",
            f"资金用途按“{brief(one.text, 12)}”算钱，绩效目标和指标写“{brief(row.target.text, 12)}”，数量对不上。",
            row.target.text,
            _MEND,
            related=(Related(project.code, "purpose", one.text),),
            severity=None if len(same) > 1 or len(bought & wanted) else Severity.INFO,
        )
    return None


def _of_all_pieces(project: Project, unit: str, wanted: Decimal, paid: list[Number]) -> Remark | None:
    """The one row in a unit promises nearly what all paid pieces make, and the goal says so too: 35万餐次 of 30.5万."""
    made = sum({n.start: n.value for n in paid if n.unit == unit}.values(), Decimal(0))
    said = {n.value for n in counts(project.goal) if n.unit == unit}
    index = _promises(project, every=True).index((wanted, unit))
    target = project.indicators[index].target
    told = {n.start for n in counts(project.purpose) if n.unit == unit and not n.per}
    if told != {n.start for n in paid if n.unit == unit} or target is None or "（" in target.text:
        return None
    if wanted not in said or made in said or wanted == made or not may_be_slip(wanted, made):
        return None
    if any(n.value == wanted and n.unit == unit for n in counts(project.purpose)):
        return None
    return Remark(
        f"indicators[{index}].target",
        f"资金用途各项加起来是{plain_number(made)}{unit}，绩效目标和指标写“{brief(target.text, 12)}”，数量对不上。",
        target.text,
        _MEND,
        related=tuple(Related(project.code, "purpose", n.text) for n in paid if n.unit == unit)[:4],
        severity=None if len({n.start for n in paid if n.unit == unit}) > _LIST else Severity.INFO,
    )


_LIST = 3


def _paid_pieces(text: str) -> list[Number]:
    """The counts that one of the text's prices turns into one of its sums."""
    found = numbers(text)
    sums = [n.value for n in found if n.kind is Kind.MONEY and not n.is_rate and n.upper is None]
    prices = [n for n in found if n.kind is Kind.MONEY and n.is_rate and len(n.per) == 1 and n.upper is None]
    return [
        n for n in found if n.kind is Kind.COUNT and not n.per and n.upper is None and n.value >= _TWO
        if not _PAID_SO_FAR.search(text, 0, n.start)
        if any(n.unit in (p.per[0], f"{p.per[0]}次") and any(abs(n.value * p.value - one) <= _CENTS for one in sums) for p in prices)
    ]  # fmt: skip


_CENTS = 50
_SOME = 10
"""Fewer pieces may be some of many."""
_PAID_SO_FAR = re.compile(r"(?:付|累计|预拨|结算|拨付)$")
"""What is counted is a payment's share of the pieces: 6月底前付96场."""


def _by_its_formula(project: Project) -> Remark | None:
    """A row whose basis is nothing but a formula that makes another number: ≥450人天 from 2人×250个工作日."""
    for index, (value, _) in enumerate(_promises(project, every=True)):
        row = project.indicators[index]
        for cell in ("basis", "description"):
            text = getattr(row, cell) or ""
            made = _made_by(text) if value and "×" in text else None
            if made is None or made == value or row.target is None or not value / 2 <= made <= value * 2:
                continue
            return Remark(
                f"indicators[{index}].target",
                f"“{brief(text, 20)}”算出来是{plain_number(made)}，指标值写“{brief(row.target.text, 12)}”，对不上。",
                row.target.text,
                "核对算式里的数和指标值，改成算得出来的数。",
                related=(Related(project.code, f"indicators[{index}].{cell}", text),),
            )
    return None


_FIGURE = r"\d[\d,]*(?:\.\d+)?"
_FORMULA = re.compile(
    rf"{_FIGURE}万?[\u4e00-\u9fff㎡]{{0,4}}(?:[×＋+]{_FIGURE}万?[\u4e00-\u9fff㎡]{{0,4}})+(?:测算|计算|推算)?"
)
_TERM = re.compile(rf"(?P<sign>[×＋+]?)(?P<figure>{_FIGURE})(?P<scale>万?)")


def _made_by(text: str) -> Decimal | None:
    """What a cell that is a formula makes: 4期×50人＋2期×45人 → 290; ``None`` for any other words."""
    if not _FORMULA.fullmatch(text.strip()):
        return None
    terms: list[Decimal] = []
    for found in _TERM.finditer(text):
        value = Decimal(found["figure"].replace(",", "")) * (10_000 if found["scale"] else 1)
        if found["sign"] == "×":
            terms[-1] *= value
        else:
            terms.append(value)
    return sum(terms, Decimal(0))


def _promises(project: Project, *, every: bool = False) -> list[tuple[Decimal, str]]:
    """What the rows of quantity promise; with ``every`` one entry a row, of no unit where it promises no quantity."""
    said = [promised(row.target) if row.kind2 is Level2.QUANTITY else None for row in project.indicators]
    return [one or (Decimal(0), "") for one in said if every or one is not None]


def _paid_otherwise(project: Project, year: int | None) -> Iterator[Remark]:
    """Goal and indicator agree on one number, and all money is reckoned for another: 安置240名 beside 260人×400元×12个月."""
    paid = paid_counts(project.purpose)
    if not paid:
        return
    told = linked(project.goal, enumerate(project.indicators), year)
    for unit, number in paid.items():
        rows = [
            index
            for index, row in enumerate(project.indicators)
            if row.kind2 is Level2.QUANTITY and (said := promised(row.target)) is not None and said[1] == unit
        ]
        if len(rows) != 1 or not told.get(rows[0]):
            continue
        row, one = project.indicators[rows[0]], told[rows[0]][0]
        said = promised(row.target)
        if said is None or one.number.value != said[0] or one.number.unit != unit or one.number.value == number.value:
            continue
        purpose = project.purpose or ""
        if unit not in _HEADS or not said[0] * 3 <= number.value * 4 or not number.value * 3 <= said[0] * 4:
            continue  # so far apart, the money goes to others (6个护工, 80名老人)
        if any(n.value == said[0] for n in counts(purpose)) or purpose.count(number.text) < _TWO:
            continue
        if plain_number(number.value) in f"{row.description}{row.basis}{project.goal}":
            continue
        words = words_at(project.goal or "", one)
        yield Remark(
            "goal",
            f"资金用途按“{brief(number.text, 12)}”算钱，绩效目标写“{brief(words, 16)}”，数量对不上。",
            words,
            _MEND,
            related=(Related(project.code, "purpose", number.text), *stated_by(project, one.number, number)),
        )


def words_at(text: str, mention: Mention) -> str:
    """The number with up to three characters of what it counts; a verb or a joining word behind it is none of it."""
    behind = _NO_THING.split(mention.behind[:3])[0]
    return (
        text[mention.number.start : mention.number.end + len(behind)]
        if text.startswith(behind, mention.number.end)
        else mention.number.text
    )


_NO_THING = re.compile(r"[和与及的在由并为需要以路大新改建完购更安装开]")


def stated_by(project: Project, goal: Number, purpose: Number) -> Iterator[Related]:
    """The targets that give the goal's number or the purpose's, in the goal's unit."""
    for index, row in enumerate(project.indicators):
        target = row.target
        if target and target.unit == goal.unit and target.number in (goal.value, purpose.value) and target.text:
            yield Related(project.code, f"indicators[{index}].target", target.text)
