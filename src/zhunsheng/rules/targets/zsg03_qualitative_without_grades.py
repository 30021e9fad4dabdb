"""ZSG03: a qualitative target without a yardstick."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.cell_text import core_name
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.word_list import any_of, word_list
from zhunsheng.rules.wording import brief

_EMPTY = re.compile(rf"^[=＝]?[一-龥]{{0,6}}?{any_of(word_list('qualitative_words'))}[。；]?$")
_YARDSTICK = re.compile(
    r"\d|[一二三四五]档|分档|优、?良|良、?中|(?<!不)合格(?!证)|等级|评定|打分|得分|检测|验收|抽查|《|考核办法|检查记录|台账"
)
_GRADE = re.compile(
    r"(?:^|[；;，,。、\s“（(])(优秀?|良好?|中等?|较?差|很?好|较好|一般|不?达标|不?合格|未达标|基本达标|达到|部分达到|未达到|[ABCDⅠⅡⅢⅣ一二三四]级|[一二三四]档)[”]?\s*[：:，,（(为—－-]"
)
"""A grade with its meaning behind it: 优：每月更新；良：按季更新."""
_STANDARD = re.compile(r"《[^《》]*(?:标准|规范|规程|细则|办法|导则|指南|条例|定额)[^《》]*》")
"""A document that can say what the words of the target mean; a plan (预案, 方案) cannot."""
_UNNAMED = re.compile(r"(?:相关|有关)(?:规定|要求|标准|规范|政策)")
"""A yardstick that the target leaves unnamed, though the basis may name it: worth a look only."""
_PRAISE = re.compile(r"较?好$|较高$|明显|显著")
"""Words that no standard defines, whatever the basis."""
_DURATION = ("期限", "年限", "时间", "时长")


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Silent where the description or the basis says by what the words are judged."""
    for number, row in enumerate(project.indicators):
        target = row.target
        if target is None or target.value is not None or target.levels or len(target.text) > 14:
            continue
        words, name = "".join(target.text.split()), core_name(row.level3)
        owed = _owes_a_number(name, words) or (
            row.kind2 in (Level2.QUANTITY, Level2.COST)
            and _PLAIN.search(words) is not None
            and not _NUMERAL.search(words)
        )
        owed |= bool(_SOON.fullmatch(words)) and not any(char.isdigit() for char in row.description or "")
        if not owed and (not _EMPTY.match(words) or name.endswith(_DURATION)):
            continue
        if len(set(_GRADE.findall(row.description or ""))) >= 2 or _GRADED.search(row.description or ""):
            continue
        if owed:
            yield Remark(
                f"indicators[{number}].target",
                f"“{brief(row.level3 or '指标')}”是要用数说的，指标值只写“{brief(target.text)}”，没有数，年底没法核对。",
                target.text,
                "写明比较符、数字和单位，如“≥95%”“≤10天”。",
            )
            continue
        if any(found.group() not in (row.level3 or "") for found in _YARDSTICK.finditer(row.description or "")):
            continue
        unnamed = bool(_UNNAMED.search(target.text))
        praise = bool(_PRAISE.search(target.text))
        if _STANDARD.search(row.basis or "") and not unnamed and not praise:
            continue
        yield Remark(
            f"indicators[{number}].target",
            f"“{brief(row.level3 or '指标')}”只写“{brief(target.text)}”，没有分档或标准，怎样算达到说不清。",
            target.text,
            "换成能数的量；确需定性的，在描述里写明优、良、中、差各是什么情况。",
            severity=Severity.INFO if _STANDARD.search(row.basis or "") else None,
        )


def _owes_a_number(name: str, words: str) -> bool:
    """True where a name asks for a number (a rate, a count, a cost) and the target is words, or a change of unknown size.

    零, 无, 全覆盖 and the like do say how many.
    """
    if not _WORDS.fullmatch(words) or _NUMERAL.search(words.replace("进一步", "")):
        return False
    return bool(_CHANGE.search(words)) or (bool(_NUMBERED.search(name)) and not _LEVELLED.search(name))


