"""ZSF12: the sums listed in the purpose do not add up to its total."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.money_in_text import is_open_list, parts, some_make, speaks_of_part_payments, the_total
from zhunsheng.rules.prose import wan
from zhunsheng.rules.rule import Context, Remark, Rule


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Silent when any choice of the parts makes the total: some of them are then details of others."""
    text = project.purpose
    listed = parts(text)
    if not text or len(listed) < 2:
        return
    total, budget = the_total(text), project.budget.yuan()
    firm = total if total and total.firm else None
    whole = firm.yuan if firm else None if speaks_of_part_payments(text) else budget
    values = [number.value for number in listed]
    if not whole or whole < 0 or any(value >= whole for value in values):
        return
    slack = whole / 10 if any(number.approximate for number in listed) else Decimal(100)
    if some_make(values, whole, slack) or (budget and some_make(values, budget, slack)):
        return
    if firm and budget and budget > firm.yuan and some_make(values, budget - firm.yuan, slack):
        return
    found = sum(values, Decimal(0))
    if found < whole and (is_open_list(text) or not firm):
        return
    word = "多" if found > whole else "少"
    label = "合计" if firm else "预算数"
    yield Remark(
        "purpose",
        f"用途列的{len(listed)}项加起来是{wan(found)}，{label}是{wan(whole)}，{word}了{wan(abs(found - whole))}。",
        firm.number.text if firm else listed[0].text,
        "逐项核对，补上漏掉的或改正写错的。",
        related=tuple(Related(project.code, "purpose", number.text) for number in listed),
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
    ),
    good=(
        fine("加起来正好", good()),
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
)
