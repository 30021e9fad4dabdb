"""Much money for little work and little money for much: sums that no clerk of the trade would believe."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from mutations import Good, Mutant, Mutation
from zhunsheng.model.figure import figure
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Budget
from zhunsheng.model.quantity import quantity

_Work = tuple[str, str, str, int]

_LITTLE: tuple[_Work, ...] = (
    ("举办招聘会场次", "≥2场", "全年举办的现场招聘会场数", 300), ("培训农民人数", "≥30人", "参加培训并结业的农民人数", 180),
    ("送戏下乡场次", "≥3场", "到行政村演出的场数", 160), ("发放宣传手册数量", "≥500册", "印制并发放的册数", 90),
    ("栽植行道树株数", "≥20株", "栽植成活的株数", 150), ("更换路灯盏数", "≥5盏", "更换并点亮的盏数", 120),
    ("放映公益电影场次", "≥10场", "有放映记录的场数", 80), ("购置图书册数", "≥100册", "登记入库的图书册数", 60),
    ("慰问困难群众户数", "≥10户", "走访慰问的户数", 90), ("体检老年人人数", "≥20人", "完成体检的老年人数", 70),
    ("安装健身器材套数", "≥1套", "安装验收合格的套数", 130), ("办理法律援助案件数", "≥3件", "办结归档的案件数", 60),
    ("抽检食品批次", "≥10批次", "出具检验报告的批次", 90), ("清掏化粪池座数", "≥3座", "清掏完成的座数", 60),
    ("召开座谈会次数", "≥2次", "有记录的座谈会次数", 110), ("制作宣传展板数量", "≥6块", "制作并摆放的展板块数", 50),
    ("免疫生猪头数", "≥100头", "完成免疫并登记的头数", 80), ("更换水表数量", "≥10块", "更换并通水的水表块数", 60),
    ("发表新闻稿件篇数", "≥4篇", "在媒体刊发的篇数", 90), ("组织志愿服务活动次数", "≥2次", "有签到记录的活动次数", 80),
    ("举办健康讲座场次", "≥2场", "有签到表的讲座场数", 60), ("数字化档案页数", "≥1000页", "完成扫描并验收的页数", 70),
)  # fmt: skip
_MUCH: tuple[_Work, ...] = (
    ("新建公路里程", "≥12公里", "建成通车的公路里程", 5), ("新建文化广场个数", "≥6个", "建成开放的广场个数", 1), ("培训教师人数", "≥8000人", "完成全部课时的教师人数", 2),
    ("改造危房户数", "≥260户", "改造验收合格的户数", 3), ("新打机井数量", "≥40眼", "成井并出水的眼数", 4), ("购置救护车数量", "≥5辆", "验收入库的车辆数", 6),
    ("安装路灯盏数", "≥900盏", "安装并点亮的盏数", 3), ("发放救助金人数", "≥6000人", "实际领到救助金的人数", 2), ("新建养老院数量", "≥2所", "建成并验收的养老院所数", 5),
    ("栽植苗木株数", "≥50000株", "栽植成活的株数", 2), ("老旧小区改造户数", "≥1200户", "改造完成的户数", 8), ("铺设供水管道长度", "≥30公里", "铺设并通水的管道长度", 6),
    ("建设标准化厂房面积", "≥20000平方米", "竣工验收的厂房面积", 15), ("免费体检人数", "≥30000人", "完成体检的人数", 3), ("购置计算机台数", "≥200台", "验收入库的计算机台数", 4),
    ("送戏下乡场次", "≥200场", "到行政村演出的场数", 1), ("硬化村内道路面积", "≥60000平方米", "硬化并验收的面积", 8), ("举办县级运动会届数", "≥3届", "举办的运动会届数", 1),
    ("高标准农田建设面积", "≥8000亩", "建成并验收的面积", 10), ("建设污水处理站数量", "≥8座", "建成并通水的站数", 6), ("维修教学楼面积", "≥15000平方米", "维修验收合格的面积", 4),
    ("新建公厕座数", "≥15座", "建成开放的公厕座数", 3),
)  # fmt: skip
_PAID = (
    "用于{name}，安排资金{sum}万元。", "本项目资金{sum}万元，用于{name}。", "{name}所需经费{sum}万元。", "安排{sum}万元，用于开展{name}工作。", "申请资金{sum}万元用于{name}。",
    "用于{name}，目前所需资金{sum}万元。", "预算{sum}万元，保障{name}顺利实施。", "用于{name}的各项支出，共{sum}万元。",
)  # fmt: skip


def _only_work(good: Good, random: Random, works: tuple[_Work, ...]) -> Mutant:
    """The table's counted outputs give way to one, and its purpose says a sum and no more."""
    name, target, description, wan = random.choice(works)
    sum_ = f"{wan * random.choice([1, 1.2, 1.5]):g}"
    row = Indicator("产出指标", "数量指标", name, description, quantity(target), "年度工作计划")
    rows = (
        row,
        *(
            one
            for one in good.project.indicators
            if one.level2 not in ("数量指标", "成本指标") and "成本" not in (one.level1 or "")
        ),
    )
    matter = name.removesuffix("数量").removesuffix("人数").removesuffix("次数")
    project = replace(
        good.project,
        indicators=rows,
        name=f"{matter}项目",
        budget=Budget(figure(f"{sum_}"), figure(f"{sum_}"), None),
        purpose=random.choice(_PAID).format(name=matter, sum=sum_),
        goal=f"1、完成{matter}任务。",
    )
    return Mutant(
        project, frozenset({"indicators[0].target", "purpose", "budget.total"}), f"{name}{target}，预算{sum_}万元"
    )


