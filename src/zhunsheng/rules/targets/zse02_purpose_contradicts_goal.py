"""ZSE02: purpose and goal count the same things differently."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Related, Severity
from zhunsheng.model.project import Project
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.prose import Number, brief, clause_before, counts
from zhunsheng.rules.rule import Context, Remark, Rule

_NOUN = re.compile(r"(?:的)?([\u4e00-\u9fff]{3})")
_PARTIAL = re.compile(
    r"其中|每|各|另|第|其他|其余|试点|至少|不少于|不低于|超过|以上|约|原|已|上年|去年|分别|和|及|、$|新增|增加|再|平均|累计"
)
_UNITS = frozenset(
    {
        "个",
        "处",
        "座",
        "条",
        "盏",
        "套",
        "台",
        "间",
        "辆",
        "块",
        "栋",
        "幢",
        "所",
        "面",
        "根",
        "户",
        "家",
        "场",
        "亩",
        "基",
    }
)


def check(project: Project, context: Context) -> Iterator[Remark]:
    """Speak when each of the two texts counts the thing once, as a whole, and the counts differ."""
    purpose, goal = project.purpose or "", project.goal or ""
    in_purpose, in_goal = things(purpose), things(goal)
    for key, number in in_goal.items():
        stated = in_purpose.get(key)
        if number is None or stated is None or stated.value == number.value:
            continue
        words = goal[number.start : number.end + 3]
        other = purpose[stated.start : stated.end + 3]
        yield Remark(
            "goal",
            f"资金用途写“{brief(other, 16)}”，绩效目标写“{brief(words, 16)}”，数量对不上。",
            words,
            "核实实际数量，用途、目标、指标三处写成一致。",
            related=(Related(project.code, "purpose", other), *_indicators(project, number, stated, key[1])),
        )


def _indicators(project: Project, goal: Number, purpose: Number, noun: str) -> Iterator[Related]:
    for index, row in enumerate(project.indicators):
        target = row.target
        if target and target.unit == goal.unit and target.number in (goal.value, purpose.value) and target.text:
            yield Related(project.code, f"indicators[{index}].target", target.text)


@lru_cache(maxsize=4096)
def things(text: str | None) -> dict[tuple[str, str], Number | None]:
    """Counted things by unit and the three characters behind it; ``None`` for one that is counted more than once."""
    found: dict[tuple[str, str], Number | None] = {}
    for number in counts(text):
        noun = _NOUN.match(text or "", number.end)
        if not noun or number.unit not in _UNITS or number.approximate or number.upper is not None or number.per:
            continue
        key = (number.unit, noun.group(1))
        whole = not _PARTIAL.search(clause_before(text or "", number.start)[-6:])
        found[key] = number if key not in found and whole else None
    return found


RULE = Rule(
    code="ZSE02",
    name="purpose-contradicts-goal",
    title="资金用途与绩效目标数量矛盾",
    category=Category.CONSISTENCY,
    severity=Severity.ERROR,
    automation="B",
    why="要钱按六处要，目标只写两处，多出来的钱做什么说不清。",
    how_to_fix="核实实际数量，用途、目标、指标三处写成一致；分批实施的写明本年几处。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "审核绩效目标与资金规模、任务量是否匹配"),),
    bad=(
        bad(
            "用途六个进出口，目标两个",
            good(
                purpose="用于园区6个进出口安装限高杆，费用合计18万元。",
                goal="1、园区剩余两个进出口安装三米高的限高杆，保证安全。",
            ),
            ("goal", "两个进出口"),
        ),
        bad(
            "教室间数不同",
            good(
                goal="1、暑假期间完成20间教室的灯具更换，合格率100%。", purpose="用于更换24间教室的灯具，合计18万元。"
            ),
            ("goal", "20间教室的"),
        ),
    ),
    good=(
        fine("数量一致", good()),
        fine("目标只说其中一部分", good(goal="1、完成更换，其中3间教室的灯具作为样板。\n2、满意度90%。")),
        fine(
            "用途里同一事物分两次列，不比",
            good(purpose="主楼12间教室的灯具和副楼12间教室的灯具，合计18万元。", goal="1、完成24间教室的灯具更换。"),
        ),
    ),
    check_project=check,
    reads=("purpose", "goal", "target"),
    needs=("purpose",),
)
