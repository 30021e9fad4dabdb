"""Mistakes in the reckoning of the money."""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

from mutations import Good, Mutant, Mutation
from mutations.figures import Figure, changed, other_number, printed, put, rows, sums
from zhunsheng.model.project import Project

_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_SUM = rf"{_NUMBER}(万元|元)"
_PRODUCT = re.compile(
    rf"{_NUMBER}(万?)[一-龥㎡]{{0,4}}[×xX*]{_NUMBER}(万?元)?(?:[/／][一-龥·/㎡]{{1,6}})?(?:[×xX*]{_NUMBER}[一-龥]{{0,3}})?[=＝]{_SUM}"
)
_LINE = re.compile(rf"{_NUMBER}(万?)([一-龥㎡]{{1,3}})，每([一-龥㎡]{{1,2}}){_SUM}，(?:计|共|共计|小计|合计)?{_SUM}")
_PAY = re.compile(
    rf"{_NUMBER}([名人])[^，。；\d]{{0,8}}，(?:每人每月|人均每月|月人均)([一-龥]{{0,6}}){_SUM}，"
    rf"(?:(?:按|发放|共|计)?(\d+)个月，?|全年)(?:合?计|共需?|需|共计)?{_SUM}"
)


def _yuan(digits: str, unit: str | None) -> Decimal:
    return Decimal(digits.replace(",", "")) * {"万元": 10_000, "万": 10_000}.get(unit or "", 1)


def _result_of(text: str, pattern: re.Pattern[str], group: int) -> Figure | None:
    """The product's sum as a figure."""
    found = pattern.search(text)
    if found is None:
        return None
    return Figure(found[group], found[group + 1], found.start(group), found.end(group + 1))


def _wrong_result(good: Good, random: Random, figure: Figure) -> Mutant:
    text = good.project.purpose or ""
    digits = other_number(figure.digits, random)
    return changed(
        good, {"purpose": put(text, figure, digits)}, {"purpose"}, f"{figure.digits}{figure.unit} → {digits} 于 {text}"
    )


def _products(text: str) -> list[re.Match[str]]:
    fit = []
    for found in _PRODUCT.finditer(text):
        made = _yuan(found[1], found[2]) * _yuan(found[3], found[4]) * Decimal((found[5] or "1").replace(",", ""))
        said = _yuan(found[6], found[7])
        if made == said or made * 10_000 == said:
            fit.append(found)
    return fit


