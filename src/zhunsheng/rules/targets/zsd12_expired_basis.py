"""ZSD12: what the targets rest on has run out: a finished five-year plan, an old year's plan, an old wage notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.spelling import half_width
from zhunsheng.rules.examples import bad, document, fine, good
from zhunsheng.rules.prose import han_number
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import word_list
from zhunsheng.rules.wording import brief

_FIVE_YEARS = re.compile(r"[“\"「]?十([二三四五])五[”\"」]?(?:时期)?[^，。；《》]{0,24}?规划")
_FIVE_YEARS_LONG = re.compile(r"第十([二三四五])个五年(?:规划|计划)(?:纲要)?")
_LAST_YEAR = {"二": 2015, "三": 2020, "四": 2025, "五": 2030}
_YEAR_PLAN = re.compile(
    r"((?:19|20)\d{2})年(?:度)?[^，。；、（）()\d]{0,16}?(?:工作要点|工作计划|工作安排|年度计划|实施计划|[\u4e00-\u9fff]计划|任务书|任务分解表|任务清单|分解表|重点任务|工作方案|实施方案|[\u4e00-\u9fff]方案)"
)
_ENDS = re.compile(
    r"(?:有效|执行|实施|试行|适用|服务|合同|协议|承包|租赁)(?:期限?|时间|年限)?(?:为|是|[:：])?(?:自)?[^，。；《》]{0,16}?(?:截止到?|截至|至|到|止于?|[-—－–~～]+)\s*((?:19|20)\d{2})(?:年|[./-])"
    r"|((?:19|20)\d{2})年(?:\d{1,2}月(?:底|\d{1,2}[日号])?)?(?:底|末)?(?:已经?|起)?(?:到期|期满|失效|废止|停止执行|停止使用|终止)"
)
"""The last year in which the text itself says that a paper holds: 有效期至2025年12月31日."""
_FOR_YEARS = re.compile(
    r"[〔\[【(（]((?:19|20)\d{2})年?[〕\]】)）]\s*\d{1,4}\s*号[^，。；]{0,30}?(?:有效期|试行期?|暂行)(?:为|限)?([1-9一二两三四五])年"
)
_REPEALED = re.compile(r"(?<!未)(?<!尚未)(?:已经?|予以|宣布|现已|被)(?:明令)?(?:废止|失效|停止执行|作废|取消执行)")
_SPAN = re.compile(
    r"(?:合同|协议|承包|租赁)[^，。；《》]{0,10}?[（(]\s*(?:19|20)\d{2}年?[^，。；《》]{0,6}?[-—－–~～至到]+\s*(?P<last>(?:19|20)\d{2})年|(?:规划|计划|方案|行动|纲要|目录|标准)[^，。；《》]{0,10}?[（(]?\s*(?:19|20)\d{2}年?\s*[-—－–~～至]+\s*((?:19|20)\d{2})年?[）)]?"
    r"|(?:19|20)\d{2}年?\s*[-—－–~～至]+\s*((?:19|20)\d{2})年[^，。；《》]{0,20}?(?:规划|计划|方案|行动|纲要|目录|标准|办法)"
)
_WAGE = re.compile(
    r"[〔\[【(（]?((?:19|20)\d{2})年?[〕\]】)）]?[^，。；]{0,20}?(?P<what>最低工资|社会?平均工资|社平工资|低保标准|最低生活保障标准|缴费基数|(?:工程)?造价信息|信息价)"
    r"|(?P<what2>最低工资|社会?平均工资|社平工资|低保标准|最低生活保障标准|缴费基数)[^，。；]{0,20}?((?:19|20)\d{2})年"
)
_PAST = re.compile(r"期间|以来|已|曾|末|总结|完成情况|基础上|对比|较|上年|实际|三年|五年|行动|中长期")
_COMPARED = re.compile(r"(?:参考|参照|对照|对比|比|较|高于|不低于)[^，。；]{0,4}$")
_REACHED = re.compile(r"[^，。；]{0,6}?(?:为|是|达到?|完成|实现|评价|列入|提出)?\s*\d")
"""What a finished plan reached is a figure of the past, and a good basis: 参考“十四五”规划52个."""
_WAGE_YEARS = 3


def check(document: Document, context: Context) -> Iterator[Remark]:
    """Only where the budget's year is known; only bases, where a plan is what the target rests on."""
    year = document.fiscal_year
    if year is None:
        return
    for number, project in enumerate(document.projects):
        said: set[str] = set()
        for index, row in enumerate(project.indicators):
            expired = _expired(row.basis or "", year)
            if not expired or expired[0] in said:
                continue
            said.add(expired[0])
            just = _JUST_OVER.search(expired[1])
            fresh = just is not None and int(just.group(1)) == year - 1 and _FIVE_YEARS.search(expired[0])
            suggestion = "换成现行有效的文件；仍沿用旧标准的，写明依据仍有效。"
            yield Remark(
                f"indicators[{index}].basis",
                expired[1],
                expired[0],
                suggestion,
                project_no=number,
                severity=Severity.INFO if fresh else None,
            )


