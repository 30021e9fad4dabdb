"""Self-evaluation of a project as its clerk meets it: names, marks of what is merely stated, reasons asked for, steps."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from zhunsheng.law.citation import Verified
from zhunsheng.law.weight_schemes import weight_scheme, weight_schemes
from zhunsheng.model.execution import Execution, FundFigures
from zhunsheng.model.finding import Severity
from zhunsheng.model.indicator import Indicator, Level1
from zhunsheng.model.measure import Measure, MeasureStatus
from zhunsheng.model.project import Project
from zhunsheng.model.quantity import quantity
from zhunsheng.model.score import EXECUTION, DeviationReason, Entries, Judgement, Override, ScoreState
from zhunsheng.scoring.people_asked import asked_of
from zhunsheng.scoring.rows import row_of
from zhunsheng.scoring.rules import scoring_rules
from zhunsheng.scoring.self_evaluation import self_evaluate
from zhunsheng.scoring.weights import fitting_scheme, level_in

D = Decimal
YEAR_END = date(2020, 12, 31)
BILLBOARD = Project(
    code="804-0401-JBN-ULCE",
    name="高速口广告牌租赁",
    indicators=(
        Indicator("产出指标", "质量指标", "广告牌质量", None, quantity("≥95百分比"), key="k1"),
        Indicator("产出指标", "数量指标", "广告牌面数量", None, quantity("≥1篇"), key="k2"),
        Indicator("产出指标", "时效指标", "维修及时性", None, quantity("≤2天"), key="k3"),
        Indicator("效果指标", "经济效益指标", "广告费发放率", None, quantity("100百分比"), key="k4"),
        Indicator("效果指标", "社会效益指标", "社会影响力", "充分认可。（询问10人）", quantity("≥7人"), key="k5"),
        Indicator("满意度指标", "服务对象满意度指标", "上级单位满意度", None, quantity("≥90百分比"), key="k6"),
    ),
)
MONEY = Execution(BILLBOARD.code, YEAR_END, (FundFigures(initial=D(60000), budget=D(60000), paid=D(60000)),))


def value(key: str, of: str | None, status: MeasureStatus = MeasureStatus.MEASURED, **more: object) -> Measure:
    """A value of one indicator of the billboard."""
    number = D(of) if of is not None else None
    return Measure(BILLBOARD.code, key, None, YEAR_END, status, value=number, records=12, **more)


MEASURED = [
    value("k1", "97.2"),
    value("k2", "6"),
    value("k3", "2.5", unit="天"),
    value("k4", "100"),
    value("k5", "9", unit="人", denominator=D(12)),
    value("k6", "94", numerator=D(47), denominator=D(50)),
]


def test_the_billboards_year():
    found = self_evaluate(BILLBOARD, MEASURED, MONEY)
    # 16.67 + 16.67 + 16.66 × 2 ÷ 2.5 = 13.33; 15 + 15; 10; 10
    assert [one.score for one in found.indicators] == [D("16.67"), D("16.67"), D("13.33"), D("15"), D("15"), D("10")]
    assert (found.execution.score, found.total, found.grade) == (D("10.00"), D("96.67"), "优")
    assert found.steps == (
        "总分＝预算执行率10.00＋产出指标46.67（满分50）＋效益指标30.00（满分30）＋满意度指标10.00（满分10）＝96.67分",
        "等级：优（不低于90分）",
    )


def test_every_step_of_a_score_is_told():
    late = self_evaluate(BILLBOARD, MEASURED, MONEY).indicators[2]
    assert late.steps == (
        "完成值2.5天，由12条台账记录算出",
        "完成值2.5，没有达到指标值≤2",
        "完成率＝2÷2.5＝80.00%",
        "得分＝16.66分×80.00%＝13.33分",
    )


def test_what_is_merely_stated_is_listed_and_says_so():
    stated = [value("k2", "6", MeasureStatus.STATED, note="办公室口头")]
    found = self_evaluate(BILLBOARD, MEASURED[:1] + stated + MEASURED[2:], MONEY)
    assert [one.name for one in found.stated] == ["广告牌面数量"]
    assert found.stated[0].steps[0] == "完成值6是自述，没有台账记录（办公室口头）"


def test_without_evidence_there_is_a_range_and_no_total():
    found = self_evaluate(BILLBOARD, [*MEASURED[1:], value("k1", None, MeasureStatus.NO_EVIDENCE)], MONEY)
    assert (found.total, found.grade, found.points, found.open_points) == (None, None, D("80.00"), D("16.67"))
    assert found.indicators[0].state is ScoreState.OPEN
    assert found.steps[1] == "还有16.67分没有评，总分在80.00到96.67分之间"


def test_a_deviation_asks_for_its_cause_and_is_content_when_it_is_given():
    asked = "“维修及时性”与指标值有偏差，要写偏差原因和改进措施。"
    assert asked in [remark.message for remark in self_evaluate(BILLBOARD, MEASURED, MONEY).remarks]
    reason = DeviationReason("维修及时性", "冬季备件到货慢", "与厂家签备件协议")
    found = self_evaluate(BILLBOARD, MEASURED, MONEY, entries=Entries(reasons=(reason,)))
    assert asked not in [remark.message for remark in found.remarks]
    assert found.indicators[2].reason == reason


def test_a_low_execution_rate_asks_for_its_cause():
    low = replace(MONEY, funds=(FundFigures(budget=D(60000), paid=D(53999)),))
    asked = "执行率90.00%，要写偏差原因和改进措施。"
    assert asked not in [remark.message for remark in self_evaluate(BILLBOARD, MEASURED, low).remarks]
    low = replace(MONEY, funds=(FundFigures(budget=D(60000), paid=D(53900)),))
    asked = "执行率89.83%，要写偏差原因和改进措施。"
    assert asked in [remark.message for remark in self_evaluate(BILLBOARD, MEASURED, low).remarks]
    told = Entries(reasons=(DeviationReason(EXECUTION, "合同约定次年一月结清尾款"),))
    assert asked not in [remark.message for remark in self_evaluate(BILLBOARD, MEASURED, low, entries=told).remarks]


def test_an_override_stays_marked_and_keeps_what_the_formula_gave():
    override = Override("k3", "暴雪封路两天", "封路通告.pdf", score=D("15"), by="李会计")
    found = self_evaluate(BILLBOARD, MEASURED, MONEY, entries=Entries(overrides=(override,)))
    assert [one.name for one in found.overridden] == ["维修及时性"]
    assert (found.overridden[0].computed, found.overridden[0].score) == (D("13.33"), D("15.00"))
    assert found.overridden[0].steps[-1] == "李会计改分：13.33分改为15.00分（理由：暴雪封路两天；附件：封路通告.pdf）"


def test_an_indicator_is_named_by_key_address_or_a_name_that_only_it_bears():
    assert [row_of(BILLBOARD, word) for word in ("k3", "indicators[2]", "维修及时性")] == [2, 2, 2]
    twice = replace(BILLBOARD, indicators=(*BILLBOARD.indicators, replace(BILLBOARD.indicators[0], key="k7")))
    assert row_of(twice, "广告牌质量") is None
    assert row_of(twice, "k7") == 6


def test_what_is_said_of_an_indicator_that_is_not_there_is_not_swallowed():
    entries = Entries(judgements=(Judgement("绿化率", D(90)),), weights={"亮灯率": D(10)})
    errors = [
        r.message
        for r in self_evaluate(BILLBOARD, MEASURED, MONEY, entries=entries).remarks
        if r.severity is Severity.ERROR
    ]
    assert "填了“绿化率”，表里没有（或不止一条）这样的指标。" in errors
    assert "“亮灯率”给了分值，表里没有（或不止一条）这样的指标。" in errors


def test_the_newest_value_counts_and_values_of_other_projects_do_not():
    july = replace(value("k2", "0"), as_of=date(2020, 7, 31))
    stranger = replace(value("k2", "0"), project="804-0501-JBN-K5AT")
    whole_unit = replace(value("广告牌面数量", "0"), project=None)
    found = self_evaluate(BILLBOARD, [stranger, *MEASURED, july, whole_unit], MONEY)
    assert found.indicators[1].value == 6


def test_a_project_without_anything_is_scored_without_a_fall():
    found = self_evaluate(Project(), [], None)
    assert (found.total, found.points, found.open_points) == (None, D(0), D(100))


def test_an_unknown_scheme_is_refused():
    with pytest.raises(KeyError):
        self_evaluate(BILLBOARD, MEASURED, MONEY, "Z")


def test_unchecked_schemes_say_so_and_all_make_a_hundred():
    for scheme in weight_schemes().values():
        assert scheme.total == 100
        if scheme.basis.number == "财预〔2021〕101号":
            assert "【未核】" in scheme.basis.note
            assert scheme.basis.verified is not Verified.ARTICLE


def test_the_fitting_scheme_follows_the_tree_and_whether_there_is_satisfaction():
    rows = {
        "A": (Indicator("产出指标"), Indicator("效益指标"), Indicator("满意度指标")),
        "B": (Indicator("成本指标"), Indicator("产出指标"), Indicator("效益指标"), Indicator("满意度指标")),
        "D1": (Indicator("产出指标"), Indicator("效益指标")),
        "D2": (Indicator("成本指标"), Indicator("产出指标"), Indicator("效益指标")),
    }
    assert {key: fitting_scheme(Project(indicators=of)).key for key, of in rows.items()} == {key: key for key in rows}


def test_a_row_without_level_one_is_placed_by_its_level_two():
    assert level_in(weight_scheme("A"), Indicator(None, "社会效益指标")) is Level1.BENEFIT
    assert level_in(weight_scheme("A"), Indicator("其他", "无")) is None


@pytest.mark.parametrize(
    ("target", "description", "asked"),
    [
        ("≥7人", "得到广大受众的充分认可。（询问10人）", 10),
        ("≥6人", "园区及企业对维修进度与质量的满意人数(总人数10人）", 10),
        ("≥40人", "受益群体调查五十人中，满意和较满意的人数（50）人", 50),
        ("≥18家", "园区通过询问已入驻企业及有意向的企业20家对限高杆安装的满意人数", 20),
        ("≥18家", "企业对园区环卫、安保等综合服务整体满意人数（调查20家）", 20),
        ("≥8人", "重点人群对化工园区所提供服务的满意程度（10人）", 10),
        ("≥7人（询问10人）", None, 10),
        ("20人", "反映园区物业服务带动社会就业情况", None),
        ("≥95百分比", "随机询问20人", None),
        ("≥7人", "询问10人，回访12人", None),
    ],
)
def test_how_many_are_asked_is_read_from_the_row(target, description, asked):
    assert asked_of(Indicator(description=description, target=quantity(target))) == asked


def test_rules_of_a_year_before_the_official_text_are_the_first_ones():
    assert scoring_rules(date(2019, 12, 31)) == scoring_rules(YEAR_END)
