"""One thing measured twice under two names."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from mutations import Good, Mutant, Mutation
from mutations.rows import choose, levels, with_row
from zhunsheng.model.address import put_cell
from zhunsheng.model.indicator import Indicator, Level1, Level2

_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_VERBS = [
    "购置",
    "采购",
    "更换",
    "更新",
    "改造",
    "维修",
    "安装",
    "铺设",
    "硬化",
    "新建",
    "建设",
    "疏浚",
    "清淤",
    "养护",
    "清运",
    "清扫",
    "巡查",
    "培训",
    "举办",
    "开展",
    "发放",
    "检测",
    "监测",
    "抽检",
    "免疫",
    "印制",
    "放映",
    "演出",
    "种植",
    "造林",
    "防治",
    "整治",
    "修缮",
    "加固",
    "扫描",
    "慰问",
    "检查",
    "补贴",
    "资助",
    "救助",
    "修复",
    "管护",
]
_LIKE = {
    "购置": "采购",
    "采购": "购置",
    "维修": "维护",
    "改造": "改建",
    "更换": "换新",
    "举办": "组织",
    "开展": "组织",
    "培训": "参加培训",
    "发放": "发出",
    "补贴": "享受补贴",
    "建设": "新建",
    "新建": "建设",
    "验收": "竣工验收",
    "准确": "正确",
    "群众": "居民",
    "受益": "惠及",
    "及时": "按时",
    "养护": "管护",
    "检查": "排查",
}
_COUNT = re.compile(
    r"(?:的)?(数量|总数|个数|人数|户数|台数|套数|件数|座数|场次|次数|面积|里程|长度|人次|家数|期数|盏数|册数|株数|间数|块数|批次|份数)$"
)
_RATE = re.compile(r"率$")


def reworded(name: str, random: Random) -> str | None:
    """The name said once more in other words, for the same thing."""
    plain = _BRACKET.sub("", name)
    ways = []
    verb = next((word for word in _VERBS if plain.startswith(word)), None)
    count = _COUNT.search(plain)
    if verb and count and len(plain) - len(verb) - len(count.group()) >= 2:
        thing = plain[len(verb) : count.start()]
        ways += [
            f"{thing}{verb}{count.group(1)}",
            f"完成{verb}{thing}的{count.group(1)}",
            f"实际{verb}{thing}{count.group(1)}",
        ]
    if count:
        ways.append(f"年度{plain}")
        if count.group(1)[-1] == "数" and len(count.group(1)) == 2:
            ways.append(plain[: count.start()] + "数量")
        if not verb:
            ways.append(f"完成{plain}")
    if _RATE.search(plain):
        ways += [plain[:-1] + "比例", plain[:-1] + "的比例", f"{plain[:-1]}情况", f"总体{plain}"]
    for word, other in _LIKE.items():
        if word in plain and other not in plain:
            ways.append(plain.replace(word, other, 1))
    if plain.endswith("满意度"):
        ways += [
            plain[:-1] + "率",
            plain[:-3] + "满意程度",
            plain[:-3] + "满意情况",
            plain[:-3] + "总体满意度",
            plain[:-3] + "综合满意率",
        ]
    ways = [one for one in ways if one != plain]
    return random.choice(ways) if ways else None


_SHUFFLE = (
    ("占", "占全部"),
    ("的比例", "比例"),
    ("全部", "所有"),
    ("完成", "已完成"),
    ("年内", "全年"),
    ("人数", "人员数量"),
    ("实际", ""),
    ("满意和较满意", "满意及比较满意"),
)


def retold(text: str, random: Random) -> str:
    """The description with one word changed, or as it stands."""
    ways = [text.replace(word, other, 1) for word, other in _SHUFFLE if word in text]
    return random.choice([text, *ways])


def _twin(good: Good, random: Random, number: int | None, **change: str) -> Mutant | None:
    if number is None:
        return None
    row = good.project.indicators[number]
    name = reworded(row.level3 or "", random)
    if name is None or any(name == one.level3 for one in good.project.indicators):
        return None
    twin = replace(row, level3=name, description=retold(row.description or "", random), **change)
    project, at = with_row(good.project, twin)
    shifted = number + (at <= number)
    places = frozenset(f"indicators[{one}].{cell}" for one in (at, shifted) for cell in ("level3", "description"))
    return Mutant(
        project,
        places,
        f"{row.level3}｜{row.description}｜{row.target.text if row.target else ''} 又写 {name}｜{twin.description}",
    )


def again(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """An output once more in other words."""
    return _twin(
        good,
        random,
        choose(
            good,
            random,
            lambda row: (
                row.kind1 is Level1.OUTPUT and row.kind2 in (Level2.QUANTITY, Level2.QUALITY) and bool(row.description)
            ),
        ),
    )


def benefit_again(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A benefit once more in other words."""
    return _twin(good, random, choose(good, random, lambda row: row.kind1 is Level1.BENEFIT and bool(row.description)))


