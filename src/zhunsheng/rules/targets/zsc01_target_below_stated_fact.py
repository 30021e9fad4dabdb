"""ZSC01: a target asks for less than the same table says is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Indicator, Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.clauses import clause_before, sentence_at
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.history import Earlier, earlier_value, wants_less, wants_more
from zhunsheng.rules.indicator_kinds import row_name
from zhunsheng.rules.line_items import paid_counts
from zhunsheng.rules.mentions import Mention, is_plainly_about, linked, promised
from zhunsheng.rules.prose import Kind, Number, counts, numbers
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.sameness import thing
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.wording import brief, plain_number

_MARGIN = Decimal("0.97")
"""A target that keeps so much of the fact leaves a margin; whether it may is a question."""


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Compare with the purpose, where a count in the same unit is about the indicator's own thing."""
    year = context.document.fiscal_year
    told = linked(project.purpose, enumerate(project.indicators), year)
    promises: dict[int, list[Mention]] | None = None
    paid = _paid_rows(project, told)
    for number, row in enumerate(project.indicators):
        said, target = promised(row.target), row.target
        known = known_in_row(row, year)
        if known is not None and not told.get(number):
            yield _against_its_basis(project, number, row, known)
            continue
        if (earlier := _far_above(row, year)) is not None:
            yield _against_its_past(project, number, row, earlier)
            continue
        if (there := _kept_running(project, row)) is not None and not told.get(number):
            yield Remark(
                f"indicators[{number}].target",
                f"指标{row_name(number, row)}定为{brief(row.target.text if row.target else '', 16)}，资金用途写现有{brief(there.text, 12)}，也按这个数要钱，目标比已有的还低。",
                row.target.text if row.target else "",
                f"按资金用途的{brief(there.text, 12)}定指标值；确要低于它，请在描述里说明原因。",
                related=(Related(project.code, "purpose", there.text),),
            )
            continue
        facts = told.get(number, []) or paid.get(number, [])
        if said is None or target is None or not facts or target.operator not in (">=", ">", "=", None):
            continue
        if said[1] == "%" or any(fact.number.value <= said[0] for fact in facts):
            continue
        if _told_as_it_is(project.purpose or "", row, said):
            continue  # the larger number is of another group: 深度困难职工35户、相对困难职工62户
        if promises is None:
            promises = linked(project.goal, enumerate(project.indicators), year)
        if any(one.number.value == facts[0].number.value for one in promises.get(number, ())):
            continue  # the goal repeats the fact, and another rule says that it contradicts the target
        fact = facts[0].number  # where goal and target agree, another rule says that the purpose contradicts the goal
        if plain_number(fact.value) in f"{row.description}{row.basis}":
            continue  # the row itself knows the fact, and says why it asks for less
        yield Remark(
            f"indicators[{number}].target",
            f"指标{row_name(number, row)}定为{brief(target.text, 16)}，资金用途写的却是{brief(fact.text, 12)}，目标比已有的还低。",
            target.text,
            f"按资金用途的{brief(fact.text, 12)}定指标值；确要低于它，请在描述里说明原因。",
            related=(Related(project.code, "purpose", fact.text),),
            severity=None
            if said[0] < fact.value * _MARGIN
            and is_plainly_about(facts[0], row)
            and not any(one.number.value == said[0] for one in promises.get(number, ()))
            else Severity.INFO,
        )


def _told_as_it_is(text: str, row: Indicator, said: tuple[Decimal, str]) -> bool:
    """Whether the text counts the row's own thing, by its full name, with the number of the target."""
    name = thing(row.level3 or "")
    return len(name) >= _FULL_NAME and any(
        (one.value, one.unit) == said and clause_before(text, one.start).endswith(name) for one in counts(text)
    )


_FULL_NAME = 4


