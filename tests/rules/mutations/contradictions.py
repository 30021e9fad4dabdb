"""Two places of one table that say different things."""

from __future__ import annotations

import re
from random import Random

from mutations import Good, Mutant, Mutation
from mutations.figures import Figure, changed, clause, figures, other_number, put, rows, sums, twos
from zhunsheng.model.indicator import Indicator
from zhunsheng.model.project import Project

_PERCENT = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)(%)")
_SAME = {"名": "人", "次": "次", "㎡": "平方米"}


def _unit(unit: str) -> str:
    return _SAME.get(unit, unit)


def _percents(text: str | None) -> list[Figure]:
    return [Figure(one[1], "%", one.start(), one.end()) for one in _PERCENT.finditer(text or "")]


def _in_goal(project: Project, kind: str) -> list[tuple[int, Indicator, str, Figure, Figure]]:
    """Rows whose number stands once in the goal and in no other row: place, row, sign, target's number, goal's number."""
    goal = project.goal or ""
    told = _percents(goal) if kind == "%" else sums(goal) if kind == "元" else figures(goal)
    said = list(rows(project))
    found = []
    for place, row, sign, figure in said:
        unit = figure.unit.rstrip("/年")
        here = [one for one in told if one.value == figure.value and _unit(one.unit) == _unit(unit)]
        twins = [
            one for other, _, _, one in said if other != place and one.value == figure.value and one.unit == figure.unit
        ]
        if len(here) == 1 and not twins and figure.value > 1:
            words = clause(goal, here[0].start, here[0].end)
            name = re.sub(r"[（(].*?[)）]", "", row.level3 or "")
            near = twos(words) & twos(name)
            sure = (name[-3:] in words and (name in words or len(near) >= 3)) if kind == "%" else len(near) >= 2
            if sure and not re.search(
                "其中|每|提高|增长|下降|降低|减少|由|从", words if kind == "%" else words[:0] + words
            ):
                found.append((place, row, sign, figure, here[0]))
    return found


def _target_changed(good: Good, random: Random, kind: str) -> Mutant | None:
    fit = _in_goal(good.project, kind)
    if not fit:
        return None
    place, row, sign, figure, there = random.choice(fit)
    digits = _other_share(figure.digits, random) if kind == "%" else other_number(figure.digits, random)
    address = f"indicators[{place}].target"
    goal = good.project.goal or ""
    words = clause(goal, there.start, there.end)
    new = f"{sign}{digits}{figure.unit}"
    return changed(
        good,
        {address: new},
        {address, "goal"},
        f"{row.level3} {sign}{figure.digits}{figure.unit} → {new}；目标：{words}（{there.digits}{there.unit}）",
    )


def _other_share(digits: str, random: Random) -> str:
    value = float(digits)
    near = [
        one for one in (value - 10, value - 5, value - 3, value - 8, value + 2, value + 3, value + 5) if 1 < one <= 100
    ]
    return f"{random.choice(near):g}" if near else f"{value / 2:g}"


def _goal_changed(good: Good, random: Random, kind: str) -> Mutant | None:
    fit = _in_goal(good.project, kind)
    if not fit:
        return None
    place, row, sign, figure, there = random.choice(fit)
    digits = _other_share(there.digits, random) if kind == "%" else other_number(there.digits, random)
    goal = good.project.goal or ""
    words = clause(goal, there.start, there.end)
    return changed(
        good, {"goal": put(goal, there, digits)}, {f"indicators[{place}].target", "goal"},
        f"{row.level3} {sign}{figure.digits}{figure.unit}；目标：{words} {there.digits} → {digits}{there.unit}",
    )  # fmt: skip