_NUMERAL = re.compile(
    r"[\d零无二两三四五六七八九十百千万半ⅠⅡⅢⅣABC]|全[部员数体覆程]|不[发出超低少]|未发|没有|一[个家次名项处套]|应[一-龥]尽|尽[一-龥]|均|所有|杜绝|当[日天月]|即时|实时"
)
_NUMBERED = re.compile(
    r"(?:率|满意度|数|数量|比例|占比|比重|人数|人次|次数|场次|户数|面积|里程|长度|成本|单价|造价|价格|费用|经费|金额|收入|产值|产量|均价|时长|天数|总量|规模|吨数|增加值|销售额|服务量|点位|批次|件数|得分|评分|[个台套座名项家户起册张条])$"
)
_PLAIN = re.compile(r"^(?!.*(?:待|填|暂无|暂缺|同上|略$))[一-龥]{2,8}$")
_WORDS = re.compile(r"(?!.*(?:待[定填补核明确]|填写|暂[无缺]|同上|[样示]例))[一-龥]{2,14}[。；]?")
"""Words alone; what nobody filled in is another rule's matter."""
_SOON = re.compile(
    r"(?:尽快|尽早|抓紧|适时|择机|近期|早日)(?:完成|办理|实施|开展|落实|建成)?|按[时期](?:完成)?|及时(?:完成)?|达到要求|达标"
)
_LEVELLED = re.compile(r"指数$|系数$")
_CHANGE = re.compile(
    r"^(?:比上年|较上年|比上期|同比|逐年|逐步|得到|有所|持续|不断|有效|明显|显著|进一步|大幅度?|稳步|较大|一定|效果|平均|适当|适度|切实)*"
    r"(?:提高|提升|改善|增强|增加|增长|优化|完善|好转|加强|降低|减少|缓解|缩短|下降|上升|减轻|扩大|加快|向好|改观|压缩|延长|拓宽)(?:效果|明显|显著)?[。；]?$"
)
_GRADED = re.compile(r"分档|分级|[一二三四五]档|[一二三四五]级|优[：:，,—（(为]")


RULE = Rule(
    code="ZSG03",
    name="qualitative-without-grades",
    title="定性指标没有分档标准",
    category=Category.WORDING,
    severity=Severity.WARNING,
    automation="B",
    why="“效果明显”谁都可以说达到了。难以量化的指标可以定性，但要分级分档写明标准。",
    how_to_fix="能量化的写数；不能量化的在描述里分档，如“优：无投诉；良：投诉1—2起……”。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "不能量化的采用分级分档的定性表述"),),
    bad=(
        bad(
            "效果明显",
            good(
                {
                    "indicators[4].target": "效果明显",
                    "indicators[4].description": "教室照明改善的效果",
                    "indicators[4].basis": "工作需要",
                }
            ),
            ("indicators[4].target", "效果明显"),
        ),
        bad(
            "符合相关规定",
            good(
                {
                    "indicators[1].target": "符合相关规定",
                    "indicators[1].description": "灯具安装符合规定",
                    "indicators[1].basis": "有关规定",
                }
            ),
            ("indicators[1].target", "符合相关规定"),
        ),
        bad(
            "有效提升",
            good({"indicators[4].target": "有效提升", "indicators[4].description": None, "indicators[4].basis": None}),
            ("indicators[4].target", "有效提升"),
        ),
    ),
    good=(
        fine("都有数或日期", good()),
        fine(
            "分了档",
            good(
                {
                    "indicators[4].target": "明显改善",
                    "indicators[4].description": "分档：优，全部教室达标；良，九成以上达标；其余为差",
                }
            ),
        ),
        fine("影响期限写长期", good({"indicators[4].level3": "照明改善影响期限", "indicators[4].target": "长期"})),
    ),
    check_project=check,
    reads=("level2", "level3", "description", "target", "basis"),
)
