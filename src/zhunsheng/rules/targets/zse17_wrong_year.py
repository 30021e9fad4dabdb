"""ZSE17: a goal or a deadline belongs to an earlier year than the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zhunsheng.law.citation import Citation
from zhunsheng.model.document import Document
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.clauses import clause_at, clause_before, sentence_at
from zhunsheng.rules.dates_in_text import deadlines
from zhunsheng.rules.examples import GOOD_PLAN, bad, document, fine, good
from zhunsheng.rules.rule import Context, Remark, Rule
from zhunsheng.rules.wording import brief

_GOAL_OF_YEAR = re.compile(
    r"((?:19|20)\d{2})年(?:度)?(?:的)?(?:部门|单位|项目|预算|总体|整体|年度|绩效|工作|预期){0,3}目标"
)
_PLANNED = re.compile(
    r"(?:^|[\n。；;])\s*(?:\d{1,2}[、.．]\s*)?((?:19|20)\d{2})年(?:度)?，?(?:计划|拟|将|力争|争取|预计)"
)
_FINISH = re.compile(r"完成|完工|竣工|交付|验收|实现|达到|建成|投用")
_HISTORY = re.compile(r"已|曾|以来|自|从|起|较|比|对照|完成情况|上年|同期|基础|底数|实际|开始|批复|下达|规划")
_DUE = re.compile(
    r"((?:19|20)\d{2})年(?:度)?(?!(?:底|末)?(?:数|值|为|的数))(?![^，。；]{0,40}(?:19|20)\d{2}年)[^，。；]{0,16}"
    r"(?:按时|按期|如期|开展|举办|实施|开考|发放|完成(?!数|值|情况|率))"
)
"""A description that opens with the year in which something is due: 2025年中考按时开考."""
_KEPT_UP = re.compile(
    r"(?:^|[\n。；])\s*(?:[\d一二三四五][.、．]\s*)?(?:保障|确保|保证|维持)[^，。；\d]{2,16}((?:19|20)\d{2})年(?!底|末|度?数|水平)"
)
"""What is to be kept up in a year: 保障平台2026年正常运行."""
_CELLS = ("name", "purpose", "goal")
_OPENING = re.compile(
    r"(?:^|\n)\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[）)]?[、.．]?\s*|目标\d[:：])?(?:到|在|至)?((?:19|20)\d{2})年(?!来|代|以来)"
)
_RECURRING = re.compile(
    r"供暖|取暖|电费|水费|工资|劳务|保洁|养护|维护|运维|培训|活动|宣传|巡查|租赁|物业|经费|运行|运转|补贴|补助"
)
_FOLLOWS = re.compile(r"尾款|欠款|余款|结转|结算|清算|决算|审计|补发|兑现|奖|续建|质保|考核|绩效工资|[-—－–~～至]")


def check(document: Document, context: Context) -> Iterator[Remark]:
    """Only clear forms: “2019年目标”, “2019年计划…”, “2019年底前完成”; bases, document numbers and history are left alone."""
    year = document.fiscal_year
    if year is None:
        return
    plan = document.department
    for address in ("overall_goal", "sub_goal"):
        yield from _text(address, getattr(plan, address), year, None)
    for number, project in enumerate(document.projects):
        due = _due_days(project, year)
        for address in _CELLS:
            yield from _text(address, getattr(project, address), year, number, due)
        for index, row in enumerate(project.indicators):
            stale = _DUE.match(row.description or "")
            if stale and int(stale.group(1)) < year and not _HISTORY.search(row.description or ""):
                yield replace(
                    _remark(f"indicators[{index}].description", f"{stale.group(1)}年", year, number),
                    severity=Severity.INFO,
                )
            text = row.target.text if row.target else ""
            late = next((found for found in deadlines(text) if found.year is not None and found.year < year), None)
            if late and row.target and not row.target.is_quantitative and not _HISTORY.search(text):
                message = f"指标值写“{brief(late.text, 20)}”，本表是{year}年的，时间已过。"
                yield Remark(
                    f"indicators[{index}].target", message, late.text, f"改成{year}年的日期。", project_no=number
                )


def _due_days(project: Project, year: int) -> frozenset[tuple[int, int]]:
    """The days of the budget's year by which rows want something done."""
    targets = [row.target.text for row in project.indicators if row.target is not None and "年" in row.target.text]
    return frozenset(
        (day.month, day.day)
        for text in targets
        for day in deadlines(text)
        if day.year == year and day.month and day.day
    )


