"""ZSH06: how fully something was delivered or finished stands among the benefits."""

from __future__ import annotations

from zhunsheng.law.citation import Citation, Verified
from zhunsheng.model.finding import Category, Severity
from zhunsheng.model.indicator import Level1, Level2
from zhunsheng.rules.examples import bad, fine, good
from zhunsheng.rules.placement import misplaced
from zhunsheng.rules.rule import Rule

check = misplaced(
    "delivery_in_benefit",
    under=frozenset({Level1.BENEFIT}),
    where="效益指标",
    because="只说发下去、办完了，说不出带来的效果",
    move_to="移到产出指标（发放、到位、完成、验收都是产出）；效益写对象的状况变好了多少。",
    left_to_others=("process_in_benefit", "budget_execution"),
    left_under={
        Level2.SUSTAINABILITY: "quality_in_sustainability",
        Level2.ECOLOGICAL_BENEFIT: "quality_in_ecology",
    },
)

RULE = Rule(
    code="ZSH06",
    name="delivery-as-benefit",
    title="产出率放在效益指标",
    category=Category.RELEVANCE,
    severity=Severity.WARNING,
    automation="B",
    why="补贴发到手、工程验收完是产出。效益要看发了以后、建了以后，谁的什么状况改善了。",
    how_to_fix="移到产出的质量或时效指标，效益另写结果。",
    basis=(Citation("财预〔2015〕88号", None, Verified.DOCUMENT, "产出指标与效益指标分别设置"),),
    bad=(
        bad(
            "补贴发放率",
            good({"indicators[4].level2": "社会效益指标", "indicators[4].level3": "补贴发放率"}),
            ("indicators[4].level3", "补贴发放率"),
        ),
        bad(
            "事务完成率",
            good({"indicators[4].level2": "社会效益指标", "indicators[4].level3": "保障各项事务完成率"}),
            ("indicators[4].level3", "保障各项事务完成率"),
        ),
        bad(
            "验收合格率",
            good({"indicators[4].level2": "社会效益指标", "indicators[4].level3": "工程验收合格率"}),
            ("indicators[4].level3", "工程验收合格率"),
        ),
    ),
    good=(
        fine("放得对", good()),
        fine("付广告费由“把工作过程当效益”提示", good({"indicators[4].level3": "广告费发放率"})),
        fine("效益写结果", good({"indicators[4].level2": "社会效益指标", "indicators[4].level3": "困难学生辍学率"})),
        fine(
            "减排目标完成率是结果",
            good({"indicators[4].level2": "生态效益指标", "indicators[4].level3": "减排目标完成率"}),
        ),
    ),
    check_project=check,
    reads=("level1", "level2", "level3", "description", "target"),
)
