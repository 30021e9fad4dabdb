"""ZSF10: people × wage × months is not the total the purpose asks for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.line_items import Line, wrong_lines
from zhunsheng.rules.money_in_text import plain_sums, the_total, wages
from zhunsheng.rules.reckoning import Reckoning, reckonings
from zhunsheng.rules.restated import Restated, restated_prices
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief, plain_number, wan


def check(project: Project, context: Context) -> Iterator[Remark]:
    """A text of wages and nothing else; and any line of it with a pay for a head."""
    whole = _whole(project)
    if whole is not None:
        yield whole
        return
    for line in wrong_lines(project.purpose):
        if line.is_pay and not line.is_mixed_up:
            yield of_line(project, line)
    for reckoning in reckonings(project.purpose):
        if reckoning.is_pay and not reckoning.comes_out and not reckoning.is_mixed_up:
            yield of_reckoning(project, reckoning)
    for one in restated_prices(project.purpose):
        if {"人", "户"} & set(one.price.per):
            yield of_restated(project, one)


def of_restated(project: Project, one: Restated) -> Remark:
    """What is wrong with a price that the words and the reckoning tell differently."""
    words = one.reckoning.words(project.purpose or "")
    told = f"{brief(one.count.text, 10)}、标准{brief(one.price.text, 12)}"
    if one.price is one.count:
        told = brief(one.count.text, 10)
    return Remark(
        "purpose",
        f"前面写{told}，算式“{brief(words, 20)}”却按{plain_number(one.used.value)}{'元' if one.price is not one.count else one.used.unit}算。",
        one.price.text,
        "核对标准，把文字和算式改成一致，得数、合计、预算数一并重算。",
        related=(Related(project.code, "purpose", words),),
        severity=Severity.INFO,  # two prices may be of two things that go by one name
    )


def of_reckoning(project: Project, reckoning: Reckoning) -> Remark:
    """What is wrong with a pay that is written out with signs."""
    words = reckoning.words(project.purpose or "")
    word = "多" if reckoning.stated.value > reckoning.yuan else "少"
    return Remark(
        "purpose",
        f"{brief(words, 30)}＝{wan(reckoning.yuan)}，用途写{wan(reckoning.stated.value)}，{word}了{wan(abs(reckoning.stated.value - reckoning.yuan))}。",
        reckoning.stated.text,
        "按人数、标准、月数重算；另有保险、加班等费用的，分项写出来。",
        related=(Related(project.code, "purpose", words),),
    )


def of_line(project: Project, line: Line) -> Remark:
    """What is wrong with one line of a reckoning."""
    word = "多" if line.stated.value > line.yuan else "少"
    return Remark(
        "purpose",
        f"{line.reckoned()}＝{wan(line.yuan)}，用途写{wan(line.stated.value)}，{word}了{wan(abs(line.stated.value - line.yuan))}。",
        line.stated.text,
        "按人数、标准、月数重算；另有保险、加班等费用的，分项写出来。",
        related=tuple(Related(project.code, "purpose", number.text) for number in (*line.counts, line.price)),
        severity=None if line.is_sure else Severity.INFO,
    )


def _whole(project: Project) -> Remark | None:
    """Only where wages are all there is: no insurance, clothing or bonuses, and no other sum beside the total."""
    paid, total = wages(project.purpose), the_total(project.purpose)
    if paid is None or total is None or len(plain_sums(project.purpose)) != 1:
        return None
    stated, budget = total.yuan, project.budget.yuan()
    slack = stated / 20 if total.number.approximate else max(Decimal(50), _half_place(stated))
    if abs(paid.yuan - stated) <= slack or (budget and abs(paid.yuan - budget) <= 50):
        return None
    word = "多" if stated > paid.yuan else "少"
    reckoned = f"{paid.people}人×{plain_number(paid.monthly_yuan)}元×{paid.months}个月＝{wan(paid.yuan)}"
    return Remark(
        "purpose",
        f"{reckoned}，用途写{wan(stated)}，{word}了{wan(abs(stated - paid.yuan))}。",
        total.number.text,
        "按人数、标准、月数重算；另有保险、加班等费用的，分项写出来。",
        related=(Related(project.code, "budget.total", project.budget.total.text),) if project.budget.total else (),
    )


def _half_place(yuan: Decimal) -> Decimal:
    """Half of the last printed place of a sum said in 万元: ``40.5万元`` may hide 500 元 either way."""
    exponent = (yuan / 10_000).normalize().as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return Decimal(10_000) / (2 * 10 ** min(places, 4)) if places else Decimal(50)


RULE = Rule(
    code="ZSF10",
    name="wages-do-not-multiply",
    title="人数、标准、月数相乘不等于金额",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    automation="B",
    why="人员费用是乘出来的，乘不出这个数，要么人数或标准写错，要么还有没写的支出。",
    how_to_fix="重算后改正；含保险、加班、服装等费用的，逐项列明。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "审核绩效目标是否经充分论证和合理测算"),),
    bad=(
        bad(
            "二十个人的工资算出来是40.32万元",
            good(
                {"budget.total": "40.50", "budget.fiscal": "40.50"},
                purpose="现有环卫工13名，保安人员4名，门岗2名，水电工1名。每人工资标准1680元，全年合计40.5万元。",
            ),
            ("purpose", "40.5万元"),
        ),
        bad(
            "月数不是十二",
            good(purpose="聘用保洁员5名，每人每月工资2000元，发放10个月，合计18万元。"),
            ("purpose", "18万元"),
        ),
        bad(
            "补贴的一项乘错",
            good(purpose="岗位补贴5人，每人每月2500元，全年16.5万元；工具购置3万元；合计18万元。"),
            ("purpose", "16.5万元"),
        ),
    ),
    good=(
        fine("没有工资", good()),
        fine("乘出来正好", good(purpose="聘用保洁员5名，每人每月工资3000元，全年合计18万元。")),
        fine(
            "还有保险和服装，不能只乘工资",
            good(purpose="聘用保洁员5名，每人每月工资2000元，另缴社会保险，全年合计18万元。"),
        ),
        fine(
            "服务的人数不是发工资的人数", good(purpose="服务群众5000人，窗口人员每人每月工资3000元，全年合计18万元。")
        ),
    ),
    check_project=check,
    reads=("budget", "purpose"),
    needs=("purpose",),
)
