"""Indicators, descriptions, bases and goals that have nothing to do with the project."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from mutations import Good, Mutant, Mutation
from mutations.foreign import DUTIES, PAPERS, ROWS, SLOGANS
from mutations.rows import added, pairs_of, words_of
from zhunsheng.model.address import put_cell
from zhunsheng.model.indicator import Level1, Level2

_BENEFIT_KINDS = (Level2.ECONOMIC_BENEFIT, Level2.SOCIAL_BENEFIT)


def foreign_row(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A row of another line of work is added, of which the table has not one word."""
    text = words_of(good.project)
    far = [row for row in ROWS if not re.search(row[5], text)]
    if not far:
        return None
    kind, name, description, target, basis, _ = random.choice(far)
    return added(good, Level2(kind), name, description, target, basis, "level3 description")


def foreign_description(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The description of a row is that of another line of work."""
    text = words_of(good.project)
    rows = good.project.indicators
    number = random.randrange(len(rows))
    row = rows[number]
    far = [
        one for one in ROWS if not re.search(one[5], text) and not pairs_of(one[2]) & (pairs_of(row.level3) - _NOTHING)
    ]
    if not far or not row.description:
        return None
    address = f"indicators[{number}].description"
    description = random.choice(far)[2]
    return Mutant(
        put_cell(good.project, address, description), frozenset({address, f"indicators[{number}].level3"}),
        f"{row.level3} {row.target.text if row.target else ''}的描述 → {description}",
    )  # fmt: skip


_NOTHING = {"的比", "比例", "数量", "人数", "次数", "合格", "及时", "完成"}


def swapped_description(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The description of another row of the table stands where a row has its own."""
    rows = good.project.indicators
    fits = [
        (one, other)
        for one, row in enumerate(rows)
        for other, source in enumerate(rows)
        if one != other and row.level3 and row.description and source.level3 and source.description
        and row.kind2 is not source.kind2
        and len(pairs_of(source.description) & pairs_of(source.level3)) >= 2
        and not set(row.level3) & set(source.description) - set("的数量率比例")
        and len(source.description) >= 8
    ]  # fmt: skip
    if not fits:
        return None
    number, source = random.choice(fits)
    address = f"indicators[{number}].description"
    text = rows[source].description or ""
    target = rows[number].target
    project = put_cell(good.project, address, text)
    if random.random() < 0.5:  # exchanged, not copied
        project = put_cell(project, f"indicators[{source}].description", rows[number].description)
    return Mutant(
        project, frozenset({address, f"indicators[{number}].level3"}),
        f"{rows[number].level3} {target.text if target else ''}的描述 → {text}",
    )  # fmt: skip


def dropped_goal_row(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The row that carries a number of the goal is left out."""
    rows, goal = good.project.indicators, good.project.goal or ""
    fits = []
    for number, row in enumerate(rows):
        bare = re.sub(r"^[≥≤=]", "", row.target.text if row.target else "")
        if not re.fullmatch(r"\d[\d.]*[万]?[一-龥]{1,3}", bare) or not re.search(rf"(?<![\d.]){re.escape(bare)}", goal):
            continue
        value = re.match(r"[\d.]+", bare)
        rest = "，".join(
            f"{one.level3}{one.description}{one.target.text if one.target else ''}"
            for at, one in enumerate(rows)
            if at != number
        )
        if (
            value
            and not re.search(rf"(?<![\d.]){re.escape(value.group())}(?![\d.])", rest)
            and len(pairs_of(row.level3) & pairs_of(goal)) >= 2
        ):
            # nobody else says a word of it
            own = pairs_of(row.level3) & pairs_of(goal)
            if not own & pairs_of(rest):
                fits.append((number, bare))
    if not fits:
        return None
    number, bare = random.choice(fits)
    project = replace(good.project, indicators=(*rows[:number], *rows[number + 1 :]))
    return Mutant(project, frozenset({"goal"}), f"删去 {rows[number].level3} {bare}；目标：{goal}")


def foreign_basis(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The basis of a row is a paper of another line of work."""
    text = words_of(good.project)
    far = [paper for paper, home in PAPERS if not re.search(home, text)]
    if not far:
        return None
    number = random.randrange(len(good.project.indicators))
    address = f"indicators[{number}].basis"
    paper = random.choice(far)
    return Mutant(
        put_cell(good.project, address, paper),
        frozenset({address}),
        f"{good.project.indicators[number].level3}的依据 → {paper}",
    )


def _duty(good: Good, random: Random) -> str:
    return random.choice(DUTIES).format((good.project.unit.name or "县")[:4])


def duties_for_all(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """One paper on the unit's duties as the basis of every row."""
    duty, project = _duty(good, random), good.project
    for number in range(len(project.indicators)):
        project = put_cell(project, f"indicators[{number}].basis", duty)
    places = frozenset(f"indicators[{number}].basis" for number in range(len(project.indicators)))
    return Mutant(project, places, f"全部依据 → {duty}")


def duties_for_one(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A paper on the unit's duties as the basis of one row."""
    number = random.randrange(len(good.project.indicators))
    address = f"indicators[{number}].basis"
    duty = _duty(good, random)
    return Mutant(put_cell(good.project, address, duty), frozenset({address}), f"依据 → {duty}")


_SMALL = 2_000_000


def slogan(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The goal ends in a hope far beyond the money."""
    yuan = good.project.budget.yuan()
    if not good.project.goal or yuan is None or yuan > _SMALL:
        return None
    words = random.choice(SLOGANS)
    goal = good.project.goal.rstrip("。；;")
    return Mutant(
        put_cell(good.project, "goal", f"{goal}，{words}。"),
        frozenset({"goal"}),
        f"{yuan / 10000}万元，目标加：{words}",
    )


ANYBODY = (
    "服务对象满意度", "满意度", "受益对象满意度", "相关对象满意度", "有关人员满意度", "服务满意度", "各方满意度", "社会满意度", "受众满意度", "工作满意度", "项目满意度", "总体满意度", "综合满意度", "受益者满意度",
)  # fmt: skip
VAGUE = (
    "满意度情况",
    "满意的人数占调查人数的比例",
    "问卷满意和较满意的比例",
    "服务对象的满意程度",
    "调查满意率",
    "受益对象满意程度",
    "满意人数/调查人数×100%",
    "对项目的满意程度",
    "问卷调查结果",
    "反映服务对象对项目实施的满意程度",
)


def whose(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A satisfaction that does not say whose."""
    numbers = [number for number, row in enumerate(good.project.indicators) if row.kind1 is Level1.SATISFACTION]
    if not numbers:
        return None
    number = random.choice(numbers)
    name, told = random.choice(ANYBODY), random.choice(VAGUE)
    project = put_cell(good.project, f"indicators[{number}].level3", name)
    project = put_cell(project, f"indicators[{number}].description", told)
    places = frozenset(f"indicators[{number}].{cell}" for cell in ("level3", "description"))
    return Mutant(project, places, f"{good.project.indicators[number].level3} → {name}｜{told}")


B = ("ZSB01", "ZSB04", "ZSB05", "ZSB09")
MUTATIONS = (
    Mutation("加一条别的行业的指标", B, foreign_row),
    Mutation("描述换成别的行业的", ("ZSB02", *B), foreign_description),
    Mutation("描述换成本表别的指标的", ("ZSB02", "ZSB15"), swapped_description),
    Mutation("删去承接目标的指标", ("ZSB03", "ZSA04", "ZSA01"), dropped_goal_row),
    Mutation("依据换成别的行业的文件", ("ZSB06",), foreign_basis),
    Mutation("全表依据都是职能文件", ("ZSB07", "ZSB08"), duties_for_all),
    Mutation("一条依据是职能文件", ("ZSB08", "ZSB07"), duties_for_one),
    Mutation("目标加大话", ("ZSB11", "ZSG01"), slogan),
    Mutation("满意度不说谁", ("ZSB18",), whose),
)
