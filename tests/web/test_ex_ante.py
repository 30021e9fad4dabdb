"""Assessments beforehand: which projects need one, the papers, the experts, the conclusion, and the amount that asks for them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from appraisal_stage import FILE, assessment, fresh, invite, printed_by_office, say, scored
from web_stage import a_document, acts, import_document

from zhunsheng.web.records import verification
from zhunsheng.web.records.amounts import EX_ANTE_MINIMUM, amount_on
from zhunsheng.web.records.course_facts import Said, facts_of
from zhunsheng.web.records.models import Appraisal, Target
from zhunsheng.web.records.operations.appraise import open_case, set_amount, step_case
from zhunsheng.web.records.operations.outcome import Forbidden, Invalid


def text(answer, status=200):
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def budget_of(target) -> Decimal:
    return Decimal(target.total_fen) / 100 / 10_000


def set_to(cast, target, share: str = "1") -> None:
    """Set the amount to the project's budget times ``share``."""
    amount = budget_of(target) * Decimal(share)
    set_amount(cast.admin, EX_ANTE_MINIMUM, f"{amount:.4f}", date(2020, 1, 1), "本县办法第三条")


def test_new_projects_from_the_amount_on_are_listed_until_they_are_supported(as_, cast, target, judges):
    assert "应做事前绩效评估、还没有通过的" not in text(as_(cast.clerk).get("/ex-ante/")), (
        "the usual amount is far above"
    )
    set_to(cast, target)
    shown = text(as_(cast.clerk).get("/ex-ante/"))
    assert shown.count("■ 没有评估") == 2
    assert "系统里没有这个项目以前年度的表" in shown
    case = assessment(target, cast, judges, "concluding")
    step_case(case, judges.performance, "support", "同意")
    assert text(as_(cast.clerk).get("/ex-ante/")).count("■ 没有评估") == 1
    import_document(cast.clerk, a_document(2, year=2025))
    shown = text(as_(cast.clerk).get("/ex-ante/?unit=219001&year=2026"))
    assert "■ 没有评估" not in shown, "projects with a table of the year before are not new"


def test_the_amount_is_dated_labelled_and_set_by_the_bureau_alone(as_, cast, target, judges):
    usual = amount_on(EX_ANTE_MINIMUM, date(2026, 5, 1))
    assert (usual.value, usual.is_own) == (Decimal(500), False)
    assert "未核" in usual.basis
    assert "500万元" in text(as_(judges.performance).get("/ex-ante/"))
    for person in (cast.clerk, judges.department, judges.one):
        with pytest.raises(Forbidden, match="绩效股或管理员"):
            set_amount(person, EX_ANTE_MINIMUM, "1", date(2026, 1, 1), "试试")
    for value, since, basis in (
        ("很多", date(2026, 1, 1), "办法"),
        ("-1", date(2026, 1, 1), "办法"),
        ("30", None, "办法"),
        ("30", date(2026, 1, 1), " "),
    ):
        with pytest.raises(Invalid, match="没有改动"):
            set_amount(judges.performance, EX_ANTE_MINIMUM, value, since, basis)
    with pytest.raises(Invalid, match="不能在这里设"):
        set_amount(judges.performance, "no_such_number", "1", date(2026, 1, 1), "办法")
    send = {"value": "30", "since": "2026-03-01", "basis": "本县办法第三条"}
    assert "已设定" in text(as_(judges.performance).post("/ex-ante/amount/", send, follow=True))
    assert amount_on(EX_ANTE_MINIMUM, date(2026, 2, 28)).value == 500
    own = amount_on(EX_ANTE_MINIMUM, date(2026, 3, 1))
    assert (own.value, own.is_own, own.basis) == (Decimal(30), True, "本县办法第三条")
    assert acts()[-1] == "set_amount"
    assert list(verification.faults()) == []


def test_the_approval_of_a_target_asks_by_the_bureaus_own_amount(cast, target):
    Target.objects.filter(pk=target.pk).update(state="passed")
    passed = Target.objects.select_related("unit").get(pk=target.pk)
    assert facts_of(passed, (), None, Said(is_new=True)).needs_assessment is False
    set_to(cast, target)
    assert facts_of(passed, (), None, Said(is_new=True)).needs_assessment is True


