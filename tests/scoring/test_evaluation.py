"""Evaluation frames as bureaus edit them, assessment beforehand, and laws of putting marks together."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.law.evaluation import evaluation_frames, ex_ante_frames, ex_ante_materials, ratios
from zhunsheng.model.evaluation import Conclusion, ExpertMark, RatioFigures
from zhunsheng.model.figure import figure
from zhunsheng.model.project import Budget, Project
from zhunsheng.scoring.evaluation import evaluate, evaluation_rules, ratio_of
from zhunsheng.scoring.evaluation_scheme import evaluation_scheme, ex_ante_scheme, scheme_from, scheme_problems
from zhunsheng.scoring.ex_ante import assess, needs_assessment

D = Decimal
FRAME = evaluation_scheme()


def test_the_frame_of_the_law_is_sound_and_says_what_has_not_been_checked():
    assert scheme_problems(FRAME) == ()
    assert FRAME.levels == {"决策": 15, "过程": 20, "产出": 35, "效益": 30}
    assert len(FRAME.items) == 17
    assert "【未核】" in FRAME.note
    assert {item.ratio for item in FRAME.items} - {None} == set(ratios())


def test_the_frames_of_assessment_make_a_hundred_in_five_dimensions_and_name_their_papers():
    for key in ("项目", "政策"):
        scheme = ex_ante_scheme(key)
        assert scheme_problems(scheme, results=False) == ()
        assert list(scheme.levels.values()) == [20] * 5
        assert {paper for item in scheme.items for paper in item.materials} <= ex_ante_materials().keys()


def test_every_item_of_the_law_is_read():
    for frame in (*evaluation_frames(), *ex_ante_frames()):
        scheme, remarks = scheme_from(frame)
        assert remarks == ()
        assert len(scheme.items) == len(frame["items"])


def test_a_bureaus_own_frame_is_read_and_its_faults_are_told_row_by_row():
    scheme, remarks = scheme_from(
        {
            "title": "本县评价指标体系",
            "items": [
                {"level1": "产出", "name": "完成率", "weight": "60.5", "ratio": "completion"},
                {"level1": "效益", "name": "效果", "weight": 39.5},
                {"level1": "效益", "weight": 5},
                {"level1": "效益", "name": "满意度", "weight": "十分"},
                {"level1": "过程", "name": "执行率", "weight": 5, "ratio": "spent"},
                {"level1": "效益", "name": "效果", "weight": 0},
                {"level1": "效益", "name": "长远", "weight": "NaN"},
            ],
        }
    )
    assert [item.weight for item in scheme.items] == [D("60.5"), D("39.5"), D(0)]
    assert [(remark.address, remark.message) for remark in remarks] == [
        ("items[2]", "第3条没有写一级指标或三级指标名称。"),
        ("items[3]", "“满意度”的分值“十分”不是数。"),
        (
            "items[4]",
            "“执行率”用了没有定义的比率“spent”；有资金到位率、预算执行率、实际完成率、质量达标率、成本节约率。",
        ),
        ("items[6]", "“长远”的分值“NaN”不是数。"),
        ("items", "“效果”出现了两次（效果）。"),
    ]
    problems = [remark.message for remark in scheme_problems(scheme)]
    assert problems == ["“效果”出现了两次（效果）。", "“效果”的分值0要大于0。"]


def test_an_empty_frame_is_no_frame():
    assert [remark.message for remark in scheme_problems(scheme_from({})[0])] == ["评价指标体系里一条指标也没有。"]


def test_working_papers_and_comments_stay_with_the_marks():
    mark = ExpertMark("张三", "basis", D("2.5"), "立项文件缺一份", ("sha256:ab",))
    found = evaluate(FRAME, [mark])
    assert found.items[0].marks == (mark,)
    assert "张三还有16项没有打分" in found.remarks[1].message


def test_the_steps_tell_how_the_total_comes_together_or_what_is_open():
    full = [ExpertMark(expert, item.key, item.weight) for item in FRAME.items for expert in ("张三", "李四")]
    parts = "决策15.00（满分15）＋过程20.00（满分20）＋产出35.00（满分35）＋效益30.00（满分30）"
    assert evaluate(FRAME, full).steps == (f"总分＝{parts}＝100.00分",)
    assert evaluate(FRAME, full[2:]).steps[1] == "还有3分没有打"
    assert evaluate(FRAME, full).items[0].steps == ("得分＝（3＋3）÷2＝3.00分",)


@pytest.mark.parametrize(
    ("key", "above", "below", "share"),
    [
        ("completion", "1", "1", "1"),
        ("completion", "0.5", "1", "0.5"),
        ("saving", "0.8", "1", "0.2"),
        ("quality", "3", "0", None),
        ("quality", None, "3", None),
        ("spending", "3", "-1", None),
    ],
)
def test_a_ratio_needs_a_denominator(key, above, below, share):
    figures = RatioFigures(D(above) if above else None, D(below))
    assert ratio_of(key, figures) == (Fraction(share) if share else None)


def test_a_deduction_without_a_word_is_asked_about():
    full = [ExpertMark(expert, item.key, item.weight) for item in FRAME.items for expert in ("张三", "李四")]
    found = evaluate(FRAME, full)
    assert (found.total, found.grade, found.remarks) == (D(100), "优", ())
    less = [ExpertMark("张三", "basis", D(2)), *full[2:], full[1]]
    assert [remark.message for remark in evaluate(FRAME, less).remarks] == [
        "张三有1项扣了分没有写理由。",
        "“立项依据充分性”各位专家相差1分，张三、李四离得远，请复核。",
    ]


def test_a_second_mark_of_the_same_expert_and_a_mark_for_nothing_do_not_count():
    marks = [ExpertMark("张三", "basis", D(2)), ExpertMark("张三", "basis", D(3)), ExpertMark("张三", "beauty", D(3))]
    found = evaluate(FRAME, marks)
    said = [remark.message for remark in found.remarks]
    assert found.items[0].score is None
    assert "张三给“立项依据充分性”打了不止一次分，都不计入；请只留一个。" in said
    assert "张三给“beauty”打了分，指标体系里没有这一项。" in said


def test_the_execution_rate_of_an_evaluation_has_its_own_denominator():
    found = evaluate(FRAME, [], {"spending": RatioFigures(D(855_000), D(900_000))})
    item = next(one for one in found.items if one.item.key == "spending")
    assert item.steps[0] == "预算执行率＝实际支出资金855000÷实际到位资金900000＝95.00%"
    assert (item.ratio, item.proposed, item.score) == (D("95.00"), D("3.80"), None)


@pytest.mark.parametrize(
    ("budget", "is_new", "needed"),
    [("500.00", True, True), ("499.99", True, False), ("800.00", False, False), (None, True, True)],
)
def test_new_projects_of_some_size_are_assessed_beforehand(budget, is_new, needed):
    project = Project(budget=Budget(figure(budget)))
    found, why = needs_assessment(project, is_new)
    assert found is needed
    assert why
    assert needs_assessment(Project(budget=Budget(figure("40.00"))), True, minimum_wan=D(30))[0] is True


marks = st.lists(
    st.builds(
        ExpertMark,
        st.sampled_from(["张三", "李四", "王五", "赵六", "钱七"]),
        st.sampled_from([item.key for item in FRAME.items]),
        st.none() | st.decimals(min_value=-1, max_value=12, places=1),
    ),
    max_size=60,
)


@given(marks, st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_marks_changes_nothing_and_every_score_keeps_to_its_points(given_marks, chance, trimmed):
    shuffled = given_marks[:]
    chance.shuffle(shuffled)
    rules = evaluation_rules(trimmed=trimmed)
    found = evaluate(FRAME, given_marks, rules=rules)
    assert evaluate(FRAME, shuffled, rules=rules) == found
    for one in found.items:
        counted = [mark.score for mark in one.marks]
        assert (one.score is None) is (not counted)
        assert one.score is None or 0 <= min(counted) <= one.score <= max(counted) <= one.item.weight
    assert found.points + found.open_points <= 100


@given(st.sets(st.sampled_from(sorted(ex_ante_materials()))), st.decimals(min_value=0, max_value=5, places=1))
def test_a_missing_paper_never_leads_to_a_refusal(lacking, each):
    scheme = ex_ante_scheme()
    given_marks = [ExpertMark(expert, item.key, each) for item in scheme.items for expert in ("张三", "李四")]
    found = assess(scheme, given_marks, ex_ante_materials().keys() - lacking)
    needed = {paper for item in scheme.items for paper in item.materials}
    assert (found.conclusion is Conclusion.UNDECIDED) is bool(lacking & needed)
