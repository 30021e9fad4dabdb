"""Talk about cells: asking, answering, settling, and who may."""

import pytest
from web_stage import acts, add_person, ask, cell, keys

from zhunsheng.web.records.models import Comment, Standing, Thread
from zhunsheng.web.records.reviewing import recount
from zhunsheng.web.records.verification import faults


@pytest.fixture
def reviewer(cast):
    return add_person("reviewer", "陈审核", "reviewer", cast.department)


@pytest.fixture
def url(target):
    return f"/projects/{target.pk}/comments/"


def test_a_question_is_asked_answered_and_settled(cast, target, reviewer, url, as_):
    recount(target.unit, target.year)
    address = cell(target, 0, "target")
    asked = ask(as_(reviewer), url, address=address, text="264套怎么来的？").json()
    assert asked["threads"][0]["lines"][0]["text"] == "264套怎么来的？"
    assert (Standing.objects.get().asks, Standing.objects.get().answered) == (1, 0)
    assert "264套怎么来的" in as_(cast.clerk).get("/").content.decode()
    assert "询问 1" in as_(cast.clerk).get("/projects/").content.decode()
    assert len(as_(cast.clerk).get(f"/projects/{target.pk}/").context["talk"]["threads"]) == 1
    answered = ask(as_(cast.clerk), url, address=address, text="216加48。").json()["threads"][0]
    assert not answered["may_resolve"]
    assert Standing.objects.get().answered == 1
    settled = ask(as_(reviewer), url, address=address, act="resolve").json()["threads"][0]
    assert (settled["open"], len(settled["lines"])) == (False, 3)
    assert Standing.objects.get().asks == 0
    assert acts()[-3:] == ["add_comment", "add_comment", "resolve_thread"]
    assert list(faults()) == []


def test_a_word_more_opens_it_again(cast, target, reviewer, url, as_):
    for data in ({"text": "一"}, {"act": "resolve"}, {"text": "二"}):
        assert ask(as_(reviewer), url, address="goal", **data).status_code == 200
    assert Thread.objects.get().open


def test_talk_stays_when_its_row_goes(cast, target, reviewer, url, as_):
    address = cell(target, 1, "level3")
    ask(as_(reviewer), url, address=address, text="留得住")
    ask(as_(cast.clerk), f"/projects/{target.pk}/rows/", act="remove", key=keys(target)[1])
    assert as_(cast.clerk).get(url).json()["threads"][0]["address"] == address


def test_who_only_looks_or_is_elsewhere_says_nothing(cast, target, url, as_):
    assert ask(as_(cast.viewer), url, address="goal", text="x").status_code == 403
    assert ask(as_(cast.outsider), url, address="goal", text="x").status_code == 404
    assert not Comment.objects.exists()


def test_a_clerk_cannot_settle_what_a_reviewer_asked(cast, target, reviewer, url, as_):
    ask(as_(reviewer), url, address="goal", text="为什么？")
    refused = ask(as_(cast.clerk), url, address="goal", act="resolve")
    assert refused.status_code == 403
    assert Thread.objects.get().open


@pytest.mark.parametrize(
    "data",
    [{}, {"address": "goal"}, {"address": "goal", "text": " "}, {"address": "nowhere", "text": "x"}, {"address": "goal", "text": 5},
     {"address": "goal", "text": "长" * 2001}, {"address": "goal", "act": "resolve"}, {"address": "goal", "text": "x", "act": "y"},
     {"address": "indicators.zz.target", "text": "x"}, {"address": "goal", "text": "x", "client_id": 5}],
)  # fmt: skip
def test_senseless_comments_are_refused_in_a_sentence(cast, target, url, as_, data):
    answer = ask(as_(cast.clerk), url, **data)
    assert answer.status_code == 400
    assert answer.json()["message"].endswith("。")
    assert not Comment.objects.exists()


def test_a_repeated_request_says_it_once(cast, target, url, as_):
    for _ in range(2):
        ask(as_(cast.clerk), url, address="goal", text="一次", client_id="one")
    assert Comment.objects.count() == 1


def test_the_department_part_has_talk_too(cast, plan, reviewer, as_):
    ask(as_(reviewer), "/department/219001/2026/comments/", address="safeguard", text="谁负责？")
    assert len(as_(cast.clerk).get("/department/219001/2026/").context["talk"]["threads"]) == 1
    assert "部门整体" in as_(cast.clerk).get("/").content.decode()
