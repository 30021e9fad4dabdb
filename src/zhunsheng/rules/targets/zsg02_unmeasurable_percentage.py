"""ZSG02: an abstract noun with a percentage that nobody can compute."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.indicator import Level1
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import contains, ends_with, word_list
from zhunsheng.rules.wording import brief

_ABSTRACT = ends_with(word_list("unmeasured_words"))
_DEFINED = contains(word_list("defined_share"))
_RISE = re.compile(
    r"(?:自信|自豪|认同|归属|凝聚|满足|幸福|获得|安全感|荣誉|使命|责任|意识|素养|素质|氛围|形象|影响|品位|面貌|活力|竞争|实力|美誉|知名|水平|能力|观念|理念|精神|信心|生活质量|质量|修养|作风|凝聚|文明程度|程度|负担|压力|思想|境界|面貌|感受|环境|品质|效益|效能|状况)[感力度心]{0,2}"
    r"(?:得到|的|有效|显著|明显)?(?:提升|增强|提高|改善|增进|加强|巩固|转变|减轻|缓解|优化|升华|丰富)(?:度|率|程度|幅度|比例|情况)?$"
)
"""A rise of what nobody measures: 文化自信提升度, 安全意识增强率. Its own 率 defines no share."""
_FURTHERS = re.compile(
    r"^(?:有效|积极|不断|持续|进一步)?(?:促进|推动|带动|维护|助力|服务|保障|增进|推进)[一-龥]{0,8}(?:发展|稳定|和谐|进步|繁荣|建设|振兴|团结|安宁|转型|升级|增收)$"
    r"|^对[一-龥]{2,16}(?:贡献|影响|促进|推动|带动|帮助)(?:作用|程度|率|度)?$|^(?!.*率$)[一-龥]{0,8}(?:的|社会)贡献[率度]?$"
)
"""A sentence about what a project furthers, as if it were a share of something: 促进经济发展≥30%."""
_DEGREE = re.compile(r"[\u4e00-\u9fff]{2}度$")
_MEASURED = (
    "满意度", "温度", "湿度", "长度", "宽度", "高度", "深度", "强度", "密度", "精度", "进度", "坡度", "平整度", "压实度", "纯度", "净度", "浊度",
    "色度", "透明度", "盐度", "酸度", "碱度", "额度", "速度", "幅度", "知晓度", "准确度", "完整度", "完成度", "覆盖度", "集中度", "照度", "亮度", "硬度",
    "角度", "饱和度", "郁闭度", "盖度", "丰富度", "年度", "季度", "制度", "匹配度", "达标度", "公开度", "粘度", "细度", "糖度", "灵敏度", "及时度",
    "清洁度", "整洁度", "响应度", "吻合度", "一致度", "合规度", "湿润度", "均匀度", "密实度", "垂直度", "发芽度", "调度", "限度", "保真度", "拥挤度", "开放度", "参与度",
)  # fmt: skip
"""Degrees that an instrument or a list can tell; 浓度 and 厚度 but for 浓厚度."""


def _is_degree(name: str) -> bool:
    """True for a degree of something that nobody measures: 风气浓厚程度, 环境优化度, 带动力度."""
    if not _DEGREE.search(name) or name.endswith(_MEASURED):
        return False
    return not (name.endswith(("浓度", "厚度")) and not name.endswith(("浓厚度", "深厚度")))


_OWN_CHANGE = frozenset({"率", "比上年", "较上年", "同比", "增幅", "降幅", "增长", "下降"})
"""What a rise says of itself: 幸福感比上年提升 defines nothing."""
_SURVEYED = contains([word for word in word_list("defined_share") if word not in _OWN_CHANGE])


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Silent where the description says how the percentage comes about; satisfaction has its own rules."""
    for number, row in enumerate(project.indicators):
        target = row.target
        if target is None or not target.is_percentage or row.kind1 is Level1.SATISFACTION or not row.level3:
            continue
        name = core_name(row.level3)
        if not _is_empty(name, row.description or ""):
            continue
        yield Remark(
            f"indicators[{number}].target",
            f"“{brief(name)}”是个抽象说法，描述里也没有算法，“{brief(target.text)}”的分子分母都说不出来。",
            target.text,
            "换成能数的量，如人数、件数、下降率；或在描述里写明谁占谁的比例、怎么调查。",
            related=(Related(project.code, f"indicators[{number}].level3", row.level3),),
        )


def _is_empty(name: str, description: str) -> bool:
    """True for an abstract noun, or the rise of one, where no words say who is asked or what is divided by what."""
    if _RISE.search(name):
        return not _SURVEYED.search(description) and not _SURVEYED.search(_RISE.sub("", name))
    if _FURTHERS.search(name):
        return not _DEFINED.search(description)
    return (
        (bool(_ABSTRACT.search(name)) or _is_degree(name))
        and not _DEFINED.search(description)
        and not _DEFINED.search(name)
    )


RULE = Rule(
    code="ZSG02",
    name="unmeasurable-percentage",
    title="抽象名词套百分比",
    category=Category.WORDING,
    severity=Severity.WARNING,
    automation="B",
    why="影响力、促进作用、长期使用性没有计算办法，配上百分数只是看着像量化，年底只能随手填一个数。",
    how_to_fix="换成可以数、可以测的结果，或写明百分数的分子、分母和取数办法。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效指标要细化量化、可衡量"),),
    bad=(
        bad(
            "社会影响力写成百分比",
            good(
                {
                    "indicators[4].level3": "社会影响力",
                    "indicators[4].description": "在全县产生的重要影响，得到广大群众的充分认可",
                    "indicators[4].target": "≥95百分比",
                }
            ),
            ("indicators[4].target", "≥95百分比"),
        ),
        bad(
            "促进作用写成百分比",
            good(
                {
                    "indicators[4].level3": "对学校发展的推动作用",
                    "indicators[4].description": "改造后对学校发展的推动",
                    "indicators[4].target": "≥30%",
                }
            ),
            ("indicators[4].target", "≥30%"),
        ),
    ),
    good=(
        fine("百分比有分子分母", good()),
        fine(
            "名称抽象，描述写明了算法",
            good(
                {
                    "indicators[4].level3": "隐患消除情况",
                    "indicators[4].description": "已消除的照明隐患占报修记录的比例",
                    "indicators[4].target": "≥95%",
                }
            ),
        ),
        fine(
            "抽象名称用定性指标值",
            good({"indicators[4].level3": "师生用眼环境", "indicators[4].target": "照度检测全部达到国家标准"}),
        ),
    ),
    check_project=check,
    reads=("level1", "level3", "description", "target"),
)