def target_count(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The goal's count is another in the indicator."""
    return _target_changed(good, random, "个")


def goal_count(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The indicator's count is another in the goal."""
    return _goal_changed(good, random, "个")


def target_share(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The goal's percentage is another in the indicator."""
    return _target_changed(good, random, "%")


def goal_share(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The indicator's percentage is another in the goal."""
    return _goal_changed(good, random, "%")


def target_money(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The goal's sum is another in the indicator."""
    return _target_changed(good, random, "元")


def goal_money(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The indicator's sum is another in the goal."""
    return _goal_changed(good, random, "元")


_HAN = "零一二三四五六七八九十"


def _in_han(number: int) -> str:
    """A whole number below a hundred in Chinese numerals."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _HAN[ones]
    return ("" if tens == 1 else _HAN[tens]) + "十" + (_HAN[ones] if ones else "")


def only_unit(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The only count of its unit in goal and rows is another in one of them; the names share but a word."""
    goal = good.project.goal or ""
    told, said = figures(goal), list(rows(good.project))
    fit = []
    for place, row, sign, figure in said:
        unit = _unit(figure.unit)
        here = [one for one in told if _unit(one.unit) == unit]
        same = [other for other, _, _, one in said if _unit(one.unit) == unit]
        if len(here) == 1 and len(same) == 1 and here[0].value == figure.value and figure.value > 1:
            words = clause(goal, here[0].start, here[0].end)
            near = twos(words) & twos(row.level3)
            if len(near) == 1 and not re.search("其中|每|提高|增长|下降|降低|减少|由|从|上年|以上的", words):
                fit.append((place, row, sign, figure, here[0], words))
    if not fit:
        return None
    place, row, sign, figure, there, words = random.choice(fit)
    digits = other_number(figure.digits, random)
    address = f"indicators[{place}].target"
    if random.random() < 0.5:
        return changed(
            good, {"goal": put(goal, there, digits)}, {address, "goal"},
            f"{row.level3} {figure.digits}{figure.unit}；目标：{words} → {digits}{there.unit}",
        )  # fmt: skip
    return changed(
        good, {address: f"{sign}{digits}{figure.unit}"}, {address, "goal"},
        f"{row.level3} → {digits}{figure.unit}；目标：{words}（{there.digits}{there.unit}）",
    )  # fmt: skip


def in_han(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The goal tells the count in Chinese numerals, and another than the indicator's."""
    fit = [
        one
        for one in _in_goal(good.project, "个")
        if one[3].value < 99 and one[3].value % 1 == 0 and "万" not in one[3].unit
    ]
    if not fit:
        return None
    place, row, sign, figure, there = random.choice(fit)
    value = int(figure.value)
    other = random.choice(
        [
            one
            for one in (value - 2, value - 1, value + 1, value + 2, value + 5, value * 2)
            if 2 < one < 100 and one != value
        ]
    )
    goal = good.project.goal or ""
    words = clause(goal, there.start, there.end)
    return changed(
        good, {"goal": put(goal, there, _in_han(other))}, {f"indicators[{place}].target", "goal"},
        f"{row.level3} {sign}{figure.digits}{figure.unit}；目标：{words} {there.digits} → {_in_han(other)}{there.unit}",
    )  # fmt: skip


def zero(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The goal says 零发生, the indicator allows some."""
    goal = good.project.goal or ""
    fit = []
    for place, row, _sign, figure in rows(good.project):
        things = re.search(r"(?:[一-龥]{2})?(?:事故|案件|火灾|伤亡|投诉|事件)", row.level3 or "")
        if figure.value != 0 or things is None:
            continue
        thing = things.group()
        if re.search(rf"{thing}(?:数|起数)?(?:零发生|为零|为0)|(?:无|不发生|杜绝|零){thing}", goal):
            fit.append((place, row, figure))
    if not fit:
        return None
    place, row, figure = random.choice(fit)
    address, new = f"indicators[{place}].target", f"≤{random.choice('123')}{figure.unit}"
    return changed(good, {address: new}, {address, "goal"}, f"{row.level3} → {new}；目标：{goal[-60:]}")


_DAY = re.compile(r"^(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日|底)前?$")
_IN_TEXT = re.compile(r"(?<!\d)(\d{1,2})月(?:(\d{1,2})日|底)?(?:以)?前")


def _dates(project: Project) -> list[tuple[int, Indicator, re.Match[str], re.Match[str]]]:
    """Rows with a day that the goal names too (as its only one), by month: place, row, both matches."""
    found = []
    told = list(_IN_TEXT.finditer(project.goal or ""))
    dated = [(place, row, _DAY.match(row.target.text)) for place, row in enumerate(project.indicators) if row.target]
    dated = [one for one in dated if one[2]]
    if len(told) == 1 and len(dated) == 1:
        place, row, day = dated[0]
        if day is not None and day[2] == told[0][1]:
            found.append((place, row, day, told[0]))
    return found


_AFTER = re.compile(r"使用|投用|启用|运行|开放|移交|结算|决算|支付|发放|拨付|兑付|上线|销号|到账|到位|反馈")
_BEFORE = re.compile(r"开工|启动|开始|招标|采购|签订|设计|方案|下达|开班|印发")


def _other_month(name: str, month: int, random: Random, *, of_target: bool) -> int:
    """A month at least two away; what follows the work stays after no earlier goal, what begins it before no later one."""
    fit = [one for one in range(3, 13) if abs(one - month) >= 2]
    if _AFTER.search(name):
        fit = [one for one in fit if (one < month) == of_target]
    if _BEFORE.search(name):
        fit = [one for one in fit if (one > month) == of_target]
    return random.choice(fit) if fit else 0


def target_day(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The indicator's day is in another month than the goal's."""
    for place, row, day, _ in _dates(good.project):
        month = _other_month(row.level3 or "", int(day[2]), random, of_target=True)
        if not month:
            return None
        text = row.target.text if row.target else ""
        new = f"{text[: day.start(2)]}{month}{text[day.end(2) :]}".replace("31日", "30日" if month != 2 else "28日")
        address = f"indicators[{place}].target"
        return changed(
            good,
            {address: new},
            {address, "goal"},
            f"{row.level3} {text} → {new}；目标：{(good.project.goal or '')[:60]}",
        )
    return None


def goal_day(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The goal's day is in another month than the indicator's."""
    for place, row, day, told in _dates(good.project):
        month = _other_month(row.level3 or "", int(day[2]), random, of_target=False)
        if not month:
            return None
        goal = good.project.goal or ""
        new = f"{goal[: told.start(1)]}{month}{goal[told.end(1) :]}".replace("31日", "30日" if month != 2 else "28日")
        address = f"indicators[{place}].target"
        return changed(
            good,
            {"goal": new},
            {address, "goal"},
            f"{row.level3} {row.target.text if row.target else ''}；目标：{told.group()} → {month}月 {goal[:60]}",
        )
    return None


def _in_both(project: Project) -> list[tuple[Figure, Figure]]:
    """Counts that stand once in the purpose and once in the goal, about the same words: purpose's, goal's."""
    purpose, goal = project.purpose or "", project.goal or ""
    found = []
    ours, theirs = figures(purpose), figures(goal)
    for one in ours:
        here = [other for other in ours if other.value == one.value]
        there = [other for other in theirs if other.value == one.value]
        if len(here) != 1 or len(there) != 1 or one.value <= 1 or _unit(there[0].unit) != _unit(one.unit):
            continue
        words, said = clause(purpose, one.start, one.end), clause(goal, there[0].start, there[0].end)
        if len(twos(words) & twos(said)) >= 3 and not re.search(
            "其中|每|提高|增长|由|从|上年|去年|20\\d\\d年", words + said
        ):
            found.append((one, there[0]))
    return found


def _with_number(project: Project, figure: Figure) -> set[str]:
    return {f"indicators[{place}].target" for place, _, _, one in rows(project) if one.value == figure.value}


def goal_against_purpose(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The purpose's count is another in the goal."""
    fit = _in_both(good.project)
    if not fit:
        return None
    one, there = random.choice(fit)
    purpose, goal = good.project.purpose or "", good.project.goal or ""
    digits = other_number(there.digits, random)
    return changed(
        good, {"goal": put(goal, there, digits)}, {"purpose", "goal", *_with_number(good.project, one)},
        f"用途：{clause(purpose, one.start, one.end)}（{one.digits}{one.unit}）；目标：{clause(goal, there.start, there.end)}（{there.digits} → {digits}{there.unit}）",
    )  # fmt: skip


def purpose_against_goal(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The goal's count is another in the purpose."""
    fit = _in_both(good.project)
    if not fit:
        return None
    one, there = random.choice(fit)
    purpose, goal = good.project.purpose or "", good.project.goal or ""
    digits = other_number(one.digits, random)
    return changed(
        good, {"purpose": put(purpose, one, digits)}, {"purpose", "goal", *_with_number(good.project, one)},
        f"用途：{clause(purpose, one.start, one.end)}（{one.digits} → {digits}{one.unit}）；目标：{clause(goal, there.start, there.end)}（{there.digits}{there.unit}）",
    )  # fmt: skip


_AGAIN = (
    "全年{verb}{words}，",
    "年底前{verb}{words}，",
    "确保{words}，",
    "{words}按期完成，",
    "{words}全部落实，",
    "{verb}{words}的任务按期完成，",
    "按计划{verb}{words}，",
    "{words}取得实效，",
)


def told_twice(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The goal tells a count again at its end, as another number."""
    goal = (good.project.goal or "").rstrip("。；")
    fit = []
    for one in figures(goal):
        words = clause(goal, one.start, one.end)
        around = re.split(r"[，。；;,：:\n、]", goal[: one.start])[-1]
        noun = re.fullmatch(r"[一-龥]{4,14}", re.split(r"[，。；;,、\n]", goal[one.end :])[0])
        same = [other for other in figures(goal) if other.unit == one.unit]
        if (
            noun
            and len(same) == 1
            and one.value > 3
            and not re.search("其中|每|提高|增长|下降|降低|减少|由|从|上年|左右|以上|其|共", words + around)
        ):
            fit.append((one, noun.group()))
    if not fit:
        return None
    one, noun = random.choice(fit)
    digits = other_number(one.digits, random)
    text = random.choice(_AGAIN).format(verb=random.choice(["完成", "落实"]), words=f"{digits}{one.unit}{noun}")
    return changed(
        good,
        {"goal": f"{goal}。{text.rstrip('，')}。"},
        {"goal", *_with_number(good.project, one)},
        f"{one.digits}{one.unit}{noun} … {text}",
    )


def unit_code(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The project's code begins with another department's number."""
    code, unit = good.project.code or "", good.project.unit.code or ""
    if not re.match(r"\d{3}-", code) or unit[:3] != code[:3]:
        return None
    strange = random.choice(
        [one for one in (str(random.randint(101, 899)), code[1] + code[0] + code[2]) if one != code[:3]]
    )
    return changed(good, {"code": strange + code[3:]}, {"code", "unit"}, f"{code} → {strange}，单位{unit}")


def heading(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The heading names another project."""
    other = random.choice(others).project.name
    if not other or not good.project.name or other in good.project.name or good.project.name in other:
        return None
    shape = random.choice(["{}、{}绩效目标表", "{}.{}绩效目标表", "{}．{}项目绩效目标表", "{} {}绩效目标表"])
    text = shape.format(random.randint(1, 12), other)
    return changed(good, {"heading": text}, {"heading", "name"}, f"{good.project.name}：{text}")


def year_in_goal(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The goal begins with last year's words, or one from years ago."""
    goal, year = good.project.goal or "", good.year - random.choice([1, 1, 2, 3])
    own = re.search(rf"(?:^|(?<=[。；\n、.]))({good.year})年(?!\d)", goal)
    if own is not None:
        new = f"{goal[: own.start(1)]}{year}{goal[own.end(1) :]}"
    else:
        if str(good.year - 1) in goal or re.search(r"^\d|年", goal[:6].split("、")[-1]):
            return None
        head = re.match(r"\s*(?:1[、.．])?", goal)
        place = head.end() if head else 0
        verb = re.match(
            r"(?:完成|为|对|开展|改造|保障|新建|维修|建设|组织|举办|培训|购置|更新|更换|实施|救助|发放|修复|养护)",
            goal[place:],
        )
        if verb is None:
            return None
        words = random.choice(
            ["{}年，", "{}年度", "{}年底前", "{}年", "{}年全年", "在{}年内，", "到{}年底，", "{}年度目标：", "{}年计划"]
        )
        new = goal[:place] + words.format(year) + goal[place:]
    return changed(good, {"goal": new}, {"goal"}, new[:50])


def year_in_target(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """A target's day is of an earlier year."""
    fit = []
    for place, row in enumerate(good.project.indicators):
        text = row.target.text if row.target else ""
        day = _DAY.match(text)
        if day is not None:
            fit.append((place, row, text, day))
    if not fit:
        return None
    place, row, text, day = random.choice(fit)
    new = f"{good.year - random.choice([1, 1, 2])}年{text[day.start(2) :]}"
    address = f"indicators[{place}].target"
    return changed(good, {address: new}, {address}, f"{row.level3} {text} → {new}")


def year_in_purpose(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The purpose's own year is an earlier one."""
    purpose = good.project.purpose or ""
    told = list(re.finditer(r"(20\d\d)年(?!以来)", purpose))
    if len(told) != 1 or told[0][1] != str(good.year):
        return None
    before, behind = purpose[: told[0].start()], purpose[told[0].end() :]
    if not re.search("(?:用于|定于|拟于|租期为)$", before) and not (
        re.search("(?:^|[。；\n])$", before) and re.match("预计|计划|拟|安排|需|新安排|举办|实施", behind)
    ):
        return None  # 2025年招标确定 may be true
    year = good.year - random.choice([1, 1, 2])
    new = f"{purpose[: told[0].start(1)]}{year}{purpose[told[0].end(1) :]}"
    return changed(good, {"purpose": new}, {"purpose"}, new[max(0, told[0].start() - 15) : told[0].end() + 30])


_EVERY_YEAR = ("该项目为经常性项目，每年安排。", "本项目每年都安排。", "项目属常年性支出，逐年安排。", "经费每年列入部门预算，长期安排。",
               "此项支出为每年固定支出。", "该经费历年均有安排，今后每年继续安排。", "属延续性项目，每年都要支出。", "每年安排一次，长期实施。")  # fmt: skip
_ONCE = ("该项目为一次性项目，以后年度不再安排。", "本项目属一次性支出。", "为一次性项目，明年不再安排。", "资金一次性安排，项目完成后即终止。",
         "系一次性投入，下年不再列支。", "该项目只安排当年一年，今后不再安排。", "属一次性专项，完成后项目结束。", "一次性项目，当年实施当年完结。")  # fmt: skip


def kind(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The purpose says the opposite of the kind in the code (Y one-off, J recurring)."""
    found = re.match(r"\d{3}-\d{4}-([YJ])", good.project.code or "")
    if found is None or not good.project.purpose:
        return None
    words = random.choice(_EVERY_YEAR if found[1] == "Y" else _ONCE)
    text = good.project.purpose.rstrip("。；") + "。" + words
    return changed(good, {"purpose": text}, {"code", "purpose"}, f"{good.project.code} {words}")


MUTATIONS = (
    Mutation("目标的数量在指标里变了", ("ZSE01", "ZSC01"), target_count),
    Mutation("指标的数量在目标里变了", ("ZSE01", "ZSE02", "ZSC01"), goal_count),
    Mutation("唯一的同单位数量变了", ("ZSE01", "ZSC01"), only_unit),
    Mutation("目标用汉字写成别的数", ("ZSE01", "ZSE02"), in_han),
    Mutation("目标的百分比在指标里变了", ("ZSE01",), target_share),
    Mutation("指标的百分比在目标里变了", ("ZSE01",), goal_share),
    Mutation("目标的金额在指标里变了", ("ZSE01",), target_money),
    Mutation("指标的金额在目标里变了", ("ZSE01",), goal_money),
    Mutation("目标零发生而指标允许", ("ZSE01", "ZSC10"), zero),
    Mutation("目标的日期在指标里变了", ("ZSE01",), target_day),
    Mutation("指标的日期在目标里变了", ("ZSE01",), goal_day),
    Mutation("用途的数量在目标里变了", ("ZSE02", "ZSE01", "ZSC01"), goal_against_purpose),
    Mutation("目标的数量在用途里变了", ("ZSE02", "ZSE01", "ZSC01", "ZSF11", "ZSF10"), purpose_against_goal),
    Mutation("目标里前后两个数", ("ZSE03", "ZSE01", "ZSE02"), told_twice),
    Mutation("编码前三位与单位不符", ("ZSE06",), unit_code),
    Mutation("标题是别的项目", ("ZSE07",), heading),
    Mutation("目标写成往年", ("ZSE17",), year_in_goal),
    Mutation("指标值日期是往年", ("ZSE17",), year_in_target),
    Mutation("用途的年份是往年", ("ZSE17",), year_in_purpose),
    Mutation("编码类别与用途相反", ("ZSE20",), kind),
)
