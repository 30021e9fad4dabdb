"""ZSB01: an indicator speaks of a line of work that the project has nothing to do with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Indicator, Level1
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good, row, with_row
from zhunsheng.rules.indicator_kinds import is_satisfaction, stated_rows
from zhunsheng.rules.named_bodies import bodies
from zhunsheng.rules.needed import found_in
from zhunsheng.rules.rule import Context, Remark, Rule, Undecided
from zhunsheng.rules.sectors import project_sectors, sector_words, touched_sectors, with_neighbours
from zhunsheng.rules.shared_words import pairs
from zhunsheng.rules.word_list import contains, word_list
from zhunsheng.rules.wording import brief


def check(project: Project, context: Context) -> Iterator[Remark | Undecided]:
    """Where all the trades a row names border on none of the project's; of the offices asked another rule speaks."""
    own = project_sectors(project)
    allowed = with_neighbours(own)
    for number, line in stated_rows(project):
        strangers = _strangers(project, number, line)
        if strangers is not None:
            yield Remark(
                f"indicators[{number}].level3",
                f"“{brief(line.level3, 18)}”数的是{strangers}，项目的名称、用途、目标里都没有这些人。",
                line.level3 or "",
                "换成反映本项目产出和效果的指标；确实服务这些人的，在资金用途里写明。",
            )
            continue
        if own and (trade := _other_everyday_trade(project, number, line, allowed)):
            yield Remark(
                f"indicators[{number}].level3",
                f"“{brief(line.level3, 18)}”像是{trade}的事，项目的名称、用途、目标里一个字也没有提到。",
                line.level3 or "",
                "换成反映本项目产出和效果的指标；确与项目有关的，在资金用途里写明。",
                severity=Severity.INFO,
            )
            continue
        named, told = sector_words(line.level3), sector_words(line.description)
        near = bool((named or told).keys() & allowed)
        if near and (trade := _nobodys_trade(project, number, line)):
            yield Remark(
                f"indicators[{number}].level3",
                f"“{brief(line.level3, 18)}”像是{trade}的事，和项目的名称、用途、目标、别的指标没有一个相同的词。",
                line.level3 or "",
                "换成反映本项目产出和效果的指标；确与项目有关的，在资金用途里写明。",
                severity=Severity.INFO,
            )
            continue
        if not (named or told) or near or bodies(line.level3) or bodies(line.description) or _is_complaint(line):
            continue
        if not own:
            reason = "用途和目标看不出属于哪一行，指标与项目是否相关要请人看"
            yield Undecided(f"indicators[{number}].level3", reason, "写明对象和内容的资金用途")
            return
        cell, words = ("level3", named) if named else ("description", told)
        word = next(iter(words.values()))
        text = (line.level3 if named else line.description) or ""
        yield Remark(
            f"indicators[{number}].{cell}",
            f"“{brief(text, 18)}”说的是{next(iter(words))}的事，项目的名称、用途、目标里都没有。",
            word,
            "换成反映本项目产出和效果的指标；确与项目有关的，在资金用途里写明。",
            severity=None if named and not pairs(line.level3) & pairs(project.name) else Severity.INFO,
        )


def _is_complaint(line: Indicator) -> bool:
    """True for petitions and complaints to be avoided: any project may bring them about, of whatever trade."""
    target = line.target
    bounded = target is not None and (target.number == 0 or target.operator in ("<=", "<"))
    return bounded and _COMPLAINT.search(line.level3 or "") is not None


_COMPLAINT = re.compile(r"信访|上访|舆情|投诉|举报|纠纷|事故|事件|案件")


@cache
def _circles() -> dict[str, re.Pattern[str]]:
    return {name: contains(words) for name, words in word_list("clienteles").items()}


@cache
def _any_circle() -> re.Pattern[str]:
    return contains(word for words in word_list("clienteles").values() for word in words)


def _strangers(project: Project, number: int, line: Indicator) -> str | None:
    """The people that a row counts of whom nothing else in the table speaks, though it speaks of others; else ``None``."""
    if is_satisfaction(line) or not line.level3 or bodies(line.level3):
        return None
    if not found_in(_any_circle(), line.level3):
        return None
    named = [name for name, words in _circles().items() if words.search(line.level3)]
    if len(named) != 1:
        return None
    text = "，".join(filter(None, (project.name, project.unit.name, project.purpose, project.goal)))
    others = "，".join(f"{row.level3}，{row.description}" for at, row in stated_rows(project) if at != number)
    if _circles()[named[0]].search(f"{text}，{others}") or pairs(line.level3) & pairs(text):
        return None
    return named[0] if any(words.search(text) for words in _circles().values()) else None


_EVERYBODYS = frozenset(
    {"应急", "档案", "审计", "金融", "市场监管", "政务", "机关", "党建", "统计", "公安", "司法", "妇儿"}
)
"""Trades whose everyday words every table may use: 安全事故, 归档案卷, 政府采购."""


