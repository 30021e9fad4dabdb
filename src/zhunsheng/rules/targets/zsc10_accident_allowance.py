"""ZSC10: a safety target allows accidents to happen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.history import earlier_value
from zhunsheng.rules.indicator_kinds import row_name
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_ACCIDENT = re.compile(
    r"事故|泄密|失密|失泄密|逃脱|脱逃|垮坝|决堤|舞弊|被盗|被毁|盗掘|破坏案件|刑事案件|伤亡|死亡|火灾|爆炸|中毒|踩踏|溺水"
    r"|(?:网络安全|信息安全|数据安全|食品安全|质量安全|生产安全|安全|泄露|群体性|舆情|极端|走失|踩踏)(?:责任)?事件|急性血吸虫病|重大(?:动物|植物)?疫情|聚集性疫情|疫情暴发|(?:本土|本地)[\u4e00-\u9fff]{0,4}(?:病例|感染)|脊髓灰质炎|狂犬病(?:病例|发病)"
)
_ABOUT_WORK = re.compile(
    r"下降|降低|减少|压减|处置|处理|处警|响应|结案|查处|赔付|理赔|保险|救援|救助|排查|调查|演练|培训|宣传|预防|隐患|控制指标|及时|复查|鉴定|复苏|救治"
)
_COUNTED = frozenset({"起", "件", "次", "例", "宗", "人", "名", "个", "人次"})


def check(project: Project, context: Context) -> Iterator[Remark]:
    """An upper limit above zero on counted accidents; rates and what is done about accidents are other things."""
    for number, row in enumerate(project.indicators):
        target, name = row.target, row.level3 or ""
        if target is None or not target.number or target.operator not in ("<=", "<"):
            continue
        if target.unit not in _COUNTED or (target.operator == "<" and target.number <= 1):
            continue
        found = _ACCIDENT.search(name)
        if found is None or _ABOUT_WORK.search(name):
            continue
        yield Remark(
            f"indicators[{number}].target",
            f"{row_name(number, row)}定为{brief(target.text, 16)}，等于允许发生{found.group()}，安全目标不留余量。",
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