def test_the_unit_hands_in_papers_and_submits_only_when_all_are_there_or_excused(as_, cast, target, judges):
    browser = as_(cast.clerk)
    made = browser.post("/ex-ante/open/", {"target": target.pk, "reason": "灯太暗", "frame": "项目"}, follow=True)
    assert "已立项" in text(made)
    case = Appraisal.objects.get()
    with pytest.raises(Invalid, match="还没有登记材料"):
        step_case(case, cast.clerk, "submit")
    url = f"/ex-ante/{case.pk}/"
    assert "没有选文件" in text(
        browser.post(f"{url}note/", {"what": "material", "key": "policy", "back": "materials/"}, follow=True)
    )
    say(case, cast.clerk, "material", "application", files=[FILE])
    with pytest.raises(Invalid, match="还缺9份必交材料"):
        step_case(case, cast.clerk, "submit")
    for person in (judges.department, cast.viewer, cast.outsider, judges.one):
        with pytest.raises(Forbidden):
            say(case, person, "material", "policy", files=[FILE])
    with pytest.raises(Invalid, match="材料清单里没有"):
        say(case, cast.clerk, "material", "wishes", files=[FILE])
    shown = text(browser.get(f"{url}materials/"))
    assert "必交10份，已交<b>1</b>份" in shown
    row = case.notes.get(key="application")
    assert b"".join(as_(judges.department).get(f"{url}files/{row.pk}/0/").streaming_content) == FILE[1]
    assert as_(cast.outsider).get(f"{url}files/{row.pk}/0/").status_code == 404


def test_only_the_unit_asks_for_an_assessment_and_only_clients_begin_it(cast, target, judges):
    for person in (judges.department, judges.performance, judges.one, cast.viewer):
        with pytest.raises(Forbidden, match="项目单位申报"):
            open_case(target, person, "ex_ante", "替单位报")
    case = assessment(target, cast, judges, "submitted")
    with pytest.raises(Forbidden):
        step_case(case, cast.clerk, "begin")
    with pytest.raises(Invalid, match="还没有声明回避"):
        step_case(case, judges.department, "begin")
    invite(case, judges.department, judges)
    assert step_case(case, judges.department, "begin").reached == "assessing"


def test_five_dimensions_are_marked_and_the_conclusion_follows_from_the_marks(as_, cast, target, judges):
    case = assessment(target, cast, judges, "concluding")
    shown = text(as_(judges.department).get(f"/ex-ante/{case.pk}/result/"))
    for words in (
        "立项必要性",
        "投入经济性",
        "绩效目标合理性",
        "实施方案可行性",
        "筹资合规性",
        "按评分：予以支持",
        "100.00",
    ):
        assert words in shown, words
    with pytest.raises(Invalid, match="没有写意见"):
        step_case(case, judges.department, "support")
    assert as_(cast.clerk).get(f"/ex-ante/{case.pk}/result/").status_code == 404, "not before it is concluded"
    assert step_case(case, judges.department, "support", "同意").reached == "supported"
    assert "予以支持" in text(as_(cast.clerk).get(f"/ex-ante/{case.pk}/result/"))
    assert list(verification.faults()) == []


@pytest.mark.parametrize(("lost", "said"), [("2", "调整完善后支持"), ("4", "不予支持")])
def test_fewer_points_mean_mending_or_no_support(as_, cast, target, judges, lost, said):
    case = assessment(target, cast, judges, "assessing")
    less = {item: str(5 - int(lost)) for item in _items(case)}
    scored(case, judges.one, less, verdict=said)
    scored(case, judges.two, less, verdict=said)
    step_case(fresh(case), judges.one, "sum_up")
    assert f"按评分：{said}" in text(as_(judges.department).get(f"/ex-ante/{case.pk}/result/"))


def test_what_has_no_paper_cannot_be_judged_and_more_is_asked_for(as_, cast, target, judges):
    case = assessment(target, cast, judges, "assessing", without=("risk",))
    scored(case, judges.one)
    scored(case, judges.two)
    assert "缺风险评估，不能判定" in text(as_(judges.one).get(f"/ex-ante/{case.pk}/sheet/"))
    with pytest.raises(Invalid, match="有1个维度因缺少佐证不能判定"):
        step_case(case, judges.one, "sum_up")
    step_case(case, judges.one, "ask", "请补风险评估")
    say(case, cast.clerk, "material", "risk", files=[FILE])
    step_case(fresh(case), cast.clerk, "resubmit")
    assert step_case(fresh(case), judges.one, "sum_up").reached == "concluding"


