"""ZSD08: percentages for which nobody can tell where the figures come from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.indicator_kinds import is_satisfaction, row_name
from zhunsheng.rules.measuring_unit import unit_kind
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import contains, ends_with, word_list
from zhunsheng.rules.wording import brief

_SHARE = contains(word_list("defined_share"))
_ABSTRACT = ends_with(word_list("unmeasured_words"))
_COUNTED = re.compile(
    r"记录|台账|统计|加权|折算|换算|测算|计算|核算|普查|民调|测量|报表|数量|人数|次数|件数|户数|个数|项数|起数|天数|面积|里程|金额|系统|平台|[一-龥](?:数|量)(?:与|和|除|的|$)"
)
_PLAIN = re.compile(r"(?:合格|达标|完好|优良|成活|及时|准确|到位|发放|覆盖|验收|清晰)[一-龥]{0,4}$")
_SPEED = re.compile(r"及时|按时|按期|时限")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """One remark a table: rows whose name is abstract and whose description names neither a share, a survey nor a record.

    Where all of them bear abstract names it is a hint only: another rule already warns of such names.
    """
    yield from _far_off(project)
    yield from _in_minds(project)
    yield from _by_how_much(project)
    found = []
    for number, row in enumerate(project.indicators):
        target = row.target
        if target is None or not target.is_percentage or is_satisfaction(row) or not _tells(row.description):
            continue
        name, told = core_name(row.level3), row.description or ""
        if _SHARE.search(told) or _COUNTED.search(told) or not _is_opaque(name, told):
            continue
        found.append((number, row))
    if not found:
        return
    number, first = found[0]
    abstract = all(_ABSTRACT.search(core_name(row.level3)) for _, row in found)
    several = f"等{len(found)}条指标" if len(found) > 1 else ""
    yield Remark(
        f"indicators[{number}].description",
        f"{row_name(number, first)}{several}写了百分数，描述没有说数从哪里来：谁记录、谁统计、问了谁。",
        first.description or "",
        "写明分子分母和取数来源，如台账、系统记录、问卷；取不到数的，换一条指标。",
        related=tuple(
            Related(project.code, f"indicators[{other}].description", row.description or "") for other, row in found[1:]
        ),
        severity=Severity.INFO if abstract else None,
    )


_DEGREE = re.compile(
    r"(?:减轻|提升|提高|改善|增强|增进|缓解|降低|转变|优化|促进|带动|影响|文明|和谐|稳定|认可)(?:的)?程度(?:提升|提高)?$|程度(?:提升|提高|改善)$"
)
_TOLD_BY = re.compile(r"[÷/／×]|占|比例|比率|问卷|调查|测评|量表|评分|评估|打分|抽样|回访|台账|记录|统计")


def _by_how_much(project: Project) -> Iterator[Remark]:
    """A degree in percent (心理负担减轻程度 ≥30%) of which no word says how it is measured."""
    for number, row in enumerate(project.indicators):
        target = row.target
        if target is None or not target.is_percentage or not _DEGREE.search(core_name(row.level3)):
            continue
        if _TOLD_BY.search(f"{row.description}{row.basis}"):
            continue
        yield Remark(
            f"indicators[{number}].target",
            f"{row_name(number, row)}的{brief(target.text, 10)}从哪里来没有说：谁来量、怎么量、同谁比。",
            target.text,
            "写明用什么量表或问卷、问谁、怎么算；量不出来的，换成能数的人数、次数、比例。",
            severity=Severity.INFO,
        )


_FAR = word_list("far_horizons")
_CERTAIN, _PERHAPS, _KNOWN = contains(_FAR["certain"]), contains(_FAR["perhaps"]), contains(_FAR["except"])
_PLANNED = re.compile(r"设计|规划|年限|寿命|重现期|一遇|标准|保证|合同|协议")


def _far_off(project: Project) -> Iterator[Remark]:
    """Rows whose figure only comes into being years after the budget's: 学生成年后参加志愿服务比例."""
    for number, row in enumerate(project.indicators):
        target, told = row.target, f"{row.level3}，{row.description}"
        if target is None or target.number is None or unit_kind(target.unit) == "time" or _PLANNED.search(told):
            continue
        far = _CERTAIN.search(told) or _PERHAPS.search(told)
        if far is None or _KNOWN.search(f"{told}，{row.basis}"):
            continue
        yield Remark(
            f"indicators[{number}].level3",
            f"{row_name(number, row)}要到“{brief(far.group(), 8)}”才有数，年底自评时取不到。",
            row.level3 or "",
            "换成当年就能数、能问的结果；确要跟踪的，改考往届对象，写明由谁跟踪。",
            severity=None if _CERTAIN.search(told) else Severity.INFO,
        )


