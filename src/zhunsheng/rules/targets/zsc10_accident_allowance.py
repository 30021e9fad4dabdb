"""ZSC10: a safety target allows accidents to happen."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.history import earlier_value
from zhunsheng.rules.indicator_kinds import accident_in, row_name
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_COUNTED = frozenset({"起", "件", "次", "例", "宗", "人", "名", "个", "人次"})


def check(project: Project, context: Context) -> Iterator[Remark]:
    """An upper limit above zero on counted accidents; rates and what is done about accidents are other things."""
    for number, row in enumerate(project.indicators):
        target, name = row.target, row.level3 or ""
        if target is None or not target.number or target.operator not in ("<=", "<"):
            continue
        if target.unit not in _COUNTED or (target.operator == "<" and target.number <= 1):
            continue
        accident = accident_in(name)
        if accident is None:
            continue
        yield Remark(
            f"indicators[{number}].target",
            f"{row_name(number, row)}定为{brief(target.text, 16)}，等于允许发生{accident}，安全目标不留余量。",
            target.text,
            f"写成“=0{target.unit}”；上级下达了控制数的，在依据里写明文件。",
            severity=Severity.INFO if _falls(row, context.document.fiscal_year) else None,
        )


def _falls(row: Indicator, year: int | None) -> bool:
    """True where the row itself says that there were more the year before: accidents of all the county's farmers, say."""
    said, target = earlier_value(row, year), row.target
    return said is not None and target is not None and target.number is not None and said.value > target.number


RULE = Rule(
    code="ZSC10",
    name="accident-allowance",
    title="安全指标允许发生事故",
    category=Category.APPROPRIATENESS,
    severity=Severity.WARNING,
    automation="B",
    why="安全目标写成“不超过几起”，出了事故还算完成任务，和安全生产的要求相悖。",
    how_to_fix="改成零发生；确有上级下达控制数的，在确定依据里写明。",
    basis=(Citation(note="安全类指标以零发生为目标"),),
    bad=(
        bad(
            "允许三起交通事故",
            good({"indicators[4].level3": "交通事故发生率", "indicators[4].target": "≤3起"}),
            ("indicators[4].target", "≤3起"),
        ),
        bad(
            "允许一人伤亡",
            good({"indicators[4].level3": "施工伤亡人数", "indicators[4].target": "≤1人"}),
            ("indicators[4].target", "≤1人"),
        ),
    ),
    good=(
        fine("零发生", good({"indicators[4].level3": "施工安全事故起数", "indicators[4].target": "=0起"})),
        fine("写成小于1起，就是零", good({"indicators[4].level3": "安全事故起数", "indicators[4].target": "＜1起"})),
        fine("说的是事故处理时间", good({"indicators[4].level3": "事故处理次数", "indicators[4].target": "≤3次"})),
        fine("设备故障不是事故", good({"indicators[4].level3": "系统故障次数", "indicators[4].target": "≤3次"})),
    ),
    check_project=check,
    reads=("level3", "description", "target", "basis"),
)
