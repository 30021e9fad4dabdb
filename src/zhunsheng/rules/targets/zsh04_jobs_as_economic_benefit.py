"""ZSH04: jobs stand under 经济效益指标; they are a social benefit."""

from __future__ import annotations

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level2
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.placement import misplaced
from zhunsheng.rules.rule import Rule

check = misplaced(
    "jobs_in_economy",
    under=frozenset({Level2.ECONOMIC_BENEFIT}),
    where="经济效益指标",
    because="就业属于社会效益",
    move_to="移到社会效益指标；要写经济效益，就写增加的收入、节约的支出。",
)

RULE = Rule(
    code="ZSH04",
    name="jobs-as-economic-benefit",
    title="就业人数放在经济效益",
    category=Category.RELEVANCE,
    severity=Severity.INFO,
    automation="B",
    why="带动多少人就业是社会效益，带来多少收入、省下多少钱才是经济效益。放错了，经济效益一项就是空的。",
    how_to_fix="移到社会效益指标。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "效益指标分经济、社会、生态等类"),),
    bad=(
        bad(
            "从业人员数量",
            good({"indicators[4].level2": "经济效益指标", "indicators[4].level3": "解决周边村民从业人员数量"}),
            ("indicators[4].level3", "解决周边村民从业人员数量"),
        ),
        bad(
            "就业岗位",
            good({"indicators[4].level2": "经济效益指标", "indicators[4].level3": "带动就业人数"}),
            ("indicators[4].level3", "带动就业人数"),
        ),
    ),
    good=(
        fine("放得对", good()),
        fine(
            "务工收入是经济效益",
            good({"indicators[4].level2": "经济效益指标", "indicators[4].level3": "带动村民务工收入"}),
        ),
        fine(
            "就业放在社会效益", good({"indicators[4].level2": "社会效益指标", "indicators[4].level3": "带动就业人数"})
        ),
    ),
    check_project=check,
    reads=("level1", "level2", "level3", "description", "target"),
)
