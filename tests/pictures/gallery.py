"""One picture of every kind, from data that is quiet, from none at all, and from data that tries to break it."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal as D

from zhunsheng.model.light import Light
from zhunsheng.pictures.answers import Answers, answers_picture
from zhunsheng.pictures.bars import BarRow, progress, ranking
from zhunsheng.pictures.coverage import Node, coverage
from zhunsheng.pictures.flow import ArrowKind, FlowArrow, FlowBox, flow
from zhunsheng.pictures.lights import LightRow, light_field
from zhunsheng.pictures.marks import MarkRow, marks_picture
from zhunsheng.pictures.money import money_by_month
from zhunsheng.pictures.picture import Picture
from zhunsheng.pictures.quadrant import Point, quadrant
from zhunsheng.pictures.radar import Axis, radar
from zhunsheng.pictures.stacks import LIGHT_PARTS, SEVERITY_PARTS, Stack, stacks
from zhunsheng.pictures.timeline import Milestone, timeline
from zhunsheng.pictures.trends import Series, small_multiples
from zhunsheng.pictures.waterfall import Step, waterfall
from zhunsheng.pictures.years import YearRow, years

PROJECTS = (
    "广告牌租赁及维护", "路灯电费", "园区绿化养护", "路灯及亮化设施维护", "集中供暖燃气费补助", "园区限高杆安装工程",
    "公益性岗位服务人员工资", "科技型中小企业创新资金", "综合事务管理经费",
)  # fmt: skip
BUDGETS = tuple(map(D, ("6", "23", "45", "18", "62.5", "12", "58.6", "50", "18")))
LONG = "关于进一步加强经济技术开发区市政基础设施精细化管理和高质量服务保障能力建设的综合性补助项目（第二批）"
OPTIONS = ("很满意", "满意", "一般", "不满意", "很不满意")

Draw = Callable[[float], Picture]


def quiet() -> dict[str, Draw]:
    """The example park at the end of June."""
    plan = {3: D(250000), 6: D(582000), 10: D(1100000), 12: D(1465000)}
    paid = {1: D(31000), 2: D(62000), 3: D(182000), 4: D(260000), 5: None, 6: D(456000)}
    done = (40, 57, 90, 87, None, 43, 34, 79, 60)
    lights = [list(Light)[number % 4] for number in range(9)]
    rows = [
        BarRow(name, None if value is None else D(value), light=light, link="/projects/1/")
        for name, value, light in zip(PROJECTS, done, lights, strict=True)
    ]
    axes = [
        Axis("预算执行率", D("8.62"), D(10)), Axis("数量指标", D("18.5"), D(20)), Axis("质量指标", D(15), D(15)),
        Axis("时效指标", D("11.2"), D(15)), Axis("社会效益指标", D(14), D(15)), Axis("可持续影响指标", D(9), D(15)),
        Axis("服务对象满意度指标", D("9.35"), D(10)),
    ]  # fmt: skip
    steps = [
        Step("预算执行率", D("1.38")), Step("路灯故障及时修复率", D("2.4"), note="雨季抢修拖延"), Step("亮灯率", D("0.25")),
        Step("节能改造盏数", D("3.1"), "/i/3"), Step("企业和居民对路灯照明服务的综合满意度", D("0.8")),
    ]  # fmt: skip
    points = [
        Point(name, D(money), D(goals), budget * 10000, light, "/p/")
        for name, money, goals, budget, light in zip(
            PROJECTS, (12, 49, 90, 35, 62, 100, 58, 5, 71), (40, 57, 88, 87, 12, 100, 60, 20, 66), BUDGETS, lights, strict=True
        )
    ]  # fmt: skip
    asked = [
        Answers("路灯亮不亮", (60, 25, 8, 4, 3), 2),
        Answers("坏了修得快不快", (20, 30, 22, 18, 10)),
        Answers("您对园区管理委员会今年的服务总体满意吗", (45, 35, 10, 6, 4)),
    ]
    series = [
        Series(name, (D(70), D(82), None, D(91), D(88 - n), D(93 - 3 * n)), D(90), "%", lights[n])
        for n, name in enumerate(PROJECTS)
    ]
    return {
        "money": lambda w: money_by_month(plan, paid, as_of=6, width=w),
        "progress": lambda w: progress(rows, elapsed=D(50), width=w),
        "ranking": lambda w: ranking(
            [*map(BarRow, PROJECTS, BUDGETS), BarRow("退回上年多拨的专项资金", D("-12.5")), BarRow("未批复", None)],
            unit="万元", width=w,
        ),
        "lights": lambda w: light_field(
            [LightRow(name, tuple(lights[: n + 1] + [None] * 4)[:5], "/p/") for n, name in enumerate(PROJECTS)],
            ("3月底", "6月底", "7月底", "10月底", "12月底"), width=w,
        ),
        "radar": lambda w: radar(axes, width=w),
        "marks": lambda w: marks_picture(
            ("许评审", "沈咨询"),
            [
                MarkRow("立项依据充分性", D(3), (D(3), D(3)), D(3)), MarkRow("预算执行率", D(4), (D("3.9"), D("3.92")), D("3.91"), link="#a"),
                MarkRow("路面改善情况", D("7.5"), (D(7), D("4.5")), D("5.75"), True),
            ], width=w,
        ),
        "waterfall": lambda w: waterfall(D(100), steps, grade="优", width=w),
        "quadrant": lambda w: quadrant([*points, Point("缺数", None, D(3))], cross=(D("58.3"), D("58.3")), width=w),
        "answers": lambda w: answers_picture(OPTIONS, asked, width=w),
        "multiples": lambda w: small_multiples(series, ("1月", "2月", "3月", "4月", "5月", "6月"), width=w),
        "coverage": lambda w: coverage(*goals_and_projects(), width=w, **links()),
        "stacks": lambda w: stacks(
            LIGHT_PARTS, [Stack(name, (n % 3, n % 2, n % 4, 6 - n % 5), "/u/") for n, name in enumerate(PROJECTS)], width=w
        ),
        "findings": lambda w: stacks(
            SEVERITY_PARTS, [Stack(name, (n * 5 % 7, n * 3 % 8, n % 4)) for n, name in enumerate(PROJECTS)], unit="条", width=w
        ),
        "years": lambda w: years(
            [YearRow(2017 + n, D(200000 + 10000 * n), D(190000 + 5000 * n) if n < 4 else None, D(93 - n) if n < 4 else None,
                     "优" if n < 4 else "", "/y/") for n in range(5)], width=w,
        ),
        "timeline": lambda w: timeline(
            [Milestone(date(2020, 4, 10), "报送一至三月绩效监控", 0, 9, "/m/3/"), Milestone(date(2020, 7, 10), "报送一至六月绩效监控", 2, 9),
             Milestone(date(2020, 7, 31), "完成整改", 4), Milestone(date(2020, 8, 31), "报送一至七月绩效监控", 9, 9, note="期限未核"),
             Milestone(None, "公开部门决算和自评结果")], date(2020, 7, 27), width=w,
        ),
        "flow": lambda w: flow(*process(), caption="绩效目标的流转", width=960 if w > 400 else w),
    }  # fmt: skip


def goals_and_projects() -> tuple[list[Node], list[Node], list[Node]]:
    """Six goals, nine projects, three indicators each."""
    goals = (
        "全年新签约项目12个以上", "园区道路亮灯率达到98%以上", "安全生产零事故",
        "绿化成活率95%，园区面貌明显改善，企业和居民满意", "按时足额发放服务人员工资", "零上访",
    )  # fmt: skip
    leaves = [
        Node(f"i{p}{k}", text) for p in range(9) for k, text in enumerate(("维护数量", "及时修复率", "服务对象满意度"))
    ]
    projects = [
        Node(f"p{n}", name, "/p/", budget * 10000)
        for n, (name, budget) in enumerate(zip(PROJECTS, BUDGETS, strict=True))
    ]
    return [Node(f"g{n}", text) for n, text in enumerate(goals)], projects, leaves


def links() -> dict[str, dict[str, list[str]]]:
    """Which project carries which goal; nobody carries the last one."""
    carried = {"g0": ["p7", "p8"], "g1": ["p1", "p3"], "g2": ["p5", "p3", "p0"], "g3": ["p2"], "g4": ["p6"]}
    return {"carried": carried, "measured": {f"p{p}": [f"i{p}{k}" for k in range(3)] for p in range(9)}}


def process() -> tuple[list[str], list[FlowBox], list[FlowArrow]]:
    """A small process with a return, a way out and an act that stays."""
    boxes = [
        FlowBox("draft", "草稿", 0, starts=True), FlowBox("signing", "待审签", 1), FlowBox("review", "主管部门审核", 2),
        FlowBox("returned", "退回修改", 0), FlowBox("passed", "审核通过", 2, ends=True), FlowBox("stopped", "不予安排", 2, ends=True),
    ]  # fmt: skip
    arrows = [
        FlowArrow("draft", "signing", "报送"), FlowArrow("signing", "review", "审签"),
        FlowArrow("signing", "draft", "退回", ArrowKind.BACK), FlowArrow("review", "review", "代改"),
        FlowArrow("review", "passed", "通过"), FlowArrow("review", "returned", "退回", ArrowKind.BACK),
        FlowArrow("review", "stopped", "不予安排", ArrowKind.OUT), FlowArrow("returned", "signing", "重新报送"),
    ]  # fmt: skip
    return ["经办人", "单位负责人", "主管部门"], boxes, arrows


def empty() -> dict[str, Draw]:
    """Nothing at all."""
    return {
        "money": lambda w: money_by_month({}, {}, as_of=6, width=w),
        "progress": lambda w: progress([], width=w),
        "ranking": lambda w: ranking([], width=w),
        "lights": lambda w: light_field([], (), width=w),
        "radar": lambda w: radar([], width=w),
        "marks": lambda w: marks_picture((), [], width=w),
        "waterfall": lambda w: waterfall(D(100), [], width=w),
        "quadrant": lambda w: quadrant([], width=w),
        "answers": lambda w: answers_picture(OPTIONS, [], width=w),
        "multiples": lambda w: small_multiples([], (), width=w),
        "coverage": lambda w: coverage([], [], carried={}, width=w),
        "stacks": lambda w: stacks(LIGHT_PARTS, [], width=w),
        "years": lambda w: years([], width=w),
        "timeline": lambda w: timeline([], date(2020, 7, 1), width=w),
        "flow": lambda w: flow(["经办人"], [], [], caption="还没有流程", width=w),
    }


def one() -> dict[str, Draw]:
    """One of each, unknown."""
    return {
        "money": lambda w: money_by_month({12: D(0)}, {1: None}, as_of=1, width=w),
        "progress": lambda w: progress([BarRow(LONG, None)], width=w),
        "ranking": lambda w: ranking([BarRow(LONG, D(0))], width=w),
        "lights": lambda w: light_field([LightRow(LONG, (Light.NO_DATA,))], ("6月底",), width=w),
        "radar": lambda w: radar([Axis(LONG, None, D(10))], width=w),
        "marks": lambda w: marks_picture((LONG,), [MarkRow(LONG, D(0), (None,), None)], width=w),
        "waterfall": lambda w: waterfall(D(100), [Step(LONG, D("0.01"))], width=w),
        "quadrant": lambda w: quadrant([Point(LONG, D(0), D(0), D(0))], width=w),
        "answers": lambda w: answers_picture(OPTIONS, [Answers(LONG, (0, 0, 0, 0, 0), 3)], width=w),
        "multiples": lambda w: small_multiples([Series(LONG, (None,))], ("1月",), width=w),
        "coverage": lambda w: coverage([Node("g", LONG)], [], carried={"g": ["不在这里"]}, width=w),
        "stacks": lambda w: stacks(LIGHT_PARTS, [Stack(LONG, (0, 0, 0, 1))], width=w),
        "years": lambda w: years([YearRow(2020, None, None)], width=w),
        "timeline": lambda w: timeline([Milestone(None, LONG)], date(2020, 7, 1), width=w),
        "flow": lambda w: flow(["经办人"], [FlowBox("a", LONG, 0, starts=True)], [], caption=LONG, width=w),
    }


def crowded() -> dict[str, Draw]:
    """Two hundred of each, long names, huge, negative and missing values."""
    dice = random.Random(20)
    names = [f"{LONG}{number}" if number % 3 else f"项目{number}" for number in range(200)]

    def value(low: int, high: int) -> D | None:
        return None if dice.random() < 0.1 else D(dice.randint(low, high))

    big = {month: D(dice.randint(-(10**11), 10**12)) for month in range(1, 13)}
    numbers = [value(-(10**7), 10**9) for _ in names]
    shares = [(value(-20, 400), value(-20, 400)) for _ in names]
    lights = [dice.choice([*Light, None]) for _ in names]
    goals = [Node(f"g{n}", name) for n, name in enumerate(names)]
    projects = [Node(f"p{n}", name) for n, name in enumerate(names)]
    months = tuple(f"{year}年{month}月" for year in (2023, 2024) for month in range(1, 13))
    boxes = [FlowBox(str(n), name, n % 7, ends=n == 39) for n, name in enumerate(names[:40])]
    arrows = [
        FlowArrow(str(n), str(dice.randrange(40)), f"动作{n}", dice.choice(list(ArrowKind)))
        for n in range(40)
        for _ in range(4)
    ]
    return {
        "money": lambda w: money_by_month(big, dict(reversed(big.items())), as_of=12, width=w),
        "progress": lambda w: progress([BarRow(*row) for row in zip(names, numbers, numbers[::-1], lights, strict=True)], width=w),
        "ranking": lambda w: ranking([BarRow(*row) for row in zip(names, numbers, strict=True)], unit="万元", width=w),
        "lights": lambda w: light_field([LightRow(name, tuple(lights[:24])) for name in names], months, width=w),
        "radar": lambda w: radar([Axis(name, value(0, 10), D(10)) for name in names[:12]], width=w),
        "marks": lambda w: marks_picture(names[:3], [MarkRow(name, D(10), (value(0, 10), value(0, 10), None), value(0, 10), n % 2 == 0) for n, name in enumerate(names)], width=w),
        "waterfall": lambda w: waterfall(D(100), [Step(name, D(n % 7 - 2) / 10) for n, name in enumerate(names)], width=w),
        "quadrant": lambda w: quadrant(
            [Point(name, *pair, abs(n or D(0)), light)
             for name, pair, n, light in zip(names, shares, numbers, lights, strict=True)], width=w),
        "answers": lambda w: answers_picture(
            [LONG, *OPTIONS, LONG], [Answers(name, tuple(dice.randint(0, 900) for _ in range(7))) for name in names[:30]], width=w),
        "multiples": lambda w: small_multiples(
            [Series(name, tuple(value(-(10**6), 10**6) for _ in months), D(5), "万元") for name in names], months, width=w),
        "coverage": lambda w: coverage(
            goals[:40], projects[:60], projects, carried={g.key: [dice.choice(projects).key] for g in goals},
            measured={p.key: [p.key] for p in projects}, width=w),
        "stacks": lambda w: stacks(
            LIGHT_PARTS, [Stack(name, tuple(dice.randint(0, 9000) for _ in range(4))) for name in names], width=w),
        "years": lambda w: years(
            [YearRow(1990 + n, value(-(10**9), 10**12), value(-(10**9), 10**12), value(0, 100), "优") for n in range(30)], width=w),
        "timeline": lambda w: timeline(
            [Milestone(date(2020, 1, 1) + timedelta(days=5 * n), name, dice.randint(0, 20000), 20000) for n, name in enumerate(names)],
            date(2020, 4, 1), width=w),
        "flow": lambda w: flow([LONG] * 7, boxes, arrows, caption=LONG, width=960 if w > 400 else w),
    }  # fmt: skip


ALL = {"quiet": quiet(), "empty": empty(), "one": one(), "crowded": crowded()}
CASES = [(size, kind, width) for size in ALL for kind in ALL[size] for width in (720.0, 328.0)]
IDS = [f"{size}-{kind}-{width:.0f}" for size, kind, width in CASES]


def drawn(size: str, kind: str, width: float) -> Picture:
    """One picture of the gallery."""
    return ALL[size][kind](width)