def _kept_running(project: Project, row: Indicator) -> Number | None:
    """What is there and paid for, where a row that keeps it running asks for less: 现有28处点位…28处×12000元, ≥20处."""
    said, target, text = promised(row.target), row.target, project.purpose or ""
    if said is None or target is None or "现有" not in text or row.kind2 is not Level2.QUANTITY:
        return None
    if target.operator not in (">=", ">", "=", None) or not _KEEPS.search(row.level3 or ""):
        return None
    for one in counts(text):
        if one.unit != said[1] or one.upper is not None or one.per or not text.endswith("现有", 0, one.start):
            continue
        same = len(pairs(row.level3) & pairs(text[one.end : one.end + _NAMED])) >= _SAME
        paid = any(text.startswith(_TIMES, n.end) and n.value == one.value for n in counts(text) if n.unit == one.unit)
        known = plain_number(one.value) in f"{row.description}{row.basis}{project.goal}"
        if same and paid and not known and said[0] < one.value * _MARGIN:
            return one
    return None


_KEEPS = re.compile(r"运行|运维|维护|管护|养护|维保|租赁|托管|看护|值守")
_TIMES = ("×", "x", "X", "*", "＊")
_NAMED, _SAME = 10, 3


def _against_its_basis(project: Project, number: int, row: Indicator, known: Number) -> Remark:
    """The remark on a target that is easier than the very figure on which it says to rest."""
    text = row.target.text if row.target else ""
    easier = "上限放得比已有的还松" if wants_less(row) else "目标比已有的还低"
    return Remark(
        f"indicators[{number}].target",
        f"指标{row_name(number, row)}定为{brief(text, 16)}，依据写的却是{brief(known.text, 12)}，{easier}。",
        text,
        "按依据里的数定指标值；确要放宽的，在描述里说明原因。",
        related=(Related(project.code, f"indicators[{number}].basis", known.text),),
    )


def _far_above(row: Indicator, year: int | None) -> Earlier | None:
    """Last year's value where the target falls far short of it, by ten points or a quarter; a little less is no matter of this rule."""
    target = row.target
    if target is None or target.number is None or target.unit == "个百分点" or not wants_more(row):
        return None
    earlier = earlier_value(row, year)
    if earlier is None or (earlier.year is not None and year is not None and earlier.year != year - 1):
        return None
    if _EXPLAINED.search(f"{row.description}，{row.basis}"):
        return None
    far = (
        target.number <= earlier.value - _POINTS
        if target.is_percentage
        else target.number <= earlier.value * _THREE_QUARTERS
    )
    return earlier if far and earlier.value > 0 else None


_POINTS, _THREE_QUARTERS = 10, Decimal("0.75")


def _against_its_past(project: Project, number: int, row: Indicator, earlier: Earlier) -> Remark:
    """A hint that the whole level is too low; that last year did better another rule says as a warning."""
    text = row.target.text if row.target else ""
    return Remark(
        f"indicators[{number}].target",
        f"指标{row_name(number, row)}定为{brief(text, 16)}，{brief(earlier.words, 18)}，明显偏低。",
        text,
        "按上年实际和今年的任务重定指标值；任务减少的，在描述里说明。",
        related=(Related(project.code, f"indicators[{number}].{earlier.cell}", earlier.words),),
        severity=Severity.INFO,
    )


def known_in_row(row: Indicator, year: int | None) -> Number | None:
    """The one figure of a row's basis that is plainly better than its target: a register's count, what was received last year.

    Silent where other rules speak: of last year's value (unless the limit is only somewhat looser), of a state reached now.
    """
    said, basis, less = promised(row.target), row.basis or "", wants_less(row)
    if said is None or not basis or not (less or wants_more(row)) or not _KNOWN.search(basis):
        return None
    if _NOT_KNOWN.search(basis) or _EXPLAINED.search(row.description or ""):
        return None
    found = [n for n in numbers(basis) if ("%" if n.kind is Kind.PERCENT else n.unit) == said[1]]
    if len(found) != 1 or found[0].upper is not None or found[0].approximate or found[0].per:
        return None
    one, earlier = found[0], earlier_value(row, year)
    if less:
        enough = 1 if said[1] == "%" else 10
        looser = one.value >= enough and said[0] >= one.value * _LOOSER
        return one if looser and (earlier is None or said[0] < earlier.value * _MUCH_LOOSER) else None
    share = _FAR_BELOW if said[1] != "%" else _SHARE_BELOW
    return one if earlier is None and said[0] < one.value * share else None


