"""Papers for an assessment beforehand: what is asked for, what is in, what is excused."""

from __future__ import annotations

import pytest

from zhunsheng.lifecycle.facts import Facts
from zhunsheng.lifecycle.materials import material_list, missing_materials
from zhunsheng.lifecycle.process import Outcome, Refusal, act
from zhunsheng.lifecycle.registry import processes
from zhunsheng.model.role import Role


def test_a_project_owes_the_papers_that_its_items_are_judged_by():
    lines = {line.key: line for line in material_list("项目", ())}
    assert lines["application"].required
    assert lines["budget_detail"].asked_by == ("支出内容与职责任务匹配", "预算明细清晰", "厉行节约")
    assert not lines["planning"].required
    assert missing_materials(lines.values()) == sum(line.required for line in lines.values())


def test_a_policy_owes_fewer_papers():
    needed = {line.key for line in material_list("政策", ()) if line.required}
    assert needed == {"policy", "implementation", "target_table", "risk", "funding"}


def test_papers_handed_in_or_excused_no_longer_lack():
    keys = [line.key for line in material_list("项目", ()) if line.required]
    lines = material_list("项目", keys[1:], {keys[0]: "到期延续，沿用原申报书"})
    assert missing_materials(lines) == 0
    blank_reason = material_list("项目", keys[1:], {keys[0]: "  "})
    assert missing_materials(blank_reason) == 1


def test_the_count_is_what_submitting_asks_for():
    process = processes()["ex_ante"]
    short = act(
        process, "preparing", "submit", Role.CLERK, Facts(missing=missing_materials(material_list("政策", ("policy",))))
    )
    assert isinstance(short, Refusal)
    assert short.sentence == "还缺4份必交材料。请补交，或写明不适用的原因。"
    whole = material_list("政策", ("policy", "implementation", "target_table", "risk", "funding"))
    assert isinstance(act(process, "preparing", "submit", Role.CLERK, Facts(missing=missing_materials(whole))), Outcome)


def test_there_are_no_other_frames():
    with pytest.raises(KeyError):
        material_list("人员", ())
