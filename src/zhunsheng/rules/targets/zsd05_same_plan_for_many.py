"""ZSD05: several projects of one unit have the very same spending plan."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.law.parameters import legal_number
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, document, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import plain_number

_EVEN = ("25", "50", "75", "100")
"""A steady year needs no explanation: wages and the like are spent so."""


def check(document: Document, context: Context) -> Iterator[Remark]:
    """One remark for each group, at its first project; only where the group is a good part of the unit's projects."""
    groups: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    sizes: dict[str, int] = {}
    for number, project in enumerate(document.projects):
        unit = project.unit.label
        sizes[unit] = sizes.get(unit, 0) + 1
        plan = _plan(project)
        if plan and plan != _EVEN:
            groups.setdefault((unit, plan), []).append(number)
    minimum, share = context.number("minimum_projects"), context.number("minimum_share_percent")
    for (unit, plan), numbers in groups.items():
        if len(numbers) < minimum or len(numbers) * 100 < share * sizes[unit]:
            continue
        others = [document.projects[number] for number in numbers[1:]]
        yield Remark(
            "fund_plan",
            f"{len(numbers)}个项目的支出计划都是{'/'.join(plan)}，像是统一套填，没按各自的付款时间排。",
            "",
            "按每个项目的合同付款、缴费、发放时间分别填。",
            related=tuple(Related(other.code, "fund_plan", _printed(other)) for other in others[:20]),
            project_no=numbers[0],
        )


def _plan(project: Project) -> tuple[str, ...]:
    values = [point.percent.value for point in project.fund_plan if point.percent is not None]
    if len(values) != len(project.fund_plan) or len(values) < 3 or None in values:
        return ()
    return tuple(plain_number(value) for value in values if value is not None)


def _printed(project: Project) -> str:
    return "/".join(point.percent.text for point in project.fund_plan if point.percent is not None)


def _with_plan(code: str, *values: str) -> Project:
    cells: dict[str, str | None] = {f"fund_plan.{m}": v for m, v in zip((3, 6, 10, 12), values, strict=True)}
    return good(cells | {"code": code})


RULE = Rule(
    code="ZSD05",
    name="same-plan-for-many",
    title="多个项目支出计划一模一样",
    category=Category.FEASIBILITY,
    severity=Severity.INFO,
    automation="A",
    why="电费、养护费、活动经费的付款时间各不相同，计划逐格一样，多半是复制来的，监控时会一片预警。",
    how_to_fix="逐个项目按合同和往年支付记录推算；确实相同的可以不改。项目个数下限可在设置里改。",
    basis=(Citation(note="支出计划按项目实际付款时间编制"),),
    bad=(
        bad(
            "三个项目同为25、50、80、100",
            document(*(_with_plan(f"219-0301-YBN-7K2{n}", "25.00", "50.00", "80.00", "100.00") for n in "ABC")),
            ("fund_plan", ""),
        ),
        bad(
            "三个项目都是三月底付清，另有两个正常",
            document(
                *(_with_plan(f"219-0301-YBN-7K2{n}", "100", "100", "100.00", "100.00") for n in "ABC"),
                _with_plan("219-0301-YBN-7K2D", "0", "30", "60", "100"),
                _with_plan("219-0301-YBN-7K2E", "10", "30", "60", "100"),
            ),
            ("fund_plan", ""),
        ),
    ),
    good=(
        fine("两个项目相同，不算", document(good(), good({"code": "219-0301-YBN-7K2A"}))),
        fine(
            "按季均匀支出，本来就一样",
            document(*(_with_plan(f"219-0301-YBN-7K2{n}", "25.00", "50.00", "75.00", "100.00") for n in "ABCD")),
        ),
    ),
    check_document=check,
    reads=("unit", "fund_plan"),
    needs=("fund_plan",),
    parameters={
        "minimum_projects": int(legal_number("uniform_plan_projects").latest),
        "minimum_share_percent": 30,
    },
    parameter_names={
        "minimum_projects": "至少几个项目的计划相同才提",
        "minimum_share_percent": "至少占全部项目的多少才提（%）",
    },
)