_JUST_OVER = re.compile(r"到(\d{4})年已经期满")
"""A five-year plan that ended last year: the next one may not be out when the budget is made, so it is only asked."""


@lru_cache(maxsize=4096)
def _expired(basis: str, year: int) -> tuple[str, str] | None:
    """The words of a basis that has run out by the year, and what to say of it."""
    ended = _ended(basis, year)
    if ended is not None:
        return ended
    for found in (*_FIVE_YEARS.finditer(basis), *_FIVE_YEARS_LONG.finditer(basis)):
        last = _LAST_YEAR[found.group(1)]
        compared = _COMPARED.search(basis, 0, found.start()) or _REACHED.match(basis, found.end())
        past = found.re is _FIVE_YEARS and _PAST.search(found.group())
        if year > last and not compared and not past:
            words = brief(re.sub('[“”"]', "", found.group()), 18)
            return found.group(), f"依据“{words}”到{last}年已经期满，编的是{year}年预算。"
    for found in _SPAN.finditer(basis):
        last = int(found["last"] or found.group(2) or found.group(3))
        if year > last:
            words = f"依据“{brief(found.group(), 18)}”到{last}年已经期满，编的是{year}年预算。"
            return found.group(), words
    for found in _YEAR_PLAN.finditer(basis):
        if year - int(found.group(1)) >= 2 and not _PAST.search(found.group()):
            return (
                found.group(),
                f"依据是“{brief(found.group(), 18)}”，编的是{year}年预算，隔了{year - int(found.group(1))}年。",
            )
    replaced = _superseded(basis, year) or _replaced(basis, year)
    if replaced is not None:
        return replaced
    for found in _WAGE.finditer(basis):
        issued = int(found.group(1) or found.group(4))
        if year - issued >= _WAGE_YEARS:
            return (
                found.group(),
                f"{found['what'] or found['what2']}依据是{issued}年的，编的是{year}年预算，标准可能已经调整。",
            )
    return None


def _ended(basis: str, year: int) -> tuple[str, str] | None:
    """Where the basis itself says until when it holds, or that it has been repealed."""
    if not any(mark in basis for mark in _END_MARKS):
        return None
    for found in _ENDS.finditer(basis):
        last = int(found.group(1) or found.group(2))
        if year > last:
            return found.group(), f"依据写着“{brief(found.group(), 20)}”，{year}年已经不能再用。"
    for found in _FOR_YEARS.finditer(basis):
        last = int(found.group(1)) + (
            int(found.group(2)) if found.group(2).isdigit() else han_number(found.group(2)) or 0
        )
        if year > last:
            return found.group(), f"依据“{brief(found.group(), 24)}”到{last}年已经期满，编的是{year}年预算。"
    gone = _REPEALED.search(basis)
    return (gone.group(), f"依据自己写着“{gone.group()}”，不能再当依据。") if gone else None


_END_MARKS = ("期", "试行", "暂行", "废止", "失效", "停止", "作废", "至", "到", "取消执行")


_STANDARD = re.compile(
    r"(?P<number>(?:GB|JTG|CJJ|JGJ|HJ|WS|YY|SL|DA|MZ)(?:[/／][TZ])?\s*[A-Z]?\d{1,5}(?:\.\d+)?)\s*[-—－–]\s*(?P<year>(?:19|20)?\d{2})(?!\d)"
)