def much_money(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Hundreds of thousands for a handful of pieces, and the purpose names nothing else."""
    return _only_work(good, random, _LITTLE)


def little_money(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A few ten thousand for what costs millions."""
    return _only_work(good, random, _MUCH)


_THINGS = (
    ("打印机", "台", 1500), ("办公桌", "张", 900), ("电热水壶", "个", 100), ("台式电脑", "台", 4500), ("档案柜", "组", 900), ("垃圾桶", "个", 120), ("灭火器", "具", 90),
    ("雨衣", "件", 60), ("救生衣", "件", 120), ("急救包", "个", 100), ("宣传手册", "册", 4), ("折叠椅", "把", 60), ("投影仪", "台", 4000), ("空调", "台", 3500),
    ("保温杯", "个", 60), ("签字笔", "支", 2), ("笔记本", "本", 8), ("横幅", "条", 80), ("铁锹", "把", 35), ("对讲机", "部", 500), ("轮椅", "辆", 600),
    ("学生书包", "个", 60), ("体温枪", "把", 120), ("矿泉水", "瓶", 2), ("大米", "袋", 70), ("食用油", "桶", 75), ("棉被", "床", 150), ("摄像头", "个", 500),
    ("U盘", "个", 50), ("硒鼓", "个", 150), ("手套", "副", 5), ("文件夹", "个", 8), ("太阳能路灯", "盏", 2500), ("移动硬盘", "块", 400), ("课桌椅", "套", 300),
    ("乒乓球台", "张", 1800), ("篮球", "个", 100), ("扩音器", "个", 150), ("电风扇", "台", 150), ("热水器", "台", 1800),
)  # fmt: skip
_BUYS = (
    "购置{thing}{n}{unit}，每{unit}{price}元，{sum}万元", "另购{thing}{n}{unit}×{price}元/{unit}={sum}万元", "{thing}{n}{unit}，单价{price}元，计{sum}万元",
    "采购{thing}{n}{unit}，每{unit}{price}元，计{sum}万元", "配备{thing}{n}{unit}，{price}元/{unit}，共{sum}万元", "{thing}购置{n}{unit}×{price}元，{sum}万元",
    "购买{n}{unit}{thing}，每{unit}{price}元，{sum}万元", "更新{thing}{n}{unit}（每{unit}{price}元），{sum}万元",
)  # fmt: skip


def _priced(good: Good, random: Random, factor: float) -> Mutant | None:
    thing, unit, usual = random.choice(_THINGS)
    price = usual * factor
    number = random.choice([5, 10, 12, 20, 40] if factor > 1 else [200, 400, 1200, 3000])
    printed = f"{price:.0f}" if price >= 3 else f"{price:.2f}"
    words = random.choice(_BUYS).format(
        thing=thing, unit=unit, n=number, price=printed, sum=f"{number * Decimal(printed) / 10_000:f}"
    )
    purpose = good.project.purpose or ""
    if not purpose.endswith("。"):
        return None
    return Mutant(replace(good.project, purpose=f"{purpose}{words}。"), frozenset({"purpose"}), words)


def dear_things(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A plain thing is bought at some eighty times its price."""
    return _priced(good, random, random.choice([60, 80, 100]))


def cheap_things(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A plain thing is bought for a hundredth of its price."""
    return _priced(good, random, random.choice([0.015, 0.01, 0.012]))


MUTATIONS = (
    Mutation("几百万只办一点事", ("ZSC06",), much_money),
    Mutation("几万元要办大事", ("ZSC07",), little_money),
    Mutation("平常东西买得太贵", ("ZSC06", "ZSF13"), dear_things),
    Mutation("平常东西便宜得买不到", ("ZSC07", "ZSF13"), cheap_things),
)