def test_a_sheet_of_an_assessment_says_whether_to_support(cast, target, judges):
    case = assessment(target, cast, judges, "assessing")
    scored(case, judges.one, hand_in=False)
    with pytest.raises(Invalid, match="要选意见"):
        say(case, judges.one, "sheet", judges.one.pk, opinion="好")


def test_a_conclusion_that_differs_from_the_marks_is_told_as_such(as_, cast, target, judges):
    case = assessment(target, cast, judges, "concluding")
    step_case(case, judges.performance, "adjust", "预算压减后再报")
    shown = text(as_(judges.performance).get(f"/ex-ante/{case.pk}/report/"))
    assert "按评分为“予以支持”" in shown
    assert "评估结论：调整完善后支持。结论与评分不同" in shown


def test_what_was_rejected_can_be_prepared_again(cast, target, judges):
    case = assessment(target, cast, judges, "concluding")
    step_case(case, judges.department, "reject", "没有必要")
    assert not fresh(case).is_open
    other = open_case(target, cast.clerk, "ex_ante", "重新来")
    with pytest.raises(Invalid, match="另有一件在办"):
        step_case(fresh(case), cast.clerk, "rework")
    step_case(other, cast.clerk, "drop", "不报了")
    assert fresh(other).state == "dropped"


@pytest.mark.office
def test_libreoffice_opens_the_report_of_an_assessment(as_, cast, target, judges, tmp_path):
    case = assessment(target, cast, judges, "concluding")
    step_case(case, judges.department, "support", "同意")
    (tmp_path / "评估报告.docx").write_bytes(as_(judges.department).get(f"/ex-ante/{case.pk}/report/docx/").content)
    printed = printed_by_office(tmp_path / "评估报告.docx")
    for words in ("事前绩效评估报告", "评估材料清单", "事前绩效评估评分表", "评估结论：予以支持"):
        assert words in printed, words


def test_the_pages_of_an_assessment_cost_few_queries(as_, cast, target, judges, django_assert_max_num_queries):
    set_to(cast, target)
    case = assessment(target, cast, judges, "concluding")
    browser = as_(judges.one)
    for url in (
        "/ex-ante/",
        *(f"/ex-ante/{case.pk}/{part}" for part in ("", "materials/", "scheme/", "sheet/", "result/", "report/")),
    ):
        browser.get(url)
        with django_assert_max_num_queries(15):
            assert browser.get(url).status_code == 200, url
    clerk = as_(cast.clerk)
    with django_assert_max_num_queries(15):
        assert clerk.get("/ex-ante/").status_code == 200


def _items(case: Appraisal) -> list[str]:
    from zhunsheng.web.records.appraisal_notes import notes_of

    return [item.key for item in notes_of([fresh(case)])[case.pk].scheme.items]


def test_what_was_written_to_open_an_assessment_is_still_there_when_it_is_refused(as_, cast, target, judges):
    browser = as_(cast.clerk)
    send = {"target": target.pk, "reason": "灯太暗，家长多次反映", "frame": "没有这种"}
    again = browser.post("/ex-ante/open/", send)
    page = again.content.decode()
    assert again.status_code == 400
    assert "没有这种指标体系" in page
    assert "灯太暗，家长多次反映" in page
    assert f'<option value="{target.pk}" selected>' in page
    assert f'value="{target.unit.code}@{target.year}" selected' in page
    nothing = browser.post("/ex-ante/open/", {"target": "", "reason": "灯太暗"})
    assert nothing.status_code == 400
    assert "灯太暗" in nothing.content.decode()


def test_an_amount_that_is_refused_stays_in_its_form_and_may_be_written_as_people_write_it(as_, cast, target, judges):
    browser = as_(judges.performance)
    again = browser.post("/ex-ante/amount/", {"value": "很多", "since": "2026-03-01", "basis": "本县办法第三条"})
    page = again.content.decode()
    assert again.status_code == 400
    assert 'value="很多"' in page
    assert 'value="2026-03-01"' in page
    assert 'value="本县办法第三条"' in page
    assert "还没有写数额" in browser.post("/ex-ante/amount/", {}).content.decode()
    send = {"value": "６０万元", "since": "2026-03-01", "basis": "本县办法第三条"}
    assert "已设定" in text(browser.post("/ex-ante/amount/", send, follow=True))
    assert amount_on(EX_ANTE_MINIMUM, date(2026, 3, 1)).value == 60