@cache
def _current() -> dict[str, tuple[int, str]]:
    """By number without blanks, the year of the standard in force and its name."""
    listed = word_list("superseded_standards")
    return {_plain("".join(one["number"].split())): (one["current"], one["name"]) for one in listed}


def _plain(number: str) -> str:
    """A standard's number without the mark of a recommended one, which comes and goes with editions."""
    return re.sub(r"[/／][TZ]", "", number)


def _superseded(basis: str, year: int) -> tuple[str, str] | None:
    """A standard quoted in an edition that a later one has replaced by the budget's year."""
    for found in _STANDARD.finditer(half_width(basis).upper()) if any(mark in basis for mark in _MARKS) else ():
        number = _plain("".join(found["number"].split()))
        issued = int(found["year"]) + (1900 if len(found["year"]) == 2 else 0)
        current, name = _current().get(number, (0, ""))
        if issued < current <= year:
            words = basis[found.start() : found.end()]
            return words, f"依据“{brief(words, 20)}”已有{current}年的新版（{brief(name, 14)}），编的是{year}年预算。"
    return None


@cache
def _repealed() -> tuple[tuple[re.Pattern[str], int, str], ...]:
    """Papers no longer in force: how they are named between 《》 or numbered, their last year, what holds now."""
    listed = []
    for one in word_list("repealed_documents"):
        wordings = [
            rf"《{one['title'].replace('（', '[（(]').replace('）', '[)）]')}》",
            *map(re.escape, filter(None, [one.get("number")])),
        ]
        listed.append((re.compile("|".join(wordings)), int(one["until"]), one["now"]))
    return tuple(listed)


def _replaced(basis: str, year: int) -> tuple[str, str] | None:
    """A law or rule of the list that was no longer in force in the budget's year."""
    for wording, until, now in _repealed() if "《" in basis or "财" in basis else ():
        found = wording.search(basis)
        if found is not None and year > until:
            return found.group(), f"依据{brief(found.group(), 20)}已不再有效，现行的是{now}。"
    return None


_MARKS = ("GB", "gb", "JTG", "CJJ", "JGJ", "HJ", "WS", "YY", "SL", "DA", "MZ", "ＧＢ")


RULE = Rule(
    code="ZSD12",
    name="expired-basis",
    title="依据已经过期",
    category=Category.FEASIBILITY,
    severity=Severity.WARNING,
    automation="B",
    why="规划期满、计划过年、标准调整后，原来的数就不能再当依据，按它定的指标会偏低或多要钱。",
    how_to_fix="查现行文件，按新标准重算；沿用旧标准的，说明理由。",
    basis=(Citation(note="指标值依据应现行有效"),),
    bad=(
        bad(
            "2026年还引十三五规划",
            good({"indicators[4].basis": "《青禾县“十三五”教育发展规划》"}),
            ("indicators[4].basis", "“十三五”教育发展规划"),
        ),
        bad(
            "引四年前的工作计划",
            good({"indicators[0].basis": "2022年校舍维修计划"}),
            ("indicators[0].basis", "2022年校舍维修计划"),
        ),
        bad(
            "最低工资通知是2019年的",
            good({"indicators[3].basis": "冀人社字【2019】48号文调整最低工资标准的通知"}),
            ("indicators[3].basis", "【2019】48号文调整最低工资"),
        ),
        bad(
            "标准已有新版",
            good({"indicators[4].basis": "GB/T 18883—2002《室内空气质量标准》"}),
            ("indicators[4].basis", "GB/T 18883—2002"),
        ),
        bad(
            "规划写明的年限已过",
            good({"indicators[0].basis": "《校舍维修三年行动方案（2022—2024年）》"}),
            ("indicators[0].basis", "行动方案（2022—2024年）"),
        ),
    ),
    good=(
        fine("当年的计划", good()),
        fine("现行的标准", good({"indicators[4].basis": "GB/T 18883—2022《室内空气质量标准》"})),
        fine("上年的调查结果是历史数据", good({"indicators[5].basis": "2024年满意度调查实际结果"})),
        fine("老的机构编制文件仍然有效", good({"indicators[0].basis": "青机编〔2012〕15号"})),
        fine("不知道年度，不猜", document(good({"indicators[0].basis": "2022年校舍维修计划"}), year=None)),
    ),
    check_document=check,
    reads=("basis",),
    needs=("basis", "fiscal_year"),
)