def content_again(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A satisfaction once more in other words."""
    return _twin(
        good, random, choose(good, random, lambda row: (row.level3 or "").endswith("满意度") and bool(row.description))
    )


def anybody_again(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """Beside a satisfaction one of nobody in particular."""
    number = choose(good, random, lambda row: (row.level3 or "").endswith("满意度") and bool(row.description))
    if number is None:
        return None
    row = good.project.indicators[number]
    name = random.choice(
        ("服务对象满意度", "群众满意度", "受益对象满意度", "社会公众满意度", "受益群众满意度", "服务对象满意率")
    )
    if name == row.level3:
        return None
    project, at = with_row(
        good.project,
        replace(
            row,
            level3=name,
            description=random.choice(
                (row.description, "问卷满意人数占调查人数的比例", f"{name[:-3]}对项目的满意程度")
            ),
        ),
    )
    places = frozenset(f"indicators[{one}].{cell}" for one in (at, number) for cell in ("level3", "description"))
    return Mutant(project, places, f"{row.level3}旁又写{name}")


def output_as_benefit(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """An output stands among the benefits once more, in the same or other words."""
    number = choose(
        good,
        random,
        lambda row: (
            row.kind1 is Level1.OUTPUT and row.kind2 in (Level2.QUANTITY, Level2.QUALITY) and bool(row.description)
        ),
    )
    if number is None:
        return None
    row = good.project.indicators[number]
    own = levels(good.project, Level2.SOCIAL_BENEFIT)
    name = random.choice((row.level3, reworded(row.level3 or "", random)))
    if name is None or own is None:
        return None
    twin = Indicator(*own, name, retold(row.description or "", random), row.target, row.basis)
    project, at = with_row(good.project, twin)
    places = frozenset(f"indicators[{one}].{cell}" for one in (at, number) for cell in ("level3", "description"))
    return Mutant(
        project,
        places,
        f"产出 {row.level3}｜{row.description}｜{row.target.text if row.target else ''}，效益又写 {name}｜{twin.description}",
    )


def same_name(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A row overwritten by another of its kind: the very same row twice."""
    rows = good.project.indicators
    fits = [(a, b) for a, one in enumerate(rows) for b, other in enumerate(rows) if a < b and one.kind1 is other.kind1]
    if not fits:
        return None
    first, second = random.choice(fits)
    project = good.project
    for cell in ("level3", "description"):
        project = put_cell(project, f"indicators[{second}].{cell}", getattr(rows[first], cell))
    project = put_cell(project, f"indicators[{second}].target", rows[first].target.text if rows[first].target else None)
    return Mutant(
        project,
        frozenset(f"indicators[{one}].level3" for one in (first, second)),
        f"{rows[second].level3} → {rows[first].level3}",
    )


MUTATIONS = (
    Mutation("产出换个说法又写一遍", ("ZSB15",), again),
    Mutation("效益换个说法又写一遍", ("ZSB15",), benefit_again),
    Mutation("满意度换个说法又写一遍", ("ZSB15",), content_again),
    Mutation("满意度又写一条不说谁的", ("ZSB15",), anybody_again),
    Mutation("同一条写了两遍", ("ZSB15",), same_name),
    Mutation("产出在效益里又写一遍", ("ZSB16", "ZSH06", "ZSB12", "ZSB15"), output_as_benefit),
)