_MIND = re.compile(
    r"(?:产生|萌生|形成|有|抱有|怀有|具有)[\u4e00-\u9fff]{0,8}?(?:意愿|意向|想法|念头|兴趣|好感|打算|愿望|共鸣|认同)(?!书|协议|登记|金|合同)|(?:心里|内心|心中|潜意识|印象深刻|有所触动|受到触动|受到感召|有感触|潜移默化|默默|暗自)"
    r"|(?:潜在|可能|间接|隐性)(?:受益|受惠|带动|影响|消费|惠及|客户|就业|投资)[\u4e00-\u9fff]{0,6}(?:人数|户数|家数|人次|金额|数量|额|数)$"
)
"""What goes on in people's heads, or may follow somewhere: nobody keeps a record of it unless the row says who does."""
_RECORDED = re.compile(
    r"问卷|调查|登记|报名|签|台账|记录|统计|访问|访谈|回访|测评|平台|系统|预约|协议|填|测算|系数|投票|留言|打分|扫码|座谈|名册|名单|备案|申请"
)


def _in_minds(project: Project) -> Iterator[Remark]:
    """Counts of those who are moved or may gain somehow, with no word on who counts them: 产生投资意愿的网民人数."""
    for number, row in enumerate(project.indicators):
        target, told = row.target, f"{row.level3}，{row.description}"
        if target is None or target.number is None or is_satisfaction(row) or _RECORDED.search(told):
            continue
        mind = _MIND.search(row.level3 or "") or _MIND.search(row.description or "")
        if mind is None or (target.is_percentage and _SHARE.search(row.description or "")):
            continue
        yield Remark(
            f"indicators[{number}].level3",
            f"{row_name(number, row)}数的是“{brief(mind.group(), 10)}”，没有谁记录，也没说怎么问出来，年底取不到数。",
            row.level3 or "",
            "换成有登记、有记录的结果；确要考核想法的，写明用问卷问多少人。",
        )


def _tells(description: str | None) -> bool:
    """False for a blank cell and for one that holds a dash, a number, 略: other rules speak of those."""
    return len(re.findall(r"[\u4e00-\u9fff]", description or "")) >= 4


def _is_opaque(name: str, description: str) -> bool:
    """An abstract name (影响力, 作用), or a rate that the description only praises."""
    if _ABSTRACT.search(name):
        return True
    return name.endswith("率") and not _PLAIN.search(name[:-1]) and not _SPEED.search(f"{name}{description}")


_FAME: dict[str, str | None] = {
    "indicators[4].level3": "社会影响力",
    "indicators[4].description": "在全县产生重要影响，得到广大群众的充分认可",
    "indicators[4].target": "≥95%",
}

RULE = Rule(
    code="ZSD08",
    name="no-source-of-figures",
    title="指标无法取数",
    category=Category.FEASIBILITY,
    severity=Severity.WARNING,
    automation="C",
    why="年底要拿数来对。没有记录、没有统计、没有问卷的指标，只能凭印象填一个数。",
    how_to_fix="每条指标写明数据从哪里来；没有来源的指标换成有记录可查的。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效指标可衡量、数据可获取"),),
    bad=(
        bad(
            "社会影响力写百分数",
            good(_FAME),
            ("indicators[4].description", "在全县产生重要影响，得到广大群众的充分认可"),
        ),
        bad(
            "两条都没有来源，说一次",
            good(
                {**_FAME, "indicators[1].level3": "优质服务完成率", "indicators[1].description": "提供优质的照明服务"}
            ),
            ("indicators[1].description", "提供优质的照明服务"),
        ),
    ),
    good=(
        fine("分子分母都写明", good()),
        fine("写明向谁调查", good({**_FAME, "indicators[4].description": "问卷中认可的家长占受访家长的比例"})),
        fine("有记录可查", good({**_FAME, "indicators[4].description": "平台统计的阅读量与上年相比"})),
        fine("不是百分数", good({**_FAME, "indicators[4].target": "获得县级以上表扬"})),
    ),
    check_project=check,
    reads=("level1", "level2", "level3", "description", "target", "basis"),
    needs=("description",),
)