_KNOWN = re.compile(
    r"登记|在册|台账|名册|名录|花名册|普查|摸底|摸排|清查|在校|实有|核定|备案|统计|实测|测绘|监测|检测|调查|实际|受理|学籍|户籍|档案|清单"
)
_NOT_KNOWN = re.compile(
    r"目前|现有|现已|现为|已|当前|截至|计划|规划|目标|要求|任务|标准|规范|不低于|不少于|不超过|以内|预计|逐年|分年|分期|分[两二三四五]|其中|部分|优先|减少|调出|退出|核减|下降|全[国省市]|同类|平均|累计|历年|容量|设计|需求|申请|意向"
)
"""Words with which a higher figure in the basis is a plan, a demand, a sum of years, or explains why less is asked."""
_EXPLAINED = re.compile(r"减少|调出|退出|核减|下降|其中|部分|优先|原因|因[^，。；此]")
_LOOSER, _MUCH_LOOSER = Decimal("1.3"), Decimal("1.5")
_FAR_BELOW, _SHARE_BELOW = Decimal("0.85"), Decimal("0.92")


def _paid_rows(project: Project, told: dict[int, list[Mention]]) -> dict[int, list[Mention]]:
    """The one counted output in a unit that the purpose buys by the piece, with what is bought; linked rows left out."""
    found: dict[int, list[Mention]] = {}
    for unit, number in paid_counts(project.purpose).items():
        rows = [
            index
            for index, row in enumerate(project.indicators)
            if (said := promised(row.target)) is not None and said[1] == unit
        ]
        if len(rows) == 1 and rows[0] not in told and project.indicators[rows[0]].kind2 is Level2.QUANTITY:
            found[rows[0]] = [Mention(number, "", "")]
    days = [index for index, row in enumerate(project.indicators) if (said := promised(row.target)) and said[1] == "天"]
    paid = {number.value: number for number in counts(project.purpose) if number.unit == "天" and not number.per}
    if len(days) == 1 and len(paid) == 1 and days[0] not in told:
        row, number = project.indicators[days[0]], next(iter(paid.values()))
        near = pairs(sentence_at(project.purpose or "", number.start))
        if row.kind2 is Level2.QUANTITY and len(pairs(row.level3) & near) >= 2:
            found[days[0]] = [Mention(number, row.level3 or "", "")]
    return found


RULE = Rule(
    code="ZSC01",
    name="target-below-stated-fact",
    title="指标值低于用途写明的数量",
    category=Category.APPROPRIATENESS,
    severity=Severity.WARNING,
    automation="B",
    why="钱是按用途里的数量要的，指标却少写一截，等于先给自己留了完不成的余地。",
    how_to_fix="指标值与资金用途的数量写成一致。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "审核绩效目标与任务量、资金规模是否匹配"),),
    bad=(
        bad(
            "供暖面积3510平方米，指标只写2500",
            good(
                {"indicators[0].level3": "供暖面积", "indicators[0].target": "≥2500平方"},
                purpose="用于两处办公用房冬季供暖，供暖面积3510㎡，合计18万元。",
            ),
            ("indicators[0].target", "≥2500平方"),
        ),
        bad(
            "养护株数写少了",
            good(
                {"indicators[0].level3": "养护树木数量（株）", "indicators[0].target": "≥300株"},
                purpose="用于全年养护树木420株，合计18万元。",
            ),
            ("indicators[0].target", "≥300株"),
        ),
        bad(
            "动词在前、单位带万",
            good(
                {"indicators[0].level3": "清扫道路面积", "indicators[0].target": "≥15万平方米"},
                purpose="清扫城区道路21万平方米，合计18万元。",
            ),
            ("indicators[0].target", "≥15万平方米"),
        ),
    ),
    good=(
        fine("与用途一致", good()),
        fine(
            "指标高于用途里的一个分项",
            good(
                {"indicators[0].level3": "供暖面积", "indicators[0].target": "≥3510平方米"},
                purpose="供暖面积3510㎡，合计18万元。",
            ),
        ),
        fine(
            "单位不同，不比",
            good(
                {"indicators[0].level3": "供暖面积", "indicators[0].target": "≥4个月"},
                purpose="供暖面积3510㎡，合计18万元。",
            ),
        ),
    ),
    check_project=check,
    reads=("purpose", "goal", "level2", "level3", "description", "target", "basis"),
    needs=("purpose",),
)