def _other_everyday_trade(project: Project, number: int, line: Indicator, allowed: frozenset[str]) -> str | None:
    """The trade whose everyday words name a row, where all are foreign and not a word of it stands elsewhere in the table."""
    if (
        line.kind1 is not Level1.OUTPUT
        or sector_words(line.level3)
        or sector_words(line.description)
        or bodies(line.level3)
    ):
        return None
    touched = touched_sectors(line.level3)
    own_words = pairs(line.level3)
    if not touched or touched & (allowed | _EVERYBODYS) or not own_words:
        return None
    others = (f"{row.level3}，{row.description}" for at, row in stated_rows(project) if at != number)
    text = "，".join(filter(None, (project.name, project.unit.name, project.purpose, project.goal, *others)))
    return None if own_words & pairs(text) else sorted(touched)[0]


def _nobodys_trade(project: Project, number: int, line: Indicator) -> str | None:
    """The trade of a row, be it a near one or one's own, of which nothing else in the table has a word: 公路里程 in a table of a house."""
    if line.kind1 not in _JUDGED or is_satisfaction(line) or not line.level3 or bodies(line.level3):
        return None
    if line.kind1 is Level1.BENEFIT and not _OF_WORK.search(line.level3):
        return None
    trades = sector_words(line.level3)
    if not trades or _ANYBODYS.search(line.level3) or trades.keys() & (_EVERYBODYS | _named_trades(project)):
        return None
    others = (f"{row.level3}，{row.description}" for at, row in stated_rows(project) if at != number)
    text = "，".join(filter(None, (project.name, project.purpose, project.goal, *others)))
    words = pairs(_WHERE.sub("，", line.level3))
    return None if len(words) < _TELLING or words & pairs(text) else next(iter(trades))


def _named_trades(project: Project) -> frozenset[str]:
    """The trades that the names of the project and of its unit say."""
    return frozenset(sector_words(project.name)) | frozenset(sector_words(project.unit.name))


_TELLING = 3
_JUDGED = frozenset({Level1.OUTPUT, Level1.BENEFIT})
_OF_WORK = re.compile(
    r"(?:处理|处置|清运|收集|养护|维修|改造|供给|供应|覆盖|普及|入学|巩固|接种|参保|利用|通车|通达|绿化|达标|合格|优良|普惠)率$"
)
"""Effects that only somebody who does the work can promise: 生活垃圾无害化处理率."""
_WHERE = re.compile(r"农村|城乡|乡村|城镇|城区|全县|全市|县域|辖区|技术|生活|服务")
"""Words that tell a place or nothing, and are shared by every trade."""
_ANYBODYS = re.compile(r"事故|安全|隐患|投诉|信访|知晓|机制|制度|年限")
"""What any project may promise besides its own work."""


def is_foreign(line: Indicator, project: Project) -> bool:
    """True for a row of which this rule speaks: all trades that it names border on none of the project's."""
    said = sector_words(line.level3) or sector_words(line.description)
    own = project_sectors(project) if said else frozenset[str]()
    return bool(own) and not said.keys() & with_neighbours(own)


_HEALTH = row("效益指标", "可持续影响指标", "基本公共卫生服务水平", "提供基本公共卫生服务的数量", "≥30家", "年度计划")

RULE = Rule(
    code="ZSB01",
    name="indicator-of-another-trade",
    title="指标与项目内容无关",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="C",
    why="指标考核的事项目没有做，年底拿不出数，项目做的事又没有人考核。多半是从指标库或别的表里选来后没有改。",
    how_to_fix="对照资金用途重写指标：这笔钱办的是什么，就考核什么。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效指标与项目支出内容直接相关"),),
    bad=(
        bad("换灯的项目考核公共卫生", with_row(_HEALTH), ("indicators[6].level3", "公共卫生")),
        bad(
            "换灯的项目考核造林",
            good({"indicators[0].level3": "完成造林面积", "indicators[0].target": "≥300亩"}),
            ("indicators[0].level3", "造林"),
        ),
        bad(
            "名称笼统，描述说的是公路",
            good({"indicators[4].level3": "受益范围", "indicators[4].description": "公路沿线受益的村庄个数"}),
            ("indicators[4].description", "公路"),
        ),
    ),
    good=(
        fine("都与换灯有关", good()),
        fine("用途里写明的事", good({"indicators[0].level3": "保洁教室数量"}, purpose="用于教室保洁，合计18万元。")),
        fine("邻行的事：学校办图书阅览", good({"indicators[4].level3": "图书借阅增长率"})),
        fine(
            "看不出项目属于哪一行，不判",
            with_row(
                _HEALTH,
                good(
                    {
                        "indicators[4].level3": "照度达标比例",
                        "indicators[4].description": "达标间数占比",
                        "unit": "999001某单位",
                    },
                    name="灯具更换",
                    purpose="更换灯具264套，合计18万元。",
                    goal="1、更换灯具264套，合格率100%。",
                ),
            ),
        ),
    ),
    check_project=check,
    reads=("name", "unit", "purpose", "goal", "level1", "level2", "level3", "description", "target"),
)