def product(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The sum of a written product is wrong."""
    found = _products(good.project.purpose or "")
    if not found:
        return None
    one = random.choice(found)
    return _wrong_result(good, random, Figure(one[6], one[7], one.start(6), one.end(7)))


def factor(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A factor of a written product is wrong."""
    found = _products(good.project.purpose or "")
    if not found:
        return None
    one = random.choice(found)
    group = random.choice([1, 3, *([5] if one[5] else [])])
    return _wrong_result(good, random, Figure(one[group], "", one.start(group), one.end(group)))


def _lines(text: str) -> list[re.Match[str]]:
    fit = []
    for found in _LINE.finditer(text):
        same = found[3] == found[4] or (found[3] in "名人" and found[4] == "人")
        if same and _yuan(found[1], found[2]) * _yuan(found[5], found[6]) == _yuan(found[7], found[8]):
            fit.append(found)
    return fit


def line(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The sum of “12台，每台3000元，计3.6万元” is wrong."""
    found = _lines(good.project.purpose or "")
    if not found:
        return None
    one = random.choice(found)
    return _wrong_result(good, random, Figure(one[7], one[8], one.start(7), one.end(8)))


def price(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The count or the price of such a line is wrong."""
    found = _lines(good.project.purpose or "")
    if not found:
        return None
    one = random.choice(found)
    group = random.choice([1, 5])
    return _wrong_result(good, random, Figure(one[group], "", one.start(group), one.end(group)))


def wages(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """People × a month's pay × months is wrong."""
    text = good.project.purpose or ""
    fit = [
        found
        for found in _PAY.finditer(text)
        if _yuan(found[1], "") * _yuan(found[4], found[5]) * Decimal(found[6] or 12) == _yuan(found[7], found[8])
    ]
    if not fit:
        return None
    one = random.choice(fit)
    group = random.choice([1, 4, 7])
    return _wrong_result(good, random, Figure(one[group], "", one.start(group), one.end(group)))


_TOTAL = re.compile(rf"(?:合计|共计|总计|总共|总价|[一二三四五六七八九]项共|共需(?:资金)?|总投资|计){_SUM}")
_RATE_BEFORE = re.compile(r"(?:每[一-龥]{1,4}(?:每[一-龥]{1,2})?[一-龥]{0,6}|单价|均价|标准|[×xX*(（+＋])(?:约|为)?$")


def _addends(project: Project) -> list[Figure]:
    """The sums before a total that together make it exactly; none where they do not."""
    text = project.purpose or ""
    for total in _TOTAL.finditer(text):
        listed = [
            one
            for one in sums(text[: total.start()])
            if not _RATE_BEFORE.search(text[: one.start])
            and text[one.end : one.end + 1] not in ("/", "／", "×", "x", "*", "+")
        ]
        if len(listed) >= 2 and sum(one.yuan for one in listed) == _yuan(total[1], total[2]):
            return listed
    return []


def addend(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """One of the sums that a text adds up is wrong."""
    listed = _addends(good.project)
    return _wrong_result(good, random, random.choice(listed)) if listed else None


def dropped_item(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A whole item is lost from the list, its sum still in the total."""
    listed, text = _addends(good.project), good.project.purpose or ""
    fit = []
    for one in listed[1:]:
        start = max(text.rfind(mark, 0, one.start) for mark in "；;")
        end = min((text.find(mark, one.end) for mark in "；;" if mark in text[one.end :]), default=-1)
        inside = [other for other in listed if start < other.start < end]
        if start > 0 and end > 0 and inside == [one]:
            fit.append((start, end))
    if len(listed) < 3 or not fit:
        return None
    start, end = random.choice(fit)
    return changed(good, {"purpose": text[:start] + text[end:]}, {"purpose"}, f"漏了 {text[start:end]}")


def _of_budget(good: Good) -> list[Figure]:
    budget, text = good.project.budget.yuan(), good.project.purpose or ""
    return [
        one for one in sums(text) if budget and one.yuan == budget and text[one.end : one.end + 1] not in ("/", "／")
    ]


def total(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The purpose's total is not the budget."""
    found = _of_budget(good)
    if len(found) != 1:
        return None
    return _wrong_result(good, random, found[0])


def budget(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The budget is another than the purpose's total."""
    printed_total, project = good.project.budget.total, good.project
    if len(_of_budget(good)) != 1 or printed_total is None or project.budget.other is not None:
        return None
    digits = other_number(printed_total.text, random)
    cells: dict[str, str | None] = {"budget.total": digits, "budget.fiscal": digits}
    return changed(good, cells, {"purpose", "budget.total", "budget.fiscal"}, f"预算数 {printed_total.text} → {digits}")


def parts(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The budget is not what its sources make."""
    cells = ["budget.total", "budget.fiscal", *(["budget.other"] if good.project.budget.other else [])]
    address = random.choice(cells)
    old = getattr(good.project.budget, address[7:])
    if old is None or not re.fullmatch(r"[\d.,]+", old.text):
        return None
    digits = other_number(old.text, random)
    return changed(good, {address: digits}, set(cells), f"{address} {old.text} → {digits}")


def rounded(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The budget is rounded to a tenth of a 万元, the purpose's total is not."""
    old, project = good.project.budget.total, good.project
    if (
        len(_of_budget(good)) != 1
        or old is None
        or project.budget.other is not None
        or not re.fullmatch(r"\d+\.\d[1-9]", old.text)
    ):
        return None
    digits = f"{Decimal(old.text).quantize(Decimal('0.1'))}0"
    cells: dict[str, str | None] = {"budget.total": digits, "budget.fiscal": digits}
    return changed(good, cells, {"purpose", "budget.total", "budget.fiscal"}, f"预算数 {old.text} → {digits}")


_SLIP = {"万元": "元", "元": "万元"}


def total_unit(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The total's 万元 is written 元, or the other way round."""
    found, text = _of_budget(good), good.project.purpose or ""
    if len(found) != 1 or found[0].unit not in _SLIP:
        return None
    one = found[0]
    new = text[: one.end - len(one.unit)] + _SLIP[one.unit] + text[one.end :]
    return changed(good, {"purpose": new}, {"purpose"}, f"{text[one.start - 8 : one.end]} → {_SLIP[one.unit]}")


def price_unit(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The price in a line, a product or a pay has the wrong unit of the two."""
    text = good.project.purpose or ""
    fit = [(one.start(5), one.end(6), one[6]) for one in _lines(text)]
    fit += [(one.start(3), one.end(4), one[4]) for one in _products(text) if one[4]]
    fit += [(one.start(4), one.end(5), one[5]) for one in _PAY.finditer(text)]
    if not fit:
        return None
    start, end, unit = random.choice(fit)
    new = text[: end - len(unit)] + _SLIP[unit] + text[end:]
    return changed(good, {"purpose": new}, {"purpose"}, f"{text[start - 12 : end]} → {_SLIP[unit]}")


def addend_unit(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A sum of the list has the wrong unit of the two."""
    listed, text = _addends(good.project), good.project.purpose or ""
    if not listed:
        return None
    one = random.choice(listed)
    new = text[: one.end - len(one.unit)] + _SLIP[one.unit] + text[one.end :]
    return changed(good, {"purpose": new}, {"purpose"}, f"{text[one.start - 12 : one.end]} → {_SLIP[one.unit]}")


def budget_unit(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The budget is filled in 元 in a form of 万元."""
    old = good.project.budget
    if old.unit != "万元" or old.total is None or len(_of_budget(good)) != 1:
        return None
    cells: dict[str, str | None] = {}
    for part in ("total", "fiscal", "other"):
        yuan = old.yuan(part)
        if yuan is not None:
            cells[f"budget.{part}"] = printed(yuan, "0.00")
    return changed(good, cells, {*cells, "purpose"}, f"{old.total.text} → {cells['budget.total']}")


def limit_unit(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The cost limit of the whole has the wrong unit."""
    whole = good.project.budget.yuan()
    fit = []
    for place, row, sign, figure in rows(good.project):
        if (
            figure.unit in _SLIP
            and "成本" in (row.level2 or "")
            and whole == figure.value * (10_000 if figure.unit == "万元" else 1)
        ):
            fit.append((f"indicators[{place}].target", f"{sign}{figure.digits}{_SLIP[figure.unit]}"))
    if not fit:
        return None
    address, text = random.choice(fit)
    return changed(good, {address: text}, {address}, text)


def unit_cost_unit(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A price's limit has the wrong unit, where the purpose gives the same price."""
    text = good.project.purpose or ""
    fit = []
    for place, row, sign, figure in rows(good.project):
        found = re.match(r"(万元|元)[/／](人|户|台|套|个|辆|场|次|名|亩|间|所|座|处|盏|株|件)$", figure.unit)
        if found is None or "成本" not in (row.level2 or ""):
            continue
        each = "人" if found[2] == "名" else found[2]
        if re.search(rf"每{each}(?!每)[一-龥]{{0,6}}{re.escape(figure.digits)}{found[1]}", text):
            fit.append((f"indicators[{place}].target", f"{sign}{figure.digits}{_SLIP[found[1]]}/{found[2]}"))
    if not fit:
        return None
    address, new = random.choice(fit)
    return changed(good, {address: new}, {address, "purpose"}, new)


MUTATIONS = (
    Mutation("预算数与来源之和不等", ("ZSF01",), parts),
    Mutation("乘式得数写错", ("ZSF11", "ZSF10"), product),
    Mutation("乘式因数写错", ("ZSF11", "ZSF10"), factor),
    Mutation("单价乘数量的小计写错", ("ZSF11", "ZSF10"), line),
    Mutation("小计的数量或单价写错", ("ZSF11", "ZSF10"), price),
    Mutation("人数乘标准乘月数写错", ("ZSF10", "ZSF11"), wages),
    Mutation("明细有一项写错", ("ZSF12", "ZSF11", "ZSF10"), addend),
    Mutation("明细漏了一项", ("ZSF12",), dropped_item),
    Mutation("用途总数写错", ("ZSE04", "ZSF12", "ZSF11", "ZSF10"), total),
    Mutation("预算数与用途不符", ("ZSE04", "ZSF12"), budget),
    Mutation("预算数四舍五入", ("ZSF14", "ZSE04"), rounded),
    Mutation("总数的元和万元写错", ("ZSF13", "ZSE04"), total_unit),
    Mutation("单价的元和万元写错", ("ZSF13", "ZSF11", "ZSF10"), price_unit),
    Mutation("分项的元和万元写错", ("ZSF13", "ZSF12", "ZSF11", "ZSF10"), addend_unit),
    Mutation("预算数按元填", ("ZSF13",), budget_unit),
    Mutation("总成本的元和万元写错", ("ZSF13",), limit_unit),
    Mutation("单位成本的元和万元写错", ("ZSF13",), unit_cost_unit),
)
