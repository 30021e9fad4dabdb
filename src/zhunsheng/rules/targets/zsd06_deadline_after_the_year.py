"""ZSD06: something is to be finished only after the budget's year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level2
from zhunsheng.model.project import Project
from zhunsheng.rules.clauses import clause_at, sentence_at
from zhunsheng.rules.dates_in_text import Deadline, deadlines
from zhunsheng.rules.examples import bad, document, fine, good
from zhunsheng.rules.indicator_kinds import row_name
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_FINISH = re.compile(r"完成|完工|竣工|交付|验收|投用|投入使用|建成|开工|发放|支付|办结")
_LONG_TERM = re.compile(r"长期|中期|总体规划|总工期|分期|分年")
_LASTING = re.compile(
    r"至(?!少)|到(?!货|位|账|岗|达|场|期)|起(?!草)|期间|供暖|采暖|取暖|保质|质保|有效期|结转|跨年|供热|学年|中期|长期|规划"
)


def check(document: Document, context: Context) -> Iterator[Remark]:
    """Targets with a date, and finishing words in goals; a season over New Year (11月至次年3月) is no deadline."""
    year = document.fiscal_year
    for number, project in enumerate(document.projects):
        for index, row in enumerate(project.indicators):
            if row.target is None or row.target.is_quantitative:
                continue
            about = f"{row.level3}{row.description}"
            if row.kind2 is not Level2.TIMELINESS and not _FINISH.search(about):
                continue
            late = _late(row.target.text, year)
            if late and not _LASTING.search(f"{row.level3}{row.target.text}"):
                message = f"{row_name(index, row)}定在“{brief(late.text)}”，{_said(year)}，当年考核不了。"
                yield _remark(f"indicators[{index}].target", message, late.text, number)
        yield from _goal(project, number, year)


def _goal(project: Project, number: int, year: int | None) -> Iterator[Remark]:
    text = project.goal or ""
    for late in deadlines(text):
        clause = clause_at(text, late.start)
        if _LASTING.search(clause) or _LONG_TERM.search(sentence_at(text, late.start)):
            continue
        if _is_late(late, year) and _FINISH.search(clause):
            message = f"绩效目标写“{brief(clause.strip(), 24)}”，{_said(year)}，当年考核不了。"
            yield _remark("goal", message, late.text, number)
            return


def _late(text: str, year: int | None) -> Deadline | None:
    return next((found for found in deadlines(text) if _is_late(found, year)), None)


def _is_late(found: Deadline, year: int | None) -> bool:
    if found.is_next_year:
        return found.month is not None or found.text.endswith(("底", "末", "前", "内"))
    return year is not None and found.year is not None and found.year > year


def _said(year: int | None) -> str:
    return f"已过{year}年底" if year else "已过当年年底"


def _remark(address: str, message: str, quote: str, number: int) -> Remark:
    suggestion = "写当年能完成的阶段和日期；跨年项目把本年做到哪一步写清楚。"
    return Remark(address, message, quote, suggestion, project_no=number)


RULE = Rule(
    code="ZSD06",
    name="deadline-after-the-year",
    title="完成时间晚于预算年度",
    category=Category.FEASIBILITY,
    severity=Severity.ERROR,
    automation="A",
    why="年度目标年底就要自评。完成时间定到下一年，当年无论如何算不出结果。",
    how_to_fix="改成当年的日期；跨年项目只写本年应达到的阶段。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "绩效目标应在一定期限内能够实现"),),
    bad=(
        bad("次年三月底完工", good({"indicators[2].target": "次年3月底前"}), ("indicators[2].target", "次年3月底前")),
        bad(
            "日期写到了下一年",
            good({"indicators[2].target": "2027年3月31日前"}),
            ("indicators[2].target", "2027年3月31日前"),
        ),
        bad(
            "目标里写明年交付",
            good(goal="1、更换24间教室灯具，明年3月底前完成验收。\n2、师生满意度不低于90%。"),
            ("goal", "明年3月底前"),
        ),
    ),
    good=(
        fine("当年八月底", good()),
        fine("写了当年年份", good({"indicators[2].target": "2026年8月31日前"})),
        fine(
            "供暖季跨年，不是完成时间",
            good(goal="1、11月15日至次年3月15日办公楼室温不低于20℃。\n2、师生满意度不低于90%。"),
        ),
        fine("写明是长期目标", good(goal="1、更换264套灯具，合格率100%。长期目标：2028年底前完成全部校舍改造。")),
        fine("不知道年度，不猜", document(good({"indicators[2].target": "2027年3月31日前"}), year=None)),
    ),
    check_document=check,
    reads=("goal", "level2", "level3", "description", "target"),
    needs=("fiscal_year",),
)