def _text(
    address: str, text: str | None, year: int, number: int | None, due: frozenset[tuple[int, int]] = frozenset()
) -> Iterator[Remark]:
    """At most one remark a cell: one wrong year is repeated all over a copied text."""
    if not text or "年" not in text:
        return
    if address == "name":
        found = re.match(r"((?:19|20)\d{2})年", text)
        if found and int(found.group(1)) < year and _RECURRING.search(text) and not _FOLLOWS.search(text):
            yield _remark(address, found.group(), year, number)
        return
    for pattern in (_GOAL_OF_YEAR, _PLANNED):
        for found in pattern.finditer(text):
            if int(found.group(1)) >= year or _HISTORY.search(sentence_at(text, found.start(1))):
                continue
            # “按2025年目标考核结果…” speaks of a past year; a goal of the wrong year opens its clause.
            if not clause_before(text, found.start(1)).strip():
                words = text[found.start(1) : found.end()]
                yield _remark(address, words, year, number)
                return
    for late in deadlines(text):
        clause = clause_at(text, late.start)
        if clause.endswith(late.text):  # 到2026年11月30日前，完成…
            clause = f"{clause}，{clause_at(text, late.end + 1)}"
        if (
            late.year is None
            or not year - _COPIED_FROM <= late.year < year
            or not re.search(r"前$|底$|末$|内$", late.text)
        ):
            continue
        copied = address == "goal" and (late.month, late.day) in due
        if (copied or _FINISH.search(clause)) and not _HISTORY.search(clause):
            yield _remark(address, late.text, year, number)
            return
    kept_up = _KEPT_UP.search(text) if address == "goal" else None
    if kept_up is not None and int(kept_up[1]) == year - 1 and not _HISTORY.search(sentence_at(text, kept_up.start(1))):
        yield _remark(address, f"{kept_up[1]}年", year, number)
        return
    opened = _opening(text, year) if address != "purpose" else _meant(text, year)
    if opened:
        yield _remark(address, opened, year, number)


_COPIED_FROM = 15
"""Tables are copied from earlier years; a day long before those is told of the past: 2000年以前建成的小区."""


def _opening(text: str, year: int) -> str:
    """The earlier year with which a goal opens a statement of what is to be done (到2025年底，保障…)."""
    for found in _OPENING.finditer(text):
        if int(found.group(1)) >= year:
            continue
        first, _, second = sentence_at(text, found.end()).partition(found.group(1))[2].partition("，")
        told = f"{first}，{second.partition('，')[0]}" if len(first) <= _SHORT else first
        if not _BEFORE.search(told) and str(year) not in told:
            return f"{found.group(1)}年"
    return ""


def _meant(text: str, year: int) -> str:
    """The earlier year for which a purpose says that the money is (用于2025年租赁费, 2025年拟编制…), where it names no other."""
    if str(year) in text or _THIS_YEAR.search(text):
        return ""
    for found in _MEANT.finditer(text):
        told = int(found["of"] or found["by"])
        if told < year and not _PAST.search(clause_at(text, found.end())):
            return f"{told}年"
    return ""


_SHORT = 6
_THIS_YEAR = re.compile(r"本年|今年|当年|本年度|下年|次年|上年|去年|历年|分[二两三四五]年|跨年|[—–~至-]\s*20\d\d")
_MEANT = re.compile(
    r"(?:用于|安排|定于|拟于|计划于|租期为?|服务期为?|合同期为?)(?:[^，。；\n\d]{0,6})(?P<of>20\d\d)年"
    r"|(?:^|(?<=[。；\n：:，]))\s*(?P<by>20\d\d)年(?:度)?(?:新|全年|共)?(?:预计|计划|拟|将|安排|需要?|应付|到期|维保|举办|开展|实施|组织|新建|改建|改造|采购|购置|保障)"
)
_BEFORE = re.compile(
    r"已|曾|以来|截至|完成情况|实际|底数|同期|上年|去年|结转|建于|(?<!对)比(?!例|重|率)|较|(?:的|为)基础|基数|招标(?:确定|选定)|(?<!一)起(?:[，至]|$)|有效期|为期"
)
"""Words with which an earlier year in a goal is only looked back on."""
_PAST = re.compile(
    r"已|曾|以来|截至|完成情况|实际|开始|批复|下达|底数|同期|上年|去年|结转|建成|建于|投用|购入|交付|比|较|立项|中标|签订|招标|选定|评审|核定|决算|发生|遭|受灾|首次|认定|验收"
    r"|考核结果|的基础|基数|欠|尾款|余款|结算|清算|补发|兑现|(?<!一)起(?:[，至]|$)"
)


def _remark(address: str, words: str, year: int, number: int | None) -> Remark:
    message = f"写着“{brief(words, 20)}”，本表是{year}年的，像是从往年的表抄来没有改。"
    return Remark(
        address, message, words, f"核对年份，改成{year}年；若是说明往年情况，写清“已完成”。", project_no=number
    )


RULE = Rule(
    code="ZSE17",
    name="wrong-year",
    title="年度写错",
    category=Category.CONSISTENCY,
    severity=Severity.WARNING,
    automation="A",
    why="拿往年的表改，年份没改干净，目标和时限就都落在了过去。",
    how_to_fix="逐处核对年份；说明往年情况的，写清是已经完成的事。",
    basis=(Citation(note="目标年度与预算年度一致"),),
    bad=(
        bad("目标写的是2023年", good(goal="2023年绩效目标：1、完成24间教室灯具更换。"), ("goal", "2023年绩效目标")),
        bad(
            "时限在三年前",
            good({"indicators[2].target": "2023年8月31日前"}),
            ("indicators[2].target", "2023年8月31日前"),
        ),
        bad(
            "部门目标要求2019年底前完成",
            document(plan=replace(GOOD_PLAN, overall_goal="（一）2019年底前完成24间教室改造。\n（二）培训教师40人。")),
            ("overall_goal", "2019年底前"),
        ),
        bad(
            "每条目标都以旧年份开头",
            good(goal="1、2024年更换灯具264套，合格率100%。\n2、师生满意度90%。"),
            ("goal", "2024年"),
        ),
        bad("项目名称带着旧年份", good({"name": "2024年校园保洁经费"}), ("name", "2024年")),
    ),
    good=(
        fine("没有写年份", good()),
        fine("文号里的年份不算", good({"indicators[3].basis": "冀人社字【2019】48号文"})),
        fine("说明往年情况", good(purpose="2023年已完成主楼改造，本年更换264套灯具，合计18万元。")),
        fine("不知道年度，不猜", document(good(goal="2023年绩效目标：完成24间。"), year=None)),
        fine("说的是上年考核结果", good(goal="1、按照2025年度目标考核结果改进管理，更换灯具264套，合格率100%。")),
        fine("上年项目的尾款", good({"name": "2025年校园养护尾款"})),
        fine("就是本年", good(goal="2026年绩效目标：1、8月底前完成24间教室灯具更换。")),
    ),
    check_document=check,
    reads=("name", "purpose", "goal", "description", "target", "department"),
    needs=("fiscal_year",),
)
